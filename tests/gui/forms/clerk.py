"""A clerk who does anything on a form: keys, mouse, clipboard, input method, and changes made elsewhere."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QListWidget, QWidget
from shiboken6 import isValid

from core.figures.definitions import Definition
from core.figures.keys import split_key
from core.report.report import Report
from gui.forms.view import FormView
from gui.pages.form_page import FormPage
from gui.session import Session
from tests.gui.listings.person import ALT, CTRL, SHIFT, Key, clip, compose, write

T = TypeVar("T")
NOTHING = Qt.KeyboardModifier.NoModifier

MOVES = (
    *((key, None) for key in (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Return)),
    *((key, None) for key in (Key.Key_Tab, Key.Key_Home, Key.Key_End, Key.Key_PageDown, Key.Key_PageUp)),
    *((key, SHIFT) for key in (Key.Key_Tab, Key.Key_Return, Key.Key_Down, Key.Key_Right, Key.Key_Up)),
    *((key, CTRL) for key in (Key.Key_Home, Key.Key_End, Key.Key_A)),
)
ACTS = (
    *((key, None) for key in (Key.Key_Delete, Key.Key_Insert, Key.Key_F2, Key.Key_Escape, Key.Key_Backspace)),
    *((key, CTRL) for key in (Key.Key_C, Key.Key_X, Key.Key_V, Key.Key_D, Key.Key_Plus, Key.Key_Minus)),
    *((key, CTRL) for key in (Key.Key_V, Key.Key_Semicolon)),
    *((key, ALT) for key in (Key.Key_Up, Key.Key_Down)),
)
TEXTS = (
    "甲",
    "产出指标",
    "3.5",
    "１２．５",
    "三斤多",
    "0",
    "100",
    "-4",
    "2023-3-5",
    "是",
    "{",
    "—",
    "98%",
    "8万元",
)
BLOCKS = (
    "5",
    "产出指标\t数量指标\t造林面积\t1.2万亩\t1.2万亩\t10\t\t",
    "甲\t乙\n丙\t丁\n戊\t己\n庚\t辛\n壬\t癸",
    "１００\t２．５\n３\t四",
    "\t\t\n\t\t",
    "产出\t甲\t3\n产出\t乙\t4\n效益\t丙\t五",
    '"一\n二"\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11',
    "\n".join(f"第{n}项\t{n}" for n in range(7)),
)
MERGED = (
    "<table><tr><td rowspan=3>产出指标</td><td>数量指标</td><td>甲</td></tr>"
    "<tr><td>质量指标</td><td>乙</td></tr><tr><td>质量指标</td><td>丙</td></tr></table>",
    "<table><tr><td colspan=2>8</td><td>9</td></tr><tr><td>1</td><td rowspan=2>2</td><td>3</td></tr></table>",
)


def press(key: Qt.Key, held: Qt.KeyboardModifier = NOTHING, times: int = 1) -> None:
    """Presses a key where the focus is.

    Not by QTest, which loses what is raised on the way; a sent event raises it here.
    """
    for _ in range(times):
        focus = QApplication.activePopupWidget() or QApplication.focusWidget()
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            focus = focus if isValid(focus) else QApplication.focusWidget()
            if focus is not None:
                QApplication.sendEvent(focus, QKeyEvent(kind, key, held))
        QApplication.processEvents()


def click(widget: QWidget, place: QPoint, held: Qt.KeyboardModifier, *, double: bool = False) -> None:
    """Clicks at a place; raises what is raised on the way."""
    button = Qt.MouseButton.LeftButton
    over = QPointF(widget.mapToGlobal(place))
    first = QEvent.Type.MouseButtonDblClick if double else QEvent.Type.MouseButtonPress
    for kind, buttons in ((first, button), (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton)):
        QApplication.sendEvent(widget, QMouseEvent(kind, QPointF(place), over, button, buttons, held))


class FormClerk:
    """Acts at random on a page, and remembers what was done, to be told where something breaks."""

    def __init__(self, page: FormPage, session: Session, chance: random.Random) -> None:
        self.page = page
        self.session = session
        self.chance = chance
        self.done: list[str] = []
        self._acts: tuple[tuple[int, Callable[[], object]], ...] = (
            (6, self._move),
            (3, self._click),
            (6, self._type),
            (7, self._act),
            (2, self._edit),
            (2, self._compose),
            (3, self._copy_from_elsewhere),
            (2, self._select),
            (1, self._zoom),
            (2, self._turn),
            (3, self._undo),
            (2, self._redo),
            (3, self._figure_elsewhere),
            (4, self._row_elsewhere),
            (1, self._none_elsewhere),
        )

    @property
    def view(self) -> FormView:
        """The sheet on the screen."""
        assert self.page.view is not None
        return self.page.view

    @property
    def report(self) -> Report:
        return self.session.report

    def act(self) -> None:
        """Does one thing; the focus is on the form or in an editor of it."""
        if not self.page.isActiveWindow():  # a list that dropped down has taken that away
            self.page.activateWindow()
            QApplication.processEvents()
        if self.view.editor() is None and not isinstance(QApplication.focusWidget(), FormView):
            self.page.focus_again()
        weights, acts = zip(*self._acts, strict=True)
        act = self.chance.choices(acts, weights)[0]
        self.done.append(act.__name__)
        act()
        popup = QApplication.activePopupWidget()
        if popup is not None and self.chance.random() < 0.5:
            press(Key.Key_Return)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QApplication.processEvents()

    def _pick(self, choices: Sequence[T]) -> T:
        found = self.chance.choice(choices)
        self.done[-1] += f" {getattr(found, 'key', found)!r}"
        return found

    def _place(self) -> tuple[int, int]:
        model = self.view.model()
        return self._pick([(n, c) for n in range(model.rowCount()) for c in range(model.columnCount())])

    # -- keys and mouse -------------------------------------------------------------------------------

    def _move(self) -> None:
        key, held = self._pick(MOVES)
        press(key, *([held] if held else []), times=self.chance.choice((1, 1, 3)))

    def _act(self) -> None:
        key, held = self._pick(ACTS)
        press(key, *([held] if held else []))

    def _click(self) -> None:
        index = self.view.model().index(*self._place())
        self.view.scrollTo(index)
        place = self.view.visualRect(index).center()
        if not self.view.viewport().rect().contains(place):
            return
        click(self.view.viewport(), place, SHIFT if self.chance.random() < 0.3 else NOTHING)
        if self.chance.random() < 0.2:
            click(self.view.viewport(), place, NOTHING, double=True)

    def _select(self) -> None:
        self.view.stand_on(self.view.model().index(*self._place()))
        press(Key.Key_Down, SHIFT, times=self.chance.randrange(4))
        press(Key.Key_Right, SHIFT, times=self.chance.randrange(3))

    def _texts(self) -> list[str]:
        figures = self.view.model().figures(*self.view.current_place())
        return [*TEXTS, *(figures[0].options * 4 if figures else ())]

    def _type(self) -> None:
        write(self._pick(self._texts()))
        if self.chance.random() < 0.7:
            press(self.chance.choice((Key.Key_Return, Key.Key_Tab)))

    def _edit(self) -> None:
        press(Key.Key_F2)
        press(Key.Key_A, CTRL)
        write(self._pick(self._texts()))
        press(self._pick((Key.Key_Return, Key.Key_Return, Key.Key_Tab, Key.Key_Escape)))

    def _compose(self) -> None:
        compose("pin")
        compose("", self._pick(("", "拼", "产出指标")))

    def _copy_from_elsewhere(self) -> None:
        if self.chance.random() < 0.3:
            clip(html=self._pick(MERGED), text="合并")
        else:
            clip(text=self._pick(BLOCKS))
        press(Key.Key_V, CTRL)

    def _zoom(self) -> None:
        self.view.zoom_to(self._pick((None, 0.5, 1.0, 2.0)))

    # -- the window's acts ----------------------------------------------------------------------------

    def _turn(self) -> None:
        sheets = self.page.findChild(QListWidget)
        if sheets is not None and sheets.count():
            sheets.setCurrentRow(self._pick(range(sheets.count())))

    def _undo(self) -> None:
        self.page.commit()
        self.session.undo()

    def _redo(self) -> None:
        self.page.commit()
        self.session.redo()

    # -- changes made elsewhere -----------------------------------------------------------------------

    def _figure_elsewhere(self) -> None:
        report = self.report
        known = self.report.pack.definitions.figures
        listings = {band.listing for band in self.view.model().form.bands.values()}
        wanted = [d for d in known.values() if not d.formula and self._concerns(d, listings)]
        figure = self._pick(wanted)
        rows = sorted(report.graph.state.rows.every(figure.listing)) if figure.listing else [""]
        if rows:
            key = report.cell(figure.key, self.chance.choice(rows))
            self.session.set(key, self._pick([*TEXTS, "", *figure.options * 4]))

    def _concerns(self, figure: Definition, listings: set[str]) -> bool:
        bound = (key for one in self.view.model().form.cells.values() for key in one.keys)
        return figure.listing in listings or figure.key in bound

    def _row_elsewhere(self) -> None:
        listing = self._listing()
        rows = self.report.rows(listing) if listing else []
        if not listing or not rows or self.chance.random() < 0.4:
            if listing:
                self.session.add_row(listing, {}, before=self.chance.choice([*rows, ""]))
        elif self.chance.random() < 0.5:
            self.done[-1] += " 删"
            self.session.remove_row(listing, self.chance.choice(rows))
        else:
            row = self.chance.choice(rows)
            before = self.chance.choice([*rows, ""])
            self.session.do("", lambda report: report.move_row(listing, row, before if before != row else ""))

    def _none_elsewhere(self) -> None:
        listing = self._listing()
        if listing:
            name, parent = split_key(listing)
            ticked = self.report.graph.state.entries.none_ticked(name, parent)
            self.session.tick_none(listing, not ticked)

    def _listing(self) -> str:
        """A listing of the form's bands in one of the rows it is in, or that of the form's sheets."""
        form = self.view.model().form
        graph = self.report.graph
        names = [*(band.listing for band in form.bands.values()), *filter(None, [form.entry.per_row])]
        if not names:
            return ""
        name = self.chance.choice(names)
        parent = self.report.pack.definitions.listings[name].parent
        within = sorted(graph.state.rows.every(parent)) if parent else [""]
        if not within:
            return ""
        key = graph.state.entries.listing_key(name, self.chance.choice(within))
        self.done[-1] += f" {key}"
        return key
