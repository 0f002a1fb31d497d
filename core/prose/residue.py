"""What Word leaves in a text: bookmarks and field codes that nobody wrote and nobody should print."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RESIDUE = re.compile(
    r"\[bookmark:[^\]\n]{0,90}\]"
    r"|\{?[ \t]{0,4}(?:HYPERLINK|PAGEREF|TOC|MERGEFORMAT)[ \t]{1,8}\\[^\n}]{0,120}\}?"
    r"|PAGEREF[ \t]{1,4}_Toc\d{1,9}(?:[ \t]{1,4}h[ \t]{1,4}\d{1,4})?"
    r"|Error! Bookmark not defined\.|错误！未定义书签。|错误！未找到引用源。"
)


@dataclass(frozen=True, slots=True)
class Residue:
    """One residue with its span in the text as read."""

    text: str
    start: int
    end: int


def find_residue(text: str) -> list[Residue]:
    """All residue of a text, in order."""
    return [Residue(found[0], found.start(), found.end()) for found in _RESIDUE.finditer(text)]


def drop_residue(text: str) -> str:
    """The text without residue."""
    return _RESIDUE.sub("", text)
