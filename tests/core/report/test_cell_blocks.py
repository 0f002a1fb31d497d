"""Blocks of cells: what pasting one would do, and acts on many cells and rows as one step."""

from __future__ import annotations

import pytest

from core.numbers.troubles import Refused
from core.report.cell_blocks import PasteProposal, emptied, filled_down, pasted, proposed, rows_inserted
from core.report.report import Report
from tests.core.packs import everything
from tests.core.report.conftest import add


def _propose(report: Report, block: list[list[str | None]], at: int = 0, column: int = 0) -> PasteProposal:
    return proposed(report, "项目", block, rows=report.rows("项目"), at=at, column=column)


def _cells(report: Report, column: str) -> list[str]:
    return [report.words(report.cell(f"项目.{column}", row)) for row in report.rows("项目")]


def test_a_block_over_rows_and_beyond_them_is_one_step(report: Report) -> None:
    add(report, "甲", "1")
    steps = len(report.store.heads)

    proposal = _propose(report, [["甲一", "1.50"], ["乙", "２，０００.5万元"]])
    pasted(report, proposal)

    assert (_cells(report, "名称"), _cells(report, "金额")) == (["甲一", "乙"], ["1.50", "2000.5"])
    assert (proposal.rows_added, len(proposal.overwritten)) == (1, 2)
    assert report.undo_label == "粘贴 2 行 × 2 列"
    assert len(report.store.heads) == steps + 1
    report.undo()
    assert _cells(report, "名称") == ["甲"]


def test_what_cannot_be_read_is_named_and_the_rest_can_be_pasted(report: Report) -> None:
    proposal = _propose(report, [["甲", "三斤多"], ["乙", "2"], ["", "很多"]])

    refused = [(cell.row, cell.column.label, cell.text) for cell in proposal.refused]
    assert refused == [(0, "项目金额", "三斤多"), (1 + 1, "项目金额", "很多")]
    assert all(cell.reason for cell in proposal.refused)
    pasted(report, proposal)
    assert (_cells(report, "名称"), _cells(report, "金额")) == (["甲", "乙"], ["", "2"])


def test_covered_cells_stay_and_blank_ones_empty_what_stands(report: Report) -> None:
    add(report, "甲", "1")
    add(report, "乙", "2")

    proposal = _propose(report, [["丙", None], ["", "3"]])
    pasted(report, proposal)

    assert (_cells(report, "名称"), _cells(report, "金额")) == (["丙", ""], ["1", "3"])
    assert "合并单元格盖住的格子没有改动" in proposal.notes


def test_a_row_of_heads_is_dropped_and_told(report: Report) -> None:
    proposal = _propose(report, [["项目名称", "项目金额(万元)"], ["甲", "1"]])

    assert "第一行与表头相同，没有粘贴" in proposal.notes
    pasted(report, proposal)
    assert _cells(report, "名称") == ["甲"]


def test_columns_beyond_the_table_are_told(report: Report) -> None:
    proposal = _propose(report, [["甲", "乙"]], column=2)

    assert "右边多出 1 列，没有粘贴" in proposal.notes
    assert proposal.label == "粘贴 1 行 × 1 列"


def test_computed_columns_are_passed_by_and_told() -> None:
    report = Report.in_memory(everything())

    proposal = _propose(report, [["甲", "专", "1", "99", "5"]])
    pasted(report, proposal)

    assert _cells(report, "倍") == ["2.00"]
    assert "倍、份额 由公式算出，没有粘贴" in proposal.notes


def test_rows_beyond_fixed_ones_are_told(report: Report) -> None:
    rows = report.rows("固定")
    proposal = proposed(report, "固定", [["a"], ["b"], ["c"]], rows=rows, at=0)

    assert proposal.notes == ["这张表的行是模板固定的，下面多出 1 行，没有粘贴"]
    assert len(proposal.entries) == 2


def test_braces_from_outside_are_words_and_our_own_are_marks() -> None:
    report = Report.in_memory(everything())
    column = report.pack.definitions.listings["项目"].columns.index("项目.说明")
    for own, words in ((False, "{总.数}"), (True, "1")):
        proposal = proposed(report, "项目", [["{总.数}"]], rows=[], at=0, column=column, marks=own)
        pasted(report, proposal)
        assert _cells(report, "说明") == [words]
        report.undo()


def test_new_rows_are_given_what_the_part_shown_asks_for() -> None:
    report = Report.in_memory(everything())

    pasted(report, proposed(report, "项目", [["甲"]], rows=[], at=0, given={"类别": "他"}))
    pasted(report, proposed(report, "项目", [["乙", "专"]], rows=[], at=0, given={"类别": "他"}))

    assert _cells(report, "类别") == ["他", "专"]


def test_a_block_goes_into_a_row_s_own_list() -> None:
    report = Report.in_memory(everything())
    key = f"项目[{report.add_row('项目', cells={'名称': '甲'}).row}].绩效指标"

    pasted(report, proposed(report, key, [["一", "5"], ["二", "6"]], rows=[], at=0))

    assert [report.words(report.cell("项目.绩效指标.分值", row)) for row in report.rows(key)] == ["5", "6"]
    assert _cells(report, "小计") == ["11.00"]


def test_a_large_block_is_pasted_in_its_order(report: Report) -> None:
    add(report, "后", "1")
    pasted(report, _propose(report, [[f"{n}", f"{n}"] for n in range(3000)], at=1))

    assert _cells(report, "名称") == ["后", *map(str, range(3000))]


def test_rows_are_inserted_together_ahead_of_another(report: Report) -> None:
    row = add(report, "甲", "1")

    change = rows_inserted(report, "项目", 3, before=row)

    assert _cells(report, "名称") == ["", "", "", "甲"]
    assert change.row == report.rows("项目")[0]
    assert report.undo_label == "项目增加 3 行"


def test_rows_that_the_pack_fixes_cannot_be_added(report: Report) -> None:
    with pytest.raises(Refused, match="模板固定"):
        rows_inserted(report, "固定", 1)


def test_cells_are_emptied_and_filled_down_as_one_step_each(report: Report) -> None:
    rows = [add(report, name, amount) for name, amount in (("甲", "1"), ("乙", "2"), ("丙", "3"))]

    filled_down(report, ["项目.名称", "项目.金额"], rows)
    assert (_cells(report, "名称"), _cells(report, "金额")) == (["甲"] * 3, ["1"] * 3)
    emptied(report, [report.cell("项目.金额", row) for row in rows[1:]])
    assert _cells(report, "金额") == ["1", "", ""]
    assert report.undo_label == "清空 2 格"
    report.undo()
    report.undo()
    assert _cells(report, "金额") == ["1", "2", "3"]
