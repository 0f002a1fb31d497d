"""The main window: menus and status bar around the start page or one report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import strftime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QWidget,
)

from core.figures.keys import Key
from gui import ask, theme
from gui.acts import without_mnemonic
from gui.computer.settings import Settings
from gui.menus import BoundMenus, Menus, add_choices
from gui.widgets.fit_screen import fit_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QToolBar

    from core.report.change import Change
    from core.report.report import Report
    from gui.dialogs.help_window import Shortcuts
    from gui.panels.start_page import StartPage
    from gui.session import Session
    from gui.window.report_view import ReportView

FILE, EDIT, VIEW, DATA, CHECKS, TOOLS, HELP = TITLES = (
    "文件(&F)", "编辑(&E)", "视图(&V)", "数据(&D)", "检查(&C)", "工具(&T)", "帮助(&H)",
)  # fmt: skip
"""The menus' titles, which stand at the first paint."""

USUAL = QSize(1280, 800)
BESIDE = 28
"""Pixels by which a further window stands lower: the title bar of the one before stays in sight."""
WINDOW = "窗口"
PARTS = "三栏"
SIDE = "右栏"


class WindowActs(NamedTuple):
    """What a window offers: the acts of its menus by title, and the names of those that are tools, in groups."""

    menus: BoundMenus
    tools: Sequence[Sequence[str]]


