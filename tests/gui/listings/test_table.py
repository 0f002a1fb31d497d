from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QWidget

from core.report.report import Report
from gui import theme
from gui.listings.model import ListingModel
from gui.listings.table import ListingTable
from gui.session import Session
from tests.gui.listings.person import Key, go, listing_pack, opened, press, shown, texts, write

BODY = "章节[概况].正文"


def _part(table: ListingTable, value: str) -> None:
    box = table.findChild(QComboBox, "清单.类别!只看")
    box.setCurrentText(value)
    box.activated.emit(box.currentIndex())


# -- parts and sums ---------------------------------------------------------------------------------------


def test_a_part_of_the_listing_is_shown_with_its_sum_and_takes_new_rows(qtbot, qtmodeltester) -> None:
    session, table = opened(qtbot, rows=3)
    for number, kind in enumerate(("专项资金", "其他项目", "专项资金")):
        session.set(table.view.model().key_at(table.view.model().index(number, 1)), kind)
    sums = table.findChild(QLabel, "清单!合计")
    assert sums.text() == "共 3 行　金额 3 万元　倍 6.00 万元"

    _part(table, "专项资金")
    qtmodeltester.check(table.view.model())
    assert texts(table.view) == ["第0项", "第2项"]
    assert sums.text() == "共 2 行　金额 2 万元　倍 4.00 万元"
    go(table.view, 2, 0)
    table.view.setFocus()
    write("新的")
    press(Key.Key_Return)
    qtmodeltester.check(table.view.model())

    assert texts(table.view, 1) == ["专项资金"] * 3
    session.set(table.view.model().key_at(table.view.model().index(0, 1)), "其他项目")
    assert texts(table.view) == ["第2项", "新的"]
    _part(table, "全部")
    assert texts(table.view) == ["第0项", "第1项", "第2项", "新的"]


def test_going_to_a_cell_outside_the_part_shown_shows_all(qtbot) -> None:
    _session, table = opened(qtbot, rows=2)
    key = table.view.model().key_at(table.view.model().index(1, 2))
    _part(table, "专项资金")
    assert texts(table.view) == []

    assert table.show_cell(key)

    assert table.view.model().key_at(table.view.currentIndex()) == key
    assert not table.show_cell("清单[nobody].金额")
    assert not table.show_cell("单位.全称")


def test_selected_numbers_are_added_up_exactly(qtbot) -> None:
    session, table = opened(qtbot)
    for amount in ("116", "0.1", "0.2", "不涉及", ""):
        session.add_row("清单", {"名称": "项", "金额": amount})
    said: list[str] = []
    session.where.selection_changed.connect(said.append)

    table.view.select_block(0, 0, 6, 3)
    assert said[-1] == "合计 116.3　计数 3　平均 38.77"
    go(table.view, 0, 2)

    assert said[-1] == ""


# -- what a cell tells ------------------------------------------------------------------------------------


def test_a_cell_named_by_a_finding_tells_it_and_is_repainted_when_it_goes(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    model = table.view.model()
    cell = model.index(0, 2)
    session.set(model.key_at(cell), "116")

    assert model.state_at(0, 2).severity == "错误"
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        assert "第0项有116万元，超过 100" in cell.data(role)
    with qtbot.waitSignal(model.dataChanged):
        session.set(model.key_at(cell), "99")
    assert model.state_at(0, 2).severity == ""


def test_every_cell_says_its_column_value_and_unit(qtbot) -> None:
    _, table = opened(qtbot, rows=1)
    model = table.view.model()

    said = [model.index(0, n).data(Qt.ItemDataRole.AccessibleTextRole) for n in (0, 1, 2)]

    assert said == ["名称 第0项", "类别 未填", "金额 0.00 万元"]
    assert table.view.accessibleName() == "清单"


def test_every_widget_that_takes_the_focus_has_a_name(qtbot) -> None:
    _, table = opened(qtbot, rows=1)
    go(table.view, 0, 0)

    nameless = [
        widget
        for widget in table.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
    ]

    assert nameless == []


@pytest.fixture
def clothes(qapp) -> Iterator[QApplication]:
    """The application, whose style is put back."""
    font = qapp.font()
    palette = qapp.palette()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)


def test_colours_are_asked_for_when_they_are_shown(qtbot, clothes) -> None:
    _, table = opened(qtbot, rows=1)
    computed = table.view.model().index(0, 3)
    theme.apply(clothes, theme.DARK)
    dark = computed.data(Qt.ItemDataRole.BackgroundRole)
    theme.apply(clothes, theme.LIGHT)

    assert dark != computed.data(Qt.ItemDataRole.BackgroundRole)


