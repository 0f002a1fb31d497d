"""A form's sheet in Excel around its cells: sizes, print set-up, head and foot, what is hidden, frozen, protected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.document.forms import FilledSheet
from core.forms.grid import Handling, PageEdge, Paper, cell_name

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def set_up(sheet: Worksheet, filled: FilledSheet) -> None:
    """Sizes, paper and handling as in the form."""
    _sizes(sheet, filled)
    _print_set_up(sheet, filled)
    _handle(sheet, filled.handling)


def _sizes(sheet: Worksheet, filled: FilledSheet) -> None:
    from openpyxl.utils import get_column_letter

    handling = filled.handling
    for column, width in enumerate(filled.widths):
        dimension = sheet.column_dimensions[get_column_letter(column + 1)]
        if column in handling.hidden_columns:
            dimension.hidden = True
        else:
            dimension.width = width
    for line, height in enumerate(filled.heights):
        if line in handling.hidden_rows:
            sheet.row_dimensions[line + 1].hidden = True
        else:
            sheet.row_dimensions[line + 1].height = height


def _print_set_up(sheet: Worksheet, filled: FilledSheet) -> None:
    paper: Paper = filled.paper
    sheet.page_setup.orientation = "landscape" if paper.landscape else "portrait"
    sheet.page_setup.paperSize = paper.size
    if paper.fit is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = paper.fit
    left, top, right, bottom = paper.margins
    margins = sheet.page_margins
    margins.left = left
    margins.top = top
    margins.right = right
    margins.bottom = bottom
    sheet.print_options.horizontalCentered = paper.centred
    if paper.titles is not None:
        sheet.print_title_rows = f"{paper.titles[0] + 1}:{paper.titles[1] + 1}"
    sheet.print_area = f"A1:{cell_name((len(filled.heights) - 1, len(filled.widths) - 1))}"


def print_edges(sheet: Worksheet, paper: Paper, mark: str, stamp: str) -> None:
    """Head and foot of all pages: the form's own, `mark` in every head at the right, `stamp` in every foot."""
    _edges(sheet.oddHeader, sheet.oddFooter, paper.edges, mark, stamp)
    if paper.first is not None:
        sheet.HeaderFooter.differentFirst = True
        _edges(sheet.firstHeader, sheet.firstFooter, paper.first, mark, stamp)
    if paper.even is not None:
        sheet.HeaderFooter.differentOddEven = True
        _edges(sheet.evenHeader, sheet.evenFooter, paper.even, mark, stamp)


def _edges(head: Any, foot: Any, own: tuple[PageEdge, PageEdge], mark: str, stamp: str) -> None:
    (header, footer) = own
    _write_edge(head, header._replace(right=_beside(header.right, mark)))
    _write_edge(foot, footer._replace(left=_beside(footer.left, stamp)))


def _beside(own: str, more: str) -> str:
    return "　".join(filter(None, (own, more)))


def _write_edge(item: Any, edge: PageEdge) -> None:
    for part, words in ((item.left, edge.left), (item.center, edge.middle), (item.right, edge.right)):
        part.text = words or None


def _handle(sheet: Worksheet, handling: Handling) -> None:
    from openpyxl.worksheet.protection import SheetProtection

    if handling.frozen is not None:
        sheet.freeze_panes = cell_name(handling.frozen)
    if handling.protection:
        attributes = dict(handling.protection)
        password = attributes.pop("password", None)
        sheet.protection = SheetProtection(**attributes)
        if password is not None:
            sheet.protection.set_password(password, already_hashed=True)
