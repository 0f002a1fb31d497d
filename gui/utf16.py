"""Qt counts UTF-16 units, the core counts characters: here one becomes the other."""

from __future__ import annotations

from bisect import bisect_left


def u16(text: str) -> int:
    """The length of a text in Qt's UTF-16 units."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def units_of(text: str) -> bytes:
    """A text in UTF-16, two bytes a unit: Qt's positions count these."""
    return text.encode("utf-16-le", "surrogatepass")


def text_of(units: bytes) -> str:
    """The text of such units."""
    return units.decode("utf-16-le", "surrogatepass")


def one_a_unit(text: str) -> str:
    """A text with a character for each unit, so that places found in it are Qt's positions."""
    if u16(text) == len(text):
        return text
    return "".join("\ufffd\ufffd" if character > "\uffff" else character for character in text)


class Units:
    """Turns places in a text, counted in characters, into Qt's UTF-16 units."""

    def __init__(self, text: str) -> None:
        high = bool(text) and max(text) > "\uffff"
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"] if high else []

    def __call__(self, place: int) -> int:
        return place + bisect_left(self._wide, place)
