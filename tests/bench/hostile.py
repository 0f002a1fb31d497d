"""How long it takes to read, or to refuse, what was made to be slow: formulas, texts, packs, long sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from core.figures.marks import parse_marks
from core.intake.forms.proposing import propose_forms
from core.numbers.troubles import PackError
from core.scoring.targets import read_target
from core.store.deltas import cut
from tests.bench.timing import Measure, measured, seconds
from tests.core.hostile import (
    FORMULAS,
    PACKS,
    TARGETS,
    TEXTS,
    formula_compiler,
    long_book,
    long_delta,
    read_changed,
    refusal_of,
    target_of,
)
from tests.core.intake.forms.filled import filled_file, filled_report

SHEETS = {600: 1.0, 5_000: 8.0}
"""Rows of a sheet, and the seconds in which it is read."""


def all_measures(folder: Path) -> dict[str, Measure]:
    """By name; of many inputs the slowest counts."""
    before, after = long_delta()
    return {
        "hostile_formulas": _slowest(map(_formula, FORMULAS.values()), 0.5),
        "hostile_texts": _slowest((partial(parse_marks, text) for text in TEXTS.values()), 1.0),
        "hostile_targets": _slowest((partial(read_target, target_of(piece)) for piece in TARGETS), 2.0),
        "hostile_packs": _slowest((partial(_refuse, name) for name in PACKS), 5.0),
        "delta_110000_characters": measured(
            [seconds(partial(cut, before, after)) for _ in range(20)], "s", 0.1
        ),
        **_sheets(folder),
    }


def _slowest(acts: Iterable[Callable[[], object]], limit: float) -> Measure:
    times = [seconds(act) for act in acts]
    return Measure(max(times), "s", limit, {"inputs": len(times)})


def _formula(source: str) -> Callable[[], object]:
    return partial(refusal_of, formula_compiler(), source)


def _refuse(name: str) -> None:
    file, text, *_ = PACKS[name]
    with suppress(PackError):
        read_changed(**{file: text})


def _sheets(folder: Path) -> dict[str, Measure]:
    report = filled_report()
    file = filled_file(folder / "附件.xlsx")
    out: dict[str, Measure] = {}
    for rows, limit in SHEETS.items():
        book = long_book(file, rows)
        times = [seconds(partial(propose_forms, report, book)) for _ in range(3)]
        out[f"propose_{rows}_rows"] = measured(times, "s", limit)
    return out
