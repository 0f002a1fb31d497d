"""预览 and 打印 by keys: the paper follows the report, a figure on it leads to its place, PDF where no printer is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from core.document.filling import filled_forms
from gui import ask
from gui.dialogs.print_dialog import PrintDialog
from gui.preview import PreviewWindow
from gui.printing import printer
from gui.printing.pages_view import FIT_WIDTH
from gui.printing.pagination import FORMS, TEXT
from gui.printing.printer import Job
from gui.window.files import Files
from tests.flow.typing_person import CTRL, SHIFT, Key, focus, press, write


@pytest.fixture
def paper(qtbot, opened: Files, report_file: Path) -> PreviewWindow:
    """The preview of a report, opened by its keys, all pages laid out."""
    opened.open(report_file)
    opened.window.act_named("预览")
    press(Key.Key_P, CTRL | SHIFT)
    window = opened.window.findChild(PreviewWindow)
    assert window is not None
    qtbot.waitUntil(lambda: window.isActiveWindow() and _is_ready(window))
    return window


def _is_ready(window: PreviewWindow) -> bool:
    document = window.view.document
    return document is not None and bool(document.forms) and window.view.is_whole


def _lines(window: PreviewWindow) -> str:
    document = window.view.document
    assert document is not None
    return "\n".join(document.lines)


def _said(window: QWidget, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert label is not None
    return label.text()


def _printing(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> list[tuple[list[int], Job]]:
    """What reaches the printer, which is none of this computer's."""
    jobs: list[tuple[list[int], Job]] = []

    def print_pages(pages: object, _document: object, _faces: object, job: Job) -> bool:
        jobs.append(([page.number for page in printer.choose_pages(pages, job)], job))  # type: ignore[arg-type]
        return True

    monkeypatch.setattr(printer, "printers", lambda: names)
    monkeypatch.setattr(printer, "print_pages", print_pages)
    return jobs


def test_the_paper_has_the_report_and_every_form(opened: Files, paper: PreviewWindow) -> None:
    assert opened.window.session is not None
    forms = filled_forms(opened.window.session.report)

    assert paper.windowTitle().startswith("预览 — 某区林业局2021年度")
    assert paper.view.pages[0].part == TEXT
    marks = [
        mark.words
        for page in paper.view.pages
        for mark in page.bookmarks
        if page.part == FORMS and mark.level == 1
    ]
    assert marks == [form.name for form in forms]


def test_the_paper_follows_what_is_typed_and_stays_where_it_is(
    qtbot, opened: Files, paper: PreviewWindow
) -> None:
    session = opened.window.session
    assert session is not None
    paper.view.go_to(1)
    place = paper.view.verticalScrollBar().value()

    session.set("单位.全称", "某区水利局")

    qtbot.waitUntil(lambda: "某区水利局" in _lines(paper) and _is_ready(paper))
    assert paper.view.verticalScrollBar().value() == place
    document = paper.view.document
    assert document is not None
    assert any(
        "某区水利局" in one.words for form in document.forms for s in form.sheets for one in s.cells.values()
    )


def test_a_click_on_a_figure_goes_to_its_place(opened: Files, paper: PreviewWindow) -> None:
    view = paper.view
    main = opened.window.view
    assert main is not None
    wanted = next(
        QPoint(x, y)
        for y in range(0, view.viewport().height(), 4)
        for x in range(0, view.viewport().width(), 4)
        if view.key_under(QPoint(x, y)) == "单位.全称"
    )

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=wanted)

    assert main.session.where.key == "单位.全称"


def test_pages_are_turned_and_sized_by_keys(qtbot, paper: PreviewWindow) -> None:
    press(Key.Key_End)
    assert paper.view.current() == len(paper.view.pages) - 1
    press(Key.Key_Home)
    assert paper.view.current() == 0
    wide = paper.view.percent()
    press(Key.Key_Minus, CTRL)
    assert paper.view.percent() < wide
    press(Key.Key_0, CTRL)
    assert paper.view.zoom == FIT_WIDTH
    press(Key.Key_G, CTRL)
    box = paper.findChild(QSpinBox, "preview:页")
    assert box is not None
    box.selectAll()
    write("3")
    press(Key.Key_Return)
    assert paper.view.current() == 2


