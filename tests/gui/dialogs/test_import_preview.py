"""导入预览: what was known by meaning alone is shown with a tick, and stays words without it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTableWidget, QTableWidgetItem, QTabWidget

from core.document.review import review
from core.intake.texts.text_proposal import TextProposal, propose
from core.numbers.finding import ERROR
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.findings import standings
from core.report.report import Report
from gui.dialogs import import_preview
from gui.dialogs.import_preview import ImportPreview

FILES = {
    "pack.yaml": '编号: 院\n标题: 敬老院\n题名: "{院.名}"\n单位名: 院.名\n报告年度: 院.年\n',
    "figures.yaml": """
院:
  名: {类型: 文字}
  年: {类型: 年度}
  老人: {类型: 人数, 标题: 在院老人, 别名: [住院老人]}
  拨来: {类型: 金额, 标题: 财政拨款, 别名: [上级补助]}
  饭菜: {类型: 金额, 标题: 饭菜钱}
""",
    "rules.yaml": "",
    "sections.yaml": "家底: {标题: 家底, 数据: [院], 措辞: '饭菜钱{院.饭菜}万元。'}\n",
}
TEXT = "一、家底\n饭菜钱5.00万元。住院老人36人，上级补助为12.50万元。"
LISTED = "按词义认出"


@pytest.fixture
def pack() -> Pack:
    return read_pack({name: text.encode() for name, text in FILES.items()})


def _preview(qtbot, pack: Pack, text: str = TEXT) -> ImportPreview:
    proposal = propose(pack, text)
    preview = ImportPreview(Report.in_memory(pack, entries=proposal.entries), proposal, "甲.docx")
    qtbot.addWidget(preview)
    return preview


def _titles(preview: ImportPreview) -> list[str]:
    tabs = preview.findChild(QTabWidget)
    return [tabs.tabText(n) for n in range(tabs.count())]


def _table(preview: ImportPreview, title: str) -> QTableWidget:
    (table,) = [one for one in preview.findChildren(QTableWidget) if one.accessibleName() == title]
    return table


def _rows(table: QTableWidget) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def _tick(preview: ImportPreview, label: str) -> QTableWidgetItem:
    (item,) = _table(preview, LISTED).findItems(label, Qt.MatchFlag.MatchExactly)
    return item


def test_guesses_have_a_list_of_their_own_all_ticked(qtbot, pack: Pack) -> None:
    preview = _preview(qtbot, pack)

    assert _titles(preview)[:2] == ["认出的数据 3", f"{LISTED} 2"]
    assert _rows(_table(preview, LISTED)) == [
        ["在院老人", "36", "90%", "住院老人36人"],
        ["财政拨款", "12.50", "90%", "上级补助为12.50万元"],
    ]
    assert _tick(preview, "在院老人").checkState() == Qt.CheckState.Checked
    assert preview.declined == frozenset()


def test_without_guesses_there_is_no_such_list(qtbot, pack: Pack) -> None:
    preview = _preview(qtbot, pack, "一、家底\n饭菜钱5.00万元。")

    assert _titles(preview) == ["认出的数据 1", "按原文保留 0", "不符之处 0", "去掉的残留 0"]
    assert preview.declined == frozenset()


def test_a_tick_taken_away_leaves_the_figure_as_words(qtbot, pack: Pack) -> None:
    preview = _preview(qtbot, pack)

    _tick(preview, "财政拨款").setCheckState(Qt.CheckState.Unchecked)

    assert preview.declined == {"院.拨来"}
    taken = propose(pack, TEXT, preview.declined)
    assert "院.拨来" not in taken.entries
    assert taken.entries["章节[家底].正文"] == (
        "饭菜钱{院.饭菜}万元。住院老人{院.老人}人，上级补助为12.50万元。"
    )


def test_the_space_bar_takes_a_tick_away_and_gives_it_back(qtbot, pack: Pack) -> None:
    preview = _preview(qtbot, pack)
    table = _table(preview, LISTED)
    table.setCurrentItem(_tick(preview, "在院老人"))

    QTest.keyClick(table, Qt.Key.Key_Space)
    assert preview.declined == {"院.老人"}

    QTest.keyClick(table, Qt.Key.Key_Space)
    assert preview.declined == frozenset()


@pytest.mark.parametrize("column", [1, 2, 3])
def test_only_the_first_cell_of_a_row_has_a_tick(qtbot, pack: Pack, column: int) -> None:
    preview = _preview(qtbot, pack)
    table = _table(preview, LISTED)
    before = _rows(table)
    table.setCurrentCell(0, column)

    QTest.keyClick(table, Qt.Key.Key_Space)

    assert preview.declined == frozenset()
    assert _rows(table) == before


@pytest.mark.parametrize(
    ("unticked", "answer", "given"),
    [
        ([], QDialog.DialogCode.Accepted, frozenset()),
        (["在院老人", "财政拨款"], QDialog.DialogCode.Accepted, {"院.老人", "院.拨来"}),
        (["在院老人"], QDialog.DialogCode.Rejected, None),
    ],
    ids=["taken", "taken without the guesses", "not taken"],
)
def test_the_answer_tells_what_is_not_wanted(
    qtbot, pack: Pack, monkeypatch, unticked: list[str], answer: QDialog.DialogCode, given: object
) -> None:
    proposal = propose(pack, TEXT)

    def act(preview: ImportPreview) -> int:
        qtbot.addWidget(preview)
        for label in unticked:
            _tick(preview, label).setCheckState(Qt.CheckState.Unchecked)
        (buttons,) = preview.findChildren(QDialogButtonBox)
        names = {"导入": QDialog.DialogCode.Accepted, "取消": QDialog.DialogCode.Rejected}
        (button,) = [one for one in buttons.buttons() if names[one.text()] == answer]
        button.click()
        return preview.result()

    monkeypatch.setattr(ImportPreview, "exec", act)

    told = import_preview.confirm(None, Report.in_memory(pack, entries=proposal.entries), proposal, "甲")

    assert told == given


def test_what_was_guessed_is_among_the_figures_understood(qtbot, pack: Pack) -> None:
    preview = _preview(qtbot, pack)

    assert [row[:2] for row in _rows(_table(preview, "认出的数据"))] == [
        ["在院老人", "36人"],
        ["财政拨款", "12.50万元"],
        ["饭菜钱", "5.00万元"],
    ]


def test_an_empty_proposal_is_shown_too(qtbot, pack: Pack) -> None:
    preview = ImportPreview(Report.in_memory(pack), TextProposal(), "空.txt")
    qtbot.addWidget(preview)

    assert _titles(preview) == ["认出的数据 0", "按原文保留 0", "不符之处 0", "去掉的残留 0"]


def test_what_contradicts_is_counted_as_it_is_once_the_report_is_taken(qtbot, pack: Pack) -> None:
    text = "一、家底\n全年支出100.00万元，其中：人员经费60.00万元，公用经费30.00万元。"

    preview = _preview(qtbot, pack, text)

    report = Report.in_memory(pack, entries=propose(pack, text).entries)
    review(report)
    told = [[f"✕ {ERROR}", one.finding.message] for one in standings(report)]
    assert len(told) == 1
    assert _rows(_table(preview, "不符之处")) == told
