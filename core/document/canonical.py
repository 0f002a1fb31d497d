"""校验码: a digest over the words and data of a report, whatever it looks like.

It changes with any figure and any character, and with nothing else: fonts, widths and page breaks are not in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from core.document.builder import blocks_of
from core.document.filling import filled_forms
from core.figures.keys import DISMISSED, EVIDENCE, GONE, LAST_YEAR, OLD, SIGNED
from core.report.report import Report

FORMAT = "自评通规范文本 1"
_BESIDE = (DISMISSED, EVIDENCE, GONE, LAST_YEAR, OLD, SIGNED)
"""What is kept with a report and is not part of what it says."""


def digest(report: Report) -> str:
    """The SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical_text(report).encode("utf-8", "surrogatepass")).hexdigest()


def canonical_text(report: Report) -> str:
    """Title, paragraphs, the words of the forms and every entry, a line of JSON each."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[list[str]]:
    yield [FORMAT]
    yield ["题名", report.title]
    for block in blocks_of(report):
        yield ["正文", block.text]
    for form in filled_forms(report):
        for sheet in form.sheets:
            yield [
                "附件",
                form.name,
                sheet.title,
                *(sheet.cells[place].words for place in sorted(sheet.cells)),
            ]
    entries = report.graph.state.entries.all
    for key in sorted(entries):
        if not key.startswith(_BESIDE):
            yield ["数据", key, entries[key]]
