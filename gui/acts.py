"""An act of the program, said once: its words, its keys, what it does, and when it may."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

Of = TypeVar("Of")
Of_contra = TypeVar("Of_contra", contravariant=True)
_MNEMONIC = re.compile(r"(?:\(&.\))?…?$")


def without_mnemonic(words: str) -> str:
    """A menu's words without the letter that Alt takes, and without … behind them."""
    return _MNEMONIC.sub("", words).replace("&&", "&")


def always(_of: object) -> bool:
    """The condition of an act that can be done wherever it is met."""
    return True


class Act(NamedTuple, Generic[Of_contra]):
    """One act on something: a window, a table.

    `name` is what tests, tooltips and messages call it; menus show `words` and the first of `keys`. `own_keys` are
    taken by the widget under the cursor itself: they stand in the menu and are not bound. `offered` says whether
    it can be done now; None leaves it out of the menu. What `writes` cannot be done in a report that is only read.
    `caption` gives words that change with what is to be done.
    """

    name: str
    words: str
    does: Callable[[Of_contra], object]
    keys: tuple[str, ...] = ()
    writes: bool = False
    offered: Callable[[Of_contra], bool | None] = always
    opens_group: bool = False
    own_keys: str = ""
    caption: Callable[[Of_contra], str] | None = None

    @property
    def label(self) -> str:
        """The words for a sentence or a button."""
        return without_mnemonic(self.words)


class BoundAct(NamedTuple):
    """An act with what it acts on."""

    act: Act[Any]
    run: Callable[[], object]
    offered: Callable[[], bool | None]
    caption: Callable[[], str]


def bound(act: Act[Of], of: Of) -> BoundAct:
    """An act on one thing."""
    caption = act.caption

    def words() -> str:
        return caption(of) if caption else act.words

    return BoundAct(act, lambda: act.does(of), lambda: act.offered(of), words)
