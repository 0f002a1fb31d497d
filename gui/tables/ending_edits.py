"""How an edit in a table's cell begins and ends: the editor for each kind, and what Excel's keys mean in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyledItemDelegate, QWidget

from core.figures.definitions import Definition
from core.figures.marks import parse_marks
from core.report.report import Report
from gui.index import Index
from gui.tables.cell_editors import CellEditor, ChoiceCell, LineCell, LinesCell, MarkedCell, grow
from gui.tables.tab_runs import ENTER, TABS


def _editor_for(
    figure: Definition, parent: QWidget, say: Callable[[str], str] | None
) -> tuple[QWidget, SignalInstance | None]:
    """The editor for a figure, and what it says when an option was taken from its list.

    `say` gives the words of marks where the text has some.
    """
    options = figure.kind.choices or figure.options
    if options:
        choice = ChoiceCell(options, parent)
        return choice, choice.chosen
    if not figure.kind.is_lines:
        line = LineCell(parent)
        numeric = figure.kind.numeric
        line.setAlignment(Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft)
        return line, None
    return (LinesCell(parent) if say is None else MarkedCell(say, parent)), None


class EndingEdits(QStyledItemDelegate):
    """A delegate whose edits end with the step that Excel's keys mean."""

    stepped = Signal(object, object)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.editor: QWidget | None = None
        self._ending = False

    def editor_of(
        self, report: Report, figure: Definition, parent: QWidget, key: str, stored: str
    ) -> QWidget:
        """The editor that a figure needs, with what its text says where marks stand in it."""
        marked = bool(key) and any(not isinstance(part, str) for part in parse_marks(stored))
        editor, chosen = _editor_for(figure, parent, partial(report.said, key) if marked else None)
        if chosen is not None:
            chosen.connect(lambda: self.finish(editor))
        editor.setAccessibleName(figure.label)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Only once: what is being typed is not overwritten when the report changes meanwhile.
        if not editor.property("loaded"):
            editor.setProperty("loaded", True)
            self.load(editor, index)

    def load(self, editor: QWidget, index: Index) -> None:
        """Gives an editor what is stored in its cell."""
        cast(CellEditor, editor).load(str(index.data(Qt.ItemDataRole.EditRole)))
        if isinstance(editor, MarkedCell):
            editor.to_end()

    def lay(self, editor: QWidget, rect: QRect) -> None:
        """Puts an editor over its cell; one of many lines grows with them."""
        editor.setGeometry(rect)
        if isinstance(editor, LinesCell | MarkedCell):
            editor.setProperty("cell", rect)
            grow(editor, 0)

    def has_focus(self) -> bool:
        """Whether the focus is in the table: of several tables on a page only that one shows its selection."""
        focus = QApplication.focusWidget()
        return focus is self._view or (focus is not None and self._view.isAncestorOf(focus))

    def finish(self, editor: QWidget) -> None:
        """Stores what an editor holds and closes it; once, though closing it makes its fields lose the focus."""
        if editor is not self.editor or self._ending:
            return
        self._ending = True
        self.commitData.emit(editor)
        if editor is self.editor:  # still: what was stored may have taken its row out of sight
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._ending = False

    def drop(self) -> None:
        """Lets the open editor go without storing it: its cell is no longer there."""
        if self.editor is not None:
            self.editor.removeEventFilter(self)
            if self.has_focus():
                self._view.setFocus()
            self.editor = None

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Nothing ends an edit while an input method composes; Enter and Tab store it and step on."""
        composing = bool(getattr(editor, "composing", False))
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, QWidget):
            if not composing and not getattr(editor, "list_open", False) and not self._keeps_focus(editor):
                self.finish(editor)
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if composing and event.key() in (*ENTER, *TABS, Qt.Key.Key_Escape):
                return True
            if isinstance(editor, QWidget) and self._key(editor, event):
                return True
            if isinstance(editor, LinesCell | MarkedCell) and event.key() != Qt.Key.Key_Escape:
                return False
        return super().eventFilter(editor, event)

    def _keeps_focus(self, editor: QWidget) -> bool:
        """Whether the focus went no further than a menu or a part of the editor."""
        focus = QApplication.focusWidget()
        inside = focus is editor or (focus is not None and editor.isAncestorOf(focus))
        return inside and editor.isActiveWindow()

    def _key(self, editor: QWidget, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        cell = cast(CellEditor, editor)
        if event.key() in ENTER and held == Qt.KeyboardModifier.AltModifier:
            if isinstance(editor, LinesCell | MarkedCell):
                cell.add("\n")
            return True
        if (event.key(), held) == (Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier):
            cell.add(today())
            return True
        if event.key() in (*ENTER, *TABS):
            self.finish(editor)
            self.stepped.emit(event.key(), held)
            return True
        return False


def today() -> str:
    """This day as it is written."""
    day = date.today()
    return f"{day.year}年{day.month}月{day.day}日"
