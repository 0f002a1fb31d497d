"""An official form as a Word table: spans, lines, sizes and faces as the form has them.

The table is made as XML at once: a report has thousands of cells. Rows that the form repeats are repeated where
a table may begin with them, that is where no joined cell reaches over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.document.forms import FilledCell, FilledSheet
from core.forms.grid import UPRIGHT, Style, hidden_under

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LEADING = 1.25
EDGE = 24
SIDE = 60
"""Twips left free above and below, and at both sides of, a cell's words."""
_LINES = {"hair": 2, "thin": 4, "medium": 10, "thick": 16, "double": 6}
"""Eighths of a point."""
_KINDS = {"double": "double", "dashed": "dashed", "dotted": "dotted"}
_ACROSS = {"left": "left", "right": "right", "center": "center", "centerContinuous": "center", "distributed": "center", "justify": "both"}  # fmt: skip
_DOWN = {"top": "top", "center": "center"}


def add_tables(word: WordDocument, sheet: FilledSheet, room: float) -> None:
    """Adds a sheet at the document's end, `room` twips wide."""
    sheet = sheet.shown()
    widths = [round(width) for width in sheet.column_widths(room)]
    for number, (first, last) in enumerate(_parts(sheet)):
        if number:
            tiny(word.add_paragraph())
        table = _Table(sheet, widths, sheet.type_scale(room), first, last).element()
        word.element.body.insert_element_before(table, "w:sectPr")


def tiny(paragraph: Any) -> None:
    """A paragraph that Word wants and nobody shall see."""
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(1)
    form.first_line_indent = Pt(0)
    paragraph.add_run("").font.size = Pt(1)
    properties = paragraph._p.get_or_add_pPr()
    mark = properties.makeelement(_w("rPr"), {})
    mark.append(mark.makeelement(_w("sz"), {_w("val"): "2"}))
    section = properties.find(_w("sectPr"))
    if section is None:
        properties.append(mark)
    else:
        section.addprevious(mark)


def words_of(table: Any) -> list[str]:
    """The words of a written table's cells, row by row, joined cells once."""
    out: list[str] = []
    for cell in table._tbl.iter(_w("tc")):
        merge = cell.find(f"{_w('tcPr')}/{_w('vMerge')}")
        if merge is None or merge.get(_w("val")) == "restart":
            out.append("\n".join("".join(_lines_of(p)) for p in cell.iter(_w("p"))))
    return out


