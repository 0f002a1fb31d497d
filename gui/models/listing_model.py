"""A listing's rows for a table view; typing into the last, blank row adds one."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from core.figures.definitions import Definition
from core.report.change import Change
from gui.session import Session

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ListingModel(QAbstractTableModel):
    """The rows of one listing as the report has them; `setData` goes to the session and touches no row here."""

    def __init__(self, session: Session, listing: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._listing = session, listing
        definitions = session.report.pack.definitions
        self._columns = [definitions.figures[key] for key in definitions.listings[listing].columns]
        self._open = definitions.listings[listing].open_rows
        self._rows = session.report.rows(listing)
        session.changed.connect(self._on_changed)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows) + self._open

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if role != Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if section < len(self._rows) else "＋"
        column = self._columns[section]
        unit = f"（{column.kind.suffix}）" if column.kind.suffix else ""
        return f"{column.label}{unit}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if self._columns[index.column()].formula else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        column = self._columns[index.column()]
        match role:
            case Role.DisplayRole:
                key = self.key_at(index)
                return self._session.report.words(key) if key else ""
            case Role.EditRole:
                key = self.key_at(index)
                return (self._session.report.entry(key) or "") if key else ""
            case Role.TextAlignmentRole if column.kind.numeric:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole:
            return False
        key, text = self.key_at(index), str(value)
        if key is None:
            name = self._columns[index.column()].name
            return bool(text.strip()) and self._session.add_row(self._listing, {name: text}, origin=self)
        if text == (self._session.report.entry(key) or ""):
            return True
        return self._session.set(key, text, origin=self)

    def column(self, number: int) -> Definition:
        """The definition of a column."""
        return self._columns[number]

    def row_at(self, number: int) -> str | None:
        """The path of a row, None for the blank one."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def key_at(self, index: Index) -> str | None:
        """The key of a cell, None in the blank row."""
        row = self.row_at(index.row())
        return None if row is None else self._session.report.cell(self._columns[index.column()].key, row)

    def index_of(self, key: str) -> QModelIndex:
        """The cell with a key, an invalid index where there is none."""
        for number, row in enumerate(self._rows):
            for at, column in enumerate(self._columns):
                if self._session.report.cell(column.key, row) == key:
                    return self.index(number, at)
        return QModelIndex()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._listing in change.keys:
            self._follow(self._session.report.rows(self._listing))
        for number, row in enumerate(self._rows):
            for at, column in enumerate(self._columns):
                if self._session.report.cell(column.key, row) in change.keys:
                    place = self.index(number, at)
                    self.dataChanged.emit(place, place, [Role.DisplayRole, Role.EditRole])

    def _follow(self, rows: list[str]) -> None:
        """Moves from the rows shown to the rows there are, with exact insertions and removals."""
        for number in range(len(self._rows) - 1, -1, -1):
            if self._rows[number] not in rows:
                self.beginRemoveRows(QModelIndex(), number, number)
                del self._rows[number]
                self.endRemoveRows()
        for number, row in enumerate(rows):
            if number < len(self._rows) and self._rows[number] == row:
                continue
            if row in self._rows:
                self.beginResetModel()
                self._rows = list(rows)
                self.endResetModel()
                return
            self.beginInsertRows(QModelIndex(), number, number)
            self._rows.insert(number, row)
            self.endInsertRows()
