from hypothesis import given
from hypothesis import strategies as st

from core.store.deltas import Delta, cut
from tests.core.hostile import long_delta
from tests.steps import steps_of

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
entries = st.one_of(st.none(), texts)


@given(entries, entries)
def test_a_delta_leads_both_ways(before: str | None, after: str | None) -> None:
    delta = cut(before, after)

    assert delta.backward(after) == before
    assert delta.forward(before) == after


@given(texts, texts, texts, texts)
def test_a_delta_keeps_only_what_changed(head: str, old: str, new: str, tail: str) -> None:
    delta = cut(head + old + tail, head + new + tail)

    assert delta.before is not None
    assert delta.after is not None
    assert len(delta.before) <= len(old)
    assert len(delta.after) <= len(new)


def test_repeated_characters_are_not_cut_twice() -> None:
    assert cut("aaa", "aaaa") == Delta(3, 0, "", "a")
    assert cut("aaaa", "aaa") == Delta(3, 0, "a", "")


def test_no_entry_and_an_empty_entry_differ() -> None:
    assert cut(None, "").backward("") is None
    assert cut("", None).forward("") is None
    assert cut(None, "") != cut("", "")


def test_a_delta_refuses_a_text_it_does_not_belong_to() -> None:
    delta = cut("共有编制数40人", "共有编制数42人")

    for stranger in ("共有编制数40人", "人", "", None):
        try:
            delta.backward(stranger)
        except ValueError:
            continue
        raise AssertionError(stranger)


def test_a_long_text_is_cut_in_few_steps() -> None:
    before, after = long_delta()
    deltas: list[Delta] = []

    steps = steps_of(lambda: deltas.append(cut(before, after)))

    assert steps < 200
    (delta,) = deltas
    assert (delta.head, delta.before, delta.after) == (70_000, "", "新")
