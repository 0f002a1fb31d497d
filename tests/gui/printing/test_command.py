"""`main.py export --formats pdf` on a computer without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader

from core.pack.loading import load_pack
from core.report.report import Report

ROOT = Path(__file__).resolve().parents[3]


def test_a_pdf_is_written_without_a_display(tmp_path: Path) -> None:
    path = tmp_path / "报告.jxzp"
    report = Report.create(path, load_pack(ROOT / "resources" / "packs" / "hunan-county-2023"), who="张明")
    report.set("单位.全称", "青禾县水利局")
    report.close()
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}

    done = subprocess.run(
        [
            sys.executable,
            str(ROOT / "main.py"),
            "export",
            str(path),
            "-o",
            str(tmp_path / "出"),
            "--formats",
            "pdf",
        ],
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    (written,) = (tmp_path / "出").glob("*.pdf")
    assert len(PdfReader(written).pages) > 1
    assert "草稿" in done.stderr
