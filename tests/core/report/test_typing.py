"""One door: what is typed is read, kept as named steps, refused without a trace; pauses join their step."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.numbers.troubles import Refused
from core.pack.pack import Pack
from core.report.report import Report
from tests.core.report.conftest import Clock, add

BODY = "章节[概况].正文"


def heads(report: Report) -> list[str]:
    return [head.label for head in report.store.heads]


def test_a_typed_figure_is_kept_as_a_step_with_its_label(report: Report) -> None:
    change = report.set("支出.人员", "１,２００．５０万元")

    assert report.entry("支出.人员") == "1200.50"
    assert (change.label, report.undo_label) == ("修改人员经费", "修改人员经费")
    assert change.keys == {"支出.人员"}
    assert heads(report)[1:] == ["修改人员经费"]


def test_a_change_names_everything_that_turned(report: Report) -> None:
    report.set("支出.人员", "60")
    origin = object()

    change = report.set("支出.公用", "40", origin=origin)

    assert change.keys == {"支出.公用", "支出.总额", "支出.占比", BODY}
    assert change.origin is origin


def test_typing_what_stands_there_writes_nothing(report: Report) -> None:
    report.set("支出.人员", "60")
    before = len(report.store.heads)

    change = report.set("支出.人员", "60万元")

    assert len(report.store.heads) == before
    assert not change.keys


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("支出.人员", "七百多", "不是数字"),
        ("支出.总额", "5", "由公式算出"),
        ("支出.性质", "机关", "是否为|请从中选一项"),
        ("项目[zzz].金额", "5", "已经删除"),
    ],
)
def test_what_is_refused_leaves_no_trace(report: Report, key: str, typed: str, says: str) -> None:
    entries = dict(report.store.entries)
    steps = len(report.store.heads)

    with pytest.raises(Refused, match=says):
        report.set(key, typed)

    assert (report.store.entries, len(report.store.heads)) == (entries, steps)
    assert report.graph.state.entries.all == entries


def test_an_unknown_key_is_a_bug_and_no_refusal(report: Report) -> None:
    with pytest.raises(KeyError):
        report.set("支出.没有", "5")


def test_a_statement_in_place_of_a_computed_figure_is_a_step_and_can_be_taken_back(report: Report) -> None:
    report.set("支出.人员", "60")
    report.set("支出.公用", "40")

    stated = report.report_as("支出.总额", "101")
    assert (report.words("支出.总额"), report.computed("支出.总额")) == ("101", "100.00")
    assert [f.code for f in stated.findings_added] == ["填报与计算不符"]
    assert report.undo_label == "按原表填写基本支出"

    taken = report.report_as("支出.总额", "")
    assert report.words("支出.总额") == "100.00"
    assert [f.code for f in taken.findings_removed] == ["填报与计算不符"]
    assert report.undo_label == "基本支出采用计算值"


@pytest.mark.parametrize("key", ["支出.人员"])
def test_only_a_computed_figure_takes_a_statement(report: Report, key: str) -> None:
    with pytest.raises(Refused, match="不是计算出来的"):
        report.report_as(key, "5")


# -- pauses -----------------------------------------------------------------------------------------------


def type_(report: Report, *texts: str, key: str = BODY) -> None:
    for text in texts:
        report.set(key, text, typing=True)


def test_pauses_in_one_text_are_one_step_and_one_undo(report: Report) -> None:
    before = report.entry(BODY)

    type_(report, "本", "本单位", "本单位认真")
    assert heads(report)[1:] == ["修改正文"]

    report.undo()
    assert report.entry(BODY) == before
    report.redo()
    assert report.entry(BODY) == "本单位认真"


def test_after_a_minute_a_new_step_begins(report: Report, clock: Clock) -> None:
    type_(report, "一")
    clock.now += 59
    type_(report, "一二")
    clock.now += 2
    type_(report, "一二三")

    assert len(heads(report)) == 3
    report.undo()
    assert report.entry(BODY) == "一二"


def test_a_new_paragraph_begins_a_new_step(report: Report) -> None:
    type_(report, "一", "一二", "一二\n", "一二\n三")

    assert len(heads(report)) == 3
    report.undo()
    assert report.entry(BODY) == "一二"


def test_leaving_the_text_closes_its_step(report: Report) -> None:
    type_(report, "一")
    report.leave(BODY)
    type_(report, "一二")

    assert len(heads(report)) == 3


def test_leaving_another_text_closes_nothing(report: Report) -> None:
    type_(report, "一")
    report.leave("支出.人员")
    type_(report, "一二")

    assert len(heads(report)) == 2


@pytest.mark.parametrize("other", ["set", "row", "undo", "report_as", "save point", "other text"])
def test_any_other_edit_closes_the_step(report: Report, other: str) -> None:
    type_(report, "一")

    if other == "set":
        report.set("支出.人员", "5")
    elif other == "row":
        add(report, "甲")
    elif other == "undo":
        report.set("支出.人员", "5")
        report.undo()
    elif other == "report_as":
        report.report_as("支出.总额", "5")
    elif other == "save point":
        report.save_point("送审前")
    else:
        type_(report, "五", key="章节[支出].正文")
    steps = len(report.store.heads)
    type_(report, "一二")

    assert len(report.store.heads) == steps + 1
    report.undo()
    assert report.entry(BODY) == "一"


def test_the_last_pause_without_typing_joins_and_closes(report: Report) -> None:
    type_(report, "一")
    report.set(BODY, "一二")
    assert len(heads(report)) == 2

    type_(report, "一二三")
    assert len(heads(report)) == 3


def test_a_pause_that_changed_nothing_keeps_the_step_open(report: Report) -> None:
    type_(report, "一", "一", "一二")

    assert len(heads(report)) == 2


def test_a_refused_pause_keeps_the_step_open(report: Report) -> None:
    type_(report, "1", key="支出.人员")
    with pytest.raises(Refused):
        type_(report, "1x2", key="支出.人员")
    type_(report, "12", key="支出.人员")

    assert len(heads(report)) == 2
    report.undo()
    assert report.entry("支出.人员") is None


def test_typing_after_an_undo_forgets_what_could_be_done_again(report: Report) -> None:
    report.set("支出.人员", "1")
    report.undo()
    assert report.redo_label == "修改人员经费"

    report.set("支出.公用", "2")

    assert report.redo_label is None
    assert report.redo() is None


def test_steps_can_be_undone_and_done_again_after_a_restart(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "报告.jxzp"
    report = Report.create(path, pack, who="王", backups=tmp_path / "备份")
    report.set("支出.人员", "1")
    report.set("支出.人员", "2")
    report.undo()
    report.close()

    report = Report.open(path, who="李", backups=tmp_path / "备份")
    assert (report.undo_label, report.redo_label) == ("修改人员经费", "修改人员经费")
    report.redo()
    assert report.entry("支出.人员") == "2"
    report.undo()
    report.undo()
    assert report.entry("支出.人员") is None
    assert report.undo() is None
    report.close()


def test_a_copy_is_saved_under_another_name_and_this_report_stays_open(pack: Pack, tmp_path: Path) -> None:
    report = Report.create(tmp_path / "一.jxzp", pack, who="王", backups=tmp_path / "备份")
    report.set("支出.人员", "1")

    report.save_as(tmp_path / "二.jxzp")
    report.set("支出.人员", "2")
    report.close()

    copy = Report.open(tmp_path / "二.jxzp", who="王", read_only=True, backups=tmp_path / "备份")
    assert copy.entry("支出.人员") == "1"
    assert copy.undo_label == "修改人员经费"
    copy.close()
