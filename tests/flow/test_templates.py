"""Templates of one's own by the window: copied, checked, mended, taken in, used, and brought into a report."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTreeWidget, QWidget

from core.commands.packs import FOLDER, own_folder
from core.figures.keys import FINAL
from core.pack.loading import load_pack
from core.report.pack_update import propose_update
from core.report.report import Report
from gui import ask
from gui.checkup.window import CheckupWindow
from gui.dialogs.new_report import NewReport
from gui.dialogs.templates import CopyDialog, TemplatesDialog
from gui.dialogs.update_template import UpdateDialog
from gui.window.files import LOOKED_AFTER, Files
from gui.window.intake_work import read_finished
from tests.flow.conftest import SAMPLE
from tests.flow.test_everything_is_named import _nameless

InDialog = Callable[[Callable[[QWidget], None]], None]


def click(dialog: QWidget, words: str) -> None:
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text().startswith(words)]
    assert button.isEnabled(), words
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(dialog: QWidget) -> list[list[str]]:
    tree = dialog.findChild(QTreeWidget, "templates list")
    assert tree is not None
    items = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in items if item]


def choose(dialog: QWidget, id: str) -> None:
    tree = dialog.findChild(QTreeWidget, "templates list")
    assert tree is not None
    at = next(at for at, row in enumerate(rows(dialog)) if id in row[:2])
    tree.setCurrentItem(tree.topLevelItem(at))


def outcome(dialog: QWidget) -> str:
    field = dialog.findChild(QPlainTextEdit, "templates outcome")
    assert field is not None
    return field.toPlainText()


def replace(path: Path, before: str, after: str) -> None:
    """What the clerk does with Notepad."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def in_templates(opened: Files, in_dialog: InDialog, act: Callable[[QWidget], None]) -> None:
    """工具 → 模板…, what is done there, and its closing."""

    def run(dialog: QWidget) -> None:
        assert isinstance(dialog, TemplatesDialog)
        act(dialog)
        dialog.reject()

    in_dialog(run)
    opened.window.act_named("模板").trigger()


def copied(in_dialog: InDialog, source: str, id: str, title: str) -> Callable[[QWidget], None]:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, CopyDialog)
        for name, text in (("编号", id), ("名称", title)):
            field = dialog.findChild(QLineEdit, f"copy:{name}")
            assert field is not None
            field.setText(text)
        click(dialog, "复制")
        if dialog.isVisible():
            dialog.reject()

    def run(dialog: QWidget) -> None:
        choose(dialog, source)
        in_dialog(fill)
        click(dialog, "从现有模板复制")

    return run


def test_the_templates_are_listed_and_everything_has_a_name(opened: Files, in_dialog: InDialog) -> None:
    shutil.copytree(FOLDER / "pidu-2025", own_folder() / "坏的")
    seen: list[list[str]] = []

    def look(dialog: QWidget) -> None:
        seen.extend(rows(dialog))
        assert _nameless(dialog) == []
        choose(dialog, "坏的")
        assert outcome(dialog) == "✕ 编号 pidu-2025 已是程序自带的模板的编号，请在 pack.yaml 里改一个编号"

    in_templates(opened, in_dialog, look)

    assert [row[1] for row in seen[:-1]] == sorted(path.name for path in FOLDER.iterdir())
    assert seen[0][2:] == [load_pack(FOLDER / "hunan-county-2023").version, "2023", "程序自带", "可以用"]
    assert seen[-1] == ["坏的", "", "", "", "自己的", "✕ 有误，不能用"]


def test_an_id_that_cannot_be_is_refused_where_it_is_typed(opened: Files, in_dialog: InDialog) -> None:
    def look(dialog: QWidget) -> None:
        copied(in_dialog, "pidu-2025", "a/b", "甲")(dialog)

    in_templates(opened, in_dialog, look)

    assert not own_folder().exists() or list(own_folder().iterdir()) == []


def test_a_zip_is_taken_in_and_a_second_one_of_its_id_is_refused_by_name(
    opened: Files, in_dialog: InDialog, homely: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Path(shutil.copytree(FOLDER / "national-project-2020", homely / "源"))
    replace(source / "pack.yaml", "编号: national-project-2020", "编号: 省厅-2025")
    path = Path(shutil.make_archive(str(homely / "省厅"), "zip", homely, "源"))
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: path)
    said: list[str] = []

    def take(dialog: QWidget) -> None:
        for _ in range(2):
            click(dialog, "导入 .zip")
            said.append(outcome(dialog))

    in_templates(opened, in_dialog, take)

    assert said[0].startswith(f"✓ 已导入到 {own_folder() / '省厅-2025'}")
    assert "没有问题" in said[0]
    assert said[1].startswith("✕ 省厅.zip 没有导入：编号 省厅-2025 已经有了")


