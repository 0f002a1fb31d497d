"""数字覆盖率: of all quantities of a text, which are linked to a figure, bound by a relation, or unsupported."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from core.prose.checkup import Checkup

Span = tuple[int, int]
"""Characters of the source."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many quantities there are and where the unsupported ones stand."""

    total: int
    linked: int
    checked: int
    unsupported: list[Span]

    @property
    def numbers(self) -> dict[str, int]:
        """The counts under the names of the command line's output."""
        return {
            "total": self.total,
            "linked": self.linked,
            "checked": self.checked,
            "unsupported": len(self.unsupported),
        }


def covered(
    checkup: Checkup, linked: Sequence[Span] = (), bound: Sequence[Span] = (), evident: Sequence[Span] = ()
) -> Coverage:
    """Counts the quantities of a check-up.

    `linked` are characters that show figures, `bound` those of figures that a rule looks at, `evident` those
    for which there is evidence; all are sorted characters of the source.
    """
    total = linked_count = checked_count = 0
    unsupported: list[Span] = []
    for quantity in checkup.quantities:
        span = checkup.reading.flow.span(quantity.start, quantity.end)
        total += 1
        is_linked = _within(span, linked)
        is_checked = quantity.id in checkup.checked or _within(span, bound)
        linked_count += is_linked
        checked_count += is_checked
        if not (is_linked or is_checked or _within(span, evident)):
            unsupported.append(span)
    return Coverage(total, linked_count, checked_count, unsupported)


def _within(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a quantity and one of some sorted spans share a character."""
    at = bisect_right(spans, (span[1] - 1, 1 << 60)) - 1
    return at >= 0 and spans[at][1] > span[0]
