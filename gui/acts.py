"""An act of the program, said once: its words, its keys, what it does, and when it may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

Of_contra = TypeVar("Of_contra", contravariant=True)


def always(_of: object) -> bool:
    """The condition of an act that can be done wherever it is met."""
    return True


class Act(NamedTuple, Generic[Of_contra]):
    """One act on something: a window, a table.

    `name` is what tests, tooltips and messages call it; menus show `words` and the first of `keys`. `own_keys` are
    taken by the widget under the cursor itself: they stand in the menu and are not bound. `offered` says whether
    it can be done now; None leaves it out of the menu. What `writes` cannot be done in a report that is only read.
    """

    name: str
    words: str
    does: Callable[[Of_contra], object]
    keys: tuple[str, ...] = ()
    writes: bool = False
    offered: Callable[[Of_contra], bool | None] = always
    opens_group: bool = False
    own_keys: str = ""
