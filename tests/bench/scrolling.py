"""How long a frame takes while paging through a table of 10,000 rows, and an edit in it with its repaint."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.report.report import Report
from gui.listings.table import ListingTable
from gui.session import Session
from tests.bench.big import ROWS, big_entries, big_pack
from tests.bench.dressed import application
from tests.bench.timing import Measure, measured, seconds

FRAME = 16.0
"""Milliseconds after which scrolling is seen to stutter."""


def scrolling() -> Measure:
    """The worst frame of paging through all rows, with an edit and its repaint beside it."""
    pack = big_pack()
    session = Session(Report.in_memory(pack, entries=big_entries(pack)))
    application()
    table = ListingTable(session, "明细")
    table.resize(940, 720)
    table.show()
    QApplication.processEvents()
    frames = _pages(table)
    edit = measured(_edits(table, session), "ms", 50.0)
    paging = measured(frames, "ms", FRAME)
    beside = {
        "median_frame": paging.value,
        "p95": paging.more["p95"],
        "edit": edit.value,
        "edit_p95": edit.more["p95"],
    }
    session.report.close()
    table.deleteLater()
    return Measure(max(frames) * 1000, "ms", FRAME, beside | {"frames": len(frames)})


def _pages(table: ListingTable) -> list[float]:
    """Page by page to the end: the key, and the paint it causes."""
    view = table.view
    view.setFocus()

    def page() -> None:
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        view.viewport().repaint()

    for _ in range(5):
        page()
    return [seconds(page) for _ in range(ROWS // 12)]


def _edits(table: ListingTable, session: Session) -> list[float]:
    """A number entered in a row in sight, recalculated and painted."""
    view = table.view
    chance = random.Random(4)
    times = []
    for _ in range(60):
        row = chance.randrange(ROWS)
        view.stand_on(view.model().index(row, 1))
        view.viewport().repaint()
        text = str(chance.randrange(100, 90_000) / 100)

        def enter(row: int = row, text: str = text) -> None:
            view.model().setData(view.model().index(row, 1), text)
            view.viewport().repaint()

        times.append(seconds(enter))
    return times
