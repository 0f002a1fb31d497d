"""What can be done with the cells and rows selected on a form, by key or by menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from core.figures.keys import REPORTED, split_key
from core.report import form_blocks, form_edits
from core.report.cell_blocks import PasteProposal, pasted
from gui.session import Session
from gui.tables.copying import Copied, on_clipboard
from gui.tables.ending_edits import today
from gui.tables.table_acts import CELL_ACTS, EXPLAIN, ROW_ACTS, Act, TableActs, confirm_removal

if TYPE_CHECKING:
    from gui.forms.view import FormView

ACTS = (
    *CELL_ACTS,
    Act("insert_above", "在上方插入一行", ("Ctrl+Shift+=", "Ctrl+Shift++", "Ctrl++")),
    Act("insert_below", "在下方增加一行", ("Ins",)),
    *ROW_ACTS,
    Act("report_instead", "按原表填写", ("F2",)),
    Act("take_computed", "采用计算值", ()),
    EXPLAIN,
)
_BREAKS_BEFORE = ("fill_down", "insert_above", "report_instead")
_IN_BANDS = ("insert_above", "insert_below", *(act.name for act in ROW_ACTS))


class FormActs(TableActs):
    """The acts of one form."""

    def __init__(self, session: Session, view: FormView) -> None:
        super().__init__(view, ACTS, _BREAKS_BEFORE)
        self._session = session
        self._view = view
        self._rows = view.rows

    @property
    def read_only(self) -> bool:
        return self._rows.read_only

    def offered(self, act: Act) -> bool | None:
        """Acts on rows where the form has rows of its own, those on computed figures on one."""
        line, column = self._view.current_place()
        if act.name in ("report_instead", "take_computed") and not self._rows.is_computed(line, column):
            return None
        return act.name not in _IN_BANDS or self._rows.sheet.lines[line].band is not None

    # -- cells ----------------------------------------------------------------------------------------

    def _places(self) -> list[tuple[int, int]]:
        """The cells that are selected, each once."""
        found = [self._rows.sheet.place_of(i.row(), i.column()) for i in self._view.selectedIndexes()]
        return sorted(set(found)) or [self._view.current_place()]

    def copy(self) -> None:
        """Puts the selected cells on the clipboard, numbers as numbers."""
        area = self._view.selected_area()
        cells = [
            [self._copied(line, column) for column in range(area.left(), area.right() + 1)]
            for line in range(area.top(), area.bottom() + 1)
        ]
        QGuiApplication.clipboard().setMimeData(on_clipboard(cells))

    def _copied(self, line: int, column: int) -> Copied:
        sheet = self._rows.sheet
        if (line, column) in sheet.covered:
            return Copied("", None, False)
        words = sheet.words(line, column)
        figures = self._rows.figures(line, column)
        entry = self._rows.stored(line, column, figures[0]) if len(figures) == 1 else words
        return Copied(words, entry or words, sheet.number(line, column) is not None)

    def clear(self) -> None:
        """Empties the selected cells as one step."""
        places = self._places()
        sheet = self._rows.sheet
        for place in places:
            self._rows.forget_refusal(*place)
        self._session.do(self._view.objectName(), lambda _report: form_blocks.emptied(sheet, places))

    def fill_down(self) -> None:
        """Gives the selected cells of a column what the topmost holds; a single cell takes it from above."""
        places = self._places()
        sheet = self._rows.sheet
        columns = sorted({column for _, column in places})
        top = min(line for line, _ in places)
        last = max(line for line, _ in places)
        below = max(line + sheet.spans.get((line, column), (1, 1))[0] for line, column in places)
        if top == last:
            top -= 1
        if top < 0:
            return
        first = {column: self._copied(*sheet.place_of(top, column)).entry for column in columns}
        texts = [first.get(column) for column in range(columns[0], columns[-1] + 1)]
        block = [[*texts, None]] * (below - top - 1)  # with None: by place
        self._paste(form_blocks.proposed(sheet, block, top + 1, columns[0], marks=True))

    def enter_today(self) -> None:
        """Enters this day where a date or words may stand."""
        line, column = self._view.current_place()
        figures = self._rows.figures(line, column)
        if len(figures) == 1 and figures[0].kind.takes_date:
            self._rows.put(line, column, today())

    def paste(self) -> None:
        """Puts the clipboard's block where the selection begins; what is refused or overwritten is shown first."""
        found = self.from_clipboard()
        if found is None:
            return
        line, column = self._places()[0]
        self._paste(form_blocks.proposed(self._rows.sheet, found.block, line, column, marks=found.own))

    def _paste(self, proposal: PasteProposal) -> None:
        if not self.agreed(proposal):
            return
        if proposal.entries:
            self._session.do(self._view.objectName(), lambda report: pasted(report, proposal))
        self.noted.emit("；".join(proposal.notes))

    # -- rows -----------------------------------------------------------------------------------------

    def _lines(self) -> list[int]:
        area = self._view.selected_area()
        return list(range(area.top(), area.bottom() + 1))

    def insert_above(self) -> None:
        """Adds as many rows as are selected above the first of them."""
        self._insert(below=False)

    def insert_below(self) -> None:
        """Adds a row below the cursor's."""
        self._insert(below=True)

    def add_row(self) -> None:
        """Adds a row below the cursor's, or at the end of the form's last rows where it stands elsewhere."""
        sheet = self._rows.sheet
        if sheet.lines[self._view.current_place()[0]].band is None:
            last = max((n for n, line in enumerate(sheet.lines) if line.band is not None), default=None)
            if last is None:
                return
            typed = [c for c in range(sheet.form.grid.columns) if self._rows.is_typed(last, c)]
            self._view.stand_on(self._rows.index(*sheet.place_of(last, (typed or [0])[0])))
        self._insert(below=True)

    def _insert(self, *, below: bool) -> None:
        lines = self._lines()
        sheet = self._rows.sheet
        column = self._view.current_place()[1]
        at, count = (lines[-1], 1) if below else (lines[0], len(lines))
        had = bool(sheet.lines[at].row)
        if self._session.do(
            self._view.objectName(), lambda _report: form_edits.rows_inserted(sheet, at, count, below=below)
        ):
            line = at + (below and had)
            self._view.stand_on(self._rows.index(*self._rows.sheet.place_of(line, column)))

    def remove_rows(self) -> None:
        """Removes the selected rows as one step; where texts refer to them it asks first."""
        sheet = self._rows.sheet
        lines = self._lines()
        band, rows = sheet.rows_of_lines(lines)
        if band is None or not rows:
            self.noted.emit("光标不在可以删除的行里")
        elif confirm_removal(self._view.window(), self._session.report, sheet.listing_key(band), rows):
            self._session.do(self._view.objectName(), lambda _report: form_edits.rows_removed(sheet, lines))

    def move_up(self) -> None:
        """Puts the selected rows ahead of the row above them."""
        self._move(-1)

    def move_down(self) -> None:
        """Puts the selected rows behind the row below them."""
        self._move(1)

    def _move(self, by: int) -> None:
        sheet = self._rows.sheet
        lines = self._lines()
        column = self._view.current_place()[1]
        row = sheet.lines[lines[0]].row
        self._session.do(self._view.objectName(), lambda _report: form_edits.rows_moved(sheet, lines, by))
        fresh = self._rows.sheet
        line = next((n for n, one in enumerate(fresh.lines) if one.row == row and one.band), lines[0])
        self._view.stand_on(self._rows.index(*fresh.place_of(line, column)))

    # -- computed figures -----------------------------------------------------------------------------

    def report_instead(self) -> None:
        """Lets the cursor's computed cell take a 填报值."""
        self._view.open_editor()

    def take_computed(self) -> None:
        """Takes the 填报值 of the cursor's cell away."""
        key = self._view.current_key()
        if key and self._session.report.entry(key + REPORTED) is not None:
            self._session.report_as(key, "")

    def explain(self) -> None:
        """Asks why the cursor's cell shows what it shows."""
        key = self._view.current_key()
        if key and split_key(key)[0] in self._session.report.pack.definitions.figures:
            self._view.explain_requested.emit(key)
