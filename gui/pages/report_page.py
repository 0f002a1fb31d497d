"""What a report's pages have in common: places to go to, and what is being typed in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.figures.keys import Key


class ReportPage:
    """Stands before a Qt widget among the bases of a page on which figures are filled in."""

    def show_key(self, key: Key) -> bool:
        """Puts the focus on what a key names; False where the page does not show it."""
        raise NotImplementedError

    @property
    def last_stop(self) -> QWidget | None:
        """The last thing on the page to which Tab leads, None where there is none."""
        raise NotImplementedError

    def focus_again(self) -> None:
        """Puts the focus where it was last, else at the beginning."""
        raise NotImplementedError

    def key_to_fill(self, focus: QWidget) -> Key:
        """The figure or cell that the focus stands on and one line fills, else ""."""
        raise NotImplementedError

    def refused(self) -> list[Key]:
        """The keys of places whose text was not taken and still stands there."""
        raise NotImplementedError

    def commit(self) -> None:
        """Stores what is still being typed, with what an input method holds."""
        raise NotImplementedError

    def show_change(self, keys: Sequence[Key]) -> bool:
        """Puts the focus on the first of some changed keys that stands here, or stays where one did.

        False where none of them has a place on the page.
        """
        raise NotImplementedError

    def show_words(self, key: Key, start: int, end: int) -> None:
        """Shows characters of what a key shows, the caret before them, where the page has a text."""

    def select_words(self, key: Key, start: int, end: int) -> None:
        """Selects characters of what a key shows, where the page has a text."""
