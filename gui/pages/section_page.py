"""The page of one section: its state, its figures, its listings, its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.figures.definitions import Definition
from core.figures.keys import NO_KEY, Key, ListingKey, Row, split_key
from core.pack.sections import BODY, HEADING, LEFT_OUT, NONE, STATE
from core.report.change import Change
from core.report.names import section_name
from core.report.progress import blocks_elsewhere, is_written
from gui.pages.field_grid import FieldGrid
from gui.pages.field_row import FieldRow
from gui.pages.figure_field import ChoiceField, FigureField
from gui.pages.report_page import ReportPage
from gui.session import Session

if TYPE_CHECKING:
    from gui.listings.table import ListingTable
    from gui.texts.text_block import TextBlock

WIDEST = 68
"""Characters across a page: 960 px at the usual size of type."""
_UNPRINTED = {
    LEFT_OUT: "本节不列：写在这里的话不印出来。要印，请把右上角的“本节”改成“写明”。",
    NONE: "本节为“无”：纸上只印“{}”，写在这里的话不印出来。要印，请把右上角的“本节”改成“写明”。",
}


class SectionPage(ReportPage, QScrollArea):
    """One column of blocks.

    `row` names the section; "" is the page of what no section shows.
    """

    zoomed = Signal(float)

    def __init__(self, session: Session, row: Row, zoom: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._row = row
        self._zoom = zoom
        self._fields: dict[Key, FieldRow] = {}
        self._tables: dict[ListingKey, ListingTable] = {}
        self._inputs: list[QWidget] = []
        self._state: QWidget | None = None
        self._last = NO_KEY
        self.text: TextBlock | None = None
        page = _Page()
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(24, 16, 24, 24)
        self._layout.setSpacing(8)
        self._head()
        for block in self._blocks():
            self._block(block)
        if is_written(session.report, row):
            self._body()
        self._layout.addStretch(1)
        self.setWidget(page)
        if self._inputs and self._state is not None:
            QWidget.setTabOrder(_focused(self._inputs[-1]), self._state)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        session.changed.connect(self._on_changed)
        session.where.moved.connect(self._on_moved)

    def _blocks(self) -> tuple[str, ...]:
        if not self._row:
            return blocks_elsewhere(self._session.report.pack)
        section = self._session.report.pack.sections.get(self._row)
        return section.blocks if section else ()

    # -- going to a place -----------------------------------------------------------------------------

    def show_key(self, key: Key) -> bool:
        """Puts the focus on a figure, a cell, or the text that is, or shows, a key."""
        name, _ = split_key(key)
        if key in self._fields:
            self._fields[key].field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self._fields[key])
            return True
        for listing, table in self._tables.items():
            if (name == listing or name.startswith(f"{listing}.")) and table.show_cell(key):
                self.ensureWidgetVisible(table)
                return True
        report = self._session.report
        if self.text is not None and key in (self._body_key, report.cell(STATE, self._row)):
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.text)
            return True
        return False

    def show_change(self, keys: Sequence[Key]) -> bool:
        """Goes to what was changed where it stands on this page; where its row is gone everything stays."""
        here = [key for key in keys if self._holds(key)]
        if self._session.where.key not in here:
            next(filter(self._show_changed, here), None)
        return bool(here)

    def _holds(self, key: Key) -> bool:
        name = split_key(key)[0]
        listed = any(name == listing or name.startswith(f"{listing}.") for listing in self._tables)
        return listed or key in self._fields or (bool(self._row) and key == self._body_key)

    def _show_changed(self, key: Key) -> bool:
        if self.text is not None and key == self._body_key and self.text.editor.hasFocus():
            return True  # the caret is where the text was changed
        if key in self._fields or (bool(self._row) and key == self._body_key):
            return self.show_key(key)
        return any(table.show_change(key) for table in self._tables.values())

    @property
    def _body_key(self) -> Key:
        return self._session.report.cell(BODY, self._row)

    def set_zoom(self, zoom: float) -> None:
        """Shows the text at another size."""
        if self.text is not None:
            self.text.editor.set_zoom(zoom)

    def select_words(self, key: Key, start: int, end: int) -> None:
        """Selects characters of the section's text, or of a field."""
        if self.text is not None and key == self._body_key:
            self.text.editor.select_words(start, end)
        elif key in self._fields and isinstance(field := self._fields[key].field, FigureField):
            field.setSelection(start, end - start)

    def show_words(self, key: Key, start: int, end: int) -> None:
        """Shows characters of the section's text, or of a field, with the caret before them."""
        if self.text is not None and key == self._body_key:
            self.text.editor.show_words(start, end)
        elif key in self._fields and isinstance(field := self._fields[key].field, FigureField):
            field.setCursorPosition(start)

    @property
    def last_stop(self) -> QWidget | None:
        """The section's state, else its last input."""
        stops = self._stops()
        return _focused(stops[-1]) if stops else None

    def focus_again(self) -> None:
        """Puts the focus where it was last on this page, else on the first thing to fill in."""
        if not self.show_key(self._last) and self._inputs:
            first = next(filter(_is_filled_in, self._inputs), self._inputs[0])
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk_from(self, field: QWidget) -> None:
        if isinstance(field, FigureField | ChoiceField):
            field.entered.connect(self._go_on)
            field.arrowed.connect(self._go_beside)

    @Slot(int)
    def _go_on(self, by: int) -> None:
        """Enter leads to the next, or previous, that is filled in; at the end it stays."""
        field = self.sender()
        if not isinstance(field, QWidget):
            return
        stops = [stop for stop in self._stops() if stop is field or _is_filled_in(stop)]
        at = stops.index(field) + by
        stop = stops[at] if 0 <= at < len(stops) else field
        self._stand_in(stop)
        if isinstance(stop, FigureField):
            stop.selectAll()

    @Slot(int)
    def _go_beside(self, by: int) -> None:
        """An arrow leads to the nearest thing below or above, computed or not."""
        field = self.sender()
        if not isinstance(field, QWidget):
            return
        here = self._place(field)
        ahead = [
            stop for stop in self._stops() if (self._place(stop).y() - here.y()) * by > field.height() // 2
        ]
        if ahead:
            places = {stop: self._place(stop) - here for stop in ahead}
            nearest = min(ahead, key=lambda stop: (abs(places[stop].y()), abs(places[stop].x())))
            self._stand_in(nearest)

    def _stops(self) -> list[QWidget]:
        """Everything to go to, as Tab goes."""
        return [*self._inputs, *([self._state] if self._state is not None else [])]

    def _place(self, stop: QWidget) -> QPoint:
        return stop.mapTo(self.widget(), QPoint(0, 0))

    def _stand_in(self, stop: QWidget) -> None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(stop)

    def key_to_fill(self, focus: QWidget) -> Key:
        """The figure or cell that the focus stands on and one line fills, else ""."""
        for table in self._tables.values():
            if table.isAncestorOf(focus):
                return table.key_to_fill()
        key = next((k for k, row in self._fields.items() if row.isAncestorOf(focus)), NO_KEY)
        definition = self._session.report.definition(key) if key else None
        fills = definition is not None and not definition.formula and not definition.kind.is_lines
        return key if fills else NO_KEY

    def refused(self) -> list[Key]:
        """The keys of fields and cells whose text was not taken and still stands there."""
        fields = [key for key, row in self._fields.items() if row.is_refused]
        return fields + [key for table in self._tables.values() for key in table.refused()]

    def commit(self) -> None:
        """Stores what is still being typed, with what an input method holds."""
        for row in self._fields.values():
            row.commit()
        for table in self._tables.values():
            table.commit()
        if self.text is not None:
            self.text.editor.commit()

    # -- building -------------------------------------------------------------------------------------

    def _head(self) -> None:
        report = self._session.report
        line = QHBoxLayout()
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        self._heading.setWordWrap(True)
        line.addWidget(self._heading, 1)
        if is_written(report, self._row):
            state = FieldRow(self._session, report.cell(STATE, self._row))
            self._state = state.field
            self._walk_from(state.field)
            label = QLabel("本节(&T)")
            label.setBuddy(state.field)
            state.field.setAccessibleName("本节状态")
            line.addWidget(label)
            line.addWidget(state)
        self._layout.addLayout(line)
        self._show_heading()

    def _show_heading(self) -> None:
        self._heading.setText(section_name(self._session.report, self._row))

    def _block(self, block: str) -> None:
        definitions = self._session.report.pack.definitions
        if block in definitions.listings:
            self._listing(ListingKey(Key(block)))
            return
        figures = [
            figure
            for key, figure in definitions.figures.items()
            if (key.startswith(f"{block}.") or key == block) and figure.listing is None and figure.listed
        ]
        if figures:
            self._group(block.rpartition(".")[2], _unit_of(figures))
            self._grid(figures, _unit_of(figures))
        for key, listing in definitions.listings.items():
            if key.startswith(f"{block}.") and listing.parent is None:
                self._listing(key)

    def _listing(self, key: ListingKey) -> None:
        from gui.listings.table import ListingTable  # a first page without lists is quicker

        self._group(self._session.report.pack.definitions.listings[key].label)
        table = self._tables[key] = ListingTable(self._session, key)
        self._layout.addWidget(table)
        self._inputs.append(table.view)

    def _group(self, words: str, unit: str = "") -> None:
        line = QHBoxLayout()
        label = QLabel(words)
        label.setProperty("role", "group")
        line.addWidget(label, 1)
        if unit:
            right = QLabel(f"单位：{unit}")
            right.setProperty("role", "groupunit")
            line.addWidget(right)
        line.setSpacing(0)
        self._layout.addLayout(line)

    def _grid(self, figures: list[Definition], unit: str) -> None:
        grid = FieldGrid()
        for figure in figures:
            field = self._fields[figure.key] = FieldRow(self._session, figure.key)
            suffix = figure.kind.suffix if figure.kind.suffix != unit else ""
            grid.add(figure, field, suffix, wide=len(figures) > 2)
            self._inputs.append(field.field)
            self._walk_from(field.field)
        grid.settle()
        self._layout.addWidget(grid)

    def _body(self) -> None:
        from gui.texts.text_block import TextBlock  # and so is a page without a text

        self._group("正文")
        self._unprinted = QLabel()
        self._unprinted.setObjectName("unprinted")
        self._unprinted.setWordWrap(True)
        self._unprinted.setProperty("role", "explain")
        self._layout.addWidget(self._unprinted)
        self._show_unprinted()
        section = self._session.report.pack.sections.get(self._row)
        most = section.most_characters if section else 0
        self.text = TextBlock(self._session, self._session.report.cell(BODY, self._row), most)
        editor = self.text.editor
        editor.set_zoom(self._zoom)
        editor.zoomed.connect(self.zoomed)
        self._layout.addWidget(self.text)
        self._inputs.append(self.text)

    def _show_unprinted(self) -> None:
        """Says of a section whose words are not printed that they are not."""
        report = self._session.report
        state = report.words(report.cell(STATE, self._row))
        section = report.pack.sections.get(self._row)
        printed = section.when_none if section else NONE
        self._unprinted.setText(_UNPRINTED.get(state, "").format(printed))
        self._unprinted.setVisible(state in _UNPRINTED)

    @Slot(str)
    def _on_moved(self, key: Key) -> None:
        """Where the clerk is on this page: she comes back to it.

        With a figure met in the text she is in the text, not where the figure is filled in.
        """
        if not key or not self.isVisible():
            return
        if self.text is not None and self.text.isAncestorOf(self.window().focusWidget()):
            self._last = self._session.report.cell(BODY, self._row)
        elif key != self._session.report.cell(STATE, self._row):
            self._last = key
        if key in self._fields and self._fields[key].field.hasFocus():
            self.ensureWidgetVisible(
                self._fields[key]
            )  # who comes from the tabs finds the page as it was scrolled

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._row and self._session.report.cell(HEADING, self._row) in change.keys:
            self._show_heading()
        if self.text is not None and self._session.report.cell(STATE, self._row) in change.keys:
            self._show_unprinted()


class _Page(QWidget):
    """As wide as a page may be at this size of type."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("字") * WIDEST)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, super().minimumSizeHint().height())


def _focused(stop: QWidget) -> QWidget:
    """What has the focus when something has it."""
    return stop.focusProxy() or stop


def _is_filled_in(stop: QWidget) -> bool:
    """Whether something is entered there."""
    return not (isinstance(stop, FigureField) and stop.is_computed)


def _unit_of(figures: list[Definition]) -> str:
    """The unit that stands in a group's head: the one that all its amounts share."""
    units = {figure.kind.suffix for figure in figures if figure.kind.is_money}
    return units.pop() if len(units) == 1 else ""
