"""Units of formulas, checked when a pack is loaded: 人数 + 金额 is refused."""

from __future__ import annotations

from core.figures.formula import FormulaError

Unit = tuple[tuple[str, int], ...]
"""Powers of base units, sorted: 万元 ÷ 人 is (("万元", 1), ("人", -1)); () is a bare number."""

BARE: Unit = ()
ANY: Unit = (("*", 1),)
"""A literal number or a count: goes with every unit."""
TEXT: Unit = (("文字", 1),)
YES_NO: Unit = (("是否", 1),)
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
    return unit in (TEXT, YES_NO, unit_named("日期"))


def matching(a: Unit, b: Unit, what: str, a_words: str, b_words: str) -> Unit:
    """The common unit of two operands; raises FormulaError naming both where they do not go together."""
    if a == b or b == ANY:
        return a
    if a == ANY:
        return b
    for one, other in ((a, b), (b, a)):
        if one == BARE and set(other) in _LOOSE:
            return other
    raise FormulaError(
        f"{what}两边的单位不同：{a_words}（{unit_words(a)}）与 {b_words}（{unit_words(b)}）"
    )


def product(a: Unit, b: Unit, sign: int) -> Unit:
    """The unit of a × b (sign 1) or a ÷ b (sign −1); percentages, scores and literals count as bare numbers."""
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
