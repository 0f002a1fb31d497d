"""Plants errors of the hand in figures that relations bind, and says whether they were found and suspected."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from core.prose.checkup import Checkup, check_up
from core.prose.equations import AtMost, Numbered
from core.prose.quantity import Quantity
from core.prose.relation import Relation
from tests.core.prose.cases import of_relations

TURNED = "颠倒"
DIGIT = "一位"
TENFOLD = "十倍"
UNIT = "元万元"
KINDS = (TURNED, DIGIT, TENFOLD, UNIT)


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: where it stands in the text that carries it, and what bound the figure before."""

    text: str
    start: int
    end: int
    kind: str
    bound_by: int
    original: str
    number: str


def bound(checkup: Checkup) -> dict[int, int]:
    """The ids of figures that equalities bind, with how many."""
    out: Counter[int] = Counter()
    for relation in checkup.reading.held:
        if not isinstance(relation.equation, AtMost | Numbered):
            out.update({one.id for one in relation.quantities if binds(relation, one)})
    return dict(out)


def binds(relation: Relation, quantity: Quantity) -> bool:
    """Whether a relation breaks when a figure is another one: nought of a budget says nothing about the budget."""
    return not relation.equation.fits(lambda q: q.value * 2 + 10 if q is quantity else q.value)


def plants(text: str, seed: int, most: int = 10_000) -> Iterator[Planted]:
    """One error of each kind that is possible for each bound figure of a text."""
    chance = random.Random(seed)
    checkup = check_up(text)
    figures = {one.id: one for one in checkup.reading.quantities}
    ties = bound(checkup)
    made = 0
    for number, count in sorted(ties.items()):
        figure = figures.get(number)
        if figure is None:
            continue
        for kind in KINDS:
            planted = _planted(text, checkup, figure, kind, count, chance)
            if planted is not None:
                yield planted
                made += 1
                if made >= most:
                    return


def _planted(
    text: str, checkup: Checkup, figure: Quantity, kind: str, count: int, chance: random.Random
) -> Planted | None:
    start, end = checkup.reading.flow.span(figure.start, figure.end)
    written = text[start:end]
    at = next((n for n, c in enumerate(written) if c.isdigit()), -1)
    if at < 0:
        return None
    tail = at
    while tail < len(written) and (written[tail].isdigit() or written[tail] in ".,"):
        tail += 1
    wrong = slip(written[at:tail], kind, chance, written[tail:])
    if wrong is None:
        return None
    new = written[:at] + wrong
    changed = text[:start] + new + text[end:]
    return Planted(changed, start, start + len(new), kind, count, written, wrong.rstrip("万元 %个人名辆"))


def slip(number: str, kind: str, chance: random.Random, unit: str) -> str | None:
    """A number written wrong, with its unit; None where this error cannot be made in it."""
    digits = [n for n, c in enumerate(number) if c.isdigit()]
    if kind == TURNED:
        pairs = [(a, b) for a, b in pairwise(digits) if number[a] != number[b]]
        pairs = [(a, b) for a, b in pairs if not (a == digits[0] and number[b] == "0" and len(digits) > 1)]
        if not pairs:
            return None
        a, b = chance.choice(pairs)
        turned = list(number)
        turned[a], turned[b] = turned[b], turned[a]
        return "".join(turned) + unit
    if kind == DIGIT:
        at = chance.choice(digits)
        first = at == digits[0] and len(digits) > 1 and number[at + 1 : at + 2] != "."
        least = (
            2 if at == digits[-1] and "." in number else 1
        )  # one unit of the last place is a rounding tail
        others = [c for c in "0123456789" if abs(int(c) - int(number[at])) >= least]
        new = chance.choice([c for c in others if not (first and c == "0")])
        return number[:at] + new + number[at + 1 :] + unit
    bare = number.replace(",", "")
    if float(bare) == 0:
        return None
    if kind == TENFOLD:
        whole, point, rest = bare.partition(".")
        return (
            whole + rest[:1] + (point + rest[1:] if len(rest) > 1 else "") if point else whole + "0"
        ) + unit
    stripped = unit.lstrip()
    if stripped.startswith("万元"):
        return number + unit.replace("万元", "元", 1)
    return None


@dataclass(slots=True)
class Tally:
    """What became of many planted errors."""

    found: int = 0
    made: int = 0
    first: int = 0
    many: int = 0
    among: int = 0
    single: int = 0
    missed: list[Planted] | None = None
    outranked: list[Planted] | None = None

    def add(self, planted: Planted) -> None:
        """Checks the text that carries an error."""
        checkup = check_up(planted.text)
        flow = checkup.reading.flow
        self.made += 1
        remarks = of_relations(checkup)
        quoted = any(
            flow.span(one.start, max(one.end, one.start + 1))[0] < planted.end
            and flow.span(one.start, max(one.end, one.start + 1))[1] > planted.start
            for one in remarks
        ) or any(planted.number in one.finding.message for one in remarks)
        self.found += quoted
        if not quoted:
            self.missed = [*(self.missed or []), planted]
            return
        rank = _rank(checkup, planted)
        if planted.bound_by > 1:
            self.many += 1
            self.first += rank == 0
        else:
            self.single += 1
            self.among += rank is not None
        if (planted.bound_by > 1 and rank != 0) or (planted.bound_by == 1 and rank is None):
            self.outranked = [*(self.outranked or []), planted]


def _rank(checkup: Checkup, planted: Planted) -> int | None:
    """The planted figure's place among the first equals of a suspicion, None where it is not among them."""
    flow = checkup.reading.flow
    for suspicion in checkup.suspicions:
        for number, suspect in enumerate((*suspicion.suspects[: suspicion.equals], *suspicion.pair)):
            start, end = flow.span(suspect.quantity.start, suspect.quantity.end)
            if start < planted.end and planted.start < end:
                return number
    return None
