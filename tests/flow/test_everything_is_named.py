"""A screen reader finds a name, with its unit, on everything that can have the focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QWidget

from core.commands.packs import known_packs
from core.report.findings import standings
from gui import ask
from gui.checkup.window import CheckupWindow
from gui.dialogs.find_dialog import FindDialog
from gui.dialogs.help_window import HelpWindow
from gui.dialogs.history_dialog import HistoryDialog
from gui.dialogs.import_preview import ImportPreview
from gui.dialogs.new_report import NewReport
from gui.window.files import Files
from gui.window.intake_work import read_finished
from tests.flow.conftest import SAMPLE
from tests.flow.test_first_window import imported


def _nameless(root: QWidget) -> list[str]:
    """The inputs without a name, told by what and where they are."""
    return [
        f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"
        for widget in (root, *root.findChildren(QWidget))
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not _said(widget) and not _is_inside(widget)
    ]


def _said(widget: QWidget) -> str:
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or own or (interface.text(QAccessible.Text.Name) if interface else "")


def _is_inside(widget: QWidget) -> bool:
    """Parts that Qt makes for itself: they speak with their owner's name."""
    parent = widget.parent()
    while isinstance(parent, QWidget):
        if isinstance(parent, QComboBox) or parent.inherits("QComboBoxPrivateContainer"):
            return True
        parent = parent.parent()
    own = (
        "qt_",
        "QScrollArea",
        "QTabBar",
        "QHeaderView",
        "QToolBarExtension",
        "QSplitter",
        "QTableCornerButton",
    )
    name = type(widget).__name__
    return widget.objectName().startswith("qt_") or name in own or widget.inherits("QTabBar")


@pytest.fixture
def windows(opened: Files, stored: Path, monkeypatch) -> Files:
    imported(opened, SAMPLE, monkeypatch)
    monkeypatch.setattr(ask, "decide", lambda *a, **k: True)
    return opened


def test_every_input_on_the_start_page_has_a_name(opened: Files) -> None:
    assert _nameless(opened.window) == []


def test_every_input_on_every_page_has_a_name(windows: Files) -> None:
    view = windows.window.view
    assert view is not None
    view.session.set("人员.在职", "90")
    view.session.set("人员.在职公务员", "51")
    view.findings.answer_current()
    for number in range(view.nav.count()):
        view.nav.setCurrentRow(number)

    assert _nameless(windows.window) == []


def test_an_amount_is_named_with_its_unit(windows: Files) -> None:
    view = windows.window.view
    assert view is not None
    view.go(("基本支出.人员经费",))
    field = windows.window.findChild(QWidget, "基本支出.人员经费")

    assert field.accessibleName() == "人员经费（万元）"
    assert "工资福利支出" in field.accessibleDescription()


def _dialogs(windows: Files) -> Iterator[QWidget]:
    view = windows.window.view
    assert view is not None
    session = view.session
    found = read_finished(SAMPLE, lambda _words: None)
    assert standings(found.report) is not None
    yield NewReport(known_packs(), Path("/某处"), 2023)
    yield ImportPreview(found.report, found.proposal, "甲.docx")
    yield HistoryDialog(session)
    yield FindDialog(session, lambda *_: None)
    checkup = CheckupWindow(Path("/某处"))
    checkup.take([SAMPLE])
    yield checkup
    window = HelpWindow()
    window.tell(session.report, "入门", "", ())
    yield window


def test_every_input_of_every_dialog_has_a_name(qtbot, windows: Files) -> None:
    for dialog in _dialogs(windows):
        qtbot.addWidget(dialog)

        assert _nameless(dialog) == [], type(dialog).__name__
        assert isinstance(dialog, QDialog | QWidget)
