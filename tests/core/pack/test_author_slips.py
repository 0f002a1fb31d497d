"""What a clerk's hand does to a pack is named with file, line or cell, and with how it should be written."""

from __future__ import annotations

import re

import pytest

from core.numbers.troubles import PackError
from core.pack.loading import read_pack
from tests.core.hostile import FIGURES, read_changed
from tests.core.pack.made_forms import FILE, pack_with, xlsx
from tests.core.packs import tiny_pack

LISTING = "项目:\n  列:\n    名称: {类型: 文字}\n    金额: {类型: 金额}\n"
FULL = "里面有全角的“%s”，请用英文输入法改成半角的“%s”"

SLIPS = {
    "a full-width comma": ("figures", "乙: {类型: 金额，必填: 是}", 7, FULL % ("，", ",")),
    "one that joins two words": ("figures", "乙: {类型: 金额，标题}", 7, FULL % ("，", ",")),
    "one in a list": ("figures", "乙: {类型: 选项, 值: [甲，丙]}", 7, "“甲，丙”里有全角的“，”"),
    "a full-width colon inside": ("figures", "乙: {类型：金额}", 7, FULL % ("：", ":")),
    "one behind a name": ("figures", "乙：{类型: 金额}", 7, FULL % ("：", ":")),
    "one behind a group": ("figures", "乙：\n  丙: {类型: 金额}", 7, FULL % ("：", ":")),
    "one in a block": ("figures", "乙:\n  类型：金额", 7, FULL % ("：", ":")),
    "full-width braces": ("figures", "乙: ｛类型: 金额｝", 7, FULL % ("｛", "{")),
    "a full-width brace at the end": ("figures", "乙: {类型: 金额｝\n丙: {类型: 金额}", 7, FULL % ("｝", "}")),
    "full-width brackets": ("figures", "乙: {类型: 选项, 值: ［甲, 丙］}", 7, FULL % ("］", "]")),
    "a colon without a blank": ("figures", "乙:{类型: 金额}", 7, "冒号“:”后面要空一格"),
    "a comma in a formula": (
        "figures", "乙: {类型: 百分比, 公式: 占比(钱.收, 钱.收)}", 7, '整个公式要加引号：公式: "占比(钱.收, 钱.收)"'
    ),
    "two commas, and more behind": (
        "figures", "乙: {类型: 金额, 公式: 最大(钱.收, 钱.收, 1), 必填: 否}", 7, '公式: "最大(钱.收, 钱.收, 1)"'
    ),
    "a comma beside quotes": (
        "figures", "乙: {类型: 金额, 公式: 合计(项目.金额, 项目.名称 = \"甲\")}", 7, "公式: '合计(项目.金额, 项目.名称 = \"甲\")'"
    ),
    "a comma in a condition": ("rules", "甲: {条件: 最大(钱.收, 1) = 1, 提示: 不}", 1, '条件: "最大(钱.收, 1) = 1"'),
    "a hash in a text": ("figures", "乙: {类型: 金额, 口径: 编号 # 1}\n丙: {类型: 金额}", 7, "都成了注释"),
    "a hash behind a brace": ("figures", "乙: { # 说明\n", 7, "都成了注释"),
    "a hash at a brace": ("figures", "乙: {# 类型: 金额}\n丙: {类型: 金额}", 7, "都成了注释"),
    "no closing brace": ("figures", "乙: {类型: 金额\n丙: {类型: 金额}", 7, "括号没有收住"),
    "braces in a text": ("rules", "甲: {条件: 钱.收 = 1, 提示: 差{钱.收}万元}", 1, "整段文字请加引号"),
    "a quote that does not close": ("rules", '甲:\n  条件: 钱.收 = 1\n  提示: "差\n', 3, "引号没有成对"),
    "an indentation between two": ("figures", "乙:\n   丙: {类型: 金额}\n  丁: {类型: 金额}", 9, "缩进和上面的不齐"),
    "a list that becomes names": ("figures", "乙:\n  - 丙\n  丁: 1", 9, "缩进要齐"),
    "可改 without 公式": ("figures", "乙: {类型: 金额, 可改: 是}", 7, "可改 只写在有 公式 的数据项上"),
    "a unit without places": ("sections", "头:\n  措辞: 共{钱.收:元}元", 1, "请写成 {钱.收:0.00元} 的样子"),
    "a format that is none": ("sections", "头:\n  措辞: 共{钱.收:两位}万元", 1, "格式“两位”读不懂"),
    "a unit of what is no money": ("sections", "头:\n  措辞: 共{钱.人:0元}", 1, "钱.人 却不是金额（是人数）"),
    "another unit behind it": ("sections", "头:\n  措辞: 共{钱.收}元", 1, "印的是万元，后面写的却是“元”，请写成 {钱.收:0.00元}元"),
    "another unit in a choice": ("rules", "甲:\n  条件: 钱.收 = 1\n  提示: '{若 钱.收 > 1：{钱.收:0元}万元|}'", 1, "印的是元"),
    "full-width braces in a wording": ("sections", "头:\n  措辞: 共｛钱.收｝万元", 1, "请改成半角的 {钱.收}"),
    "full-width braces in a message": ("rules", "甲:\n  条件: 钱.收 = 1\n  提示: 差｛钱.收:0.00｝", 1, "改成半角的 {钱.收:0.00}"),
    "a short name in a row": ("figures", LISTING + "    倍: {类型: 金额, 公式: 金颔 * 2}", 11, "是否为 金额？"),
    "a short name in a condition": (
        "figures", LISTING + "乙: {类型: 金额, 公式: '合计(项目.金额, 名你 = “甲”)'}", 11, "是否为 名称？"
    ),
    "a short name in a group": (
        "figures", "组:\n  收入合计: {类型: 金额}\n  乙: {类型: 金额, 公式: 收入合记 + 1}", 9, "是否为 收入合计？"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "line", "says"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_with_its_line_and_what_to_write(file: str, text: str, line: int, says: str) -> None:
    with pytest.raises(PackError) as caught:
        read_changed(**{file: (FIGURES if file == "figures" else "") + text + "\n"})

    assert says in caught.value.reason
    assert (caught.value.file, caught.value.line) == (f"{file}.yaml", line)
    assert not re.search("[a-z]{4}", caught.value.reason), "English in it"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_file_that_notepad_saved_otherwise_is_told_how_to_be_saved(encoding: str) -> None:
    with pytest.raises(PackError, match="另存为”，编码选 UTF-8"):
        read_changed(figures=FIGURES.encode(encoding))


CELLS = {
    "full-width braces": ("｛钱.收入｝", "请改成半角的 {钱.收入}"),
    "one full-width brace": ("{钱.收入｝", "请改成半角的 {钱.收入}"),
    "full-width braces around a column": ("{事.名}：｛事.数｝", "请改成半角的 {事.数}"),
    "full-width braces around a short name": ("合计｛合计数｝", "请改成半角的 {合计数}"),
    "full-width braces around a slip": ("｛钱.收人｝", "请改成半角的 {钱.收人}"),
    "a unit without places": ("{钱.收入:元}", "请写成 {钱.收入:0.00元} 的样子"),
    "a unit of what is no money": ("{局.年度:0元}", "局.年度 却不是金额"),
    "another unit behind it": ("收入：{钱.收入}元", "印的是万元，后面写的却是“元”"),
}


@pytest.mark.parametrize(("cell", "says"), CELLS.values(), ids=CELLS)
def test_a_slip_in_a_form_is_named_with_its_cell(cell: str, says: str) -> None:
    with pytest.raises(PackError) as caught:
        pack_with(xlsx({"C7": cell}))

    assert caught.value.file == FILE
    assert caught.value.reason.startswith("花名册!C7：")
    assert says in caught.value.reason


FINE = (
    "共{钱.收}万元", "共{钱.收:0.00元}元", "人均{钱.收}元/人", "｛注｝", "｛见下表｝", "{{钱.收}}",
    "{钱.人}人，{钱.收:,0.00}万元",
)  # fmt: skip


@pytest.mark.parametrize("text", FINE)
def test_what_is_written_well_is_taken(text: str) -> None:
    read_changed(sections=f"头:\n  措辞: |\n    {text}\n")


def test_commas_and_colons_in_texts_are_nobodys_slip() -> None:
    pack = tiny_pack('甲: {类型: 金额, 口径: 含工资，不含奖金：见附注, 来源: "表#1, 表2"}')

    assert pack.definitions.figures["甲"].note == "含工资，不含奖金：见附注"
    assert read_pack(pack.files).definitions.figures["甲"].source == "表#1, 表2"
