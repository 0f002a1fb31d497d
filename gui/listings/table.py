"""A listing as a table: its parts to choose from, 无 as a tick, sums, and the lists inside its rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from core.figures.definitions import Definition
from core.figures.keys import (
    NO_KEY,
    NONE_TICKED,
    Key,
    ListingKey,
    Row,
    outer_row,
    split_key,
    split_listing_key,
)
from core.report.change import Change
from core.report.names import row_name
from gui.listings.model import ListingModel
from gui.listings.parts import ListingParts
from gui.listings.sizes import ListingSizes
from gui.listings.view import ListingView
from gui.session import Session
from gui.tables import sums

_MOST_FITS = 3


class _Inner(NamedTuple):
    """The list of the row under the cursor, with its title."""

    title: QLabel
    table: ListingTable


class ListingTable(QWidget):
    """The table of one listing with all that belongs to it.

    `listing` may be a row's own: 项目[a3f].绩效指标. Such lists stand under the table, for the row under
    the cursor.
    """

    def __init__(self, session: Session, listing: ListingKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._listing = listing
        self._name = split_listing_key(listing)[0]
        self._inner: dict[ListingKey, _Inner] = {}
        self._fitting = self._again = False
        self.view = ListingView(session, listing)
        self._sizes = ListingSizes(self.view, self._model)
        self._sizes.set_all()
        self._parts = ListingParts(self._figures())
        self._parts.chosen.connect(self._on_part)
        self._running = sums.RunningSums(session.report, self._figures())
        self._none = QCheckBox("无")
        self._none.clicked.connect(self._tick)
        self._sums = QLabel()
        self._note = QLabel()
        self._refusal = QLabel()
        self._lay_out()
        self._name_parts()
        self._connect()
        self._follow()

    @property
    def _model(self) -> ListingModel:
        return self.view.model()

    def _figures(self) -> list[Definition]:
        return [self._model.figure(column) for column in range(self._model.columnCount())]

    def _lay_out(self) -> None:
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        for label, role in ((self._sums, "quiet"), (self._note, "quiet"), (self._refusal, "refusal")):
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.hide()
        for widget in (self._parts, self._none, self.view, self._refusal, self._note, self._sums):
            self._layout.addWidget(widget)
        for before, behind in pairwise([*self._parts.boxes, self._none, self.view]):
            QWidget.setTabOrder(before, behind)

    def _connect(self) -> None:
        view = self.view
        model = self._model
        view.moved.connect(self._on_moved)
        view.acts.noted.connect(self._on_noted)
        view.horizontalHeader().sectionResized.connect(self._fit)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        view.resized.connect(self._on_resized)
        view.shown.connect(self._fit)
        view.restyled.connect(self._on_restyled)
        for signal in (model.rowsInserted, model.rowsRemoved, model.layoutChanged, model.dataChanged):
            signal.connect(self._fit)
        model.modelReset.connect(self._on_reset)
        model.refusals_changed.connect(self._show_refusal)
        self._session.changed.connect(self._on_changed)
        self._session.refused.connect(self._on_refused)

    # -- what the application asks --------------------------------------------------------------------

    def show_cell(self, key: Key) -> bool:
        """Puts the focus on a cell, of a row's own list too; False where the listing has no such cell."""
        name, row_id = split_key(key)
        for inner in self._inner_names():
            if name == inner or name.startswith(f"{inner}."):
                return self._show_inner(inner, key, row_id)
        if key != self._listing and not self._model.index_of(key).isValid():
            self._show_all()
        index = self._model.index(0, 0) if key == self._listing else self._model.index_of(key)
        if index.isValid():
            self.view.show_index(index)
        return index.isValid() or (key == self._listing and not self._model.rowCount())

    def show_change(self, key: Key) -> bool:
        """Puts the focus on a cell or row that was changed; False where it is gone or not shown."""
        definitions = self._session.report.pack.definitions
        name, row_id = split_key(key)
        figure = definitions.figures.get(name)
        home = name if figure is None else figure.listing
        listing = definitions.listings.get(ListingKey(home or NO_KEY))
        report = self._session.report
        if listing is None or not row_id or not report.graph.state.rows.has(listing.key, row_id):
            return False
        return self.show_cell(report.cell(listing.columns[0], row_id) if figure is None else key)

    def _show_inner(self, inner: ListingKey, key: Key, row_id: Row) -> bool:
        depth = self._session.report.pack.definitions.depth(self._name)
        own = outer_row(row_id, depth)
        if own and not self._stand_on(own):
            return False
        if inner not in self._inner or self._inner[inner].table.isHidden():
            return False
        table = self._inner[inner].table
        return table.show_cell(key if own else table.view.model().listing)

    def _stand_on(self, row_id: Row) -> bool:
        """Puts the cursor on a row."""
        if row_id not in self._model.row_ids:
            self._show_all()
        if row_id not in self._model.row_ids:
            return False
        self.view.stand_on(self._model.index(self._model.row_of(row_id), 0))
        return True

    def commit(self) -> None:
        """Stores what is being typed in a cell."""
        self.view.commit()
        for inner in self._inner.values():
            inner.table.commit()

    def refused(self) -> list[Key]:
        """The keys of cells whose text was not taken and still stands there."""
        cells = [self._model.key_at(index) for index, _ in self._model.refusals()]
        own = [key or self._model.listing for key in cells]
        return own + [key for inner in self._inner.values() for key in inner.table.refused()]

    def key_to_fill(self) -> Key:
        """The cell under the cursor of the table that has the focus, "" where one line does not fill it."""
        for _, table in self._inner.values():
            focus = table.window().focusWidget()
            if focus is not None and table.isAncestorOf(focus):
                return table.key_to_fill()
        index = self.view.currentIndex()
        key = self._model.key_at(index) if index.isValid() else None
        figure = self._model.figure(index.column()) if index.isValid() else None
        fills = figure is not None and not figure.formula and not figure.kind.is_lines
        return key if key and fills else NO_KEY

    def show_listing(self, listing: ListingKey) -> None:
        """Shows the same list of another row."""
        if listing != self._listing:
            self._listing = listing  # first, for what is stored now asks for the same once more
            self.commit()
            self._model.show_listing(listing)
            self._name_parts()
            self._follow()

    def _name_parts(self) -> None:
        """Names by which tests, style and screen readers find the parts."""
        label = self._model.definition.label
        self.view.setObjectName(self._listing)
        self._none.setObjectName(self._listing + NONE_TICKED)
        self._none.setAccessibleName(f"{label} 无")
        self._none.setToolTip(f"没有{label}时勾选；勾选后合计为 0，文字写“无”")
        self._refusal.setObjectName(f"{self._listing}!拒绝")
        self._sums.setObjectName(f"{self._listing}!合计")
        self._note.setObjectName(f"{self._listing}!提示")

    # -- parts of the listing -------------------------------------------------------------------------

    @Slot()
    def _on_part(self) -> None:
        self.view.commit()
        self._model.show_only(self._parts.values())
        self._follow()

    def _show_all(self) -> None:
        """Takes the choice of a part back, so that every row can be shown."""
        if self._model.filters:
            self._parts.show_all()

    @Slot(bool)
    def _tick(self, ticked: bool) -> None:
        self._session.tick_none(self._listing, ticked)
        self._follow()

    # -- following ------------------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if any(key.startswith(self._name) for key in change.keys):
            self._note.hide()
            self._show_refusal()
            self._follow(change.keys)

    @Slot()
    def _on_reset(self) -> None:
        self.view.stand_on(self._model.index(0, 0))
        self._fit()

    @Slot()
    def _on_moved(self) -> None:
        self._follow_row()
        self._show_refusal()

    def _follow(self, keys: Iterable[Key] = ()) -> None:
        report = self._session.report
        model = self._model
        every = report.rows(self._listing)
        there = bool(every)
        live = any(report.graph.state.rows.is_live(self._name, row_id) for row_id in every)
        self._none.setChecked(report.entry(self._listing + NONE_TICKED) == "是")
        self._none.setEnabled(not model.read_only)
        self._none.setVisible(not live)
        self._parts.setVisible(self._parts.any_box and (there or bool(model.filters)))
        self._show_sums(keys)
        self._follow_row()
        self._fit()

    def _show_sums(self, keys: Iterable[Key] = ()) -> None:
        self._running.follow(self._model.row_ids, keys)
        words = self._running.words()
        self._sums.setText(words)
        self._sums.setVisible(bool(words))

    @Slot()
    def _on_scrolled(self) -> None:
        self._sizes.fit_visible()

    @Slot()
    def _on_resized(self) -> None:
        self._sizes.stretch()
        self._fit()

    @Slot()
    def _on_restyled(self) -> None:
        self._sizes.set_all()
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """As high as the rows; what a new height changes in the columns is answered once more."""
        self._again = True
        if self._fitting:
            return
        self._fitting = True
        for _ in range(_MOST_FITS):
            if self._again:
                self._again = False
                self.view.setFixedHeight(self._sizes.wanted_height())
                self._sizes.fit_visible()
        self._fitting = False

    # -- sentences ------------------------------------------------------------------------------------

    @Slot(str, str)
    def _on_refused(self, key: Key, reason: str) -> None:
        in_a_cell = any(refusal.reason == reason for _, refusal in self._model.refusals())
        if key == self._listing and not in_a_cell:
            self._refusal.setText(f"✕ {reason}")
            self._refusal.show()

    @Slot()
    def _show_refusal(self) -> None:
        """Why the cursor's cell was not taken, else the first that was not."""
        refusals = self._model.refusals()
        current = self.view.currentIndex()
        here = next((pair for pair in refusals if pair[0] == current), refusals[0] if refusals else None)
        if here is not None:
            index, refusal = here
            place = f"第 {index.row() + 1} 行 {self._model.figure(index.column()).label}："
            self._refusal.setText(f"✕ {place}{refusal.reason}")
        self._refusal.setVisible(here is not None)

    @Slot(str)
    def _on_noted(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))

    # -- the lists inside the row under the cursor ----------------------------------------------------

    def _inner_names(self) -> list[ListingKey]:
        listings = self._session.report.pack.definitions.listings.values()
        return [listing.key for listing in listings if listing.parent == self._name]

    def _follow_row(self) -> None:
        row_id = self._model.row_id(self.view.currentIndex().row())
        for name in self._inner_names():
            if row_id is not None:
                self._show_list(name, row_id)
            elif name in self._inner:
                inner = self._inner[name]
                inner.table.commit()
                inner.title.hide()
                inner.table.hide()

    def _show_list(self, name: ListingKey, row_id: Row) -> None:
        report = self._session.report
        key = report.graph.state.entries.listing_key(name, row_id)
        if name not in self._inner:
            self._inner[name] = self._make_inner(key)
        title, table = self._inner[name]
        table.show_listing(key)
        title.setText(f"{row_name(report, self._name, row_id)} 的 {table.view.model().definition.label}")
        title.show()
        table.show()

    def _make_inner(self, listing: ListingKey) -> _Inner:
        title = QLabel()
        table = ListingTable(self._session, listing)
        title.setProperty("role", "group")
        title.setBuddy(table)
        self._layout.addWidget(title)
        self._layout.addWidget(table)
        QWidget.setTabOrder(self.view, table.view)
        return _Inner(title, table)
