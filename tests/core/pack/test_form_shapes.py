"""Shapes of official forms beyond one sheet of figures: several sheets, blank rows, boxes to tick, a year to read."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from core.document.filling import filled_forms
from core.export.excel import write_excel
from core.forms.dump import dumped
from core.intake.forms.proposing import propose_forms
from core.numbers.troubles import PackError, Refused
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.reading.workbooks import read_workbook
from core.report.form_edits import entries_typed, rows_inserted, typed_cells
from core.report.report import Report
from core.report.sheets import Sheet, sheets_of
from tests.core.pack.made_forms import FIGURES, lines_of, xlsx

HEAD = """
编号: 有表的
标题: 有表的
题名: "{局.名}"
单位名: 局.名
报告年度: 局.年度
附件:
"""
MORE = """
性质: {类型: 选项, 值: [机关, 事业单位, 企业]}
编外: {类型: 是否}
"""
CELLS = {
    "A1": "{局.年度}年度花名册（{局.年度 - 1}年）",
    "A2": "{勾(性质, \"机关\")}机关　{勾(性质, \"事业单位\")}事业单位",
    "B2": "编外：{勾(编外, \"是\")}是 {勾(编外, \"否\")}否",
    "C2": "局名：{局.名}",
    "A3": "名", "B3": "数", "C3": "序",
    "A4": "{事.名}", "B4": "{事.数}", "C4": "第{序号}",
    "A5": "合计", "B5": "{合计数}",
}  # fmt: skip
ENTRY = "  附件1: {标题: 花名册, 文件: forms/甲.xlsx, 最少行数: {事: 3}}\n"


def pack_of(forms: str = ENTRY, files: dict[str, bytes] | None = None) -> Pack:
    texts = {
        "pack.yaml": HEAD + forms,
        "figures.yaml": FIGURES + MORE,
        "rules.yaml": "",
        "sections.yaml": "头: {数据: [局, 钱]}\n",
    }
    return read_pack(
        {name: text.encode() for name, text in texts.items()} | (files or {"forms/甲.xlsx": xlsx(CELLS)})
    )


def sheet(report: Report, form: str = "附件1") -> Sheet:
    (found,) = sheets_of(report, report.pack.bound(form, report.graph))
    return found


@pytest.fixture
def report() -> Report:
    made = Report.in_memory(pack_of())
    made.set("局.名", "林业局")
    made.set("局.年度", "2025")
    return made


def put(report: Report, line: int, column: int, text: str, key: str = "") -> None:
    report.enter(entries_typed(sheet(report), line, column, text, key), "填写")


# -- 工作表 -----------------------------------------------------------------------------------------------


def two_sheets() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(xlsx({"A1": "收入", "B1": "{钱.收入:0.00元}"})))
    other = book.create_sheet("支出表")
    other["A1"] = "支出"
    other["B1"] = "{钱.支出:0.00元}"
    book.create_sheet("说明").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BOTH = """
  附件1: {标题: 收入, 文件: forms/甲.xlsx, 工作表: 花名册}
  附件2: {标题: 支出, 文件: forms/甲.xlsx, 工作表: 支出表}
