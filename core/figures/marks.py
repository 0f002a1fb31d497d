"""Text with marks: {KEY}, {KEY:0.0}, {每行 LISTING|、：{名称}{金额}万元}, {若 CONDITION：…|…}, {{ }}.

Inside 每行 and 若 a brace always closes, so there a closing brace of the words is written {}} and a bar {|}.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MOST_NESTED = 8


class Mark(NamedTuple):
    """A live figure, or a computed expression; `form` is the format behind the colon."""

    expression: str
    form: str = ""


class Each(NamedTuple):
    """Once per row of a listing (`listing` may carry a condition), with a separator between."""

    listing: str
    separator: str
    item: Parts


class Choice(NamedTuple):
    """One of two texts."""

    condition: str
    yes: Parts
    no: Parts


Part = str | Mark | Each | Choice
Parts = tuple[Part, ...]

_EACH = "每行"
_IF = "若"
_NEWLINE = "⏎"
_WORDS_OF = {"{{": "{", "{}}": "}", "{|}": "|"}
_TOKEN_OF = {words: token for token, words in _WORDS_OF.items()}
_BRACES = re.compile(r"\{\{|\{\}\}|\{\|\}|[{}]")
_BRACE = re.compile("[{}]")
_BRACE_OR_BAR = re.compile("[{}|]")
_INSIDE = re.compile("[{}|]")
LONGEST = 2000
"""No expression in a mark is longer."""


@lru_cache(maxsize=2048)
def parse_marks(text: str) -> Parts:
    """The parts of a text; total: braces that make no mark stand for themselves."""
    return _Reader(text).parts(0, len(text), 0)


def escape(text: str) -> str:
    """Plain words as text with marks: their braces doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def unparse(parts: Parts) -> str:
    """The text with marks that `parse_marks` reads as these parts."""
    return "".join(escape(part) if isinstance(part, str) else _unparse(part) for part in parts)


def _unparse(part: Part) -> str:
    match part:
        case str():
            return _INSIDE.sub(lambda found: _TOKEN_OF[found[0]], part)
        case Mark(expression=expression, form=form):
            return f"{{{expression}:{form}}}" if form else f"{{{expression}}}"
        case Each(listing=listing, separator=separator, item=item):
            return f"{{{_EACH} {listing}|{separator.replace(chr(10), _NEWLINE)}：{_inside(item)}}}"
        case Choice(condition=condition, yes=yes, no=no):
            return f"{{{_IF} {condition}：{_inside(yes)}|{_inside(no)}}}"


def _inside(parts: Parts) -> str:
    return "".join(_unparse(part) for part in parts)


class _Reader:
    """Reads marks from left to right in one pass; what is no mark is left as the characters it is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words_of: dict[int, tuple[str, int]] = {}
        self._ends: dict[int, int] = {}
        self._find_ends()

    def _find_ends(self) -> None:
        """Which brace closes which, and where braces are written as words."""
        text = self._text
        waiting = []
        at = 0
        while found := _BRACES.search(text, at):
            at = found.end()
            token = found[0]
            if token in _WORDS_OF:
                self._words_of[found.start()] = (_WORDS_OF[token], len(token))
            elif token == "{":
                waiting.append(found.start())
            elif waiting:
                self._ends[waiting.pop()] = found.start()
            elif text.startswith("}", at):
                self._words_of[found.start()] = ("}", 2)
                at += 1

    def parts(self, start: int, end: int, nested: int) -> Parts:
        """The parts of a stretch."""
        out: list[Part] = []
        words: list[str] = []
        text = self._text
        at = start
        while (found := _BRACE.search(text, at, end)) is not None:
            brace = found.start()
            words.append(text[at:brace])
            closing = self._ends.get(brace, -1)
            part = self._part(brace + 1, closing, nested) if closing > 0 else None
            if part is None:
                said, length = self._words_of.get(brace, (text[brace], 1))
                words.append(said)
                at = brace + length
                continue
            if any(words):
                out.append("".join(words))
            words = []
            out.append(part)
            at = closing + 1
        words.append(text[at:end])
        if any(words):
            out.append("".join(words))
        return tuple(out)

    def _part(self, start: int, end: int, nested: int) -> Part | None:
        """The mark between two braces, None where they make none."""
        text = self._text
        while start < end and text[start].isspace():
            start += 1
        brace = _BRACE.search(text, start, end)
        for word in (_EACH, _IF):
            if text.startswith(word + " ", start):
                colon = text.find("：", start, brace.start() if brace else end)
                if colon < 0 or nested >= MOST_NESTED:
                    return None
                head = text[start + len(word) + 1 : colon]
                return (self._each if word == _EACH else self._choice)(head, colon + 1, end, nested + 1)
        inside = text[start : min(end, start + LONGEST + 1)]
        if brace or "\n" in inside or len(inside) > LONGEST:
            return None
        expression, _, form = inside.partition(":")
        return Mark(expression.strip(), form.strip()) if expression.strip() not in ("", "|") else None

    def _each(self, head: str, start: int, end: int, nested: int) -> Part | None:
        listing, _, separator = head.rpartition("|") if "|" in head else (head, "", "")
        if not listing.strip():
            return None
        return Each(listing.strip(), separator.replace(_NEWLINE, "\n"), self.parts(start, end, nested))

    def _choice(self, head: str, start: int, end: int, nested: int) -> Part | None:
        if not head.strip():
            return None
        bar = self._bar(start, end)
        no = () if bar is None else self.parts(bar + 1, end, nested)
        return Choice(head.strip(), self.parts(start, end if bar is None else bar, nested), no)

    def _bar(self, start: int, end: int) -> int | None:
        """The first bar outside inner marks."""
        at = start
        while found := _BRACE_OR_BAR.search(self._text, at, end):
            place = found.start()
            if found[0] == "|":
                return place
            at = (
                self._ends[place] + 1
                if place in self._ends
                else place + self._words_of.get(place, ("", 1))[1]
            )
        return None
