"""Sums over cells as they are shown, exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.figures.definitions import Definition
from core.figures.keys import split_key
from core.numbers.rounding import DIVIDING, WIDE, places_of, round_half_up
from core.numbers.typed_numbers import plain
from core.report.report import Report

"""The kinds whose columns make sense added up."""


def number_of(report: Report, column: Definition, row: str) -> Decimal | None:
    """The number that a cell shows; None where it shows none."""
    graph = report.graph
    if column.formula:
        reported = graph.state.entries.reported[column.key].get(row)
        value = graph.state.computed[column.key].get(row) if reported is None else column.kind.value(reported)
        if isinstance(value, Decimal) and reported is None:
            places = column.form.places if column.form else column.kind.places
            return value if places is None else round_half_up(value, places)
    else:
        value = graph.state.values[column.key].get(row)
    return value if isinstance(value, Decimal) else None


class RunningSums:
    """The sums of some columns over the rows shown, changed by what changes: a cell is not added up anew."""

    def __init__(self, report: Report, columns: Sequence[Definition]) -> None:
        self._report = report
        self._columns = {column.key: column for column in columns if column.kind.added_up}
        self._rows: Sequence[str] = ()
        self._there: frozenset[str] = frozenset()
        self._numbers: dict[str, dict[str, Decimal]] = {}
        self._totals: dict[str, Decimal] = {}

    def load(self, rows: Sequence[str]) -> None:
        """Adds up other rows."""
        self._rows = rows
        self._there = frozenset(rows)
        for key, column in self._columns.items():
            numbers = {row: n for row in rows if (n := number_of(self._report, column, row)) is not None}
            self._numbers[key] = numbers
            self._totals[key] = Decimal(total(list(numbers.values())))

    def follow(self, rows: Sequence[str], keys: Iterable[str]) -> None:
        """Adds up what the change of some cells makes of the sums; all, where the rows are not those of before."""
        if rows is not self._rows:
            self.load(rows)
            return
        for key in keys:
            name, row = split_key(key)
            if name in self._columns and row in self._there:
                self._put(self._columns[name], row)

    def _put(self, column: Definition, row: str) -> None:
        numbers = self._numbers[column.key]
        number = number_of(self._report, column, row)
        before = numbers.pop(row, None)
        if number is not None:
            numbers[row] = number
        gain = WIDE.subtract(number or Decimal(0), before or Decimal(0))
        self._totals[column.key] = WIDE.add(self._totals[column.key], gain)

    def said(self) -> str:
        """The number of rows and the sum of each column that has numbers, "" where none has."""
        words = [
            f"{column.label} {plain(self._totals[key])} {column.kind.suffix}".strip()
            for key, column in self._columns.items()
            if self._numbers.get(key)
        ]
        return "　".join([f"共 {len(self._rows)} 行", *words]) if words else ""


def total(numbers: Sequence[Decimal]) -> str:
    """The sum in digits."""
    out = Decimal(0)
    for number in numbers:
        out = WIDE.add(out, number)
    return plain(out)


def said(numbers: Sequence[Decimal]) -> str:
    """合计, 计数 and 平均 of some numbers, "" for fewer than two."""
    if len(numbers) < 2:
        return ""
    text = total(numbers)
    places = max(2, *(places_of(number) for number in numbers))
    mean = round_half_up(DIVIDING.divide(Decimal(text), Decimal(len(numbers))), places)
    return f"合计 {text}　计数 {len(numbers)}　平均 {plain(mean)}"
