"""What can be done with the cells and rows selected on a form, by key or by menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.figures.keys import NO_KEY, REPORTED, Key, split_key
from core.report import form_blocks, form_edits
from core.report.cell_blocks import PasteProposal, pasted
from gui.acts import Act, bound
from gui.forms.model import FormModel
from gui.session import Session
from gui.tables.copying import Copied, on_clipboard
from gui.tables.selection import CellSelection
from gui.tables.table_acts import CELL_ACTS, EXPLAIN, ROW_ACTS, TableActs
from gui.widgets.today import today


class FormActs(TableActs):
    """The acts of one form, on what is selected in its model; `widget` is where their questions are asked."""

    def __init__(self, session: Session, model: FormModel, selection: CellSelection, widget: QWidget) -> None:
        super().__init__(widget)
        self._session = session
        self._model = model
        self._selection = selection
        self.offer(bound(act, self) for act in ACTS)

    @property
    def read_only(self) -> bool:
        return self._model.read_only

    # -- what is selected -----------------------------------------------------------------------------

    def _place(self) -> tuple[int, int]:
        """The cell under the cursor."""
        return self._model.seen_at(self._selection.currentIndex())

    def _key(self) -> Key:
        return self._model.key_at(self._model.index(*self._place())) or NO_KEY

    def _selected(self) -> list[tuple[int, int]]:
        """The cells selected, without those that others cover; the cursor's at least."""
        covered = self._model.sheet.covered
        places = [(index.row(), index.column()) for index in self._selection.selectedIndexes()]
        return sorted(place for place in places if place not in covered) or [self._place()]

    def selected_rows(self) -> list[int]:
        """The rows from the first to the last that is selected."""
        rows = [row for row, _ in self._selected()]
        return list(range(min(rows), max(rows) + 1))

    def selected_columns(self) -> list[int]:
        """The columns from the first to the last that is selected."""
        columns = [column for _, column in self._selected()]
        return list(range(min(columns), max(columns) + 1))

    def _stand_on(self, row: int, column: int) -> None:
        self._selection.stand_on(self._model.index(*self._model.sheet.place_of(row, column)))

    # -- cells ----------------------------------------------------------------------------------------

    def copy(self) -> None:
        columns = self.selected_columns()
        cells = [[self._copy_of(row, column) for column in columns] for row in self.selected_rows()]
        QGuiApplication.clipboard().setMimeData(on_clipboard(cells))

    def _copy_of(self, row: int, column: int) -> Copied:
        sheet = self._model.sheet
        if (row, column) in sheet.covered:
            return Copied("", None, False)
        words = sheet.words(row, column)
        figures = self._model.figures(row, column)
        entry = self._model.stored(row, column, figures[0]) if len(figures) == 1 else words
        return Copied(words, entry or words, sheet.number(row, column) is not None)

    def clear(self) -> None:
        places = self._selected()
        sheet = self._model.sheet
        self._model.forget_refusals(places)
        self._session.do(self._model.name, lambda _report: form_blocks.emptied(sheet, places))

    def fill_down(self) -> None:
        places = self._selected()
        sheet = self._model.sheet
        columns = sorted({column for _, column in places})
        top = min(row for row, _ in places)
        last = max(row for row, _ in places)
        below = max(row + sheet.spans.get((row, column), (1, 1))[0] for row, column in places)
        if top == last:
            top -= 1
        if top < 0:
            return
        first = {column: self._copy_of(*sheet.place_of(top, column)).entry for column in columns}
        texts = [first.get(column) for column in range(columns[0], columns[-1] + 1)]
        block = [[*texts, None]] * (below - top - 1)  # with None: by place
        self._paste(form_blocks.proposed(sheet, block, top + 1, columns[0], marks=True))

    def enter_today(self) -> None:
        row, column = self._place()
        figures = self._model.figures(row, column)
        if len(figures) == 1 and figures[0].kind.takes_date:
            self._model.put(row, column, today())

    def paste(self) -> None:
        clip = self.clipboard_block()
        if clip is None:
            return
        row, column = self._selected()[0]
        columns = self._columns_from(row, column)  # before rows are joined anew by what is pasted
        proposal = form_blocks.proposed(self._model.sheet, clip.block, row, column, marks=clip.own)
        last = columns[min(len(clip.block[0]), len(columns)) - 1]
        self._paste(
            proposal,
            lambda: self._selection.select_block(row, column, len(clip.block), last - column + 1),
        )

    def _columns_from(self, row: int, column: int) -> list[int]:
        """The columns of a row that a block comes into: those that the form has not hidden."""
        sheet = self._model.sheet
        band = sheet.lines[row].band
        joined = band.joined if band is not None else ()
        every = range(column, self._model.columnCount())
        return [c for c in every if (row, c) not in sheet.covered or c in joined]

    def _paste(self, proposal: PasteProposal, select: Callable[[], object] = lambda: None) -> None:
        """Enters a block that the clerk agrees to, selects it, and then tells what was left out of it."""
        if not self.agrees_to(proposal):
            return
        if proposal.entries and self._session.do(self._model.name, lambda report: pasted(report, proposal)):
            select()
        self.noted.emit("；".join(proposal.notes))

    # -- rows -----------------------------------------------------------------------------------------

    def has_rows_here(self) -> bool:
        """Whether the cursor stands in rows of a listing."""
        return self._model.sheet.lines[self._place()[0]].band is not None

    def insert_above(self) -> None:
        """Adds as many rows as are selected above the first of them."""
        self._insert(below=False)

    def insert_below(self) -> None:
        """Adds a row below the cursor's."""
        self._insert(below=True)

    def add_row(self) -> None:
        """Adds a row below the cursor's, or at the end of the form's last rows where it stands elsewhere."""
        if not self.has_rows_here():
            lines = self._model.sheet.lines
            last = max((row for row, line in enumerate(lines) if line.band is not None), default=None)
            if last is None:
                return
            columns = range(self._model.columnCount())
            self._stand_on(last, next((c for c in columns if self._model.is_typed(last, c)), 0))
        self._insert(below=True)

    def _insert(self, *, below: bool) -> None:
        rows = self.selected_rows()
        sheet = self._model.sheet
        column = self._place()[1]
        at = rows[-1] if below else rows[0]
        count = 1 if below else len(rows)
        had = bool(sheet.lines[at].row)
        if self._session.do(
            self._model.name, lambda _report: form_edits.rows_inserted(sheet, at, count, below=below)
        ):
            self._stand_on(at + (below and had), column)

    def remove_rows(self) -> None:
        sheet = self._model.sheet
        rows = self.selected_rows()
        band, row_ids = sheet.rows_of_lines(rows)
        if band is None or not row_ids:
            self.noted.emit("光标不在可以删除的行里")
        elif self.confirms_removal(self._session.report, sheet.listing_key(band), row_ids):
            self._session.do(self._model.name, lambda _report: form_edits.rows_removed(sheet, rows))

    def move_up(self) -> None:
        self._move(-1)

    def move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        sheet = self._model.sheet
        rows = self.selected_rows()
        column = self._place()[1]
        row_id = sheet.lines[rows[0]].row
        self._session.do(self._model.name, lambda _report: form_edits.rows_moved(sheet, rows, by))
        lines = self._model.sheet.lines
        row = next((n for n, line in enumerate(lines) if line.row == row_id and line.band), rows[0])
        self._stand_on(row, column)

    # -- computed figures -----------------------------------------------------------------------------

    def on_computed(self) -> bool | None:
        """Whether the cursor stands on a computed figure; None, left out of the menu, where it does not."""
        return self._model.is_computed(*self._place()) or None

    def report_instead(self) -> None:
        """Lets the cursor's computed cell take a 填报值."""
        self.edit_requested.emit()

    def take_computed(self) -> None:
        """Takes the 填报值 of the cursor's cell away."""
        key = self._key()
        if key and self._session.report.entry(key + REPORTED) is not None:
            self._session.report_as(key, "")

    def explain(self) -> None:
        key = self._key()
        if key and split_key(key)[0] in self._session.report.pack.definitions.figures:
            self._session.where.explain_requested.emit(key)


ACTS: tuple[Act[FormActs], ...] = (
    *CELL_ACTS,
    Act(
        "insert_above",
        "在上方插入一行",
        FormActs.insert_above,
        ("Ctrl+Shift+=", "Ctrl+Shift++", "Ctrl++"),
        writes=True,
        offered=FormActs.has_rows_here,
        opens_group=True,
    ),
    Act(
        "insert_below",
        "在下方增加一行",
        FormActs.insert_below,
        ("Ins",),
        writes=True,
        offered=FormActs.has_rows_here,
    ),
    *ROW_ACTS,
    Act(
        "report_instead",
        "按原表填写",
        FormActs.report_instead,
        writes=True,
        offered=FormActs.on_computed,
        opens_group=True,
        own_keys="F2",
    ),
    Act("take_computed", "采用计算值", FormActs.take_computed, writes=True, offered=FormActs.on_computed),
    EXPLAIN,
)
"""In the order of the menu."""
