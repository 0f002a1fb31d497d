"""The main window: sections at the left, the page of one in the middle, findings at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from core.figures.keys import split_key
from core.pack.sections import BODY, LEFT_OUT, SECTIONS, STATE
from core.report.change import Change
from gui import ask
from gui.editors.figure_field import FigureField
from gui.editors.section_page import SectionPage, heading
from gui.panels.findings_panel import FindingsPanel
from gui.session import Session

ROW = Qt.ItemDataRole.UserRole


class MainWindow(QMainWindow):
    """One window for one report; without one it shows the start page.

    What concerns files (new, open, import, export) is asked of `files`, given by the application.
    """

    def __init__(self, files: dict[str, Callable[[], None]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self._pages: dict[str, SectionPage] = {}
        self._saved = QLabel()
        self.statusBar().addWidget(self._saved)
        self.resize(1280, 820)
        self._make_actions(files)
        self._files = files
        self._follow()

    def show_start(self) -> None:
        """Shows the ways to begin."""
        from gui.panels.start_page import StartPage

        self.setCentralWidget(StartPage(self._files))

    # -- the report -----------------------------------------------------------------------------------

    def show_report(self, session: Session) -> None:
        """Shows a report in place of what the window showed."""
        self.leave_report()
        self.session = session
        session.setParent(self)
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)
        self._pages = {}
        self.sections = QListWidget()
        self.sections.setObjectName("sections")
        self.sections.setAccessibleName("章节")
        self.sections.setMinimumWidth(170)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._stack = QStackedWidget()
        splitter = QSplitter()
        splitter.addWidget(self.sections)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([240, 800])
        self.setCentralWidget(splitter)
        self.findings = FindingsPanel(session)
        self.findings.go_requested.connect(self._go)
        self._dock = QDockWidget("审核结果")
        self._dock.setObjectName("findings dock")
        self._dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self._dock.setWidget(self.findings)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._dock)
        self.resizeDocks([self._dock], [320], Qt.Orientation.Horizontal)
        self.sections.currentItemChanged.connect(self._on_section)
        self._list_sections()
        self.sections.setCurrentRow(self._first_to_show())
        self._follow()

    def leave_report(self) -> None:
        """Stores what is being typed and closes the report's file."""
        if self.session is None:
            return
        self.commit()
        self.removeDockWidget(self._dock)
        self._dock.deleteLater()
        self.session.report.close()
        self.session = None

    def commit(self) -> None:
        """Stores what is still being typed, before saving, exporting, switching or closing."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        for page in self._pages.values():
            page.commit()

    def _list_sections(self) -> None:
        assert self.session is not None
        report = self.session.report
        current = self.sections.currentItem()
        shown = current.data(ROW) if current else None
        self.sections.blockSignals(True)
        self.sections.clear()
        for row in report.rows(SECTIONS):
            out = report.words(report.cell(STATE, row)) == LEFT_OUT
            item = QListWidgetItem(heading(self.session, row) + ("（不列）" if out else ""))
            item.setData(ROW, row)
            item.setToolTip(item.text())
            self.sections.addItem(item)
            if row == shown:
                self.sections.setCurrentItem(item)
        self.sections.blockSignals(False)

    def _first_to_show(self) -> int:
        """The first section that has figures to show."""
        assert self.session is not None
        packed = self.session.report.pack.sections
        rows = [self.sections.item(n).data(ROW) for n in range(self.sections.count())]
        return next((n for n, row in enumerate(rows) if row in packed and packed[row].blocks), 0)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_section(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and self.session is not None:
            self._stack.setCurrentWidget(self.page(item.data(ROW)))

    def page(self, row: str) -> SectionPage:
        """The page of a section, made when it is first looked at."""
        assert self.session is not None
        if row not in self._pages:
            self._pages[row] = SectionPage(self.session, row)
            self._stack.addWidget(self._pages[row])
        return self._pages[row]

    @Slot(tuple)
    def _go(self, keys: tuple[str, ...]) -> None:
        """Goes to the first of some keys that has a place on a page."""
        for key in keys:
            row = self._section_of(key)
            if row is None:
                continue
            for number in range(self.sections.count()):
                if self.sections.item(number).data(ROW) == row:
                    self.sections.setCurrentRow(number)
            if self.page(row).show_key(key):
                return

    def _section_of(self, key: str) -> str | None:
        """The section on whose page a figure is edited."""
        assert self.session is not None
        name, row = split_key(key)
        if name.startswith(f"{SECTIONS}.") or name == BODY:
            return row
        for section in self.session.report.pack.sections.values():
            if any(name == block or name.startswith(f"{block}.") for block in section.blocks):
                return section.id
        return None

    # -- actions --------------------------------------------------------------------------------------

    def _make_actions(self, files: dict[str, Callable[[], None]]) -> None:
        self._undo = self._action("撤销", QKeySequence.StandardKey.Undo, self._take_back)
        self._redo = self._action("重做", "Ctrl+Y", self._do_again)
        menu = self.menuBar().addMenu("文件(&F)")
        for words, name, keys in (
            ("新建(&N)…", "新建", "Ctrl+N"),
            ("打开(&O)…", "打开", "Ctrl+O"),
            ("从已有报告导入(&I)…", "从已有报告导入", "Ctrl+Shift+O"),
            ("以去年为底稿(&L)…", "以去年为底稿", ""),
            ("打开示例", "打开示例", ""),
            ("另存为(&A)…", "另存为", "Ctrl+Shift+S"),
            ("保存点(&S)", "保存点", "Ctrl+S"),
            ("导出(&E)…", "导出", "Ctrl+E"),
            ("退出(&Q)", "退出", "Ctrl+Q"),
        ):
            menu.addAction(self._action(words, keys, files[name]))
        edit = self.menuBar().addMenu("编辑(&E)")
        edit.addActions([self._undo, self._redo])
        check = self.menuBar().addMenu("检查(&C)")
        check.addAction(self._action("下一处(&N)", "F8", lambda: self._step(1)))
        check.addAction(self._action("上一处(&P)", "Shift+F8", lambda: self._step(-1)))
        view = self.menuBar().addMenu("视图(&V)")
        view.addAction(self._action("下一节", "Ctrl+PgDown", lambda: self._turn(1)))
        view.addAction(self._action("上一节", "Ctrl+PgUp", lambda: self._turn(-1)))
        bar = self.addToolBar("常用")
        bar.setObjectName("bar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        bar.addActions([self._undo, self._redo])

    def _action(self, words: str, keys: object, act: Callable[[], object]) -> QAction:
        action = QAction(words, self)
        if keys:
            action.setShortcut(QKeySequence(keys))  # type: ignore[call-overload]
        action.triggered.connect(lambda: act())
        self.addAction(action)
        return action

    def _take_back(self) -> None:
        if self.session is not None:
            self._store_text()
            self.session.undo()

    def _do_again(self) -> None:
        if self.session is not None:
            self._store_text()
            self.session.redo()

    def _store_text(self) -> None:
        """What is typed is a step before a step is taken back."""
        focus = self.focusWidget()
        if isinstance(focus, FigureField):
            focus.commit()
        for page in self._pages.values():
            page.commit()

    def _step(self, by: int) -> None:
        if self.session is not None:
            self.findings.step(by)

    def _turn(self, by: int) -> None:
        if self.session is not None:
            row = self.sections.currentRow() + by
            if 0 <= row < self.sections.count():
                self.sections.setCurrentRow(row)

    # -- following ------------------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if any(key.startswith(SECTIONS) and split_key(key)[0] != BODY for key in change.keys):
            self._list_sections()
        self._saved.setText(f"已保存 {datetime.now():%H:%M:%S}")
        trouble = self.session.report.store.backup_trouble if self.session else None
        if trouble:
            self.statusBar().showMessage(f"! {trouble}")
        self._follow()

    @Slot(str, str)
    def _on_refused(self, key: str, reason: str) -> None:
        if not key:
            ask.tell(self, "没有保存", reason)

    def _follow(self) -> None:
        report = self.session.report if self.session else None
        for action, word, label in (
            (self._undo, "撤销", report.undo_label if report else None),
            (self._redo, "重做", report.redo_label if report else None),
        ):
            action.setEnabled(label is not None)
            action.setText(f"{word}“{label}”" if label else word)
        self.setWindowTitle(f"自评通 — {report.title}" if report else "自评通")
        if report and not self._saved.text():
            self._saved.setText("已打开")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave_report()
        super().closeEvent(event)
