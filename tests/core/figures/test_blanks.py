"""The three blanks, and how they go through sums, quotients, comparisons, 且 and 或."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures import algebra
from core.figures.algebra import Evaluate
from core.figures.blanks import NOT_APPLICABLE, Value
from core.figures.graph import Graph
from tests.core.packs import graph_of

NA = NOT_APPLICABLE
PAIR = """
甲: {类型: 金额}
乙: {类型: 金额}
和: {类型: 金额, 公式: 甲 + 乙}
差: {类型: 金额, 公式: 甲 - 乙}
积: {类型: 数值, 公式: 数(甲) * 数(乙)}
商: {类型: 数值, 公式: 甲 / 乙}
占: {类型: 百分比, 公式: "占比(甲, 乙)"}
变: {类型: 百分比, 公式: "变动率(甲, 乙)"}
大: {类型: 金额, 公式: "最大(甲, 乙)"}
绝对: {类型: 金额, 公式: 绝对值(甲 - 乙)}
整: {类型: 金额, 公式: "四舍五入(甲, 0)"}
或零: {类型: 金额, 公式: "缺省(甲, 0)"}
选: {类型: 金额, 公式: "如果(甲 > 乙, 甲, 乙)"}
"""


def shown(graph: Graph, key: str) -> str:
    return graph.state.words_of(graph.definitions.figures[key], "") or "未填"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("3", "2", {"和": "5.00", "差": "1.00", "积": "6.00", "商": "1.50", "占": "150.00", "变": "50.00", "大": "3.00"}),
        ("3", None, dict.fromkeys(("和", "差", "积", "商", "占", "变", "大", "选"), "未填")),
        (None, "2", dict.fromkeys(("和", "差", "积", "商", "占", "变", "大", "整"), "未填") | {"或零": "0.00"}),
        ("3", "无", {"和": "3.00", "差": "3.00", "积": "—", "商": "—", "占": "—", "变": "—", "大": "—", "选": "—"}),
        ("—", "2", {"和": "2.00", "差": "-2.00", "积": "—", "商": "—", "占": "—", "绝对": "2.00", "或零": "0.00"}),
        (None, "无", dict.fromkeys(("和", "差", "积", "商", "占", "变"), "未填")),
        ("3", "0", {"和": "3.00", "积": "0.00", "商": "—", "占": "—", "变": "—", "大": "3.00", "选": "3.00"}),
        ("0", "0", {"和": "0.00", "商": "—", "占": "—", "差": "0.00"}),
        ("-2.5", "1", {"和": "-1.50", "绝对": "3.50", "整": "-3.00", "选": "1.00"}),
    ],
)  # fmt: skip
def test_blanks_go_through_arithmetic(a: str | None, b: str | None, expected: dict[str, str]) -> None:
    graph = graph_of(PAIR, {k: v for k, v in (("甲", a), ("乙", b)) if v is not None})

    assert {key: shown(graph, key) for key in expected} == expected


def constant(value: Value) -> Evaluate:
    return lambda _row: value


@pytest.mark.parametrize(
    ("values", "both", "either"),
    [
        ((True, True), True, True),
        ((True, False), False, True),
        ((False, False), False, False),
        ((None, False), False, None),
        ((None, True), None, True),
        ((NA, False), False, NA),
        ((NA, True), NA, True),
        ((None, NA), None, None),
        ((NA, NA), NA, NA),
        ((), True, False),
    ],
)
def test_and_or_decide_early_else_unfilled_goes_before_not_applicable(
    values: tuple[Value, ...], both: Value, either: Value
) -> None:
    parts = tuple(map(constant, values))

    assert algebra.all_of(parts)("") is both
    assert algebra.any_of(parts)("") is either
    assert algebra.all_of(parts[::-1])("") is both
    assert algebra.any_of(parts[::-1])("") is either


@pytest.mark.parametrize(("value", "negated"), [(True, False), (False, True), (None, None), (NA, NA)])
def test_not_leaves_blanks_blank(value: Value, negated: Value) -> None:
    assert algebra.negation(constant(value))("") is negated


@pytest.mark.parametrize("sign", ["<", "≤", ">", "≥"])
def test_a_comparison_with_a_blank_is_blank(sign: str) -> None:
    number = constant(Decimal(1))

    assert algebra.compare(sign, number, constant(None))("") is None
    assert algebra.compare(sign, constant(NA), number)("") is NA
    assert algebra.compare(sign, constant(NA), constant(None))("") is None


values = st.one_of(
    st.none(), st.just(NA), st.decimals(-(10**18), 10**18, allow_nan=False), st.just(Decimal("1E-18"))
)


@given(values, values)
def test_arithmetic_never_raises_and_never_grows_for_ever(a: Value, b: Value) -> None:
    x = a
    y = b
    for _ in range(12):
        for operation in (algebra.product_of, algebra.quotient, algebra.sum_of, algebra.difference_of):
            found = operation(x, y)
            assert found is None or found is NA or (isinstance(found, Decimal) and found.is_finite())
            if isinstance(found, Decimal):
                assert len(found.as_tuple().digits) <= 200
        x, y = algebra.product_of(x, x), algebra.quotient(y, x)


def test_what_is_too_large_for_any_report_is_not_applicable() -> None:
    graph = graph_of(
        "甲: {类型: 数值}\n乙: {类型: 数值, 公式: 甲 * 甲}\n丙: {类型: 数值, 公式: 乙 * 乙}\n丁: {类型: 数值, 公式: 丙 * 丙 - 丙 * 丙}",
        {"甲": "9" * 18},
    )

    assert shown(graph, "乙") == "999999999999999998000000000000000001.00"
    assert shown(graph, "丙") == "—"
    assert shown(graph, "丁") == "0.00"


def test_sums_of_long_figures_lose_nothing() -> None:
    graph = graph_of(PAIR, {"甲": "123456789012345678.123456789012345678", "乙": "0.000000000000000001"})

    assert graph.state.values["和"][""] == Decimal("123456789012345678.123456789012345679")


TABLE = """
项目:
  列: {名称: {类型: 文字}, 金额: {类型: 金额}, 类别: {类型: 选项, 值: [专, 他]}}
