"""Forms go out as workbooks, are filled in elsewhere, and come back: shown first, taken as one step."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QListWidget,
    QPushButton,
    QTableWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui import ask
from gui.dialogs.forms_preview import FormsPreview
from gui.window import beside
from gui.window.files import Files
from tests.flow.typing_person import CTRL, Key, press

BASIC = "附件1 部门整体支出绩效评价基础数据表（草稿）.xlsx"
BOOK = "附件2 部门整体支出绩效自评表（草稿）.xlsx"


@pytest.fixture
def folder(qtbot, opened: Files, homely: Path, monkeypatch) -> Path:
    """The sample open in the window, its documents exported."""
    monkeypatch.setattr(beside, "help_on", lambda *a, **k: None)
    opened.example()
    qtbot.waitUntil(opened.window.isActiveWindow)
    monkeypatch.setattr(ask, "which_folder", lambda *a, **k: homely / "交付")
    monkeypatch.setattr(ask, "choose", lambda *a, **k: 1)
    press(Key.Key_E, CTRL)
    return homely / "交付"


def change(path: Path, place: str, value: object) -> None:
    """What a person does in Excel."""
    book = openpyxl.load_workbook(path)
    book.active[place] = value
    book.save(path)


def read(opened: Files, monkeypatch, path: Path) -> None:
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: path)
    opened.window.act_named("读入附件").trigger()


def test_what_went_out_comes_back_without_a_change(opened: Files, folder: Path, monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: told.append(text))
    for path in sorted(folder.glob("附件*.xlsx")):
        read(opened, monkeypatch, path)
    assert len(told) == 4
    assert all("和报告里的数完全一样，没有要改的" in words for words in told)


def test_a_changed_cell_is_shown_and_taken_as_one_step(
    opened: Files, folder: Path, monkeypatch, in_dialog
) -> None:
    report = opened.window.session.report
    change(folder / BOOK, "D6", 1700)
    before = len(report.store.heads)

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, FormsPreview)
        tree = dialog.findChild(QTreeWidget, "读入附件")
        lines = [[tree.topLevelItem(n).text(c) for c in range(5)] for n in range(tree.topLevelItemCount())]
        assert lines == [["附件2 年初预算数", "1685.00", "1700", "", "附件2!D6"]]
        go = next(
            b for b in dialog.findChildren(QWidget) if getattr(b, "text", lambda: "")() == "读入勾选的(&R)"
        )
        go.click()

    in_dialog(look)
    read(opened, monkeypatch, folder / BOOK)
    assert report.words("收支.年初预算") == "1700"
    assert len(report.store.heads) == before + 1
    assert report.undo_label == "读入附件"
    opened.window.act_named("撤销").trigger()
    assert report.words("收支.年初预算") == "1685.00"


def test_what_is_not_ticked_is_not_taken(opened: Files, folder: Path, monkeypatch, in_dialog) -> None:
    report = opened.window.session.report
    change(folder / BOOK, "D6", 1700)
    change(folder / BOOK, "E6", "两千多")

    def look(dialog: QWidget) -> None:
        tree = dialog.findChild(QTreeWidget, "读入附件")
        items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
        refused = next(item for item in items if item.text(2).startswith("✕"))
        assert refused.checkState(0) == Qt.CheckState.Unchecked
        assert not refused.flags() & Qt.ItemFlag.ItemIsUserCheckable
        for item in items:
            item.setCheckState(0, Qt.CheckState.Unchecked)
        press(Key.Key_Escape)

    in_dialog(look)
    read(opened, monkeypatch, folder / BOOK)
    assert report.words("收支.年初预算") == "1685.00"
    assert report.words("收支.预算收入") == "2037.60"


def test_a_workbook_dropped_on_the_window_is_read(opened: Files, folder: Path, in_dialog) -> None:
    change(folder / BOOK, "D6", 1700)
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.append(dialog.windowTitle())
        press(Key.Key_Escape)

    in_dialog(look)
    opened.take(folder / BOOK)
    assert seen == ["读入附件预览"]


def test_an_old_workbook_is_told_how_to_save_it(opened: Files, folder: Path, monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: told.append(text))
    old = folder / "附件2.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    read(opened, monkeypatch, old)
    assert len(told) == 1
    assert "另存为" in told[0]
    assert ".xlsx" in told[0]


def test_all_forms_in_one_workbook(opened: Files, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(ask, "where_to_save", lambda *a, **k: folder / "全部附件")
    opened.window.act_named("导出附件").trigger()
    book = openpyxl.load_workbook(folder / "全部附件.xlsx")
    projects = opened.window.session.report.rows("项目")
    assert len(book.sheetnames) == 3 + len(projects)
    assert book.sheetnames[:2] == ["附件1", "附件2"]
    assert book["附件2"]["D6"].value == 1685


def test_the_tab_list_has_the_forms_in_a_group(opened: Files, folder: Path) -> None:
    tabs = opened.window.findChild(QListWidget, "sections")
    names = [tabs.item(n).text() for n in range(tabs.count())]
    at = names.index("附件")
    assert [name[:3] for name in names[at + 1 : at + 5]] == ["附件1", "附件2", "附件3", "附件4"]


def lines_of(dialog: QWidget) -> list[QTreeWidgetItem]:
    tree = dialog.findChild(QTreeWidget, "读入附件")
    return [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]


def ticked(dialog: QWidget) -> list[str]:
    return [item.text(0) for item in lines_of(dialog) if item.checkState(0) == Qt.CheckState.Checked]


def push(dialog: QWidget, words: str) -> None:
    """Presses the button that says this."""
    next(button for button in dialog.findChildren(QPushButton) if button.text() == words).click()


def test_what_is_doubtful_or_blank_is_not_ticked_and_can_be_seen_alone(
    opened: Files, folder: Path, monkeypatch, in_dialog
) -> None:
    change(folder / BOOK, "D6", 16850)
    change(folder / BOOK, "E6", None)
    change(folder / BOOK, "F14", "25万亩")
    change(folder / BOOK, "K3", "请核对")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert ticked(dialog) == ["附件2 粮食播种面积 的 实际完成值"]
        parts = dialog.findChild(QListWidget, "读入的分类")
        seen.extend(parts.item(n).text() for n in range(parts.count()))
        parts.setCurrentRow(1)
        assert [item.text(0) for item in lines_of(dialog) if not item.isHidden()] == ["附件2 年初预算数"]
        excerpt = dialog.findChild(QTableWidget, "原表里")
        assert any(item.text() == "16850" for item in excerpt.findItems("16850", Qt.MatchFlag.MatchExactly))
        left = dialog.findChild(QListWidget, "没有读的")
        assert "请核对" in left.item(0).text()
        press(Key.Key_Escape)

    in_dialog(look)
    read(opened, monkeypatch, folder / BOOK)
    assert [words.partition("　")[0] for words in seen] == [
        "全部",
        "拿不准",
        "和现在不同",
        "会清空",
        "和现在一样",
    ]


def test_another_years_form_asks_before_anything_is_ticked(
    opened: Files, folder: Path, monkeypatch, in_dialog
) -> None:
    change(folder / BOOK, "A3", "（2022年度）")
    change(folder / BOOK, "D6", 1700)

    def look(dialog: QWidget) -> None:
        assert ticked(dialog) == []
        push(dialog, "仍然读入这张表")
        assert ticked(dialog) == ["附件2 年初预算数"]
        push(dialog, "读入勾选的(&R)")

    in_dialog(look)
    read(opened, monkeypatch, folder / BOOK)
    assert opened.window.session.report.words("收支.年初预算") == "1700"


def test_a_form_in_yuan_is_read_anew_when_asked(opened: Files, folder: Path, monkeypatch, in_dialog) -> None:
    book = openpyxl.load_workbook(folder / BASIC)
    for row in book.active.iter_rows():
        for cell in row:
            if cell.number_format == "#,##0.00" and isinstance(cell.value, int | float):
                cell.value = round(cell.value * 10_000)
    book.active["F26"] = 360_000
    book.save(folder / BASIC)

    def look(dialog: QWidget) -> None:
        assert ticked(dialog) == []
        push(dialog, "这张表按元读")
        assert ticked(dialog) == ["附件1 办公经费决算数"]
        push(dialog, "读入勾选的(&R)")

    in_dialog(look)
    read(opened, monkeypatch, folder / BASIC)
    assert opened.window.session.report.words("公用.办公决算") == "36"
