"""What becomes of a form in offices: each mishap with just what must come out of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from core.numbers.troubles import FileTrouble
from core.report.report import Report
from tests.core.intake.forms.filled import (
    Change,
    changed,
    exported,
    filled_file,
    filled_report,
    moved,
    proposed,
    put,
    tiny,
    unmerged,
)
from tests.core.reading.workbooks import HOSTILE, Parts, bombs, written


class Mishap(NamedTuple):
    """What was done to the workbook, and what must come out: edits by label, names of rows, notes."""

    changes: tuple[Change, ...]
    edits: dict[str, str] = {}
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def _sheet(act: Callable[[Any], object], name: str = "附件2") -> Change:
    def change(book: Any) -> None:
        act(book[name])

    return change


def _ghosts(page: Any) -> None:
    for row in range(30, 5_001, 71):
        page.cell(row, 3).number_format = "0.00"
    page["Z5000"] = "  "


def _in_yuan(page: Any) -> None:
    """All money of a sheet in 元, the corner and the labels with it."""
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                words, _, number = cell.value.rpartition("：")
                digits = number.replace(",", "")
                if digits.replace(".", "").isdigit():
                    cell.value = f"{words}：{float(digits) * 10_000:,.2f}"
                elif not number.endswith("1272.75万元"):
                    cell.value = cell.value.replace("万元", "元")
            elif cell.value is not None and cell.number_format == "#,##0.00":
                cell.value *= 10_000


def _words_to_text(page: Any) -> None:
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, int | float) and "%" not in cell.number_format:
                cell.value = f" {cell.value} "


def _swap(page: Any) -> None:
    for column in "DEFGHI":
        cell = page[f"{column}14"]
        other = page[f"{column}15"]
        cell.value, other.value = other.value, cell.value


def _per_cent(value: object, look: str = "0.00%") -> Change:
    def change(book: Any) -> None:
        book["附件2"]["H6"] = value
        book["附件2"]["H6"].number_format = look

    return change


def _twice(book: Any) -> None:
    book.copy_worksheet(book["附件2"]).title = "附件2 (2)"


def _veiled_copy(book: Any) -> None:
    _twice(book)
    book["附件2 (2)"].sheet_state = "hidden"
    book["附件2 (2)"]["D6"] = 9


def _strange(book: Any) -> None:
    page = book.create_sheet("通知", 0)
    page["A1"] = "关于开展绩效自评的通知"
    page["A2"] = "请各单位于3月底前报送"


def _state(state: str) -> Change:
    return _sheet(lambda page: setattr(page, "sheet_state", state))


def _title(words: str) -> Change:
    return _sheet(lambda page: setattr(page, "title", words))


NOTHING: dict[str, str] = {}
RATE = {"附件2 预算执行率": "80.45"}
UNIT = "工作表“{}”的金额写的是“元”，已换算成“万元”"
ROW = {"D15": "调研次数", "E15": "≥5次", "F15": "6次", "G15": 10}
INDICATOR_ROW = tuple(put("附件2", **{place: value}) for place, value in ROW.items())
MISHAPS: dict[str, Mishap] = {
    "inserted blank rows": Mishap((moved("附件2", 15, 2), moved("附件2", 8, 1), moved("附件1", 20, 3))),
    "ghost rows": Mishap((_sheet(_ghosts),)),
    "unmerged cells": Mishap((unmerged("附件2"), unmerged("附件1"))),
    "unmerged cells with their values": Mishap((unmerged("附件2", repeat=True),)),
    "numbers as text": Mishap((_sheet(_words_to_text), _sheet(_words_to_text, "附件1"))),
    "full-width digits": Mishap((put("附件2", D6="１６００．５"),), {"附件2 年初预算数": "1600.5"}),
    "thousands separators": Mishap((put("附件2", D6="1,600.00"),), {"附件2 年初预算数": "1600.00"}),
    "a unit in the cell": Mishap((put("附件2", D6="1600万元"),), {"附件2 年初预算数": "1600"}),
    "元 in the corner": Mishap((_sheet(_in_yuan, "附件1"),), notes=(UNIT.format("附件1"),)),
    "元 in a label": Mishap((_sheet(_in_yuan),), notes=(UNIT.format("附件2"),)),
    "a hidden sheet": Mishap((_state("hidden"),), notes=("附件2 在隐藏的工作表“附件2”里，已读",)),
    "a very hidden sheet": Mishap((_state("veryHidden"),), notes=("附件2 在隐藏的工作表“附件2”里，已读",)),
    "a hidden copy": Mishap(
        (_veiled_copy,), unread=("隐藏的工作表“附件2 (2)”：像附件2，另有一张没有隐藏的，没有读",)
    ),
    "the sheet twice": Mishap((_twice,), unread=("工作表“附件2 (2)”：和“附件2”是同一张表，没有读",)),
    "a protected sheet": Mishap((_sheet(lambda page: page.protection.enable()),)),
    "a row deleted": Mishap((moved("附件2", 17, -1),), gone=("引进人才数",)),
    "a labelled row deleted": Mishap(
        (moved("附件1", 21, -1),), unread=("附件1 “公用经费”：表里没有找到这一行，没有读",)
    ),
    "a row added": Mishap((moved("附件2", 15, 1), *INDICATOR_ROW), new=("调研次数",)),
    "title rows deleted": Mishap((moved("附件2", 1, -3), moved("附件1", 1, -2))),
    "a column inserted at left": Mishap((moved("附件2", 1, 1, columns=True),)),
    "two columns inserted at left": Mishap((moved("附件1", 1, 2, columns=True),)),
    "a column inserted in the middle": Mishap((moved("附件2", 5, 1, columns=True),)),
    "a column deleted at left": Mishap(
        (moved("附件4", 1, -1, columns=True),),
        unread=(
            "附件4 “填报单位（盖章）：”：表里没有找到这一格，没有读",
            "附件4 “合计”：表里没有找到这一行，没有读",
            "附件4 “填表人： 填报日期： 联系电话： 单位负责人签字”：表里没有找到这一行，没有读",
            "附件4 第 21 行 “100”：在表样里没有这一行，没有读",
        ),
    ),
    "reordered rows": Mishap(
        (_sheet(_swap),), notes=("附件2 里部门绩效指标的行换了先后，报告里的先后没有改",)
    ),
    "the sheet renamed": Mishap((_title("Sheet1"), put("附件1", A1="附件一"))),
    "a strange sheet": Mishap((_strange,), unread=("工作表“通知”：不像任何一张附件，没有读",)),
    "a rate as Excel has it": Mishap((_per_cent(0.8045),), RATE),
    "a rate a hundredfold": Mishap((_per_cent(80.45),), RATE),
    "a rate without its look": Mishap((_per_cent(0.8045, "General"),), RATE),
    "a rate as a plain number": Mishap((_per_cent(80.45, "0.00"),), RATE),
    "a rate as text": Mishap((_per_cent("80.45%"),), RATE),
    "a binary tail": Mishap((put("附件2", D6=0.1 + 0.2),), {"附件2 年初预算数": "0.3"}),
    "rows of dots": Mishap((moved("附件2", 17, 2), put("附件2", D17="……", D18="...", E18="…"))),
    "a sum below the rows": Mishap(
        (moved("附件2", 18, 1), put("附件2", D18="小计", G18=40)),
        unread=("附件2 第 18 行 “小计”：是合计或说明，不是一行数据，没有读",),
    ),
    "a strange row": Mishap(
        (moved("附件2", 7, 1), put("附件2", B7="以上数据已核对", I7="王")),
        unread=("附件2 第 7 行 “以上数据已核对、王”：在表样里没有这一行，没有读",),
    ),
    "labels of another year's form": Mishap(
        (put("附件2", D5="年初预算", A4="省级预算部门名称", A5="年\n度\n预\n算\n申\n请"),)
    ),
    "an error of Excel": Mishap(
        (put("附件2", H6="#DIV/0!"),), unread=("附件2!H6 “#DIV/0!”：是 Excel 的错误值，没有读",)
    ),
    "words that do not fit": Mishap(
        (put("附件2", B8="见附表"),), unread=("附件2!B8 “见附表”：文字与表样不同，没有读",)
    ),
    "a number where words were": Mishap((put("附件2", B8=1800.5),), {"附件2 一般公共预算": "1800.5"}),
    "cells merged that were none": Mishap(
        (_sheet(lambda page: page.merge_cells("F14:F15")),),
        unread=(
            "附件2!F14 “95人”：合并了几行，分不清是哪一行，没有读",
            "附件2!F15：与 F14 合并成了一格，没有读",
        ),
    ),
    "a figure in the wrong place of its span": Mishap(
        (unmerged("附件1"), put("附件1", B5=None, C5=41)), {"附件1 编制数": "41"}
    ),
}


@pytest.mark.parametrize("mishap", MISHAPS.values(), ids=MISHAPS.keys())
def test_a_mishap_comes_out_as_it_must(tmp_path: Path, mishap: Mishap) -> None:
    report = filled_report()

    proposal = proposed(report, changed(filled_file(tmp_path / "附件.xlsx"), *mishap.changes))

    assert {edit.label: edit.after for edit in proposal.edits} == mishap.edits
    assert tuple(row.name for row in proposal.rows) == mishap.new
    assert tuple(row.name for row in proposal.gone) == mishap.gone
    assert tuple(proposal.notes) == mishap.notes
    assert tuple(each.sentence for each in proposal.unread) == mishap.unread
    assert not proposal.refused


def _rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with some XML of a part written otherwise."""
    with zipfile.ZipFile(path) as archive:
        made: Parts = {name: archive.read(name) for name in archive.namelist()}
    content = made[part]
    assert isinstance(content, bytes)
    assert old.encode() in content
    made[part] = content.replace(old.encode(), new.encode(), 1)
    return written(path, made)


