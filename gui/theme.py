"""How everything looks: colours, type and spacing, in one place with resources/style/app.qss.

A colour is asked for by its name when something is painted; the application's palette holds the set in force.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
STYLE = RESOURCES / "style" / "app.qss"

LIGHT = "浅色"
DARK = "深色"
CONTRAST = "高对比度"


class Scheme(NamedTuple):
    """A set of colours by their names; `on` is what is written on the accent."""

    window: str
    paper: str
    ink: str
    second: str
    line: str
    accent: str
    error: str
    explain: str
    good: str
    computed: str
    chip: str
    on: str


SCHEMES = {
    LIGHT: Scheme(
        window="#F5F6F8",
        paper="#FFFFFF",
        ink="#1F2329",
        second="#5A616B",
        line="#D9DCE1",
        accent="#1F5FBF",
        error="#C62828",
        explain="#9A5B00",
        good="#2A7530",
        computed="#EEF0F3",
        chip="#E3ECF9",
        on="#FFFFFF",
    ),
    DARK: Scheme(
        window="#1E2126",
        paper="#262A30",
        ink="#E6E8EB",
        second="#A9B0BA",
        line="#3C424B",
        accent="#7FB0F5",
        error="#FF8A80",
        explain="#F0B354",
        good="#7CCB80",
        computed="#31363E",
        chip="#2F4565",
        on="#10141A",
    ),
    CONTRAST: Scheme(
        window="#000000",
        paper="#000000",
        ink="#FFFFFF",
        second="#FFFFFF",
        line="#FFFFFF",
        accent="#FFFF00",
        error="#FF9C94",
        explain="#FFC34D",
        good="#7CFF7C",
        computed="#1A1A1A",
        chip="#003A6B",
        on="#000000",
    ),
}

_ROLES = {
    "window": QPalette.ColorRole.Window,
    "paper": QPalette.ColorRole.Base,
    "ink": QPalette.ColorRole.WindowText,
    "second": QPalette.ColorRole.PlaceholderText,
    "line": QPalette.ColorRole.Mid,
    "accent": QPalette.ColorRole.Highlight,
    "error": QPalette.ColorRole.BrightText,
    "explain": QPalette.ColorRole.LinkVisited,
    "good": QPalette.ColorRole.Accent,
    "computed": QPalette.ColorRole.AlternateBase,
    "chip": QPalette.ColorRole.ToolTipBase,
    "on": QPalette.ColorRole.HighlightedText,
    "hint": QPalette.ColorRole.Link,
}
FAMILIES = [
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "思源黑体",
    "WenQuanYi Micro Hei",
    "Zipingtong Hei",
    "Zipingtong Song",
]
SIZE = 10.5
HEADING = 1.5
"""How much larger a heading is than the text."""

OWN_FONTS = (
    "QTreeView",
    "QListView",
    "QMenu",
    "QMenuBar",
    "QAbstractItemView",
    "QHeaderView",
    "QLabel",
    "QToolButton",
    "QStatusBar",
    "QMessageBoxLabel",
)
SIZES = {"标准": 1.0, "大": 1.25, "特大": 1.5}
SEVERITY = {
    "错误": ("✕", "error"),
    "需说明": ("!", "explain"),
    "提示": ("i", "hint"),
    "相符": ("✓", "good"),
    "未填完": ("…", "second"),
}
"""Mark and colour of each severity; the word always stands beside them."""

MARKS = {
    "错误": ("✕", "error"),
    "需说明": ("!", "explain"),
    "未填完": ("…", "second"),
    "未开始": ("○", "second"),
    "相符": ("✓", "good"),
    "无": ("—", "second"),
    "不列": ("—", "second"),
    "不随报": ("—", "second"),
}
"""Mark and colour of a section's state."""


def own_fonts(app: QApplication) -> None:
    """Gives widgets the application's font for which Windows has a smaller one of its own."""
    widget_class: Any  # it takes str, whatever its stub says
    for widget_class in OWN_FONTS if sys.platform == "win32" else ():
        app.setFont(app.font(), widget_class)


def apply(app: QApplication, scheme: str = LIGHT, size: str = "标准") -> None:
    """Dresses the application; may be called again to change its clothes."""
    names = SCHEMES.get(scheme, SCHEMES[LIGHT])._asdict()
    names["hint"] = names["accent"]
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(SIZE * SIZES.get(size, 1.0))
    app.setFont(font)
    own_fonts(app)
    app.setStyle("Fusion")
    app.setPalette(_palette(names))
    style = STYLE.read_text("utf-8").replace("@icons", (RESOURCES / "icons").as_posix())
    style = style.replace("@large", f"{SIZE * SIZES.get(size, 1.0) * HEADING}pt")
    for name in sorted(names, key=len, reverse=True):
        style = style.replace(f"@{name}", names[name])
    app.setStyleSheet(style)


def _palette(names: dict[str, str]) -> QPalette:
    """A palette in which every name has its role."""
    palette = QPalette(QColor(names["window"]))
    for name, role in _ROLES.items():
        palette.setColor(role, QColor(names[name]))
    for role, name in (
        (QPalette.ColorRole.Text, "ink"),
        (QPalette.ColorRole.ButtonText, "ink"),
        (QPalette.ColorRole.ToolTipText, "ink"),
        (QPalette.ColorRole.Button, "window"),
    ):
        palette.setColor(role, QColor(names[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(names["second"]))
    return palette


def colour(name: str) -> QColor:
    """A colour by its name, as the set in force has it: ask when painting, keep nothing."""
    return QGuiApplication.palette().color(_ROLES[name])


def restyle(widget: QWidget) -> None:
    """Lets the style sheet look again at a widget whose properties turned."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