def test_a_size_is_typed_and_nonsense_changes_nothing(paper: PreviewWindow) -> None:
    box = paper.findChild(QComboBox, "preview:缩放")
    assert box is not None
    for typed, shown in (("75%", "75%"), ("９", "25%"), ("大", "25%"), ("9999", "400%")):
        box.setFocus()
        press(Key.Key_A, CTRL)
        write(typed)
        press(Key.Key_Return)
        assert box.currentText() == shown


def test_the_fonts_that_stand_in_are_told(paper: PreviewWindow) -> None:
    assert paper.view.setter.faces.note() in _said(paper, "preview note")


def test_without_a_printer_a_pdf_is_offered(
    paper: PreviewWindow,
    homely: Path,
    monkeypatch: pytest.MonkeyPatch,
    in_dialog: Callable[[Callable[[QWidget], None]], None],
) -> None:
    jobs = _printing(paper, monkeypatch, [])
    monkeypatch.setattr(ask, "where_to_save", lambda *a, **k: homely / "出" / "报告")
    monkeypatch.setattr(ask, "choose", lambda *a, **k: 1)
    seen: list[str] = []

    def answer(dialog: QWidget) -> None:
        seen.append(_said(dialog, "print trouble"))
        press(Key.Key_Return)

    in_dialog(answer)
    press(Key.Key_P, CTRL)

    assert seen[0].startswith("没有找到打印机")
    assert not jobs
    assert len(PdfReader(homely / "出" / "报告.pdf").pages) == len(paper.view.pages)


def test_pages_sides_and_copies_reach_the_printer(
    paper: PreviewWindow,
    monkeypatch: pytest.MonkeyPatch,
    in_dialog: Callable[[Callable[[QWidget], None]], None],
) -> None:
    jobs = _printing(paper, monkeypatch, ["办公室打印机"])

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, PrintDialog)
        pages = dialog.findChild(QLineEdit, "print:页")
        assert pages is not None
        pages.setFocus()
        write("0")
        press(Key.Key_Return)
        assert _said(dialog, "print trouble").startswith("页码应写成")
        press(Key.Key_A, CTRL)
        write("99")
        press(Key.Key_Return)
        assert "没有第 99 页" in _said(dialog, "print trouble")
        press(Key.Key_A, CTRL)
        write("１-2，3")
        press(Key.Key_Tab)
        press(Key.Key_Down)
        press(Key.Key_Tab)
        press(Key.Key_Up)
        press(Key.Key_Return)

    in_dialog(answer)
    press(Key.Key_P, CTRL)

    assert jobs == [([1, 2, 3], Job("办公室打印机", "全部", frozenset({1, 2, 3}), "双面（长边翻转）", 2))]


def test_only_the_attachments_are_printed(
    paper: PreviewWindow,
    monkeypatch: pytest.MonkeyPatch,
    in_dialog: Callable[[Callable[[QWidget], None]], None],
) -> None:
    jobs = _printing(paper, monkeypatch, ["办公室打印机"])

    def answer(dialog: QWidget) -> None:
        press(Key.Key_Tab)
        write("附")
        press(Key.Key_Return)

    in_dialog(answer)
    press(Key.Key_P, CTRL)

    ((numbers, job),) = jobs
    assert job.part == FORMS
    assert numbers == [page.number for page in paper.view.pages if page.part == FORMS]


def test_the_paper_closes_with_its_report(qtbot, opened: Files, paper: PreviewWindow) -> None:
    session = opened.window.session
    assert session is not None
    session.set("单位.全称", "某区水利局")

    opened.close_report()
    QApplication.processEvents()

    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, PreviewWindow) and w.isVisible()]


def test_escape_leaves_the_paper(opened: Files, paper: PreviewWindow) -> None:
    assert focus() is paper.view
    press(Key.Key_Escape)

    assert opened.window.findChild(PreviewWindow) is None or not paper.isVisible()
