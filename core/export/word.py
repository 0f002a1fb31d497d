"""The report as a Word file, set as GB/T 9704-2012 asks for official documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.document.blocks import Block, Document, Heading, Paragraph, Title
from core.export.writing import differs, write_whole

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

TITLE_FONT, BODY_FONT, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
TITLE_SIZE, BODY_SIZE, LINE_PITCH = 22.0, 16.0, 28.95
"""二号, 三号, and 225 mm over 22 lines, in points."""

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
"""Margins in mm (GB/T 9704-2012, 5.2)."""


def write_word(document: Document, path: Path) -> None:
    """Writes the .docx and reads its paragraphs back; raises FileTrouble."""

    def check(written: Path) -> None:
        if _paragraphs(written) != [line for line in document.lines if line]:
            raise differs(path)

    write_whole(path, lambda target: _write(document, target), check)


def face(styled: object, font: str, size: float) -> None:
    """The East-Asian face too, which python-docx's font.name leaves alone."""
    from docx.shared import Pt

    styled.font.name = "Times New Roman"  # type: ignore[attr-defined]
    styled.font.size = Pt(size)  # type: ignore[attr-defined]
    element = styled._element if hasattr(styled, "_element") else styled.element  # type: ignore[attr-defined]
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(_qn(theme), None)
    fonts.set(_qn("w:eastAsia"), font)


def number_pages(paragraph: WordParagraph) -> None:
    """— 1 — in 四号, one character in from the outer edge."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    _run(paragraph, "— ", "宋体", 14)
    field = paragraph.add_run()
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        field._r.append(element)
    face(field, "宋体", 14)
    _run(paragraph, " —", "宋体", 14)


def _paragraphs(path: Path) -> list[str] | None:
    """The words of a Word file's paragraphs, None where it is no whole Word file."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return [p.text for p in docx.Document(str(path)).paragraphs if p.text]
    except (PackageNotFoundError, BadZipFile):
        return None


def _write(document: Document, path: Path) -> None:
    import docx

    word = docx.Document()
    _page(word, document)
    _styles(word)
    for at, block in enumerate(document.blocks):
        last_title = isinstance(block, Title) and not isinstance(_next(document, at), Title)
        _block(word, block, last_title)
    word.save(str(path))


def _next(document: Document, at: int) -> Block | None:
    return document.blocks[at + 1] if at + 1 < len(document.blocks) else None


def _page(word: WordDocument, document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    word.core_properties.title = document.title
    word.core_properties.author = ""
    word.core_properties.comments = ""
    word.settings.odd_and_even_pages_header_footer = True
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        number_pages(paragraph)
    if document.draft:
        for header in (section.header, section.even_page_header):
            header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _run(header.paragraphs[0], "草稿", HEI, 14)


def _styles(word: WordDocument) -> None:
    from docx.shared import Pt, RGBColor

    for language in word.styles.element.iter(_qn("w:lang")):
        language.set(_qn("w:eastAsia"), "zh-CN")  # else 。，are set in the middle of their squares
    for name, font, size in (
        ("Normal", BODY_FONT, BODY_SIZE),
        ("Title", TITLE_FONT, TITLE_SIZE),
        ("Heading 1", HEI, BODY_SIZE),
        ("Heading 2", KAI, BODY_SIZE),
    ):
        style = word.styles[name]
        face(style, font, size)
        style.font.bold = style.font.italic = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing = Pt(LINE_PITCH)
        form.widow_control = False
        borders = style.element.pPr.find(_qn("w:pBdr")) if style.element.pPr is not None else None
        if borders is not None:
            style.element.pPr.remove(borders)


def _block(word: WordDocument, block: Block, last_title: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    match block:
        case Title():
            paragraph = word.add_paragraph(style="Title")
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.line_spacing = Pt(2 * BODY_SIZE)
            paragraph.paragraph_format.space_after = Pt(LINE_PITCH if last_title else 0)
            _run(paragraph, block.text, TITLE_FONT, TITLE_SIZE)
        case Heading():
            paragraph = word.add_paragraph(style=f"Heading {block.level}")
            paragraph.paragraph_format.first_line_indent = Pt(2 * BODY_SIZE)
            paragraph.paragraph_format.keep_with_next = True
            _run(paragraph, block.text, HEI if block.level == 1 else KAI, BODY_SIZE)
        case Paragraph():
            paragraph = word.add_paragraph(style="Normal")
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(2 * BODY_SIZE)
            text = block.text
            if block.head:
                _run(paragraph, text[: block.head], KAI, BODY_SIZE)
            _run(paragraph, text[block.head :], BODY_FONT, BODY_SIZE)


def _run(paragraph: WordParagraph, text: str, font: str, size: float) -> None:
    face(paragraph.add_run(text), font, size)


def _qn(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
