"""Forms in the Word file: real tables on pages that lie as the form says, every cell once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from core.document.forms import FilledCell, FilledForm, FilledSheet
from core.document.paper import Document, Paragraph, Title
from core.export.word import write_word
from core.export.word_tables import words_of
from core.forms.grid import GridCell, Paper, Style
from core.numbers.runs import Run

BOXED = Style("宋体", 10.5, wrap=True, across="center", left="thin", top="thin", right="thin", bottom="thin")
PLAIN = Style("黑体", 16.0, across="left")
LONG = "青禾县农业农村局农业综合行政执法大队2023年度部门整体支出绩效自评报告"


def _sheet(*, landscape: bool = False, titles: tuple[int, int] | None = (1, 1)) -> FilledSheet:
    """附件9 over headings and three rows, of which one cell is joined over two rows and one over two columns."""
    cells = {
        (0, 0): FilledCell("附件9", None, GridCell("", PLAIN)),
        (0, 1): FilledCell("", None, GridCell("", Style())),
        (0, 2): FilledCell("", None, GridCell("", Style())),
        **{(1, column): FilledCell(f"栏{column}", None, GridCell("", BOXED)) for column in range(3)},
        (2, 0): FilledCell("产出\n指标", None, GridCell("", BOXED._replace(turned=255)), 2, 1),
        (2, 1): FilledCell("数量 & <质量>", None, GridCell("", BOXED), 1, 2),
        (3, 1): FilledCell("10", None, GridCell("", BOXED)),
        (3, 2): FilledCell("", None, GridCell("", BOXED)),
    }
    return FilledSheet("表", (6.0, 20.0, 20.0), (24.0,) * 4, cells, Paper(landscape=landscape, titles=titles))


def _word(tmp_path: Path, *sheets: FilledSheet, name: str = "附件9 某表", **more: str | bool) -> WordDocument:
    blocks = (Title((Run(LONG),)), Paragraph((Run("正文。"),)))
    made = Document("题", blocks, False, (FilledForm(name, sheets),))
    write_word(replace(made, **more), tmp_path / "a.docx")  # type: ignore[arg-type]
    return docx.Document(str(tmp_path / "a.docx"))


def test_every_cell_stands_in_a_table_once(tmp_path: Path) -> None:
    word = _word(tmp_path, _sheet())

    words = [words for table in word.tables for words in words_of(table) if words]

    assert words == ["附件9", "栏0", "栏1", "栏2", "产出\n指标", "数量 & <质量>", "10"]


def test_each_sheet_begins_a_page_that_lies_as_the_form_says(tmp_path: Path) -> None:
    word = _word(tmp_path, _sheet(), _sheet(landscape=True), _sheet())

    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in word.sections]
    assert sizes == [(210, 297), (210, 297), (297, 210), (210, 297)]
    margins = [(round(s.left_margin.mm), round(s.top_margin.mm)) for s in word.sections]
    assert margins == [(28, 37), (28, 37), (35, 28), (28, 37)]
    assert not [p for p in word.paragraphs[2:] if p.text]


def test_rows_that_the_form_repeats_begin_a_table_of_their_own(tmp_path: Path) -> None:
    word = _word(tmp_path, _sheet())

    assert [len(table.rows) for table in word.tables] == [1, 3]
    heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in word.tables[1].rows]
    assert heads == [True, False, False]


def test_a_cell_over_the_repeated_rows_keeps_the_table_whole(tmp_path: Path) -> None:
    sheet = _sheet()
    cells = dict(sheet.cells)
    cells[0, 0] = FilledCell("附件9", None, GridCell("", PLAIN), 2, 1)
    del cells[1, 0]

    word = _word(tmp_path, replace(sheet, cells=cells))

    assert [len(table.rows) for table in word.tables] == [4]


def test_spans_lines_and_faces_are_the_form_s(tmp_path: Path) -> None:
    table = _word(tmp_path, _sheet(titles=None)).tables[0]
    rows = [list(row._tr.iter(qn("w:tc"))) for row in table.rows]

    assert [len(row) for row in rows] == [1, 3, 2, 3], "附件9 runs over the empty cells beside it"
    joined = [row[0].find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") for row in rows[2:]]
    assert [one.get(qn("w:val")) for one in joined if one is not None] == ["restart", None]
    assert rows[2][1].find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}").get(qn("w:val")) == "2"  # type: ignore[union-attr]
    assert rows[2][0].find(f"{qn('w:tcPr')}/{qn('w:textDirection')}").get(qn("w:val")) == "tbRlV"  # type: ignore[union-attr]
    assert len(rows[1][0].find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}")) == 4  # type: ignore[arg-type]
    assert next(rows[0][0].iter(qn("w:rFonts"))).get(qn("w:eastAsia")) == "黑体"


def test_a_form_that_does_not_say_its_number_has_it_above(tmp_path: Path) -> None:
    sheet = _sheet()
    cells = {**sheet.cells, (0, 0): FilledCell("某表", None, GridCell("", PLAIN))}

    word = _word(tmp_path, replace(sheet, cells=cells))

    assert [p.text for p in word.paragraphs if p.text][-1] == "附件9"


def test_a_long_title_is_broken_and_still_one_paragraph(tmp_path: Path) -> None:
    title = _word(tmp_path).paragraphs[0]

    assert title.text.replace("\n", "") == LONG
    assert title.text.count("\n") == 1


@pytest.mark.parametrize("stamp", ["", "校验码 7F3A-91C2-5B0E　第3版"])
def test_the_check_code_stands_in_the_footers_of_a_final_report(tmp_path: Path, stamp: str) -> None:
    section = _word(tmp_path, stamp=stamp).sections[0]

    for footer in (section.footer, section.even_page_footer):
        assert [p.text for p in footer.paragraphs[1:]] == ([stamp] if stamp else [])


def test_28_characters_stand_in_a_line_and_digits_close_to_them(tmp_path: Path) -> None:
    word = _word(tmp_path)

    spacing = word.paragraphs[1].runs[0]._r.find(f"{qn('w:rPr')}/{qn('w:spacing')}")
    assert spacing is not None
    assert 28 * (320 + int(str(spacing.get(qn("w:val"))))) <= 156 / 25.4 * 1440 < 29 * 314
    normal = word.styles["Normal"].element.pPr
    assert [normal.find(qn(f"w:{n}")).get(qn("w:val")) for n in ("autoSpaceDE", "autoSpaceDN")] == ["0", "0"]