def test_the_report_without_a_newer_template_is_told_so(
    opened: Files, report_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: told.append(text))
    opened.open(report_file)

    opened.window.act_named("更新模板").trigger()

    assert "没有更新的版本" in told[0]
    assert "hunan-county-2023" in told[0]


# -- the whole of it: a form that is not ours ----------------------------------------------------------------

FIGURES_YAML = """
单位:
  全称: {类型: 文字, 标题: 单位名称, 必填: 是}
  年度: {类型: 年度, 必填: 是}
  性质: {类型: 选项, 值: [行政机关, 事业单位], 列出: 否}
资金:
  年初: {类型: 金额, 标题: 年初批复数, 必填: 是}
  调整: {类型: 金额, 标题: 调整后预算数}
  支付: {类型: 金额, 标题: 实际支付数}
  支付率: {类型: 百分比, 公式: "占比(支付, 调整)"}
任务:
  辨识: 名称
  列:
    名称: {类型: 文字, 列出: 否}
    金额: {类型: 金额, 列出: 否}
任务合计: {类型: 金额, 公式: 合计(任务.金额)}
"""
RULES_YAML = """
支付不超过预算:
  级别: 错误
  条件: 资金.支付 ≤ 资金.调整
  提示: 实际支付 {资金.支付} 万元，超过调整后预算 {资金.调整} 万元
"""
SECTIONS_YAML = """
单位信息: {级别: 填报, 数据: [单位]}
资金情况:
  标题: 资金使用情况
  数据: [资金]
  措辞: |
    {单位.年度}年初批复{资金.年初}万元，实际支付{资金.支付}万元，支付率{资金.支付率}%。
"""
CASES_YAML = """
支付多了:
  给定: {资金: {调整: 10, 支付: 11}}
  违反: {支付不超过预算: 错误}
支付正好:
  给定: {资金: {调整: 10, 支付: 10}}
  符合: [支付不超过预算]
  应得: {资金.支付率: 100.00}
"""
SHEETS = {
    "表一": {
        "A1": "{单位.年度}年度某省部门预算绩效自评表",
        "A2": "单位名称：{单位.全称}", "C2": '{勾(单位.性质, "行政机关")}行政机关 {勾(单位.性质, "事业单位")}事业单位',
        "A3": "年初批复数（元）", "B3": "调整后预算数（元）", "C3": "实际支付数（元）", "D3": "支付率",
        "A4": "{资金.年初:0.00元}", "B4": "{资金.调整:0.00元}", "C4": "{资金.支付:0.00元}", "D4": "{资金.支付率}",
    },
    "表二": {
        "A1": "重点任务清单", "A2": "任务名称", "B2": "金额（元）",
        "A3": "{任务.名称}", "B3": "{任务.金额:0.00元}", "A4": "合计", "B4": "{任务合计:0.00元}",
    },
}  # fmt: skip
HEAD_YAML = """
附件:
  表一: {标题: 绩效自评表, 文件: forms/自评表.xlsx, 工作表: 表一}
  表二: {标题: 重点任务清单, 文件: forms/自评表.xlsx, 工作表: 表二, 最少行数: {任务: 3}}
"""


def rewrite(folder: Path) -> None:
    """What the clerk makes of the copy with Notepad and Excel: her province's form."""
    book = openpyxl.Workbook()
    for name, cells in SHEETS.items():
        sheet = book.create_sheet(name)
        for place, words in cells.items():
            sheet[place] = words
    book.remove(book.worksheets[0])
    for old in (folder / "forms").glob("*.xlsx"):
        old.unlink()
    for old in [folder / "scoring.yaml", *(folder / "cases").glob("*.yaml")]:
        old.unlink()
    book.save(folder / "forms" / "自评表.xlsx")
    head = (folder / "pack.yaml").read_text("utf-8").split("\n")
    wanted = ("编号", "标题", "版本", "题名", "单位名", "报告年度", "年度")
    own = "\n".join(line for line in head if line.split(":")[0] in wanted)
    (folder / "pack.yaml").write_text(own + HEAD_YAML, "utf-8")
    for name, text in (
        ("figures.yaml", FIGURES_YAML), ("rules.yaml", RULES_YAML),
        ("sections.yaml", SECTIONS_YAML), ("cases/案例.yaml", CASES_YAML),
    ):  # fmt: skip
        (folder / name).write_text(text, "utf-8")


