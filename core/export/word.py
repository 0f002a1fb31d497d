"""The report as a Word file, set as GB/T 9704-2012 asks for official documents."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.document.forms import FilledSheet
from core.document.paper import Block, Document, Heading, Paragraph, Title
from core.document.titles import title_lines
from core.export.whole_file import differs, write_whole
from core.export.word_tables import add_tables, tiny, words_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
HEI = "黑体"
KAI = "楷体_GB2312"
TITLE_SIZE = 22.0
BODY_SIZE = 16.0
TITLE_PITCH = 35.0
LINE_PITCH = 28.95
"""二号, 三号, the line of a title, and 225 mm over 22 lines, in points."""

TOP = 37
BOTTOM = 35
LEFT = 28
RIGHT = 26
"""Margins in mm (GB/T 9704-2012, 5.2)."""
FOOTER = 24
TIGHTER = -6
"""Twips between characters, so that 28 of 16 points stand in 156 mm; with −5 LibreOffice loses hanging stops."""
TABLE_WIDTHS = (8820, 12750)
"""Twips of a table on an upright page and on one that lies."""
TITLE_ROOM = 20
"""Characters in a line of the title."""


def write_word(document: Document, path: Path) -> None:
    """Writes the .docx and reads its paragraphs and tables back; raises FileTrouble."""

    def check(written: Path) -> None:
        if _written(written) != _wanted(document):
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


def _stamp(footer: object, words: str, align: object) -> None:
    """The check code, small, at the side where the number is not."""
    paragraph = footer.add_paragraph()  # type: ignore[attr-defined]
    paragraph.alignment = align
    _run(paragraph, words, "宋体", 9)


def _wanted(document: Document) -> tuple[list[str], list[str]]:
    """The words of the paragraphs and of the tables' cells, blank ones left out."""
    labels = [form.label(sheet) for form in document.tables for sheet in form.sheets]
    sheets = [sheet.shown() for form in document.tables for sheet in form.sheets]
    cells = [sheet.cells[place].words for sheet in sheets for place in sorted(sheet.cells)]
    return [line for line in (*document.lines, *labels) if line], [words for words in cells if words]


def _written(path: Path) -> tuple[list[str], list[str]] | None:
    """The same of a Word file, None where it is no whole Word file."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        word = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile):
        return None
    paragraphs = [p.text.replace("\n", "") for p in word.paragraphs]
    cells = [words for table in word.tables for words in words_of(table)]
    return [words for words in paragraphs if words], [words for words in cells if words]


def _write(document: Document, path: Path) -> None:
    import docx

    word = docx.Document()
    _page(word, document)
    _styles(word)
    for at, block in enumerate(document.blocks):
        _block(word, block, _behind_title(document.blocks, at))
    for form in document.tables:
        for sheet in form.sheets:
            _sheet(word, sheet, form.label(sheet))
    word.save(str(path))


def _sheet(word: WordDocument, sheet: FilledSheet, label: str) -> None:
    """A sheet on pages of its own, which lie as the form says."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    section = word.add_section()
    tiny(word.paragraphs[-1])
    landscape = sheet.paper.landscape
    sides = [(LEFT, TOP, RIGHT, BOTTOM), (BOTTOM, LEFT, TOP, RIGHT)][landscape]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin, section.top_margin, section.right_margin, section.bottom_margin = map(Mm, sides)
    section.footer_distance = Mm(15 if landscape else FOOTER)
    if label:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(LINE_PITCH)
        _run(paragraph, label, HEI, BODY_SIZE)
    add_tables(word, sheet, TABLE_WIDTHS[landscape])


def _behind_title(blocks: Sequence[Block], at: int) -> float:
    """Points behind the last line of a title, 0 elsewhere: text goes on on the page's grid, one line left free."""
    if not isinstance(blocks[at], Title) or (at + 1 < len(blocks) and isinstance(blocks[at + 1], Title)):
        return 0.0
    lines = 0
    while at >= 0 and isinstance(blocks[at], Title):
        lines += len(title_lines(blocks[at].text, TITLE_ROOM))
        at -= 1
    return (ceil(lines * TITLE_PITCH / LINE_PITCH) + 1) * LINE_PITCH - lines * TITLE_PITCH


def _page(word: WordDocument, document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width = Mm(210)
    section.page_height = Mm(297)
    section.top_margin = Mm(TOP)
    section.bottom_margin = Mm(BOTTOM)
    section.left_margin = Mm(LEFT)
    section.right_margin = Mm(RIGHT)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(FOOTER)
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
        if document.stamp:
            inner = WD_ALIGN_PARAGRAPH.LEFT if align == WD_ALIGN_PARAGRAPH.RIGHT else WD_ALIGN_PARAGRAPH.RIGHT
            _stamp(footer, document.stamp, inner)
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
        _close_up(style.element.get_or_add_pPr())
        borders = style.element.pPr.find(_qn("w:pBdr")) if style.element.pPr is not None else None
        if borders is not None:
            style.element.pPr.remove(borders)


def _close_up(form: Any) -> None:
    """No space between Chinese and digits (GB/T 15835)."""
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        switch = form.makeelement(_qn(name), {_qn("w:val"): "0"})
        form.find(_qn("w:spacing")).addprevious(switch)


def _block(word: WordDocument, block: Block, behind: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    match block:
        case Title():
            paragraph = word.add_paragraph(style="Title")
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.line_spacing = Pt(TITLE_PITCH)
            paragraph.paragraph_format.space_after = Pt(behind)
            _run(paragraph, "\n".join(title_lines(block.text, TITLE_ROOM)), TITLE_FONT, TITLE_SIZE)
        case Heading():
            paragraph = word.add_paragraph(style=f"Heading {block.level}")
            paragraph.paragraph_format.first_line_indent = Pt(2 * BODY_SIZE)
            paragraph.paragraph_format.keep_with_next = True
            _run(paragraph, block.text, HEI if block.level == 1 else KAI, BODY_SIZE)
        case Paragraph():
            paragraph = word.add_paragraph(style="Normal")
            form = paragraph.paragraph_format
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            form.first_line_indent = Pt(2 * BODY_SIZE)
            if block.right is not None:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                form.first_line_indent = Pt(0)
                form.right_indent = Pt(block.right * BODY_SIZE)
            text = block.text
            if block.head:
                _run(paragraph, text[: block.head], KAI, BODY_SIZE)
            _run(paragraph, text[block.head :], BODY_FONT, BODY_SIZE)


def _run(paragraph: WordParagraph, text: str, font: str, size: float) -> None:
    run = paragraph.add_run(text)
    face(run, font, size)
    if size == BODY_SIZE:
        look = run._r.get_or_add_rPr()
        tighter = look.makeelement(_qn("w:spacing"), {_qn("w:val"): str(TIGHTER)})
        look.find(_qn("w:sz")).addprevious(tighter)


def _qn(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
