"""Templates of one's own by the window: copied, checked, mended, taken in, used, and brought into a report."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QWidget,
)

from core.commands.packs import FOLDER, own_folder
from core.pack.loading import load_pack
from gui import ask
from gui.dialogs.templates import CopyDialog, TemplatesDialog
from gui.window.files import Files
from tests.flow.test_everything_is_named import _nameless

InDialog = Callable[[Callable[[QWidget], None]], None]


def click(dialog: QWidget, words: str) -> None:
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text().startswith(words)]
    assert button.isEnabled(), words
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(dialog: QWidget) -> list[list[str]]:
    tree = dialog.findChild(QTreeWidget, "templates list")
    assert tree is not None
    items = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in items if item]


def choose(dialog: QWidget, id: str) -> None:
    tree = dialog.findChild(QTreeWidget, "templates list")
    assert tree is not None
    at = next(at for at, row in enumerate(rows(dialog)) if id in row[:2])
    tree.setCurrentItem(tree.topLevelItem(at))


def outcome(dialog: QWidget) -> str:
    field = dialog.findChild(QPlainTextEdit, "templates outcome")
    assert field is not None
    return field.toPlainText()


def replace(path: Path, before: str, after: str) -> None:
    """What the clerk does with Notepad."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def in_templates(opened: Files, in_dialog: InDialog, act: Callable[[QWidget], None]) -> None:
    """工具 → 模板…, what is done there, and its closing."""

    def run(dialog: QWidget) -> None:
        assert isinstance(dialog, TemplatesDialog)
        act(dialog)
        dialog.reject()

    in_dialog(run)
    opened.window.act_named("模板").trigger()


def copied(in_dialog: InDialog, source: str, id: str, title: str) -> Callable[[QWidget], None]:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, CopyDialog)
        for name, text in (("编号", id), ("名称", title)):
            field = dialog.findChild(QLineEdit, f"copy:{name}")
            assert field is not None
            field.setText(text)
        click(dialog, "复制")
        if dialog.isVisible():
            dialog.reject()

    def run(dialog: QWidget) -> None:
        choose(dialog, source)
        in_dialog(fill)
        click(dialog, "从现有模板复制")

    return run


def test_the_templates_are_listed_and_everything_has_a_name(opened: Files, in_dialog: InDialog) -> None:
    shutil.copytree(FOLDER / "pidu-2025", own_folder() / "坏的")
    seen: list[list[str]] = []

    def look(dialog: QWidget) -> None:
        seen.extend(rows(dialog))
        assert _nameless(dialog) == []
        choose(dialog, "坏的")
        assert outcome(dialog) == "✕ 编号 pidu-2025 已是程序自带的模板的编号，请在 pack.yaml 里改一个编号"

    in_templates(opened, in_dialog, look)

    assert [row[1] for row in seen[:-1]] == sorted(path.name for path in FOLDER.iterdir())
    assert seen[0][2:] == [load_pack(FOLDER / "hunan-county-2023").version, "2023", "程序自带", "可以用"]
    assert seen[-1] == ["坏的", "", "", "", "自己的", "✕ 有误，不能用"]


def test_an_id_that_cannot_be_is_refused_where_it_is_typed(opened: Files, in_dialog: InDialog) -> None:
    def look(dialog: QWidget) -> None:
        copied(in_dialog, "pidu-2025", "a/b", "甲")(dialog)

    in_templates(opened, in_dialog, look)

    assert not own_folder().exists() or list(own_folder().iterdir()) == []


def test_a_zip_is_taken_in_and_a_second_one_of_its_id_is_refused_by_name(
    opened: Files, in_dialog: InDialog, homely: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Path(shutil.copytree(FOLDER / "national-project-2020", homely / "源"))
    replace(source / "pack.yaml", "编号: national-project-2020", "编号: 省厅-2025")
    path = Path(shutil.make_archive(str(homely / "省厅"), "zip", homely, "源"))
    monkeypatch.setattr(ask, "which_file", lambda *a, **k: path)
    said: list[str] = []

    def take(dialog: QWidget) -> None:
        for _ in range(2):
            click(dialog, "导入 .zip")
            said.append(outcome(dialog))

    in_templates(opened, in_dialog, take)

    assert said[0].startswith(f"✓ 已导入到 {own_folder() / '省厅-2025'}")
    assert "没有问题" in said[0]
    assert said[1].startswith("✕ 省厅.zip 没有导入：编号 省厅-2025 已经有了")


def test_the_report_without_a_newer_template_is_told_so(
    opened: Files, report_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: told.append(text))
    opened.open(report_file)

    opened.window.act_named("更新模板").trigger()

    assert "没有更新的版本" in told[0]
    assert "hunan-county-2023" in told[0]
