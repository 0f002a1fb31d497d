"""Unsound packs are refused with file and line, soon."""

from __future__ import annotations

import time

import pytest

from core.numbers.troubles import PackError
from core.pack.pack import read_pack

SOUND = {
    "pack.yaml": '编号: 甲\n标题: 甲\n题名: "{院.年}"\n单位名: 院.名\n报告年度: 院.年\n',
    "figures.yaml": "院:\n  名: {类型: 文字}\n  年: {类型: 年度}\n钱:\n  收: {类型: 金额}\n  人: {类型: 人数}\n",
    "rules.yaml": "",
    "sections.yaml": "头:\n  数据: [钱]\n",
}
FIGURES = SOUND["figures.yaml"]


def _read(**changed: str | bytes) -> None:
    files = {**SOUND, **{f"{name}.yaml": text for name, text in changed.items()}}
    read_pack({n: t if isinstance(t, bytes) else t.encode() for n, t in files.items()})


def test_the_sound_pack_is_sound() -> None:
    _read()


HOSTILE = {
    "a repeated key": ("figures", FIGURES + "院:\n  名: {类型: 文字}\n", 7, "写了两次"),
    "an unknown attribute": ("figures", FIGURES + "乙: {类型: 金额, 公试: 1}\n", 7, "是否为 公式"),
    "an unquoted comma": ("figures", FIGURES + "乙: {类型: 百分比, 公式: 占比(钱.收, 钱.收)}\n", 7, ""),
    "an unknown kind": ("figures", FIGURES + "乙: {类型: 钱}\n", 7, "没有类型"),
    "an alias": ("figures", FIGURES + "乙: &a {类型: 金额}\n丙: *a\n", 7, ""),
    "a tab": ("figures", FIGURES + "乙:\n\t丙: {类型: 金额}\n", 8, "制表符"),
    "a circle": ("figures", FIGURES + "乙: {类型: 金额, 公式: 丙}\n丙: {类型: 金额, 公式: 乙}\n", 7, "圈"),
    "an unknown name": ("figures", FIGURES + "乙: {类型: 金额, 公式: 钱.受 + 1}\n", 7, "是否为 钱.收"),
    "people and money": ("figures", FIGURES + "乙: {类型: 金额, 公式: 钱.人 + 钱.收}\n", 7, "单位"),
    "an attribute call": ("figures", FIGURES + '乙: {类型: 金额, 公式: "钱.收.quantize(1)"}\n', 7, ""),
    "a power": ("figures", FIGURES + '乙: {类型: 金额, 公式: "9 ** 9 ** 9"}\n', 7, "乘方"),
    "a huge literal": ("figures", FIGURES + f'乙: {{类型: 金额, 公式: "{"9" * 400}"}}\n', 7, "太长"),
    "a deep formula": (
        "figures",
        FIGURES + f'乙: {{类型: 金额, 公式: "{"(" * 300}1{")" * 300}"}}\n',
        7,
        "50",
    ),
    "a long formula": ("figures", FIGURES + f'乙: {{类型: 金额, 公式: "1{" + 1" * 900}"}}\n', 7, "超过"),
    "a lambda": ("figures", FIGURES + '乙: {类型: 金额, 公式: "lambda: 1"}\n', 7, ""),
    "deep brackets": ("figures", FIGURES + "乙: " + "[" * 100_000 + "\n", 7, ""),
    "deep dashes": ("figures", FIGURES + "乙:\n  " + "- " * 50_000 + "a\n", 8, "嵌套"),
    "a full-width name": ("figures", FIGURES + "Ａ: {类型: 金额}\n", 7, ""),
    "a name with a bracket": ("figures", FIGURES + "乙（一）: {类型: 金额}\n", 7, "标题"),
    "an option without values": ("figures", FIGURES + "乙: {类型: 选项}\n", 7, "值"),
    "no UTF-8": ("figures", FIGURES.encode("gb18030"), 1, "UTF-8"),
    "a huge file": ("figures", b"#" * 3_000_000, 0, "字节"),
    "a rule that is a sum": ("rules", "甲:\n  条件: 钱.收 + 1\n  提示: 不\n", 1, "条件"),
    "a rule on nothing": ("rules", "甲:\n  条件: 钱.受 = 1\n  提示: 不\n", 1, "是否为"),
    "a message on nothing": ("rules", "甲:\n  条件: 钱.收 = 1\n  提示: 差{钱.受}\n", 1, "是否为"),
    "a severity unheard of": ("rules", "甲:\n  级别: 严重\n  条件: 钱.收 = 1\n  提示: 不\n", 2, "之一"),
    "a wording on nothing": ("sections", "头:\n  措辞: 共{钱.受}万元\n", 1, "是否为"),
    "a tab on nothing": ("sections", "头:\n  数据: [饯]\n", 1, "没有名为"),
}


@pytest.mark.parametrize(("file", "text", "line", "says"), HOSTILE.values(), ids=HOSTILE)
def test_an_unsound_pack_is_refused_with_file_and_line(file, text, line, says) -> None:
    begun = time.monotonic()

    with pytest.raises(PackError) as caught:
        _read(**{file: text})

    assert caught.value.file == f"{file}.yaml"
    assert abs(caught.value.line - line) <= 1
    assert says in caught.value.reason
    assert time.monotonic() - begun < 5


def test_a_missing_file_is_named() -> None:
    with pytest.raises(PackError, match=r"rules\.yaml"):
        read_pack({n: t.encode() for n, t in SOUND.items() if n != "rules.yaml"})
