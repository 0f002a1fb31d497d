"""A small form laid out: bands, joined neighbours, growing spans, parts of a listing, a sheet per row."""

from __future__ import annotations

from decimal import Decimal

from core.report.sheets import sheets_of
from tests.core.pack.made_forms import bound, lines_of, pack_with, report_of, sheet_of, xlsx

JOINED = xlsx(
    {
        "A1": "{局.名}花名册",
        "A2": "类", "B2": "组", "C2": "名", "D2": "数（元）", "E2": "旁注",
        "A3": "{事.类^}", "B3": "{事.组^}", "C3": "{事.名}", "D3": "{事.数:,0.00元}",
        "A4": "合计", "D4": "{合计数:,0.00元}", "E4": "末",
        "A5": "填表：{局.名}　　占比：{钱.占比}%",
    },
    ["A1:E1", "E2:E3", "A4:C4", "A5:E5"],
    {"D3": "#,##0.00", "D4": "#,##0.00"},
)  # fmt: skip
FIVE = """
局.名: 甲乙局
钱: {收入: 200, 支出: 50}
事:
  - {类: 甲, 组: 东, 名: 一, 数: 1.5}
  - {类: 甲, 组: 东, 名: 二, 数: "12,345.67元"}
  - {类: 乙, 组: 东, 名: 三, 数: 3}
  - {类: 乙, 组: 西, 名: 四, 数: 4}
  - {类: 乙, 组: 西, 名: 五}
"""
TWO_PARTS = xlsx(
    {
        "A1": "甲类", "A2": '{事(类 = "甲").名}', "B2": "{事.数}",
        "A3": "乙类", "A4": '{事(类 = "乙").名}', "B4": "{事.数}",
        "A5": "{合计数}",
    },
    formats={"B2": "0.0", "B4": "0.00"},
)  # fmt: skip
PER_ROW = xlsx(
    {
        "A1": "{局.名}", "A2": "{事.名}", "B2": "{事.数}",
        "A3": "{事.类}", "B3": "{事.步.做}", "C3": "{事.步.分}",
        "A4": "完",
    }
)  # fmt: skip
NESTED = xlsx({"A1": "{事.类^}", "B1": "{事.名^}", "C1": "{事.步.做}", "D1": "{序}"})
STEPS = """
局.名: 甲乙局
事:
  - {类: 甲, 名: 一, 数: 1.50, 步: [{做: 看, 分: 3}, {做: 写, 分: 4.5}]}
  - {}
  - {类: 乙, 名: 三, 数: 3, 步: 无}
  - {类: 乙, 数: 4}
"""


def test_a_band_has_a_line_for_every_row_and_the_rows_below_move() -> None:
    sheet = sheet_of(report_of(pack_with(JOINED), FIVE))

    assert [line.template for line in sheet.lines] == [0, 1, 2, 2, 2, 2, 2, 3, 4]
    assert [line.number for line in sheet.lines] == [0, 0, 1, 2, 3, 4, 5, 0, 0]
    assert sheet.first_line == {0: 0, 1: 1, 2: 2, 3: 7, 4: 8}
    assert sheet.keys(3, 2) == ["事[2].名"]
    assert sheet.places("事[5].数") == [(6, 3)]
    assert sheet.places("合计数") == [(7, 3)]
    assert sheet.places("局.名") == [(0, 0), (8, 0)]
    assert sheet.places("钱.收入") == []


def test_equal_neighbours_join_and_a_run_ends_where_the_run_at_its_left_ends() -> None:
    sheet = sheet_of(report_of(pack_with(JOINED), FIVE))

    assert lines_of(sheet) == [
        ["甲乙局花名册", "⟂", "⟂", "⟂", "⟂"],
        ["类", "组", "名", "数（元）", "旁注"],
        ["甲", "东", "一", "15,000.00", "⟂"],
        ["⟂", "⟂", "二", "12,345.67", "⟂"],
        ["乙", "东", "三", "30,000.00", "⟂"],
        ["⟂", "西", "四", "40,000.00", "⟂"],
        ["⟂", "⟂", "五", "", "⟂"],
        ["合计", "⟂", "⟂", "", "末"],
        ["填表：甲乙局　　占比：25.00%", "⟂", "⟂", "⟂", "⟂"],
    ]
    assert sheet.spans == {
        (0, 0): (1, 5), (1, 4): (6, 1), (2, 0): (2, 1), (2, 1): (2, 1), (4, 0): (3, 1), (5, 1): (2, 1),
        (7, 0): (1, 3), (8, 0): (1, 5),
    }  # fmt: skip
    assert sheet.place_of(6, 0) == (4, 0)
    assert sheet.rows_under(4, 0) == ["3", "4", "5"]


def test_empty_neighbours_do_not_join() -> None:
    given = "事: [{名: 一, 组: 东}, {名: 二}, {名: 三}, {名: 四, 类: 甲}]"
    sheet = sheet_of(report_of(pack_with(JOINED), given))

    assert not [place for place, (high, _) in sheet.spans.items() if high > 1 and place != (1, 4)]


