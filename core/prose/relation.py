"""A relation that the text claims: its equation, where it stands, how surely it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.numbers.rounding import HOLDS
from core.prose.equations import UNDEFINED, Equation, Judged
from core.prose.quantity import Quantity

SURE = 0.75
"""The confidence from which a broken relation is an error; below it is 可能关系."""

SPOKEN = 0.4
"""The confidence from which a broken relation is spoken of at all."""


FAR = 4000
"""Characters beyond which a figure is quoted where it stands, not in the claim's own quote."""


@dataclass(slots=True)
class Relation:
    """One relation: `code` is its stable name, `label` what it is about, in words for the clerk.

    `about` is the quantity that claims it; `advice` what to do beside mending a number; `gravest` caps the
    severity where even a clear break may have its reason.
    """

    code: str
    equation: Equation
    confidence: float
    label: str = ""
    place: tuple[int, int] | None = None
    advice: str = ""
    about: Quantity | None = None
    gravest: str = ""
    judged: Judged = field(init=False)
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.judged = self.equation.judged()
        if self.place is not None:
            self.start, self.end = self.place
            return
        anchor = self.about or self.quantities[0]
        near = [one for one in self.quantities if abs(one.start - anchor.start) < FAR]
        self.start = min(one.start for one in near)
        self.end = max(one.end for one in near)

    @property
    def is_broken(self) -> bool:
        """Whether there is something to say: it does not hold, or what it claims cannot be computed."""
        verdict = self.judged.verdict
        return verdict != HOLDS and (verdict != UNDEFINED or bool(self.advice))

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return self.equation.quantities
