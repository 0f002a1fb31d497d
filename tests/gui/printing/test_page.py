"""The page measured on its PDF: 22 lines of 28 characters in 156 × 225 mm (GB/T 9704-2012)."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from core.document.closing import with_closing
from core.document.paper import Document, Heading, Title
from core.numbers.runs import Run
from gui.printing.measures import LINES, PITCH
from gui.printing.pagination import PlacedText, paginate
from gui.printing.pdf import write_pdf
from gui.printing.text_layout import STOPS
from gui.printing.typesetter import Typesetter
from tests.gui.printing.glyphs import MM, Glyph, body, glyphs
from tests.gui.printing.papers import document, form, hanzi, paragraph, report, sheet


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "报 告.pdf"


def _written(paper: Document, path: Path, setter: Typesetter) -> list[Glyph]:
    write_pdf(paper, path, setter)
    return glyphs(path)


def _words(found: list[Glyph]) -> str:
    return "".join(glyph.character for glyph in found)


def test_a_full_page_has_22_lines_of_28_characters_at_equal_pitch(path: Path, setter: Typesetter) -> None:
    lines = body(_written(document(paragraph(hanzi(28 * 22 - 2))), path, setter), 0)

    assert [len(line) for line in lines] == [26] + [28] * 21
    steps = [below[0].y - above[0].y for above, below in pairwise(lines)]
    assert max(steps) - min(steps) < 0.05
    assert steps[0] == pytest.approx(225 * MM / 22, abs=0.05)
    gaps = [right.x - left.x for line in lines for left, right in pairwise(line)]
    assert max(gaps) - min(gaps) < 0.05


def test_the_margins_are_those_of_the_standard(path: Path, setter: Typesetter) -> None:
    lines = body(_written(document(paragraph(hanzi(28 * 22 - 2))), path, setter), 0)
    left = min(glyph.x for line in lines for glyph in line)
    right = max(glyph.x + 16 for line in lines for glyph in line)

    assert left / MM == pytest.approx(28, abs=0.1)
    assert 210 - right / MM == pytest.approx(26, abs=1)
    assert (lines[0][0].y - 0.88 * 16) / MM == pytest.approx(37, abs=1)


def test_every_line_of_a_report_stands_on_one_of_the_22_places(path: Path, setter: Typesetter) -> None:
    found = _written(report(), path, setter)
    pages = {glyph.page for glyph in found}

    first = body(found, 1)[0][0].y
    places = [first + number * 225 * MM / 22 for number in range(22)]
    assert len(pages) > 3
    for page in pages - {0}:
        assert all(min(abs(line[0].y - place) for place in places) < 0.3 for line in body(found, page))


def test_the_words_of_the_pdf_are_those_of_the_report(path: Path, setter: Typesetter) -> None:
    paper = report()

    inside = [g for g in _written(paper, path, setter) if 37 * MM < g.y < 262 * MM]

    assert _words(inside) == "".join("".join(paper.lines).split())


def test_no_line_begins_with_a_stop_and_one_may_hang_behind_a_full_line(
    path: Path, setter: Typesetter
) -> None:
    paper = document(
        *(paragraph(f"{hanzi(26 + n % 3)}，{hanzi(27)}。{hanzi(n)}（{hanzi(5)}）") for n in range(60))
    )
    found = _written(paper, path, setter)
    lines = [line for page in {g.page for g in found} for line in body(found, page)]

    assert not [line for line in lines if line[0].character in STOPS | set("）》”")]
    assert any(line[-1].character in STOPS and line[-1].x > (28 + 155) * MM for line in lines)


def test_page_numbers_stand_at_the_outer_edge(path: Path, setter: Typesetter) -> None:
    found = [g for g in _written(report(), path, setter) if g.y > 262 * MM]

    first, second = ([g for g in found if g.page == page] for page in (0, 1))
    assert (_words(first), _words(second)) == ("—1—", "—2—")
    assert pytest.approx(first[-1].x + 14, abs=3) == (28 + 155.6) * MM - 14
    assert second[0].x == pytest.approx(28 * MM + 14, abs=0.5)
    assert first[0].y - 262 * MM == pytest.approx(7 * MM, abs=6)


def test_a_draft_says_so_at_the_head_and_a_final_one_does_not(path: Path, setter: Typesetter) -> None:
    for draft in (True, False):
        paper = Document("题", (paragraph("正文。"),), draft)
        head = [g for g in _written(paper, path, setter) if g.y < 37 * MM]
        assert _words(head) == ("草稿" if draft else "")


def test_the_stamp_stands_at_the_inner_edge_of_every_page(path: Path, setter: Typesetter) -> None:
    paper = Document(
        "题", report().blocks, False, (form(sheet(3, landscape=True)),), "", "校验码7F3A-91C2　第3版"
    )
    found = [g for g in _written(paper, path, setter) if g.page < 3 and g.y > 262 * MM]

    for page in range(3):
        assert "校验码7F3A-91C2第3版" in _words([g for g in found if g.page == page])


def test_a_heading_is_never_the_last_thing_on_a_page(setter: Typesetter) -> None:
    drawn = random.Random(7)
    for _ in range(60):
        blocks = [
            Heading(f"一、{hanzi(drawn.randint(2, 40))}", drawn.randint(1, 2))
            if drawn.random() < 0.4
            else paragraph(hanzi(drawn.randint(1, 300)))
            for _ in range(30)
        ]
        pages = list(paginate(document(*blocks, paragraph("完。")), setter))
        lasts = [page.pieces[-1] for page in pages]
        assert not [one for one in lasts if isinstance(one, PlacedText) and isinstance(one.block, Heading)]
        shown = Counter(
            id(p.block) for page in pages for p in page.pieces if isinstance(p, PlacedText) and not p.first
        )
        assert sum(shown.values()) == len(blocks) + 1
        assert all(p.y + (p.last - p.first) * PITCH <= LINES * PITCH + 1 for page in pages for p in page.pieces if isinstance(p, PlacedText))  # fmt: skip


def test_a_long_title_is_broken_between_words_and_centred(path: Path, setter: Typesetter) -> None:
    paper = document(Title((Run("青禾县农业农村局2023年度部门整体支出绩效自评报告"),)), paragraph("正文。"))

    lines = body(_written(paper, path, setter), 0)

    assert [_words(line) for line in lines] == [
        "青禾县农业农村局2023年度",
        "部门整体支出绩效自评报告",
        "正文。",
    ]
    for line in lines[:2]:
        middle = (line[0].x + line[-1].x + 22) / 2
        assert middle == pytest.approx((28 + 155.6 / 2) * MM, abs=2)


@pytest.mark.parametrize("character", ["喆", "堃", "龘", "㙍", "〇", "㎡", "—", "…"])
def test_rare_characters_are_never_boxes(character: str, setter: Typesetter, path: Path) -> None:
    paper = document(paragraph(f"王{character}同志"))

    assert character in _words(_written(paper, path, setter))
    assert setter.lacking() == set()


def test_a_character_that_no_font_has_is_named(setter: Typesetter) -> None:
    list(paginate(document(paragraph("编号\U000f1234号")), setter))

    assert setter.lacking() == {"\U000f1234"}
    assert "\U000f1234" in setter.notes()[-1]


def test_the_date_at_the_end_stands_four_characters_in(path: Path, setter: Typesetter) -> None:
    blocks = with_closing([paragraph("正文。"), paragraph("青禾县水利局"), paragraph("2024年6月5日")])

    name, date = body(_written(document(*blocks), path, setter), 0)[-2:]

    assert date[-1].x + 16 == pytest.approx((28 + 155.6) * MM - 4 * 15.75, abs=1)
    middles = [(line[0].x + line[-1].x + 16) / 2 for line in (name, date)]
    assert middles[0] == pytest.approx(middles[1], abs=5)
