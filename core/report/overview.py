"""概览: how far the report is, and its figures as bars: rates, shares, scores, years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from core.figures.keys import WHOLE, Key, Row
from core.pack.charts import ChartPlan
from core.report.completeness import ELSEWHERE
from core.report.names import row_name, section_name
from core.report.progress import Progress
from core.report.report import Report

PROGRESS = "填写进度"


class Bar(NamedTuple):
    """One bar: `part` of `whole` is drawn (None: nothing is known), `words` stand behind it; `key` is its place."""

    label: str
    words: str
    key: Key | Row
    part: Decimal | None = None
    whole: Decimal = Decimal(100)


class Chart(NamedTuple):
    """Bars under a title."""

    title: str
    bars: tuple[Bar, ...]


def overview(report: Report, sections: Mapping[Row, Progress]) -> list[Chart]:
    """All charts; `sections` is how each section and form stands."""
    charts = [Chart(PROGRESS, tuple(_progress(report, sections)))]
    charts += [Chart(plan.title, tuple(_bars(report, plan))) for plan in report.pack.charts]
    return [chart for chart in charts if chart.bars]


def _progress(report: Report, sections: Mapping[Row, Progress]) -> Iterator[Bar]:
    for row, standing in sections.items():
        if standing.left or not standing.required or row == ELSEWHERE:
            continue
        filled = standing.required - standing.unfilled
        yield Bar(
            section_name(report, row),
            f"{filled}/{standing.required}",
            row,
            Decimal(filled),
            Decimal(standing.required),
        )


def _bars(report: Report, plan: ChartPlan) -> Iterator[Bar]:
    rows = report.rows(plan.listing, live=True) if plan.listing else [WHOLE]
    found = [
        (_label(report, plan, place, row), key, plan.full[place] if plan.full else "", report.cell(key, row))
        for row in rows
        for place, key in enumerate(plan.figures)
    ]
    values = [_number(report, cell) for _, _, _, cell in found]
    most = max((abs(value) for value in values if value is not None), default=Decimal(0)) or Decimal(1)
    for (label, key, full, cell), value in zip(found, values, strict=True):
        definition = report.pack.definitions.figures[key]
        words = report.words(cell)
        suffix = definition.kind.suffix
        whole: Decimal | None = most
        behind = ""
        if full.isdigit():
            whole = Decimal(full)
        elif full:
            whole = _number(report, Key(full))
            behind = f" / {report.words(Key(full)) or '未填'}"
        said = f"{words}{behind} {suffix}".replace(" %", "%") if words else "未填"
        yield Bar(label, said, cell, value, whole or most)


def _label(report: Report, plan: ChartPlan, place: int, row: Row) -> str:
    if plan.listing and len(plan.figures) == 1:
        return row_name(report, plan.listing, row)
    return plan.names[place] if plan.names else report.pack.definitions.figures[plan.figures[place]].label


def _number(report: Report, key: Key) -> Decimal | None:
    """A figure's number as it is shown, None where it shows none."""
    return report.definition(key).kind.number_shown(report.words(key))