合计数: {类型: 金额, 公式: 合计(项目.金额)}
个数: {类型: 个数, 公式: 计数(项目.金额)}
行数: {类型: 个数, 公式: 计数(项目)}
平均数: {类型: 金额, 公式: 平均(项目.金额)}
最大数: {类型: 金额, 公式: 最大(项目.金额)}
最小数: {类型: 金额, 公式: 最小(项目.金额)}
名单: {类型: 文字, 公式: '连接(项目.名称, "，")'}
"""
AGGREGATES = ("合计数", "个数", "行数", "平均数", "最大数", "最小数", "名单")


def rows(*cells: tuple[str, str | None]) -> dict[str, str]:
    """Entries of rows with a name and an amount."""
    out: dict[str, str] = {}
    for number, (name, amount) in enumerate(cells, start=1):
        out[f"项目[{number}]!序"] = f"{number:04d}"
        out[f"项目[{number}].名称"] = name
        out |= {f"项目[{number}].金额": amount} if amount is not None else {}
    return out


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({}, ("未填",) * 7),
        ({"项目!无": "是"}, ("0.00", "0", "0", "—", "—", "—", "无")),
        (rows(("甲", "1"), ("乙", "2.5")), ("3.50", "2", "2", "1.75", "2.50", "1.00", "甲，乙")),
        (rows(("甲", "1"), ("乙", None)), ("未填", "1", "2", "未填", "未填", "未填", "甲，乙")),
        (rows(("甲", "1"), ("乙", "无")), ("1.00", "1", "2", "1.00", "1.00", "1.00", "甲，乙")),
        (rows(("甲", "无"), ("乙", "—")), ("0.00", "0", "2", "—", "—", "—", "甲，乙")),
        (rows(("甲", "1")) | {"项目[9]!序": "0009"}, ("1.00", "1", "1", "1.00", "1.00", "1.00", "甲")),
    ],
    ids=["no rows", "无 ticked", "filled", "one unfilled", "one 不涉及", "all 不涉及", "a wholly blank row"],
)
def test_blanks_go_through_aggregates(entries: dict[str, str], expected: tuple[str, ...]) -> None:
    graph = graph_of(TABLE, entries)

    assert tuple(shown(graph, key) for key in AGGREGATES) == expected


def test_not_applicable_is_left_out_of_the_mean_and_counts_zero_in_the_sum() -> None:
    graph = graph_of(TABLE, rows(("甲", "4"), ("乙", "无"), ("丙", "2")))

    assert (shown(graph, "合计数"), shown(graph, "平均数"), shown(graph, "个数")) == ("6.00", "3.00", "2")
