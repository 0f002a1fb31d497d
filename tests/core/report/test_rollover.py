"""以去年为底稿: texts and structure stay, numbers are emptied, last year's stand beside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.numbers.troubles import FileTrouble
from core.pack.pack import Pack
from core.report.findings import answer, standings
from core.report.report import Report
from core.report.rollover import roll_over
from tests.core.report.conftest import add


@pytest.fixture
def last(pack: Pack, tmp_path: Path) -> Path:
    """Last year's report, closed."""
    path = tmp_path / "2023.jxzp"
    report = Report.create(path, pack, who="王", backups=tmp_path / "备份")
    for key, text in (
        ("单位.全称", "某局"),
        ("单位.年度", "2023"),
        ("支出.人员", "761.25"),
        ("支出.公用", "511.50"),
        ("支出.决算", "无"),
        ("支出.日期", "2024-03-05"),
        ("支出.性质", "行政机关"),
        ("固定[甲].数", "8"),
        ("章节[支出].正文", "人员{支出.人员}万元"),
        ("章节[其他].状态", "写明"),
    ):
        report.set(key, text)
    report.report_as("支出.占比", "60")
    row = add(report, "道路", "116")
    report.add_row(f"项目[{row}].指标", cells={"名称": "里程", "分": "5"})
    add(report, "桥梁", "50", before=row)
    found = next(one for one in standings(report) if one.finding.code == "金额太大")
    answer(report, found.finding, "确实")
    report.close()
    return path


@pytest.fixture
def report(last: Path, tmp_path: Path) -> Iterator[Report]:
    report = roll_over(last, tmp_path / "2024.jxzp", who="李", backups=tmp_path / "备份")
    yield report
    report.close()


def test_texts_options_and_rows_stay_in_their_order(report: Report) -> None:
    assert report.words("单位.全称") == "某局"
    assert report.words("支出.性质") == "行政机关"
    assert report.entry("章节[支出].正文") == "人员{支出.人员}万元"
    assert report.words("章节[其他].状态") == "写明"
    assert [report.words(report.cell("项目.名称", row)) for row in report.rows("项目")] == ["桥梁", "道路"]
    row = report.rows("项目")[1]
    assert [report.words(report.cell("项目.指标.名称", r)) for r in report.rows(f"项目[{row}].指标")] == [
        "里程"
    ]


def test_numbers_dates_statements_and_answers_are_emptied(report: Report) -> None:
    emptied = [
        "支出.人员",
        "支出.公用",
        "支出.决算",
        "支出.日期",
        "支出.总额",
        "支出.占比",
        "固定[甲].数",
        "项目合计",
    ]
    assert [report.words(key) for key in emptied] == [""] * len(emptied)
    assert not [key for key in report.store.entries if key.startswith("说明!") or key.endswith("!填报")]
    assert report.words("章节[支出].正文") == "人员＿＿万元"
    assert not report.graph.judge.findings


def test_the_year_is_one_more(report: Report) -> None:
    assert report.entry("单位.年度") == "2024"
    assert report.last_year("单位.年度") == "2023"


def test_last_years_words_stand_beside_each_figure(report: Report) -> None:
    row = report.rows("项目")[1]
    asked = [
        "支出.人员",
        "支出.总额",
        "支出.占比",
        "支出.决算",
        "支出.日期",
        f"项目[{row}].金额",
        "项目合计",
        "固定[甲].数",
    ]

    assert [report.last_year(key) for key in asked] == [
        "761.25", "1272.75", "60", "无", "2024年3月5日", "116", "166.00", "8"
    ]  # fmt: skip
    assert report.last_year("支出.性质") == report.last_year("没有") == ""


def test_last_years_report_is_as_it_was_and_the_new_one_begins_its_own_history(
    report: Report, last: Path, tmp_path: Path
) -> None:
    old = Report.open(last, who="李", read_only=True, backups=tmp_path / "备份")

    assert old.words("支出.人员") == "761.25"
    assert [head.label for head in report.store.heads] == ["以去年为底稿：2023"]
    assert report.undo_label is None
    old.close()


def test_what_was_beside_two_years_ago_is_gone(report: Report, tmp_path: Path) -> None:
    report.set("支出.人员", "800")
    report.close()

    newer = roll_over(tmp_path / "2024.jxzp", tmp_path / "2025.jxzp", who="李", backups=tmp_path / "备份")

    assert (newer.entry("单位.年度"), newer.last_year("支出.人员"), newer.last_year("支出.公用")) == (
        "2025",
        "800",
        "",
    )
    newer.close()


def test_a_file_that_stands_there_is_not_overwritten(report: Report, last: Path, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble):
        roll_over(last, tmp_path / "2024.jxzp", who="李", backups=tmp_path / "备份")
