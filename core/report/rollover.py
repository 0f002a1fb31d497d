"""以去年为底稿: this year's report begun from last year's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from core.figures.keys import LAST_YEAR, WHOLE
from core.report.report import Report


def roll_over(old: Path, path: Path, *, who: str, backups: Path | None = None) -> Report:
    """A new report file with last year's texts, options and rows, its numbers emptied and shown beside.

    The year is one more; answers, 填报值 and notes are last year's and stay there. Raises FileTrouble.
    """
    last = Report.open(old, who=who, read_only=True)
    try:
        entries = rolled_over(last)
        label = f"以去年为底稿：{old.stem}"
        return Report.create(path, last.pack, who=who, entries=entries, label=label, backups=backups)
    finally:
        last.close()


def rolled_over(last: Report) -> dict[str, str]:
    """The entries with which the new report begins."""
    entries = dict(_kept(last))
    year = last.graph.state.values[last.pack.year_key].get(WHOLE)
    if isinstance(year, Decimal):
        entries[last.pack.year_key] = str(int(year) + 1)
    return entries | {LAST_YEAR + key: words for key, words in _emptied(last)}


def _kept(last: Report) -> Iterator[tuple[str, str]]:
    """Texts, options, rows and ticks of 无."""
    entries = last.graph.state.entries
    for key, definition in last.pack.definitions.figures.items():
        if definition.kind.carried and not definition.formula:
            for row, text in entries.cells[key].items():
                yield last.cell(key, row), text
    yield from entries.structure()


def _emptied(last: Report) -> Iterator[tuple[str, str]]:
    """What the figures showed that begin empty, and those computed from them."""
    for key, definition in last.pack.definitions.figures.items():
        if definition.kind.carried and not definition.formula:
            continue
        rows = last.graph.state.rows.every(definition.listing) if definition.listing else [WHOLE]
        for row in rows:
            words = last.words(last.cell(key, row))
            if words:
                yield last.cell(key, row), words
