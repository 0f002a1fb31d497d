from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt

from gui.listings.model import ListingModel
from gui.listings.table import ListingTable
from gui.session import Session


def _texts(model: ListingModel) -> list[list[str]]:
    return [
        [str(model.index(r, c).data()) for c in range(model.columnCount())]
        for r in range(model.rowCount() - 1)
    ]


def test_typing_in_the_blank_row_adds_one(qtmodeltester, session: Session) -> None:
    model = ListingModel(session, "采买")
    qtmodeltester.check(model)

    assert model.setData(model.index(0, 0), "大米")
    assert model.setData(model.index(0, 1), "3.5")

    assert _texts(model) == [["大米", "3.50", "7.00"]]
    assert model.rowCount() == 2
    qtmodeltester.check(model)


def test_rows_follow_undo_removal_and_moves(qtmodeltester, session: Session) -> None:
    model = ListingModel(session, "采买")
    for name in ("米", "面", "油"):
        session.add_row("采买", {"品名": name})
    assert [t[0] for t in _texts(model)] == ["米", "面", "油"]

    session.remove_row("采买", model.row_id(1))
    qtmodeltester.check(model)
    assert [t[0] for t in _texts(model)] == ["米", "油"]
    session.undo()
    qtmodeltester.check(model)
    assert [t[0] for t in _texts(model)] == ["米", "面", "油"]
    session.changed.emit(session.report.move_row("采买", model.row_id(2), before=model.row_id(0)))
    qtmodeltester.check(model)
    assert [t[0] for t in _texts(model)] == ["油", "米", "面"]


def test_a_computed_column_cannot_be_typed_in(session: Session) -> None:
    model = ListingModel(session, "采买")
    session.add_row("采买", {"品名": "米"})

    assert not model.flags(model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_nonsense_in_a_cell_is_refused_and_said_below_the_table(qtbot, session: Session) -> None:
    table = ListingTable(session, "采买")
    qtbot.addWidget(table)
    session.add_row("采买", {"品名": "米"})

    with qtbot.waitSignal(session.refused):
        assert not table.view.model().setData(table.view.model().index(0, 1), "三斤多")

    assert table.view.model().index(0, 1).data() == "三斤多"
    assert session.report.words(table.view.model().key_at(table.view.model().index(0, 1))) == ""


def test_none_can_be_ticked_only_for_an_empty_listing(qtbot, session: Session) -> None:
    table = ListingTable(session, "采买")
    qtbot.addWidget(table)
    session.tick_none("采买", True)
    assert session.report.graph.state.values["开支.合计"].get("") is None

    assert session.report.entry("采买!无") == "是"
    session.add_row("采买", {"品名": "米"})
    assert session.report.entry("采买!无") is None
    assert not session.tick_none("采买", True)


def test_an_index_is_found_by_its_key(session: Session) -> None:
    model = ListingModel(session, "采买")
    session.add_row("采买", {"品名": "米"})
    row = model.row_id(0)

    assert model.index_of(f"采买[{row}].金额") == model.index(0, 1)
    assert model.index_of("采买[nobody].金额") == QModelIndex()


def test_an_amount_shows_two_decimals_and_keeps_all_it_has(session: Session) -> None:
    model = ListingModel(session, "采买")
    model.setData(model.index(0, 0), "大米")
    model.setData(model.index(0, 1), "1272.751234")

    assert model.index(0, 1).data() == "1272.75"
    assert model.index(0, 1).data(Qt.ItemDataRole.EditRole) == "1272.751234"
    model.setData(model.index(0, 1), "不涉及")
    assert model.index(0, 1).data() == "不涉及"
