"""Sets blocks and forms in type, each once: what did not change since is taken as it was laid."""

from __future__ import annotations

from core.document.blocks import Document, Printed
from core.document.forms import FilledSheet
from gui.printing.blocks import lay_block
from gui.printing.faces import Faces
from gui.printing.tables import LaidTable
from gui.printing.text_layout import LaidText


class Typesetter:
    """Keeps what it has laid; `forget` drops what the document no longer has."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._texts: dict[Printed, LaidText] = {}
        self._tables: list[tuple[FilledSheet, LaidTable]] = []

    def text(self, block: Printed) -> LaidText:
        """A block in lines."""
        found = self._texts.get(block)
        if found is None:
            found = self._texts[block] = lay_block(block, self.faces)
        return found

    def table(self, sheet: FilledSheet, taken: float = 0.0) -> LaidTable:
        """A sheet in rows; something is `taken` above it on its first page."""
        for known, laid in self._tables:
            if laid.taken == taken and (known is sheet or known == sheet):
                return laid
        laid = LaidTable(sheet, self.faces, taken)
        self._tables.append((sheet, laid))
        return laid

    def forget(self, document: Document) -> None:
        """Drops what is not of this document."""
        blocks = set(document.blocks)
        self._texts = {block: laid for block, laid in self._texts.items() if block in blocks}
        sheets = [sheet for form in document.tables for sheet in form.sheets]
        self._tables = [(known, laid) for known, laid in self._tables if known in sheets]

    def notes(self) -> list[str]:
        """What the clerk should know of the type: fonts that stood in, characters that no font has."""
        lacking = "".join(sorted(self.lacking()))
        notes = [self.faces.telling()]
        if lacking:
            notes.append(
                f"没有一种字体有这些字，纸上会是空白或方框：{lacking}。请安装含有它们的字体（如宋体-ExtB）"
            )
        return [note for note in notes if note]

    def lacking(self) -> set[str]:
        """Characters that no font of this computer has."""
        laid = [*self._texts.values()]
        laid += [cell.text for _, table in self._tables for cell in table.cells if cell.text is not None]
        return set().union(*(one.lacking() for one in laid))
