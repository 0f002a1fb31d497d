"""What a pack makes of its own data: parameters as figures, limits as rules."""

from __future__ import annotations

from collections.abc import Mapping

from core.figures.definitions import Definition, Rule
from core.figures.keys import Key, member_key
from core.figures.kinds import LINE, NUMBER
from core.numbers.finding import ERROR
from core.numbers.troubles import Refused
from core.numbers.typed_numbers import read_number
from core.pack.nodes import Node, check_name
from core.pack.scoring_functions import NOT_SET
from core.scoring.indicators import EFFECTS
from core.scoring.ratios import RATE_MODES

PARAMETERS = "参数"
_WORDS = {"得分取数": RATE_MODES, "超额处理": EFFECTS, "不足处理": EFFECTS}
"""Parameters that scoring understands, with what they may be."""


def parameters(node: Node | None) -> dict[Key, Definition]:
    """参数 of pack.yaml as figures that formulas read: 参数.收支口径, 参数.超额线; 不设 is 不涉及."""
    found: dict[Key, Definition] = {}
    for name, inner in node.items().items() if node else ():
        key = member_key(PARAMETERS, check_name(name, inner))
        text = inner.text().strip()
        kind = LINE
        formula = f'"{text}"'
        if text == NOT_SET or _is_number(text):
            kind = NUMBER
            formula = "1 / 0" if text == NOT_SET else text
        if '"' in text:
            raise inner.wrong("参数里不用引号")
        if name in _WORDS and text not in _WORDS[name]:
            raise inner.wrong(f"{name} 应是 {'、'.join(_WORDS[name])} 之一，不是“{text[:20]}”")
        found[key] = Definition(key, kind, name, formula=formula, reads_reported=True, place=inner.place)
    return found


def _is_number(text: str) -> bool:
    try:
        return read_number(text).unit == "" and text[:1].isdigit()
    except Refused:
        return False


def limiting_rules(figures: Mapping[Key, Definition]) -> dict[str, Rule]:
    """A rule for every figure with limits, for what came in otherwise than by typing."""
    rules: dict[str, Rule] = {}
    for figure in figures.values():
        limits = [
            (sign, formula)
            for sign, formula in (("≥", figure.least), ("≤", figure.most), ("<", figure.below))
            if formula
        ]
        if limits:
            name = f"{figure.key}的范围"
            condition = " 且 ".join(f"(非 适用({f}) 或 {figure.key} {sign} ({f}))" for sign, f in limits)
            message = f"{figure.label} {{{figure.key}}} 超出允许的范围，应{_bounds(figure)}，请调整"
            rules[name] = Rule(
                name, ERROR, condition, message, figure.listing, place=figure.place, group=figure.group
            )
    return rules


def _bounds(figure: Definition) -> str:
    """Those of the limits that apply, in words; of the two upper ones the lower."""
    most = f"不高于 {{{figure.most}}}" if figure.most else ""
    below = f"{{若 适用({figure.below})：低于 {{{figure.below}}}|{most}}}" if figure.below else most
    comma = "、" if below else ""
    least = f"{{若 适用({figure.least})：不低于 {{{figure.least}}}{comma}|}}" if figure.least else ""
    return f"{least}{below}"
