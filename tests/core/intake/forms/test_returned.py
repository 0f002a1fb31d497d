"""Forms as other people return them: for each kind of fault what is taken, what is asked, what is left and named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from core.intake.forms.form_proposal import FormProposal, accept_forms
from core.report.report import Report
from tests.core.intake.forms.filled import (
    Change,
    changed,
    exported,
    filled_file,
    filled_report,
    hunan,
    moved,
    proposed,
    put,
    tiny,
)

NONE: Mapping[str, str] = {}


class Returned(NamedTuple):
    """What was done to the workbook, and what must come of it, by labels, cells and words.

    `taken` is certain; `asked` are doubtful edits with a word of their doubt; `left` and `noted` words of what
    must be named as not read, and as to be looked at; `questions` words of what is asked of the whole sheet.
    """

    changes: tuple[Change, ...]
    taken: Mapping[str, str] = NONE
    asked: Mapping[str, str] = NONE
    cleared: tuple[str, ...] = ()
    refused: Mapping[str, str] = NONE
    left: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def rich(sheet: str, place: str, *runs: tuple[str, InlineFont | None]) -> Change:
    """A cell of several runs, struck through or raised."""

    def change(book: Any) -> None:
        book[sheet][place] = CellRichText(
            *(TextBlock(font, words) if font else words for words, font in runs)
        )

    return change


def looking(sheet: str, place: str, value: object, code: str) -> Change:
    """A number under a number format."""

    def change(book: Any) -> None:
        book[sheet][place] = value
        book[sheet][place].number_format = code

    return change


def on(sheet: str, **acts: Any) -> Change:
    """Something done to single cells: 批注, a struck font."""

    def change(book: Any) -> None:
        for place, act in acts.items():
            act(book[sheet][place])

    return change


def merged(sheet: str, places: str) -> Change:
    return lambda book: book[sheet].merge_cells(places)


def hidden_row(sheet: str, row: int) -> Change:
    def change(book: Any) -> None:
        book[sheet].row_dimensions[row].hidden = True

    return change


def exchanged(sheet: str, first: str, second: str, rows: range) -> Change:
    """Two columns exchanged in some rows."""

    def change(book: Any) -> None:
        page = book[sheet]
        for row in rows:
            left = page[f"{first}{row}"]
            right = page[f"{second}{row}"]
            left.value, right.value = right.value, left.value

    return change


def in_ones(sheet: str) -> Change:
    """All amounts ten thousand times as large, and no word of it."""

    def change(book: Any) -> None:
        for row in book[sheet].iter_rows():
            for cell in row:
                if cell.number_format == "#,##0.00" and isinstance(cell.value, int | float):
                    cell.value *= 10_000

    return change


def years(sheet: str, by: int) -> Change:
    """All years of a sheet one less or more."""

    def change(book: Any) -> None:
        for row in book[sheet].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "2024年3月" not in cell.value:
                    for year in (2022, 2023):
                        cell.value = cell.value.replace(f"{year}年", f"〔{year + by}〕年")
                    cell.value = cell.value.replace("〔", "").replace("〕", "")

    return change


def stacked(sheet: str, *others: str, beside: bool = False) -> Change:
    """Other sheets copied below one, or beside it, and taken away."""

    def change(book: Any) -> None:
        page = book[sheet]
        for other in others:
            low = 0 if beside else page.max_row
            right = page.max_column + 1 if beside else 0
            for row in book[other].iter_rows():
                for cell in row:
                    if cell.value is not None:
                        page.cell(cell.row + low, cell.column + right).value = cell.value
            for span in list(book[other].merged_cells.ranges):
                page.merge_cells(
                    start_row=span.min_row + low,
                    end_row=span.max_row + low,
                    start_column=span.min_col + right,
                    end_column=span.max_col + right,
                )
            del book[other]

    return change


def copied(sheet: str, **cells: object) -> Change:
    """The sheet once more with other figures."""

    def change(book: Any) -> None:
        page = book.copy_worksheet(book[sheet])
        for place, value in cells.items():
            page[place] = value

    return change


def headed_again(sheet: str) -> Change:
    """The headings once more where the table goes on, the years below them in another order."""

    def change(book: Any) -> None:
        moved(sheet, 19, 1)(book)
        page = book[sheet]
        for column, words in (
            ("A", "项目"),
            ("B", "2023年决算数"),
            ("D", "2023年预算数"),
            ("F", "2022年决算数"),
        ):
            page[f"{column}19"] = words
        for row in range(20, 28):
            page[f"B{row}"].value, page[f"F{row}"].value = page[f"F{row}"].value, page[f"B{row}"].value

    return change


STRUCK = InlineFont(strike=True)
RAISED = InlineFont(vertAlign="superscript")
RETURNED: dict[str, Returned] = {
    # formulas
    "a formula without its value": Returned((put("附件1", F21="=500+11.5"),), left=("附件1!F21", "公式")),
    "a formula without its value where nothing stood": Returned((put("附件1", D10="=5+1"),), left=("附件1!D10", "公式")),
    "a formula without its value in a name": Returned((put("附件1", A16='="乙"&"项目"'),), left=("附件1!A16", "公式")),
    # rows in other words
    "a row of other words": Returned(
        (put("附件1", A23="水费、电费", F23=12.6),), left=("水费、电费、差旅费", "第 23 行", "水费、电费")
    ),
    "a row of quite other words": Returned((put("附件1", A22="劳务费", F22=9),), left=("其中：办公经费", "劳务费")),
    "headings that come again in another order": Returned((headed_again("附件1"),)),
    "a row with the joining word changed": Returned((put("附件1", A24="会议费和培训费", F24=3),), taken={"附件1 会议费、培训费决算数": "3"}, noted=("附件1!A24", "会议费、培训费")),
    "a row without its number in front": Returned((put("附件1", A12="公务接待", F12=3),), taken={"附件1 公务接待费": "3"}),
    "a row that is nearly the same": Returned(
        (put("附件1", A26="部门基本支出预算调整情况", F26=3),), taken={"附件1 部门基本支出预算调整决算数": "3"}, noted=("附件1!A26", "部门基本支出预算调整")
    ),
    "a row by another word of the template": Returned((put("附件1", A12="（3）公务接待费", F12=3),), taken={"附件1 公务接待费": "3"}),
    "the row below a band in other words": Returned(
        (put("附件1", A21="人员经费", F21=99),), left=("公用经费", "分不清", "人员经费")
    ),
    "a heading between bands in other words": Returned(
        (put("附件1", A19="其他县级资金"),), left=("3、县级专项资金", "分不清")
    ),
    # columns
    "two columns exchanged with their headings": Returned((exchanged("附件2", "E", "F", range(13, 18)),)),
    "two columns exchanged without their headings": Returned(
        (exchanged("附件2", "E", "F", range(14, 15)),),
        asked={"附件2 培训人数 的 年度指标值": "正好对调", "附件2 培训人数 的 实际完成值": "正好对调"},
    ),
    "a row moved one column to the right": Returned(
        (put("附件1", B12=None, D12=7, F12=8, H12=6.2),),
        cleared=(), asked={"附件1 公务接待预算数": "栏外", "附件1 公务接待费": "栏外"}, left=("附件1!H12",),
    ),
    "a project twice": Returned(
        (moved("附件1", 16, 1), put("附件1", A16="甲项目", F16=50)),
        asked={"甲项目": "2 行都叫"},
    ),
    "two sheets of one project": Returned(
        (copied("甲项目", F7=120),), left=("和“甲项目”是同一张表",),
    ),
    "the years of three columns in another order": Returned(
        (exchanged("附件1", "B", "F", range(6, 27)), exchanged("附件1", "D", "F", range(6, 27)))
    ),
    "a heading in other words": Returned((put("附件1", D6="上级补助"), put("附件1", D9=5)), left=("预算数", "D 列", "上级补助")),
    "a heading twice": Returned((put("附件1", D6="2023年决算数", F9=5),), left=("有几栏同名",)),
    "a column of their own": Returned((put("附件2", J13="责任股室", J14="办公室", J15="人事股"),), left=("J 列", "责任股室")),
    "a column without a heading": Returned((put("附件2", J15="已核"),), left=("附件2!J15", "已核")),
    "a parameter changed": Returned((put("附件2", G6=12),), left=("附件2!G6", "参数")),
    # years and units
    "last year's form": Returned((years("附件1", -1), put("附件1", F12=7)), questions=("2022 年", "2023 年"), asked={"附件1 公务接待费": ""}),
    "the title of another year": Returned((put("附件1", A2="2022年度部门整体支出绩效评价基础数据表"),), questions=("题目是 2022 年", "栏名却是 2023 年")),
    "another unit's form": Returned((put("附件2", C4="某县林业局", D6=1),), questions=("某县林业局", "单位名称不同"), asked={"附件2 年初预算数": "", "附件2 单位全称": ""}, noted=("请核对",)),
    # money
    "money in 元 without a word": Returned((in_ones("附件1"),), questions=("按元填",), asked={"附件1 公用经费": "按元填", "附件1 甲项目 的 金额": "按元填"}, noted=("请核对",)),
    "one amount ten thousand times as large": Returned((put("附件2", D6=15_000_000),), asked={"附件2 年初预算数": "10,000 倍"}),
    "one amount ten times as large": Returned((put("附件2", D6=15_000),), asked={"附件2 年初预算数": "10 倍"}),
    "元 in the label of a part": Returned((in_ones("附件1"), put("附件1", A6="经费控制情况（元）")), noted=("“元”", "万元")),
    "a bare （元）": Returned((in_ones("附件1"), put("附件1", E3="（元）")), noted=("“元”",)),
    "a unit in the cell": Returned((put("附件2", D6="0.16亿元"),), taken={"附件2 年初预算数": "1600"}),
    "a unit of something else in the cell": Returned((put("附件2", D6="16亩"),), refused={"附件2 年初预算数": "金额单位"}),
    # cells
    "a struck-out number before the new one": Returned(
        (rich("附件2", "D6", ("1500", STRUCK), ("1600", None)),), taken={"附件2 年初预算数": "1600"}, noted=("附件2!D6", "划掉的“1500”")
    ),
    "a struck-out number after the new one": Returned(
        (rich("附件2", "D6", ("1600 ", None), ("1500", STRUCK)),), taken={"附件2 年初预算数": "1600"}, noted=("1500",)
    ),
    "a whole cell struck out": Returned((on("附件2", D6=lambda cell: setattr(cell, "font", Font(strike=True))),), left=("附件2!D6", "划掉")),
    "a footnote": Returned((rich("附件2", "D6", ("1500", None), ("1", RAISED)),), noted=("附件2!D6", "脚注")),
    "two numbers below one another": Returned((put("附件2", D6="35\n36"),), refused={"附件2 年初预算数": "两个数"}),
    "two numbers beside one another": Returned((put("附件2", D6="35 36"),), refused={"附件2 年初预算数": "两个数"}),
    "a number grouped by blanks": Returned((put("附件2", D6="1 600.50"),), taken={"附件2 年初预算数": "1600.50"}),
    "a number that became a date": Returned((looking("附件2", "D6", 45445, "m月d日"),), refused={"附件2 年初预算数": "日期"}),
    "a head-count that became a time": Returned((looking("附件1", "B5", 0.25, "h:mm"),), refused={"附件1 编制数": "日期"}),
    "a format that scales": Returned((looking("附件2", "D6", 16_000_000, '0!.0,"万元"'),), asked={"附件2 年初预算数": "显示成"}),
    "a format with a sign and a unit": Returned((looking("附件2", "E14", 100, '"≥"0"人"'),), taken={"附件2 培训人数 的 年度指标值": "≥100人"}),
    "a format with a unit of money": Returned((looking("附件2", "D6", 16_000_000, '0.00"元"'),), taken={"附件2 年初预算数": "1600"}),
    "万 before a unit of area": Returned((put("附件1", B28="1.2万㎡"),), taken={"附件1 批复规模（㎡）": "12000"}),
    "another unit of area": Returned((put("附件1", B28="18亩"),), refused={"附件1 批复规模（㎡）": "亩"}),
    "heads of another kind": Returned((put("附件1", B5="18亩"),), refused={"附件1 编制数": "不是人数"}),
    "a template's mark": Returned((put("附件2", I15="{专项.指标.原因}"),), refused={"附件2 培训期数 的 偏差原因分析及改进措施": "记号"}),
    "a rate shown as it cannot be": Returned((looking("附件2", "H6", 81.62, "0.00%"),), NONE),
    "a cell merged over the rows of others": Returned((moved("附件2", 99, 1), merged("附件2", "H15:H16")), left=("附件2!H15", "合并了几行")),
    "places left open in a text": Returned((put("附件2", F15="XX期"),), asked={"附件2 培训期数 的 实际完成值": "没有填完"}),
    "goals left as they were handed out": Returned((put("附件2", B12="目标1：\n目标2：\n……"),), cleared=("附件2 年度总体目标·预期目标",)),
    "a share without its sign": Returned((put("附件2", F16=0.97),), asked={"附件2 合格率 的 实际完成值": "单位不同"}),
    "an amount in capitals": Returned((put("附件2", D6="人民币壹仟陆佰万元整"),), taken={"附件2 年初预算数": "1600"}),
    # rows of bands
    "the placeholders of an official form": Returned(
        (moved("附件2", 18, 2), put("附件2", D18="指标1：", D19="指标2：", C18="……"))
    ),
    "a sum by hand": Returned((moved("附件1", 21, 1), put("附件1", A21="专项资金合计", F21=200)), left=("专项资金合计", "合计")),
    "a sum with a colon": Returned((moved("附件1", 21, 1), put("附件1", A21="合  计：", F21=200)), left=("合 计：",)),
    "a subtotal of indicators": Returned((moved("附件2", 17, 1), put("附件2", D17="产出指标小计", G17=30)), left=("产出指标小计",)),
    "numbered names": Returned((put("附件1", A15="（1）甲项目", A16="2、乙项目", A20="① 丙项目"),)),
    "a numbered new name": Returned((moved("附件1", 17, 1), put("附件1", A17="（3）丁项目", F17=8)), new=("丁项目",)),
    "a project named as a row of the form": Returned((moved("附件1", 21, 1), put("附件1", A21="公用经费", F21=8)), new=("公用经费",)),
    "a remark in a band": Returned((moved("附件1", 17, 1), put("附件1", A17="以上由财务股核对")), asked={"以上由财务股核对": "只有名称"}),
    # what is hidden
    "a hidden row": Returned((hidden_row("附件2", 15),), noted=("15 行是隐藏的",)),
    "a remark on a cell": Returned((on("附件2", D6=lambda cell: setattr(cell, "comment", Comment("这个数待定", "科长"))),), noted=("附件2!D6", "这个数待定")),
    "a blank where a figure stood": Returned((put("附件2", D6=None),), cleared=("附件2 年初预算数",)),
    "not applicable where a figure stood": Returned((put("附件2", D6="—"),), asked={"附件2 年初预算数": "现在是 1500"}),
    # several forms on a sheet
    "three projects below one another": Returned((stacked("甲项目", "乙项目", "丙项目"), put("甲项目", F26=1)), taken={"附件3 乙项目 的 其他资金全年执行数": "1"}),
    "two projects beside one another": Returned((stacked("甲项目", "乙项目", beside=True),)),
    "two forms below one another": Returned((stacked("附件1", "附件2", "附件4"),)),
}  # fmt: skip


def _words(proposal: FormProposal, doubtful: bool) -> dict[str, str]:
    rows = {row.name: row.doubt for row in proposal.rows if not row.is_certain}
    edits = {
        edit.label: edit.doubt for edit in proposal.taken if (edit.doubt or edit.asks) and not edit.clears
    }
    return (edits | rows) if doubtful else {edit.label: edit.after for edit in proposal.certain}


@pytest.mark.parametrize("returned", RETURNED.values(), ids=RETURNED.keys())
def test_what_is_returned_is_read_as_it_stands(tmp_path: Path, returned: Returned) -> None:
    report = filled_report()

    proposal = proposed(report, changed(filled_file(tmp_path / "附件.xlsx"), *returned.changes))

    assert _words(proposal, doubtful=False) == returned.taken
    asked = _words(proposal, doubtful=True)
    assert all(word in asked.get(label, "没有问") for label, word in returned.asked.items()), asked
    assert bool(asked) == bool(returned.asked), asked
    assert tuple(edit.label for edit in proposal.edits if edit.clears) == returned.cleared
    refused = {edit.label: edit.reason for edit in proposal.refused}
    assert all(word in refused.get(label, "没有拒绝") for label, word in returned.refused.items()), refused
    assert len(refused) == len(returned.refused), refused
    _has("没有读", [left.sentence for left in proposal.unread], returned.left)
    _has("提示", proposal.notes, returned.noted)
    _has("先问", [question.words for question in proposal.questions], returned.questions)
    assert tuple(row.name for row in proposal.certain_rows) == returned.new


def _has(what: str, said: list[str], wanted: tuple[str, ...]) -> None:
    """All words are said; and nothing is, where none are wanted."""
    everything = "；".join(said)
    assert all(word in everything for word in wanted), (what, said)
    assert bool(said) == bool(wanted), (what, said)


def test_what_is_certain_alone_is_taken_unasked(tmp_path: Path) -> None:
    report = filled_report()
    changes = (put("附件2", D6=None, E6=2100), put("附件1", F21=5_115_000))
    proposal = proposed(report, changed(filled_file(tmp_path / "附件.xlsx"), *changes))

    accept_forms(report, proposal)

    assert (report.entry("收支.年初预算"), report.entry("收支.预算收入")) == ("1500", "2100")
    assert report.entry("基本支出.公用经费") == "511.50"


def test_a_report_without_a_year_takes_that_of_the_form(tmp_path: Path) -> None:
    file = filled_file(tmp_path / "附件.xlsx")
    report = Report.in_memory(hunan(), entries={})

    accept_forms(report, proposed(report, file))

    assert report.entry("单位.年度") == "2023"
    assert report.entry("单位.全称") == "某县某局"


def test_a_form_handed_out_without_a_year_is_read_by_the_order_of_its_columns(tmp_path: Path) -> None:
    report = filled_report()
    report.set("单位.年度", "")
    file = exported(report, tmp_path / "附件.xlsx")

    (edit,) = proposed(report, changed(file, put("附件1", D12=9))).edits

    assert (edit.label, edit.entry) == ("附件1 公务接待预算数", "9")


TICKS = {
    "□线上　☑现场": ("现场", ""),
    "√线上 □现场": ("线上", ""),
    "线上■ 现场□": ("线上", ""),
    "☑线上　☑现场": (None, "勾了几项"),
    "线上　现场": (None, "没有方框"),
    "□线上　□现场": (None, ""),
}


@pytest.mark.parametrize(("words", "said"), TICKS.items())
def test_a_ticked_box_is_the_option_behind_it(
    tmp_path: Path, words: str, said: tuple[str | None, str]
) -> None:
    report = Report.in_memory(tiny())
    report.set("经费.人员", "5")
    file = exported(report, tmp_path / "表.xlsx")

    proposal = proposed(report, changed(file, put("经费", A15=f"形式：{words}")))

    assert [edit.entry for edit in proposal.edits] == ([said[0]] if said[0] else [])
    assert any(said[1] in left.sentence for left in proposal.unread) == bool(said[1])
