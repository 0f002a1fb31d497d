"""Texts of all kinds for any pack: its own wording with numbers in it, noise, braces, headings in any order."""

from __future__ import annotations

import re

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from core.document.builder import build_document
from core.export.text import text_of
from core.figures.definitions import Definition
from core.figures.marks import Choice, Each, Mark, Part, Parts, parse_marks
from core.intake.texts.text_proposal import propose
from core.numbers.chinese import write_chinese
from core.numbers.cleaning import clean
from core.pack.pack import Pack
from core.pack.sections import FIRST_LEVEL, SECOND_LEVEL, Section
from core.prose.residue import drop_residue
from core.report.report import Report

FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
ODD = "，。；：、！？…—·“”‘’（）()《》〈〉【】[]{}〔〕|｜⏎*#@&%％$￥+-=~^_<>/\\ \t\u3000\xa0\u200b"
_HEADS = ("一、", "二、", "十一、", "（一）", "(二)", "（十二）", "1.", "（1）", "1、", "")


def lines_of(text: str) -> list[str]:
    """What must be the same in and out: the lines, white space, blank lines and residue aside."""
    lines = (re.sub(r"\s", "", line) for line in drop_residue(clean(text)).split("\n"))
    return [line for line in lines if line]


def read_and_written(pack: Pack, text: str) -> str:
    """The text that comes out when a text is read with a pack, kept as a report and printed."""
    report = Report.in_memory(pack, entries=propose(pack, clean(text)).entries)
    return text_of(build_document(report))


def reports(pack: Pack) -> SearchStrategy[str]:
    """Finished reports as they might come, and as they never would."""
    said = st.one_of([_said(pack, section) for section in pack.sections.values()])
    odd = st.one_of(_heading(pack), said, _noise(), _braces(pack), st.text(max_size=60))
    odd = st.one_of(odd, said.map(lambda t: t.translate(FULL_WIDTH)))
    return st.lists(_mostly(_written(pack), odd, 1), max_size=12).map("\n".join)


def _mostly(often: SearchStrategy[str], seldom: SearchStrategy[str], times: int = 5) -> SearchStrategy[str]:
    """One strategy some times as often as the other."""
    return st.integers(0, times).flatmap(lambda n: often if n < times else seldom)


@st.composite
def _heading(draw: DrawFn, pack: Pack) -> str:
    sections = [s for s in pack.sections.values() if s.level in (FIRST_LEVEL, SECOND_LEVEL)]
    section = draw(st.sampled_from(sections))
    name = draw(st.sampled_from([section.heading, *section.aliases, f"{section.heading}说明", section.id]))
    return draw(st.sampled_from(_HEADS)) + name + draw(st.sampled_from(("", "", "。", "：", " ")))


@st.composite
def _written(draw: DrawFn, pack: Pack) -> str:
    """A section with its heading, said as the pack says it."""
    section = draw(st.sampled_from([*pack.sections.values()]))
    head = {FIRST_LEVEL: "一、", SECOND_LEVEL: "（一）"}.get(section.level)
    lines = [head + section.heading] if head else []
    return "\n".join(lines + draw(st.lists(_said(pack, section), min_size=1, max_size=3)))


@st.composite
def _said(draw: DrawFn, pack: Pack, section: Section) -> str:
    """A wording or reading of a section with something in the place of each mark."""
    texts = [text for text in (section.wording, *section.readings, section.when_none) if text]
    words = [_word(draw, pack, part) for part in parse_marks(draw(st.sampled_from(texts)))]
    return draw(_odd_end()) + "".join(words) + draw(_odd_end())


def _word(draw: DrawFn, pack: Pack, part: Part) -> str:
    match part:
        case Mark(expression=expression):
            return draw(_value(pack, expression))
        case Each(separator=separator, item=item):
            return separator.join(_item(draw, pack, item, n) for n in range(1, draw(st.integers(1, 4)) + 1))
        case Choice(yes=yes, no=no):
            return "".join(_word(draw, pack, p) for p in draw(st.sampled_from((yes, no))))
    return re.sub(r"〔([^〕]*)〕", lambda found: draw(st.sampled_from(found[1].split("|"))), part)


def _item(draw: DrawFn, pack: Pack, item: Parts, number: int) -> str:
    counted = {"序": write_chinese(number), "序号": str(number)}
    return "".join(
        counted[p.expression] if isinstance(p, Mark) and p.expression in counted else _word(draw, pack, p)
        for p in item
    )


def _value(pack: Pack, expression: str) -> SearchStrategy[str]:
    """What may stand for a figure: mostly of its kind, seldom anything else."""
    figures = pack.definitions.figures
    known = [d for key, d in figures.items() if f".{key}".endswith(f".{expression}")]
    return _mostly(st.one_of([_of_kind(d) for d in known]), _anything()) if known else _anything()


def _of_kind(definition: Definition) -> SearchStrategy[str]:
    few = st.integers(0, 12)
    match definition.kind.name:
        case "金额" | "百分比" | "数值" | "分值":
            return st.one_of(
                few.map(str), few.map(lambda n: f"{n}.50"), st.decimals(0, 9999, places=2).map(str)
            )
        case "人数" | "个数":
            return st.one_of(few.map(str), few.map(write_chinese))
        case "年度":
            return st.sampled_from(("2023", "2023", "2022"))
        case "日期":
            return st.sampled_from(("2024年5月1日", "2024年05月01日", "2024年13月40日"))
        case "选项":
            return st.sampled_from(definition.options)
    return st.sampled_from(
        ("办公室", "人事（老干）股", "县农业局", "修渠，护堤", "查账；补票", "把好关", "甲{乙}", "A. B")
    )


def _anything() -> SearchStrategy[str]:
    number = st.decimals(0, 99999, places=2)
    return st.one_of(
        number.map(lambda n: f"{n:,}"),
        number.map(lambda n: str(n).translate(FULL_WIDTH)),
        st.sampled_from(("007", "-3.10", "12,345.60", "无", "—", "/", "不涉及")),
        _noise(),
    )


def _noise() -> SearchStrategy[str]:
    words = "本院全年完成培训期万元人个一二三是其中项目经费年度主要包括等占比123.45%" + ODD
    return st.text(st.sampled_from(words), max_size=30)


def _odd_end() -> SearchStrategy[str]:
    return _mostly(st.just(""), st.text(st.sampled_from(ODD), max_size=3))


def _braces(pack: Pack) -> SearchStrategy[str]:
    figures = [*pack.definitions.figures][:30]
    listings = [*pack.definitions.listings]
    return st.one_of(
        st.sampled_from(figures).map(lambda k: f"见{{{k}}}和{{{k}:0.0}}、{{{{{k}}}}}。"),
        st.sampled_from(listings).map(lambda k: f"{{每行 {k}|、：{{序}}是{{名称}}}}"),
        st.sampled_from(figures).map(lambda k: f"{{若 {k} = 1：是|否}}"),
        st.text(st.sampled_from("{}|：每行若 序名称."), max_size=20),
        st.sampled_from(
            ("[bookmark: _GoBack]正文", "错误！未定义书签。", "【？没有】", "＿＿", "}{", "{{{}}}")
        ),
    )
