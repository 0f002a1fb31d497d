"""Any figure explains itself: the formula with its numbers, who entered them when, and where it is used."""

from __future__ import annotations

import pytest

from core.report.explain import ExplanationLine, FigureExplanation, explain, uses
from core.report.report import Report
from tests.core.packs import everything, tiny_pack
from tests.core.report.conftest import add

BODY = "章节[概况].正文"


@pytest.fixture
def filled(report: Report) -> Report:
    report.set("支出.人员", "761.25")
    report.set("支出.公用", "511.50")
    return report


def line(found: FigureExplanation, key: str) -> ExplanationLine:
    return next(one for one in found.lines if one.key == key)


def test_a_share_shows_its_numbers(filled: Report) -> None:
    found = explain(filled, "支出.占比")

    assert found.formula == "占比(人员, 总额)"
    assert found.numbers == "761.25 ÷ 1272.75 × 100 = 59.81"
    assert [(one.key, one.words, one.depth) for one in found.lines] == [
        ("支出.占比", "59.81", 0),
        ("支出.人员", "761.25", 1),
        ("支出.总额", "1272.75", 1),
        ("支出.公用", "511.50", 2),
    ]
    assert line(found, "支出.总额").numbers == "761.25 + 511.50 = 1272.75"


def test_an_entry_says_who_entered_it_when_and_in_which_step(filled: Report) -> None:
    found = explain(filled, "支出.占比")

    entered = line(found, "支出.公用").entered
    assert entered is not None
    assert (entered.who, entered.label) == ("王会计", "修改公用经费")
    assert entered.at.startswith("20")
    assert line(found, "支出.总额").entered is None


def test_the_newest_step_counts_also_when_it_was_an_undo(filled: Report) -> None:
    filled.set("支出.公用", "5")
    filled.undo()

    entered = line(explain(filled, "支出.公用"), "支出.公用").entered

    assert entered is not None
    assert entered.label == "撤销“修改公用经费”"


def test_what_was_entered_long_ago_is_found(report: Report) -> None:
    report.set("支出.人员", "1")
    for number in range(150):
        report.set("支出.公用", str(number + 1))

    entered = line(explain(report, "支出.人员"), "支出.人员").entered

    assert entered is not None
    assert entered.label == "修改人员经费"


def test_what_is_unfilled_is_said_and_entered_by_nobody(report: Report) -> None:
    found = explain(report, "支出.总额")

    assert found.numbers == "未填 + 未填 = 未填"
    assert [one.entered for one in found.lines] == [None, None, None]


def test_a_statement_is_shown_with_its_step_beside_what_is_computed(filled: Report) -> None:
    filled.report_as("支出.总额", "1300")

    found = explain(filled, "支出.总额")

    assert found.lines[0].words == "1300"
    assert found.numbers == "761.25 + 511.50 = 1272.75"
    assert found.lines[0].entered is not None
    assert found.lines[0].entered.label == "按原表填写基本支出"


def test_a_sum_over_rows_shows_its_addends_down_to_the_cells(report: Report) -> None:
    rows = [add(report, "甲", "116"), add(report, "乙", "50"), add(report, "丙", "20.5")]

    found = explain(report, "项目合计")

    assert found.numbers == "116 + 50 + 20.5 = 186.50"
    assert [one.key for one in found.lines[1:]] == [f"项目[{row}].金额" for row in rows]


def test_a_sum_over_many_rows_tells_how_many(report: Report) -> None:
    for number in range(20):
        add(report, f"项目{number}", "1")

    assert explain(report, "项目合计").numbers == "合计(20 项) = 20.00"


def test_it_is_known_where_a_figure_is_used(filled: Report) -> None:
    assert uses(filled, "支出.人员").figures == ("支出.总额", "支出.占比")
    assert uses(filled, "支出.总额").rules == ("决算一致",)
    assert uses(filled, "支出.总额").texts == (BODY,)
    assert uses(filled, "支出.日期").figures == uses(filled, "支出.日期").texts == ()


def test_a_cell_knows_the_sum_of_its_column_its_rules_and_only_the_texts_that_show_it(report: Report) -> None:
    row = add(report, "甲", "116")
    other = add(report, "乙", "50")
    report.set(BODY, f"{{项目[{row}].金额}}")
    report.set("章节[支出].正文", "{每行 项目|、：{名称}{金额}}")

    found = uses(report, f"项目[{other}].金额")

    assert found.figures == ("项目合计",)
    assert found.rules == ("金额太大",)
    assert found.texts == ("章节[支出].正文",)
    assert uses(report, f"项目[{row}].金额").texts == (BODY, "章节[支出].正文")


