"""A clerk who does anything: random steps on a report with everything in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import strategies as st

from core.figures.keys import RANK
from core.numbers.troubles import Refused
from core.report.change import Change
from core.report.report import Report

MONEY = (
    "",
    "0",
    "1",
    "1.0",
    "2.5",
    "3.25",
    "100",
    "100.01",
    "-4",
    "无",
    "—",
    "12345.678",
    "０.５万元",
    "33.333333",
)
SCORES = ("", "0", "3", "4.5", "5", "10", "不涉及")
WORDS = ("", "甲项", "乙项", "甲", "丙")
TEXTS = (
    "",
    "甲：{甲.和}与{总.金额合计:0.0}",
    "{每行 项目|、：{序}{名称}{金额}（{每行 绩效指标|，：{名称}{评}}）}",
    "{若 总.数 ≥ 2：多于{总.数}|少}",
    '{合计(项目.金额, 类别 = "他")}和{计数(项目.绩效指标)}',
    "{每行 项目.绩效指标|；：{名称}{率}}",
    "{项目[P].金额}与{项目[Q].绩效指标[I].得分}",
    "{若 项目[P].金额 > 1：大|{项目[Q].名称}}与{无名}",
    "见{章节[支出].正文}{项目[P].说明}",
    "见{章节[概况].正文}{章节[问题].正文}",
    "{{甲}} {",
    "{最大(项目.绩效指标.得分)}{平均(项目.倍)}",
)
FIGURES: dict[str, Sequence[str]] = {
    "甲.一": MONEY,
    "甲.二": MONEY,
    "甲.人": ("", "0", "2", "64", "—"),
    "甲.有": ("", "是", "否", "—"),
    "总.线": SCORES,
    "单位.全称": WORDS,
    "单位.年度": ("", "2023", "2024"),
}
COLUMNS: dict[str, Sequence[str]] = {
    "项目.名称": WORDS,
    "项目.类别": ("", "专", "他", "无"),
    "项目.金额": MONEY,
    "项目.绩效指标.名称": WORDS,
    "项目.绩效指标.分值": SCORES,
    "项目.绩效指标.得分": SCORES,
    "项目.半年.数": MONEY,
    "问题.问题": WORDS,
    "问题.次": ("", "0", "1", "3"),
}
REPORTED = ("甲.和", "甲.占", "甲.评", "总.金额合计", "总.数", "总.名")
REPORTED_COLUMNS = ("项目.绩效指标.评", "项目.小计", "项目.份额", "项目.绩效指标.率")

T = TypeVar("T")


def _pick(choices: Sequence[T], number: int) -> T:
    return choices[number % len(choices)]


def _set(report: Report, a: int, b: int, c: int) -> Change | None:
    key = _pick(list(FIGURES), a)
    return report.set(key, _pick(FIGURES[key], b), typing=c % 3 == 0)


def _set_cell(report: Report, a: int, b: int, c: int) -> Change | None:
    column = _pick(list(COLUMNS), a)
    row = _row(report, column.rpartition(".")[0], b)
    return report.set(report.cell(column, row), _pick(COLUMNS[column], c)) if row else None


def _row(report: Report, listing: str, number: int) -> str:
    rows = sorted(report.graph.state.rows.every(listing))
    return _pick(rows, number) if rows else ""


def _report_as(report: Report, a: int, b: int, _c: int) -> Change | None:
    return report.report_as(_pick(REPORTED, a), _pick(("", "3.50", "10", "甲项", "100"), b))


def _report_cell_as(report: Report, a: int, b: int, c: int) -> Change | None:
    column = _pick(REPORTED_COLUMNS, a)
    row = _row(report, column.rpartition(".")[0], b)
    return report.report_as(report.cell(column, row), _pick(("", "3", "50", "100.0"), c)) if row else None


def _add_project(report: Report, a: int, b: int, c: int) -> Change | None:
    rows = report.rows("项目")
    cells = {"名称": _pick(WORDS, b), "金额": _pick(MONEY, c), "类别": _pick(("", "专", "他"), a)}
    return report.add_row("项目", cells=cells, before=_pick(rows, a) if rows and b % 2 else "")


def _add_child(report: Report, a: int, b: int, c: int) -> Change | None:
    row = _row(report, "项目", a)
    if not row:
        return None
    cells = {"名称": _pick(WORDS, b), "得分": _pick(SCORES, c), "分值": _pick(SCORES, b)}
    return report.add_row(f"项目[{row}].绩效指标", cells=cells)


def _add_problem(report: Report, a: int, b: int, _c: int) -> Change | None:
    return report.add_row("问题", cells={"问题": _pick(WORDS, a), "次": _pick(("", "1", "9"), b)})


def _remove(report: Report, a: int, b: int, _c: int) -> Change | None:
    listing = _pick(("项目", "项目", "项目.绩效指标", "问题"), a)
    row = _row(report, listing, b)
    return (
        report.remove_row(report.graph.state.entries.listing_key(listing, row.rpartition("/")[0]), row)
        if row
        else None
    )


def _move(report: Report, a: int, b: int, c: int) -> Change | None:
    listing = _pick(("项目", "项目.绩效指标"), a)
    row = _row(report, listing, b)
    if not row:
        return None
    parent = row.rpartition("/")[0]
    others = [r for r in report.graph.state.rows.all(listing, parent) if r != row]
    before = _pick([*others, ""], c)
    return report.move_row(report.graph.state.entries.listing_key(listing, parent), row, before)


def _tick(report: Report, a: int, b: int, c: int) -> Change | None:
    row = _row(report, "项目", a)
    listing = _pick(("项目", f"项目[{row}].绩效指标" if row else "问题", "问题"), b)
    return report.tick_none(listing, c % 2 == 0)


def _write(report: Report, a: int, b: int, c: int) -> Change | None:
    text = _pick(TEXTS, b)
    project = _row(report, "项目", a) or "zz"
    other = _row(report, "项目", c) or "zz"
    indicator = _row(report, "项目.绩效指标", c) or "zz/zz"
    other = indicator.partition("/")[0] if "[I]" in text else other
    text = text.replace("[P]", f"[{project}]").replace("[Q]", f"[{other}]")
    text = text.replace("[I]", f"[{indicator.partition('/')[2]}]")
    section = _pick(("概况", "支出", "问题", ""), a)
    if section or not _row(report, "项目", a):
        return report.set(f"章节[{section or '概况'}].正文", text, typing=c % 2 == 0)
    return report.set(f"项目[{project}].说明", text)


def _damage(report: Report, a: int, b: int, c: int) -> Change | None:
    """Entries that no sound step leaves: cells of rows without a rank, ranks alone, nonsense keys."""
    entries: dict[str, str | None] = _pick(
        (
            {f"项目[q{a % 2}].金额": _pick(("5", "7.5", None), b)},
            {f"项目[q{a % 2}].绩效指标[k].得分": _pick(("2", None), b), "项目[].金额": "3"},
            {f"项目[q{a % 2}]{RANK}": _pick(("00000500", "5", None), b)},
            {f"项目[q{a % 2}].半年[上].数": _pick(("1", None), b), "甲.一[x]": "4"},
            {"甲.一": _pick(("nan", "八", "1E+500", "3"), b)},
            {f"项目[q{c % 2}].绩效指标[k].评!填报": _pick(("2", None), b)},
            {f"项目[{_row(report, '项目', c) or 'q0'}]{RANK}": None},
        ),
        c,
    )
    return report.enter(entries, "损坏")


def _undo(report: Report, _a: int, _b: int, _c: int) -> Change | None:
    return report.undo()


def _redo(report: Report, _a: int, _b: int, _c: int) -> Change | None:
    return report.redo()


Act = Callable[[Report, int, int, int], Change | None]
ACTS: tuple[Act, ...] = (
    _set, _set_cell, _set_cell, _set_cell, _report_as, _report_cell_as, _add_project, _add_project,
    _add_child, _add_child, _add_problem, _remove, _move, _tick, _write, _write, _damage, _undo, _redo,
)  # fmt: skip
EDITS = ACTS[:-2]

Step = tuple[int, int, int, int]


def steps(acts: Sequence[Act], most: int) -> st.SearchStrategy[list[Step]]:
    """Random steps; each number picks among what there is when its turn comes."""
    number = st.integers(0, 29)
    return st.lists(
        st.tuples(st.integers(0, len(acts) - 1), number, number, number), min_size=1, max_size=most
    )


def take(report: Report, acts: Sequence[Act], step: Step) -> Change | None:
    """Does one step, if it can be done."""
    try:
        return acts[step[0]](report, *step[1:])
    except Refused:
        return None
