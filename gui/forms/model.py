"""A sheet of a form for a table view: what each cell shows, and what typing into it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal, Slot

from core.figures.definitions import Definition
from core.figures.keys import REPORTED
from core.forms.grid import Style
from core.numbers.finding import gravest
from core.pack.binding import BoundForm
from core.report.form_edits import entries_typed, typed_cells
from core.report.names import figure_name
from gui.forms.lines import FormLines
from gui.index import Index
from gui.session import Session
from gui.tables.cells import Refusal, Shown
from gui.tables.telling import told_of

Role = Qt.ItemDataRole


class FormModel(FormLines):
    """One sheet of a form as the report has it; `setData` goes to the session.

    A text that was refused stays in its cell. `reporting` is the computed cell that takes a 填报值 now.
    """

    refusals_changed = Signal()

    def __init__(
        self, session: Session, form: BoundForm, row: str = "", parent: QObject | None = None
    ) -> None:
        self._refused: dict[str, Refusal] = {}
        self._trying: tuple[str, str] | None = None
        self.reporting: tuple[int, int] | None = None
        self.read_only = bool(session.report.read_only)
        super().__init__(session, form, row, parent)
        session.refused.connect(self._on_refused)

    def show_row(self, row: str) -> None:
        self._refused.clear()
        super().show_row(row)
        self.refusals_changed.emit()

    # -- what the view reads --------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_typed(index.row(), index.column()) else flags

    def is_typed(self, line: int, column: int) -> bool:
        """Whether typing into a cell fills it; a computed one does while it takes a 填报值."""
        if self.read_only or (line, column) in self.sheet.covered:
            return False
        return bool(typed_cells(self.sheet, line, column)) or (line, column) == self.reporting

    def is_computed(self, line: int, column: int) -> bool:
        """Whether a cell is a figure that a formula gives."""
        figure = self.sheet.figure(line, column)
        return figure is not None and bool(figure.formula) and bool(self.sheet.keys(line, column))

    def figures(self, line: int, column: int) -> list[Definition]:
        """The figures that a cell's editor fills in."""
        known = self._session.report.pack.definitions.figures
        if (line, column) == self.reporting:
            figure = self.sheet.figure(line, column)
            return [figure] if figure is not None else []
        return [known[key] for key in typed_cells(self.sheet, line, column)]

    def key_at(self, index: Index) -> str | None:
        """The key of the first figure in a cell, None where there is none."""
        if not index.isValid():
            return None
        line, column = self.sheet.place_of(index.row(), index.column())
        figures = self.figures(line, column) or (
            [f] if (f := self.sheet.figure(line, column)) is not None else []
        )
        key = self.sheet.key_of(line, figures[0].key) if figures else ""
        if key:
            return key
        keys = self.sheet.keys(line, column)
        return keys[0] if keys else None

    def index_of(self, key: str) -> QModelIndex:
        """The cell where a figure is filled in, else where it is shown; invalid where it does not stand."""
        places = self.sheet.places.get(key, ())
        typed = [spot for spot in places if self._is_edited(spot, key)] or list(places)
        return self.index(*self.sheet.place_of(*typed[0])) if typed else QModelIndex()

    def _is_edited(self, spot: tuple[int, int], key: str) -> bool:
        bound = self.sheet.bound(*spot)
        return bound is not None and self._session.report.definition(key).key in bound.edits

    def shown(self, line: int, column: int) -> Shown:
        """A cell's text and state."""
        keys = self.sheet.keys(line, column)
        refusal = self.refusal_at(line, column)
        text = refusal.text if refusal else self.sheet.words(line, column)
        computed = self.is_computed(line, column)
        reported = computed and bool(keys) and self._session.report.entry(keys[0] + REPORTED) is not None
        found = [f.severity for key in keys for f in self._session.findings_at(key)]
        return Shown(text, bool(refusal), computed, reported, gravest(found) or "")

    def style(self, line: int, column: int) -> Style | None:
        """A cell's look, None where the form has no cell."""
        cell = self.form.grid.cells.get((self.sheet.lines[line].template, column))
        return cell.style if cell else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        line = index.row()
        column = index.column()
        match role:
            case Role.DisplayRole:
                return self.shown(line, column).text
            case Role.EditRole:
                figures = self.figures(line, column)
                return self.stored(line, column, figures[0]) if figures else self.sheet.words(line, column)
            case Role.ToolTipRole | Role.AccessibleDescriptionRole:
                return self._told(line, column)
            case Role.AccessibleTextRole:
                return self._said(line, column)
        return None

    def stored(self, line: int, column: int, definition: Definition) -> str:
        """What an editor of a figure in a cell begins with."""
        refusal = self._refused.get(self._refusal_key(line, column, definition))
        if refusal:
            return refusal.text
        key = self.sheet.key_of(line, definition.key)
        report = self._session.report
        if not key:
            return ""
        if definition.formula:
            return report.entry(key + REPORTED) or report.computed(key)
        return report.entry(key) or ""

    def _said(self, line: int, column: int) -> str:
        keys = self.sheet.keys(line, column)
        shown = self.shown(line, column)
        if not keys:
            return shown.text
        name = figure_name(self._session.report, keys[0])
        return f"{name} {shown.text or '未填'}"

    def _told(self, line: int, column: int) -> str:
        """Why a text was refused, what the findings say, what a computed cell is."""
        line, column = self.sheet.place_of(line, column)
        refusal = self.refusal_at(line, column)
        lines = [f"✕ {refusal.reason}"] if refusal else []
        for key in self.sheet.keys(line, column):
            note = self._session.report.definition(key).note
            lines += told_of(self._session, key)
            lines += [note] if note and self.sheet.figure(line, column) else []
        return "\n".join(dict.fromkeys(lines))

    # -- what the view writes -------------------------------------------------------------------------

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid():
            return False
        return self.put(index.row(), index.column(), str(value))

    def put(self, line: int, column: int, text: str, key: str = "") -> bool:
        """Enters what was typed into a cell (for the figure `key` of several); False when it was refused."""
        figures = self.figures(line, column)
        if self.read_only or not figures:
            return False
        definition = next((figure for figure in figures if figure.key == key), figures[0])
        if text == self.stored(line, column, definition) and not self._refused:
            return True
        name = self._refusal_key(line, column, definition)
        self._trying = (name, text)
        one = self.sheet.lines[line]
        sheet = self.sheet
        joined = len(sheet.rows_under(line, column)) > 1
        try:
            if one.band is not None and not one.row and not text.strip():
                done = True
            elif joined or definition.formula or (one.band is not None and not one.row):
                label = f"{'按原表填写' if definition.formula else '修改'}{definition.label}"
                done = self._session.do(
                    name,
                    lambda report: report.enter(
                        entries_typed(sheet, line, column, text, definition.key), label, origin=self
                    ),
                )
            else:
                done = self._session.set(self.sheet.key_of(line, definition.key), text, origin=self)
        finally:
            self._trying = None
        if done:
            self._forget([name])
        return done

    def _refusal_key(self, line: int, column: int, definition: Definition) -> str:
        """A name for what was refused: its figure's key, else the figure's place in the empty band."""
        key = self.sheet.key_of(line, definition.key)
        return key or f"@{self.sheet.lines[line].template},{column},{definition.key}"

    def _refusal_keys(self, line: int, column: int) -> list[str]:
        """The names of all that may be refused in a cell."""
        figure = self.sheet.figure(line, column)
        figures = self.figures(line, column) or ([figure] if figure is not None else [])
        return [self._refusal_key(line, column, one) for one in figures]

    def _refusal_spots(self, name: str) -> Sequence[tuple[int, int]]:
        """Where a refused text stands; nowhere when its row has gone or its band is no longer empty."""
        if not name.startswith("@"):
            return self.sheet.places.get(name, ())
        template, column, _ = name[1:].split(",")
        line = self.sheet.first_line[int(template)]
        return () if self.sheet.lines[line].row else [(line, int(column))]

    def refusal_at(self, line: int, column: int) -> Refusal | None:
        """What stands in a cell without having been taken."""
        names = self._refusal_keys(line, column) if self._refused else []
        return next((self._refused[name] for name in names if name in self._refused), None)

    def refusals(self) -> dict[str, Refusal]:
        """All texts that were not taken, by the key of their cell."""
        return self._refused

    def forget_refusal(self, line: int, column: int) -> None:
        """Lets a refused text go: its cell shows what is stored."""
        self._forget(self._refusal_keys(line, column))

    def _forget(self, names: Sequence[str]) -> None:
        gone = [name for name in names if self._refused.pop(name, None) is not None]
        for name in gone:
            self._repaint_refusal(name)
        if gone:
            self.refusals_changed.emit()

    def _repaint_refusal(self, name: str) -> None:
        for spot in self._refusal_spots(name):
            self._repaint(*self.sheet.place_of(*spot))

    def followed(self, keys: frozenset[str]) -> None:
        """Lets go what was refused in cells that are gone, or that something else was stored in."""
        self._forget([name for name in self._refused if name in keys or not self._refusal_spots(name)])

    @Slot(str, str)
    def _on_refused(self, _key: str, reason: str) -> None:
        if self._trying is not None:
            key, text = self._trying
            self._refused[key] = Refusal(text, reason)
            self._repaint_refusal(key)
            self.refusals_changed.emit()
