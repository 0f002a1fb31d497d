"""Thousands of damaged workbooks of every format, each kind in a process of its own within bounds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.reading.wounded import KILOBYTES, KINDS, SECONDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.campaign
@pytest.mark.parametrize("name", KINDS)
def test_thousands_of_wounded_workbooks_are_read_or_refused(name: str) -> None:
    count = str(KINDS[name].count)
    command = [sys.executable, "-m", "tests.core.reading.wounded", name, count, "7"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=1_800)

    assert done.returncode == 0, done.stderr
    read, refused, slowest, memory = done.stdout.split()
    assert int(read) > 0
    assert int(refused) > 0 or name == "csv"
    assert (float(slowest) < SECONDS, int(memory) < KILOBYTES) == (True, True), done.stdout
