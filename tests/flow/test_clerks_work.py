"""What a clerk does with a report, by keys alone and through real windows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPlainTextEdit, QTableView, QWidget

from core.export.formats import FORMATS
from core.intake.texts.source import read_source
from core.report.report import Report
from gui import ask
from gui.dialogs.new_report import NewReport
from gui.dialogs.paste_preview import PastePreview
from gui.panels.unfilled_page import KEY
from gui.window.files import Files
from tests.flow.conftest import SAMPLE
from tests.flow.test_first_window import imported
from tests.flow.typing_person import (
    CTRL,
    Key,
    clipboard,
    compose,
    findings,
    focus,
    go_to_section,
    press,
    retype,
    tab_to,
    write,
)

BODY = "章节[基本支出].正文"
FILLED = {
    "人员.编制数": "12",
    "人员.在职": "11",
    "基本支出.人员经费": "100.50",
    "基本支出.公用经费": "50.25",
    "专项资金.收入": "30",
    "专项资金.支出": "30",
}


def test_a_first_report_goes_from_an_empty_file_to_exported_documents(
    opened: Files, homely: Path, monkeypatch, in_dialog
) -> None:
    target = homely / "第一份"

    def begin(dialog: QWidget) -> None:
        assert isinstance(dialog, NewReport)
        write("青禾县水利局")
        press(Key.Key_Tab)
        retype("2023")
        retype(str(target))
        press(Key.Key_Return)

    in_dialog(begin)
    press(Key.Key_N, CTRL)
    assert opened.window.session is not None
    report = opened.window.session.report
    assert report.store.path == target.with_suffix(".jxzp")
    assert report.title == "青禾县水利局2023年度部门整体支出绩效自评报告"

    for _ in FILLED:
        press(Key.Key_U, CTRL)
        unfilled = opened.window.findChild(QListWidget, "unfilled")
        keys = [unfilled.item(n).data(KEY) for n in range(unfilled.count())]
        press(Key.Key_Home)
        press(Key.Key_Down, times=next(n for n, key in enumerate(keys) if key in FILLED))
        press(Key.Key_Return)
        retype(FILLED[focus().objectName()])
    assert {key: report.entry(key) for key in FILLED} == FILLED
    go_to_section(opened.window, "项目支出情况")
    tab_to("项目")
    for cell in ("水库除险加固", "专项资金", "30"):
        write(cell)
        press(Key.Key_Tab)
    assert [report.words(report.cell("项目.金额", row)) for row in report.rows("项目")] == ["30"]
    assert "专项资金分配各项合计" not in findings(opened.window)

    monkeypatch.setattr(ask, "which_folder", lambda *a, **k: homely / "交付")
    monkeypatch.setattr(ask, "choose", lambda *a, **k: 1)
    press(Key.Key_E, CTRL)
    title = "青禾县水利局2023年度部门整体支出绩效自评报告"
    whole = [each for each in FORMATS.values() if not each.forms_alone]
    assert {path.name for path in (homely / "交付").iterdir()} == {
        "清单.json",
        "附件1 部门整体支出绩效评价基础数据表（草稿）.xlsx",
        "附件2 部门整体支出绩效自评表（草稿）.xlsx",
        "附件3 项目支出绩效自评表（草稿）.xlsx",
        "附件4 部门整体支出绩效评价指标评分表（草稿）.xlsx",
        *(f"{title}{'（草稿）' if each.marks_draft else ''}.{each.ending}" for each in whole),
    }
    text = read_source(homely / "交付" / f"{title}.txt").text
    assert "人员经费100.50万元，占基本支出的66.67%" in text
    assert "水库除险加固30万元" in text
    assert json.loads((homely / "交付" / "清单.json").read_text("utf-8"))["草稿"] is True


def _rows_html(style: str, close: str) -> str:
    rows = [(f"第{n}号水闸维修", f"1,0{n}2.5{n}") for n in range(1, 8)]
    cells = "".join(
        f"<tr><td {style}>{name}</td><td {style} align=right>{sum_}{close}</td></tr>" for name, sum_ in rows
    )
    return f"<table border=0 cellpadding=0 cellspacing=0>{cells}</table>"


EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--td{mso-ignore:padding;}--></style></head>'
    f"<body><!--StartFragment-->{_rows_html('class=xl65', '')}<!--EndFragment--></body></html>"
)
WPS = (
    '<html><head><meta name=Generator content="WPS Spreadsheets"><style>.et2{color:#000}</style></head><body>'
    f"{_rows_html('class=et2 x:str', '　')}</body></html>"
)


@pytest.mark.parametrize("html", [EXCEL, WPS], ids=["Excel", "WPS"])
def test_a_block_from_a_spreadsheet_is_pasted_as_one_step(
    opened: Files, stored: Path, monkeypatch, html: str
) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    before = dict(report.store.entries)
    go_to_section(opened.window, "绩效情况")
    tab_to("业务数据")
    table = focus()
    assert isinstance(table, QTableView)
    press(Key.Key_End, CTRL)
    press(Key.Key_Home)

    clipboard("第1号水闸维修\t1,012.51\n", html)
    press(Key.Key_V, CTRL)

    rows = report.rows("业务数据")[-7:]
    assert [report.words(report.cell("业务数据.名称", r)) for r in rows] == [
        f"第{n}号水闸维修" for n in range(1, 8)
    ]
    assert [report.entry(report.cell("业务数据.数", r)) for r in rows] == [
        f"10{n}2.5{n}" for n in range(1, 8)
    ]
    press(Key.Key_Z, CTRL)
    assert report.store.entries == before


def test_what_a_paste_cannot_take_is_shown_first(opened: Files, stored: Path, monkeypatch, in_dialog) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    go_to_section(opened.window, "绩效情况")
    tab_to("业务数据")
    press(Key.Key_End, CTRL)
    press(Key.Key_Home)
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, PastePreview)
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        press(Key.Key_Escape)

    before = dict(report.store.entries)
    in_dialog(look)
    clipboard("新堤\t12.5\n旧堤\t若干\n")
    press(Key.Key_V, CTRL)

    assert any("1" in words for words in seen)
    assert report.store.entries == before


def test_a_finding_is_explained_and_asks_again_when_its_figures_turn(
    opened: Files, stored: Path, monkeypatch
) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    window = opened.window
    go_to_section(window, "基本情况")
    tab_to("人员.在职")
    retype("90")
    tab_to("人员.在职公务员")
    retype("51")
    assert "需说明（未说明）　在职超过编制" in findings(window)

    press(Key.Key_M, CTRL)
    assert isinstance(focus(), QPlainTextEdit)
    compose("junzhuan", "年内接收军转干部")
    press(Key.Key_Return, CTRL)
    assert "需说明（已说明）　在职超过编制" in findings(window)
    assert "年内接收军转干部" in (report.entry("说明!在职超过编制") or "")

    tab_to("人员.在职公务员")
    retype("52")
    tab_to("人员.在职")
    retype("91")
    assert "需说明（需重新确认）　在职超过编制" in findings(window)
    press(Key.Key_M, CTRL)
    words = "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "原为 90 → 现为 91" in words
    for _ in range(4):
        press(Key.Key_Tab)
        if "仍然适用" in focus().accessibleName():
            break
    press(Key.Key_Space)
    assert "需说明（已说明）　在职超过编制" in findings(window)
    press(Key.Key_Z, CTRL)
    assert "需说明（需重新确认）　在职超过编制" in findings(window)


def test_a_figure_is_linked_changed_and_unlinked(opened: Files, stored: Path, monkeypatch) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    before = report.entry(BODY) or ""
    go_to_section(opened.window, "基本支出情况")
    tab_to(BODY)
    press(Key.Key_End, CTRL)
    write("公用经费即210.80万")
    press(Key.Key_Tab)
    write("元。")
    press(Key.Key_S, CTRL)
    assert report.entry(BODY) == f"{before}公用经费即{{基本支出.公用经费}}万元。"

    press(Key.Key_Tab)
    tab_to("基本支出.公用经费")
    retype("211.90")
    editor = opened.window.findChild(QWidget, BODY)
    assert editor.toPlainText().endswith("公用经费即211.90万元。")

    tab_to(BODY)
    press(Key.Key_End, CTRL)
    press(Key.Key_Left, times=len("万元。"))
    press(Key.Key_K, CTRL)
    press(Key.Key_U)
    press(Key.Key_S, CTRL)
    assert report.entry(BODY) == f"{before}公用经费即211.90万元。"
    tab_to("基本支出.公用经费")
    retype("210.80")
    assert editor.toPlainText().endswith("公用经费即211.90万元。")
    press(Key.Key_Z, CTRL, times=2)
    assert report.entry(BODY) == f"{before}公用经费即{{基本支出.公用经费}}万元。"


def test_a_row_that_a_text_names_is_removed_and_comes_back(opened: Files, stored: Path, monkeypatch) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    row = report.rows("项目")[1]
    name = report.words(report.cell("项目.名称", row))
    go_to_section(opened.window, "项目支出情况")
    report.set("章节[项目支出].正文", f"其中{{项目[{row}].名称}}是重点。")
    asked: list[str] = []
    monkeypatch.setattr(ask, "decide", lambda _p, _t, words, *a, **k: asked.append(words) or True)

    tab_to("项目")
    press(Key.Key_Home, CTRL)
    press(Key.Key_Down)
    press(Key.Key_Minus, CTRL)

    assert "项目支出情况" in asked[0]
    assert row not in report.rows("项目")
    assert report.words("章节[项目支出].正文") == f"其中{name}是重点。"
    assert "引用已删除" in findings(opened.window)
    press(Key.Key_Z, CTRL)
    assert row in report.rows("项目")
    assert report.entry("章节[项目支出].正文") == f"其中{{项目[{row}].名称}}是重点。"
    assert "引用已删除" not in findings(opened.window)


def test_words_are_found_and_replaced_everywhere_as_one_step(
    qtbot, opened: Files, stored: Path, monkeypatch
) -> None:
    report = imported(opened, SAMPLE, monkeypatch)
    before = dict(report.store.entries)
    assert "股室" in report.words("章节[措施].正文") if "章节[措施].正文" in before else True

    press(Key.Key_H, CTRL)
    compose("gushi", "股室")
    press(Key.Key_Tab)
    write("科室")
    dialog = focus().window()
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)

    found = dialog.findChild(QLabel, "found")
    qtbot.waitUntil(lambda: "替换了" in found.text())
    assert not any("股室" in report.words(report.cell("章节.正文", r)) for r in report.rows("章节"))
    press(Key.Key_Escape)
    opened.window.activateWindow()
    QApplication.processEvents()
    press(Key.Key_Z, CTRL)
    assert report.store.entries == before


def test_the_whole_path_needs_no_mouse_between_the_areas(opened: Files, stored: Path, monkeypatch) -> None:
    report: Report = imported(opened, SAMPLE, monkeypatch)
    assert report.rows("章节")
    reached = set()
    for _ in range(8):
        press(Key.Key_F6)
        reached.add(focus().objectName())

    assert {"sections", "findings", "why"} <= reached
