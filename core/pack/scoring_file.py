"""scoring.yaml: grades, tiers and scoring tables, each item of a table made into figures.

An item `评分表.投入.预算配置.控制率` becomes the figures 分值, 值, 得分, 原因 under its name; each group adds up
its 分值 and 得分, and the table as a whole has 适用分值, 得分 (items that do not apply left out) and 等级.
"""

from __future__ import annotations

from decimal import Decimal

from core.figures.definitions import Definition, Rule
from core.figures.formula import Call, FormulaError, parse, replace_names
from core.figures.functions import Scalar
from core.figures.keys import NO_KEY, Key, member_key
from core.figures.kinds import LINE, LINES, OPTION, PERCENTAGE, SCORE, YES_NO, Kind
from core.numbers.finding import ERROR
from core.numbers.troubles import Refused
from core.numbers.typed_numbers import plain, read_number
from core.pack.nodes import Attributes, Node, check_name
from core.pack.scoring_functions import scoring_functions
from core.scoring.ratios import AT_LEAST, AT_MOST, DIRECTIONS, DROPPED, EXACT_RATE, RATE_MODES, RESTS
from core.scoring.tables import read_brackets
from core.scoring.tiers import TIERS, Tier

SCORING_FILE = "scoring.yaml"
_GRADES = "等级"
_TIERS = "分档"
_TIER = ("下限", "上限")
_ITEM = (
    "类型", "标题", "分值", "取数", "实际", "目标", "满分线", "每", "扣", "方向", "零头", "得分取数",
    "分段", "清单", "不涉及", "口径", "标准",
)  # fmt: skip
_KINDS = ("比率封顶", "分段", "按比例", "反向", "等于", "是否", "清单扣分", "分档", "手工")
_MODE = "得分取数"
_WITH_VALUE = ("比率封顶", "分段")
_FULL = "满分"
_LEFT_OUT = "剔除"
_WHOLE = Decimal(100)


class ScoringFile:
    """Reads scoring.yaml into figures and functions."""

    def __init__(self) -> None:
        self.figures: dict[Key, Definition] = {}
        self.rules: dict[str, Rule] = {}
        self._grades = {"优": Decimal(90), "良": Decimal(80), "中": Decimal(60), "差": Decimal(0)}
        self._tiers: tuple[Tier, ...] = TIERS

    def functions(self) -> dict[str, Scalar]:
        """What formulas may call."""
        return scoring_functions(self._grades, self._tiers)

    def read(self, node: Node) -> None:
        """The whole file; raises PackError."""
        for name, inner in node.items().items():
            if name == _GRADES:
                self._grades = {grade: _number(low) for grade, low in inner.items().items()}
            elif name == _TIERS:
                self._tiers = tuple(_tier(tier, one) for tier, one in inner.items().items())
            else:
                self._table(Key(check_name(name, inner)), inner)

    # -- tables ---------------------------------------------------------------------------------------

    def _table(self, key: Key, node: Node) -> None:
        total, items = self._group(key, node, EXACT_RATE)
        if total != _WHOLE:
            raise node.wrong(f"{key} 各项分值合计 {plain(total)}，应为 {plain(_WHOLE)}")
        applies = " + ".join(f"如果(适用({one}.得分), {one}.分值, 0)" for one in items)
        self._computed(member_key(key, "适用分值"), SCORE, "适用分值", applies, node)
        won = " + ".join(f"{one}.得分" for one in items)
        self._computed(member_key(key, "得分"), SCORE, f"{key}得分", f"折算({won}, 适用分值)", node)
        self._computed(member_key(key, "等级"), LINE, f"{key}等级", "等级(得分)", node)
        within = " 且 ".join(f"({one}.得分 ≥ 0 且 {one}.得分 ≤ {one}.分值)" for one in items)
        message = f"{key}里有得分小于 0 或超过分值的评分项，请逐项核对"
        name = f"{key}得分的范围"
        self.rules[name] = Rule(name, ERROR, within, message, place=node.place)

    def _group(self, key: Key, node: Node, mode: str) -> tuple[Decimal, list[Key]]:
        """A group's points, as its parts have them, and the keys of its items; `mode` is the 得分取数 above it."""
        mode = Attributes(node, node.items(), "评分组").choice(_MODE, RATE_MODES, mode)
        total = Decimal(0)
        items = list[Key]()
        parts: list[Key] = []
        for name, inner in node.items().items():
            if name in ("分值", _MODE):
                continue
            inner_key = member_key(key, check_name(name, inner))
            parts.append(inner_key)
            if "类型" in inner.items():
                total += self._item(inner_key, name, inner, mode)
                items.append(inner_key)
            else:
                points, below = self._group(inner_key, inner, mode)
                total = total + points
                items = [*items, *below]
        if not parts:
            raise node.wrong(f"{key} 里没有评分项")
        stated = node.items().get("分值")
        if stated is not None and _number(stated) != total:
            raise stated.wrong(f"{key} 写明 {stated.text()} 分，各项合计 {plain(total)} 分")
        label = key.rpartition(".")[2]
        self._computed(member_key(key, "分值"), SCORE, f"{label}分值", plain(total), node)
        if "." in key:
            self._computed(
                member_key(key, "得分"), SCORE, f"{label}得分", " + ".join(f"{p}.得分" for p in parts), node
            )
        return total, items

    # -- items ----------------------------------------------------------------------------------------

    def _item(self, key: Key, name: str, node: Node, mode: str) -> Decimal:
        attributes = Attributes(node, _ITEM, "评分项")
        kind = attributes.choice("类型", _KINDS, "")
        points = _number(attributes.need("分值"))
        label = attributes.text("标题") or name
        note = "；".join(filter(None, (attributes.text("口径"), attributes.text("标准"))))
        self._computed(member_key(key, "分值"), SCORE, f"{label}分值", plain(points), node)
        formula = self._formula(key, kind, label, attributes, mode)
        self._add(
            Definition(
                member_key(key, "得分"), SCORE, f"{label}得分", formula=formula, reads_reported=bool(formula),
                note=note, least="0", most=f"{key}.分值",
                reason=member_key(key, "原因") if formula else NO_KEY, place=node.place,
            )
        )  # fmt: skip
        full = f"{key}.得分 ≥ {key}.分值"
        self._add(
            Definition(member_key(key, "原因"), LINES, f"{label}扣分原因", blank=full, place=node.place)
        )
        return points

    def _formula(self, key: Key, kind: str, label: str, given: Attributes, mode: str) -> str:
        """The formula of an item's 得分, "" where the clerk judges; makes the figures that it reads."""
        if kind in _WITH_VALUE:
            self._computed(
                member_key(key, "值"), PERCENTAGE, label, given.need("取数").text(), given.need("取数")
            )
        mode = given.choice(_MODE, RATE_MODES, mode)
        match kind:
            case "比率封顶":
                direction = given.choice("方向", DIRECTIONS, AT_MOST)
                rest = given.choice("零头", RESTS, DROPPED)
                numbers = ", ".join(plain(_number(given.need(name))) for name in ("满分线", "每", "扣"))
                return _unless(given, f'比率封顶(值, 分值, {numbers}, "{direction}", "{rest}", "{mode}")')
            case "分段":
                return _unless(
                    given,
                    f'分段(值, "{_brackets(given.need("分段"), _number(given.need("分值")))}", "{mode}")',
                )
            case "按比例" | "反向" | "等于":
                sides = f"{given.need('实际').text()}, {given.need('目标').text()}"
                name = "等于得分" if kind == "等于" else kind
                return f'{name}({sides}, 分值, "{mode}")'
            case "是否":
                self._add(Definition(member_key(key, "是"), YES_NO, label, place=given.need("类型").place))
                return "是否得分(是, 分值)"
            case "清单扣分":
                return self._checklist(key, given.need("清单"))
            case "分档":
                names = tuple(tier.name for tier in self._tiers)
                place = given.need("类型").place
                self._add(Definition(member_key(key, "档"), OPTION, label, options=names, place=place))
                return "分档得分(档, 分值)"
        return ""

    def _checklist(self, key: Key, node: Node) -> str:
        """One 是否 for each line of a list; what is not so takes its points."""
        taken: list[str] = []
        for number, (words, points) in enumerate(node.items().items(), start=1):
            name = f"第{number}项"
            self._add(Definition(member_key(key, name), YES_NO, words, place=points.place))
            taken.append(f"如果({name}, 0, {plain(_number(points))})")
        if not taken:
            raise node.wrong("清单是空的，请写成 内容: 分数")
        return f"扣分(分值, {' + '.join(taken)})"

    def _computed(self, key: Key, kind: Kind, label: str, formula: str, node: Node) -> None:
        self._add(Definition(key, kind, label, formula=formula, place=node.place))

    def _add(self, definition: Definition) -> None:
        self.figures[definition.key] = definition


