"""A job through a real print server into a file: what the office's printer would get."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

QUEUE = "办公室打印机"
PRINTED = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from core.document.paper import Document, Heading, Paragraph
from core.numbers.runs import Run
from gui.printing.faces import Faces
from gui.printing.pagination import paginate
from gui.printing.printer import Job, print_pages, printers
from gui.printing.typesetter import Typesetter
setter = Typesetter(Faces())
words = "全年支出1272.75万元，各项任务按期完成。" * 30
made = Document("打印测试", (Heading("一、情况", 1), *(Paragraph((Run(f"{n}{words}"),)) for n in range(6))), False)
pages = list(paginate(made, setter))
print(len(pages), printers())
assert print_pages(pages, made, setter.faces, Job(sys.argv[1]))
"""


def _is_running() -> bool:
    done = subprocess.run(
        ["lpstat", "-r"], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    return "is running" in done.stdout


@pytest.fixture
def server() -> Iterator[None]:
    """A print server with one printer, which writes PDF files."""
    assert shutil.which("cupsd"), "make campaign installs CUPS and its PDF printer"
    if os.geteuid() != 0:
        pytest.skip("a print server is set up by root")
    ours = None if _is_running() else subprocess.Popen(["cupsd", "-f"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(50):
            if _is_running():
                break
            time.sleep(0.2)
        command = [
            "lpadmin",
            "-p",
            QUEUE,
            "-E",
            "-v",
            "cups-pdf:/",
            "-P",
            "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd",
        ]
        subprocess.run(command, check=True, capture_output=True)
        yield
    finally:
        subprocess.run(["lpadmin", "-x", QUEUE], check=False, capture_output=True)
        if ours is not None:
            ours.terminate()
            ours.wait(timeout=20)


def _papers() -> set[Path]:
    """What the printer has written."""
    return {
        path
        for folder in (Path("/var/spool/cups-pdf"), Path.home() / "PDF")
        for path in folder.rglob("*.pdf")
    }


@pytest.mark.campaign
@pytest.mark.usefixtures("server")
def test_a_job_reaches_the_printer_page_by_page() -> None:
    before = _papers()
    done = subprocess.run(
        [sys.executable, "-c", PRINTED, QUEUE],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    count, names = done.stdout.split(" ", 1)
    assert QUEUE in names

    for _ in range(100):
        if _papers() - before:
            break
        time.sleep(0.2)
    time.sleep(0.5)
    (printed,) = _papers() - before
    assert len(PdfReader(printed).pages) == int(count) > 1
    printed.unlink()
