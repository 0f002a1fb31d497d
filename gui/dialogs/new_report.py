"""The one page on which a new report begins: template, unit, year, where it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.export.folder import file_name
from core.numbers.troubles import Refused
from core.pack.pack import Pack
from gui import ask


class Beginning(NamedTuple):
    """What a new report begins with: `entries` are the unit's name and the year, by their keys."""

    pack: Pack
    path: Path
    entries: dict[str, str]


def ask_beginning(
    parent: QWidget | None, packs: Sequence[Pack], folder: Path, year: int, unsound: Sequence[str] = ()
) -> Beginning | None:
    """Asks for a new report's beginnings, None when the person thinks better of it.

    `unsound` are sentences on templates that cannot be chosen.
    """
    dialog = NewReport(packs, folder, year, parent, unsound)
    return dialog.beginning if dialog.exec() == QDialog.DialogCode.Accepted else None


class NewReport(QDialog):
    """A page of four fields; the file's name follows the unit and the year until it is chosen by hand."""

    def __init__(
        self,
        packs: Sequence[Pack],
        folder: Path,
        year: int,
        parent: QWidget | None = None,
        unsound: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._packs = list(packs)
        self._folder = folder
        self.beginning: Beginning | None = None
        self.setWindowTitle("新建报告")
        self.setMinimumWidth(560)
        self._pack = QComboBox()
        self._pack.addItems([pack.title for pack in packs])
        self._unit = QLineEdit()
        self._unit.setPlaceholderText("与公章一致的法定全称，如 青禾县农业农村局")
        self._year = QLineEdit(str(year))
        self._path = QLineEdit()
        browse = QPushButton("更改(&B)…")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self._trouble = QLabel("\n".join(f"! {words}" for words in unsound))
        self._trouble.setMinimumHeight((2 * len(unsound) or 1) * self.fontMetrics().lineSpacing())
        self._trouble.setProperty("role", "refusal")
        self._trouble.setWordWrap(True)
        form = QFormLayout()
        place = QHBoxLayout()
        place.addWidget(self._path, 1)
        place.addWidget(browse)
        for name, letter, field, inside in (
            ("模板", "T", self._pack, None),
            ("单位全称", "U", self._unit, None),
            ("报告年度", "Y", self._year, None),
            ("存到", "P", self._path, place),
        ):
            label = QLabel(f"{name}(&{letter})")
            label.setBuddy(field)
            field.setAccessibleName(name)
            form.addRow(label, inside or field)
        buttons = QDialogButtonBox()
        go = buttons.addButton("新建", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        go.setDefault(True)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._trouble)
        layout.addWidget(buttons)
        self._unit.textEdited.connect(self._suggest)
        self._year.textEdited.connect(self._suggest)
        self._suggest()
        self._unit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _suggest(self) -> None:
        if not self._path.isModified():
            name = file_name(f"{self._unit.text()}{self._year.text()}年度自评报告")
            self._path.setText(str(self._folder / f"{name}.jxzp"))

    @Slot()
    def _browse(self) -> None:
        path = ask.where_to_save(self, "新报告存到", self._path.text(), ask.REPORTS)
        if path is not None:
            self._path.setText(str(path))
            self._path.setModified(True)

    @Slot()
    def _take(self) -> None:
        pack = self._packs[self._pack.currentIndex()]
        entries: dict[str, str] = {}
        try:
            for key, field in ((pack.unit_key, self._unit), (pack.year_key, self._year)):
                definition = pack.definitions.figures[key]
                entry = definition.read(field.text())
                if entry:
                    entries[key] = entry
        except Refused as refusal:
            self._trouble.setText(f"✕ {refusal.reason}")
            return
        if pack.unit_key not in entries:
            self._trouble.setText("✕ 请填写单位全称，要与公章一致")
            self._unit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._path.text().strip():
            self._trouble.setText("✕ 请写明报告存到哪里")
            return
        path = self._folder / self._path.text().strip()
        if path.suffix != ".jxzp":
            path = path.with_name(f"{path.name}.jxzp")
        self.beginning = Beginning(pack, path, entries)
        self.accept()
