"""Long work: done in a thread while the window stays alive, with what is being done and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

Outcome = TypeVar("Outcome")
Step = Callable[[str], None]
"""Says what is done next; raises Stopped where the clerk does not want it any more."""

SHOWN_AFTER = 300
"""Milliseconds: quicker work shows no dialog."""


class Stopped(Exception):
    """The clerk chose 取消."""


class _Progress(QObject):
    """Carries words from the thread to the window."""

    step = Signal(str)
    done = Signal()


def run(parent: QWidget | None, title: str, act: Callable[[Step], Outcome]) -> Outcome | None:
    """What the act gives, None when it was stopped; what it raises is raised here."""
    progress = _Progress()
    stop = threading.Event()
    out: dict[str, Any] = {}

    def step(words: str) -> None:
        if stop.is_set():
            raise Stopped
        progress.step.emit(words)

    def work() -> None:
        try:
            out["value"] = act(step)
        except Stopped:
            out["stopped"] = True
        except BaseException as error:
            out["error"] = error
        progress.done.emit()

    loop = QEventLoop()
    dialog = _dialog(parent, title)
    progress.step.connect(dialog.setLabelText, Qt.ConnectionType.QueuedConnection)
    progress.done.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    dialog.canceled.connect(stop.set)
    delay = QTimer(singleShot=True, interval=SHOWN_AFTER)
    delay.timeout.connect(loop.quit)
    delay.start()
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    delay.stop()
    if not out:
        dialog.show()
        loop.exec()
    thread.join()
    was_shown = dialog.isVisible()
    dialog.hide()
    dialog.deleteLater()
    if was_shown and parent is not None:
        parent.activateWindow()
    if "error" in out:
        raise out["error"]
    return None if stop.is_set() or "stopped" in out else out["value"]


def _dialog(parent: QWidget | None, title: str) -> QProgressDialog:
    dialog = QProgressDialog(title, "取消", 0, 0, parent)
    dialog.setWindowTitle(title)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.setMinimumDuration(1_000_000_000)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumWidth(420)
    return dialog
