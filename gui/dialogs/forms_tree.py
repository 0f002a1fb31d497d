"""What a filled form would change, as a list to tick: old and new, where it stands, why it is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.figures.keys import RANK, REPORTED, Key, split_key
from core.intake.forms.form_proposal import UNIT, YEAR, FormEdit, FormProposal, Question, RowEdit
from core.report.report import Report
from gui import theme

Change = FormEdit | RowEdit
LABEL = 0
BEFORE = 1
AFTER = 2
DOUBT = 3
SOURCE = 4
HEADS = ("数据项", "现在", "读入后", "为什么拿不准", "在表里的位置")
_WIDEST = {BEFORE: 170, AFTER: 190, DOUBT: 230, SOURCE: 150}
"""Points beyond which a column is cut: the figure's name has the rest."""

ALL = "全部"
DOUBTFUL = "拿不准"
CHANGED = "和现在不同"
NEW = "新增的行"
CLEARED = "会清空"
REFUSED = "读不懂"
GONE = "表里没有的行"

_CHANGE = Qt.ItemDataRole.UserRole
_ASKED = {YEAR: "不是这一年的表", UNIT: "不是这个单位的表"}


class Filter(NamedTuple):
    """A part of the list, by its name."""

    name: str
    holds: Callable[[Change], bool]


FILTERS = (
    Filter(ALL, lambda _change: True),
    Filter(
        DOUBTFUL, lambda change: bool(_doubt_of(change)) and not _is_cleared(change) and not _is_gone(change)
    ),
    Filter(CHANGED, lambda change: isinstance(change, FormEdit) and not change.reason and not change.clears),
    Filter(NEW, lambda change: isinstance(change, RowEdit) and change.is_new),
    Filter(CLEARED, lambda change: _is_cleared(change)),
    Filter(REFUSED, lambda change: isinstance(change, FormEdit) and bool(change.reason)),
    Filter(GONE, lambda change: _is_gone(change)),
)


def _is_cleared(change: Change) -> bool:
    return isinstance(change, FormEdit) and change.clears


def _is_gone(change: Change) -> bool:
    return isinstance(change, RowEdit) and not change.is_new


def _doubt_of(change: Change) -> str:
    """Why a change is not taken unasked, in words."""
    reason = change.reason if isinstance(change, FormEdit) else ""
    blank = "表里是空的，勾选才清空" if isinstance(change, FormEdit) and change.clears else ""
    return reason or change.doubt or (_ASKED[change.asks.what] if change.asks else "") or blank


class FormsTree(QTreeWidget):
    """Changes and new rows; what is certain is ticked, nothing is cleared or removed unasked."""

    ticked = Signal()
    at = Signal(str)
    """The place in the file of the line on which the cursor came to stand."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setObjectName("读入附件")
        self.setAccessibleName("附件里的改动")
        self.setHeaderLabels(list(HEADS))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._on_changed)
        self.currentItemChanged.connect(self._on_current)

    def show_proposal(self, proposal: FormProposal) -> None:
        """Lists a proposal anew."""
        self.blockSignals(True)
        self.clear()
        for edit in proposal.edits:
            self._add_edit(edit)
        for row in proposal.rows:
            self._add_row(row)
        for row in proposal.gone:
            words = (f"表里没有这一行：{row.name}", "有", "勾选后删除", "", row.source)
            self._add(words, row, ticked=False)
        self.blockSignals(False)
        for column, widest in _WIDEST.items():
            least = self.header().sectionSizeHint(column)
            self.setColumnWidth(column, max(least, min(self.sizeHintForColumn(column), widest)))
        self.ticked.emit()

    def _add_edit(self, edit: FormEdit) -> None:
        after = f"✕ {edit.after}" if edit.reason else edit.after or "（清空）"
        after += "（按原表填写）" if edit.entry_key.endswith(REPORTED) and edit.after else ""
        words = (edit.label, edit.before or "（空）", after, _doubt_of(edit), edit.source)
        item = self._add(words, edit, ticked=edit.is_certain)
        if edit.by:
            item.setToolTip(LABEL, f"{edit.label}\n表里写的是：{edit.by}")
        if edit.reason:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            item.setForeground(AFTER, QBrush(theme.colour("error")))

    def _add_row(self, row: RowEdit) -> None:
        """A new row, with what it says below it."""
        cells = {
            name: entry
            for name, entry in row.entries.items()
            if entry is not None and not name.endswith(RANK)
        }
        words = (f"增加一行：{row.name}", "", f"{len(cells)} 格", _doubt_of(row), row.source)
        item = self._add(words, row, ticked=row.is_certain)
        figures = self._report.pack.definitions.figures
        for name, entry in cells.items():
            figure = figures.get(split_key(Key(name.removesuffix(REPORTED)))[0])
            label = figure.label if figure is not None else name
            child = QTreeWidgetItem(item, [label, "", entry.replace("\n", " ")])
            child.setToolTip(AFTER, entry)

    def _add(self, words: tuple[str, ...], change: Change, *, ticked: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text.replace("\n", " ") for text in words])
        item.setData(LABEL, _CHANGE, change)
        item.setCheckState(LABEL, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        for column, text in enumerate(words):
            item.setToolTip(column, text)
        if words[DOUBT]:
            item.setForeground(DOUBT, QBrush(theme.colour("explain")))
        item.setForeground(BEFORE, QBrush(theme.colour("second")))
        self.addTopLevelItem(item)
        return item

    # -- parts ----------------------------------------------------------------------------------------

    def lines(self) -> Iterator[QTreeWidgetItem]:
        """All lines, hidden ones too."""
        for number in range(self.topLevelItemCount()):
            yield self.topLevelItem(number)

    def count(self, part: Filter) -> int:
        """How many changes a part has."""
        return sum(part.holds(change_of(item)) for item in self.lines())

    def show_part(self, part: Filter) -> None:
        """Shows one part of the list alone."""
        for item in self.lines():
            item.setHidden(not part.holds(change_of(item)))
        first = next((item for item in self.lines() if not item.isHidden()), None)
        if first is not None:
            self.setCurrentItem(first)

    # -- ticks ----------------------------------------------------------------------------------------

    def chosen(self) -> list[Change]:
        """What is ticked."""
        return [change_of(item) for item in self.lines() if item.checkState(LABEL) == Qt.CheckState.Checked]

    def tick_asked(self, question: Question) -> None:
        """Ticks what a sheet says after all: it is of another year or unit."""
        self.blockSignals(True)
        for item in self.lines():
            change = change_of(item)
            clean = not change.doubt and not (
                isinstance(change, FormEdit) and (change.reason or change.clears)
            )
            if change.asks == question and clean:
                item.setCheckState(LABEL, Qt.CheckState.Checked)
        self.blockSignals(False)
        self.viewport().update()
        self.ticked.emit()

    @Slot(QTreeWidgetItem, int)
    def _on_changed(self, _item: QTreeWidgetItem, _column: int) -> None:
        self.ticked.emit()

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.at.emit(change_of(item.parent() or item).source)


def change_of(item: QTreeWidgetItem) -> Change:
    """The change that a line is."""
    change: Change = item.data(LABEL, _CHANGE)
    return change