class MainWindow(QMainWindow):
    """One window for one report; without one it shows the start page.

    `acts` gives what its menus hold and its tools, asked for after the first paint; a file that is dropped on it
    goes to `drop`.
    """

    left = Signal()
    closed = Signal()

    def __init__(
        self,
        acts: Callable[[], WindowActs],
        settings: Settings,
        drop: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.view: ReportView | None = None
        self._told = ""
        self._bar: QToolBar | None = None
        self._settings = settings
        self._acts = acts
        self._drop = drop
        self._labels: dict[str, QLabel] = {}
        self._menus = Menus(self, TITLES, lambda: acts().menus)
        self._menus.menus[VIEW].aboutToShow.connect(self._make_looks)
        self.setAcceptDrops(True)
        self._stand(settings.place(WINDOW))

    def _stand(self, place: bytes, by: int = 0) -> None:
        """Stands where a window stood, moved by some pixels: as large as the screen where that has no more room."""
        stood = bool(place) and self.restoreGeometry(QByteArray(place))
        if self.isMaximized():
            return
        if stood:
            self.move(self.x() + by, self.y() + by)
        if not fit_screen(self, self.size() if stood else USUAL) and not stood:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def stand_beside(self, other: MainWindow) -> None:
        """Stands as another window stands, a little below it, so that both are seen."""
        self._stand(bytes(other.saveGeometry().data()), BESIDE)

    def show_start(self, page: StartPage) -> None:
        """Shows the recent reports and the ways to begin."""
        self._show_bar(False)
        self.setCentralWidget(page)
        page.focus_first()

    def come_forward(self) -> None:
        """Shows itself before all other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def act_named(self, name: str) -> QAction:
        """The action of an act, by the act's name."""
        return self._menus.actions[name]

    @property
    def shortcuts(self) -> Shortcuts:
        """The keys of the menus and of tables, for the page of keys."""
        from gui.dialogs.help_window import keys_of  # a first page without tables is quicker
        from gui.listings.shortcuts import IN_TABLES

        menus = self._acts().menus
        titled = [(without_mnemonic(t), keys_of(line.act for line in lines)) for t, lines in menus.items()]
        return [*titled, ("表格里", IN_TABLES)]

    # -- the report -----------------------------------------------------------------------------------

    def show_report(self, session: Session) -> None:
        """Shows a report in place of what the window showed."""
        from gui.window.report_view import ReportView

        self.leave_report()
        self.session = session
        session.setParent(self)
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)
        view = self.view = ReportView(session, self._settings.zoom)
        view.zoomed.connect(self._settings.zoom_to)
        for name, part in ((PARTS, view), (SIDE, view.side)):
            if self._settings.place(name):
                part.restoreState(QByteArray(self._settings.place(name)))
        session.where.selection_changed.connect(self._say_selection)
        session.where.told.connect(self._tell)
        view.followed.connect(self._follow_view)
        view.act_requested.connect(lambda name: self.act_named(name).trigger())
        view.told.connect(lambda words: self.statusBar().showMessage(words, 8000))
        view.nav.customContextMenuRequested.connect(self._offer_section_acts)
        self._show_bar(True)
        self._label_status()
        self.setCentralWidget(view)
        self._labels["saved"].setText(_opened_as(session.report))
        self._follow()
        self._follow_view()
        view.focus_page()

    @Slot(QPoint)
    def _offer_section_acts(self, place: QPoint) -> None:
        """The right button on a tab offers what can be done with its section."""
        if self.view is not None and self.view.nav.itemAt(place) is not None:
            self._menus.menus[TOOLS].popup(self.view.nav.viewport().mapToGlobal(place))

    def may_leave(self) -> bool:
        """Stores what is being typed; where something stays unstored the clerk decides."""
        if self.session is None or self.view is None:
            return True
        self.commit()
        if self.session.pending:
            words = "最后填写的内容没有写进文件，关闭后会丢失。可以取消，先用“另存为”存到别处。"
            return ask.decide(self, "没有保存", words, "仍然关闭")
        refused = self.view.refused()
        if refused and not ask.decide(
            self,
            "有没填进去的",
            f"有 {len(refused)} 处填写的内容读不懂，没有存。关闭后不再保留。",
            "仍然关闭",
        ):
            self.view.go((refused[0],))
            return False
        return True

    def leave_report(self) -> None:
        """Closes the report's file; what is still being typed is stored before."""
        if self.session is None or self.view is None:
            return
        self.commit()
        self._settings.keep_places(
            {PARTS: bytes(self.view.saveState().data()), SIDE: bytes(self.view.side.saveState().data())}
        )
        self.left.emit()
        self.session.report.close()
        self.view.deleteLater()
        self.session.deleteLater()
        self.session = self.view = None
        for label in self._labels.values():
            label.clear()
        self._follow()

    def commit(self) -> None:
        """Stores what is still being typed, with what an input method holds."""
        end = getattr(self.focusWidget(), "end_composition", None)
        if end is not None:
            end()
        if self.view is not None:
            self.view.commit()

    def _make_looks(self) -> None:
        """Sizes of type and sets of colours, when 视图 is first opened."""
        view = self._menus.menus[VIEW]
        look = self._settings
        view.aboutToShow.disconnect(self._make_looks)
        view.addSeparator()
        add_choices(
            view, "字号(&Z)", tuple(theme.SIZES), look.size, lambda size: self._look(look.scheme, size)
        )
        add_choices(
            view, "配色(&C)", tuple(theme.SCHEMES), look.scheme, lambda scheme: self._look(scheme, look.size)
        )

    def _look(self, scheme: str, size: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, scheme, size)
        self._settings.look(scheme, size)

    def _label_status(self) -> None:
        """The status bar's places: saved, verdict, filled, selection, and at the right the report's state."""
        for name in () if self._labels else ("saved", "verdict", "filled", "selection", "state"):
            label = self._labels[name] = QLabel()
            label.setObjectName(f"status:{name}")
            (self.statusBar().addPermanentWidget if name == "state" else self.statusBar().addWidget)(label)

    def _show_bar(self, shown: bool) -> None:
        """The tools, which the start page has no use for."""
        if self._bar is not None or not shown:
            if self._bar is not None:
                self._bar.setVisible(shown)
            return
        bar = self._bar = self.addToolBar("常用")
        bar.setObjectName("bar")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        for number, group in enumerate(self._acts().tools):
            if number:
                bar.addSeparator()
            for name in group:
                bar.addAction(self.act_named(name))

    # -- following ------------------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        self._labels["saved"].setText(f"已保存 {strftime('%H:%M:%S')}")
        self._told = ""
        trouble = self.session.report.store.backup_trouble if self.session else None
        if trouble:
            self.statusBar().showMessage(f"! {trouble}", 20_000)
        self._follow()

    @Slot(str, str)
    def _on_refused(self, key: Key, reason: str) -> None:
        """Trouble with the file is told once; until something is stored again it stands in the status bar."""
        if key or not reason:
            return
        self._labels["saved"].setText("✕ 没有保存")
        self.statusBar().showMessage(f"✕ {reason}", 20_000)
        if self._told != reason:
            self._told = reason
            ask.tell(self, "没有保存", reason)

    @Slot(str)
    def _say_selection(self, words: str) -> None:
        self._labels["selection"].setText(words)

    @Slot(str)
    def _tell(self, words: str) -> None:
        self.statusBar().showMessage(words, 6000)

    @Slot()
    def _follow_view(self) -> None:
        if self.view is not None:
            self._labels["verdict"].setText(self.view.counts)
            self._labels["filled"].setText(f"已填 {self.view.filled} %")
            self._labels["state"].setText(self.view.stage)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint does not wait for what stands in the menus."""
        super().paintEvent(event)
        if not self._menus.is_filled:
            QTimer.singleShot(0, self, self._follow)

    @Slot()
    def _follow(self) -> None:
        report = self.session.report if self.session else None
        self._menus.follow(read_only=report is not None and report.read_only)
        closed = "（已定稿，只能看）" if report and report.is_final else ""
        self.setWindowTitle(f"{report.title}{closed}" if report else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in _dropped(event.mimeData()):
            self._drop(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        self._settings.keep_places({WINDOW: bytes(self.saveGeometry().data())})
        self.leave_report()
        super().closeEvent(event)
        self.closed.emit()


def _opened_as(report: Report) -> str:
    if report.is_final:
        return "已定稿"
    return "只读" if report.read_only else "已打开"


def _dropped(mime: QMimeData) -> list[str]:
    """The local files among what is dropped."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
