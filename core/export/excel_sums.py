"""Totals that Excel goes on adding up, with their values: what no library writes together is put into the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.document.forms import FilledSheet
from core.forms.grid import areas, cell_name

_VALUE = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*>(?=<v>)')

Formulas = Mapping[str, str]
"""The formulas of a sheet, by their cells' names."""


def formulas_of(filled: FilledSheet) -> Formulas:
    """SUM(B3:B5,C7) for each total that is to stay alive."""
    return {
        cell_name(place): f"SUM({','.join(areas(one.adds))})"
        for place, one in filled.cells.items()
        if one.adds and one.number is not None
    }


def add_formulas(path: Path, sheets: Sequence[Formulas]) -> None:
    """Puts formulas before the values that a workbook has; `sheets` are those of its sheets in order."""
    if not any(sheets):
        return
    parts = {f"xl/worksheets/sheet{number}.xml": formulas for number, formulas in enumerate(sheets, start=1)}
    out = io.BytesIO()
    with zipfile.ZipFile(path) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for part in read.infolist():
            content = read.read(part)
            written.writestr(part, _with_formulas(content, parts.get(part.filename, {})))
    path.write_bytes(out.getvalue())


def _with_formulas(sheet: bytes, formulas: Formulas) -> bytes:
    def formula(found: re.Match[bytes]) -> bytes:
        words = formulas.get(found[1].decode())
        return found[0] if words is None else found[0] + f"<f>{words}</f>".encode()

    return _VALUE.sub(formula, sheet) if formulas else sheet
