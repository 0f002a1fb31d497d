"""One fact, said by a rule of the pack and by the sentences: whether both speak of the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.figures.keys import Key, ListingKey, Row, split_key
from core.numbers.finding import SEVERITIES, Finding
from core.pack.parameters import PARAMETERS
from core.report.proofs import Proof
from core.report.report import Report


class RulesSaid:
    """What the rules say of a report, to be asked whether a sentence's finding says no more than one of them."""

    def __init__(self, report: Report, rules: Iterable[Finding]) -> None:
        self._report = report
        self._rules = list(rules)
        self._made_of: dict[Key, frozenset[Key]] = {}

    def saying(self, proof: Proof) -> Finding | None:
        """The rule's finding that says what a sentence's finding says, None where no rule does."""
        return next((rule for rule in self._rules if self._is_same(rule, proof)), None)

    def _is_same(self, rule: Finding, proof: Proof) -> bool:
        finding = proof.finding
        figures = set(finding.keys[1:])
        if rule.code == finding.code and (not figures or figures & set(rule.keys)):
            return True
        if len(proof.speaks_of) < 2 or _weight(rule) > _weight(finding):
            return False
        told = self._all_of(proof.speaks_of)
        read = self._all_of(map(Key, rule.keys))
        if not set(proof.speaks_of) <= read:
            return False
        return all(self._parts(key) & told for key in self._read(rule) if self._counts(key))

    def _read(self, rule: Finding) -> Iterable[Key]:
        """What a rule compares; what it only names in its words, or would compare elsewhere, is left out."""
        graph = self._report.graph
        plan = graph.plan.rules.get(rule.code)
        return graph.explanation.read_by(plan, Row(rule.row)) if plan else map(Key, rule.keys)

    def _counts(self, key: Key) -> bool:
        """Whether a figure that a rule reads tells its relation from others: it is filled and is the report's own."""
        name, _ = split_key(key)
        if name == self._report.pack.year_key or name.startswith(f"{PARAMETERS}."):
            return False
        is_listing = name not in self._report.pack.definitions.figures
        return is_listing or bool(self._report.words(key))

    def _all_of(self, keys: Iterable[Key]) -> set[Key]:
        return {part for key in keys for part in self._parts(key)}

    def _parts(self, key: Key) -> frozenset[Key]:
        """A figure with all that it is made of."""
        if key not in self._made_of:
            waiting = [key]
            seen = {key: None}
            for cell in waiting:
                for inner in _made_of(self._report, cell):
                    if inner not in seen:
                        seen[inner] = None
                        waiting.append(inner)
            self._made_of[key] = frozenset(seen)
        return self._made_of[key]


def _made_of(report: Report, key: Key) -> Iterator[Key]:
    """The cells right below: those of a listing, or those that a formula reads."""
    name, row = split_key(key)
    definitions = report.pack.definitions
    definition = definitions.figures.get(name)
    if definition is None:
        listing = ListingKey(name)
        scope = definitions.path(listing)[row.count("/")] if row else None
        for inner in report.graph.state.rows.under(scope, Row(row), listing):
            for column in definitions.listings[listing].columns:
                yield report.cell(column, inner)
    elif definition.formula:
        yield from report.graph.explanation.inputs(definition, row)[0]


def _weight(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)
