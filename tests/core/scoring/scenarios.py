"""A pack with every rule type in it, random entries at the edges, and what the oracle says of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from random import Random
from typing import NamedTuple

from core.figures.keys import Key
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.scoring.ratios import DIRECTIONS, RATE_MODES, RESTS, SHOWN_RATE
from tests.core.scoring import oracle
from tests.core.scoring.oracle import BLANK, LEFT_OUT, Outcome, Rate

_FILES = {
    "pack.yaml": '编号: 小\n标题: 小\n题名: "{院.名}"\n单位名: 院.名\n报告年度: 院.年\n',
    "rules.yaml": "",
    "sections.yaml": "头: {数据: [钱, 数, 标]}\n",
}
_EFFECTS = ("无", "零分", "扣减")
_SCORED = "指标得分(指标性质(指标值), 指标数(指标值), 完成数(完成值, 指标值), 分值"
_FIGURES = """
院: {名: {类型: 文字}, 年: {类型: 年度}}
钱: {做: {类型: 金额}, 该: {类型: 金额}}
数: {率: {类型: 百分比}}
标:
  指标值: {类型: 文字}
  完成值: {类型: 文字}
  分值: {类型: 分值}
""" + "".join(
    f'  {effect}: {{类型: 分值, 公式: \'适用时(指标值, 完成值, {_SCORED}, 130, "{effect}", 70, "{effect}"))\'}}\n'
    for effect in _EFFECTS
)
_CAPS = tuple(product(DIRECTIONS, RESTS, RATE_MODES))
_BANDS = (("≤", 0, 4), ("≤", 10, 3), ("≤", 101, 2))
_POINTS = Fraction(4)
_LINE = {"占比": Fraction(100), "变动率": Fraction(0)}


class Scenario(NamedTuple):
    """Entries as they are typed, and what must come of them."""

    entries: dict[str, str]
    expected: dict[str, Outcome]


@cache
def every_rule() -> Pack:
    """The pack: a table of rates of two amounts, and one of a typed rate; indicators beside them."""
    files = _FILES | {"figures.yaml": _FIGURES, "scoring.yaml": _scoring()}
    return read_pack({name: text.encode() for name, text in files.items()})


def _scoring() -> str:
    lines = ["表:"]
    for number, (direction, rest, mode) in enumerate(_CAPS):
        kind = _kind(number)
        lines.append(
            f'  封{number}: {{类型: 比率封顶, 分值: 4, 取数: "{kind}(钱.做, 钱.该)", 满分线: {_LINE[kind]}, 每: 1, '
            f"扣: 0.5, 方向: {direction}, 零头: {rest}, 得分取数: {mode}}}"
        )
    bands = "；".join(f"{sign}{limit}: {won}" for sign, limit, won in _BANDS)
    for number, mode in enumerate(RATE_MODES):
        lines.append(
            f'  段{number}: {{类型: 分段, 分值: 4, 取数: "占比(钱.做, 钱.该)", 分段: "{bands}；其余: 1", 得分取数: {mode}}}'
        )
        for kind, points in (("按比例", 4), ("反向", 4), ("等于", 2)):
            lines.append(
                f"  {kind}{number}: {{类型: {kind}, 分值: {points}, 实际: 钱.做, 目标: 钱.该, 得分取数: {mode}}}"
            )
    lines += ["另表:", "  得分取数: 显示比率"]
    lines.append("  封: {类型: 比率封顶, 分值: 60, 取数: 数.率, 满分线: 100, 每: 1, 扣: 1}")
    lines.append(
        '  段: {类型: 分段, 分值: 40, 取数: 数.率, 分段: "≥90: 40；≥80: 20；其余: 0", 得分取数: 精确比率}'
    )
    return "\n".join(lines) + "\n"


def _kind(number: int) -> str:
    return "变动率" if number % 3 == 2 else "占比"


def scenarios(seed: int, count: int) -> Iterator[Scenario]:
    """Random scenarios, the same for a seed."""
    dice = Random(seed)
    for _ in range(count):
        yield _scenario(dice)


def differences(scenario: Scenario) -> tuple[int, list[str]]:
    """How many values were compared, and those in which the program and the oracle differ."""
    graph = every_rule().graph()
    graph.load({Key(key): text for key, text in scenario.entries.items() if text})
    wrong: list[str] = []
    for key, expected in scenario.expected.items():
        definition = graph.definitions.figures[Key(key)]
        found = graph.state.words_of(definition, "") or BLANK
        same = found == expected if isinstance(expected, str) else _is(found, expected)
        if not same:
            wrong.append(f"{scenario.entries}: {key} 是 {found}，应是 {expected}")
    return len(scenario.expected), wrong


def _is(found: str, expected: Fraction) -> bool:
    return found not in (BLANK, LEFT_OUT) and Fraction(found) == expected


# -- entries at the edges ------------------------------------------------------------------------------


def _scenario(dice: Random) -> Scenario:
    done, due = _amounts(dice)
    typed = _rate(dice)
    target = _target(dice)
    actual = _actual(dice, target)
    points = dice.choice(("10", "7.77", "6", "0", "0.05", ""))
    entries = {
        "钱.做": done, "钱.该": due, "数.率": typed, "标.指标值": target, "标.完成值": actual, "标.分值": points,
    }  # fmt: skip
    return Scenario(
        entries, {**_table(done, due), **_other_table(typed), **_indicators(target, actual, points)}
    )


def _amounts(dice: Random) -> tuple[str, str]:
    """Two amounts of which the first is mostly near a line of the second."""
    due = dice.choice(
        ("0", "0.00", "无", "", "100000", "3", "7.77", "95000", "4753.66", "1", "-5", "1234567.89")
    )
    blank = dice.choice(("0", "无", "", "10", "-3", "0.01"))
    if due in ("", "无") or Fraction(due) == 0 or dice.random() < 0.1:
        return blank, due
    percent = dice.choice(
        (0, 10, 70, 90, 95, 100, 100, 101, 101, 105, 106, 110, 130, 200, dice.randint(0, 250))
    )
    exact = Fraction(due) * percent / 100
    cents = round(exact * 100) + dice.choice((0, 0, 1, -1, 4, 5, -5, dice.randint(-900, 900)))
    text = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
    return text, due


def _rate(dice: Random) -> str:
    return dice.choice(
        ("", "无", "0", "100", "100.004", "100.005", "101", "100.995", "100.9949", "90", "89.995", "89.994", "80", "79.9999", "160", "160.5", "-1")
    )  # fmt: skip


def _number(dice: Random) -> str:
    return dice.choice(
        (
            "0",
            "5",
            "5",
            "5.01",
            "4.99",
            "8",
            "95",
            "100",
            "0.96",
            "1",
            "2.6",
            "130",
            str(dice.randint(0, 300)),
        )
    )


def _target(dice: Random) -> str:
    if dice.random() < 0.1:
        return dice.choice(("", "无", "不涉及", "—", "显著"))
    sign = dice.choice(("", "", "≥", "≤", "=", ">", "<", "±", "不低于", "不超过", "误差不超过"))
    way = (
        dice.choice(("", "", "", "增长", "下降", "同比增长", "减少"))
        if sign in ("", "≥", "≤", "不超过")
        else ""
    )
    minus = "-" if sign in ("≥", "≤", "=") and not way and dice.random() < 0.15 else ""
    return f"{sign}{way}{minus}{_number(dice)}{dice.choice(('%', '%', '', '期'))}"


def _actual(dice: Random, target: str) -> str:
    if dice.random() < 0.15 or target in ("无", "不涉及", "—"):
        return dice.choice(("", "无", "不涉及", "—", "3期", "显著"))
    way = dice.choice(("", "", "", "增长", "下降", "上升"))
    minus = "" if way else dice.choice(("", "", "", "-", "+"))
    usual = "%" if target.endswith("%") else ""
    unit = dice.choice(("%", "%", "", "期")) if dice.random() < 0.3 else usual
    same = "".join(c for c in target if c.isdigit() or c == ".")
    return f"{way}{minus}{same if same and dice.random() < 0.4 else _number(dice)}{unit}"


# -- what must come of them ----------------------------------------------------------------------------


def _table(done_text: str, due_text: str) -> dict[str, Outcome]:
    done = oracle.amount(done_text)
    due = oracle.amount(due_text)
    won: dict[str, Outcome] = {}
    for number, (direction, rest, mode) in enumerate(_CAPS):
        kind = _kind(number)
        value = oracle.rate(done, due) if kind == "占比" else oracle.change(done, due)
        given = Rate(done, due, value, mode == SHOWN_RATE)
        outcome = oracle.capped(given, _POINTS, _LINE[kind], Fraction(1), Fraction(1, 2), direction, rest)
        may_grow = kind == "变动率" and direction == "不低于" and value == LEFT_OUT
        won[f"表.封{number}.得分"] = LEFT_OUT if may_grow else outcome
    for number, mode in enumerate(RATE_MODES):
        printed = mode == SHOWN_RATE
        won[f"表.段{number}.得分"] = oracle.banded(
            Rate(done, due, oracle.rate(done, due), printed), _BANDS, 1
        )
        won[f"表.按比例{number}.得分"] = oracle.proportional(done, due, _POINTS, printed)
        won[f"表.反向{number}.得分"] = oracle.reversed_(done, due, _POINTS, printed)
        won[f"表.等于{number}.得分"] = oracle.equal(done, due, Fraction(2), printed)
    points = [Fraction(2) if "等于" in key else _POINTS for key in won]
    return won | _totals("表", list(won.values()), points)


def _other_table(text: str) -> dict[str, Outcome]:
    value = oracle.amount(text)
    given = Rate(value, value, value, True)
    blank = isinstance(value, str)
    capped = oracle.capped(given, Fraction(60), Fraction(100), Fraction(1), Fraction(1), "不高于", "不扣")
    banded = oracle.banded(given._replace(printed=False), (("≥", 90, 40), ("≥", 80, 20)), 0)
    won = {"另表.封.得分": value if blank else capped, "另表.段.得分": value if blank else banded}
    return won | _totals("另表", list(won.values()), [Fraction(60), Fraction(40)])


def _totals(table: str, won: list[Outcome], points: list[Fraction]) -> dict[str, Outcome]:
    applicable, score = oracle.total(won, points)
    return {f"{table}.适用分值": applicable, f"{table}.得分": score, f"{table}.等级": oracle.grade(score)}


def _indicators(target: str, actual: str, points: str) -> dict[str, Outcome]:
    out: dict[str, Outcome] = {}
    for effect in _EFFECTS:
        outcome = oracle.indicator(target, actual, Fraction(points or 0), effect, effect)
        out[f"标.{effect}"] = BLANK if not points and outcome != LEFT_OUT else outcome
    return out
