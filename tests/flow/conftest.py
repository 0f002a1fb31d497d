"""The whole program in a folder of its own, and answers to the questions about files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from core.commands.sample import make_sample
from core.pack.loading import load_pack
from core.report.report import Report
from gui import ask
from gui.computer.settings import Settings
from gui.forms.view import FormView
from gui.window.files import Files
from gui.window.windows import Windows
from tests.flow.form_person import go_to_form

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "examples" / "sample.txt"


@pytest.fixture
def homely(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A person's own folder, so that no test writes into a real one."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "家"))
    return tmp_path


@pytest.fixture
def opened(qtbot, homely: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    """The program's window on the start page."""
    windows = Windows(Settings(homely / "设置"))
    files = windows.add()
    files.show_start()
    files.window.show()
    files.window.activateWindow()
    qtbot.waitUntil(files.window.isActiveWindow)
    yield files
    monkeypatch.setattr(ask, "decide", lambda *a, **k: True)
    windows.close_all()
    files.window.deleteLater()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report as a file."""
    path = tmp_path_factory.mktemp("示例") / "示例.jxzp"
    make_sample(path, "李会计").close()
    return path


@pytest.fixture
def filled(opened: Files, sample: Path, homely: Path) -> Files:
    """The sample on the screen, of which nothing is blank."""
    path = homely / "示例.jxzp"
    path.write_bytes(sample.read_bytes())
    opened.open(path)
    return opened


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch, homely: Path) -> Path:
    """Where a report is stored whenever that is asked."""
    target = homely / "报 告.jxzp"
    monkeypatch.setattr(ask, "where_to_save", lambda *a, **k: target)
    return target


@pytest.fixture
def in_dialog(qapp: QApplication) -> Callable[[Callable[[QWidget], None]], None]:
    """Lets a person act in the next dialog that opens; the test fails where none does."""
    waiting: list[QTimer] = []

    def act_there(act: Callable[[QWidget], None]) -> None:
        timer = QTimer(interval=10)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QProgressDialog):
                return  # a slow machine shows how far it is; what is waited for comes behind it
            if dialog is not None and dialog.isActiveWindow() and QApplication.focusWidget() is not None:
                timer.stop()
                waiting.remove(timer)
                act(dialog)

        timer.timeout.connect(look)
        timer.start()
        waiting.append(timer)

    yield act_there  # type: ignore[misc]
    assert not waiting, "a dialog that was expected did not open"


@pytest.fixture
def report_file(homely: Path) -> Path:
    """An empty report of the county's form, with its unit and year."""
    path = homely / "附件.jxzp"
    pack = load_pack(ROOT / "resources" / "packs" / "hunan-county-2023")
    entries = pack.first_entries() | {"单位.全称": "某区林业局", "单位.年度": "2021"}
    Report.create(path, pack, who="李会计", entries=entries).close()
    return path


@pytest.fixture
def form(opened: Files, report_file: Path) -> FormView:
    """附件2 on the screen, with the cursor in its first cell."""
    opened.open(report_file)
    return go_to_form(opened, "附件2")
