"""Input made to be slow or to break what reads it: it must be read, or refused, in few steps."""

from __future__ import annotations

from pathlib import Path

from core.figures.compiler import Compiler
from core.figures.formula import FormulaError, parse
from core.figures.scope import Context
from core.material.workbook import CellRead, SheetRead, WorkbookRead
from core.pack.loading import read_pack
from core.reading.workbooks import read_workbook
from tests.core.packs import graph_of

FORMULAS = {
    "deep brackets": "(" * 1000 + "1" + ")" * 999,
    "60 brackets": "(" * 60 + "一" + ")" * 60,
    "deep calls": "绝对值(" * 300 + "一" + ")" * 300,
    "signs": "-" * 1900 + "1",
    "mixed signs": "+-" * 900 + "一",
    "spaced signs": "- " * 900 + "一",
    "negations": "非 " * 600 + "有",
    "a long chain": "+".join(["一"] * 900),
    "a chain of comparisons": "<".join(["一"] * 900),
    "a chain of 且": " 且 ".join(["有"] * 390),
    "too long": "一" * 2001,
    "a huge literal": "9" * 1999,
    "a huge fraction": "0." + "9" * 1900,
    "a long name": "甲" * 1900,
    "dots": ".".join(["甲"] * 900),
    "many names": " ".join(["甲"] * 900),
    "many commas": "最大(" + ",".join(["1"] * 900) + ")",
    "brackets of ids": "项目" + "[a]" * 600,
    "open quotes": "“" * 1900,
    "control characters": "\x00\x01一",
    "surrogates": "一 + \ud800",
    "line ends": "一\n" * 900,
    "backslashes": "\\" * 1900,
    "brackets that never close": "绝对值(" * 400,
}

TEXTS = {
    "open": "{" * 100_000,
    "closed": "}" * 100_000,
    "unclosed": "{a" * 50_000,
    "nested": "{a" * 50_000 + "}" * 50_000,
    "nested 每行": "{每行 a|：{a}" * 20_000 + "}" * 20_000,
    "nested 若": "{若 a：" * 20_000 + "|" * 20_000 + "}" * 20_000,
    "unclosed 若": "{若 a：{b}" * 20_000,
    "long": "{" + "a" * 100_000 + "}",
    "bars": "{|}" * 30_000,
}

TARGETS = ("9", "1,", "1.", "-", "≥", " ", "1 ", "百分之", "万", "一", "(含)", "(", "月", "每", "显著")
"""What a long 指标值 repeats."""

SOUND_PACK = {
    "pack.yaml": '编号: 甲\n标题: 甲\n题名: "{院.年}"\n单位名: 院.名\n报告年度: 院.年\n',
    "figures.yaml": "院:\n  名: {类型: 文字}\n  年: {类型: 年度}\n钱:\n  收: {类型: 金额}\n  人: {类型: 人数}\n",
    "rules.yaml": "",
    "sections.yaml": "头:\n  数据: [钱]\n",
}
FIGURES = SOUND_PACK["figures.yaml"]
PACKS = {
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
"""File, its text, the line of the refusal, and what it says."""


def formula_compiler() -> Compiler:
    """A compiler that knows the figures of the hostile formulas."""
    return graph_of("一: {类型: 金额}\n有: {类型: 是否}").plan.compiler


def refusal_of(compiler: Compiler, source: str) -> str:
    """Why a formula is refused, "" where it is compiled."""
    try:
        compiler.compile(parse(source), Context())
    except FormulaError as error:
        return str(error)
    return ""


def target_of(piece: str) -> str:
    """A 指标值 of 400,000 characters."""
    return piece * (400_000 // len(piece))


def read_changed(**changed: str | bytes) -> None:
    """Reads the sound pack with some of its files changed; raises PackError where it is unsound then."""
    files = {**SOUND_PACK, **{f"{name}.yaml": text for name, text in changed.items()}}
    read_pack({n: t if isinstance(t, bytes) else t.encode() for n, t in files.items()})


def long_delta() -> tuple[str, str]:
    """A text of 110,000 characters before and after one was typed into its middle."""
    before = "全面实施预算绩效管理。" * 10_000
    return before, before[:70_000] + "新" + before[70_000:]


def long_book(file: Path, count: int) -> WorkbookRead:
    """附件2 of an exported workbook with so many more rows of indicators."""
    sheet = next(sheet for sheet in read_workbook(file).sheets if sheet.name == "附件2")
    cells = {(row + count * (row > 16), column): read for (row, column), read in sheet.cells.items()}
    for number in range(count):
        cells |= {(17 + number, column): CellRead(f"{number}行{column}") for column in range(3, 9)}
    return WorkbookRead(file, (SheetRead("附件2", False, cells, ()),))