def test_a_wrong_dimension_and_a_formula_with_its_value_are_read(tmp_path: Path) -> None:
    report = filled_report()
    file = filled_file(tmp_path / "附件.xlsx")
    _rewritten(file, "xl/worksheets/sheet2.xml", '<dimension ref="A1:I19"', '<dimension ref="A1"')
    assert proposed(report, file).is_empty

    _rewritten(file, "xl/worksheets/sheet2.xml", "<v>1500</v>", "<f>E6-A1</f><v>1600</v>")
    (edit,) = proposed(report, file).edits
    assert (edit.source, edit.entry) == ("附件2!D6", "1600")


@pytest.mark.parametrize(
    ("value", "look"), [(45356, "yyyy/m/d"), (45356, "General"), (20240305, "0"), ("2024.3.5", "@")]
)
def test_a_day_is_read_however_it_was_typed(tmp_path: Path, value: object, look: str) -> None:
    report = Report.in_memory(tiny())

    def typed(book: Any) -> None:
        book["经费"]["B14"] = value
        book["经费"]["B14"].number_format = look

    (edit,) = proposed(report, changed(exported(report, tmp_path / "表.xlsx"), typed)).edits

    assert (edit.entry, edit.after) == ("2024-03-05", "2024年3月5日")


def test_a_form_in_yuan_that_came_back_in_ten_thousands_is_converted(tmp_path: Path) -> None:
    report = Report.in_memory(tiny())
    change = put("经费", D2="单位：万元", B4=12.5, B8=3)

    proposal = proposed(report, changed(exported(report, tmp_path / "表.xlsx"), change))

    assert [edit.entry for edit in proposal.edits] == ["12.5"]
    assert list(proposal.rows[0].entries.values()) == ["3"]
    assert proposal.notes == ["工作表“经费”的金额写的是“万元”，已换算成“元”"]


REFUSED = ("doctype", "cells far away", "elements", "merges", "one name twice", "binary")


@pytest.mark.parametrize("which", [*REFUSED, "a bomb"])
def test_a_hostile_workbook_never_gets_here(tmp_path: Path, which: str) -> None:
    words, make = HOSTILE.get(which, ("异常地大", lambda: bombs()[0]))
    with pytest.raises(FileTrouble) as caught:
        proposed(filled_report(), written(tmp_path / "附件.xlsx", make(), store=which in HOSTILE))
    assert words in caught.value.reason
