"""The part of a sheet around a cell, as it stands in the file."""

from __future__ import annotations

import re

from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from core.forms.grid import Spot, column_letters
from core.material.workbook import SheetRead, WorkbookRead
from gui import theme

_ABOVE = 2
_ROWS = 5
_LEFT = 3
_COLUMNS = 7
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class SheetExcerpt(QTableWidget):
    """A few rows and columns of the file, the cell in question framed."""

    def __init__(self, book: WorkbookRead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self.setObjectName("原表里")
        self.setAccessibleName("原表里这一格的周围")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.horizontalHeader().setDefaultSectionSize(96)
        self.verticalHeader().setDefaultSectionSize(26)

    def show_place(self, source: str) -> str:
        """Shows what stands around 附件1!F12; gives the sheet's name, "" where it is none of the file's."""
        self.clear()
        name, _, place = source.rpartition("!")
        sheet = self._sheets.get(name)
        found = _PLACE.fullmatch(place)
        if sheet is None or found is None:
            self.setRowCount(0)
            self.setColumnCount(0)
            return ""
        self._show(sheet, (int(found[2]) - 1, _column(found[1])))
        return name

    def _show(self, sheet: SheetRead, at: Spot) -> None:
        top = max(0, at[0] - _ABOVE)
        left = max(0, at[1] - _LEFT)
        self.setRowCount(_ROWS)
        self.setColumnCount(_COLUMNS)
        self.setVerticalHeaderLabels([str(top + row + 1) for row in range(_ROWS)])
        letters = [column_letters(left + column) for column in range(_COLUMNS)]
        self.setHorizontalHeaderLabels(letters)
        for row in range(_ROWS):
            for column in range(_COLUMNS):
                self.setItem(row, column, _item(sheet, (top + row, left + column), at))


def _item(sheet: SheetRead, spot: Spot, at: Spot) -> QTableWidgetItem:
    read = sheet.cells.get(spot)
    words = "" if read is None else read.shown or read.text or ("（公式，没有值）" if read.unreckoned else "")
    struck = f"（划掉：{read.struck}）" if read is not None and read.struck else ""
    item = QTableWidgetItem((words + struck).replace("\n", " "))
    item.setToolTip(words + struck)
    if spot == at:
        item.setBackground(QBrush(QColor(theme.colour("chip"))))
    return item


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
