"""The findings as sentences with their numbers: gravest first, Enter goes there, a 需说明 is answered in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from core.figures.keys import ANSWER, NO_KEY, Key
from core.numbers.finding import EXPLAIN, SEVERITIES
from core.report.change import Change
from core.report.explain import who_entered
from core.report.findings import Standing, answer, dismiss
from core.report.names import section_name
from core.report.progress import home_of, verdict_line
from core.report.stages import standing_final
from gui import theme
from gui.panels.answer_box import AnswerBox
from gui.panels.finding_list import FindingList, items_of, severity_of
from gui.panels.finding_rows import CODE, MESSAGE, PLACE, SEVERITY, STANDING, STATE
from gui.session import Session


class FindingsPanel(QWidget):
    """One verdict line, and below it every finding; those that follow from another are folded under it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: list[Standing] | None = None
        self._unfilled = 0
        self._refused = 0
        self._verdict = QLabel()
        self._verdict.setObjectName("verdict")
        self._verdict.setWordWrap(True)
        self.sentences = FindingList()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._verdict)
        layout.addWidget(self.sentences)
        self.sentences.itemActivated.connect(self._on_activated)
        self.sentences.itemExpanded.connect(self._on_expanded)
        self.sentences.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sentences.customContextMenuRequested.connect(self._on_menu)
        session.changed.connect(self._on_changed)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Another set of colours: the groups' names are coloured anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown:
            self._shown = None
            self._show()

    def tell_unfilled(self, number: int, refused: int = 0) -> None:
        """How many places are blank, and how many hold what was not taken: both stand in the verdict alone."""
        self._unfilled = number
        self._refused = refused
        self._say_verdict()

    def step(self, by: int) -> None:
        """The next or the previous finding, and to its place."""
        items = [item for item in items_of(self.sentences) if item.data(0, STANDING) is not None]
        if items:
            current = self.sentences.currentItem()
            first = 0 if by > 0 else -1
            at = items.index(current) + by if current in items else first
            self._choose(items[at % len(items)])
            self._on_activated(items[at % len(items)])

    def answer_current(self) -> bool:
        """Opens the answer of the finding under the cursor, else of the first one not answered."""
        items = [i for i in items_of(self.sentences) if severity_of(i) == EXPLAIN]
        current = self.sentences.currentItem()
        wanted = [current] if current in items else [i for i in items if i.data(0, STANDING).is_open] + items
        if wanted:
            self._choose(wanted[0])
            wanted[0].setExpanded(True)
            box = box_of(self.sentences, wanted[0])
            if box is not None:
                box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(wanted)

    def commit(self) -> None:
        """Stores answers that are still being written, one after the other: each makes the list anew."""
        for item in items_of(self.sentences):
            if (box := box_of(self.sentences, item)) is not None and box.text.composing:
                box.text.commit_composition()
        waiting = self._unsaved()
        while waiting:
            waiting[0].text.commit_composition()
            waiting[0].store()
            before = len(waiting)
            waiting = self._unsaved()
            if len(waiting) >= before:
                return

    def _unsaved(self) -> list[AnswerBox]:
        boxes = [
            box for item in items_of(self.sentences) if (box := box_of(self.sentences, item)) is not None
        ]
        return [box for box in boxes if box.unsaved is not None]

    def _choose(self, item: QTreeWidgetItem) -> None:
        parent = item.parent()
        if parent is not None:
            parent.setExpanded(True)
        self.sentences.setCurrentItem(item)
        self.sentences.scrollToItem(item)

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, item: QTreeWidgetItem | None, _column: int = 0) -> None:
        standing = item.data(0, STANDING) if item is not None else None
        if standing is not None:
            proof = self._session.report.proofs.found.get(standing.finding.identity)
            if proof is not None:
                self._session.where.words_requested.emit(proof.key, proof.start, proof.end)
            else:
                self._session.where.go_requested.emit(standing.finding.keys)

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        item = self.sentences.itemAt(place)
        if item is not None and item.data(0, STANDING) is not None:
            self.menu_of(item).popup(self.sentences.viewport().mapToGlobal(place))

    def menu_of(self, item: QTreeWidgetItem) -> QMenu:
        """What can be done with a finding; those of the sentences can be set aside as 误报, and come back by undo."""
        session = self._session
        finding = item.data(0, STANDING).finding
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("到这里(&G)").triggered.connect(lambda: self._on_activated(item))
        copied = f"{finding.severity} {finding.code}：{finding.message}"
        menu.addAction("复制(&C)").triggered.connect(lambda: QGuiApplication.clipboard().setText(copied))
        aside = menu.addAction("不是问题（误报）(&X)")
        aside.setEnabled(finding.identity in session.report.proofs.found and not session.report.read_only)
        aside.triggered.connect(lambda: session.do(NO_KEY, lambda report: dismiss(report, finding)))
        return menu

    def show_finding(self, identity: str) -> None:
        """Chooses a finding by its identity."""
        for item in items_of(self.sentences):
            if item.data(0, STANDING) is not None and item.data(0, STANDING).finding.identity == identity:
                self._choose(item)

    @Slot(object)
    def _on_changed(self, _change: Change) -> None:
        self._show()

    # -- showing --------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Lists what stands against the report; a list that says the same stays as it is."""
        standings = self._session.standings
        if standings is self._shown:
            return
        if standings != self._shown:
            kept = _Kept(self.sentences)
            self._silence_boxes()
            self.sentences.clear()
            self._fill(standings)
            kept.put_back(self.sentences)
        self._shown = standings
        self._say_verdict()

    def _silence_boxes(self) -> None:
        """An answer that loses the focus by being cleared away stores nothing: its words are kept already."""
        for item in items_of(self.sentences):
            box = box_of(self.sentences, item)
            if box is not None:
                box.blockSignals(True)

    def _say_verdict(self) -> None:
        final = standing_final(self._session.report)
        severity, words = verdict_line(self._session.standings, self._unfilled, final, self._refused)
        mark, _ = theme.SEVERITY[severity]
        self._verdict.setText(f"{mark} {words}")
        self._verdict.setProperty("severity", severity)
        theme.restyle(self._verdict)

    def _fill(self, found: list[Standing]) -> None:
        made: dict[str, QTreeWidgetItem] = {}
        for severity in SEVERITIES:
            group = [one for one in found if one.finding.severity == severity]
            if not group:
                continue
            top = QTreeWidgetItem([f"{theme.SEVERITY[severity][0]} {severity}　{len(group)}"])
            top.setForeground(0, theme.colour(theme.SEVERITY[severity][1]))
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.sentences.addTopLevelItem(top)
            for standing in group:
                item = self._item(standing)
                cause = made.get(standing.finding.cause)
                (cause or top).addChild(item)
                made[standing.finding.identity] = item
                if severity == EXPLAIN:
                    item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            top.setExpanded(True)
        for item in made.values():
            follow = sum(1 for n in range(item.childCount()) if item.child(n).data(0, STANDING) is not None)
            if follow:
                item.setData(0, STATE, f"牵连 {follow} 处")

    def _item(self, standing: Standing) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        finding = standing.finding
        place = section_name(self._session.report, home_of(self._session.report, map(Key, finding.keys)))
        for role, value in (
            (STANDING, standing),
            (SEVERITY, finding.severity),
            (CODE, finding.code),
            (PLACE, place),
            (MESSAGE, finding.message),
            (STATE, "试行" if finding.trial else standing.state),
        ):
            item.setData(0, role, value)
        state = f"（{standing.state}）" if standing.state else ""
        said = f"{finding.severity}{state}　{finding.code}　{place}　{finding.message}"
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip(0, f"依据：{finding.source}" if finding.source else "")
        return item

    # -- answering ------------------------------------------------------------------------------------

    @Slot(QTreeWidgetItem)
    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        if severity_of(item) == EXPLAIN and box_of(self.sentences, item) is None:
            self._open(item)

    def _open(self, item: QTreeWidgetItem) -> AnswerBox:
        standing: Standing = item.data(0, STANDING)
        report = self._session.report
        finding = standing.finding
        entered = who_entered(report, [ANSWER + finding.identity]).get(ANSWER + finding.identity)
        said = f"{entered.signed} 说明" if entered else ""
        rule = report.graph.plan.rules.get(finding.code)
        phrases = list(rule.rule.phrases) if rule else []
        phrases += [one.answer for one in self._session.standings if one.answer and one.answer not in phrases]
        box = AnswerBox(report, standing, phrases, said, rule.rule.most_characters if rule else 0)
        box.given.connect(lambda text: self._session.do(NO_KEY, lambda r: answer(r, finding, text)))
        box.seen.connect(lambda: self._session.do(NO_KEY, lambda r: r.looked_at(Key(finding.keys[0]))))
        place = QTreeWidgetItem()
        place.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.insertChild(0, place)
        self.sentences.setItemWidget(place, 0, box)
        self.sentences.fit_boxes()
        self.sentences.scrollToItem(place)
        return box


