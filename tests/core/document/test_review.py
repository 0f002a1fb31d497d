"""The report's own sentences read live: what contradicts in them, and where it stands."""

from __future__ import annotations

import pytest

from core.document.review import review
from core.numbers.finding import ERROR
from core.report.findings import standing_proofs, standings
from core.report.relations import IN_SENTENCES, relations
from tests.core.document.sentences import (
    BODY,
    CUT,
    LIVE,
    OTHER,
    RIGHT,
    RULE,
    WRONG,
    only_proof,
    report_with,
    rewrite,
)


def test_a_wrong_sum_typed_into_a_section_is_one_finding_where_it_stands() -> None:
    report = report_with("")
    report.set(BODY, f"头一段。\n\n𠮷祥：{WRONG}\n末一段。")

    change = review(report)

    proof = only_proof(report)
    assert change is not None
    assert change.keys == {BODY}
    assert change.findings_added == (proof.finding,)
    assert proof.finding.keys == (BODY,)
    assert (proof.finding.code, proof.finding.severity) == ("分项合计", ERROR)
    assert "60.00 + 30.00 = 90.00" in proof.finding.message
    assert proof.key == BODY
    assert proof.quote == "100.00万元，其中：人员经费60.00万元，公用经费30.00万元"
    assert report.words(BODY)[proof.start : proof.end] == proof.quote


def test_mending_the_number_takes_the_finding_away() -> None:
    report = report_with(WRONG)
    finding = only_proof(report).finding
    report.set(BODY, RIGHT)

    change = review(report)

    assert change is not None
    assert (change.findings_added, change.findings_removed) == ((), (finding,))
    assert change.keys == {BODY}
    assert not standings(report)


def test_reading_again_without_a_change_says_nothing() -> None:
    report = report_with(WRONG)

    assert review(report) is None
    report.set("支出.公用", "5")
    assert review(report) is None


def test_reading_writes_nothing_and_is_no_step() -> None:
    report = report_with("")
    report.set(BODY, WRONG)
    before = dict(report.store.entries), list(report.store.heads), report.undo_label

    review(report)

    assert (dict(report.store.entries), list(report.store.heads), report.undo_label) == before
    report.undo()
    assert report.words(BODY) == ""


def test_a_live_figure_inside_the_words_is_among_the_keys() -> None:
    report = report_with(LIVE)
    proof = only_proof(report)
    assert proof.finding.keys == (BODY, "支出.人员")
    assert report.words(BODY)[proof.start : proof.end] == proof.quote

    report.set("支出.人员", "70.00")
    review(report)

    assert not standing_proofs(report)


def test_a_finding_over_two_paragraphs_keeps_to_the_words_of_its_text() -> None:
    report = report_with("全年支出100.00万元。\n人员经费60.00万元，占支出的66.00%。")

    proof = only_proof(report)

    assert report.words(BODY)[proof.start : proof.end] == proof.quote
    assert proof.quote == "100.00万元。\n人员经费60.00万元，占支出的66.00%"


def test_a_blank_line_between_two_paragraphs_does_not_move_the_words() -> None:
    report = report_with("全年支出100.00万元。\n\n人员经费60.00万元，占支出的66.00%。")

    proof = only_proof(report)

    assert report.words(BODY)[proof.start : proof.end] == proof.quote


def test_the_same_wrong_sentence_in_two_sections_is_two_findings() -> None:
    report = report_with(WRONG)
    rewrite(report, WRONG, OTHER)

    found = [one for one in standing_proofs(report) if one.finding.code == "分项合计"]

    assert {one.key for one in found} == {BODY, OTHER}


def test_two_slips_of_punctuation_are_two_findings() -> None:
    report = report_with("修好水渠，，管好水闸。建好泵站、、护好河堤。")

    assert [one.quote for one in standing_proofs(report)] == ["，，", "、、"]


def test_what_may_be_written_instead_stands_in_the_words() -> None:
    report = report_with(f"𠮷祥村。\n{{支出.人员}}万元，全部付清。修好水渠，，管好水闸。\n{CUT}")

    told = {report.words(BODY)[slice(*one.at)]: one.instead for one in standing_proofs(report)}

    assert told == {"，，": "，", "66.66%": "66.67%"}


@pytest.mark.parametrize("blank", ["＿＿", "{支出.公用}"])
def test_what_is_not_filled_in_yet_says_nothing(blank: str) -> None:
    report = report_with(WRONG.replace("30.00", blank))

    assert not report.proofs.found
    assert not report.proofs.held


# -- beside the pack's rules --------------------------------------------------------------------------


def test_what_a_rule_of_the_pack_says_already_is_not_said_twice() -> None:
    report = report_with("全年支出{支出.总额}万元，其中：人员经费{支出.人员}万元，公用经费{支出.公用}万元。")
    report.set("支出.公用", "30.00")
    report.report_as("支出.总额", "100.00")

    review(report)

    assert len(report.proofs.found) == 1
    assert [one.finding.code for one in standings(report)] == ["填报与计算不符"]


def test_a_rule_on_one_figure_does_not_hide_a_wrong_sum_around_it() -> None:
    report = report_with(LIVE, RULE)

    assert {one.finding.code for one in standings(report)} == {"人员不多", "分项合计"}


def test_rules_on_other_figures_leave_the_sentences_alone() -> None:
    report = report_with(WRONG, RULE)

    assert {one.finding.code for one in standings(report)} == {"人员不多", "分项合计"}


def test_relations_that_hold_in_the_sentences_are_listed() -> None:
    report = report_with(RIGHT)

    (told,) = [one for one in relations(report, standings(report)) if one.source == IN_SENTENCES]

    assert (told.code, told.state, told.keys) == ("分项合计", "相符", (BODY,))
    assert "60.00 + 30.00 = 90.00" in told.words
