"""Every rule type against a second reckoning in exact fractions, more than 20,000 values."""

from __future__ import annotations

import pytest

from tests.core.scoring.scenarios import differences, scenarios

pytestmark = pytest.mark.campaign


def test_every_score_is_what_exact_fractions_say() -> None:
    compared = 0
    wrong: list[str] = []
    for scenario in scenarios(seed=20230101, count=1500):
        values, words = differences(scenario)
        compared += values
        wrong += words

    assert compared >= 20_000
    assert wrong == []
