"""A window's menu bar: titles at once, the acts when they are first needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from gui.acts import BoundAct, without_mnemonic

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow, QMenu

BoundMenus = Mapping[str, Sequence[BoundAct]]
"""The acts of each menu by its title."""


class Menus:
    """The menus of one window; `make` gives their acts after the first paint."""

    def __init__(self, window: QMainWindow, titles: Sequence[str], make: Callable[[], BoundMenus]) -> None:
        self._window = window
        self._make = make
        self._acts: dict[str, BoundAct] = {}
        self._actions: dict[str, QAction] = {}
        self.menus = {title: window.menuBar().addMenu(title) for title in titles}
        for menu in self.menus.values():
            menu.aboutToShow.connect(lambda: self.actions)

    @property
    def is_filled(self) -> bool:
        return bool(self._actions)

    @property
    def actions(self) -> dict[str, QAction]:
        """The actions by the names of their acts."""
        if not self._actions:
            for title, acts in self._make().items():
                for act in acts:
                    self._add(self.menus[title], act)
        return self._actions

    def follow(self, read_only: bool) -> None:
        """Says of every act whether it can be done now, and in what words."""
        for name, action in self.actions.items():
            bound = self._acts[name]
            action.setEnabled(bool(bound.offered()) and not (read_only and bound.act.writes))
            if bound.act.caption is not None:
                action.setText(bound.caption())
                action.setIconText(without_mnemonic(bound.caption()))

    def _add(self, menu: QMenu, bound: BoundAct) -> None:
        from PySide6.QtGui import QAction, QKeySequence  # not before the first paint

        act = bound.act
        if act.opens_group:
            menu.addSeparator()
        action = QAction(act.words + (f"\t{act.own_keys}" if act.own_keys else ""), self._window)
        action.setShortcuts([QKeySequence(keys) for keys in act.keys])
        action.triggered.connect(lambda _on=False: bound.run())
        action.setObjectName(act.name)
        action.setIconText(act.name)
        action.setToolTip("　".join((act.name, *act.keys[:1])))
        menu.addAction(action)
        self._acts[act.name] = bound
        self._actions[act.name] = action


def add_choices(
    menu: QMenu, title: str, names: tuple[str, ...], current: str, choose: Callable[[str], None]
) -> None:
    """A submenu in which one of some names holds."""
    from PySide6.QtGui import QActionGroup

    inner = menu.addMenu(title)
    group = QActionGroup(inner)
    for number, name in enumerate(names, start=1):
        action = inner.addAction(f"{name}(&{number})")
        action.setCheckable(True)
        action.setChecked(name == current)
        action.triggered.connect(lambda _on=False, name=name: choose(name))
        group.addAction(action)
