"""A workbook as it was read, whatever format it had: sheets of cells, and what of them could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple


class CellRead(NamedTuple):
    """One cell as the file has it.

    `text` is "" where a cell holds something that says nothing: a formula without its value, words that are
    all struck through.
    """

    text: str  # its words; a number's plain digits; a date as 2024年3月5日
    number: Decimal | None = None  # the exact value where the cell holds a number (a date: its serial)
    percent: bool = False  # the number is shown per cent: 0.8045 as 80.45%
    date: bool = False
    shown: str = ""  # the number as it is seen, where its format adds signs or units or scales it: ≤2400元
    scaled: bool = False  # what is seen is another number: 6.2万元 of 62000
    unreckoned: bool = False  # a formula of which the file has no value
    struck: str = ""  # words that are struck through and left out of the text
    raised: str = ""  # superscripts that are left out of the text: notes
    linked: bool = False  # a formula that reads another file, which may have changed since


class SheetRead(NamedTuple):
    """One sheet's cells that say something; rows and columns counted from 0, merges never expanded."""

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], CellRead]
    merges: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column
    hidden_rows: frozenset[int] = frozenset()  # by hand or by a filter
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = {}
    beyond: int = 0  # cells that say something beyond the rows and columns that are read


class WorkbookRead(NamedTuple):
    """A workbook's sheets in their order."""

    path: Path
    sheets: tuple[SheetRead, ...]
