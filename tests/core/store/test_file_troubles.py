"""A full disk, a file taken away, another writer: one sentence, and neither memory nor file moved."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.numbers.troubles import FileTrouble
from core.store import files
from core.store.steps import Edit
from core.store.store import Store


@pytest.fixture
def small_disk(store: Store, path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The report on a disk with little room left."""
    store.append("填写", [Edit("a", None, "1")])
    store.close()
    monkeypatch.setattr(files, "PRAGMAS", (*files.PRAGMAS, "PRAGMA max_page_count = 40"))
    return Store.open(path, who="张三", backups=backups)


def test_a_full_disk_moves_neither_memory_nor_file(small_disk: Store, path: Path, backups: Path) -> None:
    with small_disk as store:
        before = dict(store.entries), list(store.heads)

        with pytest.raises(FileTrouble, match="磁盘已满"):
            store.append("填写", [Edit("b", None, "长" * 200_000)])
        with pytest.raises(FileTrouble, match="磁盘已满"):
            store.rewrite(1, "填写", [Edit("a", None, "长" * 200_000)])
        with pytest.raises(FileTrouble, match="磁盘已满"):
            store.set_pack({}, {"x": b"x" * 400_000}, "更新模板", [])

        assert (store.entries, store.heads) == before
        assert store.pack_files == {"pack.yaml": b"id: a"}
        assert not files.side_file(path).exists()
        assert store.append("填写", [Edit("b", None, "短")]).number == 2
    with Store.open(path, who="张三", backups=backups) as again:
        assert again.entries == {"a": "1", "b": "短"}
        assert again.meta == {"模板": "甲"}


def test_a_report_that_was_moved_away_is_not_written(store: Store, path: Path, backups: Path) -> None:
    store.append("填写", [Edit("a", None, "1")])
    moved = path.with_name("移走.jxzp")
    path.rename(moved)
    before = moved.read_bytes()

    with pytest.raises(FileTrouble, match="移走"):
        store.append("填写", [Edit("a", "1", "2")])
    shutil.copyfile(moved, path)
    with pytest.raises(FileTrouble, match="替换"):
        store.append("填写", [Edit("a", "1", "2")])
    store.save_as(path.with_name("救出.jxzp"))

    assert store.entries == {"a": "1"}
    assert moved.read_bytes() == before
    with Store.open(path.with_name("救出.jxzp"), who="张三", backups=backups) as saved:
        assert saved.entries == {"a": "1"}


def test_a_report_that_another_program_changed_is_not_written(store: Store, path: Path) -> None:
    store.append("填写", [Edit("a", None, "1")])
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE entry SET value = '9'")
        other.commit()

    with pytest.raises(FileTrouble, match="其他程序改动"):
        store.append("填写", [Edit("a", "1", "2")])

    assert store.entries == {"a": "1"}
    assert len(store.heads) == 1


@pytest.mark.parametrize("begin", ["BEGIN", "BEGIN IMMEDIATE"])
def test_a_report_held_by_another_program_is_not_written(
    path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    monkeypatch.setattr(files, "WAIT_SECONDS", 0.05)
    with Store.create(path, meta={}, pack_files={}, who="张三", backups=backups) as store:
        store.append("填写", [Edit("a", None, "1")])
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute(begin)
            other.execute("SELECT count(*) FROM entry").fetchone()

            with pytest.raises(FileTrouble, match="占用"):
                store.append("填写", [Edit("a", "1", "2")])

            assert store.entries == {"a": "1"}
            other.execute("ROLLBACK")
        assert store.append("填写", [Edit("a", "1", "3")]).number == 2
        assert store.entries_after(1) == {"a": "1"}


def test_a_report_in_the_midst_of_being_written_is_not_looked_at(
    store: Store, path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "WAIT_SECONDS", 0.05)
    store.append("填写", [Edit("a", None, "1")])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE entry SET value = '9'")
        assert files.side_file(path).exists()

        with pytest.raises(FileTrouble, match="占用"):
            Store.open(path, who="李四", backups=backups, read_only=True)

        other.execute("ROLLBACK")


def test_a_bug_is_not_taken_for_a_trouble_of_the_file(store: Store) -> None:
    with pytest.raises(sqlite3.Error):
        store.append("填写", [Edit("a", None, 1j)])  # type: ignore[arg-type]

    assert store.entries == {}
