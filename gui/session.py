"""The one place where the screen meets the report: slots in, one signal out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from core.numbers.troubles import FileTrouble, Refused
from core.report.change import Change
from core.report.report import Report


class Session(QObject):
    """An open report on the screen.

    `changed` carries the Change of every step; `refused` the key and the sentence for its field, the key
    being "" where the file itself could not be written.
    """

    changed = Signal(object)
    refused = Signal(str, str)

    def __init__(self, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report = report

    def set(self, key: str, text: str, *, origin: object = None, typing: bool = False) -> bool:
        """Enters what was typed; False when it was refused."""
        return self._do(key, lambda: self.report.set(key, text, origin=origin, typing=typing))

    def report_as(self, key: str, text: str, *, origin: object = None) -> bool:
        """Enters or takes away a 填报值."""
        return self._do(key, lambda: self.report.report_as(key, text, origin=origin))

    def enter(self, entries: Mapping[str, str | None], label: str, *, origin: object = None) -> bool:
        """Writes canonical entries as one step."""
        return self._do("", lambda: self.report.enter(entries, label, origin=origin))

    def add_row(
        self, listing: str, cells: Mapping[str, str], *, before: str = "", origin: object = None
    ) -> bool:
        """Adds a row with its first cells."""
        return self._do(
            listing, lambda: self.report.add_row(listing, cells=cells, before=before, origin=origin)
        )

    def remove_row(self, listing: str, row: str) -> bool:
        return self._do(listing, lambda: self.report.remove_row(listing, row))

    def tick_none(self, listing: str, ticked: bool) -> bool:
        return self._do(listing, lambda: self.report.tick_none(listing, ticked))

    def undo(self) -> bool:
        return self._do("", self.report.undo)

    def redo(self) -> bool:
        return self._do("", self.report.redo)

    def _do(self, key: str, act: Callable[[], Change | None]) -> bool:
        try:
            change = act()
        except Refused as refusal:
            self.refused.emit(key, refusal.reason)
            return False
        except FileTrouble as trouble:
            self.refused.emit("", trouble.reason)
            return False
        if change is not None:
            self.changed.emit(change)
        return True