def _lines_of(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(_w("t"), _w("br")):
        yield (element.text or "") if element.tag == _w("t") else "\n"


def _parts(sheet: FilledSheet) -> list[tuple[int, int]]:
    """The rows of each table: a new one begins with the rows to be repeated, where no cell reaches over them."""
    count = len(sheet.heights)
    first = sheet.paper.titles[0] if sheet.paper.titles else 0
    over = any(row < first < row + one.rows for (row, _), one in sheet.cells.items())
    return [(0, count)] if not first or over else [(0, first), (first, count)]


def _direction(turned: int) -> str:
    """How words that are turned as Excel says run in Word."""
    if turned == UPRIGHT:
        return "tbRlV"
    return "btLr" if turned <= 90 else "tbRl"


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


class _Table:
    """Rows first … last (not included) of a sheet as a w:tbl."""

    def __init__(self, sheet: FilledSheet, widths: list[int], scale: float, first: int, last: int) -> None:
        self._sheet = sheet
        self._widths = widths
        self._scale = scale
        self._first = first
        self._last = last
        self._hidden = hidden_under({place: (c.rows, c.columns) for place, c in sheet.cells.items()})

    def element(self) -> Any:
        """The element."""
        from docx.oxml import OxmlElement

        table = OxmlElement("w:tbl")
        form = self._add(table, "tblPr")
        self._add(form, "tblW", w=str(sum(self._widths)), type="dxa")
        self._add(form, "tblLayout", type="fixed")
        margins = self._add(form, "tblCellMar")
        for side, width in (("top", EDGE), ("left", SIDE), ("bottom", EDGE), ("right", SIDE)):
            self._add(margins, side, w=str(width), type="dxa")
        grid = self._add(table, "tblGrid")
        for width in self._widths:
            self._add(grid, "gridCol", w=str(width))
        for row in range(self._first, self._last):
            self._row(table, row)
        return table

    def _row(self, table: Any, row: int) -> None:
        line = self._add(table, "tr")
        form = self._add(line, "trPr")
        self._add(form, "cantSplit")
        self._add(
            form, "trHeight", val=str(round(self._sheet.heights[row] * 20 * self._scale)), hRule="atLeast"
        )
        titles = self._sheet.paper.titles
        if titles is not None and titles[0] == self._first and titles[0] <= row <= titles[1]:
            self._add(form, "tblHeader")
        column = 0
        while column < len(self._widths):
            place = self._hidden.get((row, column), (row, column))
            cell = self._sheet.cells.get(place)
            wide = self._sheet.reach(place) - place[1] if cell is not None else 1
            if cell is None:
                self._blank(line, column)
            else:
                self._cell(line, cell, column, wide, begins=place == (row, column))
            column += wide

    def _blank(self, line: Any, column: int) -> None:
        cell = self._add(line, "tc")
        self._add(self._add(cell, "tcPr"), "tcW", w=str(self._widths[column]), type="dxa")
        self._paragraph(cell, Style(), "")

    def _cell(self, line: Any, filled: FilledCell, column: int, wide: int, *, begins: bool) -> None:
        cell = self._add(line, "tc")
        style = filled.cell.style
        form = self._add(cell, "tcPr")
        self._add(form, "tcW", w=str(sum(self._widths[column : column + wide])), type="dxa")
        if wide > 1:
            self._add(form, "gridSpan", val=str(wide))
        if filled.rows > 1:
            self._add(form, "vMerge", **({"val": "restart"} if begins else {}))
        self._borders(form, style)
        if style.fill:
            self._add(form, "shd", val="clear", color="auto", fill=style.fill)
        if style.turned:
            self._add(form, "textDirection", val=_direction(style.turned))
        self._add(form, "vAlign", val=_DOWN.get(style.down, "bottom"))
        across = _ACROSS.get(style.across, "left" if filled.number is None else "right")
        self._paragraph(cell, style, filled.words if begins else "", across)

    def _borders(self, form: Any, style: Style) -> None:
        sides = (("top", style.top), ("left", style.left), ("bottom", style.bottom), ("right", style.right))
        if any(kind for _, kind in sides):
            borders = self._add(form, "tcBorders")
            for side, kind in sides:
                if kind:
                    self._add(borders, side, val=_KINDS.get(kind, "single"), sz=str(_LINES.get(kind, 4)), space="0", color="000000")  # fmt: skip

    def _paragraph(self, cell: Any, style: Style, words: str, across: str = "left") -> None:
        size = style.size * self._scale
        paragraph = self._add(cell, "p")
        form = self._add(paragraph, "pPr")
        indent = str(round(style.indent * size * 20)) if across == "left" else "0"
        self._add(form, "autoSpaceDE", val="0")
        self._add(form, "autoSpaceDN", val="0")
        self._add(
            form, "spacing", line=str(round(size * LEADING * 20)), lineRule="exact", before="0", after="0"
        )
        self._add(form, "ind", left=indent, firstLine="0")
        self._add(form, "jc", val=across)
        if not words:
            return
        run = self._add(paragraph, "r")
        look = self._add(run, "rPr")
        font = style.font if style.font not in ("", "Calibri") else "宋体"
        self._add(look, "rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia=font)
        if style.bold:
            self._add(look, "b")
        if style.colour:
            self._add(look, "color", val=style.colour)
        self._add(look, "sz", val=str(max(round(size * 2), 2)))
        if style.underline:
            self._add(look, "u", val="single")
        for number, piece in enumerate(words.split("\n")):
            if number:
                self._add(run, "br")
            text = self._add(run, "t")
            text.text = piece
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _add(self, parent: Any, name: str, **attributes: str) -> Any:
        element = parent.makeelement(_w(name), {_w(key): value for key, value in attributes.items()})
        parent.append(element)
        return element
