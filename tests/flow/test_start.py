"""What a start opens: the window for files and Qt's options, the terminal for all else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from main import main
from tests.source import ROOT

OPENED = 77
FILES = 400
"""More than are read before a Ctrl-C is heard, however slow the machine is at that."""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a text in it; a window is only counted."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("gui.app.start", lambda _arguments: OPENED)
    monkeypatch.setattr("gui.computer.handing_over.hand_over", lambda _path: False)
    (tmp_path / "去年.docx").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "没有的.jxzp",
        "没有的.JXZP",
        "去年.docx",
        ".",
        "-platform offscreen",
        "--platform offscreen 去年.docx",
        "-style=Fusion 去年.docx",
        "-stylesheet 没有的.qss 没有的.jxzp",
        "-qwindowgeometry 100x100 -reverse",
    ],
)
def test_a_file_or_nothing_opens_the_window(arguments: str) -> None:
    assert main(arguments.split()) == OPENED


@pytest.mark.parametrize(
    ("arguments", "status", "out", "err"),
    [
        ("--version", 0, "自评通 ", ""),
        ("chekc 去年.docx", 4, "", "没有 chekc，是否为 check？可以写：new、import"),
        ("去年.txt", 4, "", "没有 去年.txt"),
        ("--jsn", 4, "", "不认识 --jsn"),
        ("check", 4, "", "还缺 文件"),
        ("check a.txt --jsn", 4, "", "不认识 --jsn，是否为 --json？"),
        ("check a.txt --pack", 4, "", "--pack：后面要写一项"),
        ("import a.xlsx -o b --unit 亿元", 4, "", "--unit：没有 亿元"),
        ("import a.xlsx -o b --all=1", 4, "", "--all：后面不能写 '1'"),
        ("packs", 4, "", "还缺 命令"),
    ],
)
def test_all_else_is_answered_on_the_terminal(
    arguments: str, status: int, out: str, err: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments.split()) == status

    told = capsys.readouterr()
    assert out in told.out
    assert err in told.err
    assert bool(told.out) is bool(out)
    assert ("用法：main.py" in told.err) is (status == 4)


@pytest.mark.parametrize("code", ["ascii", "gbk", "cp1252"])
@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"], ["help", "check"], ["--version"]])
def test_help_needs_no_display_and_no_kind_of_terminal(arguments: list[str], code: str) -> None:
    away = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    told = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env={name: value for name, value in os.environ.items() if name not in away}
        | {"PYTHONIOENCODING": code},
        capture_output=True,
        check=False,
    )

    assert (told.returncode, told.stderr) == (0, b"")
    assert ("自评通" if arguments != ["help", "check"] else "退出状态") in told.stdout.decode("utf-8")


def test_a_reader_that_has_gone_is_no_fault(place: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "check", "--help"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of POSIX")
def test_control_c_leaves_what_was_done(place: Path) -> None:
    text = (ROOT / "resources" / "examples" / "sample.txt").read_bytes()
    folder = place / "各单位"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}.txt").write_bytes(text)
    run = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "check", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL
        ),  # a test run in the background ignores it
    )
    assert run.stdout is not None
    first = run.stdout.readline().decode()
    time.sleep(0.2)
    run.send_signal(signal.SIGINT)
    rest, err = run.communicate(timeout=60)

    assert first.strip().endswith("000.txt：相符")
    assert run.returncode == 130
    done = 1 + rest.decode().count("：相符\n")
    assert f"已审核 {done}/{FILES} 个，中断" in err.decode()
    assert "Traceback" not in err.decode()
