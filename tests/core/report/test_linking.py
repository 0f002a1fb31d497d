from __future__ import annotations

from pathlib import Path

import pytest

from core.commands.packs import fitting_pack, known_packs
from core.intake.texts.source import read_source
from core.intake.texts.text_proposal import propose
from core.report.linking import candidates, is_sayable, key_of_mark, may_change, sayable
from core.report.report import Report
from tests.core.packs import tiny_pack
from tests.core.report.conftest import add

BODY = "章节[支出].正文"
SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "examples" / "sample.txt"


@pytest.fixture
def filled(report: Report) -> Report:
    report.set("支出.人员", "761.25")
    report.set("支出.公用", "511.50")
    report.set("单位.年度", "2023")
    return report


def _marks(report: Report, number: str, sentence: str = "") -> list[str]:
    return [one.mark for one in candidates(report, BODY, number, sentence or number)]


def test_a_number_is_the_figure_that_prints_it(filled: Report) -> None:
    (found,) = candidates(filled, BODY, "1272.75", "基本支出1272.75万元")

    assert found == ("{支出.总额}", "基本支出", "支出.总额", True)


@pytest.mark.parametrize(
    ("number", "sentence", "mark"),
    [
        ("761.3", "761.3万元", "{支出.人员:0.0}"),
        ("761.250", "761.250", "{支出.人员:0.000}"),
        ("1,272.75", "1,272.75万元", "{支出.总额:,0.00}"),
        ("1273", "1273万元", "{支出.总额:0}"),
        ("7612500", "7612500元", "{支出.人员:0元}"),
        ("7,612,500.00", "7,612,500.00元", "{支出.人员:,0.00元}"),
        ("2023", "2023年度", "{单位.年度}"),
    ],
)
def test_a_number_in_a_format_becomes_a_mark_that_prints_it(
    filled: Report, number: str, sentence: str, mark: str
) -> None:
    assert _marks(filled, number, sentence) == [mark]
    assert filled.said(BODY, mark) == number


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("761.25", "761.25元"),
        ("761.25", "761.25人"),
        ("761.25", "761.25%"),
        ("761.26", "761.26万元"),
        ("59.81", "59.81万元"),
        ("2023", "2023万元"),
        ("", ""),
        ("abc", "abc"),
        ("1.2.3", "1.2.3"),
        ("00761.25", "00761.25"),
        ("1" * 600, "1" * 600),
        ("0." + "1" * 600, "0." + "1" * 600),
    ],
)
def test_a_number_with_another_unit_or_value_is_none(filled: Report, number: str, sentence: str) -> None:
    assert _marks(filled, number, sentence) == []


def test_the_figure_whose_name_stands_nearest_leads(filled: Report) -> None:
    filled.set("支出.公用", "761.25")

    assert _marks(filled, "761.25", "人员经费和公用经费761.25")[0] == "{支出.公用}"
    assert _marks(filled, "761.25", "公用经费少于人员经费761.25")[0] == "{支出.人员}"
    assert [one.near for one in candidates(filled, BODY, "761.25", "共761.25")] == [False, False]


def test_cells_are_named_by_their_rows(filled: Report) -> None:
    row = add(filled, "修路", "98.60")

    found, total = candidates(filled, BODY, "98.60", "修路98.60万元")

    assert found.mark == f"{{项目[{row}].金额}}"
    assert found.key == f"项目[{row}].金额"
    assert found.label == "修路 项目金额"
    assert found.near
    assert total.key == "项目合计"


def test_a_reported_figure_is_known_by_what_it_prints(filled: Report) -> None:
    filled.report_as("支出.总额", "1272.8")

    assert _marks(filled, "1272.8", "1272.8万元") == ["{支出.总额}"]
    assert "{支出.总额}" not in _marks(filled, "1272.75", "1272.75万元")


def test_everything_offered_can_be_said_and_leads_to_its_cell(filled: Report) -> None:
    row = add(filled, "修路", "98.60")
    filled.add_row(f"项目[{row}].指标", cells={"名称": "长度", "分": "9"})

    offered = sayable(filled, BODY)

    assert {one.mark for one in offered} >= {"{支出.总额}", f"{{项目[{row}].金额}}"}
    for candidate in offered:
        assert is_sayable(filled, BODY, candidate.mark)
        assert key_of_mark(filled, BODY, candidate.mark) == candidate.key
        assert filled.said(BODY, candidate.mark) == (
            filled.words(candidate.key) or filled.said(BODY, candidate.mark)
        )
    assert not any("章节" in one.mark for one in offered)


def test_a_name_that_means_another_figure_in_the_place_of_the_text_is_not_offered() -> None:
    pack = tiny_pack("说明: {类型: 文字}\n表:\n  列: {说明: {类型: 文字}, 话: {类型: 多行文字}}\n")
    report = Report.in_memory(pack)
    row = report.add_row("表", cells={"说明": "本行"}).row
    text = report.cell("表.话", row)

    offered = {one.mark: one.key for one in sayable(report, text)}

    assert "{说明}" not in offered
    assert offered["{表.说明}"] == f"表[{row}].说明"
    assert report.said(text, "{表.说明}") == "本行"


def test_a_mark_of_a_row_that_is_not_there_cannot_be_said(filled: Report) -> None:
    assert not is_sayable(filled, BODY, "{项目[abc].金额}")
    assert not is_sayable(filled, BODY, "{没有.的}")


def test_only_marks_that_read_what_changed_may_change(filled: Report) -> None:
    assert may_change(filled, BODY, "{支出.人员}", frozenset({"支出.人员"}))
    assert not may_change(filled, BODY, "{支出.人员}", frozenset({"支出.公用"}))
    assert may_change(filled, BODY, "{合计(项目.金额)}", frozenset({"项目.金额"}))
    assert may_change(filled, BODY, "{每行 项目|、：{名称}}", frozenset({"项目"}))


def test_every_number_of_the_sample_report_is_found_by_its_own_words() -> None:
    text = read_source(SAMPLE).text
    pack = fitting_pack(text, known_packs())
    assert pack is not None
    report = Report.in_memory(pack, entries=propose(pack, text).entries)
    body = report.cell("章节.正文", report.rows("章节")[0])

    for offer in sayable(report, body):
        words = report.words(offer.key)
        if report.definition(offer.key).kind.numeric and words.replace(".", "").isdigit():
            found = candidates(report, body, words, f"{offer.label}{words}")
            assert offer.key in [candidate.key for candidate in found]
            assert all(report.said(body, candidate.mark) == words for candidate in found)
