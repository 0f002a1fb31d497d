"""What a check-up says, as three lists: what contradicts, what holds, which numbers nothing supports."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from core.export.checkup_report import message_of
from core.numbers.finding import SEVERITIES
from core.prose.checkup import QuotedFinding
from gui import theme
from gui.panels.finding_list import FindingList
from gui.panels.finding_rows import CODE, MESSAGE, PLACE, SEVERITY, STATE

ROW = Qt.ItemDataRole.UserRole + 6


class CheckupList(FindingList):
    """Findings, or relations that held, drawn as everywhere; told by their row in the order given."""

    chosen = Signal(int)
    """The row on which the cursor came to stand."""
    gone_to = Signal(int)
    """The row on which Enter was pressed."""

    def __init__(self, name: str, *, grouped: bool) -> None:
        super().__init__()
        self._grouped = grouped
        self._items: list[QTreeWidgetItem] = []
        self.setObjectName(f"checkup:{name}")
        self.setAccessibleName(name)
        self.setRootIsDecorated(grouped)
        self.currentItemChanged.connect(self._on_current)
        self.itemActivated.connect(self._on_activated)

    def show_findings(self, quoted: Sequence[QuotedFinding]) -> None:
        """Lists them anew, by severity where the list is grouped."""
        self.blockSignals(True)
        self.clear()
        self._items = [_item(row, one) for row, one in enumerate(quoted)]
        if self._grouped:
            for severity in SEVERITIES:
                self._add_group(severity, [i for i in self._items if i.data(0, SEVERITY) == severity])
        else:
            self.addTopLevelItems(self._items)
        self.blockSignals(False)

    def _add_group(self, severity: str, items: list[QTreeWidgetItem]) -> None:
        if items:
            mark, colour = theme.SEVERITY[severity]
            top = QTreeWidgetItem([f"{mark} {severity}　{len(items)}"])
            top.setForeground(0, theme.colour(colour))
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(top)
            top.addChildren(items)
            top.setExpanded(True)

    @property
    def count(self) -> int:
        return len(self._items)

    @property
    def row(self) -> int:
        """The row chosen, -1 where none is."""
        return _row(self.currentItem())

    def choose(self, row: int) -> None:
        """Moves the cursor to a row and brings it into sight."""
        if 0 <= row < len(self._items):
            item = self._items[row]
            if item.parent() is not None:
                item.parent().setExpanded(True)
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if _row(item) >= 0:
            self.chosen.emit(_row(item))

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        if _row(item) >= 0:
            self.gone_to.emit(_row(item))


def _row(item: QTreeWidgetItem | None) -> int:
    row = item.data(0, ROW) if item is not None else None
    return int(row) if row is not None else -1


def _item(row: int, quoted: QuotedFinding) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    finding = quoted.finding
    state = "试行" if finding.trial else ""
    for role, value in (
        (ROW, row),
        (SEVERITY, finding.severity),
        (CODE, finding.title or finding.code),
        (PLACE, quoted.section),
        (MESSAGE, message_of(quoted)),
        (STATE, state),
        (Qt.ItemDataRole.AccessibleTextRole, in_one_line(quoted)),
    ):
        item.setData(0, role, value)
    item.setToolTip(0, f"依据：{finding.source}" if finding.source else "")
    return item


def in_one_line(quoted: QuotedFinding) -> str:
    """A finding as it is heard."""
    finding = quoted.finding
    words = [finding.severity, finding.title or finding.code, quoted.section, message_of(quoted)]
    return "　".join(filter(None, words))


def in_full(quoted: QuotedFinding) -> str:
    """A finding as it is copied and as it is told over the text: its head, its sentence, its words."""
    finding = quoted.finding
    mark, _ = theme.SEVERITY[finding.severity]
    head = "　".join(
        filter(None, [f"{mark} {finding.severity}", finding.title or finding.code, quoted.section])
    )
    return f"{head}\n{message_of(quoted)}"


def act_on(widget: QWidget, words: str, keys: QKeySequence | QKeySequence.StandardKey | Qt.Key) -> QAction:
    """An act of a list's context menu, with keys that hold while the list has the focus."""
    action = QAction(words, widget)
    action.setShortcut(keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    widget.addAction(action)
    return action