def box_of(tree: QTreeWidget, item: QTreeWidgetItem) -> AnswerBox | None:
    """The answer that is open under a finding."""
    widget = tree.itemWidget(item.child(0), 0) if item.childCount() else None
    return widget if isinstance(widget, AnswerBox) else None


class _Kept:
    """What must survive a new list: the current finding, open answers and words not stored yet."""

    def __init__(self, tree: FindingList) -> None:
        current = tree.currentItem()
        standing = current.data(0, STANDING) if current is not None else None
        self._current = standing.finding.identity if standing is not None else ""
        self._open: dict[str, tuple[str | None, bool]] = {}
        for item in items_of(tree):
            box = box_of(tree, item)
            if box is not None and item.isExpanded():
                inside = box.isAncestorOf(tree.window().focusWidget() or tree)
                self._open[item.data(0, STANDING).finding.identity] = (box.unsaved, inside)

    def put_back(self, tree: FindingList) -> None:
        for item in list(items_of(tree)):
            standing = item.data(0, STANDING)
            if standing is None:
                continue
            if standing.finding.identity == self._current:
                tree.setCurrentItem(item)
            text, inside = self._open.get(standing.finding.identity, (None, False))
            if standing.finding.identity in self._open and standing.is_open:
                item.setExpanded(True)
                box = box_of(tree, item)
                if box is not None and text is not None:
                    box.text.setPlainText(text)
                if box is not None and inside:
                    box.setFocus(Qt.FocusReason.OtherFocusReason)
