import os
from pathlib import Path

import pytest

from tests.core.store.killing import kill_and_check

pytestmark = pytest.mark.campaign


@pytest.mark.skipif(os.name != "posix", reason="needs kill -9")
def test_no_step_is_lost_in_five_hundred_kills(tmp_path: Path) -> None:
    halves = sum(kill_and_check(make(tmp_path / f"{round_}"), kills=50) for round_ in range(10))

    assert halves > 0


def make(folder: Path) -> Path:
    folder.mkdir()
    return folder
