"""Help without a network: pages that can be searched, and pages made from the template a report carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.figures.keys import Key
from core.report.help_pages import Page, pages_of
from core.report.report import Report
from gui import theme
from gui.acts import Act

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "help"
NAME = Qt.ItemDataRole.UserRole
FIGURES = "数据项"
"""The page of the pack's figures; its anchors are their keys."""


Shortcuts = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""What has keys, by menus and the like: a title, then the keys and the words of each."""


def show(parent: QWidget, report: Report | None, page: str, key: Key, shortcuts: Shortcuts) -> HelpWindow:
    """Opens help at a page, or at the figure that the clerk stands on."""
    window = parent.findChild(HelpWindow)
    if window is None:
        window = HelpWindow(parent)
    window.tell(report, page, key, shortcuts)
    window.show()
    window.raise_()
    window.activateWindow()
    return window


class HelpWindow(QWidget):
    """Titles at the left with a line to search them, the page at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("帮助")
        self.resize(940, 640)
        self._pages: list[Page] = []
        self._needle = QLineEdit()
        self._needle.setPlaceholderText("在帮助里查找")
        self._needle.setAccessibleName("在帮助里查找")
        self._needle.setClearButtonEnabled(True)
        self._titles = QListWidget()
        self._titles.setAccessibleName("帮助目录")
        self._titles.setObjectName("help titles")
        self._text = QTextBrowser()
        self._text.setAccessibleName("帮助内容")
        self._text.setObjectName("help text")
        self._text.setOpenLinks(False)
        self._text.setSearchPaths([str(FOLDER)])
        self._none = QLabel("没有找到，请换一个词")
        self._none.setProperty("role", "quiet")
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        for widget in (self._needle, self._none, self._titles):
            inside.addWidget(widget)
        parts = QSplitter()
        parts.addWidget(left)
        parts.addWidget(self._text)
        parts.setSizes([260, 680])
        layout = QHBoxLayout(self)
        layout.addWidget(parts)
        self._needle.textChanged.connect(self._search)
        self._titles.currentItemChanged.connect(self._on_title)
        self._text.anchorClicked.connect(self._on_link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def tell(self, report: Report | None, page: str, key: Key, shortcuts: Shortcuts) -> None:
        """Shows a page by its name, the figure's page where a key is given, else the first."""
        self._pages = [*pages_of(FOLDER, report), _keys(shortcuts)]
        self._needle.clear()
        self._list(self._pages)
        is_there = self._go(FIGURES, key.partition("[")[0]) if key else self._go(page)
        if not is_there:
            self._titles.setCurrentRow(0)
        self._titles.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, pages: list[Page]) -> None:
        self._titles.clear()
        for page in pages:
            item = QListWidgetItem(page.title)
            item.setData(NAME, page.name)
            self._titles.addItem(item)
        self._none.setVisible(not pages)

    def _go(self, name: str, anchor: str = "") -> bool:
        for row in range(self._titles.count()):
            if self._titles.item(row).data(NAME) == name:
                self._titles.setCurrentRow(row)
                if anchor:
                    self._text.scrollToAnchor(anchor)
                return True
        return False

    @Slot(str)
    def _search(self, needle: str) -> None:
        words = needle.split()
        self._list([p for p in self._pages if all(word in p.title + p.text for word in words)])
        self._titles.setCurrentRow(0)
        if words:
            self._text.find(words[0])

    def _on_title(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        page = next((p for p in self._pages if item is not None and p.name == item.data(NAME)), None)
        if page is None:
            self._text.clear()
            return
        self._text.document().setDefaultStyleSheet(
            f"a {{ color: {theme.colour('accent').name()} }} th {{ text-align: left }} td, th {{ padding: 3px 10px 3px 0 }}"
        )
        if page.html:
            self._text.setHtml(page.text)
        else:
            self._text.setMarkdown(page.text)

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        decoded = QUrl.ComponentFormattingOption.FullyDecoded
        name = url.path(decoded)
        anchor = url.fragment(decoded)
        if not self._go(name, anchor):  # a search has taken the page off the list
            self._needle.clear()
            self._go(name, anchor)


def keys_of(acts: Iterable[Act[Any]]) -> list[tuple[str, str]]:
    """The keys of acts and their words; what has no keys is left out."""
    keyed = [(act.own_keys or "".join(act.keys[:1]), act.label) for act in acts]
    return [(keys, words) for keys, words in keyed if keys]


def _keys(shortcuts: Shortcuts) -> Page:
    """All keys, made from the acts themselves."""
    out = ["<h2>快捷键</h2><table>"]
    for title, lines in shortcuts:
        out.append(f"<tr><th colspan=2>{title}</th></tr>")
        out += [f"<tr><td>{_arrows(keys)}</td><td>{words}</td></tr>" for keys, words in lines]
    return Page("快捷键", "快捷键", "".join(out) + "</table>", html=True)


def _arrows(keys: str) -> str:
    """Arrow keys as they are drawn on the keyboard."""
    return keys.replace("Alt+Up", "Alt+↑").replace("Alt+Down", "Alt+↓")
