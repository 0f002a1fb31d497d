"""The menus of a text: what can be done with the chip or number that the caret touches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from core.report.linking import Candidate
from core.report.own_figures import NO_LISTING, own_listing
from gui.chips.chip_document import Chip
from gui.texts.number_links import Number, NumberLinks
from gui.texts.report_text import ReportText
from gui.texts.text_proofs import TextProofs

MOST = 8
Key = QKeySequence.StandardKey


class TextMenus(QObject):
    """Makes the menus of a text when they are asked for; `figure_requested` wishes for the list of figures."""

    figure_requested = Signal()

    def __init__(self, text: ReportText, links: NumberLinks, proofs: TextProofs) -> None:
        super().__init__(text)
        self._text = text
        self._links = links
        self._proofs = proofs

    def link_menu(self) -> QMenu:
        """What Ctrl+K shows: the figures that the number here may be, or what leads from the chip here."""
        menu = self._menu_here()
        if menu.isEmpty():
            menu.addAction("这里没有数字，请先选中一个数字").setEnabled(False)
        return menu

    def text_menu(self) -> QMenu:
        """The menu of the right button."""
        text = self._text
        menu = self._menu_here()
        self._proofs.add_to(menu, text.textCursor().position())
        writes = not text.isReadOnly()
        selects = text.textCursor().hasSelection()
        if not menu.isEmpty():
            menu.addSeparator()
        _add(menu, "插入数据…(&I)", self.figure_requested.emit, writes, QKeySequence("Ctrl+Space"))
        menu.addSeparator()
        _add(menu, "剪切(&T)", text.cut, writes and selects, Key.Cut)
        _add(menu, "复制(&C)", text.copy, selects, Key.Copy)
        _add(menu, "粘贴(&P)", text.paste, writes and text.canPaste(), Key.Paste)
        _add(menu, "全选(&A)", text.selectAll, True, Key.SelectAll)
        return menu

    def _menu_here(self) -> QMenu:
        """What there is to do with the chip, else with the number, that the caret touches."""
        menu = QMenu(self._text)
        menu.setToolTipsVisible(True)
        chip = self._text.touched()
        number = self._links.number_here()
        if chip is not None:
            self._add_chip(menu, chip)
        elif number is not None and not self._text.isReadOnly():
            self._add_number(menu, number)
        return menu

    def _add_chip(self, menu: QMenu, chip: Chip) -> None:
        text = self._text
        key = text.key_of(chip)
        where = text.session.where
        _add(menu, "到数据项(&G)", lambda: where.go_requested.emit((key,)), bool(key))
        _add(menu, "为什么是这个数(&W)", lambda: where.explain_requested.emit(key), bool(key))
        _add(menu, "取消链接(&U)", lambda: text.unlink_here(chip), not text.isReadOnly())

    def _add_number(self, menu: QMenu, number: Number) -> None:
        links = self._links

        def link(candidate: Candidate) -> Callable[[], object]:
            return lambda: links.link(number, candidate)

        candidates = links.candidates(number)[:MOST]
        for candidate in candidates:
            _add(menu, f"链接到 {candidate.label}".replace("&", "&&"), link(candidate))
        if not candidates:
            menu.addAction(f"没有与 {number.text} 相同的数据项").setEnabled(False)
        own = menu.addAction("设为数据项…(&D)")
        own.triggered.connect(lambda: links.ask_name())
        if own_listing(self._text.session.report) is None:
            own.setEnabled(False)
            own.setToolTip(NO_LISTING)


def _add(
    menu: QMenu,
    words: str,
    act: Callable[[], object],
    enabled: bool = True,
    keys: QKeySequence | Key | None = None,
) -> None:
    action = menu.addAction(words)
    action.triggered.connect(lambda: act())
    action.setEnabled(enabled)
    if keys is not None:
        action.setShortcut(keys)
