"""A fresh report file, its folder and its backups' folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.store import steps
from core.store.steps import Edit
from core.store.store import Store

NOBODY = 65534
MORNING = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


def day(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(steps, "now", lambda: MORNING + timedelta(days=number))


def put(store: Store, value: str) -> None:
    store.append("填写", [Edit("a", store.entries.get("a"), value)])


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "备份"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "报告"
    folder.mkdir()
    return folder / "县卫健局 2023.jxzp"


@pytest.fixture
def store(path: Path, backups: Path) -> Iterator[Store]:
    with Store.create(
        path, meta={"模板": "甲"}, pack_files={"pack.yaml": b"id: a"}, who="张三", backups=backups
    ) as made:
        yield made


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user of the computer can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    _remove(folder)


def _remove(folder: Path) -> None:
    """Whoever runs the tests must first be let in again where a test has locked the door."""
    folder.chmod(0o700)
    for inner in folder.rglob("*"):
        if inner.is_dir():
            inner.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture
def without_privilege() -> Callable[[], AbstractContextManager[None]]:
    """Inside, file permissions count, even if the tests are run by root."""
    if os.name != "posix":
        pytest.skip("permissions of this kind are POSIX's")

    @contextmanager
    def lowered() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)

    return lowered


@pytest.fixture
def worked_on(store: Store, path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report of three days, closed, whose backups hold none, "0" and "1"."""
    for number in range(3):
        day(monkeypatch, number)
        put(store, str(number))
        put(store, f"{number}")
    store.close()
    return path
