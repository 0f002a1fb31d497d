"""Qt's own words in the language of the office."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication


def speak_chinese(app: QApplication) -> None:
    """Qt's own dialogs and menus in Chinese; in the clerk's words it is 不保存, not 丢弃."""
    translator = _Words(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


class _Words(QTranslator):
    """Qt's Chinese with the words that offices use."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        if text.replace("&", "") in ("Discard", "Don't Save"):
            return "不保存(&N)"
        return super().translate(context, text, disambiguation, n)
