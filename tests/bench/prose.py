"""How long the reading of sentences takes: a report, a long one, one paragraph, a pile of them."""

from __future__ import annotations

from core.commands.checking import check_text
from core.commands.packs import known_packs
from core.document.review import review
from core.pack.pack import Pack
from core.prose.checkup import check_up
from core.report.report import Report
from tests.bench.timing import Measure, measured, seconds
from tests.core.prose.reports import report

A_REPORT = 2_500
A_LONG_ONE = 40_000
PIECE = 100_000
THE_LONGEST = 1_000_000
PILE = 40


def material(size: int) -> str:
    """Invented reports one behind the other, cut at a length."""
    lines: list[str] = []
    length = seed = 0
    while length < size:
        lines.append(report(seed, 12))
        length += len(lines[-1]) + 1
        seed += 1
    return "\n".join(lines)[:size]


def all_measures(pack: Pack, entries: dict[str, str]) -> dict[str, Measure]:
    """By name."""
    longest = material(THE_LONGEST)
    check_up(longest[:A_REPORT])
    whole = seconds(lambda: check_up(longest))
    pieces = sum(
        seconds(lambda at=at: check_up(longest[at : at + PIECE])) for at in range(0, THE_LONGEST, PIECE)
    )  # type: ignore[misc]
    return {
        "prose_report": _reading(longest[:A_REPORT], 30.0, 30),
        "prose_long": _reading(longest[:A_LONG_ONE], 600.0, 7),
        "prose_growth": Measure(whole / pieces, "×", 1.5, {"seconds": whole, "characters": THE_LONGEST}),
        "prose_paragraph": _reading(max(report(3, 12).split("\n"), key=len), 5.0, 60),
        "prose_live": _live(pack, entries),
        "check_pile": _pile(),
    }


def _reading(text: str, limit: float, times: int) -> Measure:
    return measured(
        [seconds(lambda: check_up(text)) for _ in range(times)], "ms", limit, characters=len(text)
    )


def _live(pack: Pack, entries: dict[str, str]) -> Measure:
    """The sentences of an open report, after each pause."""
    measured_report = Report.in_memory(pack, entries=entries)
    review(measured_report)
    times: list[float] = []
    for _ in range(20):
        measured_report.proofs.text = ""
        times.append(seconds(lambda: review(measured_report)))
    return measured(times, "ms", 30.0)


def _pile() -> Measure:
    """One report of many through `check`: 1,000 a minute are 60 ms each."""
    packs = known_packs()
    texts = [report(seed, 14) for seed in range(PILE)]
    check_text(texts[0], "", packs)
    return measured([seconds(lambda text=text: check_text(text, "", packs)) for text in texts], "ms", 60.0)  # type: ignore[misc]