def test_joins_and_lines_follow_a_change_of_the_rows() -> None:
    report = report_of(pack_with(JOINED), FIVE)
    report.set("事[3].类", "甲")
    report.remove_row("事", "5")
    sheet = sheet_of(report)

    assert sheet.spans[2, 0] == (3, 1)
    assert sheet.spans[2, 1] == (3, 1)
    assert sheet.spans[1, 4] == (5, 1)
    assert sheet.words(6, 3) == "97,345.67"


def test_numbers_are_held_in_the_unit_of_the_form() -> None:
    report = report_of(pack_with(JOINED), FIVE + "  - {类: 乙, 名: 六, 数: 无}")
    report.set("事[5].数", "0.000001")
    sheet = sheet_of(report)

    numbers = ["15000", "12345.67", "30000", "40000", "0.01", None, "97345.68"]
    assert [sheet.number(line, 3) for line in range(2, 9)] == [n and Decimal(n) for n in numbers]
    assert [sheet.words(line, 3) for line in range(6, 9)] == ["0.01", "无", "97,345.68"]
    assert sheet.number(2, 2) is None
    assert sheet.number(0, 0) is None


def test_a_percentage_is_held_as_a_fraction_where_the_cell_is_in_per_cent() -> None:
    form = xlsx(
        {"A1": "{钱.占比}", "B1": "{钱.占比}", "C1": "{钱.占比}"}, formats={"A1": "0.00%", "B1": "0.0"}
    )
    sheet = sheet_of(report_of(pack_with(form), "钱: {收入: 1272.75, 支出: 761.25}"))

    assert [sheet.number(0, c) for c in range(3)] == [Decimal("0.5981"), Decimal("59.81"), Decimal("59.81")]
    assert [sheet.words(0, c) for c in range(3)] == ["59.81%", "59.8", "59.81"]


def test_a_merge_that_reaches_into_the_band_grows_with_it() -> None:
    pack = pack_with(JOINED)

    assert sheet_of(report_of(pack)).spans[1, 4] == (2, 1)
    assert sheet_of(report_of(pack, "事: [{名: 一}]")).spans[1, 4] == (2, 1)
    assert sheet_of(report_of(pack, FIVE)).spans[1, 4] == (6, 1)


def test_an_empty_band_shows_one_line_and_wu_where_that_is_ticked() -> None:
    pack = pack_with(JOINED)
    empty = sheet_of(report_of(pack))
    none = sheet_of(report_of(pack, "事: 无"))

    assert [line.template for line in empty.lines] == [0, 1, 2, 3, 4]
    assert lines_of(empty)[2] == ["", "", "", "", "⟂"]
    assert empty.keys(2, 2) == []
    assert lines_of(none)[2] == ["无", "", "", "", "⟂"]
    assert none.words(3, 3) == "0.00"


def test_parts_of_a_listing_stand_in_their_own_bands() -> None:
    report = report_of(pack_with(TWO_PARTS), FIVE)
    sheet = sheet_of(report)

    assert lines_of(sheet) == [
        ["甲类", ""], ["一", "1.5"], ["二", "1.2"], ["乙类", ""], ["三", "3.00"], ["四", "4.00"],
        ["五", ""], ["", ""],
    ]  # fmt: skip
    assert [sheet.form.bands[row].given for row in (1, 3)] == [{"类": "甲"}, {"类": "乙"}]
    report.set("事[2].类", "乙")
    assert [line[0] for line in lines_of(sheet_of(report))] == [
        "甲类",
        "一",
        "乙类",
        "二",
        "三",
        "四",
        "五",
        "",
    ]


def test_a_sheet_for_every_row_that_counts() -> None:
    report = report_of(pack_with(PER_ROW, per_row="事"), STEPS)
    sheets = sheets_of(report, bound(report))

    assert [sheet.title for sheet in sheets] == ["一", "三", "花名册"]
    assert lines_of(sheets[0]) == [
        ["甲乙局", "", ""], ["一", "1.5", ""], ["甲", "看", "3"], ["甲", "写", "4.5"], ["完", "", ""],
    ]  # fmt: skip
    assert sheets[0].keys(3, 0) == ["事[1].类"]
    assert sheets[0].keys(3, 2) == ["事[1].步[2].分"]
    assert sheets[0].listing_key(sheets[0].form.bands[2]) == "事[1].步"
    assert lines_of(sheets[1])[2] == ["无", "", ""]
    assert lines_of(sheets[2])[1:3] == [["", "4", ""], ["", "", ""]]


def test_a_band_of_inner_rows_has_the_cells_of_their_parents() -> None:
    report = report_of(pack_with(NESTED), STEPS)
    report.add_row("事[3].步")
    sheet = sheet_of(report)

    assert lines_of(sheet) == [
        ["甲", "一", "看", "1"], ["⟂", "⟂", "写", "2"], ["乙", "三", "", "3"],
    ]  # fmt: skip
    assert [sheet.keys(line, 1) for line in (0, 1)] == [["事[1].名"], ["事[1].名"]]


def test_printed_sheets_leave_out_blank_rows() -> None:
    report = report_of(pack_with(JOINED), FIVE)
    report.add_row("事")
    form = bound(report)

    assert [len(sheets_of(report, form, printed=printed)[0].lines) for printed in (False, True)] == [10, 9]
