"""Sets blocks and forms in type, each once: what did not change since is taken as it was layout."""

from __future__ import annotations

from core.document.forms import FilledSheet
from core.document.paper import Document, Printed
from gui.printing.block_layout import lay_block
from gui.printing.faces import Faces
from gui.printing.table_layout import TableLayout
from gui.printing.text_layout import TextLayout


class Typesetter:
    """Keeps what it has layout; `forget` drops what the document no longer has."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._texts: dict[Printed, TextLayout] = {}
        self._tables: list[tuple[FilledSheet, TableLayout]] = []

    def text(self, block: Printed) -> TextLayout:
        """A block in lines."""
        layout = self._texts.get(block)
        if layout is None:
            layout = lay_block(block, self.faces)
            self._texts[block] = layout
        return layout

    def table(self, sheet: FilledSheet, above: float = 0.0) -> TableLayout:
        """A sheet in rows; on its first page something as high as `above` stands over it."""
        for other, layout in self._tables:
            if layout.above == above and (other is sheet or other == sheet):
                return layout
        layout = TableLayout(sheet, self.faces, above)
        self._tables.append((sheet, layout))
        return layout

    def forget(self, document: Document) -> None:
        """Drops what is not of this document."""
        blocks = set(document.blocks)
        self._texts = {block: layout for block, layout in self._texts.items() if block in blocks}
        sheets = [sheet for form in document.tables for sheet in form.sheets]
        self._tables = [(sheet, layout) for sheet, layout in self._tables if sheet in sheets]

    def notes(self) -> list[str]:
        """What the clerk should know of the type: fonts that stood in, characters that no font has."""
        lacking = "".join(sorted(self.lacking()))
        notes = [self.faces.note()]
        if lacking:
            notes.append(
                f"没有一种字体有这些字，纸上会是空白或方框：{lacking}。请安装含有它们的字体（如宋体-ExtB）"
            )
        return [note for note in notes if note]

    def lacking(self) -> set[str]:
        """Characters that no font of this computer has."""
        layouts = [*self._texts.values()]
        layouts += [cell.text for _, table in self._tables for cell in table.cells if cell.text is not None]
        return set().union(*(one.lacking() for one in layouts))
