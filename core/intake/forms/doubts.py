"""What must be asked of a sheet before it is taken: another year, another unit, money in another unit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from statistics import median

from core.figures.keys import Key, split_key
from core.intake.forms.form_proposal import UNIT, YEAR, Question
from core.intake.forms.gathering import Gathering, Statement
from core.intake.forms.labels import bare
from core.intake.forms.placing import Placing
from core.intake.forms.regions import Recognised
from core.intake.forms.sheet_reading import SheetReading, Stated, filled_in
from core.intake.forms.values import TEN_THOUSAND, CellEntry
from core.numbers.rounding import shifted

ONES = "元"

_FEWEST = 3
_ROUND = 100
_LARGE = 10_000
_MOST_PARTS = Decimal("0.8")
_LEAST_IN_ONES = 10_000
_NEAR = (Decimal("0.5"), Decimal(2))


# -- year and unit ------------------------------------------------------------------------------------


def asked_of(gathering: Gathering, known: Recognised, placing: Placing) -> Question | None:
    """What must be asked of a sheet first, of its year or unit, if anything; a report without a year takes its."""
    report = gathering.report
    name = known.lines.name
    year = report.words(report.pack.year_key)
    if known.headed:
        words = f"“{name}”的题目是 {known.stated} 年，栏名却是 {known.headed} 年的，请先核对"
        return gathering.ask(name, YEAR, words)
    if known.stated and year and str(known.stated) != year:
        words = f"“{name}”是 {known.stated} 年的表，报告是 {year} 年，是不是拿错了表？"
        return gathering.ask(name, YEAR, words)
    if known.stated and not year:
        statement = Statement(CellEntry(str(known.stated)), f"{known.stated}年", name, known.form)
        gathering.add(report.pack.year_key, statement)
    return _unit_asked(gathering, name, placing)


def _unit_asked(gathering: Gathering, name: str, placing: Placing) -> Question | None:
    report = gathering.report
    ours = report.words(report.pack.unit_key)
    theirs = filled_in(report, placing, report.pack.unit_key).strip()
    if not (ours and theirs) or bare(ours) == bare(theirs):
        return None
    words = f"“{name}”是“{theirs}”的表，报告是“{ours}”的，单位名称不同，是不是拿错了表？"
    return gathering.ask(name, UNIT, words)


# -- money --------------------------------------------------------------------------------------------


def with_doubts(reading: SheetReading, astray: Collection[int] = ()) -> Iterator[tuple[Key, Statement]]:
    """What a sheet says, its money with a doubt where it seems to be in another unit.

    In rows that are `astray` a number stands beside the columns: the row may have been moved.
    """
    figures = reading.report.pack.definitions.figures
    others: dict[str, str] = {}
    for unit in dict.fromkeys(said.unit for said in reading.stated):
        other, words = _other_unit(reading, unit)
        if other:
            others[unit] = other
            reading.gathering.ask(reading.placing.lines.sheet.name, other, words)
    for key, statement, unit, row in reading.stated:
        other = others.get(unit, "")
        doubtful = other and figures[split_key(key)[0]].kind.is_money and statement.content.entry
        doubt = f"像是按{other}填的" if doubtful and not statement.unchanged else ""
        moved = "这一行有数写在栏外，像是填错了栏" if row in astray else ""
        yield key, statement._replace(doubt=doubt or statement.doubt or moved or reading.doubt)


def _other_unit(reading: SheetReading, unit: str) -> tuple[str, str]:
    """The unit in which amounts seem to be that are said to be in one, "" where they are; and why."""
    pairs = [
        pair for said in reading.stated if said.unit == unit and (pair := _pair(reading, said)) is not None
    ]
    known = [(before, after) for before, after in pairs if before]
    name = reading.name
    if _share(known, 4):
        return ONES, f"“{name}”的金额多半是现在的一万倍，像是按元填的"
    if _share(known, -4):
        return TEN_THOUSAND, f"“{name}”的金额多半只有现在的万分之一，像是按万元填的"
    amounts = [after for before, after in pairs if not before]
    if len(amounts) < _FEWEST or len(amounts) < len(known):
        return "", ""
    if unit == TEN_THOUSAND and _look_like_ones(amounts):
        return ONES, f"“{name}”的金额都是整百的大数，像是按元填的"
    if unit == ONES and max(amounts) < shifted(Decimal(_LEAST_IN_ONES), -4):
        return TEN_THOUSAND, f"“{name}”的金额都不到 {_LEAST_IN_ONES:,} 元，像是按万元填的"
    return "", ""


def _pair(reading: SheetReading, said: Stated) -> tuple[Decimal, Decimal] | None:
    """An amount in 万元 as it stands in the report (0 for none) and in the sheet; None for what is no amount."""
    name, row = split_key(said.key)
    definition = reading.report.pack.definitions.figures[name]
    after = definition.value(said.statement.content.entry)
    if not definition.kind.is_money or not isinstance(after, Decimal) or not after:
        return None
    state = reading.report.graph.state
    before = (state.computed if definition.formula else state.values)[name].get(row)
    return before if isinstance(before, Decimal) else Decimal(0), abs(after)


def _share(pairs: list[tuple[Decimal, Decimal]], power: int) -> bool:
    """Whether most amounts are such a power of ten of what stands."""
    low, high = (shifted(each, power) for each in _NEAR)
    near = sum(low < after / abs(before) < high for before, after in pairs)
    return near * 2 > len(pairs)


def _look_like_ones(amounts: list[Decimal]) -> bool:
    """Whether amounts are so large and round as those of an office are only in 元."""
    whole = all(amount == amount.to_integral_value() for amount in amounts)
    rounded = sum(not amount % _ROUND for amount in amounts)
    return whole and rounded >= len(amounts) * _MOST_PARTS and median(amounts) >= _LARGE
