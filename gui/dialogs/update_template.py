"""更新模板: what a newer version of its template does to a report, before it is done; and what is kept as 旧数据."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.commands.packs import newer_folder
from core.export.whole_file import differs, write_whole
from core.numbers.troubles import FileTrouble, PackError, Refused
from core.pack.loading import load_pack
from core.report.pack_update import OldValue, PackUpdate, old_values, propose_update, take_update
from core.report.report import Report
from gui import ask
from gui.dialogs import work

Group = tuple[str, Sequence[str]]
FINAL = "报告已经定稿，不能更新模板。要更新请先在“检查 → 签批和定稿”里取消定稿，写明原因。"
READ_ONLY = "报告是以只读方式打开的，不能更新模板。"
PROMISE = "更新以前先做一份备份；更新是一步，不能撤销，要回到以前请打开备份。"


def show(parent: QWidget, report: Report) -> bool:
    """Shows what there is to update and what was kept; whether the report took the newer template.

    Raises PackError for a newer one that is unsound.
    """
    folder = newer_folder(report.pack)
    update = None
    if folder is not None:
        update = work.run(parent, "正在比较新旧模板", lambda _step: _proposed(report, folder))
        if update is None:
            return False
    if update is None and not old_values(report):
        pack = report.pack
        words = f"报告用的模板是“{pack.title}”（{pack.id}，版本 {pack.version}），没有更新的版本。"
        ask.tell(parent, "更新模板", words)
        return False
    return bool(UpdateDialog(report, update, parent).exec())


def _proposed(report: Report, folder: Path) -> PackUpdate | None:
    try:
        return propose_update(report, load_pack(folder))
    except PackError as error:
        raise PackError(f"{folder.name}/{error.file}", error.line, error.reason) from error


class UpdateDialog(QDialog):
    """What comes, goes and is renamed; below it the way to keep 旧数据 elsewhere."""

    def __init__(self, report: Report, update: PackUpdate | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("更新模板")
        self.resize(760, 560)
        self._report = report
        self._update = update
        self._kept = old_values(report)
        self._trouble = QLabel(self._hindrance())
        self._go = QPushButton("更新(&U)")
        self._keep = QPushButton("旧数据存为文本(&S)…")
        self._lay_out()
        self._go.clicked.connect(self._take)
        self._keep.clicked.connect(self._write)
        self._go.setEnabled(update is not None and not self._trouble.text())
        self._go.setVisible(update is not None)
        self._keep.setEnabled(bool(self._kept or (update and update.old_values)))

    def _lay_out(self) -> None:
        head = QLabel(self._head())
        head.setWordWrap(True)
        head.setObjectName("update head")
        tree = _tree(self._groups())
        self._trouble.setProperty("role", "refusal")
        self._trouble.setWordWrap(True)
        self._trouble.setObjectName("update trouble")
        close = QPushButton("关闭(&C)")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._keep)
        buttons.addStretch(1)
        buttons.addWidget(self._go)
        buttons.addWidget(close)
        for button in (self._keep, self._go):
            button.setAutoDefault(False)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(tree, 1)
        layout.addWidget(self._trouble)
        layout.addLayout(buttons)

    def _head(self) -> str:
        pack = self._report.pack
        if self._update is None:
            return f"“{pack.title}”（版本 {pack.version}）没有更新的版本。下面是以前更新模板时留下的旧数据。"
        newer = self._update.pack
        return f"“{newer.title}”有新版：报告用的是版本 {pack.version}，新的是版本 {newer.version}。{PROMISE}"

    def _hindrance(self) -> str:
        if self._update is None:
            return ""
        if self._report.is_final:
            return f"✕ {FINAL}"
        return f"✕ {READ_ONLY}" if self._report.read_only else ""

    def _groups(self) -> list[Group]:
        """What is told, each with how much there is of it."""
        kept: list[Group] = [("已经留着的旧数据", _lines(self._kept))] if self._kept else []
        update = self._update
        if update is None:
            return kept
        reworded = [f"{update.reworded} 处没有改过的标题和行文，换成新模板的"] if update.reworded else []
        groups: list[Group] = [
            ("新增的数据项", update.new),
            ("不再有的数据项", update.gone),
            ("改名的数据项", [f"{old} → {new}" for old, new in update.renamed]),
            ("没有地方放、留作旧数据的", _lines(update.old_values)),
            ("正文里的活数变成普通文字，请看一遍", update.texts),
            ("行文", reworded),
            ("新出现的审核结果", [f"{one.severity}　{one.message}" for one in update.came]),
            ("不再出现的审核结果", [f"{one.severity}　{one.message}" for one in update.went]),
        ]
        return [group for group in groups if group[1]] + kept or [("数据项和审核结果都没有变化", ())]

    @Slot()
    def _take(self) -> None:
        assert self._update is not None
        try:
            take_update(self._report, self._update)
        except Refused as refusal:
            self._trouble.setText(f"✕ {refusal.reason}")
        except FileTrouble as trouble:
            self._trouble.setText(f"✕ 没有更新：{trouble.reason}")
        else:
            self.accept()

    @Slot()
    def _write(self) -> None:
        """旧数据 as a list that any program opens: name and value, a line each."""
        path = self._report.store.path
        suggestion = str(path.with_name(f"{path.stem} 旧数据.txt"))
        target = ask.where_to_save(self, "旧数据存到", suggestion, "文本文件 (*.txt)")
        if target is None:
            return
        target = ask.complete_name(target, ".txt")
        try:
            write_old_values(target, [*self._kept, *(self._update.old_values if self._update else ())])
        except FileTrouble as trouble:
            self._trouble.setText(f"✕ {trouble.path.name}：{trouble.reason}")
        else:
            ask.tell_written(self, "已存为文本", target.parent, [target])


def write_old_values(path: Path, values: Sequence[OldValue]) -> None:
    """Name and value with a tab between, a line each; raises FileTrouble."""
    text = "".join(f"{one.name}\t{one.words.replace(chr(10), ' ')}\n" for one in values)

    def check(written: Path) -> None:
        if written.read_text("utf-8-sig") != text:
            raise differs(path)

    write_whole(path, lambda target: _put(target, text), check)


def _put(path: Path, text: str) -> None:
    path.write_text(text, "utf-8-sig", newline="\n")


def _lines(values: Sequence[OldValue]) -> list[str]:
    return [f"{one.name}　{one.words}" for one in values]


def _tree(groups: Sequence[Group]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    tree.setAccessibleName("更新以后的变化")
    tree.setObjectName("update list")
    tree.setWordWrap(True)
    for title, lines in groups:
        top = QTreeWidgetItem([f"{title}　{len(lines)}" if lines else title])
        tree.addTopLevelItem(top)
        for words in lines:
            item = QTreeWidgetItem([words])
            item.setToolTip(0, words)
            top.addChild(item)
        top.setExpanded(len(lines) <= 12)
    tree.setCurrentItem(tree.topLevelItem(0))
    return tree
