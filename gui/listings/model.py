"""A listing's rows for a table view; typing into the last, blank row adds one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QObject, Qt, Slot

from core.figures.definitions import Definition
from core.figures.keys import NO_KEY, REPORTED, WHOLE, Key, ListingKey, Row, split_key, split_listing_key
from core.numbers.finding import gravest
from core.report.change import Change
from gui import theme
from gui.index import Index
from gui.listings.rows import MOST_SIGNALS, ListingRows, Role
from gui.session import Session
from gui.tables.cells import CellState, Refusal
from gui.tables.descriptions import describe_cell


class ListingModel(ListingRows):
    """The rows of one listing as the report has them; `setData` goes to the session and touches no row here.

    The listing may be a row's own: 项目[a3f].绩效指标. `filters` name the values, by column, of the rows shown;
    a text that was refused stays in its cell, but is stored nowhere.
    """

    def __init__(self, session: Session, listing: ListingKey, parent: QObject | None = None) -> None:
        self._session = session
        self.listing = listing
        self.definition = session.report.pack.definitions.listings[split_listing_key(listing)[0]]
        figures = session.report.pack.definitions.figures
        self._figures = [figures[key] for key in self.definition.columns if figures[key].listed]
        self._columns = {figure.key: column for column, figure in enumerate(self._figures)}
        self.filters: dict[Key, str] = {}
        self._refused: dict[tuple[Row, Key], Refusal] = {}
        self._trying: tuple[tuple[Row, Key], str] | None = None
        self._reporting = NO_KEY
        self.read_only = bool(session.report.read_only)
        open_rows = self.definition.open_rows and not self.read_only
        super().__init__(session.report.rows(listing), 1 if open_rows else 0, parent)
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)

    def show_listing(self, listing: ListingKey) -> None:
        """Shows the listing of another row in place of this one."""
        self.listing = listing
        self._reporting = NO_KEY
        self._refused.clear()
        self.show_anew(self._wanted())
        self.refusals_changed.emit()

    # -- what the view reads --------------------------------------------------------------------------

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._figures)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            if role == Role.DisplayRole:
                return str(section + 1) if section < len(self._row_ids) else "＋"
            return Qt.AlignmentFlag.AlignCenter if role == Role.TextAlignmentRole else None
        figure = self._figures[section]
        match role:
            case Role.DisplayRole:
                return f"{figure.label}{f'（{figure.kind.suffix}）' if figure.kind.suffix else ''}"
            case Role.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if figure.kind.numeric else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Role.ToolTipRole:
                return "\n".join(t for t in (figure.note, figure.source, figure.example) if t)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        computed = self._figures[index.column()].formula and self.key_at(index) != self._reporting
        return flags if self.read_only or computed else flags | Qt.ItemFlag.ItemIsEditable

    def state_at(self, row: int, column: int) -> CellState:
        figure = self._figures[column]
        row_id = self.row_id(row)
        refusal = self.refusal_at(row, column)
        if row_id is None:
            return CellState(refusal.text if refusal else "", bool(refusal), bool(figure.formula))
        report = self._session.report
        key = report.cell(figure.key, row_id)
        reported = bool(figure.formula) and row_id in report.graph.state.entries.reported[figure.key]
        findings = self._session.findings_at(key)
        severity = gravest([finding.severity for finding in findings]) or ""
        text = refusal.text if refusal else report.shown(key)
        return CellState(text, bool(refusal), bool(figure.formula), reported, severity)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        figure = self._figures[index.column()]
        match role:
            case Role.DisplayRole:
                return self.state_at(index.row(), index.column()).text
            case Role.EditRole:
                return self._to_edit(index, figure)
            case Role.TextAlignmentRole if figure.kind.numeric:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Role.ForegroundRole | Role.DecorationRole if self.refusal_at(index.row(), index.column()):
                return theme.colour("error")
            case Role.BackgroundRole if figure.formula:
                return theme.colour("computed")
            case Role.ToolTipRole | Role.AccessibleDescriptionRole:
                return self._description(index)
            case Role.AccessibleTextRole:
                text = self.state_at(index.row(), index.column()).text
                return " ".join(
                    filter(None, (figure.label, text or "未填", figure.kind.suffix if text else ""))
                )
        return None

    def _to_edit(self, index: Index, figure: Definition) -> str:
        refusal = self.refusal_at(index.row(), index.column())
        key = self.key_at(index)
        report = self._session.report
        if refusal:
            return refusal.text
        if key is None:
            return ""
        if figure.formula:
            return report.entry(key + REPORTED) or report.computed(key)
        return report.entry(key) or ""

    def _description(self, index: Index) -> str:
        """Why a text was refused, what the findings say, what a computed cell is."""
        refusal = self.refusal_at(index.row(), index.column())
        key = self.key_at(index)
        lines = [f"✕ {refusal.reason}"] if refusal else []
        return "\n".join([*lines, *(describe_cell(self._session, key) if key is not None else ())])

    # -- what the view writes -------------------------------------------------------------------------

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or self.read_only or not index.isValid():
            return False
        figure = self._figures[index.column()]
        row_id = self.row_id(index.row()) or WHOLE
        text = str(value)
        cell = (row_id, figure.key)
        self._trying = (cell, text)
        try:
            done = self._write(figure, row_id, text)
        finally:
            self._trying = None
        if done or not (row_id or text.strip()):
            self._forget([cell])
        return done

    def _write(self, figure: Definition, row_id: Row, text: str) -> bool:
        session = self._session
        if not row_id:
            cells = self.given() | {figure.name: text}
            return bool(text.strip()) and session.add_row(self.listing, cells, origin=self)
        key = session.report.cell(figure.key, row_id)
        if figure.formula:
            same = text == session.report.computed(key)
            return session.report_as(key, "" if same else text, origin=self)
        return text == (session.report.entry(key) or "") or session.set(key, text, origin=self)

    def is_computed(self, row: int, column: int) -> bool:
        return bool(self._figures[column].formula)

    def report_instead(self, row: int, column: int) -> None:
        self._reporting = self.key_at(self.index(row, column)) or NO_KEY

    def end_reporting(self) -> None:
        self._reporting = NO_KEY

    # -- refusals -------------------------------------------------------------------------------------

    def refusal_at(self, row: int, column: int) -> Refusal | None:
        if not self._refused:
            return None
        return self._refused.get((self.row_id(row) or WHOLE, self._figures[column].key))

    def refusals(self) -> list[tuple[QModelIndex, Refusal]]:
        """All cells with texts that were not taken."""
        return [
            (self.index(self.row_of(row_id), self._columns[name]), refusal)
            for (row_id, name), refusal in self._refused.items()
        ]

    def forget_refusals(self, cells: Iterable[tuple[int, int]]) -> None:
        self._forget([(self.row_id(row) or WHOLE, self._figures[column].key) for row, column in cells])

    def _forget(self, cells: Iterable[tuple[Row, Key]]) -> None:
        gone = [cell for cell in cells if self._refused.pop(cell, None) is not None]
        for row_id, name in gone:
            self._repaint(self.row_of(row_id), self._columns[name])
        if gone:
            self.refusals_changed.emit()

    @Slot(str, str)
    def _on_refused(self, _key: Key, reason: str) -> None:
        if self._trying is not None:
            cell, text = self._trying
            self._refused[cell] = Refusal(text, reason)
            self._repaint(self.row_of(cell[0]), self._columns[cell[1]])
            self.refusals_changed.emit()

    # -- places ---------------------------------------------------------------------------------------

    def figure(self, column: int) -> Definition:
        """The figure that a column shows."""
        return self._figures[column]

    def key_at(self, index: Index) -> Key | None:
        """The key of a cell, None in the blank row."""
        row_id = self.row_id(index.row())
        return (
            None if row_id is None else self._session.report.cell(self._figures[index.column()].key, row_id)
        )

    def index_of(self, key: Key) -> QModelIndex:
        name, row_id = split_key(key)
        if name not in self._columns or row_id not in self._rows:
            return QModelIndex()
        return self.index(self._rows[row_id], self._columns[name])

    def given(self) -> dict[str, str]:
        """What a row added to the part shown is given, by column name."""
        return {self._figures[self._columns[key]].name: value for key, value in self.filters.items()}

    def show_only(self, filters: Mapping[Key, str]) -> None:
        """Shows the rows with some values, by column key; all for none."""
        self.filters = dict(filters)
        self.show_anew(self._wanted())

    def _wanted(self) -> list[Row]:
        report = self._session.report
        row_ids = report.rows(self.listing)
        for name, value in self.filters.items():
            row_ids = [row_id for row_id in row_ids if report.entry(report.cell(name, row_id)) == value]
        return row_ids

    # -- following the report -------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.origin is self and change.row:
            self._adopt(change.row)
        filtered = self.filters and any(split_key(key)[0] in self.filters for key in change.keys)
        if self.listing in change.keys or filtered:
            self.follow(self._wanted())
            self._forget([cell for cell in self._refused if cell[0] and cell[0] not in self._rows])
        if self._refused:
            self._forget([cell for key in change.keys if (cell := split_key(key)[::-1]) in self._refused])
        self._repaint_keys(change.touched)

    def _adopt(self, row_id: Row) -> None:
        """What was refused in the blank row belongs to the row that it has become."""
        for cell in [cell for cell in self._refused if not cell[0]]:
            self._refused[row_id, cell[1]] = self._refused.pop(cell)

    def _repaint_keys(self, keys: Iterable[Key]) -> None:
        touched: list[tuple[int, int]] = []
        for key in keys:
            name, row_id = split_key(key)
            column = self._columns.get(name)
            row = self._rows.get(row_id)
            if row is not None and column is not None:
                touched.append((row, column))
        if len(touched) <= MOST_SIGNALS:
            for cell in touched:
                self._repaint(*cell)
        elif touched:
            first = min(touched)[0]
            last = max(touched)[0]
            self._repaint_rows(first, last)

    def _repaint(self, row: int, column: int) -> None:
        cell = self.index(row, column)
        if cell.isValid():
            self.dataChanged.emit(cell, cell, [Role.DisplayRole, Role.EditRole, Role.ToolTipRole])

    def _repaint_rows(self, first: int, last: int) -> None:
        ends = self.index(first, 0), self.index(last, len(self._figures) - 1)
        self.dataChanged.emit(*ends, [Role.DisplayRole, Role.EditRole, Role.ToolTipRole])
