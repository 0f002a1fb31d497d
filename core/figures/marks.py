"""Text with marks: {KEY}, {KEY:0.0}, {每行 LISTING|、：{名称}{金额}万元}, {若 CONDITION：…|…}, {{ }}."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MOST_NESTED = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A live figure, or a computed expression; `form` is the format behind the colon."""

    expression: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Each:
    """Once per row of a listing (`listing` may carry a condition), with a separator between."""

    listing: str
    separator: str
    item: Parts


@dataclass(frozen=True, slots=True)
class Choice:
    condition: str
    yes: Parts
    no: Parts


Part = str | Mark | Each | Choice
Parts = tuple[Part, ...]

_EACH, _IF = "每行", "若"
_NEWLINE = "⏎"


@lru_cache(maxsize=2048)
def parse_marks(text: str) -> Parts:
    """The parts of a text; total: braces that make no mark stand for themselves."""
    return _Reader(text).parts(0)


def escape(text: str) -> str:
    """Plain words as text with marks: their braces doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def unparse(parts: Parts) -> str:
    """The text with marks that `parse_marks` reads as these parts."""
    return "".join(_unparse(part) for part in parts)


def _unparse(part: Part) -> str:
    match part:
        case str():
            return escape(part)
        case Mark(expression=expression, form=form):
            return f"{{{expression}:{form}}}" if form else f"{{{expression}}}"
        case Each(listing=listing, separator=separator, item=item):
            return f"{{{_EACH} {listing}|{separator.replace(chr(10), _NEWLINE)}：{unparse(item)}}}"
        case Choice(condition=condition, yes=yes, no=no):
            return f"{{{_IF} {condition}：{unparse(yes)}|{unparse(no)}}}"


class _Reader:
    """Reads marks from left to right; what is no mark is left as the characters it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def parts(self, nested: int) -> Parts:
        """All parts of the whole text."""
        out: list[Part] = []
        words: list[str] = []
        text, at = self._text, 0
        for_brace = re.compile(r"[{}]")
        while found := for_brace.search(text, at):
            words.append(text[at : found.start()])
            at = found.start()
            if text.startswith(("{{", "}}"), at):
                words.append(text[at])
                at += 2
                continue
            end = _closing(text, at) if text[at] == "{" else -1
            part = _part(text[at + 1 : end], nested) if end > 0 else None
            if part is None:
                words.append(text[at])
                at += 1
                continue
            if any(words):
                out.append("".join(words))
            words = []
            out.append(part)
            at = end + 1
        words.append(text[at:])
        if any(words):
            out.append("".join(words))
        return tuple(out)


def _closing(text: str, start: int) -> int:
    """The place of the brace that closes the one at `start`, −1 if none does."""
    depth, at = 0, start
    while at < len(text):
        character = text[at]
        if character in "{}" and depth and text[at : at + 2] == character * 2 and _doubled(text, at, depth):
            at += 2
            continue
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if not depth:
                return at
        at += 1
    return -1


def _doubled(text: str, at: int, depth: int) -> bool:
    """Whether two equal braces inside a mark are an escaped one: closing pairs end nested marks first."""
    return text[at] == "{" or depth == 1


def _part(inside: str, nested: int) -> Part | None:
    if nested > MOST_NESTED or not inside.strip():
        return None
    if inside.startswith(_EACH + " "):
        head, colon, item = inside[len(_EACH) + 1 :].partition("：")
        listing, _, separator = head.rpartition("|") if "|" in head else (head, "", "")
        if not colon or not listing.strip():
            return None
        return Each(listing.strip(), separator.replace(_NEWLINE, "\n"), _Reader(item).parts(nested + 1))
    if inside.startswith(_IF + " "):
        condition, colon, rest = inside[len(_IF) + 1 :].partition("：")
        yes, no = _split_bar(rest)
        if not colon or not condition.strip():
            return None
        return Choice(condition.strip(), _Reader(yes).parts(nested + 1), _Reader(no).parts(nested + 1))
    if "\n" in inside or "{" in inside or "}" in inside:
        return None
    expression, _, form = inside.partition(":")
    return Mark(expression.strip(), form.strip()) if expression.strip() else None


def _split_bar(text: str) -> tuple[str, str]:
    """The two branches of a choice, split at the first bar outside inner marks."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if character == "|" and depth <= 0:
            return text[:at], text[at + 1 :]
    return text, ""
