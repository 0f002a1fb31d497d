"""How an edit in a table's cell begins and ends: the editor for each kind, and what Excel's keys mean in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QWidget

from core.figures.definitions import Definition
from core.figures.keys import Key
from core.figures.marks import parse_marks
from core.report.report import Report
from gui.index import Index
from gui.tables.cell_editors import ChoiceCell, LineCell, LinesCell, MarkedCell
from gui.tables.fields_cell import FieldsCell
from gui.tables.tab_runs import ENTER, TABS
from gui.widgets.today import asks_for_today, today

TextEditor = LineCell | ChoiceCell | LinesCell | MarkedCell
"""The editors of one figure."""

Editor = TextEditor | FieldsCell


def _editor_for(
    figure: Definition, parent: QWidget, say: Callable[[str], str] | None
) -> tuple[TextEditor, SignalInstance | None]:
    """The editor for a figure, and its signal that an option was taken from its list.

    `say` gives the words of marks where the text has some.
    """
    options = figure.kind.choices or figure.options
    if options:
        choice = ChoiceCell(options, parent)
        return choice, choice.chosen
    if not figure.kind.is_lines:
        line = LineCell(parent)
        line.takes_date = figure.kind.takes_date
        numeric = figure.kind.numeric
        line.setAlignment(Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft)
        return line, None
    return (LinesCell(parent) if say is None else MarkedCell(say, parent)), None


class TableDelegate(QStyledItemDelegate):
    """A delegate with one editor at a time, whose edits end with the step that Excel's keys mean.

    `at` is the cell of the editor that was opened last.
    """

    stepped = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.editor: Editor | None = None
        self.at = QPersistentModelIndex()
        self._ending = False

    def opened(self, editor: Editor, index: Index) -> QWidget:
        """Remembers the editor that opens in a cell."""
        self.editor = editor
        self.at = QPersistentModelIndex(index)
        return editor

    def editor_of(
        self, report: Report, figure: Definition, parent: QWidget, key: Key, stored: str
    ) -> TextEditor:
        """The editor that a figure needs, with the words of marks where its text has some."""
        marked = bool(key) and any(not isinstance(part, str) for part in parse_marks(stored))
        editor, chosen = _editor_for(figure, parent, partial(report.said, key) if marked else None)
        if chosen is not None:
            chosen.connect(lambda: self.finish(editor))
        editor.setAccessibleName(figure.label)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Only once: what is being typed is not overwritten when the report changes meanwhile.
        if isinstance(editor, Editor) and not editor.loaded:
            editor.loaded = True
            self.load(editor, index)

    def load(self, editor: Editor, index: Index) -> None:
        """Gives an editor what is stored in its cell."""
        if isinstance(editor, TextEditor):
            editor.load(str(index.data(Qt.ItemDataRole.EditRole)))
        if isinstance(editor, MarkedCell):
            editor.to_end()

    def lay(self, editor: QWidget, rect: QRect) -> None:
        """Puts an editor over its cell; one of many lines grows with them."""
        editor.setGeometry(rect)
        if isinstance(editor, LinesCell | MarkedCell):
            editor.lie_over(rect)

    def finish(self, editor: QWidget) -> None:
        """Stores what an editor holds and closes it; once, though closing it makes its fields lose the focus."""
        if editor is not self.editor or self._ending:
            return
        self._ending = True
        self.commitData.emit(editor)
        if editor is self.editor:  # still: what was stored may have taken its row out of sight
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._ending = False

    def give_up(self, editor: QWidget) -> None:
        """Closes an editor and keeps what was there."""
        if editor is self.editor and not self._ending:
            self._ending = True
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self._ending = False

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Nothing ends an edit while an input method composes; Enter and Tab store it and step on."""
        if not isinstance(editor, Editor):
            return super().eventFilter(editor, event)
        if event.type() == QEvent.Type.FocusOut:
            lists = isinstance(editor, ChoiceCell) and editor.list_open
            if not editor.composing and not lists and not self._keeps_focus(editor):
                self.finish(editor)
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if editor.composing and event.key() in (*ENTER, *TABS, Qt.Key.Key_Escape):
                return True
            if self._takes_key(editor, event):
                return True
            if isinstance(editor, LinesCell | MarkedCell) and event.key() != Qt.Key.Key_Escape:
                return False
        return super().eventFilter(editor, event)

    def _keeps_focus(self, editor: QWidget) -> bool:
        """Whether the focus went no further than a menu or a part of the editor."""
        focus = QApplication.focusWidget()
        inside = focus is editor or (focus is not None and editor.isAncestorOf(focus))
        return inside and editor.isActiveWindow()

    def _takes_key(self, editor: Editor, event: QKeyEvent) -> bool:
        """Does what a key means in an editor; False where it is the editor's own."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and held == Qt.KeyboardModifier.AltModifier:
            if isinstance(editor, LinesCell | MarkedCell):
                editor.add("\n")
            return True
        if asks_for_today(event):
            if editor.takes_date:
                editor.add(today())
            return True
        if event.key() in (*ENTER, *TABS):
            self.finish(editor)
            self.stepped.emit(event.key(), held)
            return True
        return False
