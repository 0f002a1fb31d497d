"""What a pack's rules and the sentences say of a file is one list: each contradiction once, the graver stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.commands.checking import Checked, check_file, check_text
from core.commands.merging import merged
from core.commands.packs import fitting_pack, known_packs
from core.commands.run import run
from core.intake.texts.text_proposal import propose
from core.numbers.finding import ERROR, EXPLAIN, HINT, SEVERITIES, Finding
from core.pack.pack import Pack
from core.prose.checkup import QuotedFinding
from core.prose.messages import DOUBT
from core.report.findings import FINE, verdict
from core.report.report import Report
from tests.core.commands.sound import SOUND

BARE = "在岗30人，其中：男18人，女10人。另有设备7台。"
"""Words that no pack fits, with one wrong sum and one number that nothing supports."""
MIXED = SOUND.replace("方式单一。", f"方式单一。{BARE}")


@pytest.fixture(scope="module")
def packs() -> list[Pack]:
    return known_packs()


def _said(
    code: str, severity: str, message: str, *span: int, actual: str = "", trial: bool = False
) -> QuotedFinding:
    finding = Finding(code, severity, message, actual=actual, trial=trial)
    return QuotedFinding(finding, "", "", *(span or (0, 0)))


def _codes(checked: Checked) -> list[str]:
    return [one.finding.code for one in checked.findings]


BY_PACK = _said("分配平衡", EXPLAIN, "各项合计 120.50 万元，与支出 30.5 万元相差 90.00 万元", 10, 40)
SAME = "支出：相加 100 + 20.5 = 120.5，文中写 30.5万元，相差 90.0万元"


@pytest.mark.parametrize(
    ("by_sentences", "stays"),
    [
        (_said("分项合计", HINT, SAME, 12, 38, actual="30.5万元"), "分配平衡"),
        (_said("分项合计", EXPLAIN, SAME, 12, 38, actual="30.5万元"), "分配平衡"),
        (_said("分项合计", ERROR, SAME, 12, 38, actual="30.5万元"), "分项合计"),
        (_said("分项合计", HINT, SAME, 12, 38, actual="030.50万元"), "分配平衡"),
    ],
    ids=["the pack is graver", "as grave", "the sentences are graver", "written otherwise"],
)
def test_one_contradiction_is_said_once_and_the_graver_stays(by_sentences: QuotedFinding, stays: str) -> None:
    out = merged([BY_PACK], [by_sentences])

    assert [one.finding.code for one in out] == [stays]


@pytest.mark.parametrize(
    "other",
    [
        _said("分项合计", ERROR, SAME, 50, 80, actual="30.5万元"),
        _said("分项合计", ERROR, SAME, 12, 38, actual="31.5万元"),
        _said("标点", HINT, "标点连用", 12, 14),
        _said("分配平衡", ERROR, "合计：相加 7.5，文中写 8.5万元", 50, 80, actual="8.5万元"),
    ],
    ids=["elsewhere", "of another number", "of no number", "of another number under the same code"],
)
def test_what_is_another_matter_is_said_beside_it(other: QuotedFinding) -> None:
    assert merged([BY_PACK], [other]) == [BY_PACK, other]


def test_one_rule_under_one_code_is_said_once() -> None:
    graver, lighter = (_said("分配平衡", grade, "别处", 60, 70) for grade in (ERROR, HINT))

    assert merged([BY_PACK], [lighter]) == [BY_PACK]
    assert merged([BY_PACK], [graver]) == [graver]


def test_the_pack_says_too_which_figure_the_sentences_suspect() -> None:
    doubt = f"{DOUBT}育种经费 100万元 → 10万元"

    (merge,) = merged([BY_PACK], [_said("分项合计", EXPLAIN, SAME + doubt, 12, 38, actual="30.5万元")])

    assert merge.finding.code == "分配平衡"
    assert merge.finding.message == BY_PACK.finding.message + doubt
    assert (merge.start, merge.end) == (BY_PACK.start, BY_PACK.end)


def test_the_sentences_keep_all_that_they_say_themselves() -> None:
    first, second = (_said("分项合计", ERROR, SAME, n, n + 9, actual="30.5万元") for n in (50, 52))

    assert merged([], [first, second]) == [first, second]
    assert merged([BY_PACK], []) == [BY_PACK]


def test_a_rule_on_trial_does_not_hide_an_error_of_the_sentences() -> None:
    on_trial = _said("试行平衡", ERROR, "各项合计 120.50 万元，与支出 30.5 万元相差", 10, 40, trial=True)
    sentences = _said("分项合计", ERROR, SAME, 12, 38, actual="30.5万元")

    out = merged([on_trial], [sentences])

    assert verdict(one.finding for one in out) == ERROR


@pytest.mark.parametrize(
    ("right", "wrong", "codes"),
    [
        ("育种经费10万元", "育种经费100万元", ["专项资金分配平衡"]),
        ("占基本支出的60.00%", "占基本支出的66.00%", ["填报与计算不符"]),
        ("1000.50万元", "1000.60万元", ["填报与计算不符", "占比"]),
        ("1000.50万元", "1,000.60万元", ["填报与计算不符", "占比"]),
        ("3个股室", "4个股室", ["内设机构数等于名单"]),
        ("在职人员33人", "在职人员43人", ["在职超过编制"]),
    ],
)
def test_a_planted_contradiction_is_said_once(
    packs: list[Pack], right: str, wrong: str, codes: list[str]
) -> None:
    before = check_text(SOUND, "甲", packs)
    assert before.verdict == HINT

    after = check_text(SOUND.replace(right, wrong, 1), "甲", packs)

    assert [code for code in _codes(after) if code not in _codes(before)] == codes


def test_what_only_the_sentences_say_stands_beside_the_pack(packs: list[Pack]) -> None:
    text = MIXED.replace("育种经费10万元", "育种经费100万元")

    checked = check_text(text, "甲", packs)

    assert {"分项合计", "专项资金分配平衡"} <= set(_codes(checked))
    assert checked.verdict == ERROR
    graveness = [SEVERITIES.index(one.finding.severity) for one in checked.findings]
    assert graveness == sorted(graveness)
    for each in checked.findings + checked.held:
        assert text[each.start : each.end] == each.quote


def test_a_text_that_no_pack_fits_is_still_checked(packs: list[Pack]) -> None:
    checked = check_text(BARE, "甲", packs)

    assert (checked.pack, checked.verdict) == ("", ERROR)
    (only,) = checked.findings
    assert only.finding.code == "分项合计"
    assert only.quote == BARE[only.start : only.end] == "30人，其中：男18人，女10人"
    assert checked.numbers == {"total": 4, "linked": 0, "checked": 3, "unsupported": 1}
    assert [BARE[start:end] for start, end in checked.unsupported] == ["7台"]


def test_a_sound_text_without_a_pack_has_nothing_against_it(packs: list[Pack]) -> None:
    checked = check_text(BARE.replace("10人", "12人"), "甲", packs)

    assert checked.verdict == FINE
    assert [one.finding.code for one in checked.held] == ["分项合计"]


@pytest.mark.parametrize("text", [SOUND, MIXED, BARE, "", "没有数。"], ids=range(5))
def test_the_numbers_add_up(packs: list[Pack], text: str) -> None:
    checked = check_text(text, "甲", packs)

    numbers = checked.numbers
    supported = numbers["total"] - numbers["unsupported"]
    assert len(checked.unsupported) == numbers["unsupported"]
    assert max(numbers["linked"], numbers["checked"]) <= supported <= numbers["linked"] + numbers["checked"]


def test_the_json_has_its_whole_shape(packs: list[Pack]) -> None:
    told = json.loads(json.dumps(check_text(MIXED, "甲.txt", packs).as_json(), ensure_ascii=False))

    assert list(told) == [
        *("file", "pack", "verdict", "reason", "unfilled", "findings", "checked", "numbers")
    ]
    assert told["file"] == "甲.txt"
    assert told["pack"] == "hunan-county-2023"
    assert list(told["numbers"]) == ["total", "linked", "checked", "unsupported"]
    assert told["findings"]
    assert told["checked"]
    for each in told["findings"] + told["checked"]:
        shape = ["code", "severity", "message", "section", "quote", "start", "end", "expected", "actual"]
        assert list(each) == shape
        assert {type(each[name]) for name in shape} == {str, int}
        assert each["code"]
        assert each["message"]
    listed = next(one for one in told["findings"] if one["code"] == "分项合计")
    assert listed["section"].endswith("存在的问题及原因分析")
    assert (listed["expected"], listed["actual"]) == ("28人", "30人")


def test_a_report_file_is_checked_by_its_printed_text(packs: list[Pack], tmp_path: Path, capsys) -> None:
    pack = fitting_pack(MIXED, packs)
    path = tmp_path / "报告.jxzp"
    assert pack is not None
    Report.create(path, pack, who="甲", entries=propose(pack, MIXED).entries).close()
    before = path.read_bytes()

    checked = check_file(path, [], None)

    assert checked.text.startswith("青禾县农业农村局")
    assert "（二）项目支出情况" in checked.text
    assert "分项合计" in _codes(checked)
    for each in checked.findings + checked.held:
        assert checked.text[each.start : each.end] == each.quote
    assert set(_codes(checked)) == set(_codes(check_text(MIXED, "甲", packs)))
    assert run(["check", str(path), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["files"][0]["numbers"] == checked.numbers
    assert path.read_bytes() == before
