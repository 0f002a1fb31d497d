"""The way from older versions of the file to this one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.numbers.troubles import FileTrouble
from core.store import schema
from core.store.steps import Edit
from core.store.store import Store


@pytest.fixture
def next_version(worked_on: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program one version further, whose entries have another key."""

    def migration(raw: sqlite3.Connection) -> None:
        raw.execute("UPDATE entry SET key = '新' || key")
        raw.execute("UPDATE journal SET key = '新' || key")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, migration))


@pytest.mark.usefixtures("next_version")
def test_an_older_file_is_backed_up_and_migrated(worked_on: Path, backups: Path) -> None:
    schema_now = schema.version()

    with Store.open(worked_on, who="张三", backups=backups) as store:
        assert store.entries == {"新a": "2"}
        assert store.entries_after(1) == {"新a": "0"}
        store.append("填写", [Edit("新a", "2", "3")])

    (backup,) = [file for file in backups.glob("*/*.jxzp") if "升级前" in file.name]
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (schema_now - 1,)
        assert raw.execute("SELECT key, value FROM entry").fetchall() == [("a", "2")]
    with closing(sqlite3.connect(worked_on)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (schema_now,)


@pytest.mark.usefixtures("next_version")
def test_an_older_file_opened_for_a_look_is_left_as_it_is(worked_on: Path, backups: Path) -> None:
    before = worked_on.read_bytes()

    with Store.open(worked_on, who="张三", backups=backups, read_only=True) as store:
        assert store.entries == {"新a": "2"}

    assert worked_on.read_bytes() == before


@pytest.mark.usefixtures("next_version")
def test_an_older_file_is_not_migrated_without_a_backup(worked_on: Path, tmp_path: Path) -> None:
    before = worked_on.read_bytes()
    nowhere = tmp_path / "文件"
    nowhere.write_text("a file where the folder should be")

    with pytest.raises(FileTrouble, match="升级前的备份没有做成"):
        Store.open(worked_on, who="张三", backups=nowhere)

    assert worked_on.read_bytes() == before


def test_a_migration_that_fails_changes_nothing(
    worked_on: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def migration(raw: sqlite3.Connection) -> None:
        raw.execute("DELETE FROM entry")
        raise ZeroDivisionError

    before = worked_on.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (migration,))
        with pytest.raises(ZeroDivisionError):
            Store.open(worked_on, who="张三", backups=backups)

    assert len(worked_on.read_bytes()) == len(before)
    with Store.open(worked_on, who="张三", backups=backups) as store:
        assert store.entries == {"a": "2"}
