"""One cell of a form in Excel: its words in their looks, its comment, and what may be typed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.document.forms import FilledCell, FilledSheet
from core.forms.grid import InputCheck, Spot, Style, StyledWords, areas

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COMMENT_WIDTH = 200
COMMENT_LINE = 18
"""Pixels of a comment, and of each of its lines."""
_LINE_OF_COMMENT = 15


def put(cell: Any, filled: FilledCell) -> None:
    """A cell's number or words, and its comment."""
    if filled.number is not None:
        cell.value = filled.number
    elif filled.words:
        parts = filled.cell.dressed(filled.words) if filled.cell.parts else ()
        cell.value = _rich(parts) if parts else filled.words
        if not parts:
            cell.data_type = "s"
    if filled.cell.comment:
        cell.comment = _comment(filled.cell.comment)


def _rich(parts: tuple[StyledWords, ...]) -> Any:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    blocks = [
        TextBlock(
            InlineFont(
                rFont=part.style.font,
                sz=part.style.size,
                b=part.style.bold or None,
                i=part.style.italic or None,
                u="single" if part.style.underline else None,
                strike=part.style.struck or None,
                color=f"FF{part.style.colour}" if part.style.colour else None,
                vertAlign=part.raised or None,
            ),
            part.words,
        )
        for part in parts
    ]
    return CellRichText(blocks)


def _comment(words: str) -> Any:
    """A comment in a box that holds it; it bears no name."""
    from openpyxl.comments import Comment

    lines = sum(1 + len(line) // _LINE_OF_COMMENT for line in words.split("\n"))
    return Comment(words, "", height=(lines + 1) * COMMENT_LINE, width=COMMENT_WIDTH)


def look_like(cell: Any, style: Style, quoted: bool) -> None:
    """Gives a cell its look; `quoted` words are no formula whatever they begin with."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    cell.font = Font(
        name=style.font,
        size=style.size,
        bold=style.bold,
        italic=style.italic,
        strike=style.struck or None,
        underline="single" if style.underline else None,
        color=style.colour or None,
    )
    cell.alignment = Alignment(
        horizontal=style.across or None,
        vertical=style.down or None,
        wrap_text=style.wrap,
        text_rotation=style.turned,
        indent=style.indent,
        shrink_to_fit=style.shrink,
    )
    lines = ("left", "top", "right", "bottom", "diagonal")
    sides = {name: Side(style=getattr(style, name) or None) for name in lines}
    cell.border = Border(**sides, diagonalDown=style.falls, diagonalUp=style.rises)
    if style.fill:
        cell.fill = PatternFill("solid", fgColor=style.fill)
    cell.number_format = style.number_format
    if not style.locked:
        cell.protection = Protection(locked=False)
    if quoted:
        cell.quotePrefix = True


def add_checks(sheet: Worksheet, filled: FilledSheet) -> None:
    """What may be typed in the cells, each check once for all its cells."""
    places: dict[InputCheck, list[Spot]] = {}
    for place, filled_cell in filled.cells.items():
        if filled_cell.cell.check is not None:
            places.setdefault(filled_cell.cell.check, []).append(place)
    for check, spots in places.items():
        made = _validation(check)
        for area in areas(spots):
            made.add(area)
        sheet.add_data_validation(made)


def _validation(check: InputCheck) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    return DataValidation(
        check.kind,
        check.first,
        check.second or None,
        operator=check.sign or None,
        allowBlank=check.blank,
        errorStyle=check.alarm or None,
        errorTitle=check.refusal_title or None,
        error=check.refusal or None,
        promptTitle=check.prompt_title or None,
        prompt=check.prompt or None,
        showErrorMessage=check.refuses,
        showInputMessage=check.prompts,
    )
