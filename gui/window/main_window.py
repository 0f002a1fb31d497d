"""The main window: menus and status bar around the start page or one report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from time import strftime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QWidget,
)

from gui import ask, theme
from gui.computer.settings import Settings
from gui.menus import MENUS, Menus, add_choices

if TYPE_CHECKING:
    from PySide6.QtWidgets import QToolBar

    from core.report.change import Change
    from gui.session import Session
    from gui.window.report_view import ReportView

WINDOW = "窗口"
PARTS = "三栏"
SIDE = "右栏"


class MainWindow(QMainWindow):
    """One window for one report; without one it shows the start page.

    What concerns files and help (`acts`) and what was dropped (`drop`) is asked of the application.
    """

    left = Signal()
    closed = Signal()

    def __init__(
        self,
        acts: Mapping[str, Callable[[], None]],
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
        self._file_acts = acts
        self._drop = drop
        self._labels: dict[str, QLabel] = {}
        self._menus = Menus(self, self._acts() | dict(acts))
        self._menus.menus["视图(&V)"].aboutToShow.connect(self._make_looks)
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        place = settings.place(WINDOW)
        if place:
            self.restoreGeometry(QByteArray(place))

    def show_start(self) -> None:
        """Shows the recent reports and the ways to begin."""
        from gui.panels.start_page import StartPage

        self._show_bar(False)
        page = StartPage(self._file_acts, self._settings.recent(), self._drop, self._settings.forget)
        self.setCentralWidget(page)
        page.focus_first()

    def act_named(self, name: str) -> QAction:
        """An act of the menus."""
        return self._menus.actions[name]

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
        view.followed.connect(self._follow_view)
        view.nav.customContextMenuRequested.connect(self._offer_section_acts)
        self._show_bar(True)
        self._label_status()
        self.setCentralWidget(view)
        opened = "已定稿" if session.report.is_final else "只读" if session.report.read_only else "已打开"
        self._labels["saved"].setText(opened)
        self._follow()
        self._follow_view()
        view.focus_page()

    @Slot(QPoint)
    def _offer_section_acts(self, place: QPoint) -> None:
        """The right button on a tab offers what can be done with its section."""
        if self.view is not None and self.view.nav.itemAt(place) is not None:
            self._menus.menus["工具(&T)"].popup(self.view.nav.viewport().mapToGlobal(place))

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

    def _acts(self) -> dict[str, Callable[[], object]]:
        """What the window does by itself; with no report most of it does nothing."""
        acts: dict[str, Callable[[], object]] = {
            act.name: partial(self._on_view, act.name) for _, lines in MENUS for act in lines
        }
        for name, method in (("剪切", "cut"), ("复制", "copy"), ("粘贴", "paste"), ("全选", "selectAll")):
            acts[name] = partial(self._of_focus, method)
        return acts

    def _on_view(self, name: str) -> None:
        """An act on the open report; its code is brought in when it is first asked for."""
        from gui.window import report_acts

        if self.view is not None:
            report_acts.ACTS[name](self, self.view)

    def _of_focus(self, method: str) -> None:
        """Cut, copy, paste or select all in whatever has the focus, if it can."""
        focus = self.focusWidget()
        act = getattr(focus, method, None)
        read_only = getattr(focus, "isReadOnly", lambda: False)()
        if act is not None and not (read_only and method in ("cut", "paste")):
            act()

    def _make_looks(self) -> None:
        """Sizes of type and sets of colours, when 视图 is first opened."""
        view = self._menus.menus["视图(&V)"]
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
        for name in ("撤销", "重做", "", "检查", "下一处", "", "概览", "", "查找", "预览", "打印", "导出"):
            if name:
                bar.addAction(self.act_named(name))
            else:
                bar.addSeparator()

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
    def _on_refused(self, key: str, reason: str) -> None:
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

    @Slot()
    def _follow_view(self) -> None:
        if self.view is not None:
            from gui.window.report_acts import state, verdict

            self._labels["verdict"].setText(verdict(self.view))
            self._labels["filled"].setText(f"已填 {self.view.filled} %")
            self._labels["state"].setText(state(self.view))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint does not wait for what stands in the menus."""
        super().paintEvent(event)
        if not self._menus.is_filled:
            QTimer.singleShot(0, self, self._follow)

    @Slot()
    def _follow(self) -> None:
        report = self.session.report if self.session else None
        read_only = report is not None and report.read_only
        for name, action in self._menus.actions.items():
            if action.property("needs report"):
                action.setEnabled(report is not None and not (read_only and action.property("writes")))
            if name in ("撤销", "重做"):
                label = (report.undo_label if name == "撤销" else report.redo_label) if report else None
                action.setEnabled(report is not None and not read_only and (bool(label) or name == "撤销"))
                words = f"{name}“{label}”" if label else name
                action.setText(f"{words.replace('&', '&&')}({'&U' if name == '撤销' else '&R'})")
                action.setIconText(words)
        self.setWindowTitle(report.title if report else "")

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


def _dropped(mime: QMimeData) -> list[str]:
    """The local files among what is dropped."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