def _unless(given: Attributes, formula: str) -> str:
    """The formula, with what an item earns that has no rate: nothing where something stands against a base of 0.

    Else it does not apply, and has the full points where the pack says so.
    """
    full = given.choice("不涉及", (_FULL, _LEFT_OUT), _LEFT_OUT) == _FULL
    sides = _sides(given)
    without = f"无基数({sides}, 分值)" if sides else ""
    if full:
        return f"如果(适用(值), {formula}, {f'缺省({without}, 分值)' if sides else '分值'})"
    return f"如果(适用(值), {formula}, {without})" if sides else formula


def _sides(given: Attributes) -> str:
    """The two figures of a 取数 that is itself their ratio; "" where it is none, or may grow from 0 as it likes."""
    try:
        node = parse(given.need("取数").text())
    except FormulaError:
        return ""  # said with its place when the formula is compiled
    if not isinstance(node, Call) or len(node.arguments) != 2:
        return ""
    upwards = given.choice("方向", DIRECTIONS, AT_MOST) == AT_LEAST
    if node.function != "占比" and (node.function != "变动率" or upwards):
        return ""
    return ", ".join(replace_names(argument, lambda name: name.key) for argument in node.arguments)


def _brackets(node: Node, points: Decimal) -> str:
    text = "；".join(node.texts()) if isinstance(node.value, list) else node.text().strip()
    try:
        brackets = read_brackets(text)
    except ValueError as error:
        raise node.wrong(str(error)) from error
    if any(bracket.points > points for bracket in brackets):
        raise node.wrong(f"分段里有超过分值 {plain(points)} 的分数")
    return text.replace('"', "")


def _tier(name: str, node: Node) -> Tier:
    attributes = Attributes(node, _TIER, "分档")
    return Tier(name, _number(attributes.need("下限")), _number(attributes.need("上限")))


def _number(node: Node) -> Decimal:
    try:
        return read_number(node.text()).value
    except Refused as refused:
        raise node.wrong(refused.reason) from refused
