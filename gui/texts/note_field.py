"""A figure of many lines outside any section: a small text editor."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.figures.keys import Key
from gui.session import Session
from gui.texts.text_editor import TextEditor


class NoteField(TextEditor):
    """A text editor of a few lines."""

    def __init__(self, session: Session, key: Key, parent: QWidget | None = None) -> None:
        super().__init__(session, key, parent)
        self.setMinimumHeight(96)
