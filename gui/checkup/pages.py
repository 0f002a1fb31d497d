"""The three lists of a check-up under their tabs, with what can be done to a line of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from core.prose.checkup import QuotedFinding
from gui.checkup.lists import CheckupList, act_on, in_full
from gui.checkup.marks import BARE, Mark
from gui.checkup.numbers import NumberList, sentence_around
from gui.checkup.outcome import Outcome, marks_of, place_of
from gui.texts.marked_places import Span

FOUND, HELD, BARE_NUMBERS = range(3)
_NAMES = ("问题", "相符", "没有依据的数字")
_NONE = ("没有发现问题", "没有找到可以互相核对的数", "每个数字都有可以核对的数")


class CheckupPages(QWidget):
    """问题, 相符, 没有依据的数字; a line that is chosen is told by its list and row."""

    chosen = Signal(int, int)
    gone_to = Signal(int, int)
    turned = Signal()
    set_aside = Signal(int)
    """The row of a finding that is none."""
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = CheckupList(_NAMES[FOUND], grouped=True)
        self._held = CheckupList(_NAMES[HELD], grouped=False)
        self._bare = NumberList(_NAMES[BARE_NUMBERS])
        self._lists: tuple[CheckupList | NumberList, ...] = (self._found, self._held, self._bare)
        self._findings: tuple[Sequence[QuotedFinding], Sequence[QuotedFinding]] = (), ()
        self._text = ""
        self._spans: Sequence[Span] = ()
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName("体检结果")
        self._tabs.setObjectName("checkup tabs")
        self._tabs.setDocumentMode(True)
        self._stacks = [self._add(page) for page in range(len(self._lists))]
        self._aside = QPushButton()
        self._aside.setObjectName("checkup aside")
        self._aside.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self._aside)
        self._aside.clicked.connect(self.taken_back)
        self._tabs.currentChanged.connect(lambda _page: self.turned.emit())

    def _add(self, page: int) -> QStackedLayout:
        """A tab with its list; where the list is empty a sentence stands in its place."""
        view = self._lists[page]
        holder = QWidget()
        none = QLabel(_NONE[page])
        none.setProperty("role", "quiet")
        none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stack = QStackedLayout(holder)
        stack.addWidget(view)
        stack.addWidget(none)
        self._tabs.addTab(holder, _NAMES[page])
        view.chosen.connect(lambda row, page=page: self.chosen.emit(page, row))
        view.gone_to.connect(lambda row, page=page: self.gone_to.emit(page, row))
        copy = act_on(view, "复制这一条(&C)", QKeySequence.StandardKey.Copy)
        copy.triggered.connect(lambda _on=False: self._copy(page))
        if page == FOUND:
            aside = act_on(view, "不是问题（误报）(&N)", Qt.Key.Key_Delete)
            aside.triggered.connect(lambda _on=False: self._set_aside())
        return stack

    def show_outcome(self, outcome: Outcome) -> None:
        """Lists another outcome, or one of which other findings are hidden."""
        self._findings = outcome.found, outcome.held
        self._text = outcome.text
        self._spans = outcome.unsupported
        self._found.show_findings(outcome.found)
        self._held.show_findings(outcome.held)
        self._bare.show_numbers(outcome.text, outcome.unsupported)
        for page, view in enumerate(self._lists):
            self._tabs.setTabText(page, f"{_NAMES[page]} {view.count}")
            self._stacks[page].setCurrentIndex(0 if view.count else 1)
        self._aside.setText(f"已隐藏 {outcome.hidden} 条误报，显示(&H)")
        self._aside.setVisible(outcome.hidden > 0)

    @property
    def page(self) -> int:
        return self._tabs.currentIndex()

    @property
    def row(self) -> int:
        """The row chosen in the list shown, -1 where none is."""
        return self._lists[self.page].row

    def choose(self, page: int, row: int) -> None:
        """Turns to a list and moves its cursor to a row."""
        self._tabs.setCurrentIndex(page)
        self._lists[page].choose(row)

    def step(self, by: int) -> None:
        """The next or the previous line of the list shown."""
        view = self._lists[self.page]
        if view.count and view.row >= 0:
            view.choose((view.row + by) % view.count)
        elif view.count:
            view.choose(0 if by > 0 else view.count - 1)

    def focus(self) -> None:
        """The list shown, or its tab where it is empty."""
        view = self._lists[self.page]
        widget = view if view.count else self._tabs.tabBar()
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def marks(self) -> list[Mark]:
        """The findings' marks, and with them those of the list shown."""
        pages = (FOUND, HELD) if self.page == HELD else (FOUND,)
        out = [
            Mark(*span, quoted.finding.severity, page, row)
            for page in pages
            for row, quoted in enumerate(self._findings[page])
            for span in marks_of(quoted, self._text)
        ]
        if self.page == BARE_NUMBERS:
            out += [Mark(*span, BARE, BARE_NUMBERS, row) for row, span in enumerate(self._spans)]
        return out

    def place(self, page: int, row: int) -> Span:
        """Where a line stands in the text, (0, 0) where it speaks of the whole."""
        return self._spans[row] if page == BARE_NUMBERS else place_of(self._findings[page][row])

    def in_words(self, page: int, row: int) -> str:
        """What a line says."""
        if page == BARE_NUMBERS:
            start, end = self._spans[row]
            return f"没有依据　{self._text[start:end]}\n文中没有找到可以和它核对的数，请对照账表核对"
        return in_full(self._findings[page][row])

    def _copy(self, page: int) -> None:
        row = self._lists[page].row
        if row < 0:
            return
        if page == BARE_NUMBERS:
            words = sentence_around(self._text, *self._spans[row])
        else:
            quote = " ".join(self._findings[page][row].quote.split())
            words = self.in_words(page, row) + (f"\n原文：{quote}" if quote else "")
        QGuiApplication.clipboard().setText(words)

    def _set_aside(self) -> None:
        if self._found.row >= 0:
            self.set_aside.emit(self._found.row)
