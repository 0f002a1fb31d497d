"""A person in the dialog of 签批: one name after another, by keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit, QWidget

from gui.dialogs.sign_dialog import SignDialog
from tests.flow.typing_person import CTRL, Key, press, write


def sign_as(dialog: QWidget, names: Iterable[str]) -> None:
    """Writes each name in turn over the one that is offered, and signs."""
    assert isinstance(dialog, SignDialog)
    for name in names:
        field = dialog.findChild(QLineEdit, "sign:姓名")
        assert field is not None
        field.setFocus()
        press(Key.Key_A, CTRL)
        write(name)
        press(Key.Key_Return)