def begun(unit: str, title: str) -> Callable[[QWidget], None]:
    """新建 with the template of a title."""

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, NewReport)
        combo = dialog.findChild(QComboBox)
        assert combo is not None
        combo.setCurrentText(title)
        assert combo.currentText() == title
        dialog.findChildren(QLineEdit)[0].setText(unit)
        click(dialog, "新建")

    return fill


def test_a_form_of_another_province_from_a_copy_to_an_updated_report(
    opened: Files, in_dialog: InDialog, homely: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.window.papers.reports_folder", lambda: homely / "报告")
    folders: list[Path] = []
    monkeypatch.setattr(ask, "open_folder", folders.append)
    said: list[str] = []

    def make(dialog: QWidget) -> None:
        copied(in_dialog, "pidu-2025", "某省-2025", "某省部门预算绩效自评（2025）")(dialog)
        said.append(outcome(dialog))
        click(dialog, "打开文件夹")
        rewrite(folders[0])
        replace(folders[0] / "rules.yaml", "资金.支付 ≤", "资金.支府 ≤")
        click(dialog, "检查")
        said.append(outcome(dialog))
        assert rows(dialog)[-1][0] == "某省-2025"
        assert rows(dialog)[-1][-1] == "✕ 有误，不能用"
        replace(folders[0] / "rules.yaml", "资金.支府 ≤", "资金.支付 ≤")
        click(dialog, "检查")
        said.append(outcome(dialog))
        assert rows(dialog)[-1] == [
            "某省部门预算绩效自评（2025）",
            "某省-2025",
            "1",
            "2025",
            "自己的",
            "可以用",
        ]

    in_templates(opened, in_dialog, make)
    assert folders == [own_folder() / "某省-2025"]
    assert said[0].startswith(f"✓ 已复制到 {folders[0]}")
    assert said[1] == "✕ rules.yaml 第 2 行：没有名为 资金.支府 的数据项，是否为 资金.支付？"
    assert said[2] == (
        "模板“某省部门预算绩效自评（2025）”（某省-2025）没有问题：2 个案例，1 条审核公式，"
        "案例都得出该得的数，每条公式都有违反它和符合它的案例。"
    )

    in_dialog(begun("某市水利局", "某省部门预算绩效自评（2025）"))
    opened.window.act_named("新建").trigger()
    session = opened.window.session
    assert session is not None
    for key, text in (
        ("资金.年初", "3580000元"),
        ("资金.调整", "400"),
        ("资金.支付", "300"),
        ("单位.性质", "事业单位"),
    ):
        assert session.set(key, text)
    row = session.report.add_row("任务", cells={"名称": "河道清淤", "金额": "12.5"}).row
    path = session.report.store.path
    assert session.report.words("章节[资金情况].正文").endswith(
        "年初批复358万元，实际支付300万元，支付率75.00%。"
    )
    QTest.qWait(LOOKED_AFTER + 300)
    notice = opened.window.findChild(QLabel, "status:pack")
    assert notice is not None
    assert not notice.isVisible()

    for file, before, after in (
        ("pack.yaml", '版本: "1"', '版本: "2"\n改名: {资金.支付: 资金.执行}'),
        ("figures.yaml", "  支付: {", "  执行: {"),
        ("figures.yaml", "占比(支付, 调整)", "占比(执行, 调整)"),
        ("figures.yaml", "  性质: {类型: 选项, 值: [行政机关, 事业单位], 列出: 否}\n", ""),
        ("figures.yaml", "任务合计:", "结转: {类型: 金额}\n任务合计:"),
        ("rules.yaml", "资金.支付 ≤ 资金.调整", "资金.执行 ≤ 资金.年初 - 100"),
        ("rules.yaml", "{资金.支付}", "{资金.执行}"),
        ("sections.yaml", "实际支付{资金.支付}", "全年实际支付{资金.执行}"),
        ("sections.yaml", "数据: [资金]", "数据: [资金, 结转]"),
        ("cases/案例.yaml", "{调整: 10, 支付: 11}", "{年初: 110, 执行: 11}"),
        ("cases/案例.yaml", "{调整: 10, 支付: 10}", "{调整: 10, 年初: 110, 执行: 10}"),
    ):  # fmt: skip
        replace(folders[0] / file, before, after)
    book = openpyxl.load_workbook(folders[0] / "forms" / "自评表.xlsx")
    book["表一"]["C2"] = ""
    book["表一"]["C4"] = "{资金.执行:0.00元}"
    book.save(folders[0] / "forms" / "自评表.xlsx")

    def look_again(dialog: QWidget) -> None:
        choose(dialog, "某省-2025")
        click(dialog, "检查")
        said.append(outcome(dialog))

    in_templates(opened, in_dialog, look_again)
    assert "没有问题" in said[-1]
    QTest.qWait(LOOKED_AFTER + 300)
    assert notice.isVisible()
    told: list[str] = []

    def update(dialog: QWidget) -> None:
        assert isinstance(dialog, UpdateDialog)
        assert _nameless(dialog) == []
        tree = dialog.findChild(QTreeWidget, "update list")
        assert tree is not None
        for at in range(tree.topLevelItemCount()):
            top = tree.topLevelItem(at)
            assert top is not None
            told.append("／".join([top.text(0), *(top.child(n).text(0) for n in range(top.childCount()))]))
        click(dialog, "更新")

    in_dialog(update)
    notice.linkActivated.emit("#")

    assert told == [
        "新增的数据项　1／结转",
        "不再有的数据项　1／单位.性质",
        "改名的数据项　1／资金.支付 → 资金.执行",
        "没有地方放、留作旧数据的　1／单位 性质　事业单位",
        "行文　1／1 处没有改过的标题和行文，换成新模板的",
        "新出现的审核结果　1／错误　实际支付 300 万元，超过调整后预算 400 万元",
    ]
    report = opened.window.session.report
    assert (report.store.path, report.pack.version) == (path, "2")
    assert report.words("资金.执行") == "300"
    assert report.words(f"任务[{row}].名称") == "河道清淤"
    assert "全年实际支付300万元" in report.words("章节[资金情况].正文")
    opened.window.act_named("撤销").trigger()
    assert "更新模板和它以前的步骤不能撤销" in opened.window.statusBar().currentMessage()
    QTest.qWait(LOOKED_AFTER + 300)
    assert not notice.isVisible()

    target = homely / "旧数据.txt"
    monkeypatch.setattr(ask, "where_to_save", lambda *a, **k: target)
    monkeypatch.setattr(ask, "tell_written", lambda *a, **k: None)

    def keep(dialog: QWidget) -> None:
        click(dialog, "旧数据存为文本")
        dialog.close()

    in_dialog(keep)
    opened.window.act_named("更新模板").trigger()
    assert target.read_text("utf-8-sig") == "单位 性质\t事业单位\n"


def test_a_final_report_is_not_updated_and_says_what_to_do(qtbot, homely: Path) -> None:
    old = load_pack(FOLDER / "national-project-2020")
    newer = old._replace(version="99", files=old.files | {"pack.yaml": old.files["pack.yaml"] + b"\n"})
    report = Report.in_memory(old)
    update = propose_update(report, newer)
    report.sign({FINAL: "1"}, "定稿")

    dialog = UpdateDialog(report, update)
    qtbot.addWidget(dialog)

    label = dialog.findChild(QLabel, "update trouble")
    assert label is not None
    assert "取消定稿" in label.text()
    assert not next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("更新")).isEnabled()


def test_an_unsound_template_is_named_where_templates_are_used_and_stops_nothing(
    opened: Files, in_dialog: InDialog, qtbot
) -> None:
    folder = Path(shutil.copytree(FOLDER / "national-project-2020", own_folder() / "坏的"))
    replace(folder / "pack.yaml", "编号: national-project-2020", "编号: 坏的")
    replace(folder / "pack.yaml", "题名:", "题目:")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, NewReport)
        seen.append("".join(label.text() for label in dialog.findChildren(QLabel)))
        dialog.reject()

    in_dialog(look)
    opened.window.act_named("新建").trigger()
    checkup = CheckupWindow(SAMPLE.parent)
    qtbot.addWidget(checkup)
    checkup.take([SAMPLE])
    seen.append("".join(label.text() for label in checkup.findChildren(QLabel)))
    found = read_finished(SAMPLE, lambda _words: None)
    seen.append("".join(found.unsound))

    assert found.report.pack.id == "hunan-county-2023"
    for words in seen:
        assert str(folder) in words
        assert "没有属性“题目”，是否为 题名？" in words
