"""Blocks into a form and out of it, by the clipboard."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QTableView

from gui.dialogs.paste_preview import PastePreview
from gui.forms.view import FormView
from gui.window.files import Files
from tests.flow.form_person import INDICATORS, fill
from tests.flow.typing_person import CTRL, SHIFT, Key, clipboard, press


def test_a_pasted_block_is_one_step_and_joins_equal_neighbours(opened: Files, form: FormView) -> None:
    report = opened.window.session.report
    row = form.model().sheet.first_line[13]
    form.stand_on(form.model().index(row, 1))
    clipboard(INDICATORS.strip("\n"))
    before = len(report.store.heads)
    press(Key.Key_V, CTRL)
    assert len(report.store.heads) == before + 1
    assert len(report.rows("绩效指标")) == 10
    assert form.model().sheet.spans[row, 1] == (7, 1)
    assert form.model().sheet.spans[row, 2] == (3, 1)
    assert form.rowSpan(row, 1) == 7
    assert form.model().sheet.words(row, 1) == "产出指标（50分）"
    press(Key.Key_Z, CTRL)
    assert report.rows("绩效指标") == []
    press(Key.Key_Y, CTRL)
    assert len(report.rows("绩效指标")) == 10
    assert form.rowSpan(form.model().sheet.first_line[13], 1) == 7


def test_copied_cells_are_numbers_for_a_spreadsheet(opened: Files, form: FormView) -> None:
    press(Key.Key_Tab)
    fill("4753.66")
    fill("5000", Key.Key_Return)
    form.show_cell("收支.年初预算")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_C, CTRL)
    copied = QApplication.clipboard().mimeData()
    assert copied.text() == "4,753.66\t5,000.00\r\n"
    assert "<td align=right>4753.66</td><td align=right>5000.00</td>" in copied.html()


def test_a_block_over_what_stands_is_shown_first(opened: Files, form: FormView, in_dialog) -> None:
    report = opened.window.session.report
    row = form.model().sheet.first_line[13]
    form.stand_on(form.model().index(row, 1))
    clipboard(INDICATORS.strip("\n"))
    press(Key.Key_V, CTRL)
    form.stand_on(form.model().index(row, 5))

    def look(dialog) -> None:
        assert isinstance(dialog, PastePreview)
        assert dialog.findChild(QTableView, "粘贴预览") is not None
        press(Key.Key_Escape)

    in_dialog(look)
    clipboard("\n".join(f"1\t{n}" for n in range(20, 30)))
    press(Key.Key_V, CTRL)
    assert report.words(f"绩效指标[{report.rows('绩效指标')[0]}].分值") == "10"


def test_what_falls_on_computed_cells_is_told_and_not_lost_silently(opened: Files, form: FormView) -> None:
    form.show_cell("收支.执行率")
    clipboard("77\t88")
    press(Key.Key_V, CTRL)

    note = opened.window.findChild(QLabel, "表:附件2!提示")
    assert note is not None
    assert "格由公式算出，没有粘贴" in note.text()
