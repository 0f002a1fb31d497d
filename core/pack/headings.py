"""How a heading is printed: 一、, （一）, or as it was written."""

from __future__ import annotations

from core.numbers.chinese import write_chinese
from core.pack.sections import COUNTED, FIRST_LEVEL, SECOND_LEVEL


def heading_line(level: str, numbering: str, number: int, heading: str) -> str:
    """A heading with its counted number, if it is counted."""
    if numbering == COUNTED and level == FIRST_LEVEL:
        return f"{write_chinese(number)}、{heading}"
    if numbering == COUNTED and level == SECOND_LEVEL:
        return f"（{write_chinese(number)}）{heading}"
    return heading
