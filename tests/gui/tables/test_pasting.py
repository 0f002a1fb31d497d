from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QTableWidget

from core.numbers.cleaning import clean
from gui.dialogs import paste_preview
from gui.tables.copying import Copied, as_html, as_tabs, on_clipboard
from gui.tables.pasting import MOST_COLUMNS, read_clipboard, read_html, read_tabs
from tests.gui.listings.person import CTRL, Key, clip, go, opened, press, texts, write

# As Excel writes seven rows of two columns: a style block, conditional comments, folded lines, a hidden row.
EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Excel 15">
<style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {mso-number-format:"\\#\\,\\#\\#0\\.00";} td {color:black;}--></style>
</head><body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=244 style='border-collapse:collapse'>
<!--StartFragment-->
 <col width=160 style='width:120pt'><col width=84 style='width:63pt'>
 <tr height=19><td height=19 width=160>河道清淤
  经费</td><td class=xl65 align=right x:num="116">116.00 </td></tr>
 <tr height=19><td>桥梁加固</td><td class=xl65 align=right>1,272.75</td></tr>
 <tr height=19><td>学校&nbsp;&amp;&nbsp;幼儿园</td><td align=right>１２.５万元</td></tr>
 <tr height=38><td>敬老院<br>
    维修</td><td align=right>40</td></tr>
 <tr height=19><td>卫生室</td><td align=right>（3.2）</td></tr>
 <tr height=19><td>灯会<span style='mso-spacerun:yes'>&nbsp; </span>布置</td><td>—</td></tr>
 <tr height=19><td>路灯</td><td align=right>5</td></tr>
 <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'><td width=160></td><td width=84></td></tr>
 <![endif]>
<!--EndFragment-->
</table></body></html>"""
# As WPS writes the same: upper-case attributes, fonts inside, no fragment comments.
WPS = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<style><!-- @font-face {font-family:"宋体"} .font1 {font-size:11.0pt;} --></style></head><body>
<table width="217.33" border="0" cellpadding="0" cellspacing="0" style='width:163.00pt;border-collapse:collapse;'>
<colgroup><col width="136" style="width:102.00pt;"/><col width="81.33"/></colgroup><tbody>
<tr height="18"><td class="et2" height="18" x:str><font class="font1">河道清淤 经费</font></td><td class="et3" x:num="116"> 116.00 </td></tr>
<tr><td x:str>桥梁加固</td><td x:num="1272.75">1,272.75</td></tr>
<tr><td x:str>学校 &amp; 幼儿园</td><td x:str>１２.５万元</td></tr>
<tr><td x:str>敬老院<br/>维修</td><td x:num>40</td></tr>
<tr><td x:str>卫生室</td><td x:str>（3.2）</td></tr>
<tr><td x:str>灯会&nbsp;&nbsp;布置</td><td x:str>—</td></tr>
<tr><td x:str>路灯</td><td x:num>5</td></tr></tbody></table></body></html>"""
NAMES = ["河道清淤 经费", "桥梁加固", "学校 & 幼儿园", "敬老院\n维修", "卫生室", "灯会  布置", "路灯"]
AMOUNTS = ["116.00", "1,272.75", "１２.５万元", "40", "（3.2）", "—", "5"]


def _yes(*_args: object) -> bool:
    return True


# -- reading ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("html", [EXCEL, WPS], ids=["Excel", "WPS"])
def test_seven_rows_of_two_columns_are_read_as_they_were_written(html: str) -> None:
    assert read_html(html) == [list(pair) for pair in zip(NAMES, AMOUNTS, strict=True)]


def test_merged_cells_cover_their_places() -> None:
    html = (
        "<table><tr><td rowspan=2>专项</td><td colspan='2'>合并</td></tr><tr><td>甲</td><td>1</td></tr>"
        "<tr><td>乙</td></tr></table>"
    )

    assert read_html(html) == [["专项", "合并", None], [None, "甲", "1"], ["乙", None, None]]


