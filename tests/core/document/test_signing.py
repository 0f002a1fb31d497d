"""编制 → 复核 → 审签 → 定稿: in order, for the report as it is, and frozen at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.document.builder import build_document
from core.document.canonical import digest
from core.document.sign_off import answers_form
from core.document.signing import freeze, refusals, sign
from core.numbers.troubles import Refused
from core.report import stages
from core.report.findings import answer, standings
from core.report.report import Report
from core.report.stages import STAGES, finals, next_stage, signatures, standing_final, telling, unlock
from core.report.versions import compare, copy_of, restore
from tests.core.document.sentences import BODY, CUT, RIGHT, WRONG, entries_of, small_pack

PUBLIC = "支出.公用"


@pytest.fixture
def report(tmp_path: Path) -> Iterator[Report]:
    """A report of which everything is right."""
    pack = small_pack()
    new = Report.create(tmp_path / "报告.jxzp", pack, who="李会计", entries=entries_of(pack, RIGHT))
    new.set(PUBLIC, "30.00")
    yield new
    new.close()


def _sign_all(report: Report) -> None:
    for stage, name in zip(STAGES, ("张明", "王芳", "赵局长"), strict=True):
        sign(report, stage, name)


def _frozen(report: Report) -> None:
    _sign_all(report)
    freeze(report, "赵局长")


def test_the_stages_are_signed_in_their_order(report: Report) -> None:
    for stage in STAGES[1:]:
        with pytest.raises(Refused, match="请先编制"):
            sign(report, stage, "王芳")
    _sign_all(report)

    assert [one.name for one in signatures(report).values()] == ["张明", "王芳", "赵局长"]
    assert all(one.at[:2] == "20" for one in signatures(report).values())


def test_a_signature_holds_only_for_the_report_as_it_was(report: Report) -> None:
    sign(report, "编制", "张明")
    report.set(PUBLIC, "30.01")

    assert dict(telling(report, digest(report)))["编制"].endswith("以后有改动，要重新签")
    with pytest.raises(Refused, match="编制以后报告有改动，请先重新编制"):
        sign(report, "复核", "王芳")
    report.undo()
    sign(report, "复核", "王芳")
    assert "王芳" in dict(telling(report, digest(report)))["复核"]


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_nobody_signs_without_a_name(report: Report, name: str) -> None:
    with pytest.raises(Refused, match="姓名"):
        sign(report, "编制", name)


def test_a_final_report_takes_no_change(report: Report) -> None:
    _frozen(report)
    before = dict(report.store.entries)

    for act in (
        lambda: report.set(PUBLIC, "31"),
        lambda: report.enter({PUBLIC: "31"}, "改"),
        report.undo,
        lambda: report.report_as("支出.总额", "1"),
        lambda: restore(report, {}, "以前"),
        lambda: sign(report, "编制", "张明"),
        lambda: freeze(report, "赵局长"),
    ):
        with pytest.raises(Refused, match="定稿"):
            act()
    assert report.store.entries == before
    assert report.read_only


def test_it_stays_final_when_it_is_opened_again(report: Report) -> None:
    _frozen(report)
    path = report.store.path
    report.close()

    again = Report.open(path, who="别人")
    assert again.is_final
    assert not build_document(again).draft
    assert build_document(again).stamp == f"校验码 {stages.check_code(digest(again))}　第1版"
    again.close()


def test_signatures_are_not_undone(report: Report) -> None:
    sign(report, "编制", "张明")

    assert report.undo_label == "修改公用经费"
    report.undo()
    assert "编制" in signatures(report)


@pytest.mark.parametrize(
    ("text", "public", "words"),
    [
        (WRONG, "30.00", "1 处错误：支出"),
        (CUT, "30.00", "1 处需说明没有说明"),
        (RIGHT, "", "1 处没有填：公用"),
    ],
)
def test_what_is_open_stands_in_the_way(tmp_path: Path, text: str, public: str, words: str) -> None:
    pack = small_pack(needed=True)
    report = Report.create(tmp_path / "a.jxzp", pack, who="李会计", entries=entries_of(pack, text))
    if public:
        report.set(PUBLIC, public)
    _sign_all(report)

    with pytest.raises(Refused) as refusal:
        freeze(report, "赵局长")

    assert words in refusal.value.reason
    assert not report.is_final
    report.close()


def test_an_answer_opens_the_way_and_a_stale_one_closes_it_again(tmp_path: Path) -> None:
    pack = small_pack("人员少: {级别: 需说明, 条件: 支出.人员 ≥ 100, 提示: '人员经费 {支出.人员} 万元'}\n")
    report = Report.create(tmp_path / "a.jxzp", pack, who="李会计", entries=entries_of(pack, RIGHT))
    report.set(PUBLIC, "30.00")
    (found,) = standings(report)
    answer(report, found.finding, "新设单位，人员未到位")
    assert refusals(report) == []

    report.set("支出.人员", "60.01")
    report.set(BODY, "今年人员经费另有说明。")

    assert [one for one in refusals(report) if "重新确认" in one]
    report.close()


def test_unlocking_needs_a_reason_and_opens_a_new_version(report: Report) -> None:
    _frozen(report)
    with pytest.raises(Refused, match="为什么"):
        unlock(report, "李会计", " ")
    unlock(report, "李会计", "财政局退回，公用经费少计")

    assert not report.is_final
    assert signatures(report) == {}
    assert build_document(report).draft
    opening = finals(report)[0].unlocked
    assert opening is not None
    assert "财政局退回" in opening.words
    report.set(PUBLIC, "30.50")
    report.set(BODY, RIGHT.replace("30.00", "30.50").replace("90.00", "90.50"))
    _frozen(report)
    assert [one.version for one in finals(report)] == [1, 2]
    assert finals(report)[0].digest != finals(report)[1].digest
    last = standing_final(report)
    assert last is not None
    assert last.version == 2


def test_older_states_carry_no_signature_with_them(report: Report, tmp_path: Path) -> None:
    _frozen(report)
    signed = dict(report.store.entries)
    copy = copy_of(report, signed, tmp_path / "副本.jxzp", "第1版")
    assert not copy.is_final
    copy.close()
    unlock(report, "李会计", "退回修改")
    report.set(PUBLIC, "31.00")

    restore(report, signed, "第1版")

    assert not report.is_final
    assert report.words(PUBLIC) == "30.00"
    assert compare(report, signed, report.store.entries).is_empty


def test_the_answers_are_printed_with_who_gave_them(tmp_path: Path) -> None:
    pack = small_pack("人员少: {级别: 需说明, 条件: 支出.人员 ≥ 100, 提示: '人员经费 {支出.人员} 万元'}\n")
    report = Report.create(tmp_path / "a.jxzp", pack, who="李会计", entries=entries_of(pack, RIGHT))
    assert answers_form(report) is None
    answer(report, standings(report)[0].finding, "新设单位，人员未到位")

    form = answers_form(report)

    assert form is not None
    words = [one.words for one in form.sheets[0].cells.values()]
    assert {"人员少", "人员经费 60.00 万元", "新设单位，人员未到位"} <= set(words)
    assert any(one.startswith("李会计 20") for one in words)
    report.close()


# -- the diagram of core/report/stages.py -----------------------------------------------------------------

FROZEN = "已定稿"
STATES = ("待编制", "待复核", "待审签", "待定稿", FROZEN)
CHANGE = "改动"
ACTS = (*STAGES, "定稿", "取消定稿", CHANGE)


def _arrows() -> dict[tuple[str, str], str]:
    """What is drawn: a state and an act, and the state to which it leads."""
    arrows: dict[tuple[str, str], str] = {}
    for line in (stages.__doc__ or "").splitlines():
        steps = re.split("──(.+?)──▶", line.replace(" ", ""))
        for before, act, after in zip(steps[::2], steps[1::2], steps[2::2], strict=False):
            arrows.update({(state, act): after for state in before.split("、")})
    return arrows


def _state(report: Report) -> str:
    return FROZEN if report.is_final else f"待{next_stage(report, digest(report)) or '定稿'}"


def _do(report: Report, act: str) -> None:
    if act in STAGES:
        sign(report, act, "王芳")
    elif act == "定稿":
        freeze(report, "赵局长")
    elif act == "取消定稿":
        unlock(report, "李会计", "财政局退回")
    else:
        report.enter({BODY: f"{report.entry(BODY)}另有说明。"}, CHANGE)


def _brought_to(report: Report, state: str) -> None:
    for act in ("编制", "复核", "审签", "定稿")[: STATES.index(state)]:
        _do(report, act)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", STATES)
def test_an_act_leads_where_the_diagram_says_and_nowhere_else(report: Report, state: str, act: str) -> None:
    _brought_to(report, state)
    assert _state(report) == state

    try:
        _do(report, act)
        refused = False
    except Refused:
        refused = True

    assert _state(report) == _arrows().get((state, act), state)
    assert not (refused and (state, act) in _arrows())


def test_the_diagram_draws_every_state_and_every_act() -> None:
    arrows = _arrows()

    assert {state for state, _ in arrows} | set(arrows.values()) == set(STATES)
    assert {act for _, act in arrows} == set(ACTS)
    assert len(arrows) == 8


@pytest.mark.parametrize("state", STATES[1:4])
def test_signatures_hold_again_where_the_change_is_undone(report: Report, state: str) -> None:
    _brought_to(report, state)
    _do(report, CHANGE)
    report.undo()

    assert _state(report) == state


def test_each_freezing_is_a_version_and_a_copy_has_none(report: Report, tmp_path: Path) -> None:
    for version in (1, 2, 3):
        _brought_to(report, FROZEN)
        assert [one.version for one in finals(report)] == list(range(1, version + 1))
        if version < 3:
            _do(report, "取消定稿")
            assert signatures(report) == {}
    copy = copy_of(report, dict(report.store.entries), tmp_path / "副本.jxzp", "第3版")

    assert (_state(copy), finals(copy)) == (STATES[0], [])
    copy.close()
