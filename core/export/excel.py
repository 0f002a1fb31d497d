"""Filled forms as an Excel workbook with the form's own look, read back after writing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.document.forms import FilledForm, FilledSheet
from core.export.excel_cells import add_checks, look_like, put
from core.export.excel_set_up import print_edges, set_up
from core.export.excel_sums import add_formulas, formulas_of
from core.export.whole_file import differs, write_whole
from core.forms.grid import Spot, Style, cell_name, spots
from core.numbers.troubles import FileTrouble

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TITLE = 31
LONGEST_TEXT = 32_767
"""Characters that Excel takes for a sheet's name and in a cell."""

_NO_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def write_excel(
    forms: Sequence[FilledForm],
    path: Path,
    *,
    draft: bool = False,
    stamp: str = "",
    step: Callable[[str], None] = lambda _words: None,
) -> None:
    """Writes forms into one workbook, a sheet each, and reads every cell back; raises FileTrouble.

    A draft is marked in the page headers; the `stamp` of a 定稿 stands in the footers.

    `step` hears of every sheet; what it raises stops the writing, and nothing is left.
    """
    sheets = list(zip(titles_of(forms), (s for form in forms for s in form.sheets), strict=True))

    for title, sheet in sheets:
        if any(len(one.words) > LONGEST_TEXT for one in sheet.cells.values()):
            raise FileTrouble(
                path, f"“{title}”里有一格文字超过 {LONGEST_TEXT} 字，Excel 放不下，请缩短后再导出"
            )

    def write(target: Path) -> None:
        book = _Book(draft, stamp, step)
        for title, sheet in sheets:
            book.add(title, sheet)
        book.save(target)
        add_formulas(target, [formulas_of(sheet) for _, sheet in sheets])

    def check(written: Path) -> None:
        if not _reads_back(written, sheets):
            raise differs(path)

    write_whole(path, write, check)


def titles_of(forms: Sequence[FilledForm]) -> list[str]:
    """The sheets' names: legal in Excel and each once, with a number behind one that is taken."""
    taken: set[str] = set()
    titles: list[str] = []
    for form in forms:
        for sheet in form.sheets:
            titles.append(_free(_NO_TITLE.sub("", sheet.title).strip().strip("'") or "表", taken))
            taken.add(titles[-1].casefold())
    return titles


def _free(title: str, taken: set[str]) -> str:
    """The title itself or with a number behind it, no longer than Excel takes."""
    wanted = title[:LONGEST_TITLE]
    number = 2
    while wanted.casefold() in taken or wanted.casefold() in ("history", ""):
        tail = f"（{number}）"
        wanted = title[: LONGEST_TITLE - len(tail)] + tail
        number = number + 1
    return wanted


class _Book:
    """A workbook under construction; each look is made once."""

    def __init__(self, draft: bool, stamp: str, step: Callable[[str], None]) -> None:
        import openpyxl

        self._book: Workbook = openpyxl.Workbook()
        self._book.remove(self._book.active)
        self._draft = draft
        self._stamp = stamp
        self._step = step
        self._looks: dict[tuple[Style, bool], Any] = {}

    def add(self, title: str, filled: FilledSheet) -> None:
        """One more sheet."""
        self._step(f"正在写工作表 {title}")
        sheet: Worksheet = self._book.create_sheet(title)
        for place, filled_cell in filled.cells.items():
            cell = sheet.cell(place[0] + 1, place[1] + 1)
            put(cell, filled_cell)
            words = filled_cell.words if filled_cell.number is None else ""
            self._dress(cell, filled_cell.cell.style, quoted=words[:1] in tuple("=+-@"))
            if filled_cell.rows * filled_cell.columns > 1:
                self._span(sheet, place, filled_cell.rows, filled_cell.columns, filled_cell.cell.style)
        add_checks(sheet, filled)
        set_up(sheet, filled)
        print_edges(sheet, filled.paper, "草稿" if self._draft else "", self._stamp)

    def save(self, target: Path) -> None:
        """Writes the file."""
        self._book.properties.creator = ""
        self._book.save(target)

    def _span(self, sheet: Worksheet, place: Spot, rows: int, columns: int, style: Style) -> None:
        """A span; its hidden cells carry the lines, as Excel draws them."""
        for spot in spots(place, rows, columns):
            if spot != place:
                self._dress(sheet.cell(spot[0] + 1, spot[1] + 1), style, quoted=False)
        sheet.merge_cells(
            start_row=place[0] + 1,
            start_column=place[1] + 1,
            end_row=place[0] + rows,
            end_column=place[1] + columns,
        )

    def _dress(self, cell: Any, style: Style, *, quoted: bool) -> None:
        look = self._looks.get((style, quoted))
        if look is None:
            look_like(cell, style, quoted)
            self._looks[style, quoted] = cell._style
        else:
            cell._style = look


def _reads_back(path: Path, sheets: Sequence[tuple[str, FilledSheet]]) -> bool:
    """Whether a workbook holds just what was to be written: the values, and the formulas behind some of them."""
    alive = any(one.adds for _, sheet in sheets for one in sheet.cells.values())
    return all(_holds(path, sheets, alive=formulas) for formulas in ((False, True) if alive else (False,)))


def _holds(path: Path, sheets: Sequence[tuple[str, FilledSheet]], *, alive: bool) -> bool:
    """Whether a workbook has these values, or with `alive` formulas where there are any."""
    from zipfile import BadZipFile

    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=not alive)
    except (BadZipFile, KeyError):
        return False
    try:
        same_sheets = book.sheetnames == [title for title, _ in sheets]
        return same_sheets and all(_values(book[title]) == _wanted(filled, alive) for title, filled in sheets)
    finally:
        book.close()


def _values(sheet: Any) -> dict[str, float | str]:
    """What a sheet holds, numbers as Excel keeps them."""
    rows = enumerate(sheet.iter_rows(values_only=True))
    return {
        cell_name((line, column)): float(value) if isinstance(value, int | float) else value
        for line, values in rows
        for column, value in enumerate(values)
        if value is not None
    }


def _wanted(filled: FilledSheet, alive: bool) -> dict[str, float | str]:
    values: dict[str, float | str] = {
        cell_name(place): one.words if one.number is None else float(one.number)
        for place, one in filled.cells.items()
        if one.words or one.number is not None
    }
    formulas = formulas_of(filled) if alive else {}
    return values | {place: f"={formula}" for place, formula in formulas.items()}
