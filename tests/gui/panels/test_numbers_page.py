"""数字依据: which numbers nothing supports, where they stand, and what is given for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTreeWidget

from core.document.review import unsupported
from core.report.proofs import Evidence, evidence_key
from gui import ask
from gui.dialogs.evidence import EvidenceDialog
from gui.panels.findings_panel import FindingsPanel
from gui.panels.numbers_page import NumbersPage
from gui.session import Session
from tests.gui.texts.people import BODY, text_session

TEXT = "基本支出{支出.总额}万元。𠮷祥村在岗30人，其中：男18人，女12人。培训480人，另有设备7台。"


@pytest.fixture
def session(qapp) -> Session:
    return text_session(TEXT)


@pytest.fixture
def page(qtbot, session: Session) -> NumbersPage:
    made = NumbersPage(session)
    qtbot.addWidget(made)
    made.show()
    return made


def _table(page: NumbersPage) -> QTreeWidget:
    table = page.findChild(QTreeWidget, "numbers")
    assert table is not None
    return table


def _rows(page: NumbersPage) -> list[list[str]]:
    table = _table(page)
    items = [table.topLevelItem(n) for n in range(table.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items]


def _said(page: NumbersPage) -> str:
    return page.findChildren(QLabel)[1].text()


def _choose(page: NumbersPage, row: int) -> None:
    _table(page).setCurrentItem(_table(page).topLevelItem(row))


def _giving(monkeypatch, *lines: str, accept: bool = True) -> list[EvidenceDialog]:
    """Lets a person fill the next dialogs; gives those that were opened."""
    opened: list[EvidenceDialog] = []

    def fill(dialog: EvidenceDialog) -> EvidenceDialog.DialogCode:
        opened.append(dialog)
        for name, text in zip(("材料名称", "文号", "文件"), lines, strict=False):
            dialog.findChild(QLineEdit, f"佐证:{name}").setText(text)
        return EvidenceDialog.DialogCode.Accepted if accept else EvidenceDialog.DialogCode.Rejected

    monkeypatch.setattr(EvidenceDialog, "exec", fill)
    return opened


def test_the_numbers_that_nothing_supports_are_listed_with_their_sentences(page: NumbersPage) -> None:
    assert _rows(page) == [
        ["480人", "培训480人，另有设备7台", "基本支出情况 正文", "（按 F2 填写）"],
        ["7台", "培训480人，另有设备7台", "基本支出情况 正文", "（按 F2 填写）"],
    ]
    assert _said(page).startswith("正文里共 6 个数字：与数据相连 1 个，参加了核对 3 个，没有依据 2 个。")


def test_a_text_without_numbers_is_told_so(qtbot) -> None:
    page = NumbersPage(text_session("没有数。"))
    qtbot.addWidget(page)
    page.show()

    assert _said(page) == "正文里还没有数字。"
    assert _rows(page) == []


def test_the_list_follows_the_words_while_it_is_seen(page: NumbersPage, session: Session) -> None:
    session.set(BODY, TEXT.replace("480人，另有", "另有").replace("7台", "9台"))

    assert [row[0] for row in _rows(page)] == ["9台"]


def test_enter_asks_for_the_words(qtbot, page: NumbersPage, session: Session) -> None:
    _choose(page, 1)

    with qtbot.waitSignal(session.where.words_requested) as asked:
        QTest.keyClick(_table(page), Qt.Key.Key_Return)

    key, start, end = asked.args
    assert key == BODY
    assert session.report.words(key)[start:end] == "7台"


def test_f2_asks_for_evidence_which_is_shown_and_undone(
    page: NumbersPage, session: Session, monkeypatch
) -> None:
    opened = _giving(monkeypatch, " 签到册\n", "青农〔2023〕5号", "签到册.pdf")
    steps = len(session.report.store.heads)
    _choose(page, 0)

    QTest.keyClick(_table(page), Qt.Key.Key_F2)

    assert opened[0].windowTitle() == "480人 的佐证材料"
    assert _rows(page)[0][3] == "签到册　青农〔2023〕5号　签到册.pdf"
    assert "其中 1 个已有佐证材料" in _said(page)
    assert [one.number for one in unsupported(session.report)] == ["7台"]
    assert len(session.report.store.heads) == steps + 1
    assert session.report.undo_label == "480人 的佐证材料"
    session.undo()
    assert _rows(page)[0][3] == "（按 F2 填写）"
    assert "已有佐证材料" not in _said(page)


def test_the_chosen_number_stays_chosen(page: NumbersPage, monkeypatch) -> None:
    _giving(monkeypatch, "台账")
    _choose(page, 1)

    QTest.keyClick(_table(page), Qt.Key.Key_F2)

    assert _table(page).currentItem().text(0) == "7台"
    assert [row[3] for row in _rows(page)] == ["（按 F2 填写）", "台账"]


def test_evidence_is_shown_again_and_blank_lines_take_it_away(
    page: NumbersPage, session: Session, monkeypatch
) -> None:
    (first, _) = session.report.proofs.loose
    session.enter({evidence_key(first.identity): Evidence("签到册").stored()}, "佐证")
    opened = _giving(monkeypatch, "", "", "")
    _choose(page, 0)
    stands: list[str] = []
    fill = EvidenceDialog.exec
    monkeypatch.setattr(
        EvidenceDialog, "exec", lambda dialog: stands.append(dialog.evidence.name) or fill(dialog)
    )

    QTest.keyClick(_table(page), Qt.Key.Key_F2)

    assert len(opened) == 1
    assert stands == ["签到册"]
    assert session.report.entry(evidence_key(first.identity)) is None
    assert _rows(page)[0][3] == "（按 F2 填写）"


def test_a_dialog_that_is_left_changes_nothing(page: NumbersPage, session: Session, monkeypatch) -> None:
    _giving(monkeypatch, "签到册", accept=False)
    before = dict(session.report.store.entries)

    page.give_evidence()

    assert session.report.store.entries == before


def test_a_double_click_on_the_evidence_only_asks_for_it(
    qtbot, page: NumbersPage, session: Session, monkeypatch
) -> None:
    opened = _giving(monkeypatch, accept=False)
    page.resize(1000, 400)
    table = _table(page)
    place = table.visualItemRect(table.topLevelItem(0)).center()
    place.setX(table.header().sectionViewportPosition(3) + 20)

    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.assertNotEmitted(session.where.words_requested):
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert len(opened) == 1


def test_a_chosen_file_is_named_and_names_the_material(qtbot, session: Session, monkeypatch) -> None:
    session.read_sentences()
    dialog = EvidenceDialog(session.report.proofs.loose[0], Evidence())
    qtbot.addWidget(dialog)
    monkeypatch.setattr(ask, "which_file", lambda *a: Path("/某处/签到册.pdf"))

    (choose,) = [one for one in dialog.findChildren(QPushButton) if "选择" in one.text()]
    choose.click()

    assert dialog.evidence == Evidence("签到册", "", "签到册.pdf")


# -- the findings beside the page ----------------------------------------------------------------------

WRONG = "全年支出100.00万元，其中：人员经费60.00万元，公用经费30.00万元。"


@pytest.fixture
def wrong() -> Session:
    return text_session(f"𠮷祥村{{支出.总额}}万元。{WRONG}")


@pytest.fixture
def panel(qtbot, wrong: Session) -> FindingsPanel:
    made = FindingsPanel(wrong)
    qtbot.addWidget(made)
    made.show()
    wrong.read_sentences()
    return made


def test_enter_on_a_finding_of_a_sentence_asks_for_its_words(
    qtbot, panel: FindingsPanel, wrong: Session
) -> None:
    (standing,) = wrong.standings
    panel.show_finding(standing.finding.identity)
    wanted: list[tuple[str, int, int]] = []
    wrong.where.words_requested.connect(lambda *place: wanted.append(place))

    with qtbot.assertNotEmitted(wrong.where.go_requested):
        QTest.keyClick(panel.sentences, Qt.Key.Key_Return)
        panel.step(1)

    ((key, start, end), again) = wanted
    assert (key, start, end) == again
    assert key == BODY
    said = f"𠮷祥村1272.75万元。{WRONG}"
    assert said[start:end] == WRONG[4:-1]


def test_the_menu_of_a_finding_sets_it_aside(panel: FindingsPanel, wrong: Session) -> None:
    (standing,) = wrong.standings
    panel.show_finding(standing.finding.identity)
    actions = panel.menu_of(panel.sentences.currentItem()).actions()
    (aside,) = [action for action in actions if "误报" in action.text()]
    assert aside.isEnabled()

    aside.trigger()

    assert wrong.standings == []
    assert panel.findChild(QLabel, "verdict").text().startswith("✓")


def test_a_finding_of_a_rule_cannot_be_set_aside(qtbot) -> None:
    rule = "人员不多: {级别: 错误, 条件: 支出.人员 ≤ 50, 提示: '人员经费 {支出.人员} 万元'}\n"
    panel = FindingsPanel(text_session("没有数。", rules=rule))
    qtbot.addWidget(panel)
    panel.show_finding("人员不多")

    actions = panel.menu_of(panel.sentences.currentItem()).actions()

    assert [action.text() for action in actions if not action.isEnabled()] == ["不是问题（误报）(&X)"]
