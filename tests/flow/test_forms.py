"""The official forms filled in by keys alone: what the office wrote, and what the program says to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from gui.forms.view import FormView
from gui.window.files import Files
from tests.flow.form_person import INDICATORS, fill, go_to_form, words
from tests.flow.typing_person import (
    CTRL,
    SHIFT,
    Key,
    clipboard,
    compose,
    findings,
    press,
    write,
)


def fill_amounts(view: FormView) -> None:
    """The budget block as the office wrote it: computed cells by F2."""
    press(Key.Key_Tab)
    fill("4753.66")
    fill("4753.66", Key.Key_Return)
    view.stand_on(view.model().index_of("收支.全年执行数"))
    for key, text in (("全年执行数", "3824.26"), ("执行率", "100%"), ("执行得分", "10")):
        assert view.current_key() == f"收支.{key}"
        press(Key.Key_F2)
        press(Key.Key_A, CTRL)
        write(text)
        press(Key.Key_Return)
        view.stand_on(view.model().index_of(f"收支.{key}"))
        press(Key.Key_Right)
        if key == "全年执行数":
            press(Key.Key_Right)


def test_the_form_of_an_office_says_what_contradicts_in_it(opened: Files, form: FormView, in_dialog) -> None:
    report = opened.window.session.report
    fill_amounts(form)
    form.show_cell("收入性质.一般公共预算")
    fill("1873.66", Key.Key_Return)
    form.show_cell("收入性质.其他资金")
    press(Key.Key_F2)
    press(Key.Key_Return)
    write("2880")
    press(Key.Key_Return)
    form.show_cell("支出性质.基本支出")
    fill("1768.16", Key.Key_Return)
    form.show_cell("支出性质.项目支出")
    fill("2985.5", Key.Key_Return)

    row = form.model().sheet.first_line[13]
    form.stand_on(form.model().index(row, 1))
    clipboard(INDICATORS.strip("\n"))
    press(Key.Key_V, CTRL)
    for indicator in ("木材销售收入", "林产品收入"):
        row = next(r for r in report.rows("绩效指标") if report.words(f"绩效指标[{r}].三级") == indicator)
        form.show_cell(f"绩效指标[{row}].得分")
        press(Key.Key_F2)
        press(Key.Key_A, CTRL)
        fill("5", Key.Key_Return)

    assert report.computed("收支.执行率") == "80.45"
    assert report.computed("收支.执行得分") == "8.04"
    assert words(form, "收支.执行率") == "100.00%"
    found = {(f.code, f.severity) for f in report.graph.judge.findings.values()}
    assert found == {
        ("填报与计算不符", "错误"),
        ("填报与计算不符", "需说明"),
        ("执行率低要说明", "需说明"),
        ("扣分要在问题里说明", "提示"),
    }
    said = "\n".join(f.message for f in report.graph.judge.findings.values())
    assert "执行率 填报为 100%，计算应为 80.45%（3824.26 ÷ 4753.66 × 100）" in said
    assert "执行率得分 填报为 10 分，计算应为 8.04 分（3824.26 ÷ 4753.66 = 80.45%，× 10）" in said
    assert "得分 填报为 5 分，计算应为 5.96 分" in said
    assert "得分 填报为 5 分，计算应为 5.65 分" in said
    assert said.count("请在“偏差原因分析及改进措施”里写明原因") == 2
    rules = {name: report.graph.judge.verdict(plan, "") for name, plan in report.graph.plan.rules.items()}
    for held in ("收支分类等于资金总额", "部门产出指标分值等于产出分值"):
        assert rules[held] is True
    assert "执行率" in findings(opened.window)


def test_the_other_way_of_rounding_gives_the_other_score(opened: Files, form: FormView) -> None:
    report = opened.window.session.report
    fill_amounts(form)
    assert report.computed("收支.执行得分") == "8.04"
    opened.window.session.report_as("参数.得分取数", "显示比率")
    assert report.computed("收支.执行得分") == "8.05"


def test_rows_come_move_and_go_inside_the_band(opened: Files, form: FormView) -> None:
    report = opened.window.session.report

    def names() -> list[str]:
        return [report.words(f"绩效指标[{row}].三级") for row in report.rows("绩效指标")]

    row = form.model().sheet.first_line[13]
    form.stand_on(form.model().index(row, 1))
    clipboard(INDICATORS.strip("\n"))
    press(Key.Key_V, CTRL)
    form.stand_on(form.model().index(row + 1, 3))
    press(Key.Key_Insert)
    write("补植面积")
    press(Key.Key_Return)
    assert names()[:4] == ["造林面积", "病虫害防治面积", "补植面积", "森林经营面积"]
    fresh = report.rows("绩效指标")[2]
    assert report.words(f"绩效指标[{fresh}].一级") == "产出指标"
    assert report.words(f"绩效指标[{fresh}].二级") == "数量指标"
    form.show_cell(f"绩效指标[{fresh}].三级")
    press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names()[:3] == ["造林面积", "补植面积", "病虫害防治面积"]
    press(Key.Key_Minus, CTRL)
    assert names()[:3] == ["造林面积", "病虫害防治面积", "森林经营面积"]
    form.stand_on(form.model().index(row, 1))
    write("效益指标")
    press(Key.Key_Return)
    assert {report.words(f"绩效指标[{row}].一级") for row in report.rows("绩效指标")} == {"效益指标"}


def test_typing_on_a_computed_cell_explains_it(opened: Files, form: FormView) -> None:
    report = opened.window.session.report
    press(Key.Key_Tab)
    fill("100")
    fill("200")
    form.show_cell("收支.执行率")
    write("9")
    assert form.editor() is None
    assert report.entry("收支.执行率!填报") is None
    assert opened.window.view.why.isVisible()


def test_a_refused_text_stays_and_says_why(opened: Files, form: FormView) -> None:
    report = opened.window.session.report
    press(Key.Key_Tab)
    write("四千多")
    press(Key.Key_Return)
    assert report.entry("收支.年初预算") is None
    assert form.current_key() == "收支.年初预算"
    shown = form.model().state_at(*form.current_place())
    assert (shown.text, shown.refused) == ("四千多", True)
    press(Key.Key_Escape)
    assert form.model().state_at(*form.current_place()).text == ""


def test_a_score_outside_its_tier_is_refused_with_the_interval(opened: Files, form: FormView) -> None:
    report = opened.window.session.report
    row = form.model().sheet.first_line[13]
    form.stand_on(form.model().index(row, 1))
    clipboard("效益指标\t社会效益指标\t提高就业率\t显著\t一般\t10")
    press(Key.Key_V, CTRL)
    row = report.rows("绩效指标")[0]
    opened.window.session.set(f"绩效指标[{row}].达成程度", "部分达成年度指标并具有一定效果")
    form.show_cell(f"绩效指标[{row}].得分")
    press(Key.Key_F2)
    write("9")
    press(Key.Key_Return)
    refusal = form.model().refusal_at(*form.current_place())
    assert refusal is not None
    assert refusal.reason == "得分 9 超出允许的范围，应不低于 6.00、低于 8.00，请调整后再填"
    press(Key.Key_Escape)
    press(Key.Key_F2)
    write("7.5")
    press(Key.Key_Return)
    assert report.words(f"绩效指标[{row}].得分") == "7.5"


def test_chinese_composed_into_a_cell_is_kept_whole(opened: Files, form: FormView) -> None:
    report = opened.window.session.report
    form.show_cell("目标.预期")
    compose("zaolin", "造林一万亩")
    press(Key.Key_Tab)
    assert report.entry("目标.预期") == "造林一万亩"


def test_projects_have_a_sheet_each_and_the_list_turns_it(opened: Files, form: FormView) -> None:
    session = opened.window.session
    session.add_row("项目", {"名称": "渠道维修", "类别": "专项资金", "金额": "80"})
    session.add_row("项目", {"名称": "水库管护", "类别": "其他项目", "金额": "20"})
    view = go_to_form(opened, "附件3")
    sheets = opened.window.findChild(QListWidget, "表:附件3!各表")
    assert [sheets.item(n).text() for n in range(sheets.count())] == ["1. 渠道维修", "2. 水库管护"]
    assert view.model().sheet.words(3, 2) == "渠道维修"
    press(Key.Key_Tab, SHIFT)
    sheets.setFocus()
    press(Key.Key_Down)
    assert view.model().sheet.words(3, 2) == "水库管护"
    row = session.report.rows("项目")[1]
    view.show_cell(f"项目[{row}].全年预算数")
    view.setFocus()
    fill("25", Key.Key_Return)
    assert session.report.words(f"项目[{row}].执行率") == "80.00"
