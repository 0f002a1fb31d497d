"""What a first start meets: a running program, a missing library, a bad place for a report, no network at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from core.pack.loading import load_pack
from core.report.report import Report
from gui import theme
from gui.app import lend_fonts, prefer_ibus
from gui.computer import crash, diagnostics, handing_over, missing, places
from gui.computer.arguments import own
from gui.computer.handing_over import Listening, hand_over
from gui.computer.settings import Recent, Settings

ROOT = Path(__file__).resolve().parents[2]
MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/share /data/共享 nfs4 rw 0 0
//pc/d /mnt/d cifs rw 0 0
/dev/sdb1 /media/张明/U\\040盘 vfat rw 0 0
"""


@pytest.fixture
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_a_second_start_hands_its_file_to_the_first(qtbot, own_folder: Path) -> None:
    assert not hand_over("甲.jxzp"), "nobody listens yet"
    listening = Listening()
    with qtbot.waitSignal(listening.asked) as asked:
        assert _other_start("报 告.jxzp")
    assert asked.args == [str(Path("报 告.jxzp").resolve())]
    with qtbot.waitSignal(listening.asked) as asked:
        assert _other_start("")
    assert asked.args == [""]
    listening.stop()
    assert not hand_over("甲.jxzp")


def _other_start(path: str) -> bool:
    """Another process gives its file, while this one goes on."""
    import threading

    out: list[bool] = []
    thread = threading.Thread(target=lambda: out.append(hand_over(path)))
    thread.start()
    thread.join(5)
    return out == [True]


def test_what_a_killed_program_left_hinders_nobody(qtbot, own_folder: Path) -> None:
    Path(handing_over.address()).write_bytes(b"")

    assert not hand_over("甲.jxzp")
    listening = Listening()
    with qtbot.waitSignal(listening.asked):
        assert _other_start("甲.jxzp")
    listening.stop()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "libEGL.so.1: cannot open shared object file: No such file or directory",
            "sudo apt-get install libegl1",
        ),
        ("libQQ.so.3: cannot open shared object file: No such file", "libQQ.so.3。请联系电脑管理员"),
        ("No module named 'nothing'", ""),
    ],
)
def test_a_missing_library_is_named_with_what_to_do(said: str, words: str) -> None:
    assert words in missing.sentence(ImportError(said))
    assert bool(missing.sentence(ImportError(said))) is bool(words)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/home/张明/文档/报告.jxzp", ""),
        ("/data/共享/报告.jxzp", places.REMOTE),
        ("/mnt/d/报告.jxzp", places.REMOTE),
        ("/media/张明/U 盘/报告.jxzp", places.REMOVABLE),
        ("/home/张明/坚果云/绩效/报告.jxzp", places.SYNCED.format("坚果云")),
        ("/home/张明/OneDrive - 局/报告.jxzp", places.SYNCED.format("OneDrive - 局")),
        ("/home/张明/onedrive说明.jxzp", ""),
        ("\\\\server\\share\\报告.jxzp", places.REMOTE),
    ],
)
def test_a_bad_place_for_a_report_is_told(path: str, words: str) -> None:
    assert places.warning(Path(path), MOUNTS) == words


@pytest.mark.parametrize(
    ("asked", "modifiers", "chosen"),
    [
        ("", "@im=fcitx", "ibus"),
        ("fcitx5", "", "ibus"),
        ("ibus", "@im=ibus", "ibus"),
        ("", "", ""),
        ("xim", "@im=fcitx", "xim"),
    ],
)
def test_fcitx_is_spoken_to_as_to_ibus(asked: str, modifiers: str, chosen: str) -> None:
    environment = {"QT_IM_MODULE": asked, "XMODIFIERS": modifiers}
    prefer_ibus(environment)

    assert environment["QT_IM_MODULE"] == chosen


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ([], []),
        (["示例 报告𠮷.jxzp"], ["示例 报告𠮷.jxzp"]),
        (["-platform", "offscreen", "甲.jxzp"], ["甲.jxzp"]),
        (["--style=fusion", "甲.jxzp", "-style", "fusion"], ["甲.jxzp"]),
    ],
)
def test_options_for_qt_are_no_files(given: list[str], left: list[str]) -> None:
    assert own(given) == left


def test_diagnostics_hold_no_name_of_a_report(
    qapp: object, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "log_folder", lambda: own_folder)
    (own_folder / "自评通.log").write_text("出错记录", "utf-8")
    settings = Settings(own_folder / "设置")
    settings.remember(Recent(str(own_folder / "青禾县水利局.jxzp"), "青禾县水利局", "2023"))

    diagnostics.write(own_folder / "诊断.zip", settings)

    with zipfile.ZipFile(own_folder / "诊断.zip") as archive:
        facts = json.loads(archive.read("诊断信息.json"))
        everything = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
        assert set(archive.namelist()) == {"诊断信息.json", "自评通.log"}
    assert {"程序", "系统", "Qt", "字体", "设置"} <= set(facts)
    assert "青禾县水利局" not in everything


OFFLINE = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        address = arguments[1] if event.startswith("socket.") and len(arguments) > 1 else arguments
        if event != "socket.getaddrinfo" and isinstance(address, (str, bytes)):
            return  # a local pipe
        raise SystemExit(f"network: {event} {arguments}")
sys.addaudithook(refuse)
sys.argv = ["main.py"]
from main import main
sys.exit(max(main(command.split("|")) for command in sys.stdin.read().split("\\n") if command))
"""


@pytest.mark.parametrize("arguments", [[], ["报 告.jxzp"]])
def test_the_program_starts_and_paints_its_first_window(own_folder: Path, arguments: list[str]) -> None:
    files = [str(own_folder / name) for name in arguments]
    for file in files:
        pack = load_pack(ROOT / "resources" / "packs" / "hunan-county-2023")
        Report.create(Path(file), pack, who="张明").close()
    painted = own_folder / "painted"

    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *files],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "ZIPINGTONG_FIRST_PAINT": str(painted)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert painted.exists()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("known", [["Noto Sans CJK SC"], []])
def test_a_system_without_a_chinese_font_gets_the_carried_ones(
    qapp: QApplication, own_folder: Path, monkeypatch: pytest.MonkeyPatch, known: list[str]
) -> None:
    dressed: list[str] = []
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: known)
    monkeypatch.setattr(theme, "apply", lambda _app, scheme, _size: dressed.append(scheme))

    assert lend_fonts(qapp, Settings(own_folder / "设置")) is not bool(known)
    assert len(dressed) == (0 if known else 1)


def test_no_verb_opens_a_network_socket(own_folder: Path) -> None:
    sample = ROOT / "resources" / "examples" / "sample.txt"
    report = own_folder / "a.jxzp"
    forms = "|".join(map(str, sorted(sample.parent.glob("*.xlsx"))))
    commands = (
        f"import|{sample}|{forms}|-o|{report}",
        f"check|{report}|{sample}",
        f"export|{report}|-o|{own_folder / '出'}|--formats|txt,docx,xlsx,pdf",
    )
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE],
        input="\n".join(commands),
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr + done.stdout


def test_the_guard_of_all_tests_sees_a_socket() -> None:
    import socket

    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)


def test_the_guard_would_see_a_socket() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            OFFLINE.split("sys.argv", maxsplit=1)[0]
            + "import socket; socket.create_connection(('127.0.0.1', 9))",
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "network: " in done.stderr
