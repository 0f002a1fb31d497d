"""The filled forms as another office program opens, recalculates and prints them."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from core.commands.packs import pack_named
from core.document.filling import filled_forms
from core.document.forms import FilledForm, FilledSheet
from core.export.excel import titles_of, write_excel
from core.intake.forms.proposing import accept_forms, propose_forms
from core.intake.texts.source import read_source
from core.intake.texts.text_proposal import propose
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.reading.workbooks import read_workbook
from core.report.report import Report

NINE = Decimal("1e-9")
EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "examples"


def sample(pack: Pack | None = None) -> Report:
    """The sample with its forms."""
    pack = pack or pack_named("hunan-county-2023")
    report = Report.in_memory(
        pack, entries=propose(pack, (EXAMPLES / "sample.txt").read_text("utf-8")).entries
    )
    for book in sorted(EXAMPLES.glob("*.xlsx")):
        accept_forms(report, propose_forms(report, read_workbook(book)))
    return report


def read(source: Path) -> Report:
    """A finished report as it is read."""
    pack = pack_named("hunan-county-2023")
    return Report.in_memory(pack, entries=propose(pack, read_source(source).text).entries)


def converted(path: Path, kind: str) -> Path:
    """A file as LibreOffice writes it in another format."""
    assert shutil.which("soffice"), "make campaign installs LibreOffice"
    out = path.parent / kind
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{kind}"


def numbers(forms: list[FilledForm]) -> Iterator[tuple[str, tuple[int, int], Decimal]]:
    titles = iter(titles_of(forms))
    for form in forms:
        for sheet in form.sheets:
            title = next(titles)
            for place, cell in sheet.cells.items():
                if cell.number is not None:
                    yield title, place, cell.number


def check_numbers(report: Report, path: Path, least: int) -> None:
    """Every number of the forms is in LibreOffice's own file what it is in the store."""
    forms = list(filled_forms(report))
    write_excel(forms, path)
    book = openpyxl.load_workbook(converted(path, "xlsx"), data_only=True)
    assert book.sheetnames == titles_of(forms)
    found = list(numbers(forms))
    assert len(found) >= least
    for title, (line, column), number in found:
        value = book[title].cell(line + 1, column + 1).value
        assert isinstance(value, int | float), (title, line, column, number, value)
        assert Decimal(repr(value)).quantize(NINE) == number.quantize(NINE)


@pytest.mark.campaign
def test_every_number_of_the_sample_is_the_stores_in_libreoffice_too(tmp_path: Path) -> None:
    check_numbers(sample(), tmp_path / "附件.xlsx", 200)


@pytest.mark.campaign
def test_every_number_of_the_real_report_is_the_stores(tmp_path: Path, real_texts: Path) -> None:
    check_numbers(read(next((real_texts / "seed").glob("*.txt"))), tmp_path / "附件.xlsx", 40)


def lively() -> Pack:
    """The sample's pack, its forms with live totals."""
    pack = pack_named("hunan-county-2023")
    words = pack.files["pack.yaml"].decode()
    in_lines = re.sub(r"^( +)(文件: forms/\S+)$", r"\1\2\n\1活的合计: 是", words, flags=re.MULTILINE)
    alive = re.sub(r"(文件: forms/[^,}\n]*)}", r"\1, 活的合计: 是}", in_lines)
    assert alive.count("活的合计: 是") == len(pack.forms)
    return read_pack({**pack.files, "pack.yaml": alive.encode()})


@pytest.mark.campaign
def test_totals_that_stay_alive_are_what_libreoffice_adds_up(tmp_path: Path) -> None:
    """The values are taken out of the file: every total is reckoned anew."""
    forms = filled_forms(sample(lively()))
    path = tmp_path / "附件.xlsx"
    write_excel(forms, path)
    bare = tmp_path / "没有值.xlsx"
    with zipfile.ZipFile(path) as read, zipfile.ZipFile(bare, "w") as written:
        for name in read.namelist():
            written.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", read.read(name)))

    reckoned = openpyxl.load_workbook(converted(bare, "xlsx"), data_only=True)
    totals = 0
    for title, sheet in zip(titles_of(forms), (s for form in forms for s in form.sheets), strict=True):
        for (line, column), cell in sheet.cells.items():
            if cell.adds:
                assert cell.number is not None
                value = reckoned[title].cell(line + 1, column + 1).value
                assert Decimal(repr(value)).quantize(NINE) == cell.number.quantize(NINE), (title, cell)
                totals += 1
    assert totals >= 15


@pytest.mark.campaign
def test_a_form_with_live_totals_saved_by_libreoffice_reads_back_without_a_difference(
    tmp_path: Path,
) -> None:
    report = sample(lively())
    write_excel(filled_forms(report), tmp_path / "附件.xlsx")
    for book in (tmp_path / "附件.xlsx", converted(tmp_path / "附件.xlsx", "xlsx")):
        proposal = propose_forms(report, read_workbook(book))
        assert proposal.is_empty, (proposal.edits, proposal.rows, proposal.gone)


@pytest.mark.campaign
def test_a_form_saved_by_libreoffice_reads_back_without_a_difference(tmp_path: Path) -> None:
    report = sample()
    write_excel(filled_forms(report), tmp_path / "附件.xlsx")
    proposal = propose_forms(report, read_workbook(converted(tmp_path / "附件.xlsx", "xlsx")))
    assert proposal.is_empty, (proposal.edits, proposal.rows, proposal.gone)
    assert {sheet.form for sheet in proposal.forms} == set(report.pack.forms)


@pytest.mark.campaign
def test_every_word_is_printed_on_pages_as_wide_as_the_form(tmp_path: Path) -> None:
    assert shutil.which("pdftotext"), "make campaign installs poppler-utils"
    report = sample()
    for form in filled_forms(report):
        path = tmp_path / f"{form.name}.xlsx"
        write_excel([form], path)
        pdf = converted(path, "pdf")
        printed = re.sub(r"\s", "", output_of("pdftotext", "-layout", str(pdf), "-"))
        for sheet in form.sheets:
            for words in labels(sheet):
                assert words in printed, (form.name, words)
        pages = re.search(r"Pages:\s+(\d+)", output_of("pdfinfo", str(pdf)))
        assert pages is not None
        assert len(form.sheets) <= int(pages[1]) <= 2 * len(form.sheets)


def labels(sheet: FilledSheet) -> Iterator[str]:
    """The words of a sheet that are printed on one line."""
    for cell in sheet.cells.values():
        if (
            not cell.cell.style.turned
            and cell.cell.columns > 1
            and "\n" not in cell.words
            and len(cell.words) < 30
        ):
            yield re.sub(r"\s", "", cell.words)


def output_of(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