"""


def test_two_forms_stand_in_one_file(tmp_path: Path) -> None:
    report = Report.in_memory(pack_of(BOTH, {"forms/甲.xlsx": two_sheets()}))
    put(report, 0, 1, "358000元")
    report.enter(entries_typed(sheet(report, "附件2"), 0, 1, "12元"), "填写")

    assert lines_of(sheet(report)) == [["收入", "358000"]]
    assert lines_of(sheet(report, "附件2")) == [["支出", "12"]]
    write_excel(filled_forms(report), tmp_path / "出.xlsx")
    book = read_workbook(tmp_path / "出.xlsx")
    assert [read.name for read in book.sheets] == ["花名册", "支出表"]
    proposal = propose_forms(Report.in_memory(report.pack), book)
    assert {edit.key for edit in proposal.taken} == {"钱.收入", "钱.支出"}
    assert propose_forms(report, book).is_empty


def test_the_words_of_each_sheet_are_written_beside_the_cases(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "甲.xlsx").write_bytes(two_sheets())
    (tmp_path / "forms" / "乙.xlsx").write_bytes(xlsx({"A1": "甲"}))

    assert sorted(path.name for path in dumped(tmp_path)) == ["乙.txt", "甲 支出表.txt", "甲 花名册.txt"]


SHEETS = {
    "none named": ("{标题: 甲, 文件: forms/甲.xlsx}", "有 2 张（花名册、支出表）；要用其中的，在 pack.yaml 里写 工作表"),
    "one unheard of": ("{标题: 甲, 文件: forms/甲.xlsx, 工作表: 收人表}", "没有名为“收人表”的工作表，有的是：花名册、支出表"),
    "one that is hidden": ("{标题: 甲, 文件: forms/甲.xlsx, 工作表: 说明}", "没有名为“说明”的工作表"),
    "one twice": (
        "{标题: 甲, 文件: forms/甲.xlsx, 工作表: 支出表}\n  附件2: {标题: 乙, 文件: forms/甲.xlsx, 工作表: 支出表}",
        "附件2 和 附件1 是同一张表",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("entry", "says"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_that_cannot_be_is_refused(entry: str, says: str) -> None:
    with pytest.raises(PackError) as caught:
        pack_of(f"  附件1: {entry}\n", {"forms/甲.xlsx": two_sheets()})
    assert says in caught.value.reason


# -- 最少行数 ---------------------------------------------------------------------------------------------


def test_a_band_keeps_blank_rows_on_paper_and_no_more_than_it_must(report: Report, tmp_path: Path) -> None:
    def names() -> list[str]:
        return [line[0] for line in lines_of(sheet(report))][3:]

    assert names() == ["", "", "", "合计"]
    put(report, 4, 0, "造林")
    assert names() == ["造林", "", "", "合计"]
    assert lines_of(sheet(report))[3:5] == [["造林", "", "第1"], ["", "", ""]]
    put(report, 5, 1, "3.5")
    put(report, 5, 0, "护林")
    assert names() == ["造林", "", "护林", "合计"]
    put(report, 4, 0, "抚育")
    put(report, 5, 1, "3.5")
    rows_inserted(sheet(report), 5, below=True)
    assert names() == ["造林", "抚育", "护林", "", "合计"]
    assert filled_forms(report)[0].sheets[0].cells[5, 0].words == "护林"


def test_a_row_is_inserted_behind_the_others_from_a_blank_line(report: Report) -> None:
    put(report, 3, 0, "造林")
    rows_inserted(sheet(report), 5)
    assert report.rows("事")[1:]
    assert [line[0] for line in lines_of(sheet(report))][3:6] == ["造林", "", ""]


def test_none_is_printed_once(report: Report) -> None:
    report.tick_none("事", True)
    assert [line[:2] for line in lines_of(sheet(report))][3:6] == [["无", ""], ["", ""], ["", ""]]


LEAST = {
    "a listing unheard of": ("{亊: 3}", "没有名为 亊 的表"),
    "a listing that is not on it": ("{人: 3}", "表样里没有按 人 的行重复的一行"),
    "no number": ("{事: 三}", "1 到 100 的整数，不是“三”"),
    "too many": ("{事: 101}", "1 到 100 的整数"),
}


@pytest.mark.parametrize(("least", "says"), LEAST.values(), ids=LEAST)
def test_a_least_number_of_rows_that_cannot_be_is_refused(least: str, says: str) -> None:
    with pytest.raises(PackError) as caught:
        pack_of(f"  附件1: {{标题: 花名册, 文件: forms/甲.xlsx, 最少行数: {least}}}\n")
    assert says in caught.value.reason
    assert (caught.value.file, caught.value.line) == ("pack.yaml", 8)


# -- 勾 ---------------------------------------------------------------------------------------------------


def test_boxes_are_ticked_by_the_figure_and_filled_in_on_the_form(report: Report) -> None:
    assert lines_of(sheet(report))[1] == ["□机关　□事业单位", "编外：□是 □否", "局名：林业局"]

    put(report, 1, 0, "事业单位")
    put(report, 1, 1, "否")

    assert typed_cells(sheet(report), 1, 0) == ["性质"]
    assert lines_of(sheet(report))[1][:2] == ["□机关　☑事业单位", "编外：□是 ☑否"]
    report.set("性质", "企业")
    assert lines_of(sheet(report))[1][0] == "□机关　□事业单位"
    with pytest.raises(Refused):
        put(report, 1, 0, "社团")
    assert sheet(report).form.cells[1, 0].ticks == (("性质", "机关"), ("性质", "事业单位"))


TICKS = {
    "an option it has not": ('{勾(性质, "事业")}', "性质 没有选项“事业”，是否为 事业单位？"),
    "no option": ('{勾(局.名, "甲")}', "局.名 不是选项，也不是 是否"),
    "one argument": ("{勾(性质)}", '勾 写成 勾(数据项, "选项") 的样子'),
    "an unknown figure": ('{勾(性制, "机关")}', "没有名为 性制 的数据项，是否为 性质？"),
    "是否 otherwise": ('{勾(编外, "有")}', "编外 没有选项“有”"),
}


@pytest.mark.parametrize(("cell", "says"), TICKS.values(), ids=TICKS)
def test_a_box_that_cannot_be_ticked_is_refused(cell: str, says: str) -> None:
    with pytest.raises(PackError) as caught:
        pack_of(files={"forms/甲.xlsx": xlsx(CELLS | {"A2": cell})})
    assert says in caught.value.reason
    assert "花名册!A2：" in caught.value.reason


# -- the year, and all of it there and back ----------------------------------------------------------------


def test_a_year_in_a_title_is_something_to_be_read(report: Report) -> None:
    cells = sheet(report).form.cells
    assert cells[0, 0].reads == ("局.年度",)
    assert cells[0, 0].edits == ()
    assert all(bound.reads == () for spot, bound in cells.items() if spot != (0, 0))


def test_what_was_exported_and_comes_back_changes_nothing(report: Report, tmp_path: Path) -> None:
    put(report, 1, 0, "事业单位")
    put(report, 3, 0, "造林")
    write_excel(filled_forms(report), tmp_path / "出.xlsx")
    book = read_workbook(tmp_path / "出.xlsx")

    proposal = propose_forms(report, book)

    assert (proposal.is_empty, list(proposal.notes)) == (True, [])