@pytest.mark.parametrize(
    ("html", "block"),
    [
        ("<p>没有表格</p>", []),
        ("<table><tr><td>一<table><tr><td>内</td></tr></table>尾</td></tr></table>", [["一内尾"]]),
        ("<table><tr><td>一</td></tr></table><table><tr><td>二</td></tr></table>", [["一"]]),
        ("<table><td>无行<td>无尾", [["无行", "无尾"]]),
        ("<table><tr><td><p>一</p><p>二</p></td></tr></table>", [["一\n二"]]),
        ("<table><tr><td colspan=999999999 rowspan=0x>宽</td></tr></table>", None),
    ],
)
def test_odd_tables_are_read_too(html: str, block: list[list[str]] | None) -> None:
    found = read_html(html)

    assert found == block if block is not None else len(found[0]) == MOST_COLUMNS


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("甲\t1\r\n乙\t2\r\n", [["甲", "1"], ["乙", "2"]]),
        ('"一\n二"\t"说""好"""\r\n', [["一\n二", '说"好"']]),
        ("甲\n乙\t2\n\n", [["甲", None], ["乙", "2"]]),
        ("", []),
        ("只有一格", [["只有一格"]]),
        ('他说"好"\t1', [['他说"好"', "1"]]),
        ('"没有关上', [["没有关上"]]),
    ],
)
def test_text_between_tabs_is_read_as_excel_quotes_it(text: str, block: list[list[str]]) -> None:
    assert read_tabs(text) == block


@given(st.text(max_size=200))
def test_whatever_is_on_the_clipboard_makes_a_block_of_one_width(text: str) -> None:
    for block in (read_html(text), read_html(f"<table><tr><td>{text}"), read_tabs(text)):
        assert len({len(row) for row in block}) <= 1


# -- writing and reading back -----------------------------------------------------------------------------

CELL = st.text(st.sampled_from('甲乙1.5,=-（"<&>\t\n 年{}'), max_size=12).map(clean)
BLOCK = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(CELL, min_size=wide, max_size=wide), min_size=1, max_size=4)
)


@given(BLOCK)
def test_what_is_copied_here_is_pasted_here_exactly(block: list[list[str]]) -> None:
    mime = on_clipboard([[Copied("显示", text, numeric=False) for text in row] for row in block])
    found = read_clipboard(mime)

    assert found.own
    assert found.block == block or (len(block) > 1 and found.block == block[:-1] and not any(block[-1]))


@given(BLOCK)
def test_a_spreadsheet_gets_the_same_cells_from_both_texts(block: list[list[str]]) -> None:
    expected = block[:-1] if len(block) > 1 and not any(block[-1]) else block
    expected = [] if expected == [[""]] else expected

    assert read_tabs(as_tabs(block)) == expected
    flat = [[text.replace("\t", " ") for text in row] for row in expected]
    read = read_html(as_html([[Copied(text, text, numeric=False) for text in row] for row in block]))
    assert read == flat


def test_numbers_are_copied_plain_and_texts_like_numbers_stay_texts() -> None:
    html = as_html(
        [[Copied("1,272.75", "1272.75", True), Copied("0012", "0012", False), Copied("甲", "甲", False)]]
    )

    assert "<td align=right>1272.75</td>" in html
    assert "<td style='mso-number-format:\"\\@\"'>0012</td>" in html
    assert "<td>甲</td>" in html


# -- in the table -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("html", [EXCEL, WPS], ids=["Excel", "WPS"])
def test_a_block_is_pasted_into_the_blank_row_in_one_step(qtbot, qtmodeltester, html: str) -> None:
    session, table = opened(qtbot, listing="简表")
    clip(html, "不看这个")
    steps = len(session.report.store.heads)

    press(Key.Key_V, CTRL)
    qtmodeltester.check(table.view.model())

    assert texts(table.view) == [name.replace("\n", " ") for name in NAMES]
    assert texts(table.view, 1) == ["116.00", "1272.75", "12.50", "40.00", "-3.20", "—", "5.00"]
    assert session.report.undo_label == "粘贴 7 行 × 2 列"
    assert len(session.report.store.heads) == steps + 1
    session.undo()
    qtmodeltester.check(table.view.model())
    assert texts(table.view) == []


def test_html_from_a_spreadsheet_lands_where_the_cursor_is(qtbot, monkeypatch) -> None:
    session, table = opened(qtbot, rows=2)
    monkeypatch.setattr(paste_preview, "confirm", lambda *_: pytest.fail("nothing to be asked"))
    clip("<table><tr><td>7</td></tr><tr><td>8</td></tr></table>", "不看这个")
    go(table.view, 1, 2)

    press(Key.Key_V, CTRL)

    assert texts(table.view, 2) == ["0.00", "7.00", "8.00"]
    assert session.report.undo_label == "粘贴 2 行 × 1 列"


