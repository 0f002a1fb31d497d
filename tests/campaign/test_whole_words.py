"""The words of cells over several rows are whole where LibreOffice draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from core.document.filling import filled_forms
from core.document.forms import FilledCell, FilledForm, FilledSheet
from core.document.row_heights import row_heights
from core.export.excel import write_excel
from core.forms.grid import Spot
from core.pack.cases import load_cases
from core.pack.loading import load_pack
from core.report.report import Report
from tests.campaign.test_excel import converted

PACKS = sorted(
    p.parent for p in (Path(__file__).resolve().parents[2] / "resources" / "packs").glob("*/pack.yaml")
)
HUNDRED = "".join(chr(0x5000 + 7 * number) for number in range(100))
"""A hundred characters, each once."""
SCALE = 4
DARK = 180


def filled(folder: Path) -> Report:
    """The pack's fullest case, with a project for the forms of which each project has one."""
    pack = load_pack(folder)
    case = max(load_cases(folder, pack), key=lambda case: len(case.given))
    report = Report.in_memory(pack, entries=pack.first_entries() | dict(case.given))
    report.set(f"项目[{report.add_row('项目').row}].名称", "道路")
    return report


def narrowest(sheet: FilledSheet) -> Iterator[Spot]:
    """The narrowest cell over several rows that wraps its words, where the sheet has one."""
    found = [
        (sum(sheet.widths[column : column + one.columns]), (row, column))
        for (row, column), one in sheet.cells.items()
        if one.rows > 1 and one.cell.style.wrap and not one.cell.style.turned
    ]
    if found:
        yield min(found)[1]


def probe(sheet: FilledSheet, place: Spot) -> FilledSheet:
    """A sheet with the hundred characters in one cell and nothing else on it, as high as it is filled."""
    cells = {spot: _emptied(one) for spot, one in sheet.cells.items()}
    cells[place] = cells[place]._replace(words=HUNDRED)
    return replace(sheet, cells=cells, heights=tuple(row_heights(sheet.heights, sheet.widths, cells)))


def _emptied(cell: FilledCell) -> FilledCell:
    style = cell.cell.style._replace(left="", top="", right="", bottom="")
    return cell._replace(words="", number=None, cell=cell.cell._replace(style=style, parts=()))


def drawn(pdf: Path) -> str:
    """The characters that are drawn from top to bottom: cut words are in a PDF, but have no ink."""
    found = ""
    for page in pypdfium2.PdfDocument(str(pdf)):
        bitmap = page.render(scale=SCALE, grayscale=True)
        pixels = bytes(bitmap.buffer)
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = (edge * SCALE for edge in text.get_charbox(index))
            rows = range(
                max(int(bitmap.height - top), 0), min(int(bitmap.height - bottom) + 1, bitmap.height)
            )
            inked = [
                min(pixels[row * bitmap.stride + int(left) : row * bitmap.stride + int(right) + 1]) < DARK
                for row in rows
            ]
            third = len(inked) // 3
            if any(inked[:third]) and any(inked[-third:]):
                found += text.get_text_range(index, 1)
    return found


@pytest.mark.campaign
@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_hundred_characters_are_whole_in_the_narrowest_cell_of_every_form(
    folder: Path, tmp_path: Path
) -> None:
    probed = 0
    for form in filled_forms(filled(folder)):
        for place in narrowest(form.sheets[0]):
            path = tmp_path / f"{form.name}.xlsx"
            write_excel([FilledForm(form.name, (probe(form.sheets[0], place),))], path)
            assert set(HUNDRED) - set(drawn(converted(path, "pdf"))) == set(), (form.name, place)
            probed += 1
    assert probed


@pytest.mark.campaign
def test_words_that_are_cut_are_seen_to_be_cut(tmp_path: Path) -> None:
    sheet = filled_forms(filled(PACKS[-1]))[0].sheets[0]
    place = next(narrowest(sheet))
    cut = replace(probe(sheet, place), heights=sheet.heights)
    write_excel([FilledForm("表", (cut,))], tmp_path / "表.xlsx")

    assert 0 < len(set(HUNDRED) & set(drawn(converted(tmp_path / "表.xlsx", "pdf")))) < 80
