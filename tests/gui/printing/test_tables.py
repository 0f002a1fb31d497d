"""Forms on paper: every row once, headings on every page, nothing cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.document.forms import FilledCell, FilledSheet
from core.forms.grid import GridCell, Handling, Paper
from gui.printing.measures import LANDSCAPE, PORTRAIT
from gui.printing.pagination import Page, PlacedTable, paginate
from gui.printing.pdf import write_pdf
from gui.printing.table_layout import Box
from gui.printing.typesetter import Typesetter
from tests.gui.printing.glyphs import MM, glyphs
from tests.gui.printing.papers import BOXED, document, form, hanzi, paragraph, sheet


def _pages(setter: Typesetter, *sheets: FilledSheet, name: str = "附件1 基础数据表") -> list[Page]:
    paper = document(paragraph("正文。"), forms=(form(*sheets, name=name),))
    return list(paginate(paper, setter))[1:]


def _boxes(page: Page) -> list[Box]:
    return [box for piece in page.pieces if isinstance(piece, PlacedTable) for box in piece.slice.boxes]


def _said(box: Box) -> str:
    text = box.cell.text
    return "".join(text.line_text(n) for n in range(box.first, box.last)) if text else ""


def test_each_sheet_begins_a_page_and_lies_as_the_form_says(setter: Typesetter) -> None:
    pages = _pages(setter, sheet(3), sheet(3, landscape=True))

    assert [page.landscape for page in pages] == [False, True]
    assert [page.number for page in pages] == [2, 3]


def test_the_columns_fill_the_type_area(setter: Typesetter) -> None:
    for landscape, area in ((False, PORTRAIT), (True, LANDSCAPE)):
        (page,) = _pages(setter, sheet(3, columns=7, landscape=landscape))
        assert max(box.rect.right() for box in _boxes(page)) == pytest.approx(area.width, abs=1)


def test_a_long_table_has_every_row_once_and_its_headings_on_every_page(setter: Typesetter) -> None:
    pages = _pages(setter, sheet(120))

    assert len(pages) > 2
    for page in pages:
        assert [_said(box) for box in _boxes(page)][:4] == ["栏0", "栏1", "栏2", "栏3"]
        bottom = max(box.rect.bottom() for box in _boxes(page))
        assert bottom <= PORTRAIT.height + 1
    rows = [_said(box) for page in pages for box in _boxes(page) if box.cell.column == 0 and box.cell.row]
    assert rows == [f"内容{row}-0" for row in range(1, 120)]


def test_headings_are_never_left_alone_at_a_page_s_foot(setter: Typesetter) -> None:
    for count in range(2, 60):
        table = sheet(count, titles=(count - 2, count - 2))
        for page in _pages(setter, table):
            assert {row for box in _boxes(page) for row in [box.cell.row]} != {count - 2}
            last = max(_boxes(page), key=lambda box: box.rect.bottom())
            assert last.cell.row != count - 2


def test_a_box_over_rows_of_two_pages_says_its_words_on_both(setter: Typesetter) -> None:
    table = sheet(80)
    cells = {place: one for place, one in table.cells.items() if place[1] or not place[0]}
    cells[1, 0] = FilledCell("产出指标", None, GridCell("", BOXED), 79, 1)
    pages = _pages(setter, FilledSheet("表", table.widths, table.heights, cells, table.paper))

    assert len(pages) > 1
    assert all("产出指标" in [_said(box) for box in _boxes(page)] for page in pages)


def test_a_row_higher_than_a_page_is_cut_between_lines_and_loses_nothing(setter: Typesetter) -> None:
    words = hanzi(3000)
    cells = {
        (0, 0): FilledCell("栏", None, GridCell("", BOXED)),
        (1, 0): FilledCell(words, None, GridCell("", BOXED)),
    }
    table = FilledSheet("表", (20.0,), (24.0, 24.0), cells, Paper(titles=(0, 0)))

    pages = _pages(setter, table)

    assert len(pages) > 1
    assert "".join(_said(box) for page in pages for box in _boxes(page) if box.cell.row) == words
    assert all(box.rect.bottom() <= PORTRAIT.height + 1 for page in pages for box in _boxes(page))


def test_a_row_is_as_high_as_its_words_need(setter: Typesetter) -> None:
    cells = {
        (0, 0): FilledCell(hanzi(60), None, GridCell("", BOXED)),
        (0, 1): FilledCell("短", None, GridCell("", BOXED)),
    }
    (page,) = _pages(setter, FilledSheet("表", (10.0, 40.0), (15.0,), cells, Paper()))

    box = _boxes(page)[0]
    assert box.cell.text is not None
    assert box.rect.height() >= box.cell.text.height


def test_rows_and_columns_that_the_form_hides_are_not_printed(setter: Typesetter) -> None:
    hidden = Handling(frozenset({1}), frozenset({2}))

    (page,) = _pages(setter, replace(sheet(3), handling=hidden))

    said = [_said(box) for box in _boxes(page)]
    assert said == ["栏0", "栏1", "栏3", "内容2-0", "内容2-1", "内容2-3"]


def test_a_form_that_overflows_only_by_empty_space_is_kept_on_one_page(setter: Typesetter) -> None:
    assert len(_pages(setter, sheet(20, height=34.0))) == 1
    assert len(_pages(setter, sheet(60, height=34.0))) == 4


@pytest.mark.parametrize("says", [True, False])
def test_the_number_of_an_attachment_stands_above_a_form_that_does_not_say_it(
    setter: Typesetter, tmp_path: Path, says: bool
) -> None:
    table = sheet(3)
    cells = dict(table.cells)
    if says:
        cells[0, 0] = FilledCell("附件1", None, GridCell("", BOXED))
    table = FilledSheet("表", table.widths, table.heights, cells, table.paper)
    write_pdf(document(paragraph("正文。"), forms=(form(table),)), tmp_path / "a.pdf", setter)

    found = [g for g in glyphs(tmp_path / "a.pdf") if g.page == 1 and 37 * MM < g.y < 262 * MM]
    words = "".join(g.character for g in sorted(found, key=lambda g: (round(g.y), g.x)))
    assert words.count("附件1") == 1


def test_words_turned_upright_stand_one_under_another(setter: Typesetter) -> None:
    cells = {(0, 0): FilledCell("绩效指标", None, GridCell("", BOXED._replace(turned=255)), 1, 1)}
    (page,) = _pages(setter, FilledSheet("表", (5.0,), (24.0,), cells, Paper()))

    text = _boxes(page)[0].cell.text
    assert text is not None
    assert [text.line_text(n).strip("\u2028") for n in range(text.lines)] == list("绩效指标")
    assert _boxes(page)[0].rect.height() >= text.height


def test_a_figure_is_found_where_it_stands(setter: Typesetter) -> None:
    (page,) = _pages(setter, sheet(3))

    assert {box.cell.key for box in _boxes(page)} == {"格0", "格1", "格2"}
