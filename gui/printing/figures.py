"""Which figure stands at a place of a page."""

from __future__ import annotations

from gui.printing.pages import Page, TablePart


def key_at(page: Page, x: float, y: float) -> str:
    """The key of the figure at a place counted in twips from the paper's corner, "" for anything else."""
    x = x - page.area.left
    y = y - page.area.top
    for piece in page.pieces:
        if isinstance(piece, TablePart):
            box = next((b for b in piece.parts.boxes if b.rect.contains(x, y - piece.y)), None)
            if box is not None:
                return box.cell.key
        else:
            height = (piece.last - piece.first) * piece.laid.setting.pitch
            if piece.y <= y < piece.y + height:
                return piece.laid.key_at(x, y - piece.y + piece.first * piece.laid.setting.pitch)
    return ""
