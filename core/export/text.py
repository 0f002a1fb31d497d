"""The text report: UTF-8, a paragraph a line, never marked as a draft."""

from __future__ import annotations

from pathlib import Path

from core.document.paper import Document, Heading, Title
from core.export.whole_file import differs, write_whole


def text_of(document: Document) -> str:
    """The words of a document: a blank line behind the title, none elsewhere."""
    out: list[str] = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.level == 1 and at and out[-1] and _behind_title(document, at):
            out.append("")
        out.append(block.text)
    return "\n".join(out) + "\n"


def _behind_title(document: Document, at: int) -> bool:
    return all(isinstance(block, Title) for block in document.blocks[:at])


def write_text(document: Document, path: Path) -> None:
    """Writes the .txt and reads it back; raises FileTrouble."""
    text = text_of(document)

    def check(written: Path) -> None:
        if written.read_bytes() != text.encode("utf-8"):
            raise differs(path)

    write_whole(path, lambda target: _write(target, text), check)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
