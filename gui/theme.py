"""How everything looks: colours, type and spacing, in one place with resources/style/app.qss."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
STYLE = RESOURCES / "style" / "app.qss"

COLOURS = {
    "window": "#F5F6F8",
    "paper": "#FFFFFF",
    "ink": "#1F2329",
    "second": "#5A616B",
    "line": "#D9DCE1",
    "accent": "#1F5FBF",
    "error": "#C62828",
    "explain": "#9A5B00",
    "hint": "#1F5FBF",
    "good": "#2E7D32",
    "computed": "#EEF0F3",
    "chip": "#E3ECF9",
}
FAMILIES = ["Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "WenQuanYi Micro Hei"]
SIZE = 10.5
SEVERITY = {"错误": ("✕", "error"), "需说明": ("!", "explain"), "提示": ("i", "hint"), "相符": ("✓", "good")}
"""Mark and colour of each severity; the word always stands beside them."""


def apply(app: QApplication) -> None:
    """Dresses the application."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(SIZE)
    app.setFont(font)
    app.setStyle("Fusion")
    palette = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, "window"),
        (QPalette.ColorRole.Base, "paper"),
        (QPalette.ColorRole.Text, "ink"),
        (QPalette.ColorRole.WindowText, "ink"),
        (QPalette.ColorRole.ButtonText, "ink"),
        (QPalette.ColorRole.Highlight, "accent"),
    ):
        palette.setColor(role, QColor(COLOURS[name]))
    app.setPalette(palette)
    style = STYLE.read_text("utf-8").replace("@icons", (RESOURCES / "icons").as_posix())
    for name, value in COLOURS.items():
        style = style.replace(f"@{name}", value)
    app.setStyleSheet(style)


def colour(name: str) -> QColor:
    """A colour by its name."""
    return QColor(COLOURS[name])
