"""The formats in which a report goes out, each named here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from core.document.paper import Document
from core.export.excel import write_excel
from core.export.text import write_text
from core.export.word import write_word

Step = Callable[[str], None]
"""Hears what is done next; what it raises stops the writing, and no half a file is left."""

Writer = Callable[[Document, Path, Step], Sequence[str]]
"""Writes a document and gives what the clerk should know of the file: fonts that stood in."""


class Format(NamedTuple):
    """One format: the ending of its files, their name for people, and what writes them.

    Without `write` it is drawn as on the screen: whoever has a screen's library hands in the writer.
    `marks_draft`: a draft says so in its file's name; `has_forms`: the official forms are in it; `forms_alone`:
    nothing else is, and each form is a file of its own.
    """

    ending: str
    name: str
    write: Writer | None = None
    marks_draft: bool = True
    has_forms: bool = True
    forms_alone: bool = False

    def parts(self, document: Document) -> Iterator[tuple[str, Document]]:
        """What goes into one file each, with the file's title."""
        if not self.forms_alone:
            yield document.title, document
            return
        for form in {form.name: form for form in document.forms}.values():
            yield form.name, replace(document, forms=(form,))


def _quietly(write: Callable[[Document, Path], None]) -> Writer:
    """A writer without steps, of whose file there is nothing to know."""

    def writer(document: Document, path: Path, _step: Step) -> Sequence[str]:
        write(document, path)
        return ()

    return writer


def _write_workbook(document: Document, path: Path, step: Step) -> Sequence[str]:
    write_excel(document.forms, path, draft=document.draft, stamp=document.stamp, step=step)
    return ()


_ALL = (
    Format("txt", "文本", _quietly(write_text), marks_draft=False, has_forms=False),
    Format("docx", "Word", _quietly(write_word)),
    Format("xlsx", "Excel 附件", _write_workbook, forms_alone=True),
    Format("pdf", "PDF"),
)
FORMATS = {each.ending: each for each in _ALL}
"""By the endings, in the order in which they are written."""
