"""Formulas of a pack as a small tree: 占比(人员经费, 总额), 合计(项目.金额, 项目.类别 = "专项资金")."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Callable
from dataclasses import field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from core.figures.keys import WHOLE, Row

LONGEST = 2000
DEEPEST = 50
MOST_SIGNS = 200
MOST_DIGITS = 18


class FormulaError(Exception):
    """A formula cannot be read; the reason is a Chinese sentence."""


class Number(NamedTuple):
    """A number as it is written."""

    value: Decimal


class Text(NamedTuple):
    """Words in quotes."""

    value: str


class Name(NamedTuple):
    """A dotted name; `row` holds the row ids where the name is a cell's key with ids in it (`written`)."""

    key: str
    row: Row = WHOLE
    written: str = field(default="", compare=False)


class Operation(NamedTuple):
    """`+ - * /`, a comparison, `且 或`, or with one operand `非` and `负`."""

    sign: str
    operands: tuple[Node, ...]


class Call(NamedTuple):
    """A function of the pack's language with its arguments."""

    function: str
    arguments: tuple[Node, ...]


Node = Number | Text | Name | Operation | Call

_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<text>"[^"\n]*"|'[^'\n]*'|“[^”\n]*”)|(?P<number>\d+(?:\.\d+)?(?!\w))
    |(?P<name>[^\W\d]\w*(?:\[\w+\])?(?:\s*\.\s*[^\W\d]\w*(?:\[\w+\])?)*)
    |(?P<sign>≠|≥|≤|!=|>=|<=|==|[=<>+\-*/×÷(),，（）＝＜＞＋－−＊／])|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {
    "≠": "!=", "≥": ">=", "≤": "<=", "=": "==", "＝": "==", "＜": "<", "＞": ">", "×": "*", "÷": "/",
    "＊": "*", "／": "/", "＋": "+", "－": "-", "−": "-", "，": ",", "（": "(", "）": ")",
}  # fmt: skip
_WORDS = {"且": " and ", "或": " or ", "非": " not "}
_HINTS = {
    "%": "百分比请用 占比(部分, 全部)，不写 %",
    "[": "公式里不写行号，按行的条件写在 合计(…, 条件) 里",
    "^": "没有乘方",
    "{": "公式里不写花括号",
    ".": "小数写成 0.5 的样子，数据项写成 基本支出.总额 的样子",
    '"': '引号要成对，写成 "专项资金"',
    "“": "引号要成对，写成 “专项资金”",
}
_LEAVES = ("text", "number", "name")
_PYTHON = frozenset(keyword.kwlist)
_COMPARE: dict[type[ast.AST], str] = {
    ast.Eq: "=", ast.NotEq: "≠", ast.Gt: ">", ast.GtE: "≥", ast.Lt: "<", ast.LtE: "≤"
}  # fmt: skip
_ARITHMETIC: dict[type[ast.AST], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


@lru_cache(maxsize=4096)
def parse(source: str) -> Node:
    """The tree of a formula; raises FormulaError. Length and nesting are looked at before parsing."""
    if len(source) > LONGEST:
        raise FormulaError(f"公式有 {len(source)} 个字，超过 {LONGEST} 个，请拆成几个数据项")
    alone = _TOKEN.fullmatch(source.strip())
    if alone and alone.lastgroup in _LEAVES and alone[0] not in _WORDS:
        return _leaf(str(alone.lastgroup), alone[0])
    python, leaves = _to_python(source)
    _refuse_deep(python)
    try:
        tree = ast.parse(python.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(f"公式读不懂：{source.strip()[:60]}，请检查括号和运算符是否成对") from error
    return _Walk(leaves).node(tree.body)


def _to_python(source: str) -> tuple[str, list[Node]]:
    """Python's writing of the formula, every leaf replaced by the name _N of its place in the list."""
    out: list[str] = []
    leaves: list[Node] = []
    for token in _TOKEN.finditer(source):
        what = token.lastgroup
        text = token[0]
        if what == "space":
            out.append(" ")
        elif what == "sign":
            out.append(_SIGNS.get(text, text))
        elif what == "other":
            raise FormulaError(_why_not(text))
        elif text in _WORDS:
            out.append(_WORDS[text])
        else:
            leaves.append(_leaf(str(what), text))
            out.append(f"_{len(leaves) - 1}")
    python = "".join(out)
    if "**" in python or "//" in python:
        raise FormulaError("没有乘方和整除，请只用 + - × ÷")
    return python, leaves


def _why_not(character: str) -> str:
    if character.isdigit():
        return f"数字 {character}… 后面直接跟了文字，请在中间写运算符，数字不带单位和下划线"
    return f"公式里不能用“{character}”" + (f"：{_HINTS[character]}" if character in _HINTS else "")


def _leaf(what: str, text: str) -> Node:
    if what == "text":
        return Text(text[1:-1])
    if what == "number":
        if len(text) > MOST_DIGITS:
            raise FormulaError(f"数字 {text[:12]}… 太长，最多 {MOST_DIGITS} 位")
        return Number(Decimal(text))
    if text in _PYTHON:
        hint = {"and": "且", "or": "或", "not": "非"}.get(text)
        raise FormulaError(
            f"公式里不用 {text}" + (f"，请写“{hint}”" if hint else "，请用 如果(条件, 甲, 乙) 等函数")
        )
    key = re.sub(r"\s+", "", text)
    if "[" in key:
        ids = re.findall(r"\[([^\]]+)\]", key)
        name = normalize("NFKC", re.sub(r"\[[^\]]+\]", "", key))
        return Name(name, Row("/".join(ids)), normalize("NFKC", key))
    return Name(normalize("NFKC", key))


def _refuse_deep(python: str) -> None:
    depth = 0
    run = 0
    few = python.count("(") <= DEEPEST and python.count("+") + python.count("-") <= DEEPEST
    for character in "" if few else python:
        if character in "(":
            depth += 1
        elif character == ")":
            depth -= 1
        if character in "-+":
            run += 1
        elif character not in " ":
            run = 0
        if depth > DEEPEST or run > DEEPEST:
            raise FormulaError(f"公式嵌套超过 {DEEPEST} 层，请拆成几个数据项")
    if python.count(" not ") > DEEPEST:
        raise FormulaError(f"公式里的“非”超过 {DEEPEST} 个，请简化")
    if sum(python.count(sign) for sign in "+-*/=<>") > MOST_SIGNS:
        raise FormulaError(f"公式里的运算超过 {MOST_SIGNS} 个，请拆成几个数据项")


class _Walk:
    """Python's tree into ours, refusing whatever a formula may not hold."""

    def __init__(self, leaves: list[Node]) -> None:
        self._leaves = leaves

    def node(self, tree: ast.expr) -> Node:
        """One Python node as one of ours."""
        match tree:
            case ast.Name(id=name):
                return self._leaves[int(name[1:])]
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
                return Operation(_ARITHMETIC[type(op)], (self.node(left), self.node(right)))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Operation("负", (self.node(operand),))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.node(operand)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Operation("非", (self.node(operand),))
            case ast.BoolOp(op=op, values=values):
                return Operation("且" if isinstance(op, ast.And) else "或", tuple(map(self.node, values)))
            case ast.Compare():
                return self._comparison(tree)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                function = self._leaves[int(name[1:])]
                if isinstance(function, Name) and "." not in function.key:
                    return Call(function.key, tuple(map(self.node, arguments)))
        raise FormulaError("公式里只能有数字、数据项、+ - × ÷、比较、且 或 非 和函数")

    def _comparison(self, tree: ast.Compare) -> Node:
        sides = [self.node(side) for side in (tree.left, *tree.comparators)]
        signs = [_COMPARE.get(type(op)) for op in tree.ops]
        if None in signs:
            raise FormulaError("公式里的比较只有 = ≠ > ≥ < ≤")
        pairs = [Operation(str(sign), (sides[i], sides[i + 1])) for i, sign in enumerate(signs)]
        return pairs[0] if len(pairs) == 1 else Operation("且", tuple(pairs))


def names_in(node: Node) -> list[Name]:
    """All names of a formula, in the order they stand."""
    match node:
        case Name():
            return [node]
        case Operation(operands=parts) | Call(arguments=parts):
            return [name for part in parts for name in names_in(part)]
    return []


CallWords = Callable[[Call, bool], str | None]
"""The words of a call (in brackets unless it stands alone), None for its arguments as they are."""


def replace_names(
    node: Node, word: Callable[[Name], str], call: CallWords | None = None, top: bool = True
) -> str:
    """The formula written out with each name replaced by `word(name)`: 761.25 ÷ 1272.75 × 100."""
    match node:
        case Number(value=value):
            return format(value, "f")
        case Text(value=value):
            return f"“{value}”"
        case Name():
            return word(node)
        case Call():
            said = call(node, top) if call else None
            return _call_words(node, word, call, top) if said is None else said
        case Operation(sign="非" | "负" as sign, operands=(operand,)):
            return ("非 " if sign == "非" else "-") + replace_names(operand, word, call, top=False)
        case Operation(sign=sign, operands=parts):
            shown = {"*": "×", "/": "÷"}.get(sign, sign)
            whole = sign in _COMPARE.values()
            first, *others = (replace_names(p, word, call, top=whole and _is_sum(p)) for p in parts)
            if sign in "+-" and isinstance(parts[0], Operation) and parts[0].sign in ("+", "-"):
                first = replace_names(parts[0], word, call)
            return _in_brackets(f" {shown} ".join([first, *others]), top)
    return ""


def _is_sum(node: Node) -> bool:
    """Whether a side of a comparison reads without brackets."""
    return isinstance(node, Operation) and node.sign in "+-*/"


def _call_words(node: Call, word: Callable[[Name], str], call: CallWords | None, top: bool) -> str:
    """Shares and rates as they are computed, other functions with their arguments."""
    if node.function in ("占比", "变动率") and len(node.arguments) == 2:
        part, whole = (replace_names(argument, word, call, top=False) for argument in node.arguments)
        above = part if node.function == "占比" else f"({part} - {whole})"
        return _in_brackets(f"{above} ÷ {whole} × 100", top)
    return f"{node.function}({', '.join(replace_names(a, word, call) for a in node.arguments)})"


def _in_brackets(text: str, top: bool) -> str:
    return text if top else f"({text})"


Plain = list[object]
"""A tree as lists of texts: ["名", key], ["数", digits], ["字", words], [sign or function, parts, is a call]."""


def to_plain(node: Node) -> Plain:
    """A tree as a report file keeps it."""
    match node:
        case Number(value=value):
            return ["数", format(value, "f")]
        case Text(value=value):
            return ["字", value]
        case Name(key=key):
            return ["名", key]
        case Operation(sign=sign, operands=parts):
            return [sign, [to_plain(part) for part in parts], 0]
        case Call(function=function, arguments=parts):
            return [function, [to_plain(part) for part in parts], 1]


def from_plain(plain: Plain) -> Node:
    """The tree of what `to_plain` gave; raises FormulaError for anything else."""
    match plain:
        case ["名", str() as key]:
            return Name(key)
        case ["数", str() as digits]:
            return Number(Decimal(digits))
        case ["字", str() as words]:
            return Text(words)
        case [str() as sign, list() as parts, 0 | 1 as called]:
            inside = tuple([from_plain(part) for part in parts])
            return Call(sign, inside) if called else Operation(sign, inside)
    raise FormulaError("公式读不懂")
