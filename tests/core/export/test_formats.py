"""What is written is what the report says: .txt and .docx read back, set as official documents are."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from core.document.builder import build_document
from core.document.paper import Document, Heading, Paragraph, Title
from core.export.text import text_of, write_text
from core.export.word import write_word
from core.report.report import Report
from tests.core.export.conftest import LINES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_the_blocks_are_the_report_in_order(document: Document) -> None:
    assert document.lines == LINES
    assert [type(block) for block in document.blocks[:4]] == [Title, Title, Heading, Paragraph]
    assert [(b.text, b.level) for b in document.blocks if isinstance(b, Heading)] == [
        ("一、基本情况", 1),
        ("二、支出情况", 1),
        ("（一）基本支出情况", 2),
        ("三、政府性基金", 1),
    ]
    assert [b.text[: b.head] for b in document.blocks if isinstance(b, Paragraph)] == [
        "",
        "人员情况。",
        "",
        "",
    ]


def test_a_figure_in_the_document_names_its_cell(document: Document) -> None:
    runs = [
        run for block in document.blocks if not isinstance(block, Heading) for run in block.runs if run.key
    ]

    assert ("1272.75", "支出.总额") in [(run.text, run.key) for run in runs]


def test_the_text_has_a_blank_line_behind_the_title_and_nowhere_else(document: Document) -> None:
    assert text_of(document) == "\n".join([*LINES[:2], "", *LINES[2:]]) + "\n"


def test_the_text_file_is_utf8_without_a_mark_and_with_unix_line_ends(
    document: Document, tmp_path: Path
) -> None:
    write_text(document, tmp_path / "报告.txt")

    assert (tmp_path / "报告.txt").read_bytes() == text_of(document).encode("utf-8")


def test_the_word_file_reads_back_paragraph_by_paragraph(document: Document, tmp_path: Path) -> None:
    write_word(document, tmp_path / "报告.docx")

    assert [p.text for p in docx.Document(str(tmp_path / "报告.docx")).paragraphs] == LINES


# -- GB/T 9704 ------------------------------------------------------------------------------------------


@pytest.fixture
def parts(document: Document, tmp_path: Path) -> dict[str, ElementTree.Element]:
    """The XML of a Word file's parts."""
    write_word(document, tmp_path / "报告.docx")
    with zipfile.ZipFile(tmp_path / "报告.docx") as archive:
        return {n: ElementTree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith(".xml")}


def body(parts: dict[str, ElementTree.Element]) -> ElementTree.Element:
    found = parts["word/document.xml"].find(f"{W}body")
    assert found is not None
    return found


def values(element: ElementTree.Element | None) -> dict[str, str]:
    assert element is not None
    return {name.removeprefix(W): value for name, value in element.attrib.items()}


def paragraph(parts: dict[str, ElementTree.Element], text: str) -> ElementTree.Element:
    return next(
        p for p in body(parts).iter(f"{W}p") if "".join(t.text or "" for t in p.iter(f"{W}t")) == text
    )


def test_the_page_is_a4_with_the_prescribed_margins(parts: dict[str, ElementTree.Element]) -> None:
    section = body(parts).find(f"{W}sectPr")
    assert section is not None
    size = values(section.find(f"{W}pgSz"))
    margins = values(section.find(f"{W}pgMar"))

    def mm(twips: str) -> float:
        return int(twips) / 1440 * 25.4

    assert (mm(size["w"]), mm(size["h"])) == pytest.approx((210, 297), abs=0.1)
    sides = [mm(margins[side]) for side in ("top", "bottom", "left", "right")]
    assert sides == pytest.approx([37, 35, 28, 26], abs=0.1)


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Normal", "仿宋_GB2312", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
    ],
)
def test_styles_have_the_prescribed_faces_and_sizes(
    parts: dict[str, ElementTree.Element], style: str, font: str, half_points: str
) -> None:
    found = next(s for s in parts["word/styles.xml"].iter(f"{W}style") if s.get(f"{W}styleId") == style)

    fonts = values(next(found.iter(f"{W}rFonts")))
    spacing = values(next(found.iter(f"{W}spacing")))
    assert fonts["eastAsia"] == font
    assert not [name for name in fonts if name.endswith("Theme")]
    assert values(next(found.iter(f"{W}sz")))["val"] == half_points
    assert (spacing["line"], spacing["lineRule"]) == ("579", "exact")
    assert (spacing["before"], spacing["after"]) == ("0", "0")
    assert not list(found.iter(f"{W}pBdr"))
    assert values(next(found.iter(f"{W}color")))["val"] == "000000"


