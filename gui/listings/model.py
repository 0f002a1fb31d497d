"""A listing's rows for a table view; typing into the last, blank row adds one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal, Slot

from core.figures.definitions import Definition
from core.figures.keys import REPORTED, split_key
from core.numbers.finding import gravest
from core.report.change import Change
from gui import theme
from gui.index import Index
from gui.listings.rows import MOST_SIGNALS, ListingRows, Role
from gui.session import Session
from gui.tables.cells import Refusal, Shown
from gui.tables.telling import told_of


class ListingModel(ListingRows):
    """The rows of one listing as the report has them; `setData` goes to the session and touches no row here.

    The listing may be a row's own: 项目[a3f].绩效指标. `filters` name the values, by column, of the rows shown;
    a text that was refused stays in its cell, but is stored nowhere.
    """

    refusals_changed = Signal()

    def __init__(self, session: Session, listing: str, parent: QObject | None = None) -> None:
        self._session = session
        self.listing = listing
        self.definition = session.report.pack.definitions.listings[split_key(listing)[0]]
        figures = session.report.pack.definitions.figures
        self._columns = [figures[key] for key in self.definition.columns if figures[key].listed]
        self._places = {column.key: number for number, column in enumerate(self._columns)}
        self.filters: dict[str, str] = {}
        self._refused: dict[tuple[str, str], Refusal] = {}
        self._trying: tuple[tuple[str, str], str] | None = None
        self._reporting = ""
        self.read_only = bool(session.report.read_only)
        open_rows = self.definition.open_rows and not self.read_only
        super().__init__(session.report.rows(listing), 1 if open_rows else 0, parent)
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)

    def show_listing(self, listing: str) -> None:
        """Shows the listing of another row in place of this one."""
        self.listing = listing
        self._reporting = ""
        self._refused.clear()
        self.show_anew(self._wanted())
        self.refusals_changed.emit()

    # -- what the view reads --------------------------------------------------------------------------

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            if role == Role.DisplayRole:
                return str(section + 1) if section < len(self._rows) else "＋"
            return Qt.AlignmentFlag.AlignCenter if role == Role.TextAlignmentRole else None
        column = self._columns[section]
        match role:
            case Role.DisplayRole:
                return f"{column.label}{f'（{column.kind.suffix}）' if column.kind.suffix else ''}"
            case Role.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.kind.numeric else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Role.ToolTipRole:
                return "\n".join(t for t in (column.note, column.source, column.example) if t)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        computed = self._columns[index.column()].formula and self.key_at(index) != self._reporting
        return flags if self.read_only or computed else flags | Qt.ItemFlag.ItemIsEditable

    def shown(self, number: int, place: int) -> Shown:
        """A cell's text and state."""
        column = self._columns[place]
        row = self.row_at(number)
        refusal = self._refused.get((row or "", column.key)) if self._refused else None
        if row is None:
            return Shown(refusal.text if refusal else "", bool(refusal), bool(column.formula))
        report = self._session.report
        key = report.cell(column.key, row)
        reported = bool(column.formula) and row in report.graph.state.entries.reported[column.key]
        findings = self._session.findings_at(key)
        severity = gravest([finding.severity for finding in findings]) or ""
        text = refusal.text if refusal else report.words(key)
        return Shown(text, bool(refusal), bool(column.formula), reported, severity)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        column = self._columns[index.column()]
        match role:
            case Role.DisplayRole:
                return self.shown(index.row(), index.column()).text
            case Role.EditRole:
                return self._to_edit(index, column)
            case Role.TextAlignmentRole if column.kind.numeric:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Role.ForegroundRole | Role.DecorationRole if self.refusal_at(index):
                return theme.colour("error")
            case Role.BackgroundRole if column.formula:
                return theme.colour("computed")
            case Role.ToolTipRole | Role.AccessibleDescriptionRole:
                return self._told(index)
            case Role.AccessibleTextRole:
                text = self.shown(index.row(), index.column()).text
                return " ".join(
                    filter(None, (column.label, text or "未填", column.kind.suffix if text else ""))
                )
        return None

    def _to_edit(self, index: Index, column: Definition) -> str:
        refusal = self.refusal_at(index)
        key = self.key_at(index)
        report = self._session.report
        if refusal:
            return refusal.text
        if key is None:
            return ""
        return (
            report.entry(key + REPORTED) or report.computed(key) if column.formula else report.entry(key)
        ) or ""

    def _told(self, index: Index) -> str:
        """Why a text was refused, what the findings say, what a computed cell is."""
        refusal = self.refusal_at(index)
        key = self.key_at(index)
        lines = [f"✕ {refusal.reason}"] if refusal else []
        return "\n".join([*lines, *(told_of(self._session, key) if key is not None else ())])

    # -- what the view writes -------------------------------------------------------------------------

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or self.read_only or not index.isValid():
            return False
        column = self._columns[index.column()]
        row = self.row_at(index.row()) or ""
        text = str(value)
        place = (row, column.key)
        self._trying = (place, text)
        try:
            done = self._write(column, row, text)
        finally:
            self._trying = None
        if done or not (row or text.strip()):
            self._forget([place])
        return done

    def _write(self, column: Definition, row: str, text: str) -> bool:
        session = self._session
        if not row:
            cells = self.given() | {column.name: text}
            return bool(text.strip()) and session.add_row(self.listing, cells, origin=self)
        key = session.report.cell(column.key, row)
        if column.formula:
            same = text == session.report.computed(key)
            return session.report_as(key, "" if same else text, origin=self)
        return text == (session.report.entry(key) or "") or session.set(key, text, origin=self)

    def report_instead(self, index: Index | None) -> None:
        """Lets a computed cell take a 填报值, or none when that is done."""
        self._reporting = (self.key_at(index) or "") if index is not None else ""

    # -- refusals -------------------------------------------------------------------------------------

    def refusal_at(self, index: Index) -> Refusal | None:
        """What stands in a cell without having been taken."""
        if not self._refused:
            return None
        return self._refused.get((self.row_at(index.row()) or "", self._columns[index.column()].key))

    def refusals(self) -> list[tuple[QModelIndex, Refusal]]:
        """All cells with texts that were not taken."""
        return [
            (self.index(self.number_of(row), self._places[column]), refusal)
            for (row, column), refusal in self._refused.items()
        ]

    def forget_refusals(self, indexes: Iterable[Index]) -> None:
        """Lets refused texts go: their cells show what is stored."""
        self._forget([(self.row_at(i.row()) or "", self._columns[i.column()].key) for i in indexes])

    def _forget(self, places: Iterable[tuple[str, str]]) -> None:
        gone = [place for place in places if self._refused.pop(place, None) is not None]
        for row, column in gone:
            self._repaint(self.number_of(row), self._places[column])
        if gone:
            self.refusals_changed.emit()

    @Slot(str, str)
    def _on_refused(self, _key: str, reason: str) -> None:
        if self._trying is not None:
            place, text = self._trying
            self._refused[place] = Refusal(text, reason)
            self._repaint(self.number_of(place[0]), self._places[place[1]])
            self.refusals_changed.emit()

    # -- places ---------------------------------------------------------------------------------------

    def column(self, number: int) -> Definition:
        """The definition of a column."""
        return self._columns[number]

    def key_at(self, index: Index) -> str | None:
        """The key of a cell, None in the blank row."""
        row = self.row_at(index.row())
        return None if row is None else self._session.report.cell(self._columns[index.column()].key, row)

    def index_of(self, key: str) -> QModelIndex:
        """The cell with a key, an invalid index where there is none."""
        name, row = split_key(key)
        if name not in self._places or row not in self._numbers:
            return QModelIndex()
        return self.index(self._numbers[row], self._places[name])

    def given(self) -> dict[str, str]:
        """What a row added to the part shown is given, by column name."""
        return {self._columns[self._places[key]].name: value for key, value in self.filters.items()}

    def show_only(self, filters: Mapping[str, str]) -> None:
        """Shows the rows with some values, by column key; all for none."""
        self.filters = dict(filters)
        self.show_anew(self._wanted())

    def _wanted(self) -> list[str]:
        report = self._session.report
        rows = report.rows(self.listing)
        for column, value in self.filters.items():
            rows = [row for row in rows if report.entry(report.cell(column, row)) == value]
        return rows

    # -- following the report -------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.origin is self and change.row:
            self._adopt(change.row)
        filtered = self.filters and any(split_key(key)[0] in self.filters for key in change.keys)
        if self.listing in change.keys or filtered:
            self.follow(self._wanted())
            self._forget([place for place in self._refused if place[0] and place[0] not in self._numbers])
        if self._refused:
            self._forget([place for key in change.keys if (place := split_key(key)[::-1]) in self._refused])
        self._repaint_keys(change.touched)

    def _adopt(self, row: str) -> None:
        """What was refused in the blank row belongs to the row that it has become."""
        for place in [place for place in self._refused if not place[0]]:
            self._refused[row, place[1]] = self._refused.pop(place)

    def _repaint_keys(self, keys: Iterable[str]) -> None:
        touched: list[tuple[int, int]] = []
        for key in keys:
            name, row = split_key(key)
            place = self._places.get(name)
            number = self._numbers.get(row)
            if place is not None and number is not None:
                touched.append((number, place))
        if len(touched) <= MOST_SIGNALS:
            for spot in touched:
                self._repaint(*spot)
        elif touched:
            first = min(touched)[0]
            last = max(touched)[0]
            self._repaint_rows(first, last)

    def _repaint(self, number: int, place: int) -> None:
        spot = self.index(number, place)
        if spot.isValid():
            self.dataChanged.emit(spot, spot, [Role.DisplayRole, Role.EditRole, Role.ToolTipRole])

    def _repaint_rows(self, first: int, last: int) -> None:
        ends = self.index(first, 0), self.index(last, len(self._columns) - 1)
        self.dataChanged.emit(*ends, [Role.DisplayRole, Role.EditRole, Role.ToolTipRole])
