"""A sheet of a form for a table view: what each cell shows, and what typing into it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, Qt, Slot

from core.figures.definitions import Definition
from core.figures.keys import NO_KEY, REPORTED, WHOLE, Key, Row
from core.forms.grid import Style
from core.numbers.finding import gravest
from core.pack.binding import BoundForm
from core.report.form_edits import entries_typed, typed_cells
from core.report.names import figure_name
from gui.forms.rows import FormRows
from gui.index import Index
from gui.session import Session
from gui.tables.cells import CellState, Refusal
from gui.tables.descriptions import describe_cell

Role = Qt.ItemDataRole


class EmptyCell(NamedTuple):
    """A cell in a blank line of a band: the form's row, the how-manieth blank line, the column, and the figure
    typed into it."""

    template: int
    place: int
    column: int
    figure: Key


CellName = Key | EmptyCell
"""What a refused text is kept under: its figure's key, or a place where there is no row to have one."""


_SEEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _SEEN | Qt.ItemFlag.ItemIsEditable


class FormModel(FormRows):
    """One sheet of a form as the report has it; `setData` goes to the session.

    `name` is what its changes as a whole are refused under, in the place of a key.
    """

    def __init__(
        self, session: Session, form: BoundForm, row_id: Row = WHOLE, parent: QObject | None = None
    ) -> None:
        self._refused: dict[CellName, Refusal] = {}
        self._trying: tuple[CellName, str] | None = None
        self._reporting: tuple[int, int] | None = None
        self._states: dict[tuple[int, int], CellState] = {}
        self._typed: dict[tuple[int, int], bool] = {}
        self.name = Key(f"表:{form.entry.id}")
        self.read_only = bool(session.report.read_only)
        super().__init__(session, form, row_id, parent)
        session.refused.connect(self._on_refused)

    def show_row(self, row_id: Row) -> None:
        self._refused.clear()
        super().show_row(row_id)
        self.refusals_changed.emit()

    # -- what the view reads --------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _TYPED if self.is_typed(index.row(), index.column()) else _SEEN

    def is_typed(self, row: int, column: int) -> bool:
        """Whether typing into a cell fills it; a computed one does while it takes a 填报值."""
        if self.read_only or (row, column) in self.sheet.covered:
            return False
        if (row, column) == self._reporting:
            return True
        spot = (self.sheet.lines[row].template, column)
        if spot not in self._typed:
            self._typed[spot] = bool(typed_cells(self.sheet, row, column))
        return self._typed[spot]

    def is_computed(self, row: int, column: int) -> bool:
        """Whether a cell is a figure that a formula gives."""
        figure = self.sheet.figure(row, column)
        return figure is not None and bool(figure.formula) and bool(self.sheet.keys(row, column))

    def report_instead(self, row: int, column: int) -> None:
        self._reporting = (row, column)

    def end_reporting(self) -> None:
        self._reporting = None

    def seen_at(self, index: Index) -> tuple[int, int]:
        return self.sheet.place_of(*super().seen_at(index))

    def figures(self, row: int, column: int) -> list[Definition]:
        """The figures that a cell's editor fills in."""
        known = self._session.report.pack.definitions.figures
        if (row, column) == self._reporting:
            figure = self.sheet.figure(row, column)
            return [figure] if figure is not None else []
        return [known[key] for key in typed_cells(self.sheet, row, column)]

    def key_at(self, index: Index) -> Key | None:
        """The key of the first figure in a cell, None where there is none."""
        if not index.isValid():
            return None
        row, column = self.seen_at(index)
        figures = self._figures_in(row, column)
        key = self.sheet.key_of(row, figures[0].key) if figures else NO_KEY
        if key:
            return key
        keys = self.sheet.keys(row, column)
        return keys[0] if keys else None

    def index_of(self, key: Key) -> QModelIndex:
        """The cell where a figure is filled in, else where it is shown; invalid where it does not stand."""
        places = self.sheet.places(key)
        typed = [spot for spot in places if self._is_edited(spot, key)] or list(places)
        return self.index(*self.sheet.place_of(*typed[0])) if typed else QModelIndex()

    def _is_edited(self, spot: tuple[int, int], key: Key) -> bool:
        bound = self.sheet.bound(*spot)
        return bound is not None and self._session.report.definition(key).key in bound.typed

    def state_at(self, row: int, column: int) -> CellState:
        """A cell's text and state; kept until a figure in it turns."""
        if self._refused:
            return self._state(row, column)
        state = self._states.get((row, column))
        if state is None:
            state = self._state(row, column)
            bound = self.sheet.bound(row, column)
            if bound is None or self.sheet.keys(row, column):
                self._states[row, column] = state
        return state

    def turned(self, keys: Iterable[Key]) -> None:
        for key in keys:
            for spot in self.sheet.places(key):
                self._states.pop(spot, None)

    def moved(self) -> None:
        self._states.clear()

    def _state(self, row: int, column: int) -> CellState:
        keys = self.sheet.keys(row, column)
        refusal = self.refusal_at(row, column)
        text = refusal.text if refusal else self.sheet.words(row, column)
        computed = self.is_computed(row, column)
        reported = computed and bool(keys) and self._session.report.entry(keys[0] + REPORTED) is not None
        severities = [f.severity for key in keys for f in self._session.findings_at(key)]
        return CellState(text, bool(refusal), computed, reported, gravest(severities) or "")

    def style(self, row: int, column: int) -> Style | None:
        """A cell's look, None where the form has no cell."""
        cell = self.form.grid.cells.get((self.sheet.lines[row].template, column))
        return cell.style if cell else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        row = index.row()
        column = index.column()
        match role:
            case Role.DisplayRole:
                return self.state_at(row, column).text
            case Role.EditRole:
                figures = self.figures(row, column)
                return self.stored(row, column, figures[0]) if figures else self.sheet.words(row, column)
            case Role.ToolTipRole | Role.AccessibleDescriptionRole:
                return self._description(row, column)
            case Role.AccessibleTextRole:
                return self._spoken(row, column)
        return None

    def stored(self, row: int, column: int, definition: Definition) -> str:
        """What an editor of a figure in a cell begins with."""
        refusal = self._refused.get(self._refusal_name(row, column, definition))
        if refusal:
            return refusal.text
        key = self.sheet.key_of(row, definition.key)
        report = self._session.report
        if not key:
            return ""
        if definition.formula:
            return report.entry(key + REPORTED) or report.computed(key)
        return report.entry(key) or ""

    def _spoken(self, row: int, column: int) -> str:
        """What a screen reader says of a cell."""
        keys = self.sheet.keys(row, column)
        text = self.state_at(row, column).text
        if not keys:
            return text
        name = figure_name(self._session.report, keys[0])
        return f"{name} {text or '未填'}"

    def _description(self, row: int, column: int) -> str:
        """Why a text was refused, what the findings say, what a computed cell is."""
        row, column = self.sheet.place_of(row, column)
        refusal = self.refusal_at(row, column)
        lines = [f"✕ {refusal.reason}"] if refusal else []
        for key in self.sheet.keys(row, column):
            note = self._session.report.definition(key).note
            lines += describe_cell(self._session, key)
            lines += [note] if note and self.sheet.figure(row, column) else []
        return "\n".join(dict.fromkeys(lines))

    # -- what the view writes -------------------------------------------------------------------------

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid():
            return False
        return self.put(index.row(), index.column(), str(value))

    def put(self, row: int, column: int, text: str, figure_key: Key = NO_KEY) -> bool:
        """Enters what was typed into a cell (for one figure of several); False when it was refused."""
        figures = self.figures(row, column)
        if self.read_only or not figures:
            return False
        definition = next((figure for figure in figures if figure.key == figure_key), figures[0])
        if text == self.stored(row, column, definition) and not self._refused:
            return True
        name = self._refusal_name(row, column, definition)
        key = self.sheet.key_of(row, definition.key)
        self._trying = (name, text)
        sheet = self.sheet
        line = sheet.lines[row]
        joined = len(sheet.rows_under(row, column)) > 1
        try:
            if line.band is not None and not line.row and not text.strip():
                done = True
            elif joined or definition.formula or (line.band is not None and not line.row):
                label = f"{'按原表填写' if definition.formula else '修改'}{definition.label}"
                done = self._session.do(
                    key or definition.key,
                    lambda report: report.enter(
                        entries_typed(sheet, row, column, text, definition.key), label, origin=self
                    ),
                )
            else:
                done = self._session.set(key, text, origin=self)
        finally:
            self._trying = None
        if done:
            self._forget([name])
        return done

    def _refusal_name(self, row: int, column: int, definition: Definition) -> CellName:
        """What a text typed for a figure is kept under when it is refused."""
        key = self.sheet.key_of(row, definition.key)
        if key:
            return key
        template = self.sheet.lines[row].template
        return EmptyCell(template, row - self.sheet.blank_lines(template)[0], column, definition.key)

    def _figures_in(self, row: int, column: int) -> list[Definition]:
        """The figures that a cell's editor fills in, else the one that it shows."""
        figures = self.figures(row, column)
        figure = None if figures else self.sheet.figure(row, column)
        return figures if figure is None else [figure]

    def _refusal_names(self, row: int, column: int) -> list[CellName]:
        """The names of all that may be refused in a cell."""
        return [self._refusal_name(row, column, figure) for figure in self._figures_in(row, column)]

    def _refusal_spots(self, name: CellName) -> Sequence[tuple[int, int]]:
        """Where a refused text stands; nowhere when its row has gone or its band is no longer empty."""
        if isinstance(name, str):
            return self.sheet.places(name)
        rows = self.sheet.blank_lines(name.template)
        return [(rows[name.place], name.column)] if name.place < len(rows) else ()

    def refusal_at(self, row: int, column: int) -> Refusal | None:
        names = self._refusal_names(row, column) if self._refused else []
        return next((self._refused[name] for name in names if name in self._refused), None)

    def refusals(self) -> dict[CellName, Refusal]:
        """All texts that were not taken, by the name of their cell."""
        return self._refused

    def forget_refusals(self, cells: Iterable[tuple[int, int]]) -> None:
        self._forget([name for cell in cells for name in self._refusal_names(*cell)])

    def _forget(self, names: Iterable[CellName]) -> None:
        gone = [name for name in names if self._refused.pop(name, None) is not None]
        for name in gone:
            self._repaint_refusal(name)
        if gone:
            self.refusals_changed.emit()

    def _repaint_refusal(self, name: CellName) -> None:
        for spot in self._refusal_spots(name):
            self._repaint(*self.sheet.place_of(*spot))

    def followed(self, keys: frozenset[Key]) -> None:
        """Lets go what was refused in cells that are gone, or that something else was stored in."""
        self._forget([name for name in self._refused if name in keys or not self._refusal_spots(name)])

    @Slot(str, str)
    def _on_refused(self, _key: Key, reason: str) -> None:
        if self._trying is not None:
            name, text = self._trying
            self._refused[name] = Refusal(text, reason)
            self._repaint_refusal(name)
            self.refusals_changed.emit()
