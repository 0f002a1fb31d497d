"""《体检报告》: what the check-up of a finished report found, as a Word file to sign off or to send back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.export.whole_file import differs, write_whole
from core.export.word import BODY_FONT, HEI, TITLE_FONT, TITLE_SIZE, face, number_pages
from core.numbers.finding import ERROR, EXPLAIN, HINT, SEVERITIES
from core.prose.checkup import QuotedFinding

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.table import CT_Tc
    from docx.table import Table

TITLE = "体检报告"
TEXT_SIZE = 12.0
TABLE_SIZE = 10.5
"""小四 and 五号."""

TOP = 25
BOTTOM = 25
LEFT = 22
RIGHT = 20
"""Margins in mm: tables need more room than an official document's text."""

LONGEST_QUOTE = 60
_MEASURE = {ERROR: "个", EXPLAIN: "处", HINT: "条"}
_VERDICTS = {ERROR: "有错误", EXPLAIN: "有要说明的", HINT: "没有错误"}
_FOUND = (("序号", 12), ("级别", 18), ("位置（章节与原文）", 58), ("问题", 80))
_HELD = (("序号", 12), ("位置（章节与原文）", 66), ("相符的关系", 90))

Row = tuple[str, ...]


def verdict_in_words(verdict: str, findings: Sequence[QuotedFinding], held: Sequence[QuotedFinding]) -> str:
    """The verdict with its counts, in one line."""
    counts = [
        f"{severity} {number} {_MEASURE[severity]}"
        for severity in SEVERITIES
        if (number := sum(1 for quoted in findings if quoted.finding.severity == severity))
    ]
    if not counts and not held:
        return "没有发现问题，也没有找到可以互相核对的数"
    words = "：".join(filter(None, [_VERDICTS.get(verdict, "没有发现问题"), "，".join(counts)]))
    return f"{words}；相符 {len(held)} 处"


def coverage_in_words(numbers: Mapping[str, int]) -> str:
    """How many numbers of the text something else supports."""
    total = numbers.get("total", 0)
    bare = numbers.get("unsupported", 0)
    if not total:
        return "文中没有数字"
    bound = "与其他数有勾稽或是模板里的数据" if numbers.get("linked") else "与其他数有勾稽"
    return f"共 {total} 个数字：{bound}的 {total - bare} 个，没有依据的 {bare} 个"


def message_of(quoted: QuotedFinding) -> str:
    """What is wrong, with what may be written instead where that is not said already."""
    message = quoted.finding.message
    return (
        f"{message}。可改为“{quoted.instead}”"
        if quoted.instead and quoted.instead not in message
        else message
    )


def write_checkup(
    path: Path,
    name: str,
    verdict: str,
    findings: Sequence[QuotedFinding],
    held: Sequence[QuotedFinding],
    numbers: Mapping[str, int],
    *,
    set_aside: int = 0,
    on: date | None = None,
) -> None:
    """Writes the .docx and reads it back; raises FileTrouble.

    `name` is the report that was checked; `set_aside` says how many findings the clerk took for none.
    """
    found_rows = [(quoted.finding.severity, _place(quoted), message_of(quoted)) for quoted in findings]
    held_rows = [(_place(quoted), quoted.finding.message) for quoted in held]
    day = on or date.today()
    lines = [
        f"报告：{name}",
        f"日期：{day.year}年{day.month}月{day.day}日",
        f"结论：{verdict_in_words(verdict, findings, held)}",
        f"数字：{coverage_in_words(numbers)}",
    ]
    if set_aside:
        lines.append(f"另有 {set_aside} 条经人工核对不是问题（误报），没有列入")
    wanted = _numbered(found_rows), _numbered(held_rows)

    def check(written: Path) -> None:
        if _rows(written) != [row for table in wanted for row in table]:
            raise differs(path)

    write_whole(path, lambda target: _write(target, lines, *wanted, numbers.get("unsupported", 0)), check)


def _numbered(rows: Sequence[Row]) -> list[Row]:
    return [(str(number), *row) for number, row in enumerate(rows, start=1)]


