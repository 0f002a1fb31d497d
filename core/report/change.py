"""What one step turned: returned by every edit, looked at by every view."""

from __future__ import annotations

from typing import NamedTuple

from core.figures.graph import Changes
from core.figures.keys import WHOLE, Key, Row
from core.numbers.finding import Finding


class Change(NamedTuple):
    """One step's outcome.

    `keys` are cells whose words changed and listings whose rows did; `origin` is whoever asked for the edit,
    so that the field being typed in leaves its cursor alone; `row` the path of a row that was added.
    """

    label: str
    keys: frozenset[Key] = frozenset()
    findings_added: tuple[Finding, ...] = ()
    findings_removed: tuple[Finding, ...] = ()
    origin: object = None
    row: Row = WHOLE

    @property
    def touched(self) -> frozenset[Key]:
        """The keys whose words changed, and those of which a finding now speaks or no longer does."""
        found = (*self.findings_added, *self.findings_removed)
        return self.keys.union(Key(key) for finding in found for key in finding.keys)

    @staticmethod
    def of(label: str, changes: Changes, origin: object, row: Row = WHOLE) -> Change:
        """The change that a graph's changes make."""
        return Change(
            label, frozenset(changes.keys), tuple(changes.added), tuple(changes.removed), origin, row
        )
