"""历史版本: save points, steps by day and person, backups; what changed since; going back as one step."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.figures.keys import NO_KEY
from core.numbers.troubles import FileTrouble, Refused
from core.report.versions import (
    Comparison,
    TextDifference,
    Version,
    after_step,
    backups,
    compare,
    copy_of,
    days,
    entries_of,
    hindrance,
    pack_of,
    restore,
    save_points,
)
from gui import ask, theme
from gui.session import Session

VERSION = Qt.ItemDataRole.UserRole
NOW = "现在"
MOST_STEPS = 500
"""Steps of one person on one day that are listed one by one."""


def show(parent: QWidget, session: Session, open_file: Callable[[Path], None]) -> None:
    """Lets the clerk look into the report's past; opens a copy where she asks for one."""
    dialog = HistoryDialog(session, parent)
    dialog.exec()
    if dialog.copy is not None:
        open_file(dialog.copy)


class HistoryDialog(QDialog):
    """Versions at the left, at the right what differs between the one chosen and another."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.copy: Path | None = None
        self._versions: list[Version] = []
        self._points = save_points(session.report)
        self.setWindowTitle("历史版本")
        self.resize(980, 640)
        self._tree = _tree()
        self._against = QComboBox()
        self._against.setAccessibleName("与哪个版本比较")
        self._against.addItem(NOW)
        self._against.addItems([f"{point.name}　{_when(point.at)}" for point in self._points])
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._figures = _figures()
        self._texts = QTextBrowser()
        self._texts.setAccessibleName("文字变化")
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName("变化")
        self._tabs.addTab(self._figures, "数据")
        self._tabs.addTab(self._texts, "文字")
        self._restore = QPushButton("恢复到这里(&R)")
        self._copy = QPushButton("另存为副本(&S)…")
        self._lay_out()
        self._fill()
        self._tree.currentItemChanged.connect(lambda *_: self._show())
        self._against.currentIndexChanged.connect(lambda *_: self._show())
        self._restore.clicked.connect(self._go_back)
        self._copy.clicked.connect(self._keep_copy)
        self._choose_first()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        label = QLabel("与它比较(&W)")
        label.setBuddy(self._against)
        line.addWidget(label)
        line.addWidget(self._against, 1)
        right = QWidget()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(8, 0, 0, 0)
        inside.addLayout(line)
        inside.addWidget(self._summary)
        inside.addWidget(self._tabs)
        parts = QSplitter()
        parts.addWidget(self._tree)
        parts.addWidget(right)
        parts.setSizes([360, 620])
        buttons = QHBoxLayout()
        close = QPushButton("关闭(&C)")
        close.clicked.connect(self.reject)
        buttons.addWidget(self._restore)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        for button in (self._restore, self._copy):
            button.setAutoDefault(False)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(parts, 1)
        layout.addLayout(buttons)

    def _fill(self) -> None:
        report = self._session.report
        for title, versions in (("保存点", self._points), ("备份", backups(report))):
            if versions:
                top = _branch(self._tree, title)
                for version in versions:
                    words = f"{version.name}　{_when(version.at)}　{version.who}".strip("　")
                    top.addChild(self._leaf(words, version))
                top.setExpanded(title == "保存点")
        for number, (day, people) in enumerate(days(report)):
            top = _branch(self._tree, f"{day} 的修改")
            for who, steps in people:
                person = QTreeWidgetItem([f"{who or '未署名'}　{len(steps)} 步"])
                top.addChild(person)
                for head in steps[:MOST_STEPS]:
                    person.addChild(self._leaf(f"{head.at[11:16]}　{head.label}", after_step(head)))
                person.setExpanded(number == 0)
            top.setExpanded(number == 0)

    def _leaf(self, words: str, version: Version) -> QTreeWidgetItem:
        item = QTreeWidgetItem([words])
        item.setData(0, VERSION, len(self._versions))
        item.setToolTip(0, words)
        self._versions.append(version)
        return item

    def _choose_first(self) -> None:
        """The newest save point, else the newest step."""
        item = self._tree.topLevelItem(0)
        while item is not None and item.childCount():
            item = item.child(0)
        self._tree.setCurrentItem(item)

    @property
    def _version(self) -> Version | None:
        item = self._tree.currentItem()
        number = item.data(0, VERSION) if item is not None else None
        return None if number is None else self._versions[number]

    @property
    def _other(self) -> Version | None:
        """The version to compare with, None being the present state."""
        at = self._against.currentIndex()
        return self._points[at - 1] if at > 0 else None

    def _show(self) -> None:
        version = self._version
        self._restore.setEnabled(False)
        self._copy.setEnabled(version is not None)
        self._figures.setRowCount(0)
        self._texts.clear()
        if version is None:
            self._summary.setText("请在左边选一个版本")
            return
        try:
            before = entries_of(self._session.report, version)
            after = entries_of(self._session.report, self._other)
            barred = hindrance(self._session.report, version)
        except FileTrouble as trouble:
            self._summary.setText(f"✕ {trouble.reason}")
            return
        self._restore.setEnabled(not barred and not self._session.report.read_only)
        self._show_differences(compare(self._session.report, before, after), version)
        if barred:
            self._summary.setText(f"! {barred}。{self._summary.text()}")

    def _show_differences(self, differences: Comparison, version: Version) -> None:
        figures = differences.figures
        texts = differences.texts
        self._tabs.setTabText(0, f"数据 {len(figures)}")
        self._tabs.setTabText(1, f"文字 {len(texts)}")
        words = f"从“{version.name}”到“{self._other.name if self._other is not None else NOW}”："
        words += "没有变化" if differences.is_empty else f"{len(figures)} 项数据、{len(texts)} 段文字不同"
        words += f"，{len(differences.moved)} 行换了位置" if differences.moved else ""
        self._summary.setText(words)
        self._figures.setRowCount(len(figures))
        for row, figure in enumerate(figures):
            name = f"ƒ {figure.name}" if figure.computed else figure.name
            for column, text in enumerate((name, figure.before or "未填", figure.after or "未填")):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column and _is_number(text):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._figures.setItem(row, column, item)
        self._texts.setHtml("".join(map(_as_html, texts)) or "<p>没有文字不同</p>")
        self._tabs.setCurrentIndex(0 if figures or not texts else 1)

    @Slot()
    def _go_back(self) -> None:
        version = self._version
        if version is None:
            return
        words = f"报告将恢复到“{version.name}”时的内容。这是一步修改，以后可以用 Ctrl+Z 撤销。"
        if ask.decide(self, "恢复到这里", words, "恢复"):
            entries = entries_of(self._session.report, version)
            if self._session.do(NO_KEY, lambda report: restore(report, entries, version.name)):
                self.accept()

    @Slot()
    def _keep_copy(self) -> None:
        version = self._version
        path = self._session.report.store.path
        suggestion = str(path.with_name(f"{path.stem} {version.name if version else ''}.jxzp"))
        target = ask.where_to_save(self, "另存为副本", suggestion, ask.REPORTS)
        if version is not None and target is not None:
            try:
                entries = entries_of(self._session.report, version)
                pack = pack_of(self._session.report, version)
                copy_of(self._session.report, entries, target, version.name, pack).close()
            except FileTrouble as trouble:
                ask.tell(self, trouble.path.name, trouble.reason)
            except Refused as refusal:
                ask.tell(self, "没有另存", refusal.reason)
            else:
                self.copy = target
                self.accept()


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    tree.setAccessibleName("版本")
    tree.setObjectName("versions")
    return tree


def _figures() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setAccessibleName("数据变化")
    table.setHorizontalHeaderLabels(["数据项", "原来", "后来"])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdecimal()


def _branch(tree: QTreeWidget, words: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words])
    tree.addTopLevelItem(item)
    return item


def _when(at: str) -> str:
    return at[:16].replace("T", " ")


def _as_html(text: TextDifference) -> str:
    """A text with what went struck through and what came underlined, so that colour is not alone."""
    old = theme.colour("error").name()
    new = theme.colour("good").name()
    words = {
        "=": "{}",
        "-": f'<s style="color:{old}">{{}}</s>',
        "+": f'<u style="color:{new}">{{}}</u>',
    }
    body = "".join(words[piece.sign].replace("{}", escape(piece.text)) for piece in text.pieces)
    return f"<h4>{escape(text.name)}</h4><p>{body.replace(chr(10), '<br>')}</p>"
