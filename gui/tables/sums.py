"""Sums over cells as they are shown, exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.figures.definitions import Definition
from core.figures.keys import Key, Row, split_key
from core.numbers.rounding import DIVIDING, WIDE, places_of, round_half_up
from core.numbers.typed_numbers import plain
from core.report.report import Report


def number_of(report: Report, figure: Definition, row_id: Row) -> Decimal | None:
    """The number that a figure's cell shows; None where it shows none."""
    graph = report.graph
    if figure.formula:
        reported = graph.state.entries.reported[figure.key].get(row_id)
        value = (
            graph.state.computed[figure.key].get(row_id) if reported is None else figure.kind.value(reported)
        )
        if isinstance(value, Decimal) and reported is None:
            places = figure.form.places if figure.form else figure.kind.places
            return value if places is None else round_half_up(value, places)
    else:
        value = graph.state.values[figure.key].get(row_id)
    return value if isinstance(value, Decimal) else None


class RunningSums:
    """The sums of some columns over the rows shown, changed by what changes: a cell is not added up anew."""

    def __init__(self, report: Report, figures: Sequence[Definition]) -> None:
        self._report = report
        self._figures = {figure.key: figure for figure in figures if figure.kind.added_up}
        self._row_ids: Sequence[Row] = ()
        self._there: frozenset[Row] = frozenset()
        self._numbers: dict[Key, dict[Row, Decimal]] = {}
        self._totals: dict[Key, Decimal] = {}

    def load(self, row_ids: Sequence[Row]) -> None:
        """Adds up other rows."""
        self._row_ids = row_ids
        self._there = frozenset(row_ids)
        for key, figure in self._figures.items():
            numbers = {
                row_id: n for row_id in row_ids if (n := number_of(self._report, figure, row_id)) is not None
            }
            self._numbers[key] = numbers
            self._totals[key] = Decimal(total(list(numbers.values())))

    def follow(self, row_ids: Sequence[Row], keys: Iterable[Key]) -> None:
        """Adds up what the change of some cells makes of the sums; all, where the rows are not those of before."""
        if row_ids is not self._row_ids:
            self.load(row_ids)
            return
        for key in keys:
            name, row_id = split_key(key)
            if name in self._figures and row_id in self._there:
                self._put(self._figures[name], row_id)

    def _put(self, figure: Definition, row_id: Row) -> None:
        numbers = self._numbers[figure.key]
        number = number_of(self._report, figure, row_id)
        before = numbers.pop(row_id, None)
        if number is not None:
            numbers[row_id] = number
        gain = WIDE.subtract(number or Decimal(0), before or Decimal(0))
        self._totals[figure.key] = WIDE.add(self._totals[figure.key], gain)

    def words(self) -> str:
        """The number of rows and the sum of each column that has numbers, "" where none has."""
        words = [
            f"{figure.label} {plain(self._totals[key])} {figure.kind.suffix}".strip()
            for key, figure in self._figures.items()
            if self._numbers.get(key)
        ]
        return "　".join([f"共 {len(self._row_ids)} 行", *words]) if words else ""


def total(numbers: Sequence[Decimal]) -> str:
    """The sum in digits."""
    out = Decimal(0)
    for number in numbers:
        out = WIDE.add(out, number)
    return plain(out)


def summary(numbers: Sequence[Decimal]) -> str:
    """合计, 计数 and 平均 of some numbers, "" for fewer than two."""
    if len(numbers) < 2:
        return ""
    text = total(numbers)
    places = max(2, *(places_of(number) for number in numbers))
    mean = round_half_up(DIVIDING.divide(Decimal(text), Decimal(len(numbers))), places)
    return f"合计 {text}　计数 {len(numbers)}　平均 {plain(mean)}"
