"""Puts cells on the clipboard so that Excel, WPS and this program read back what was shown."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QMimeData

from gui.tables.pasting import OWN

_LIKE_A_NUMBER = re.compile(r"\s*[=+\-@.\d(（].*", re.DOTALL)
"""What a spreadsheet would turn into a number, a date or a formula if it were not told to leave it."""


class Copied(NamedTuple):
    """A cell as it is shown and as it is stored: None where another cell covers it."""

    words: str
    entry: str | None
    numeric: bool


def on_clipboard(rows: Sequence[Sequence[Copied]]) -> QMimeData:
    """The cells as a table in HTML, as text between tabs, and with their entries."""
    mime = QMimeData()
    mime.setText(as_tabs([[cell.words for cell in row] for row in rows]))
    mime.setHtml(as_html(rows))
    own = json.dumps([[cell.entry for cell in row] for row in rows], ensure_ascii=False)
    mime.setData(OWN, QByteArray(own.encode("utf-8", "replace")))
    return mime


def as_tabs(rows: Sequence[Sequence[str]]) -> str:
    """Texts between tabs, quoted as Excel does where one holds a tab, a line end or begins with a quotation mark."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in rows)


def _quoted(text: str) -> str:
    if "\t" in text or "\n" in text or text.startswith('"'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def as_html(rows: Sequence[Sequence[Copied]]) -> str:
    """A table: numbers plain, texts that look like numbers with the format that keeps them texts."""
    lines = ["<html><head><meta charset='utf-8'></head><body><table>"]
    for row in rows:
        lines.append("<tr>" + "".join(map(_cell, row)) + "</tr>")
    return "\n".join([*lines, "</table></body></html>"])


def _cell(cell: Copied) -> str:
    if cell.numeric:
        return f"<td align=right>{_escaped(cell.words.replace(',', ''))}</td>"
    kept = " style='mso-number-format:\"\\@\"'" if _LIKE_A_NUMBER.fullmatch(cell.words) else ""
    return f"<td{kept}>{_escaped(cell.words)}</td>"


def _escaped(text: str) -> str:
    """Spaces at an edge or beside another stay, line ends stay in their cell."""
    out = html.escape(text, quote=False).replace("\t", " ")
    out = re.sub(r"^ | $|(?<= ) |(?<=\n) | (?=\n)", "\xa0", out)
    return out.replace("\n", "<br style='mso-data-placement:same-cell'>")
