"""Every key of every act in every kind of field: the act is done, and the text stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from gui.acts import BoundAct, bound
from gui.computer.settings import Settings
from gui.forms.acts import ACTS as FORM_ACTS
from gui.listings.acts import ACTS as LISTING_ACTS
from gui.tables.keyed_table import KeyedTable
from gui.tables.table_acts import TableActs
from gui.widgets.act_keys import EDITING
from gui.window import beside
from gui.window import windows as windows_module
from gui.window.files import Files
from gui.window.main_window import WindowActs
from gui.window.menu_bar import MENUS
from gui.window.windows import Windows
from tests.flow.typing_person import focus

Ran = list[str]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from core.commands.sample import make_sample

    path = tmp_path_factory.mktemp("示例") / "示例.jxzp"
    make_sample(path, "李会计").close()
    return path


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """The names of the acts that keys have asked for, in place of what they do."""
    names: Ran = []

    def noted(files: Files) -> WindowActs:
        menus: dict[str, list[BoundAct]] = {}
        for title, acts in MENUS.items():
            made = [bound(act, files) for act in acts]
            menus[title] = [
                act._replace(run=partial(names.append, act.act.name), offered=lambda: True) for act in made
            ]
        return WindowActs(menus, [])

    def note(_self: TableActs, act: BoundAct) -> None:
        names.append(act.act.name)

    monkeypatch.setattr(windows_module, "_acts", noted)
    monkeypatch.setattr(TableActs, "_run", note)
    return names


@pytest.fixture
def files(qtbot, tmp_path: Path, ran: Ran, sample: Path, monkeypatch):
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "家"))
    path = tmp_path / "示例.jxzp"
    path.write_bytes(sample.read_bytes())
    every = Windows(Settings(tmp_path / "设置"))
    made = every.add()
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.open(path)
    made.window.act_named("撤销")
    QApplication.processEvents()
    yield made
    every.close_all()


def _keys_of(*tables: tuple) -> dict[str, str]:
    """The name of the act by each key."""
    return {key: act.name for acts in tables for act in acts for key in act.keys}


WINDOW_KEYS = _keys_of(*MENUS.values())
TABLE_KEYS = {"listing": _keys_of(LISTING_ACTS), "form": _keys_of(FORM_ACTS)}


def _at(key: str) -> Callable[[Files], QWidget]:
    def there(files: Files) -> QWidget:
        files.window.view.go((key,))
        return focus()

    return there


def _cell(column: str, sheet: str = "") -> Callable[[Files], QWidget]:
    """The open editor of a cell: in the first row of a listing, or on a form."""

    def there(files: Files) -> QWidget:
        view = files.window.view
        report = view.session.report
        listing = column.rpartition(".")[0]
        key = (
            report.cell(column, report.rows(listing)[0])
            if listing in report.pack.definitions.listings
            else column
        )
        if sheet:
            view.nav.go_to(sheet)
            view.page(sheet).show_key(key)
        else:
            view.go((key,))
        table = focus()
        if isinstance(table, KeyedTable):
            table.open_editor()
        return focus()

    return there


def _note(files: Files) -> QWidget:
    key = "评分表.过程.预算管理.管理制度健全性.原因"
    files.window.session.set(key, "制度还在修订")
    return _at(key)(files)


def _answer(files: Files) -> QWidget:
    files.window.session.set("人员.编制数", "1")
    assert files.window.view.findings.answer_current()
    field = focus()
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("写到一半的说明")
    return field


FIELDS = {
    "a line": _at("单位.全称"),
    "a number": _at("人员.行政编制"),
    "a day": _at("单位.日期"),
    "a choice": _at("单位.机关性质"),
    "a note": _note,
    "a text": _at("章节[概况].正文"),
    "an explanation": _answer,
    "a cell of words in a listing": _cell("项目.名称"),
    "a cell of numbers in a listing": _cell("项目.金额"),
    "a cell of lines in a listing": _cell("问题.原因"),
    "a choice in a listing": _cell("项目.类别"),
    "a cell of numbers in a form": _cell("人员.编制数", "附件:附件1"),
    "a cell of lines in a form": _cell("目标.预期", "附件:附件2"),
}


def _text(field: QWidget) -> str:
    match field:
        case QLineEdit():
            return field.text()
        case QTextEdit() | QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            return field.currentText()
    raise AssertionError(f"no field: {field!r}")


def _press(field: QWidget, keys: str) -> None:
    chord = QKeySequence(keys)[0]
    QTest.keyClick(field, chord.key(), chord.keyboardModifiers())
    QApplication.processEvents()


def _put_caret_inside(field: QWidget) -> None:
    """In the middle of the text, where a line editing key has something to delete on both sides."""
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    if isinstance(line, QLineEdit):
        line.setCursorPosition(len(line.text()) // 2)
    elif isinstance(line, QTextEdit | QPlainTextEdit):
        cursor = line.textCursor()
        cursor.setPosition(line.document().characterCount() // 2)
        line.setTextCursor(cursor)


@pytest.mark.parametrize("kind", FIELDS)
def test_the_keys_of_the_menus_are_theirs_in_every_field(files: Files, ran: Ran, kind: str) -> None:
    field = FIELDS[kind](files)
    text = _text(field)
    _put_caret_inside(field)
    wrong: list[tuple[str, list[str]]] = []
    for keys, name in WINDOW_KEYS.items():
        if keys in EDITING or (kind in ("a text", "a note") and keys == "Ctrl+K"):
            continue
        ran.clear()
        _press(field, keys)
        if ran != [name] or _text(field) != text:
            wrong.append((keys, list(ran)))

    assert text
    assert wrong == []


@pytest.mark.parametrize("kind", [kind for kind in FIELDS if "cell" in kind or "choice in" in kind])
def test_the_keys_of_a_table_are_its_own_while_a_cell_is_open(files: Files, ran: Ran, kind: str) -> None:
    acts = TABLE_KEYS["form" if "form" in kind else "listing"]
    wrong: list[tuple[str, list[str]]] = []
    for keys, name in acts.items():
        if keys in EDITING or ("choice" in kind and keys.startswith("Alt+")):
            continue
        field = FIELDS[kind](files)
        text = _text(field)
        _put_caret_inside(field)
        key = files.window.session.where.key
        ran.clear()
        _press(field, keys)
        if ran != [name] or files.window.session.report.entry(key) != text:
            wrong.append((keys, list(ran)))

    assert wrong == []


def test_a_field_of_another_window_is_not_edited_by_the_keys_of_acts(qtbot, files: Files, ran: Ran) -> None:
    beside.find(files.window, replacing=False)
    qtbot.waitUntil(lambda: QApplication.activeWindow() not in (None, files.window))
    field = focus()
    assert isinstance(field, QLineEdit)
    field.setText("要找的字")
    _put_caret_inside(field)
    for keys in WINDOW_KEYS:
        if keys not in EDITING:
            _press(field, keys)

    assert field.text() == "要找的字"
    field.window().close()


class _Greedy(QLineEdit):
    """A field that takes every key for itself before any menu is asked, and is emptied by it."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt):
            self.clear()


def test_no_scheme_of_keys_can_take_one_from_the_menus(files: Files, ran: Ran) -> None:
    """Which keys edit a line is the system's to say: here all of them do."""
    field = _Greedy("23.40", files.window)
    field.show()
    field.setFocus()
    for keys, name in WINDOW_KEYS.items():
        if keys not in EDITING:
            ran.clear()
            _press(field, keys)
            assert (keys, ran, field.text()) == (keys, [name], "23.40")


def test_an_act_that_cannot_be_done_leaves_the_field_alone(files: Files, ran: Ran) -> None:
    field = _Greedy("23.40", files.window)
    field.show()
    field.setFocus()
    files.window.act_named("未填项").setEnabled(False)

    _press(field, "Ctrl+U")

    assert (ran, field.text()) == ([], "23.40")


def test_a_key_that_no_act_has_is_the_fields(files: Files, ran: Ran) -> None:
    field = _at("单位.全称")(files)
    assert isinstance(field, QLineEdit)
    field.selectAll()

    QTest.keyClicks(field, "abc")
    _press(field, "Backspace")

    assert field.text() == "ab"
