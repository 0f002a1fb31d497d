from __future__ import annotations

import pytest

from core.numbers.troubles import PackError, Refused
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.own_figures import add_own_figure, proposed_name, unit_behind
from core.report.report import Report

HEAD = '编号: 甲\n标题: 甲\n题名: "{院.年}"\n单位名: 院.名\n报告年度: 院.年\n'
FIGURES = """
院: {名: {类型: 文字}, 年: {类型: 年度}}
业务数据:
  列: {名称: {类型: 文字}, 数: {类型: 数值}, 单位: {类型: 文字}}
只有名称:
  列: {名称: {类型: 文字}}
固定:
  固定行: {甲: {名称: 甲}}
  列: {名称: {类型: 文字}, 数: {类型: 数值}}
外:
  列:
    名: {类型: 文字}
    内: {列: {名称: {类型: 文字}, 数: {类型: 数值}}}
"""
SECTIONS = "正文:\n  标题: 正文\n"
BODY = "章节[正文].正文"


def _pack(head: str = "自定数据: 业务数据\n", sections: str = SECTIONS) -> Pack:
    files = {"pack.yaml": HEAD + head, "figures.yaml": FIGURES, "rules.yaml": "", "sections.yaml": sections}
    return read_pack({name: text.encode() for name, text in files.items()})


def _make(number: str, before: str = "建成", after: str = "座。", name: str = "水库") -> tuple[Report, str]:
    report = Report.in_memory(_pack())
    report.set(BODY, f"{before}{number}{after}")
    row = add_own_figure(report, BODY, before, number, after, name).row
    return report, row


def test_a_number_becomes_a_row_and_its_mark_in_one_step() -> None:
    report, row = _make("15")

    assert report.entry(BODY) == f"建成{{业务数据[{row}].数}}座。"
    assert report.words(BODY) == "建成15座。"
    assert [report.words(f"业务数据[{row}].{name}") for name in ("名称", "数", "单位")] == [
        "水库",
        "15",
        "座",
    ]
    report.undo()
    assert report.entry(BODY) == "建成15座。"
    assert report.rows("业务数据") == []
    report.redo()
    assert report.words(BODY) == "建成15座。"


@pytest.mark.parametrize("number", ["2.60", "1,325", "12,727,512.34", "0", "0.5", "1000000"])
def test_the_mark_prints_the_same_characters(number: str) -> None:
    report, _ = _make(number)

    assert report.words(BODY) == f"建成{number}座。"


@pytest.mark.parametrize(
    ("number", "name"),
    [("007", "水库"), ("1,234.1234567890123", "水库"), ("9" * 30, "水库"), ("15", " "), ("15", "")],
)
def test_what_cannot_be_printed_or_has_no_name_is_refused_and_nothing_is_written(number, name) -> None:
    report = Report.in_memory(_pack())
    report.set(BODY, f"建成{number}座。")

    with pytest.raises(Refused):
        add_own_figure(report, BODY, "建成", number, "座。", name)

    assert report.entry(BODY) == f"建成{number}座。"
    assert report.rows("业务数据") == []


def test_a_pack_without_such_a_listing_refuses_in_words() -> None:
    report = Report.in_memory(_pack(""))

    with pytest.raises(Refused, match="没有放自定数据的表"):
        add_own_figure(report, BODY, "", "1", "", "甲")


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("全年，共建成高标准农田", "建成高标准农田"),
        ("农产品样品共", "农产品样品"),
        ("满意度达到", "满意度"),
        ("（一）发展党员", "发展党员"),
        ("2023年培训", "年培训"),
        ("", ""),
        ("其中：", ""),
        ("共", "共"),
    ],
)
def test_a_name_is_proposed_from_the_words_before(before: str, name: str) -> None:
    assert proposed_name(before) == name


@pytest.mark.parametrize(
    ("after", "unit"),
    [
        ("万亩，", "万亩"),
        ("人以上", "人"),
        ("个方面", "个"),
        ("%。", "%"),
        ("万元", "万元"),
        ("平方米的", "平方米"),
        ("标段，", "标段"),
        ("万", "万"),
        ("，", ""),
        ("", ""),
    ],
)
def test_the_unit_is_the_word_behind(after: str, unit: str) -> None:
    assert unit_behind(after) == unit


@pytest.mark.parametrize(
    ("listing", "says"),
    [
        ("没有", "没有名为"),
        ("章节", "没有名为"),
        ("只有名称", "数值"),
        ("外.内", "增加行"),
        ("院.名", "没有名为"),
    ],
)
def test_a_listing_that_cannot_take_own_figures_is_refused_with_its_line(listing: str, says: str) -> None:
    with pytest.raises(PackError, match=says) as caught:
        _pack(f"自定数据: {listing}\n")

    assert (caught.value.file, caught.value.line) == ("pack.yaml", 6)


@pytest.mark.parametrize("most", ["两千", "-1", "0", "1.5", "２０００", "9999999999", ""])
def test_a_limit_of_characters_is_a_whole_number(most: str) -> None:
    with pytest.raises(PackError, match="字数上限") as caught:
        _pack(sections=f"{SECTIONS}  字数上限: {most}\n")

    assert (caught.value.file, caught.value.line) == ("sections.yaml", 3)


def test_a_limit_of_characters_is_kept() -> None:
    assert _pack(sections=f"{SECTIONS}  字数上限: 2000\n").sections["正文"].most_characters == 2000
    assert _pack().sections["正文"].most_characters == 0


def test_the_pack_of_the_program_takes_own_figures() -> None:
    from core.commands.packs import DEFAULT, pack_named

    assert pack_named(DEFAULT).own_figures == "业务数据"
