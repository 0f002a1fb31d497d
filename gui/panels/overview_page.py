"""概览: one page of bars that shows how far the report is and what its figures look like."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.figures.keys import Key, Row
from core.report.change import Change
from core.report.overview import PROGRESS, overview
from core.report.progress import Progress
from gui.session import Session
from gui.widgets.bars import Bars

_LEAST = 340
"""Pixels under which two charts do not stand side by side."""


class OverviewPage(QScrollArea):
    """The charts of the report; a bar leads to its section or figure."""

    def __init__(
        self, session: Session, standing: Callable[[], Mapping[Row, Progress]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._standing = standing
        self._bars: dict[str, Bars] = {}
        page = QWidget()
        page.setObjectName("page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 16, 24, 24)
        heading = QLabel("概览")
        heading.setObjectName("heading")
        quiet = QLabel("点一条就到那个数。Ctrl+C 复制图和数，可以粘贴到 Word 或 Excel。")
        quiet.setProperty("role", "quiet")
        quiet.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        layout.addWidget(heading)
        layout.addWidget(quiet)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        session.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    @Slot(object)
    def _on_changed(self, _change: Change) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        """The charts as the report stands now; a chart that is there stays, with its focus."""
        charts = overview(self._session.report, self._standing())
        titles = [chart.title for chart in charts]
        for gone in [title for title in self._bars if title not in titles]:
            self._bars.pop(gone).deleteLater()
        across = 2 if self.viewport().width() >= 2 * _LEAST else 1
        for number, chart in enumerate(charts):
            bars = self._bars.get(chart.title)
            if bars is None:
                bars = self._bars[chart.title] = Bars(chart)
                bars.chosen.connect(lambda place, title=chart.title: self._go(title, place))
            else:
                bars.show_chart(chart)
            self._grid.addWidget(bars, number // across, number % across, Qt.AlignmentFlag.AlignTop)
        if charts and self.focusProxy() is None:
            self.setFocusProxy(self._bars[charts[0].title])

    def _go(self, title: str, place: str) -> None:
        if title == PROGRESS:
            self._session.where.page_requested.emit(place)
        else:
            self._session.where.go_requested.emit((Key(place),))