def _place(quoted: QuotedFinding) -> str:
    """The section, and below it the words; long ones without their middle."""
    quote = " ".join(quoted.quote.split())
    if len(quote) > LONGEST_QUOTE:
        quote = f"{quote[: LONGEST_QUOTE // 2]}……{quote[-LONGEST_QUOTE // 2 :]}"
    return "\n".join(filter(None, [quoted.section, f"“{quote}”" if quote else ""])) or "全文"


def _rows(path: Path) -> list[Row] | None:
    """The tables' rows without their heads as they stand in a file, None where it is no whole Word file."""
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        tables = docx.Document(str(path)).tables
    except (PackageNotFoundError, BadZipFile):
        return None
    rows = (row for table in tables for row in table._tbl.tr_lst[1:])
    return [tuple("\n".join(_words(p) for p in cell.p_lst) for cell in row.tc_lst) for row in rows]


def _words(paragraph: object) -> str:
    return "".join(str(run.text) for run in paragraph.r_lst)  # type: ignore[attr-defined]


def _write(target: Path, lines: list[str], found: list[Row], held: list[Row], bare: int) -> None:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    word = docx.Document()
    section = word.sections[0]
    section.page_width = Mm(210)
    section.page_height = Mm(297)
    section.top_margin = Mm(TOP)
    section.bottom_margin = Mm(BOTTOM)
    section.left_margin = Mm(LEFT)
    section.right_margin = Mm(RIGHT)
    word.core_properties.title = TITLE
    word.core_properties.author = word.core_properties.comments = ""
    section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    number_pages(section.footer.paragraphs[0])
    _style(word)
    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(TITLE_SIZE / 2)
    face(title.add_run(f"《{TITLE}》"), TITLE_FONT, TITLE_SIZE)
    for line in lines:
        head, mark, rest = line.partition("：")
        paragraph = word.add_paragraph()
        face(paragraph.add_run(head + mark if mark else ""), HEI, TEXT_SIZE)
        face(paragraph.add_run(rest if mark else line), BODY_FONT, TEXT_SIZE)
    _heading(word, f"一、发现的问题（{len(found)}）")
    _table(word, _FOUND, found, "没有发现问题。")
    _heading(word, f"二、相符的关系（{len(held)}）")
    _table(word, _HELD, held, "没有找到可以互相核对的数。")
    _heading(word, f"三、没有依据的数字（{bare}）")
    words = f"有 {bare} 个数字在文中找不到可以核对的数，不等于有错，请对照账表核对。" if bare else "没有。"
    face(word.add_paragraph().add_run(words), BODY_FONT, TEXT_SIZE)
    word.save(str(target))


def _style(word: WordDocument) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    style = word.styles["Normal"]
    face(style, BODY_FONT, TEXT_SIZE)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.25


def _heading(word: WordDocument, words: str) -> None:
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(TEXT_SIZE)
    paragraph.paragraph_format.space_after = Pt(TEXT_SIZE / 3)
    paragraph.paragraph_format.keep_with_next = True
    face(paragraph.add_run(words), HEI, TEXT_SIZE)


def _table(word: WordDocument, columns: tuple[tuple[str, int], ...], rows: list[Row], none: str) -> None:
    """A table whose head stands on every page and whose rows are not torn, or a sentence where it is empty."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    if not rows:
        face(word.add_paragraph().add_run(none), BODY_FONT, TEXT_SIZE)
        return
    table: Table = word.add_table(rows=len(rows) + 1, cols=len(columns), style="Table Grid")
    table.autofit = False
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
    heads = tuple(head for head, _ in columns)
    for at, (element, row) in enumerate(zip(table._tbl.tr_lst, [heads, *rows], strict=True)):
        properties = element.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, (_, width), words in zip(element.tc_lst, columns, row, strict=True):
            cell.width = Mm(width)
            _fill(cell, words, HEI if at == 0 else BODY_FONT)


def _fill(cell: CT_Tc, words: str, font: str) -> None:
    """Writes a cell's lines; on the elements, since python-docx walks the whole table for every cell."""
    from docx.text.paragraph import Paragraph

    for at, line in enumerate(words.split("\n")):
        element = cell.p_lst[0] if at == 0 else cell.add_p()
        paragraph = Paragraph(element, cell)
        paragraph.paragraph_format.line_spacing = 1.0
        face(paragraph.add_run(line), font, TABLE_SIZE)
