"""The page of one section: its state, its figures, its listings, its text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.figures.definitions import Definition
from core.figures.keys import split_key
from core.pack.sections import BODY, HEADING, INPUT_LEVEL, LEVEL, STATE
from core.report.change import Change
from gui.editors.figure_field import FieldWithRefusal
from gui.editors.listing_table import ListingTable
from gui.editors.text_editor import TextEditor
from gui.session import Session

WIDEST = 960


class SectionPage(QScrollArea):
    """One column of blocks, at most 960 px wide."""

    def __init__(self, session: Session, row: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._row = session, row
        self._fields: dict[str, FieldWithRefusal] = {}
        self._tables: dict[str, ListingTable] = {}
        self.text: TextEditor | None = None
        page = QWidget()
        page.setObjectName("page")
        page.setMaximumWidth(WIDEST)
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(24, 16, 24, 24)
        self._layout.setSpacing(8)
        self._head()
        section = session.report.pack.sections.get(row)
        for block in section.blocks if section else ():
            self._block(block)
        if session.report.words(session.report.cell(LEVEL, row)) != INPUT_LEVEL:
            self._body()
        self._layout.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        session.changed.connect(self._on_changed)

    def show_key(self, key: str) -> bool:
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
        if self.text is not None and key in (
            self.text.objectName(),
            self._session.report.cell(STATE, self._row),
        ):
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.text)
            return True
        return False

    def commit(self) -> None:
        """Stores what is still being typed."""
        if self.text is not None:
            self.text.commit()

    def _head(self) -> None:
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        line = QHBoxLayout()
        line.addWidget(self._heading, 1)
        if self._session.report.words(self._session.report.cell(LEVEL, self._row)) != INPUT_LEVEL:
            line.addWidget(QLabel("本节"))
            line.addWidget(FieldWithRefusal(self._session, self._session.report.cell(STATE, self._row)))
        self._layout.addLayout(line)
        self._show_heading()

    def _show_heading(self) -> None:
        self._heading.setText(heading(self._session, self._row))

    def _block(self, block: str) -> None:
        definitions = self._session.report.pack.definitions
        if block in definitions.listings:
            self._group(definitions.listings[block].label)
            self._tables[block] = ListingTable(self._session, block)
            self._layout.addWidget(self._tables[block])
            return
        figures = [
            d for k, d in definitions.figures.items()
            if d.listing is None and (k == block or k.startswith(f"{block}."))
        ]  # fmt: skip
        self._group(block)
        self._grid(figures)

    def _group(self, words: str) -> None:
        label = QLabel(words)
        label.setProperty("role", "group")
        self._layout.addWidget(label)

    def _grid(self, figures: list[Definition]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        row = column = 0
        for figure in figures:
            wide = figure.kind.name in ("文字", "多行文字") and len(figures) > 2
            if wide and column:
                row, column = row + 1, 0
            label = QLabel(figure.label + (" *" if figure.required else ""))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setWordWrap(True)
            field = FieldWithRefusal(self._session, figure.key)
            label.setBuddy(field.field)
            self._fields[figure.key] = field
            unit = QLabel(figure.kind.suffix)
            unit.setProperty("role", "unit")
            grid.addWidget(label, row, column * 3)
            grid.addWidget(field, row, column * 3 + 1, 1, 4 if wide else 1)
            if not wide:
                grid.addWidget(unit, row, column * 3 + 2)
            row, column = (row + 1, 0) if wide or column else (row, 1)
        for at, stretch in ((0, 2), (1, 3), (3, 2), (4, 3)):
            grid.setColumnStretch(at, stretch)
        self._layout.addLayout(grid)

    def _body(self) -> None:
        self._group("正文")
        self.text = TextEditor(self._session, self._session.report.cell(BODY, self._row))
        self._layout.addWidget(self.text)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._session.report.cell(HEADING, self._row) in change.keys:
            self._show_heading()


def heading(session: Session, row: str) -> str:
    """The name by which a section is called on the screen."""
    return session.report.words(session.report.cell(HEADING, row)) or row
