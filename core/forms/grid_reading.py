"""Reading a pack's form: the .xlsx itself, with {keys} typed into its cells."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.forms.cell_part_reading import checks_of, parts_of
from core.forms.colours import colour_of
from core.forms.grid import Grid, GridCell, Spot, Style, cell_name, hidden_under
from core.forms.set_up_reading import read_handling, read_paper
from core.numbers.cleaning import clean
from core.numbers.troubles import PackError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 400
MOST_COLUMNS = 60
DEFAULT_WIDTH = 8.43


def read_grid(file: str, content: bytes, name: str = "") -> Grid:
    """The one sheet of a pack's .xlsx, or that of a name; raises PackError naming sheet and cell."""
    sheet = _sheet(file, content, name)
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise PackError(
            file, 0, f"表有 {sheet.max_row} 行 {sheet.max_column} 列，最多 {MOST_ROWS} 行 {MOST_COLUMNS} 列"
        )
    spans = {
        (r.min_row - 1, r.min_col - 1): (r.size["rows"], r.size["columns"]) for r in sheet.merged_cells.ranges
    }
    hidden = hidden_under(spans)
    checks = checks_of(sheet)
    cells: dict[Spot, GridCell] = {}
    for row in sheet.iter_rows():
        for cell in row:
            spot = (cell.row - 1, cell.column - 1)
            if spot not in hidden:
                far = (spot[0] + spans[spot][0], spot[1] + spans[spot][1]) if spot in spans else None
                style = _style(cell, sheet.cell(*far) if far else cell)
                cells[spot] = GridCell(
                    _text(file, sheet.title, spot, cell),
                    style,
                    *spans.get(spot, (1, 1)),
                    parts_of(cell, style),
                    "" if cell.comment is None else clean(cell.comment.text),
                    checks.get(spot),
                )
    widths = tuple(_widths(sheet))
    return Grid(
        sheet.title, widths, tuple(_heights(sheet)), cells, read_paper(sheet), read_handling(sheet, widths)
    )


def sheet_names(file: str, content: bytes) -> list[str]:
    """The names of the sheets that are shown; raises PackError for what is no workbook."""
    return [sheet.title for sheet in _sheets(file, content)]


def _sheet(file: str, content: bytes, name: str) -> Worksheet:
    shown = _sheets(file, content)
    names = "、".join(sheet.title for sheet in shown)
    if name:
        found = next((sheet for sheet in shown if sheet.title == name), None)
        if found is None:
            raise PackError(file, 0, f"没有名为“{name[:30]}”的工作表，有的是：{names}")
        return found
    if len(shown) != 1:
        reason = f"一个文件里应只有一张工作表，这里有 {len(shown)} 张（{names}）；要用其中的，在 pack.yaml 里写 工作表"
        raise PackError(file, 0, reason)
    return shown[0]


def _sheets(file: str, content: bytes) -> list[Worksheet]:
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile

    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    except (
        BadZipFile, zlib.error, ParseError, EOFError, OSError,
        ArithmeticError, AttributeError, LookupError, NotImplementedError, RuntimeError, TypeError, ValueError,
    ) as error:  # fmt: skip
        raise PackError(file, 0, "不是完好的 .xlsx 文件，请用 Excel 或 WPS 打开后另存") from error
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _text(file: str, title: str, spot: Spot, cell: Any) -> str:
    if cell.data_type == "f":
        where = f"{title}!{cell_name(spot)}"
        raise PackError(
            file, 0, f"{where} 里是 Excel 公式，请把公式写在 figures.yaml 里，格子里写 {{数据项}}"
        )
    return "" if cell.value is None else clean(str(cell.value))


def _style(cell: Any, far: Any) -> Style:
    """A cell's look; right and bottom lines of a span are those of its far corner."""
    font = cell.font
    alignment = cell.alignment
    diagonal = (cell.border.diagonal.style or "") if cell.border.diagonal else ""
    fill = colour_of(cell.fill.fgColor) if cell.fill.fill_type == "solid" else ""
    return Style(
        font=font.name or "宋体",
        size=float(font.sz or 11),
        bold=bool(font.b),
        italic=bool(font.i),
        underline=bool(font.u and font.u != "none"),
        colour=colour_of(font.color),
        fill=fill,
        across=alignment.horizontal if alignment.horizontal not in (None, "general") else "",
        down=alignment.vertical or "",
        wrap=bool(alignment.wrap_text),
        turned=int(alignment.text_rotation or 0),
        indent=int(alignment.indent or 0),
        shrink=bool(alignment.shrink_to_fit),
        number_format=cell.number_format,
        left=cell.border.left.style or "",
        top=cell.border.top.style or "",
        right=far.border.right.style or "",
        bottom=far.border.bottom.style or "",
        struck=bool(font.strike),
        diagonal=diagonal,
        falls=bool(diagonal and cell.border.diagonalDown),
        rises=bool(diagonal and cell.border.diagonalUp),
        locked=bool(cell.protection.locked),
    )


def _widths(sheet: Worksheet) -> Iterator[float]:
    """Widths by column; Excel keeps one entry for a run of columns of the same width."""
    known: dict[int, float] = {}
    for dimension in sheet.column_dimensions.values():
        if dimension.width:
            for column in range(dimension.min or 1, (dimension.max or dimension.min or 1) + 1):
                known[column] = 0.0 if dimension.hidden else float(dimension.width)
    default = float(sheet.sheet_format.defaultColWidth or DEFAULT_WIDTH)
    for column in range(1, sheet.max_column + 1):
        yield known.get(column, default)


def _heights(sheet: Worksheet) -> Iterator[float | None]:
    for row in range(1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height
        yield None if height is None else float(height)