@pytest.mark.parametrize(
    ("text", "style", "fonts"),
    [
        ("某县某局", "Title", ["方正小标宋简体"]),
        ("一、基本情况", "Heading1", ["黑体"]),
        ("（一）基本支出情况", "Heading2", ["楷体_GB2312"]),
        ("人员情况。在职64人，𠮷某除外。", None, ["楷体_GB2312", "仿宋_GB2312"]),
        ("基本支出1272.75万元，其中：人员经费761.25万元。", None, ["仿宋_GB2312"]),
    ],
)
def test_paragraphs_use_their_styles_and_run_in_headings_their_face(
    parts: dict[str, ElementTree.Element], text: str, style: str | None, fonts: list[str]
) -> None:
    found = paragraph(parts, text)
    named = found.find(f"{W}pPr/{W}pStyle")

    assert (None if named is None else values(named)["val"]) == style
    assert [values(fonts)["eastAsia"] for fonts in found.iter(f"{W}rFonts")] == fonts
    assert {values(fonts)["ascii"] for fonts in found.iter(f"{W}rFonts")} == {"Times New Roman"}


def test_body_and_headings_are_indented_by_two_characters_and_headings_stay_with_what_follows(
    parts: dict[str, ElementTree.Element],
) -> None:
    for text in ("一、基本情况", "人员情况。在职64人，𠮷某除外。"):
        assert values(paragraph(parts, text).find(f"{W}pPr/{W}ind"))["firstLine"] == "640"
    assert paragraph(parts, "一、基本情况").find(f"{W}pPr/{W}keepNext") is not None
    assert values(paragraph(parts, "某县某局").find(f"{W}pPr/{W}jc"))["val"] == "center"


def test_page_numbers_stand_outside_between_dashes(parts: dict[str, ElementTree.Element]) -> None:
    footers = [part for name, part in parts.items() if name.startswith("word/footer")]

    sides = sorted(values(next(footer.iter(f"{W}jc")))["val"] for footer in footers)
    assert sides == ["left", "right"]
    for footer in footers:
        assert "".join(t.text or "" for t in footer.iter(f"{W}t")) == "—  —"
        assert [t.text for t in footer.iter(f"{W}instrText")] == [" PAGE "]
        assert {values(size)["val"] for size in footer.iter(f"{W}sz")} == {"28"}
    assert parts["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


def test_a_draft_says_so_in_its_page_headers_and_never_in_the_text(
    report: Report, parts: dict[str, ElementTree.Element], tmp_path: Path
) -> None:
    headers = [part for name, part in parts.items() if name.startswith("word/header")]
    assert ["".join(t.text or "" for t in header.iter(f"{W}t")) for header in headers] == ["草稿", "草稿"]
    assert "草稿" not in text_of(build_document(report))

    write_word(replace(build_document(report), draft=False), tmp_path / "定稿.docx")
    with zipfile.ZipFile(tmp_path / "定稿.docx") as archive:
        assert not [
            name for name in archive.namelist() if "草稿" in archive.read(name).decode("utf-8", "ignore")
        ]


def test_the_word_file_names_its_title_and_no_author(document: Document, tmp_path: Path) -> None:
    write_word(document, tmp_path / "报告.docx")

    properties = docx.Document(str(tmp_path / "报告.docx")).core_properties
    assert (properties.title, properties.author, properties.comments) == ("某县某局2023年度报告", "", "")
