"""Ranks of rows: texts that sort, with room between any two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.report.ranks import LONGEST, appended, between, placed

BODY = "章节[概况].正文"
OTHER = "章节[支出].正文"


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=60))
def test_ranks_keep_every_order_of_insertions(inserted: list[tuple[int, bool]]) -> None:
    ranked: list[tuple[str, str]] = []
    expected: list[str] = []
    for number, (place, at_end) in enumerate(inserted):
        at = len(ranked) if at_end else place % (len(ranked) + 1)
        expected.insert(at, f"r{number}")
        ranks = {name: rank for rank, name in ranked} | placed(ranked, at, f"r{number}")
        ranked = sorted((rank, name) for name, rank in ranks.items())

        assert [name for _, name in ranked] == expected
        assert len({rank for rank, _ in ranked}) == len(ranked)


def test_many_rows_put_at_one_place_never_run_out_of_room() -> None:
    ranked = [("00001000", "a"), ("00002000", "b")]
    for number in range(300):
        ranks = {name: rank for rank, name in ranked} | placed(ranked, 1, f"r{number}")
        ranked = sorted((rank, name) for name, rank in ranks.items())

    assert [name for _, name in ranked] == ["a", *(f"r{n}" for n in reversed(range(300))), "b"]
    assert max(len(rank) for rank, _ in ranked) <= LONGEST


@given(st.text("0123456789", max_size=12), st.text("0123456789", max_size=12))
def test_a_rank_between_two_is_between_them_or_there_is_none(a: str, b: str) -> None:
    low, high = sorted((a, b))
    rank = between(low, high)

    assert rank is None or (low < rank and (not high or rank < high))


@given(st.text("0123456789", max_size=12))
def test_a_rank_behind_another_is_behind_it(last: str) -> None:
    rank = appended(last)

    assert rank is None or rank > last
