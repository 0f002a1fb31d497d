"""Every rule type against a second reckoning in exact fractions: a small fixed sample."""

from __future__ import annotations

from collections import Counter

from tests.core.scoring.oracle import BLANK, LEFT_OUT
from tests.core.scoring.scenarios import differences, scenarios


def test_every_score_of_a_sample_is_what_exact_fractions_say() -> None:
    wrong = [words for scenario in scenarios(seed=1, count=150) for words in differences(scenario)[1]]

    assert wrong == []


def test_the_sample_has_blanks_and_what_does_not_apply_and_full_and_no_points() -> None:
    seen = Counter(value for each in scenarios(seed=1, count=150) for value in each.expected.values())

    assert min(seen[BLANK], seen[LEFT_OUT], seen[0], seen[4]) >= 50
    assert len(seen) > 60
