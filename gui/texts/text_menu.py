"""The menus of a text: what can be done with the chip or number that the caret touches."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from core.report.linking import Candidate
from core.report.own_figures import NO_LISTING, own_listing
from gui.chips.chips import Stretch

if TYPE_CHECKING:
    from gui.texts.number_links import Number
    from gui.texts.text_editor import TextEditor

MOST = 8
Key = QKeySequence.StandardKey


def link_menu(editor: TextEditor) -> QMenu:
    """What Ctrl+K shows: the figures that the number here may be, or what leads from the chip here."""
    menu = _menu_here(editor)
    if menu.isEmpty():
        menu.addAction("这里没有数字，请先选中一个数字").setEnabled(False)
    return menu


def text_menu(editor: TextEditor) -> QMenu:
    """The menu of the right button."""
    menu = _menu_here(editor)
    editor.proofs.add_to(menu, editor.textCursor().position())
    writes = not editor.isReadOnly()
    selects = editor.textCursor().hasSelection()
    if not menu.isEmpty():
        menu.addSeparator()
    _add(menu, "插入数据…(&I)", editor.insert_figure, writes, "Ctrl+Space")
    menu.addSeparator()
    _add(menu, "剪切(&T)", editor.cut, writes and selects, Key.Cut)
    _add(menu, "复制(&C)", editor.copy, selects, Key.Copy)
    _add(menu, "粘贴(&P)", editor.paste, writes and editor.canPaste(), Key.Paste)
    _add(menu, "全选(&A)", editor.selectAll, True, Key.SelectAll)
    return menu


def _menu_here(editor: TextEditor) -> QMenu:
    """What there is to do with the chip, else with the number, that the caret touches."""
    menu = QMenu(editor)
    menu.setToolTipsVisible(True)
    chip = editor.touched()
    number = editor.links.number_here()
    if chip is not None:
        _add_chip(menu, editor, chip)
    elif number is not None:
        _add_number(menu, editor, number)
    return menu


def _add(menu: QMenu, words: str, act: Callable[[], object], enabled: bool, keys: object = None) -> None:
    action = menu.addAction(words)
    action.triggered.connect(lambda: act())
    action.setEnabled(enabled)
    if keys is not None:
        action.setShortcut(QKeySequence(keys))  # type: ignore[call-overload]


def _add_chip(menu: QMenu, editor: TextEditor, chip: Stretch) -> None:
    key = editor.key_of(chip)
    _add(menu, "到数据项(&G)", lambda: editor.go_requested.emit((key,)), bool(key))
    _add(menu, "为什么是这个数(&W)", lambda: editor.explain_requested.emit(key), bool(key))
    _add(menu, "取消链接(&U)", lambda: editor.unlink_here(chip), not editor.isReadOnly())


def _add_number(menu: QMenu, editor: TextEditor, number: Number) -> None:
    if editor.isReadOnly():
        return

    def link(candidate: Candidate) -> Callable[[], object]:
        return lambda: editor.links.link(number, candidate)

    found = editor.links.candidates(number)[:MOST]
    for candidate in found:
        _add(menu, f"链接到 {candidate.label}".replace("&", "&&"), link(candidate), True)
    if not found:
        menu.addAction(f"没有与 {number.text} 相同的数据项").setEnabled(False)
    own = menu.addAction("设为数据项…(&D)")
    own.triggered.connect(lambda: editor.links.ask_name())
    if own_listing(editor.session.report) is None:
        own.setEnabled(False)
        own.setToolTip(NO_LISTING)
