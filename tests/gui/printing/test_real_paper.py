"""The paper of a whole report, real where it is at hand and the sample everywhere: measured on the PDF."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from core.commands.packs import pack_named
from core.document.builder import build_document
from core.document.paper import Document
from core.intake.texts.text_proposal import propose
from core.report.report import Report
from gui.printing.pagination import PlacedText, paginate
from gui.printing.pdf import write_pdf
from gui.printing.text_layout import STOPS
from gui.printing.typesetter import Typesetter
from tests.gui.printing.glyphs import MM, Glyph, body, glyphs

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "examples" / "sample.txt"
TITLE_LINES = 3


@pytest.fixture(params=["sample", "seed"])
def paper(request: pytest.FixtureRequest) -> Document:
    """A report's text on paper, without its forms."""
    source = SAMPLE
    if request.param == "seed":
        source = next((request.getfixturevalue("real_texts") / "seed").glob("*.txt"))
    pack = pack_named("hunan-county-2023")
    return build_document(Report.in_memory(pack, entries=propose(pack, source.read_text("utf-8")).entries))


@pytest.fixture
def pages(paper: Document, tmp_path: Path, setter: Typesetter) -> list[list[list[Glyph]]]:
    """The lines of every page, as the PDF has them."""
    write_pdf(paper, tmp_path / "a.pdf", setter)
    found = glyphs(tmp_path / "a.pdf")
    return [body(found, page) for page in range(max(glyph.page for glyph in found) + 1)]


def test_every_full_page_has_22_baselines_at_equal_pitch(pages: list[list[list[Glyph]]]) -> None:
    assert len(pages) > 3
    for page in pages[1:-1]:
        assert len(page) in (20, 21, 22), "a heading may have moved on with its text"
        steps = [below[0].y - above[0].y for above, below in pairwise(page)]
        assert max(steps) - min(steps) < 0.3
        assert steps[0] == pytest.approx(225 * MM / 22, abs=0.3)


def test_a_full_line_of_chinese_has_28_characters(paper: Document, setter: Typesetter) -> None:
    full: list[int] = []
    for page in paginate(paper, setter):
        for piece in page.pieces:
            assert isinstance(piece, PlacedText)
            last = piece.layout.lines - 1
            for number in range(max(piece.first, 1), min(piece.last, last)):
                words, following = (piece.layout.line_text(n) for n in (number, number + 1))
                if not any(character < "\u0100" for character in words + following[0]):
                    full.append(len(words) - (len(words) > 28 and words[-1] in STOPS))

    assert len(full) > 10
    assert median(full) == max(full) == 28
    assert sum(count == 28 for count in full) >= 0.9 * len(full)


def test_words_stand_within_the_margins(pages: list[list[list[Glyph]]]) -> None:
    for page in pages:
        for line in page:
            inside = line[:-1] if line[-1].character in STOPS else line
            assert line[0].x >= 27 * MM
            assert all(glyph.x <= (210 - 25) * MM - 8 for glyph in inside)
        assert 36 * MM < page[0][0].y - 0.88 * 22 < page[-1][0].y < (297 - 34) * MM


def test_every_word_is_on_the_paper_in_its_order(paper: Document, pages: list[list[list[Glyph]]]) -> None:
    printed = "".join(glyph.character for page in pages for line in page for glyph in line)

    assert printed == "".join("".join(paper.lines).split())
