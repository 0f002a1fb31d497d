"""模板: the program's templates and the user's own; copying one, taking one in, looking for its mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.commands.own_packs import copy_pack, take_zip
from core.commands.pack_check import check_pack
from core.commands.packs import FoundPack, found_packs, own_folder
from core.numbers.troubles import FileTrouble, PackError, Refused
from gui import ask
from gui.dialogs import work
from gui.widgets.announcing import announce

HEADS = ("名称", "编号", "版本", "年度", "来自", "状态")
ZIPS = "压缩的模板 (*.zip)"
HINT = "选一个模板，复制成自己的再改：数据项、审核公式、行文是文本文件，附件是 Excel 表。改好的模板可以在“新建”里选。"


class TemplatesDialog(QDialog):
    """A row a template; below it what was found when the one chosen was checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("模板")
        self.resize(980, 560)
        self._own = own_folder()
        self._found: list[FoundPack] = []
        self._list = _list()
        self._outcome = QPlainTextEdit()
        self._outcome.setReadOnly(True)
        self._outcome.setTabChangesFocus(True)
        self._outcome.setPlaceholderText("点“检查”，写错的地方列在这里：文件、行或格、怎么改")
        self._outcome.setObjectName("templates outcome")
        self._outcome.setAccessibleName("检查结果")
        self._copy = QPushButton("从现有模板复制(&D)…")
        self._take = QPushButton("导入 .zip(&I)…")
        self._open = QPushButton("打开文件夹(&O)")
        self._check = QPushButton("检查(&K)")
        self._lay_out()
        self._list.currentItemChanged.connect(lambda *_: self._follow())
        self._copy.clicked.connect(self._copy_chosen)
        self._take.clicked.connect(self._take_asked)
        self._open.clicked.connect(self._open_chosen)
        self._check.clicked.connect(self._check_chosen)
        self._fill(0)

    def _lay_out(self) -> None:
        hint = QLabel(HINT)
        hint.setWordWrap(True)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self._list)
        parts.addWidget(self._outcome)
        parts.setSizes([260, 200])
        parts.setChildrenCollapsible(False)
        close = QPushButton("关闭(&C)")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (self._copy, self._take, self._open, self._check):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(parts, 1)
        layout.addLayout(buttons)

    # -- the list ---------------------------------------------------------------------------------------

    def _fill(self, chosen: int | Path) -> None:
        """Reads all templates anew and chooses one, by its place or its folder."""
        found = work.run(self, "正在读取模板", lambda _step: found_packs(own=self._own))
        if found is None:
            return
        self._found = found
        self._list.clear()
        for each in found:
            self._list.addTopLevelItem(_row(each))
        folders = [each.folder for each in found]
        at = folders.index(chosen) if isinstance(chosen, Path) and chosen in folders else 0
        self._list.setCurrentItem(self._list.topLevelItem(chosen if isinstance(chosen, int) else at))

    @property
    def _chosen(self) -> FoundPack | None:
        at = self._list.indexOfTopLevelItem(self._list.currentItem()) if self._list.currentItem() else -1
        return self._found[at] if at >= 0 else None

    def _follow(self) -> None:
        chosen = self._chosen
        self._copy.setEnabled(chosen is not None and chosen.pack is not None)
        self._open.setEnabled(chosen is not None)
        self._check.setEnabled(chosen is not None)
        self._say([f"✕ {chosen.trouble}"] if chosen is not None and chosen.trouble else [])

    def _say(self, lines: Sequence[str]) -> None:
        self._outcome.setPlainText("\n".join(lines))
        announce(self, "；".join(lines[-1:]))

    # -- what can be done with one ------------------------------------------------------------------------

    @Slot()
    def _open_chosen(self) -> None:
        if self._chosen is not None:
            ask.open_folder(self._chosen.folder)

    @Slot()
    def _copy_chosen(self) -> None:
        chosen = self._chosen
        if chosen is None or chosen.pack is None:
            return
        dialog = CopyDialog(chosen, self._found, self._own, self)
        if dialog.exec() and dialog.folder is not None:
            self._fill(dialog.folder)
            self._say(
                [
                    f"✓ 已复制到 {dialog.folder}",
                    "点“打开文件夹”改里面的文件，改完点“检查”。给别的单位用以前，先改 pack.yaml 里的 地区、年度、文件依据、适用。",
                ]
            )

    @Slot()
    def _take_asked(self) -> None:
        path = ask.which_file(self, "导入模板", ZIPS)
        if path is None:
            return
        try:
            taken = work.run(
                self, f"正在导入 {path.name}", lambda step: take_zip(path, self._found, self._own, step)
            )
        except Refused as refusal:
            self._say([f"✕ {path.name} 没有导入：{refusal.reason}"])
        except (PackError, FileTrouble) as trouble:
            self._say([f"✕ {path.name} 没有导入：{_reason(trouble)}"])
        else:
            if taken is not None:
                folder, check = taken
                self._fill(folder)
                self._say([f"✓ 已导入到 {folder}", *check.lines])

    @Slot()
    def _check_chosen(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        folder = chosen.folder
        lines: list[str] = []
        try:
            check = work.run(self, f"正在检查 {folder.name}", lambda step: check_pack(folder, step))
        except (PackError, FileTrouble) as trouble:
            lines = [f"✕ {_reason(trouble)}"]
        else:
            lines = ["已停止，没有检查完"] if check is None else check.lines
        self._fill(folder)
        again = self._chosen
        if again is not None and again.trouble and again.trouble not in lines[0]:
            lines = [f"✕ {again.trouble}", *lines]
        self._say(lines)


class CopyDialog(QDialog):
    """Under which id and title a template is copied."""

    def __init__(
        self, source: FoundPack, found: Sequence[FoundPack], own: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._found = found
        self._own = own
        self.folder: Path | None = None
        self.setWindowTitle("从现有模板复制")
        self.setMinimumWidth(520)
        self._id = QLineEdit()
        self._id.setPlaceholderText("例如 sichuan-county-2025，也是文件夹的名称")
        self._title = QLineEdit(source.pack.title if source.pack else "")
        self._trouble = QLabel()
        self._trouble.setProperty("role", "refusal")
        self._trouble.setWordWrap(True)
        self._trouble.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        form = QFormLayout()
        for name, letter, field in (("编号", "N", self._id), ("名称", "T", self._title)):
            label = QLabel(f"{name}(&{letter})")
            label.setBuddy(field)
            field.setAccessibleName(name)
            field.setObjectName(f"copy:{name}")
            form.addRow(label, field)
        buttons = QDialogButtonBox()
        buttons.addButton("复制", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._go)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._trouble)
        layout.addWidget(buttons)

    @Slot()
    def _go(self) -> None:
        try:
            self.folder = copy_pack(
                self._source.folder, self._id.text(), self._title.text(), self._found, self._own
            )
        except Refused as refusal:
            self._trouble.setText(f"✕ {refusal.reason}")
        except FileTrouble as trouble:
            self._trouble.setText(f"✕ {_reason(trouble)}")
        else:
            self.accept()


def _list() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName("templates list")
    tree.setAccessibleName("模板")
    tree.setHeaderLabels(list(HEADS))
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return tree


def _row(found: FoundPack) -> QTreeWidgetItem:
    pack = found.pack
    own = (pack.title, pack.id, pack.version, pack.year) if pack else (found.folder.name, "", "", "")
    state = "可以用" if pack else "✕ 有误，不能用"
    item = QTreeWidgetItem([*own, "自己的" if found.is_own else "程序自带", state])
    for column in range(len(HEADS)):
        item.setToolTip(column, found.trouble or f"{own[0]}\n{found.folder}")
    return item


def _reason(trouble: PackError | FileTrouble) -> str:
    return str(trouble) if isinstance(trouble, PackError) else f"{trouble.path.name}：{trouble.reason}"
