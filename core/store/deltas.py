"""The difference of two texts with their common head and tail cut, so that a journal stays small."""

from __future__ import annotations

from typing import NamedTuple


class Delta(NamedTuple):
    """`head` characters stay at the start and `tail` at the end; the middle changes from `before` to `after`.

    None on one side means that there was no text at all; then nothing is cut.
    """

    head: int
    tail: int
    before: str | None
    after: str | None

    def backward(self, after: str | None) -> str | None:
        """The text before, rebuilt from the text after; ValueError if the delta belongs to another text."""
        return self._replaced(after, self.after, self.before)

    def forward(self, before: str | None) -> str | None:
        """The text after, rebuilt from the text before; ValueError if the delta belongs to another text."""
        return self._replaced(before, self.before, self.after)

    def _replaced(self, text: str | None, middle: str | None, other: str | None) -> str | None:
        if text is None or middle is None:
            if text is not middle:
                raise ValueError("the delta belongs to another text")
            return other
        end = len(text) - self.tail
        if end < self.head or text[self.head : end] != middle:
            raise ValueError("the delta belongs to another text")
        return None if other is None else text[: self.head] + other + text[end:]


Row = tuple[int, str, Delta]
"""A line of the journal: step, key and what became of the text."""


def cut(before: str | None, after: str | None) -> Delta:
    """The shortest delta with one middle."""
    if before is None or after is None:
        return Delta(0, 0, before, after)
    head = _common_head(before, after)
    tail = _common_tail(before, after, min(len(before), len(after)) - head)
    return Delta(head, tail, before[head : len(before) - tail], after[head : len(after) - tail])


def _common_head(a: str, b: str) -> int:
    low = 0
    high = min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(a: str, b: str, most: int) -> int:
    low = 0
    high = most
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low
