"""Run-in headings in bold: 干部工作。 at the beginning of a paragraph, as they are printed."""

from __future__ import annotations

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from core.document.builder import run_in_head
from gui.chips.chip_document import SOFT_BREAK
from gui.utf16 import u16

LONGEST = 40
"""No run-in heading reaches further."""


class RunInHeads(QSyntaxHighlighter):
    """Shows them in the layout only: the document's own formats belong to the chips."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._bold = QTextCharFormat()
        self._bold.setFontWeight(QFont.Weight.Bold)

    def highlightBlock(self, text: str) -> None:
        """A chip may hold several paragraphs of paper in one of the document's."""
        start = 0
        for line in text.split(SOFT_BREAK):
            length = run_in_head(line[:LONGEST])
            if length:
                self.setFormat(start, u16(line[:length]), self._bold)
            start += u16(line) + 1
