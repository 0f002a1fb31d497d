"""Units of formulas, checked when a pack is loaded: 人数 + 金额 is refused."""

from __future__ import annotations

from core.figures.formula import FormulaError, Node, replace_names

Unit = tuple[tuple[str, int], ...]
"""Powers of base units, sorted: 万元 ÷ 人 is (("万元", 1), ("人", -1)); () is a bare number."""

BARE: Unit = ()
ANY: Unit = (("*", 1),)
"""A literal number or a count: goes with every unit."""
TEXT: Unit = (("文字", 1),)
YES_NO: Unit = (("是否", 1),)
DATE: Unit = (("日期", 1),)
_LOOSE = ({("%", 1)}, {("分", 1)}, {("个", 1)}, {("年", 1)})


def unit_named(name: str) -> Unit:
    """The unit of a kind; the empty name is a bare number."""
    return ((name, 1),) if name else BARE


def unit_words(unit: Unit) -> str:
    """A unit as a person says it."""
    if unit in (BARE, ANY):
        return "数"
    above = "·".join(n for n, p in unit for _ in range(p) if p > 0) or "1"
    below = "·".join(n for n, p in unit for _ in range(-p) if p < 0)
    return f"{above}/{below}" if below else above


def is_text(unit: Unit) -> bool:
    """Whether it is a unit of words and dates, with which nothing is computed."""
    return unit in (TEXT, YES_NO, DATE)


def matching(a: Unit, b: Unit, what: str, a_node: Node | str, b_node: Node | str) -> Unit:
    """The common unit of two operands; raises FormulaError naming both where they do not go together."""
    if a == b:
        return a
    for loose, other in ((a, b), (b, a)):
        if (loose == ANY and not is_text(other)) or (loose == BARE and set(other) in _LOOSE):
            return other
    sides = [f"{_written(node)}（{unit_words(unit)}）" for node, unit in ((a_node, a), (b_node, b))]
    raise FormulaError(f"{what}两边的单位不同：{sides[0]}与 {sides[1]}")


def _written(node: Node | str) -> str:
    return node if isinstance(node, str) else replace_names(node, lambda name: name.key)


def product(a: Unit, b: Unit, sign: int) -> Unit:
    """The unit of a × b (sign 1) or a ÷ b (sign −1); percentages, scores and literals count as bare."""
    for unit in (a, b):
        if is_text(unit):
            raise FormulaError(f"{unit_words(unit)}不能乘除")
    powers: dict[str, int] = {}
    for unit, direction in ((a, 1), (b, sign)):
        for name, power in unit:
            if name not in ("*", "%", "分"):
                powers[name] = powers.get(name, 0) + direction * power
    result = tuple(sorted((n, p) for n, p in powers.items() if p))
    return ANY if not result and a == ANY == b else result
