"""读入附件: what a filled form would change, line by line, before anything is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.intake.forms.form_proposal import UNIT, YEAR, FormEdit, FormProposal, Question, RowEdit
from core.material.workbook import WorkbookRead
from core.report.report import Report
from gui.dialogs.forms_tree import ALL, FILTERS, Filter, FormsTree
from gui.dialogs.sheet_excerpt import SheetExcerpt

Reread = Callable[[Mapping[str, str]], FormProposal | None]
"""Reads the file once more, with the money of some sheets in a unit; None where it was stopped."""

_MOST_NAMES = 4


class FormsPreview(QDialog):
    """What is certain is ticked; what is doubtful, would clear something or asks for a word first is not."""

    def __init__(
        self,
        report: Report,
        book: WorkbookRead,
        proposal: FormProposal,
        reread: Reread,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._proposal = proposal
        self._reread = reread
        self._book = book
        self._units: dict[str, str] = {}
        self.setWindowTitle("读入附件预览")
        self.resize(1180, 640)
        self._head = QLabel()
        self._head.setObjectName("读入说明")
        self._head.setWordWrap(True)
        self._questions = QVBoxLayout()
        self._parts = QListWidget()
        self._tree = FormsTree(report)
        self._excerpt = SheetExcerpt(book)
        self._place = QLabel()
        self._left_out = QListWidget()
        self._left_head = QLabel()
        self._hint = QLabel()
        self._go = QPushButton("读入勾选的(&R)")
        self._lay_out()
        self._tree.ticked.connect(self._on_ticked)
        self._tree.at.connect(self._on_at)
        self._parts.currentRowChanged.connect(self._on_part)
        self._show(proposal)
        self._tree.setFocus()

    # -- laying out -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._parts.setObjectName("读入的分类")
        self._parts.setAccessibleName("只看哪一类")
        self._parts.setFixedWidth(150)
        middle = QHBoxLayout()
        middle.addWidget(self._parts)
        right = QVBoxLayout()
        right.addWidget(self._tree, 3)
        right.addLayout(self._below(), 2)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._head)
        layout.addLayout(self._questions)
        layout.addLayout(middle, 1)
        layout.addLayout(self._buttons())

    def _below(self) -> QHBoxLayout:
        """The file around the line, and what was not read."""
        self._left_out.setObjectName("没有读的")
        self._left_out.setAccessibleName("没有读的，和要留意的")
        self._left_out.setWordWrap(True)
        for label in (self._place, self._left_head):
            label.setProperty("role", "group")
        line = QHBoxLayout()
        for head, body in ((self._place, self._excerpt), (self._left_head, self._left_out)):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(head)
            column.addWidget(body, 1)
            line.addLayout(column, 3 if body is self._excerpt else 2)
        return line

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self._hint.setObjectName("勾选了多少")
        self._hint.setProperty("role", "quiet")
        line.addWidget(self._hint, 1)
        stay = QPushButton("取消")
        self._go.setAutoDefault(False)
        stay.setDefault(True)
        self._go.clicked.connect(self.accept)
        stay.clicked.connect(self.reject)
        line.addWidget(self._go)
        line.addWidget(stay)
        return line

    # -- showing --------------------------------------------------------------------------------------

    def _show(self, proposal: FormProposal) -> None:
        """Shows a proposal, the first or one that was read anew."""
        self._proposal = proposal
        self._head.setText(summary(proposal, self._book.path.name))
        self._show_questions()
        self._tree.show_proposal(proposal)
        self._show_parts()
        self._left_out.clear()
        self._left_out.addItems([f"没有读　{left.sentence}" for left in proposal.unread])
        self._left_out.addItems(list(proposal.notes))
        count = len(proposal.unread)
        self._left_head.setText(f"没有读的 {count} 处　报告里的原样不动" if count else "没有读的：无")

    def _show_parts(self) -> None:
        self._parts.blockSignals(True)
        self._parts.clear()
        for part in FILTERS:
            count = self._tree.count(part)
            if count or part.name == ALL:
                item = QListWidgetItem(f"{part.name}　{count}")
                item.setData(Qt.ItemDataRole.UserRole, FILTERS.index(part))
                self._parts.addItem(item)
        same = QListWidgetItem(f"和现在一样　{sum(form.same for form in self._proposal.forms)}")
        same.setFlags(Qt.ItemFlag.NoItemFlags)
        self._parts.addItem(same)
        self._parts.blockSignals(False)
        self._parts.setCurrentRow(0)

    def _show_questions(self) -> None:
        while (old := self._questions.takeAt(0)) is not None:
            old.widget().hide()  # one of its buttons may just be the one that was pressed
        for question in self._proposal.questions:
            self._questions.addWidget(self._question(question))

    def _question(self, question: Question) -> QFrame:
        """What must be asked, with what can be said to it."""
        frame = QFrame()
        frame.setProperty("role", "banner")
        line = QHBoxLayout(frame)
        line.setContentsMargins(8, 4, 8, 4)
        words = QLabel(f"⚠ {question.words}")
        words.setProperty("role", "explain")
        words.setWordWrap(True)
        line.addWidget(words, 1)
        if question.what in (YEAR, UNIT):
            button = QPushButton("仍然读入这张表")
            button.clicked.connect(lambda: self._tree.tick_asked(question))
            line.addWidget(button)
        else:
            said = "万元" if question.what == "元" else "元"
            for unit in (question.what, said):
                button = QPushButton(f"这张表按{unit}读" if unit == question.what else f"就按{unit}")
                button.clicked.connect(lambda _checked=False, unit=unit: self._read_as(question.sheet, unit))
                line.addWidget(button)
        for button in frame.findChildren(QPushButton):
            button.setAutoDefault(False)
        return frame

    def _read_as(self, sheet: str, unit: str) -> None:
        """Reads the file once more, one sheet's money in the unit that was said."""
        units = {**self._units, sheet: unit}
        proposal = self._reread(units)
        if proposal is not None:
            self._units = units
            self._show(proposal)

    # -- moving ---------------------------------------------------------------------------------------

    @Slot(int)
    def _on_part(self, row: int) -> None:
        item = self._parts.item(row)
        if item is not None and item.data(Qt.ItemDataRole.UserRole) is not None:
            part: Filter = FILTERS[item.data(Qt.ItemDataRole.UserRole)]
            self._tree.show_part(part)

    @Slot(str)
    def _on_at(self, source: str) -> None:
        sheet = self._excerpt.show_place(source)
        self._place.setText(f"原表里　{self._book.path.name}　工作表“{sheet}”" if sheet else "原表里")

    @Slot()
    def _on_ticked(self) -> None:
        chosen = self._tree.chosen()
        edits = sum(isinstance(change, FormEdit) for change in chosen)
        parts = [f"改 {edits}"] if edits else []
        parts += (
            [f"新增 {sum(isinstance(c, RowEdit) and c.is_new for c in chosen)} 行"]
            if len(chosen) > edits
            else []
        )
        rest = sum(self._tree.count(part) for part in FILTERS[:1]) - len(chosen)
        held = f"；没有勾的 {rest} 项不读" if rest else ""
        which = f"：{'，'.join(parts)}" if parts else ""
        self._hint.setText(f"勾选 {len(chosen)} 项{which}{held}　读入后可以一步撤销")
        self._go.setEnabled(bool(chosen))

    def choice(self) -> tuple[list[FormEdit], list[RowEdit], list[RowEdit]]:
        """The ticked edits, new rows, and rows to be removed."""
        ticked = self._tree.chosen()
        edits = [one for one in ticked if isinstance(one, FormEdit)]
        rows = [one for one in ticked if isinstance(one, RowEdit)]
        return edits, [row for row in rows if row.is_new], [row for row in rows if not row.is_new]

    @property
    def proposal(self) -> FormProposal:
        """What the choice was made of: read anew where a unit was said."""
        return self._proposal


def summary(proposal: FormProposal, source: str) -> str:
    """Which forms were recognised, of which year and unit, and how much would change."""
    forms = "、".join(dict.fromkeys(sheet.form for sheet in proposal.forms)) or "没有认出附件"
    years = "、".join(dict.fromkeys(f"{sheet.year}年度" for sheet in proposal.forms if sheet.year))
    units = list(dict.fromkeys(sheet.unit for sheet in proposal.forms if sheet.unit))[:_MOST_NAMES]
    named = "，".join(filter(None, (years, "、".join(units))))
    parts = [f"改动 {len(proposal.taken)} 处"]
    parts += [f"增加 {len(proposal.rows)} 行"] if proposal.rows else []
    parts += [f"少了 {len(proposal.gone)} 行"] if proposal.gone else []
    parts += [f"读不懂 {len(proposal.refused)} 处"] if proposal.refused else []
    return f"<b>{source}</b>　认出是 {forms}{f'（{named}）' if named else ''}　{'，'.join(parts)}。"