def test_rows_and_columns_grow_with_the_size_of_type(qtbot, clothes) -> None:
    theme.apply(clothes)
    _, table = opened(qtbot, rows=2)
    before = (table.view.rowHeight(0), table.view.columnWidth(2), table.view.height())

    theme.apply(clothes, size="特大")

    after = (table.view.rowHeight(0), table.view.columnWidth(2), table.view.height())
    assert all(large > small for large, small in zip(after, before, strict=True))


def test_the_cursor_s_key_is_told_and_the_listing_s_in_the_blank_row(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    entered: list[str] = []
    session.where.moved.connect(entered.append)

    go(table.view, 0, 2)
    go(table.view, 1, 2)

    assert entered == [f"清单[{session.report.rows('清单')[0]}].金额", "清单"]


# -- the whole --------------------------------------------------------------------------------------------


def test_commit_stores_an_open_cell(qtbot) -> None:
    _, table = opened(qtbot, rows=1)
    go(table.view, 0, 0)
    write("改了")

    table.commit()

    assert texts(table.view) == ["改了"]
    assert table.view.editor() is None


def test_what_is_being_typed_is_not_overwritten_when_the_report_changes(qtbot) -> None:
    session, table = opened(qtbot, rows=1)
    go(table.view, 0, 0)
    write("正在写")

    session.set(table.view.model().key_at(table.view.model().index(0, 0)), "别处改的")
    press(Key.Key_Return)

    assert texts(table.view) == ["正在写"]


def test_the_tick_of_none_is_there_while_nothing_is(qtbot) -> None:
    session, table = opened(qtbot)
    tick = table.findChild(QCheckBox, "清单!无")
    tick.click()
    assert session.report.entry("清单!无") == "是"
    assert session.report.words("清单合计") == "0.00"

    write("甲")
    press(Key.Key_Return)

    assert not tick.isVisible()
    assert session.report.entry("清单!无") is None


def test_a_read_only_report_is_only_looked_at(qtbot, tmp_path) -> None:
    path = tmp_path / "看.jxzp"
    report = Report.create(path, listing_pack(), who="甲")
    report.add_row("清单", cells={"名称": "甲", "金额": "1"})
    report.close()
    session = Session(Report.open(path, who="乙", read_only=True))
    table = shown(qtbot, session)

    with qtbot.assertNotEmitted(session.changed):
        write("改")
        for key in (Key.Key_F2, Key.Key_Delete, Key.Key_Insert):
            press(key)

    model = table.view.model()
    assert model.rowCount() == 1
    assert not any(
        model.flags(model.index(0, n)) & Qt.ItemFlag.ItemIsEditable for n in range(model.columnCount())
    )
    assert not any(a.isEnabled() for a in table.view.acts.menu().actions() if a.objectName() == "paste")
    session.report.close()


def test_the_table_is_as_high_as_its_rows_up_to_twelve(qtbot) -> None:
    session, table = opened(qtbot, rows=2)
    low = table.view.height()
    session.add_row("清单", {"名称": "又一项"})
    assert table.view.height() == low + table.view.rowHeight(0)

    for number in range(20):
        session.add_row("清单", {"名称": f"{number}"})

    assert 12 * table.view.rowHeight(0) < table.view.height() < 14 * table.view.rowHeight(0)


def test_rows_come_go_and_move_with_exact_signals(qtbot, qtmodeltester) -> None:
    session, _table = opened(qtbot, rows=5)
    model = ListingModel(session, "清单")
    qtmodeltester.check(model)
    rows = session.report.rows("清单")

    for act in (
        lambda report: report.remove_rows("清单", [rows[0], rows[2], rows[3]]),
        Report.undo,
        lambda report: report.move_rows("清单", [rows[4], rows[1]], before=rows[0]),
        lambda report: report.sort("清单", "清单.金额", descending=True),
        lambda report: report.add_row("清单", cells={"名称": "前"}, before=rows[4]),
        Report.undo,
        Report.undo,
        Report.redo,
    ):
        assert session.do("", act)
        qtmodeltester.check(model)
        assert model.row_ids == session.report.rows("清单")
        assert [model.row_of(row_id) for row_id in model.row_ids] == list(range(len(model.row_ids)))


def test_a_model_of_ten_thousand_rows_repaints_only_the_cells_that_changed(qapp) -> None:
    entries = listing_pack().first_entries()
    for number in range(10_000):
        entries[f"清单[{number:05x}]!序"] = f"{(number + 1) * 1000:08d}"
        entries[f"清单[{number:05x}].金额"] = "1"
    session = Session(Report.in_memory(listing_pack(), entries=entries))
    model = ListingModel(session, "清单")
    painted: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: painted.append((first.row(), last.row())))

    session.set("清单[01388].金额", "2")

    assert set(painted) == {(5000, 5000)}
    assert model.index_of("清单[01388].金额") == model.index(5000, 2)
