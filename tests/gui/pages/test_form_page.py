"""The page of a form: a sheet for each row, what a pack's own form looks like, and what the mouse does."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Side
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QPushButton

from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.report import Report
from gui.pages.form_page import FormPage
from gui.session import Session

FILES = {
    "pack.yaml": """
编号: 小附件
标题: 小附件
题名: "{单位.全称}{单位.年度}年度报告"
单位名: 单位.全称
报告年度: 单位.年度
附件:
  表一: {标题: 项目表, 文件: forms/一.xlsx, 每行: 项目}
""",
    "figures.yaml": """
单位:
  全称: {类型: 文字}
  年度: {类型: 年度}
项目:
  辨识: 名称
  列:
    名称: {类型: 文字}
    预算: {类型: 金额}
    执行: {类型: 金额}
    执行率: {类型: 百分比, 公式: "占比(执行, 预算)"}
    开工: {类型: 日期}
    备注: {类型: 多行文字}
    指标:
      辨识: 名
      列:
        组: {类型: 选项, 值: [产出, 效益]}
        名: {类型: 文字}
        得分: {类型: 分值}
""",
    "rules.yaml": "",
    "sections.yaml": "单位信息: {级别: 填报, 数据: [单位]}\n正文: {标题: 情况}\n",
}
CELLS = {
    "A1": "附件一",
    "A2": "项目名称",
    "B2": "{项目.名称}",
    "A3": "预算：{项目.预算}\n执行：{项目.执行}",
    "B3": "{项目.执行率}",
    "C3": "开工日期：{项目.开工}",
    "A4": "{项目.备注}",
    "A5": "组",
    "B5": "指标",
    "C5": "得分",
    "A6": "{项目.指标.组^}",
    "B6": "{项目.指标.名}",
    "C6": "{项目.指标.得分}",
    "A7": "填表人",
}


def form_file(path: Path) -> bytes:
    """A small form with a merge, a band and per cent."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表一"
    side = Side(style="thin")
    for place, text in CELLS.items():
        sheet[place] = text
        sheet[place].border = Border(left=side, right=side, top=side, bottom=side)
        sheet[place].alignment = Alignment(wrap_text=True, vertical="center")
    sheet["B3"].number_format = "0.00%"
    sheet.merge_cells("A4:C4")
    sheet.print_title_rows = "5:5"
    for column in "ABC":
        sheet.column_dimensions[column].width = 22
    book.save(path)
    return path.read_bytes()


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A pack with one form."""
    files = {name: text.encode() for name, text in FILES.items()}
    return read_pack(files | {"forms/一.xlsx": form_file(tmp_path / "一.xlsx")})


@pytest.fixture
def page(qtbot, pack: Pack) -> FormPage:
    """The form of two projects, the first one shown."""
    session = Session(Report.in_memory(pack))
    for name, budget in (("甲项目", "100"), ("乙项目", "50")):
        session.add_row("项目", {"名称": name, "预算": budget, "执行": "40"})
    page = FormPage(session, pack.bound("表一", session.report.graph))
    page.session = session  # type: ignore[attr-defined]
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitExposed(page)
    page.view.setFocus()
    return page


def sheets(page: FormPage) -> list[str]:
    shown = page.findChild(QListWidget)
    return [shown.item(n).text() for n in range(shown.count())]


def test_every_row_has_a_sheet_by_its_name(page: FormPage) -> None:
    assert sheets(page) == ["1. 甲项目", "2. 乙项目"]
    assert page.view.model().sheet.words(1, 1) == "甲项目"
    page.findChild(QListWidget).setCurrentRow(1)
    assert page.view.model().sheet.words(1, 1) == "乙项目"


def test_a_renamed_row_is_renamed_in_the_list(page: FormPage) -> None:
    row = page.session.report.rows("项目")[0]
    page.session.set(f"项目[{row}].名称", "丙项目")
    assert sheets(page) == ["1. 丙项目", "2. 乙项目"]


def test_a_removed_row_takes_its_sheet_away_and_undo_brings_it_back(page: FormPage) -> None:
    rows = page.session.report.rows("项目")
    page.session.remove_row("项目", rows[0])
    assert sheets(page) == ["1. 乙项目"]
    assert page.view.model().sheet.row == rows[1]
    page.session.undo()
    assert sheets(page) == ["1. 甲项目", "2. 乙项目"]
    for row in rows:
        page.session.remove_row("项目", row)
    assert sheets(page) == []
    assert page.view.isHidden()


def test_a_project_can_be_added_where_its_sheet_is(page: FormPage, qtbot) -> None:
    more = next(b for b in page.findChildren(QPushButton) if b.text() == "增加项目(&A)")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert sheets(page) == ["1. 甲项目", "2. 乙项目", "3. 第 3 行"]
    assert page.view.model().sheet.words(1, 1) == ""


def test_a_row_is_added_at_the_end_of_the_band(page: FormPage, qtbot) -> None:
    report = page.session.report
    row = page.session.report.rows("项目")[0]
    add = next(b for b in page.findChildren(QPushButton) if b.text() == "增加一行(&N)")
    for _ in range(2):
        page.view.stand_on(page.view.model().index(1, 1))
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert len(report.rows(f"项目[{row}].指标")) == 2
    assert page.view.model().rowCount() == 8
    assert page.view.model().sheet.words(7, 0) == "填表人"


def test_several_figures_in_a_cell_are_filled_in_in_a_panel(page: FormPage, qtbot) -> None:
    report = page.session.report
    row = page.session.report.rows("项目")[0]
    page.view.stand_on(page.view.model().index(2, 0))
    page.view.open_editor()
    fields = page.view.editor().findChildren(type(page.view.editor().focusProxy()))
    assert [field.text() for field in fields] == ["100", "40"]
    assert [field.accessibleName() for field in fields] == ["预算", "执行"]
    for field, text in zip(fields, ("200", "150"), strict=True):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.view.editor() is None
    assert report.words(f"项目[{row}].预算") == "200"
    assert report.words(f"项目[{row}].执行率") == "75.00"
    assert page.view.model().sheet.words(2, 0) == "预算：200.00\n执行：150.00"


def test_escape_in_the_panel_leaves_all_as_it_was(page: FormPage, qtbot) -> None:
    page.view.stand_on(page.view.model().index(2, 0))
    page.view.open_editor()
    field = page.view.editor().focusProxy()
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.view.editor() is None
    assert page.view.model().sheet.words(2, 0) == "预算：100.00\n执行：40.00"


def test_a_wrong_number_in_the_panel_is_refused_at_its_cell(page: FormPage, qtbot) -> None:
    page.view.stand_on(page.view.model().index(2, 0))
    page.view.open_editor()
    fields = page.view.editor().findChildren(type(page.view.editor().focusProxy()))
    fields[0].setText("一百多")
    qtbot.keyClick(fields[1], Qt.Key.Key_Return)
    assert page.session.report.words(page.refused()[0]) == "100"
    assert page.view.model().refusal_at(2, 0).text == "一百多"


def test_the_zoom_is_chosen_and_kept(page: FormPage, qtbot) -> None:
    zoom = page.findChild(QComboBox)
    zoom.setCurrentText("150%")
    zoom.activated.emit(zoom.currentIndex())
    assert page.view.zoom == 1.5
    wide = page.view.columnWidth(0)
    page.resize(1000, 600)
    assert page.view.columnWidth(0) == wide
    zoom.setCurrentText("适合宽度")
    zoom.activated.emit(zoom.currentIndex())
    assert page.view.horizontalHeader().length() <= page.view.viewport().width()


def test_every_cell_says_what_it_is_to_a_screen_reader(page: FormPage) -> None:
    said = page.view.model().index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "名称" in said
    assert "甲项目" in said
    assert page.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "附件一"


def test_rows_as_high_as_their_words(page: FormPage) -> None:
    row = page.session.report.rows("项目")[0]
    before = page.view.rowHeight(3)
    page.session.set(f"项目[{row}].备注", "全年任务按进度完成，资金按合同约定支付。" * 12)
    assert page.view.rowHeight(3) > 2 * before
    page.session.undo()
    assert page.view.rowHeight(3) == before


def test_a_read_only_report_is_shown_and_not_changed(qtbot, pack: Pack, tmp_path: Path) -> None:
    Report.create(
        tmp_path / "a.jxzp", pack, who="x", entries={"项目[a].名称": "甲", "项目[a]!序": "1"}
    ).close()
    session = Session(Report.open(tmp_path / "a.jxzp", who="y", read_only=True))
    page = FormPage(session, pack.bound("表一", session.report.graph))
    qtbot.addWidget(page)
    page.show()
    page.view.stand_on(page.view.model().index(1, 1))
    page.view.open_editor()
    assert page.view.editor() is None
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.view.model().sheet.words(1, 1) == "甲"
    assert not [button for button in page.findChildren(QPushButton) if button.isVisibleTo(page)]
    session.report.close()
