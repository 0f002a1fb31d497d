"""How a form's sheet is printed and handled: paper, head and foot, what is hidden, frozen and protected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.forms.grid import Handling, PageEdge, Paper, Spot

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def read_paper(sheet: Worksheet) -> Paper:
    """The print set-up."""
    setup = sheet.page_setup
    margins = sheet.page_margins
    fits = sheet.sheet_properties.pageSetUpPr
    fit = None
    if fits is not None and fits.fitToPage:
        across = setup.fitToWidth
        down = setup.fitToHeight
        fit = (1 if across is None else int(across), 1 if down is None else int(down))
    titles = None
    if sheet.print_title_rows:
        first, _, last = sheet.print_title_rows.replace("$", "").partition(":")
        titles = (int(first) - 1, int(last) - 1)
    differs = sheet.HeaderFooter
    return Paper(
        landscape=setup.orientation == "landscape",
        size=int(setup.paperSize or 9),
        fit=fit,
        margins=(float(margins.left), float(margins.top), float(margins.right), float(margins.bottom)),
        titles=titles,
        centred=bool(sheet.print_options.horizontalCentered),
        edges=(_edge(sheet.oddHeader), _edge(sheet.oddFooter)),
        first=(_edge(sheet.firstHeader), _edge(sheet.firstFooter)) if differs.differentFirst else None,
        even=(_edge(sheet.evenHeader), _edge(sheet.evenFooter)) if differs.differentOddEven else None,
    )


def _edge(item: Any) -> PageEdge:
    """A head or foot with its codes."""
    parts = (item.left, item.center, item.right)
    return PageEdge(*(str(part) if part.text else "" for part in parts))


def read_handling(sheet: Worksheet, widths: Sequence[float]) -> Handling:
    """What is hidden, frozen and protected; columns without a width are hidden."""
    rows = (
        number - 1
        for number, row in sheet.row_dimensions.items()
        if row.hidden or (row.height is not None and not row.height)
    )
    return Handling(
        frozenset(row for row in rows if row < sheet.max_row),
        frozenset(column for column, width in enumerate(widths) if not width),
        _frozen(sheet),
        tuple(dict(sheet.protection).items()) if sheet.protection.sheet else (),
    )


def _frozen(sheet: Worksheet) -> Spot | None:
    pane = sheet.sheet_view.pane
    if pane is None or pane.state not in ("frozen", "frozenSplit"):
        return None
    return int(pane.ySplit or 0), int(pane.xSplit or 0)
