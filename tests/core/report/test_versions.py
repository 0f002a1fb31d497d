"""Earlier states of a report: days and people, what differs, going back, a copy."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.report.report import Report
from core.report.versions import (
    Version,
    after_step,
    backups,
    compare,
    copy_of,
    days,
    entries_of,
    pieces_of,
    restore,
    save_points,
)
from tests.core.packs import everything

BODY = "章节[概况].正文"


def _report() -> Report:
    report = Report.in_memory(everything(), who="张三")
    report.set("甲.一", "1")
    report.set("甲.二", "2")
    return report


def test_a_save_point_is_compared_with_now_figures_and_texts_apart() -> None:
    report = _report()
    report.save_point("初稿")
    report.set("甲.一", "5")
    report.set(BODY, "新的说法{甲.和}。")

    (point,) = save_points(report)
    found = compare(report, entries_of(report, point), entries_of(report, None))

    assert [(d.name, d.before, d.after) for d in found.figures if not d.computed] == [("一", "1", "5")]
    assert ("甲之和", "3.00", "7.00") in [(d.name, d.before, d.after) for d in found.figures if d.computed]
    (text,) = found.texts
    assert text.name == "基本情况 正文"
    assert "".join(p.text for p in text.pieces if p.sign != "-") == "新的说法7.00。"


def test_nothing_differs_between_a_state_and_itself() -> None:
    report = _report()

    assert compare(report, entries_of(report, None), entries_of(report, None)).is_empty


def test_a_row_that_is_gone_is_named_as_it_was() -> None:
    report = _report()
    row = report.add_row("项目", cells={"名称": "水渠", "金额": "3"}).row
    report.save_point("有水渠")
    report.remove_row("项目", row)

    found = compare(report, entries_of(report, save_points(report)[0]), entries_of(report, None))

    assert ("水渠 的 金额", "3", "") in [(d.name, d.before, d.after) for d in found.figures]


def test_rows_in_another_order_are_told_once_each() -> None:
    report = _report()
    first = report.add_row("项目", cells={"名称": "水渠"}).row
    second = report.add_row("项目", cells={"名称": "道路"}).row
    before = entries_of(report, None)
    report.move_row("项目", second, before=first)

    assert compare(report, before, entries_of(report, None)).moved == ("道路 的位置",)


def test_going_back_is_one_step_that_can_be_undone() -> None:
    report = _report()
    then = entries_of(report, None)
    report.set("甲.一", "5")
    report.add_row("项目", cells={"名称": "水渠"})
    now = entries_of(report, None)

    restore(report, then, "初稿")

    assert entries_of(report, None) == then
    assert report.undo_label == "恢复到“初稿”"
    report.undo()
    assert entries_of(report, None) == now


def test_steps_stand_by_day_and_person_and_each_state_can_be_had() -> None:
    report = _report()

    ((_, people),) = days(report)

    ((who, steps),) = people
    assert who == "张三"
    assert [head.label for head in steps] == ["修改二", "修改一", "新建报告"]
    assert entries_of(report, after_step(steps[1])).get("甲.二") is None


def test_a_backup_is_a_version_and_a_copy_is_a_report(tmp_path: Path) -> None:
    report = Report.create(tmp_path / "甲.jxzp", everything(), who="张三", backups=tmp_path / "备份")
    report.set("甲.一", "1")
    report.set("甲.一", "2")
    (backup,) = backups(report)
    entries = entries_of(report, backup)

    copy = copy_of(report, entries, tmp_path / "乙.jxzp", backup.name)

    assert copy.entry("甲.一") is None
    assert copy.pack.id == report.pack.id
    copy.close()
    report.close()


def test_the_state_before_everything_is_empty() -> None:
    assert entries_of(_report(), Version("开始", "", step=0)) == {}


@given(st.text("甲乙。\n1 ", max_size=30), st.text("甲乙。\n1 ", max_size=30))
def test_the_pieces_of_two_texts_make_both(before: str, after: str) -> None:
    pieces = pieces_of(before, after)

    assert "".join(p.text for p in pieces if p.sign != "+") == before
    assert "".join(p.text for p in pieces if p.sign != "-") == after
