"""What a check-up leaves to be read, and what of a text is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.numbers.finding import ERROR, EXPLAIN, HINT, Finding
from core.prose.checkup import QuotedFinding
from core.report.findings import FINE
from gui.checkup.marks import BARE, KINDS, NONE, Mark, marks_at, stretches
from gui.checkup.outcome import Outcome, marks_of
from gui.texts.marked_places import WHOLE
from gui.utf16 import Units

TEXT = "基本支出100.00万元，其中：人员经费60.00万元，包括工资、津贴和奖金，公用经费30.00万元。"


def _said(code: str, severity: str, quote: str, start: int = 5, message: str = "说明") -> QuotedFinding:
    return QuotedFinding(Finding(code, severity, message), "", quote, start, start + len(quote))


def test_a_finding_set_aside_stays_so_when_its_numbers_are_pointed_otherwise() -> None:
    before = Outcome("", [_said("合计", ERROR, "1272.75 万元，其中")], [], {}, [])
    before.hide(frozenset({("合计", "127275万元其中")}))
    after = Outcome("", [_said("合计", ERROR, "1,272.75万元，其中")], [], {}, [])

    after.hide(before.aside)

    assert (before.found, after.found, after.hidden) == ([], [], 1)
    assert after.severity == FINE


def test_of_two_missing_sections_one_may_be_set_aside() -> None:
    missing = [QuotedFinding(Finding("缺少章节", HINT, f"没有“{name}”一节")) for name in "甲乙"]
    outcome = Outcome("", missing, [], {}, [])

    outcome.hide(frozenset({("缺少章节", "没有“甲”一节")}))

    assert [said.finding.message for said in outcome.found] == ["没有“乙”一节"]


def test_findings_come_gravest_first_then_as_they_are_read_and_on_the_whole_at_last() -> None:
    whole = QuotedFinding(Finding("全文", EXPLAIN, ""))
    late = _said("后", EXPLAIN, "甲", 90)
    early = _said("前", EXPLAIN, "甲", 10)

    outcome = Outcome("", [whole, late, early, _said("错", ERROR, "甲", 99)], [whole, late, early], {}, [])

    assert [said.finding.code for said in outcome.found] == ["错", "前", "后", "全文"]
    assert [said.finding.code for said in outcome.held] == ["前", "后", "全文"]


def test_of_a_long_stretch_only_the_numbers_of_its_sentence_are_marked() -> None:
    said = _said("合计", ERROR, TEXT[4:], 4, "60.00 + 30.00 = 90.00，文中写 100.00")

    marks = marks_of(said, TEXT)

    assert [TEXT[start:end] for start, end in marks] == ["100.00", "60.00", "30.00"]


def test_short_words_and_words_without_numbers_are_marked_as_a_whole() -> None:
    assert marks_of(_said("错别字", HINT, "帐目", 3), TEXT) == [(3, 5)]
    assert marks_of(_said("句子", HINT, TEXT[: WHOLE + 5], 0), TEXT) == [(0, WHOLE + 5)]
    assert marks_of(QuotedFinding(Finding("全文", HINT, "")), TEXT) == []


def test_a_relation_told_from_its_end_is_marked_all_the_same() -> None:
    assert marks_of(QuotedFinding(Finding("合计", FINE, ""), "", "", 9, 4), TEXT) == [(4, 9)]


@given(st.text(alphabet="甲乙𠮷🀄\n1", max_size=40))
def test_places_are_turned_into_units_of_qt(text: str) -> None:
    units = Units(text)

    assert [units(at) for at in range(len(text) + 1)] == [
        len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)
    ]


_marks = st.builds(
    lambda start, length, kind, row: Mark(start, start + length, kind, 0, row),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(KINDS),
    st.integers(0, 3),
)


@given(st.lists(_marks, max_size=8), st.integers(0, 20), st.integers(1, 30), st.integers(-1, 3))
def test_each_character_in_sight_is_drawn_as_its_gravest_mark(
    marks: list[Mark], first: int, length: int, row: int
) -> None:
    last = first + length
    chosen = (0, row) if row >= 0 else NONE
    drawn: dict[int, tuple[str, bool]] = {}

    for stretch in stretches(marks, chosen, first, last):
        for at in range(stretch.start, stretch.end):
            assert at not in drawn
            drawn[at] = stretch.kind, stretch.chosen

    wanted = {}
    for at in range(first, last):
        over = [m for m in marks if m.start <= at < m.end]
        if over:
            kind = min((m.kind for m in over), key=KINDS.index)
            wanted[at] = kind, any((m.page, m.row) == chosen for m in over)
    assert drawn == wanted


def test_of_marks_over_each_other_the_shortest_is_meant() -> None:
    long = Mark(0, 20, ERROR, 0, 0)
    short = Mark(5, 8, BARE, 2, 4)

    assert marks_at([long, short], 6) == [short, long]
    assert marks_at([long, short], 8) == [long]
    assert marks_at([long, short], 20) == []
