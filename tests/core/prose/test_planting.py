"""Planted errors are found, and the figure that carries them is suspected first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from core.prose.checkup import check_up
from tests.core.prose.cases import case
from tests.core.prose.planting import DIGIT, KINDS, TENFOLD, TURNED, UNIT, Planted, Tally, bound, plants, slip
from tests.core.prose.reports import report

FOUND = 0.95
FIRST = 0.90
AMONG = 0.95
SMALL = 8
SAMPLE = 120
CAMPAIGN = 300


def tallied(planted: Iterable[Planted]) -> Tally:
    out = Tally()
    for plant in planted:
        out.add(plant)
    return out


def _told(tally: Tally) -> str:
    return (
        f"found {tally.found}/{tally.made}, first {tally.first}/{tally.many}, among {tally.among}/{tally.single}; "
        f"missed {[(p.kind, p.original, p.number) for p in tally.missed or []][:20]}; "
        f"outranked {[(p.kind, p.original, p.number) for p in tally.outranked or []][:20]}"
    )


def assert_good(tally: Tally, least: int = 1) -> None:
    told = _told(tally)
    print(told)
    assert tally.made >= least, told
    assert tally.found >= FOUND * tally.made, told
    assert tally.first >= FIRST * tally.many, told
    assert tally.among >= AMONG * tally.single, told


def texts(folder: Path) -> list[str]:
    """The real texts below their headers and above their notes."""
    out = []
    for source in sorted([*(folder / "seed").glob("*.txt"), *(folder / "corpus").glob("*.txt")]):
        text = source.read_text("utf-8")
        text = text.partition("---- TEXT ----")[2] or text
        out.append(text.partition("---- NOTES")[0].strip())
    return out


def test_errors_planted_in_invented_reports_are_found_and_suspected() -> None:
    planted = (one for seed in range(SMALL) for one in plants(report(seed, sentences=6), seed))

    assert_good(tallied(planted), least=200)


@pytest.mark.campaign
@pytest.mark.parametrize("first", range(1000, 1000 + CAMPAIGN, 50))
def test_many_errors_planted_in_invented_reports_are_found_and_suspected(first: int) -> None:
    planted = (one for seed in range(first, first + 50) for one in plants(report(seed), seed))

    assert_good(tallied(planted), least=2000)


@pytest.mark.xfail(
    strict=True,
    reason="种子报告里专项资金收入与支出同为359.96，改错其一只作“收支平衡 需说明”，不列嫌疑：排第一的只有八成",
)
def test_errors_planted_in_the_real_seed_are_found_and_suspected(real_texts: Path) -> None:
    assert_good(tallied(plants(texts(real_texts)[-1], 1)), least=40)


def test_a_sample_of_errors_planted_in_real_texts_is_found_and_suspected(real_texts: Path) -> None:
    planted = [one for number, text in enumerate(texts(real_texts)) for one in plants(text, number)]

    assert_good(tallied(planted[:: max(len(planted) // SAMPLE, 1)]), least=50)


@pytest.mark.campaign
def test_errors_planted_in_all_real_texts_are_found_and_suspected(real_texts: Path) -> None:
    planted = (one for number, text in enumerate(texts(real_texts)) for one in plants(text, number))

    assert_good(tallied(planted), least=500)


def test_a_report_without_errors_has_figures_to_plant_in() -> None:
    checkup = check_up(report(1))

    assert len(bound(checkup)) > 10
    assert {one.kind for one in plants(report(1), 1)} == set(KINDS)


@pytest.mark.parametrize(
    ("number", "kind", "unit", "wanted"),
    [
        case("turned", "12", TURNED, "万元", {"21万元"}),
        case("nothing to turn", "11", TURNED, "万元", {None}),
        case("no nought to the front", "10", TURNED, "万元", {None}),
        case("ten times, with a point", "12.5", TENFOLD, "万元", {"125万元"}),
        case("ten times, without", "12", TENFOLD, "人", {"120人"}),
        case("元 for 万元", "12.5", UNIT, "万元", {"12.5元"}),
        case("no 万元 to mistake", "12.5", UNIT, "%", {None}),
        case("one digit", "1", DIGIT, "人", {f"{n}人" for n in "023456789"}),
    ],
)
def test_an_error_is_planted_as_a_hand_makes_it(
    number: str, kind: str, unit: str, wanted: set[str | None]
) -> None:
    import random

    assert slip(number, kind, random.Random(1), unit) in wanted