def test_every_figure_of_a_pack_with_everything_can_be_explained() -> None:
    report = Report.in_memory(everything())
    for figure, text in (("甲.一", "3"), ("甲.二", "4"), ("甲.人", "2"), ("总.线", "5")):
        report.set(figure, text)
    for name in ("甲", "乙"):
        row = report.add_row("项目", cells={"名称": name, "金额": "7", "类别": "专"}).row
        report.add_row(f"项目[{row}].绩效指标", cells={"名称": "丁", "分值": "5", "得分": "4"})

    for key, definition in report.pack.definitions.figures.items():
        for row in report.graph.state.rows.every(definition.listing) if definition.listing else [""]:
            found = explain(report, report.cell(key, row))
            assert found.lines[0].label == definition.label
            assert bool(found.numbers) is bool(definition.formula)

    assert explain(report, "总.全分").numbers == "4 + 4 = 8.00"
    assert explain(report, "总.名").numbers == "连接(甲、乙) = 甲，乙"
    assert explain(report, "总.数").numbers == "计数(2 项) = 2"
    assert explain(report, "总.专").numbers == "7 + 7 = 14.00"


def test_an_unknown_key_cannot_be_explained(report: Report) -> None:
    with pytest.raises(KeyError):
        explain(report, "没有")


def test_a_choice_tells_what_it_came_to() -> None:
    figures = """
钱:
  甲: {类型: 金额}
  乙: {类型: 金额}
  大: {类型: 金额, 公式: "如果(甲 > 10, 甲 + 缺省(乙, 0), 甲)"}
  线: {类型: 金额, 公式: "如果(甲 > 10, 50, 20)"}
"""
    chosen = Report.in_memory(tiny_pack(figures), entries={"钱.甲": "20"})
    assert explain(chosen, "钱.大").numbers == "20 + 0 = 20.00"
    assert explain(chosen, "钱.线").numbers == "50 = 50.00"

    change = chosen.report_as("钱.大", "30")
    assert change.findings_added[0].message == "大 填报为 30 万元，计算应为 20.00 万元（20 + 0）"

    rows = """
表:
  列: {类: {类型: 文字}, 数: {类型: 金额}}
总: {数: {类型: 金额, 公式: '合计(表.数, 缺省(表.类, "甲") = "甲")'}}
"""
    summed = Report.in_memory(tiny_pack(rows), entries={"表[a].数": "5"})
    assert (
        summed.report_as("总.数", "6")
        .findings_added[0]
        .message.startswith("数 填报为 6 万元，计算应为 5.00 万元（合计(")
    )

    unknown = Report.in_memory(tiny_pack(figures), entries={})
    assert explain(unknown, "钱.大").numbers.startswith("如果(未填 > 10")


SCORED = """
收支:
  执行: {类型: 金额, 标题: 全年执行数}
  预算: {类型: 金额, 标题: 全年预算数}
  执行率: {类型: 百分比, 标题: 预算执行率, 公式: "占比(执行, 预算)"}
  得分: {类型: 分值, 公式: '如果(适用(执行率), 比率封顶(执行率, 5, 100, 1, 0.5, "不低于", "不扣"), 0)'}
  变动率: {类型: 百分比, 公式: "变动率(执行, 预算)"}
  相差: {类型: 金额, 公式: "绝对值(执行 - 缺省(预算, 0))"}
  最多: {类型: 金额, 公式: "最大(执行, 预算)"}
项目:
  列: {名称: {类型: 文字}, 金额: {类型: 金额}}
合计: {类型: 金额, 公式: 合计(项目.金额)}
"""


@pytest.fixture
def scored() -> Report:
    return Report.in_memory(tiny_pack(SCORED), entries={"收支.执行": "98", "收支.预算": "100"})


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("收支.执行率", "全年执行数 98 万元 ÷ 全年预算数 100 万元"),
        ("收支.得分", "预算执行率 98.00%，比 100% 低 2 个百分点，每 1 个百分点扣 0.5 分，扣 1 分"),
        ("收支.变动率", "全年执行数 98 万元 与 全年预算数 100 万元 相比"),
        ("收支.相差", "全年执行数 98 万元 - 全年预算数 100 万元"),
        ("收支.最多", "由 全年执行数、全年预算数 算出"),
        ("收支.执行", ""),
    ],
)
def test_a_figure_is_explained_in_words(scored: Report, key: str, said: str) -> None:
    assert explain(scored, key).lines[0].said == said
    assert explain(scored, key).missing == ()


@pytest.mark.parametrize(
    ("taken", "key", "missing"),
    [
        ("收支.预算", "收支.得分", ("收支.预算",)),
        ("收支.预算", "收支.相差", ()),
        ("收支.执行", "收支.相差", ("收支.执行",)),
        ("收支.执行", "合计", ("项目",)),
    ],
)
def test_what_a_figure_still_wants_is_named(
    scored: Report, taken: str, key: str, missing: tuple[str, ...]
) -> None:
    scored.set(taken, "")

    found = explain(scored, key)

    assert found.missing == missing
    assert bool(found.lines[0].said) == (not missing)
