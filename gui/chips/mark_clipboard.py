"""The clipboard of texts with marks: plain words for others, marks for ourselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from PySide6.QtCore import QMimeData

from core.figures.marks import escape, parse_marks
from core.numbers.cleaning import clean, paragraphs

MARKS = "application/x-zipingtong-text"
"""Our own type: a JSON list of words, and of [mark, its words]."""

Piece = str | tuple[str, str]


def to_mime(pieces: Iterable[Piece]) -> QMimeData:
    """A stretch of text for the clipboard; no rich text, which other programs would take with its looks."""
    content = [piece for piece in pieces if piece]
    mime = QMimeData()
    words = "".join(piece if isinstance(piece, str) else piece[1] for piece in content)
    mime.setText(clean(words))
    mime.setData(MARKS, json.dumps(content).encode())
    return mime


def from_mime(mime: QMimeData, is_known: Callable[[str], bool]) -> str:
    """The text with marks to put in: from elsewhere plain paragraphs, a mark unknown here as its words."""
    pieces = _pieces(bytes(mime.data(MARKS).data())) if mime.hasFormat(MARKS) else None
    if pieces is None:
        return escape(paragraphs(mime.text()))
    out: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            out.append(escape(clean(piece)))
        else:
            out.append(piece[0] if _is_mark(piece[0]) and is_known(piece[0]) else escape(clean(piece[1])))
    return "".join(out)


def _is_mark(raw: str) -> bool:
    parts = parse_marks(raw)
    return len(parts) == 1 and not isinstance(parts[0], str)


def _pieces(content: bytes) -> list[Piece] | None:
    """What our own type holds, None where it is not of our making."""
    try:
        parts = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(parts, list):
        return None
    pieces: list[Piece] = []
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
        elif isinstance(part, list) and len(part) == 2 and all(isinstance(words, str) for words in part):
            pieces.append((part[0], part[1]))
        else:
            return None
    return pieces
