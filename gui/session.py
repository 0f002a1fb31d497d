"""The one place where the screen meets the report: slots in, one signal out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from core.figures.keys import ANSWER, NO_KEY, WHOLE, Key, ListingKey, Row
from core.numbers.finding import EXPLAIN, Finding
from core.numbers.troubles import FileTrouble, Refused
from core.report.change import Change
from core.report.findings import Standing, standings
from core.report.report import Report
from gui.whereabouts import Whereabouts


class Session(QObject):
    """An open report on the screen.

    `changed` carries the Change of every step; `refused` the key and the sentence for its field, the key
    being "" where the file itself could not be written. `pending` holds what was typed then, by key.
    `where` is where the clerk is in it.
    """

    changed = Signal(object)
    refused = Signal(str, str)

    def __init__(self, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self.last_entered: str | None = None
        self.pending: dict[Key, str] = {}
        self.where = Whereabouts(self)
        self._found: dict[Key, list[Finding]] | None = None
        self._standings: list[Standing] | None = None

    def set(self, key: Key, text: str, *, origin: object = None, typing: bool = False) -> bool:
        """Enters what was typed; False when it was refused."""
        taken = self.do(key, lambda report: report.set(key, text, origin=origin, typing=typing), {key: text})
        if taken and not typing and not self.report.definition(key).kind.is_lines:
            self.last_entered = text
        return taken

    def report_as(self, key: Key, text: str, *, origin: object = None) -> bool:
        """Enters or takes away a 填报值."""
        return self.do(key, lambda report: report.report_as(key, text, origin=origin))

    def enter(self, entries: Mapping[str, str | None], label: str, *, origin: object = None) -> bool:
        """Writes canonical entries as one step."""
        return self.do(NO_KEY, lambda report: report.enter(entries, label, origin=origin))

    def add_row(
        self, listing: ListingKey, cells: Mapping[str, str], *, before: Row = WHOLE, origin: object = None
    ) -> bool:
        """Adds a row with its first cells."""
        return self.do(
            listing, lambda report: report.add_row(listing, cells=cells, before=before, origin=origin)
        )

    def remove_row(self, listing: ListingKey, row: Row) -> bool:
        return self.do(listing, lambda report: report.remove_row(listing, row))

    def tick_none(self, listing: ListingKey, ticked: bool) -> bool:
        return self.do(listing, lambda report: report.tick_none(listing, ticked))

    def undo(self) -> bool:
        return self.do(NO_KEY, Report.undo)

    def redo(self) -> bool:
        return self.do(NO_KEY, Report.redo)

    def do(
        self, key: Key, act: Callable[[Report], Change | None], typed: Mapping[Key, str] | None = None
    ) -> bool:
        """Lets an act change the report and tells of it; False when it was refused, `key` being its place.

        What was `typed`, by key, is kept as pending where the file could not be written.
        """
        try:
            change = act(self.report)
        except Refused as refusal:
            self.refused.emit(key, refusal.reason)
            return False
        except FileTrouble as trouble:
            self.pending.update(typed or {})
            self.refused.emit("", trouble.reason)
            return False
        for stored in typed or ():
            self.pending.pop(stored, None)
        if change is not None:
            self._tell(change)
        return True

    def _tell(self, change: Change) -> None:
        """Forgets what the change may have turned, then tells everybody."""
        if change.findings_added or change.findings_removed:
            self._found = None
        if self._turns_standings(change):
            self._standings = None
        self.changed.emit(change)

    def _turns_standings(self, change: Change) -> bool:
        """Whether a finding came or went, an answer was given, sentences were read, or a figure of an answered
        finding turned: its answer may ask to be confirmed."""
        if change.findings_added or change.findings_removed or not change.keys:
            return True
        if any(key.startswith(ANSWER) for key in change.keys):
            return True
        return any(
            not change.keys.isdisjoint(standing.finding.keys)
            for standing in self._standings or ()
            if standing.finding.severity == EXPLAIN
        )

    @property
    def standings(self) -> list[Standing]:
        """What stands against the report: every finding with its answer, the gravest first."""
        if self._standings is None:
            self._standings = standings(self.report)
        return self._standings

    def read_sentences(self) -> None:
        """Reads the report's sentences anew and tells what they say otherwise than before; no step is made."""
        from core.document.review import review  # a report is on the screen before its sentences are read

        change = review(self.report)
        if change is not None:
            self._tell(change)

    def findings_at(self, key: Key) -> Sequence[Finding]:
        """The findings that speak of a figure or cell, for the mark beside it."""
        if self._found is None:
            self._found = {}
            for finding in self.report.graph.judge.findings.values():
                for place in finding.keys:
                    self._found.setdefault(Key(place), []).append(finding)
        return self._found.get(key, ())
