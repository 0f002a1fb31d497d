"""What a form's cell carries beside its words: words in several looks, and what may be typed in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from core.forms.colours import colour_of
from core.forms.grid import InputCheck, Spot, Style, StyledWords, spots
from core.numbers.cleaning import clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_LIST = 255
"""Characters that Excel takes for the options of a list."""

_LIMIT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MOST_OPTIONS = 300


def parts_of(cell: Any, style: Style) -> tuple[StyledWords, ...]:
    """A cell's words by their looks; none where all look as the cell does."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    if not isinstance(cell.value, CellRichText):
        return ()
    parts = [
        StyledWords(clean(part.text), _look(part.font, style), part.font.vertAlign or "")
        if isinstance(part, TextBlock)
        else StyledWords(clean(part), style)
        for part in cell.value
    ]
    return tuple(part for part in parts if part.words)


def _look(font: Any, style: Style) -> Style:
    """The look of some words; what is not said of them is as in the cell."""
    return style._replace(
        font=font.rFont or style.font,
        size=float(font.sz or style.size),
        bold=bool(font.b),
        italic=bool(font.i),
        underline=bool(font.u and font.u != "none"),
        struck=bool(font.strike),
        colour=colour_of(font.color),
    )


def checks_of(sheet: Worksheet) -> dict[Spot, InputCheck]:
    """What may be typed, by the places where it is limited.

    Left out is what reads other cells (but for the options of a list), for the cells of a form move.
    """
    found: dict[Spot, InputCheck] = {}
    for check in sheet.data_validations.dataValidation:
        first = _options(sheet, check) if check.type == "list" else _limit(check.formula1)
        if not first or (check.formula2 and not _limit(check.formula2)):
            continue
        made = InputCheck(
            check.type,
            first,
            _limit(check.formula2),
            check.operator or "",
            bool(check.allowBlank),
            check.errorStyle or "",
            check.errorTitle or "",
            check.error or "",
            check.promptTitle or "",
            check.prompt or "",
            bool(check.showErrorMessage),
            bool(check.showInputMessage),
        )
        for area in check.sqref.ranges:
            bottom = min(area.max_row, sheet.max_row)
            right = min(area.max_col, sheet.max_column)
            place = (area.min_row - 1, area.min_col - 1)
            for spot in spots(place, bottom - place[0], right - place[1]):
                found[spot] = made
    return found


def _limit(formula: str | None) -> str:
    """A limit that is a plain number, "" for any other."""
    return formula if formula and _LIMIT.fullmatch(formula) else ""


def _options(sheet: Worksheet, check: Any) -> str:
    """The options of a list in quotes, looked up where they stand in cells; "" where Excel would not take them."""
    formula = (check.formula1 or "").strip()
    if not formula.startswith('"'):
        options = [clean(str(cell.value)) for cell in _cells(sheet, formula) if cell.value is not None]
        if any("," in option or '"' in option for option in options):
            return ""
        formula = f'"{",".join(options)}"' if options else ""
    return formula if len(formula) <= LONGEST_LIST + 2 else ""


def _cells(sheet: Worksheet, formula: str) -> list[Any]:
    """The cells of an area: $A$6:$B$6, 选项!$A$1:$A$5, or what a name of the workbook stands for."""
    from openpyxl.utils import range_boundaries

    book = sheet.parent
    formula = formula.removeprefix("=")
    if formula in book.defined_names:
        formula = book.defined_names[formula].attr_text or ""
    title, _, area = formula.rpartition("!")
    title = title.strip("'").replace("''", "'")
    if title and title not in book.sheetnames:
        return []
    try:
        left, top, right, bottom = range_boundaries(area)
    except ValueError:
        return []
    if None in (left, top, right, bottom) or (right - left + 1) * (bottom - top + 1) > _MOST_OPTIONS:
        return []
    rows = (book[title] if title else sheet).iter_rows(top, bottom, left, right)
    return [cell for row in rows for cell in row]
