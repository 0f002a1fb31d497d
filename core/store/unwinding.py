"""Steps with their full texts, rebuilt by going back from the present entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from core.store.deltas import Row
from core.store.steps import Edit


def unwound(rows: Iterable[Row], entries: Mapping[str, str]) -> Iterator[tuple[int, tuple[Edit, ...]]]:
    """The steps' numbers and edits, newest first; `rows` are so too, with every later row of their keys.

    ValueError if the journal does not lead to these entries.
    """
    state: dict[str, str | None] = {}
    for number, its_rows in groupby(rows, key=lambda row: row[0]):
        edits = []
        for _, key, delta in its_rows:
            after = state[key] if key in state else entries.get(key)
            state[key] = before = delta.backward(after)
            edits.append(Edit(key, before, after))
        yield number, tuple(reversed(edits))


def agreed(edits: Sequence[Edit], entered: Callable[[str], str | None]) -> dict[str, str | None]:
    """What the edits lead to; ValueError unless each starts from what is entered and no key comes twice."""
    after = {edit.key: edit.after for edit in edits}
    if len(after) != len(edits):
        raise ValueError("a key comes twice in one step")
    for edit in edits:
        if entered(edit.key) != edit.before:
            raise ValueError(f"{edit.key} does not start from what is entered")
    return after
