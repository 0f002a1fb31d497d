"""为什么是这个数: a figure's formula with its numbers, down to who entered what, and where it is used."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.figures.keys import NO_KEY, Key, split_key
from core.report.change import Change
from core.report.explain import Entered, FigureExplanation, explain
from core.report.names import figure_name, origin_of, section_name
from core.report.progress import section_of
from gui import theme
from gui.panels.finding_list import items_of
from gui.session import Session
from gui.widgets.wrapping_rows import WrappingRows

KEYS = Qt.ItemDataRole.UserRole
LEADS = Qt.ItemDataRole.UserRole + 1
"""Set on a line that one click follows."""
MOST_MISSING = 8
TITLE = "为什么是这个数"
PAUSE = 120
"""Milliseconds after which the panel follows: walking through fields with Tab explains none of them."""


class WhyPanel(QWidget):
    """Explains the figure that the clerk stands on; every line leads to its place."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = NO_KEY
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.show_now)
        self._title = QLabel(TITLE)
        self._title.setProperty("role", "panel")
        self._title.setWordWrap(True)
        self.lines = QTreeWidget()
        self.lines.setObjectName("why")
        self.lines.setAccessibleName(TITLE)
        self.lines.setHeaderHidden(True)
        self.lines.setItemDelegate(WrappingRows(self.lines))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.formulas = QCheckBox("显示公式")
        self.formulas.setObjectName("formulas")
        self.formulas.setToolTip("连同计算公式一起列出")
        self.formulas.toggled.connect(self.show_now)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.setContentsMargins(0, 0, 8, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self.formulas)
        layout.addLayout(head)
        layout.addWidget(self.lines)
        self.lines.itemActivated.connect(self._on_activated)
        self.lines.itemClicked.connect(self._on_clicked)
        session.changed.connect(self._on_changed)

    @property
    def key(self) -> Key:
        """The figure explained, "" where the clerk stands on none."""
        return self._key

    def follow(self, key: Key) -> None:
        """The clerk went to another figure, which is explained when she stays there, or to what is none."""
        figure = self._session.report.pack.definitions.figures.get(split_key(key)[0])
        wanted = NO_KEY if figure is None or figure.kind.is_lines else key
        if wanted != self._key:
            self._key = wanted
            self._pause.start()

    @Slot()
    def show_now(self) -> None:
        """Explains the figure at once, where the panel is to be seen."""
        self._pause.stop()
        if not self.isVisible():
            return
        if not self._key:
            self._title.setText(TITLE)
            self.lines.clear()
            return
        report = self._session.report
        found = explain(report, self._key)
        self._title.setText(f"{TITLE}　{figure_name(report, self._key)}")
        self.lines.clear()
        self._show_missing(found)
        self._show_origin()
        self._show_lines(found)
        self._show_uses(found)
        self.lines.expandToDepth(1)

    def showEvent(self, event: object) -> None:
        self._pause.start()

    def _show_missing(self, found: FigureExplanation) -> None:
        """What is to be entered before the figure has a value: a click goes there."""
        for key in found.missing[:MOST_MISSING]:
            item = _item(f"还缺：{figure_name(self._session.report, key)}　→ 去填", (key,))
            item.setData(0, LEADS, True)
            item.setForeground(0, theme.colour("accent"))
            self.lines.addTopLevelItem(item)
        if len(found.missing) > MOST_MISSING:
            self.lines.addTopLevelItem(_item(f"一共还缺 {len(found.missing)} 项", ()))

    def _show_origin(self) -> None:
        """What the pack says of the figure, and what it was last year."""
        for line in origin_of(self._session.report, self._key):
            self.lines.addTopLevelItem(_item(line, ()))

    def _show_lines(self, found: FigureExplanation) -> None:
        report = self._session.report
        parents: list[QTreeWidgetItem] = []
        for line in found.lines:
            suffix = report.definition(line.key).kind.suffix
            words = f"{line.words or '未填'}{f' {suffix}' if line.words and suffix else ''}"
            item = _item(f"{figure_name(report, line.key)}　{words}", (line.key,))
            del parents[line.depth :]
            if parents:
                parents[-1].addChild(item)
            else:
                self.lines.addTopLevelItem(item)
            parents.append(item)
            if line.said:
                item.addChild(_item(f"＝ {_with_signs(line.said)}", (line.key,)))
            if line.numbers and self.formulas.isChecked():
                formula = report.definition(line.key).formula.strip()
                item.addChild(_item(f"＝ {_with_signs(formula)}", (line.key,)))
                item.addChild(_item(f"＝ {_with_signs(line.numbers)}", (line.key,)))
            if line.entered is not None:
                item.addChild(_item(_entered(line.entered), (line.key,)))

    def _show_uses(self, found: FigureExplanation) -> None:
        report = self._session.report
        uses: list[tuple[str, tuple[Key, ...]]]
        uses = [(figure_name(report, key), (key,)) for key in found.uses.figures]
        plan = report.graph.plan
        uses += [(f"审核：{code}", plan.keys_of(plan.rules[code])) for code in found.uses.rules]
        for key in found.uses.texts:
            home = section_of(report, key)
            uses.append((f"文字：{section_name(report, home) if home else figure_name(report, key)}", (key,)))
        if uses:
            top = _item("用在", ())
            self.lines.addTopLevelItem(top)
            for words, keys in uses:
                top.addChild(_item(words, tuple(keys)))

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        keys = item.data(0, KEYS)
        if keys:
            self._session.where.go_requested.emit(tuple(keys))

    @Slot(QTreeWidgetItem, int)
    def _on_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        if item.data(0, LEADS):
            self._on_activated(item, column)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._key and (not change.keys or self._shown_keys() & change.keys):
            self._pause.start()

    def _shown_keys(self) -> set[Key]:
        return {self._key} | {key for item in items_of(self.lines) for key in item.data(0, KEYS) or ()}


def _item(words: str, keys: tuple[Key, ...]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([words])
    item.setData(0, KEYS, keys)
    item.setToolTip(0, words)
    return item


def _entered(entered: Entered) -> str:
    return f"{entered.signed}　{entered.label}"


def _with_signs(formula: str) -> str:
    """A formula with the signs of arithmetic that a clerk writes."""
    return formula.replace("*", "×").replace("/", "÷").replace("\n", " ")
