"""The check code changes with any figure and any character, and with nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from core.commands.packs import pack_named
from core.document.canonical import canonical_text, digest
from core.figures.keys import DISMISSED, LAST_YEAR
from core.pack.loading import read_pack
from core.report.findings import dismiss, standings
from core.report.report import Report
from core.report.stages import check_code
from tests.core.document.sentences import BODY, LIVE, OTHER, RIGHT, WRONG, report_with


def test_any_figure_changes_it() -> None:
    report = report_with(RIGHT)
    seen = {digest(report)}
    for key, text in (
        ("支出.人员", "60.01"),
        ("支出.人员", "60.010"),
        ("支出.公用", "1"),
        ("院.名", "某县水利局"),
    ):
        report.set(key, text)
        seen.add(digest(report))

    assert len(seen) == 5


def test_any_character_changes_it() -> None:
    report = report_with(RIGHT)
    drawn = random.Random(3)
    seen = {RIGHT: digest(report)}
    for _ in range(40):
        at = drawn.randrange(len(RIGHT))
        changed = RIGHT[:at] + drawn.choice("新，。1") + RIGHT[at + 1 :]
        report.set(BODY, changed)
        seen[changed] = digest(report)
    report.set(BODY, RIGHT)

    assert len(seen) > 30
    assert len(set(seen.values())) == len(seen)
    assert digest(report) == seen[RIGHT]


def test_a_figure_that_is_not_printed_changes_it_too() -> None:
    report = report_with("没有数。")
    before = digest(report)
    report.set("支出.公用", "30.00")

    assert digest(report) != before


def test_what_stands_beside_the_report_does_not() -> None:
    report = report_with(WRONG)
    before = digest(report)
    dismiss(report, standings(report)[0].finding)
    report.enter({LAST_YEAR + "支出.人员": "58.00"}, "去年")

    assert any(key.startswith(DISMISSED) for key in report.store.entries)
    assert digest(report) == before


def test_it_is_the_same_in_another_process_and_order() -> None:
    first = report_with(LIVE)
    entries = dict(reversed(list(first.store.entries.items())))

    assert digest(Report.in_memory(first.pack, entries=entries)) == digest(first)
    assert canonical_text(first).splitlines()[0] == '["自评通规范文本 1"]'


def test_words_moved_from_one_section_to_another_change_it() -> None:
    first = report_with("甲。")
    second = report_with("乙。")
    first.set(OTHER, "乙。")
    second.set(OTHER, "甲。")

    assert digest(first) != digest(second)


@pytest.mark.parametrize(("whole", "code"), [("7f3a91c25b0e" + "0" * 52, "7F3A-91C2-5B0E")])
def test_the_code_is_short_enough_to_be_typed(whole: str, code: str) -> None:
    assert check_code(whole) == code


def test_a_form_s_look_is_not_in_it_and_its_words_are(tmp_path: Path) -> None:
    pack = pack_named("hunan-county-2023")
    plain = digest(Report.in_memory(pack))

    for change, same in ((_widen, True), (_reword, False)):
        path = tmp_path / "附件1.xlsx"
        path.write_bytes(pack.files["forms/附件1.xlsx"])
        book = openpyxl.load_workbook(path)
        change(book.active)
        book.save(path)
        files = {**pack.files, "forms/附件1.xlsx": path.read_bytes()}
        assert (digest(Report.in_memory(read_pack(files))) == plain) is same


def _widen(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 55
    sheet.row_dimensions[4].height = 60
    sheet["A4"].font = Font(name="黑体", size=20)
    sheet.page_setup.orientation = "landscape"


def _reword(sheet: Worksheet) -> None:
    sheet["A1"] = "附件一"
