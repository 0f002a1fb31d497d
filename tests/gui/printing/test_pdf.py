"""The PDF as a file: bookmarks, properties, fonts inside, and nothing lost when it cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from core.export.formats import FORMATS
from core.numbers.troubles import FileTrouble
from gui.printing.pdf import write_pdf, writers
from gui.printing.typesetter import Typesetter
from tests.gui.printing.papers import document, form, paragraph, report, sheet


@pytest.fixture
def read(tmp_path: Path, setter: Typesetter) -> PdfReader:
    paper = document(*report().blocks, forms=(form(sheet(3), sheet(3, landscape=True)),))
    write_pdf(paper, tmp_path / "a.pdf", setter)
    return PdfReader(tmp_path / "a.pdf")


def test_every_format_that_core_does_not_write_is_drawn_here(qapp: object) -> None:
    assert set(writers()) == {each.ending for each in FORMATS.values() if not each.write}


def test_headings_and_attachments_are_bookmarks(read: PdfReader) -> None:
    outline = read.outline
    names = [one.title if not isinstance(one, list) else [inner.title for inner in one] for one in outline]

    assert names[:2] == ["一、第一部分情况", ["（一）第一部分之一"]]
    assert names[-2:] == ["附件1 基础数据表", ["表", "表"]]
    assert read.get_destination_page_number(outline[-2]) == len(read.pages) - 2


def test_title_and_author_are_its_properties(read: PdfReader) -> None:
    assert read.metadata is not None
    assert read.metadata.title == "青禾县水利局2023年度报告"
    assert read.metadata.author == "青禾县水利局"


def test_the_pages_are_a4_and_lie_as_they_should(read: PdfReader) -> None:
    sizes = [
        (round(float(p.mediabox.width) / 72 * 25.4), round(float(p.mediabox.height) / 72 * 25.4))
        for p in read.pages
    ]

    assert set(sizes[:-1]) == {(210, 297)}
    assert sizes[-1] == (297, 210)


def test_every_font_is_inside(read: PdfReader) -> None:
    fonts = {
        str(f.get_object()["/BaseFont"]): f.get_object()
        for p in read.pages
        for f in p["/Resources"]["/Font"].values()
    }

    assert len(fonts) >= 4
    for font in fonts.values():
        inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & inner.keys()


def test_an_old_file_stays_where_the_new_one_cannot_be_written(tmp_path: Path, setter: Typesetter) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("旧")

    with pytest.raises(FileTrouble):
        write_pdf(document(paragraph("正文。")), blocked / "a.pdf", setter)
    assert blocked.read_text() == "旧"


def test_a_report_without_a_word_still_makes_a_page(tmp_path: Path, setter: Typesetter) -> None:
    write_pdf(document(), tmp_path / "a.pdf", setter)

    assert len(PdfReader(tmp_path / "a.pdf").pages) == 1
