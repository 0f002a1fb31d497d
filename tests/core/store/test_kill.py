import os
from pathlib import Path

import pytest

from tests.core.store.killing import kill_and_check


@pytest.mark.skipif(os.name != "posix", reason="needs kill -9")
def test_no_step_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    kill_and_check(tmp_path, kills=20)
