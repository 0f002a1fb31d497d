"""The acts of a table of cells: each with its words and its keys, run by key or by menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from core.figures.keys import Key, ListingKey, Row, split_listing_key
from core.report.cell_blocks import PasteProposal
from core.report.names import figure_name
from core.report.report import Report
from gui import ask
from gui.acts import Act, BoundAct
from gui.dialogs import paste_preview
from gui.tables.pasting import ClipboardBlock, read_clipboard

HANDFUL = 5
"""More cells than these are not overwritten without being shown first."""

_MOST_PLACES = 12


class TableActs(QObject):
    """What can be done with the selected cells and rows of one table.

    `noted` carries a sentence about what was left out; `edit_requested` asks for the editor of the cursor's cell.
    """

    noted = Signal(str)
    edit_requested = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._acts: list[BoundAct] = []
        self._by_key: dict[QKeySequence, BoundAct] = {}

    def offer(self, acts: Iterable[BoundAct]) -> None:
        """Puts acts into the menu, in its order, and binds their keys."""
        self._acts = list(acts)
        self._by_key = {QKeySequence(keys): bound for bound in self._acts for keys in bound.act.keys}

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        raise NotImplementedError

    # -- menu and keys --------------------------------------------------------------------------------

    def by_key(self, key: int, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
        """What a key does, None where it does nothing."""
        bound = self._by_key.get(QKeySequence(held.value | key))
        return partial(self._run, bound) if bound else None

    def _run(self, bound: BoundAct) -> None:
        if not (bound.act.writes and self.read_only):
            bound.run()

    def menu(self, names: tuple[str, ...] = ()) -> QMenu:
        """The acts as a menu, all or some by name."""
        menu = QMenu(self._widget)
        for bound in self._acts:
            offered = bound.offered()
            if offered is None or (names and bound.act.name not in names):
                continue
            if bound.act.opens_group and not names:
                menu.addSeparator()
            action = self._action(bound, menu)
            action.setEnabled(offered and not (bound.act.writes and self.read_only))
            menu.addAction(action)
        return menu

    def _action(self, bound: BoundAct, menu: QMenu) -> QAction:
        act = bound.act
        action = QAction(act.words, menu)
        action.setObjectName(act.name)
        keys = act.keys[0] if act.keys else act.own_keys
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda: self._run(bound))
        return action

    # -- what every table does in its own way ---------------------------------------------------------

    def copy(self) -> None:
        """Puts the selected cells on the clipboard, numbers as numbers."""
        raise NotImplementedError

    def clear(self) -> None:
        """Empties the selected cells as one step."""
        raise NotImplementedError

    def paste(self) -> None:
        """Puts the clipboard's block where the selection begins; what is refused or overwritten is shown first."""
        raise NotImplementedError

    def fill_down(self) -> None:
        """Gives the selected cells of a column what the topmost holds; a single row takes it from above."""
        raise NotImplementedError

    def enter_today(self) -> None:
        """Enters this day where a date or words may stand."""
        raise NotImplementedError

    def has_rows_here(self) -> bool:
        """Whether rows can come and go where the cursor stands."""
        raise NotImplementedError

    def remove_rows(self) -> None:
        """Removes the selected rows as one step; where texts refer to them it asks first."""
        raise NotImplementedError

    def move_up(self) -> None:
        """Puts the selected rows ahead of the row above them."""
        raise NotImplementedError

    def move_down(self) -> None:
        """Puts the selected rows behind the row below them."""
        raise NotImplementedError

    def explain(self) -> None:
        """Asks why the cursor's cell shows what it shows."""
        raise NotImplementedError

    # -- what all do alike ----------------------------------------------------------------------------

    def cut(self) -> None:
        """Puts the selected cells on the clipboard and empties them."""
        self.copy()
        self.clear()

    def clipboard_block(self) -> ClipboardBlock | None:
        """The block on the clipboard, None where it holds none."""
        mime = QGuiApplication.clipboard().mimeData()
        clip = read_clipboard(mime) if mime is not None else None
        return clip if clip is not None and clip.block else None

    def agrees_to(self, proposal: PasteProposal) -> bool:
        """Whether a block may be pasted: what is refused, or overwrites more than a handful, is shown first."""
        asks = bool(proposal.refused) or len(proposal.overwritten) > HANDFUL
        return not asks or paste_preview.confirm(self._widget.window(), proposal)

    def confirms_removal(self, report: Report, listing: ListingKey, row_ids: Sequence[Row]) -> bool:
        """Whether rows are to be removed: where texts refer to them the clerk is asked."""
        name = split_listing_key(listing)[0]
        fixed = any(report.graph.state.rows.is_fixed(name, row_id) for row_id in row_ids)
        named = [] if fixed else report.places_naming(listing, *row_ids)
        return not named or ask.decide(self._widget.window(), "删除行", _warning(report, named), "确定")


CELL_ACTS: tuple[Act[TableActs], ...] = (
    Act("copy", "复制", lambda table: table.copy(), ("Ctrl+C",)),
    Act("cut", "剪切", lambda table: table.cut(), ("Ctrl+X",), writes=True),
    Act("paste", "粘贴", lambda table: table.paste(), ("Ctrl+V",), writes=True),
    Act("clear", "清空", lambda table: table.clear(), ("Del",), writes=True),
    Act("fill_down", "向下填充", lambda table: table.fill_down(), ("Ctrl+D",), writes=True, opens_group=True),
    Act("enter_today", "填今天的日期", lambda table: table.enter_today(), ("Ctrl+;",), writes=True),
)


def _has_rows(table: TableActs) -> bool:
    return table.has_rows_here()


ROW_ACTS: tuple[Act[TableActs], ...] = (
    Act("remove_rows", "删除行", lambda table: table.remove_rows(), ("Ctrl+-",), True, _has_rows),
    Act("move_up", "上移", lambda table: table.move_up(), ("Alt+Up",), True, _has_rows),
    Act("move_down", "下移", lambda table: table.move_down(), ("Alt+Down",), True, _has_rows),
)
EXPLAIN: Act[TableActs] = Act("explain", "为什么是这个数", lambda table: table.explain())
"""What every table of cells can do, in the order of its menu."""


def _warning(report: Report, named: Sequence[Key]) -> str:
    places = [figure_name(report, key) for key in named]
    listed = "\n".join(f"· {place}" for place in places[:_MOST_PLACES])
    if len(places) > _MOST_PLACES:
        listed += f"\n· 等 {len(places)} 处"
    return (
        f"下面 {len(places)} 处文字引用了要删除的内容：\n{listed}\n\n"
        "删除以后，这些地方保留现在的文字，并列为需说明，请逐处看过。可以撤销。"
    )