def test_what_is_refused_is_shown_first_and_only_the_rest_is_pasted(qtbot, monkeypatch) -> None:
    _session, table = opened(qtbot)
    seen: list[object] = []
    monkeypatch.setattr(paste_preview, "confirm", lambda _parent, proposal: bool(seen.append(proposal)))
    clip(text="甲\t专项资金\t三斤多\n乙\t专项\t2")

    press(Key.Key_V, CTRL)
    assert [cell.text for cell in seen[0].refused] == ["三斤多", "专项"]
    assert texts(table.view) == []

    monkeypatch.setattr(paste_preview, "confirm", _yes)
    press(Key.Key_V, CTRL)
    assert (texts(table.view), texts(table.view, 1), texts(table.view, 2)) == (
        ["甲", "乙"], ["专项资金", ""], ["", "2.00"],
    )  # fmt: skip


def test_more_than_a_handful_is_not_overwritten_without_a_question(qtbot, monkeypatch) -> None:
    _, table = opened(qtbot, rows=6)
    go(table.view, 0, 0)
    monkeypatch.setattr(paste_preview, "confirm", lambda *_: False)
    clip(text="新\n" * 6)

    press(Key.Key_V, CTRL)

    assert texts(table.view)[0] == "第0项"


def test_what_was_left_out_is_told_below_the_table(qtbot) -> None:
    _, table = opened(qtbot)
    clip(text="名称\t类别\t金额（万元）\t倍\n甲\t专项资金\t1\t9")

    press(Key.Key_V, CTRL)

    note = table.findChild(QLabel, "清单!提示").text()
    assert "第一行与表头相同，没有粘贴" in note
    assert "倍 由公式算出，没有粘贴" in note
    assert texts(table.view, 3) == ["2.00"]


def test_one_copied_cell_fills_all_selected_ones(qtbot) -> None:
    _, table = opened(qtbot, rows=3)
    go(table.view, 0, 0)
    press(Key.Key_C, CTRL)
    table.view.select_block(1, 0, 2, 1)

    press(Key.Key_V, CTRL)

    assert texts(table.view) == ["第0项"] * 3


def test_own_cells_come_back_with_their_marks_and_line_ends(qtbot) -> None:
    session, table = opened(qtbot, rows=2)
    key = table.view.model().key_at(table.view.model().index(0, 6))
    session.set(key, "一\n共{清单合计}万元")
    go(table.view, 0, 6)
    press(Key.Key_C, CTRL)
    go(table.view, 1, 6)

    press(Key.Key_V, CTRL)

    assert session.report.entry(
        table.view.model().key_at(table.view.model().index(1, 6))
    ) == session.report.entry(key)
    go(table.view, 0, 6)
    press(Key.Key_X, CTRL)
    assert texts(table.view, 6) == ["", "一\n共1.00万元"]


def test_a_cell_pasted_while_typing_goes_into_the_editor_as_text(qtbot) -> None:
    _, table = opened(qtbot, rows=1)
    clip("<table><tr><td>5</td></tr></table>", "5\r\n")
    go(table.view, 0, 2)

    write("1")
    press(Key.Key_V, CTRL)
    press(Key.Key_Return)

    assert texts(table.view, 2) == ["15.00"]


# -- the preview ------------------------------------------------------------------------------------------


def test_the_preview_says_what_is_new_what_replaces_what_and_what_is_refused(qtbot, monkeypatch) -> None:
    _, table = opened(qtbot, rows=1)
    shown: list[object] = []
    monkeypatch.setattr(paste_preview, "confirm", lambda _parent, proposal: bool(shown.append(proposal)))
    clip(text="改\t专项资金\t三斤多\n乙\t其他项目\t2")
    go(table.view, 0, 0)
    press(Key.Key_V, CTRL)

    dialog = paste_preview.PastePreview(shown[0])
    qtbot.addWidget(dialog)

    preview = dialog.findChild(QTableWidget, "粘贴预览")
    assert preview.item(0, 0).text() == "第0项 → 改"
    assert preview.item(0, 2).text() == "✕ 三斤多"
    assert preview.item(1, 0).text() == "乙"
    assert "第 1 行 金额" in dialog.findChild(QListWidget, "没有读懂").item(0).text()
    words = dialog.findChild(QLabel, "粘贴说明").text()
    assert "写入 5 格，增加 1 行，替换已有内容 1 格，不能读 1 格" in words
    assert [b.text() for b in dialog.findChildren(QPushButton)] == ["粘贴能用的", "取消"]


def test_an_empty_clipboard_changes_nothing(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    clip()

    with qtbot.assertNotEmitted(session.changed):
        press(Key.Key_V, CTRL)

    assert read_clipboard(QMimeData()).block == []
    assert texts(table.view) == ["第0项"]
