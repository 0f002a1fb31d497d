"""A section's page: blocks in their order, places found, room used."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.cell_blocks import pasted, proposed
from core.report.report import Report
from gui import theme
from gui.listings.table import ListingTable
from gui.pages.section_page import SectionPage
from gui.session import Session
from tests.gui.conftest import FILES


@pytest.fixture
def page(qtbot, session: Session) -> SectionPage:
    page = SectionPage(session, "花销")
    page.resize(1000, 700)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


def _place(page: SectionPage, key: str) -> QPoint:
    return page.findChild(QWidget, key).mapTo(page.widget(), QPoint(0, 0))


def test_every_place_of_the_section_is_found(page: SectionPage, session: Session) -> None:
    session.add_row("采买", {"品名": "米", "金额": "3"})
    row = session.report.rows("采买")[0]

    for key in ("开支.水电", "开支.合计", f"采买[{row}].金额", "采买", "章节[花销].正文"):
        assert page.show_key(key), key
    assert not page.show_key("本院.名称")


def test_fields_stand_in_two_columns_and_in_one_where_there_is_no_room(qtbot, page: SectionPage) -> None:
    assert _place(page, "开支.伙食").y() == _place(page, "开支.水电").y()

    page.resize(430, 700)

    qtbot.waitUntil(lambda: _place(page, "开支.伙食").y() < _place(page, "开支.水电").y())
    assert _place(page, "开支.伙食").x() == _place(page, "开支.水电").x()


def test_the_unit_shared_by_all_amounts_stands_in_the_blocks_head(page: SectionPage) -> None:
    said = [label.text() for label in page.findChildren(QLabel)]

    assert "单位：万元" in said
    assert "万元" not in said


def test_the_page_begins_at_its_first_input(qtbot, page: SectionPage) -> None:
    page.activateWindow()
    page.focus_again()

    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.findChild(QWidget, "开支.伙食"))


def test_a_field_named_by_a_finding_bears_its_mark(page: SectionPage, session: Session) -> None:
    session.set("开支.伙食", "5")
    session.add_row("采买", {"品名": "米", "金额": "3"})

    mark = page.findChild(QLabel, "开支.伙食!标记")
    assert mark.text() == "✕"
    assert "采买合计 3" in mark.toolTip()
    session.set("开支.伙食", "3")
    assert mark.text() == ""


def test_last_years_figure_stands_grey_in_the_empty_field(qtbot, pack: Pack, qapp) -> None:
    session = Session(Report.in_memory(pack, entries={"去年!开支.伙食": "12.50"}))
    page = SectionPage(session, "花销")
    qtbot.addWidget(page)

    assert page.findChild(QWidget, "开支.伙食").placeholderText() == "去年 12.50"


def test_what_no_section_shows_stands_on_a_page_of_its_own(qtbot, session: Session) -> None:
    page = SectionPage(session, "")
    qtbot.addWidget(page)

    assert page.findChild(QWidget, "本院.名称") is not None
    assert page.findChild(QLabel, "heading").text() == "其他数据"


def test_what_is_not_listed_has_no_field_and_no_column(qtbot, qapp) -> None:
    figures = FILES["figures.yaml"].replace("水电: {类型: 金额}", "水电: {类型: 金额, 列出: 否}")
    figures = figures.replace("金额: {类型: 金额}\n    倍", "金额: {类型: 金额, 列出: 否}\n    倍")
    pack = read_pack({n: t.encode() for n, t in (FILES | {"figures.yaml": figures}).items()})
    session = Session(Report.in_memory(pack))
    page = SectionPage(session, "花销")
    qtbot.addWidget(page)

    assert page.findChild(QWidget, "开支.伙食") is not None
    assert page.findChild(QWidget, "开支.水电") is None
    model = page.findChildren(ListingTable)[0].view.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads == ["品名", "倍数（万元）"]
    pasted(session.report, proposed(session.report, "采买", [["米", "9"]], rows=[], at=0, column=0))
    row = session.report.rows("采买")[0]
    assert session.report.words(session.report.cell("采买.品名", row)) == "米"
    assert session.report.words(session.report.cell("采买.金额", row)) == ""


def test_a_limit_of_characters_is_shown_with_the_text(qtbot, qapp) -> None:
    sections = FILES["sections.yaml"] + "  字数上限: 10\n"
    pack = read_pack({n: t.encode() for n, t in (FILES | {"sections.yaml": sections}).items()})
    session = Session(Report.in_memory(pack))
    page = SectionPage(session, "花销")
    qtbot.addWidget(page)

    said = " ".join(label.text() for label in page.findChildren(QLabel))

    assert "/ 10 字" in said


@pytest.mark.parametrize("scheme", list(theme.SCHEMES))
def test_words_stand_out_from_what_is_behind_them_in_every_set_of_colours(scheme: str) -> None:
    names = theme.SCHEMES[scheme]._asdict()

    for word in ("ink", "second", "accent", "error", "explain", "good"):
        for ground in ("window", "paper", "computed"):
            assert _contrast(names[word], names[ground]) >= 4.5, (word, ground)
    for ground in ("chip", "paper"):
        assert _contrast(names["ink"], names[ground]) >= 7, ground
    assert _contrast(names["on"], names["accent"]) >= 4.5


def _contrast(ink: str, ground: str) -> float:
    """The ratio of luminances as WCAG 2 defines it."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("state", "says"), [("写明", ""), ("不列", "不印出来"), ("无", "纸上只印“没有”")])
def test_a_section_that_is_not_printed_says_so_where_it_is_written(qtbot, state: str, says: str) -> None:
    sections = FILES["sections.yaml"] + "\n另外: {标题: 另外的事, 无时: 没有}\n"
    pack = read_pack({name: text.encode() for name, text in (FILES | {"sections.yaml": sections}).items()})
    session = Session(Report.in_memory(pack))
    page = SectionPage(session, "另外")
    qtbot.addWidget(page)
    page.show()
    notice = page.findChild(QLabel, "unprinted")
    assert notice.isHidden()

    session.set("章节[另外].状态", state)

    assert notice.isHidden() == (not says)
    assert says in notice.text()
