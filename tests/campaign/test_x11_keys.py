"""The keys of acts on X11, whose scheme has keys of its own for emptying and cutting lines."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaign.screen import ROOT, missing, program

pytestmark = pytest.mark.campaign


def test_every_key_of_an_act_is_its_own_on_x11(tmp_path: Path) -> None:
    assert not missing(), f"not installed: {missing()}"
    with program(tmp_path) as screen:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:xdist",
            "tests/gui/window/test_act_keys.py",
        ]
        environment = os.environ | {"DISPLAY": screen.environment["DISPLAY"], "QT_QPA_PLATFORM": "xcb"}
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=600)

    assert done.returncode == 0, done.stdout[-3000:]
