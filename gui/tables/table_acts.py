"""The acts of a table of cells: each with its words and its keys, run by key or by menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from core.figures.keys import split_key
from core.report.cell_blocks import PasteProposal
from core.report.names import figure_name
from core.report.report import Report
from gui import ask
from gui.dialogs import paste_preview
from gui.tables.pasting import Pasted, read_clipboard

HANDFUL = 5
"""More cells than these are not overwritten without being shown first."""

_MOST_PLACES = 12


class Act(NamedTuple):
    """One act: its words in the menu, its keys (the first is shown), and whether it changes the report."""

    name: str
    words: str
    keys: tuple[str, ...]
    changes: bool = True


CELL_ACTS = (
    Act("copy", "复制", ("Ctrl+C",), changes=False),
    Act("cut", "剪切", ("Ctrl+X",)),
    Act("paste", "粘贴", ("Ctrl+V",)),
    Act("clear", "清空", ("Del",)),
    Act("fill_down", "向下填充", ("Ctrl+D",)),
    Act("enter_today", "填今天的日期", ("Ctrl+;",)),
)
ROW_ACTS = (
    Act("remove_rows", "删除行", ("Ctrl+-",)),
    Act("move_up", "上移", ("Alt+Up",)),
    Act("move_down", "下移", ("Alt+Down",)),
)
EXPLAIN = Act("explain", "为什么是这个数", (), changes=False)
"""What every table of cells can do, in the order of its menu."""


class TableActs(QObject):
    """The acts of one table by their names; `noted` carries a sentence about what was left out."""

    noted = Signal(str)

    def __init__(self, view: QWidget, acts: Sequence[Act], breaks_before: Sequence[str]) -> None:
        super().__init__(view)
        self._widget = view
        self._acts = acts
        self._breaks_before = breaks_before
        self._by_key = {combined(keys): act for act in acts for keys in act.keys if keys != "F2"}

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        raise NotImplementedError

    def explain(self) -> None:
        """Asks why the cursor's cell shows what it shows."""
        raise NotImplementedError

    def copy(self) -> None:
        """Puts the selected cells on the clipboard, numbers as numbers."""
        raise NotImplementedError

    def clear(self) -> None:
        """Empties the selected cells as one step."""
        raise NotImplementedError

    def cut(self) -> None:
        """Puts the selected cells on the clipboard and empties them."""
        self.copy()
        self.clear()

    def from_clipboard(self) -> Pasted | None:
        """The block on the clipboard, None where it holds none."""
        copied = QGuiApplication.clipboard().mimeData()
        found = read_clipboard(copied) if copied is not None else None
        return found if found is not None and found.block else None

    def agreed(self, proposal: PasteProposal) -> bool:
        """Whether a block may be pasted: what is refused, or overwrites more than a handful, is shown first."""
        asks = bool(proposal.refused) or len(proposal.overwritten) > HANDFUL
        return not asks or paste_preview.confirm(self._widget.window(), proposal)

    def offered(self, act: Act) -> bool | None:
        """Whether an act can be done where the cursor stands; None leaves it out of the menu."""
        return True

    def by_key(self, key: int, held: Qt.KeyboardModifier) -> Callable[[], None] | None:
        """The act of a key, None where it has none."""
        act = self._by_key.get(held.value | key)
        return self._run(act) if act else None

    def _run(self, act: Act) -> Callable[[], None]:
        run: Callable[[], None] = getattr(self, act.name)
        return (lambda: None) if act.changes and self.read_only else run

    def menu(self, names: tuple[str, ...] = ()) -> QMenu:
        """The acts as a menu, all or some by name."""
        menu = QMenu(self._widget)
        for act in self._acts:
            offered = self.offered(act)
            if offered is None or (names and act.name not in names):
                continue
            if act.name in self._breaks_before and not names:
                menu.addSeparator()
            action = QAction(act.words, menu)
            action.setObjectName(act.name)
            action.setEnabled(offered and not (act.changes and self.read_only))
            if act.keys:
                action.setShortcut(QKeySequence(act.keys[0]))
                action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(self._run(act))
            menu.addAction(action)
        return menu


def combined(keys: str) -> int:
    """A key with what is held, as one number."""
    combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
    return combination.toCombined()


def confirm_removal(window: QWidget, report: Report, listing: str, rows: Sequence[str]) -> bool:
    """Whether rows are to be removed: where texts refer to them the clerk is asked."""
    name = report.pack.definitions.listings[split_key(listing)[0]].key
    fixed = any(report.graph.state.rows.is_fixed(name, row) for row in rows)
    named = [] if fixed else report.places_naming(listing, *rows)
    return not named or ask.decide(window, "删除行", _warning(report, named), "确定")


def _warning(report: Report, named: Sequence[str]) -> str:
    places = [figure_name(report, key) for key in named]
    listed = "\n".join(f"· {place}" for place in places[:_MOST_PLACES])
    if len(places) > _MOST_PLACES:
        listed += f"\n· 等 {len(places)} 处"
    return (
        f"下面 {len(places)} 处文字引用了要删除的内容：\n{listed}\n\n"
        "删除以后，这些地方保留现在的文字，并列为需说明，请逐处看过。可以撤销。"
    )
