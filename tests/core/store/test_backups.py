"""Daily backups, damaged files and what is put in their place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from core.numbers.troubles import FileTrouble
from core.store import backups as shelves
from core.store import files, steps
from core.store.backups import restore_backup
from core.store.file_troubles import Corrupt, Locked
from core.store.steps import Edit
from core.store.store import Store
from tests.core.store.conftest import MORNING, day, put
from tests.core.store.killing import names


def made(backups: Path) -> list[str]:
    return sorted(file.stem for file in backups.glob("*/*.jxzp"))


def entries(file: Path) -> dict[str, str]:
    with Store.open(file, who="张三", read_only=True) as store:
        return store.entries


def damage(path: Path) -> None:
    """Overwrites pages, as a failing disk does."""
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xaa" * (len(content) - 4096)
    path.write_bytes(content)


def test_a_backup_is_made_before_each_days_first_edit(
    store: Store, path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day(monkeypatch, 0)
    put(store, "一")
    put(store, "二")
    day(monkeypatch, 1)
    store.rewrite(2, "改写", [Edit("a", "一", "三")])

    assert made(backups) == ["2024-03-01", "2024-03-02"]
    folder = next(backups.iterdir())
    assert folder.name.startswith(f"{path.stem}-")
    assert entries(folder / "2024-03-01.jxzp") == {}
    assert entries(folder / "2024-03-02.jxzp") == {"a": "二"}


def test_a_day_has_one_backup_however_often_the_report_is_opened(
    worked_on: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day(monkeypatch, 2)

    with Store.open(worked_on, who="张三", backups=backups) as store:
        put(store, "x")

    assert len(made(backups)) == 3
    assert entries(next(backups.glob("*/2024-03-03.jxzp"))) == {"a": "1"}


def test_the_newest_thirty_backups_are_kept(
    store: Store, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(33):
        day(monkeypatch, number)
        put(store, str(number))

    kept = made(backups)

    assert len(kept) == 30
    assert (kept[0], kept[-1]) == ("2024-03-04", "2024-04-02")


def test_reports_of_the_same_name_have_backups_of_their_own(tmp_path: Path, backups: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        with Store.create(
            tmp_path / folder / "报告.jxzp", meta={}, pack_files={}, who="张三", backups=backups
        ) as store:
            put(store, folder)

    assert len(list(backups.iterdir())) == 2


def test_an_edit_goes_through_where_no_backup_can_be_made(
    store: Store, path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.write_text("a file where the folder should be")
    assert store.backup_trouble is None

    put(store, "一")

    assert store.entries == {"a": "一"}
    assert store.backup_trouble is not None
    assert "备份没有做成" in store.backup_trouble
    assert "照常保存" in store.backup_trouble

    backups.unlink()
    put(store, "二")
    assert made(backups) == []
    monkeypatch.setattr(shelves.time, "monotonic", lambda: 1e12)
    put(store, "三")
    assert store.backup_trouble is None
    assert len(made(backups)) == 1


def test_an_edit_goes_through_where_the_backups_folder_is_read_only(
    open_folder: Path, without_privilege: Callable[[], AbstractContextManager[None]]
) -> None:
    backups = open_folder / "备份"
    work = open_folder / "报告"
    backups.mkdir(mode=0o555)
    work.mkdir()
    work.chmod(0o777)

    with (
        without_privilege(),
        Store.create(work / "a.jxzp", meta={}, pack_files={}, who="张三", backups=backups) as store,
    ):
        put(store, "一")

        assert store.backup_trouble is not None
        assert "权限" in store.backup_trouble


def test_a_backup_that_fails_its_check_is_thrown_away(
    store: Store, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "is_sound", lambda path: False)

    put(store, "一")

    assert store.backup_trouble is not None
    assert [file for file in backups.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not a database", b"SQLite format 3\x00" + b"\x00" * 5000]
)
def test_a_file_that_is_no_report_comes_with_the_newest_backup(
    worked_on: Path, backups: Path, content: bytes
) -> None:
    worked_on.write_bytes(content)

    for read_only in (False, True):
        with pytest.raises(Corrupt, match="2024-03-03") as trouble:
            Store.open(worked_on, who="张三", backups=backups, read_only=read_only)
        assert trouble.value.backup is not None
        assert entries(trouble.value.backup) == {"a": "1"}

    assert worked_on.read_bytes() == content


def test_damage_inside_the_file_is_found_at_opening(worked_on: Path, backups: Path) -> None:
    damage(worked_on)

    with pytest.raises(Corrupt) as trouble:
        Store.open(worked_on, who="张三", backups=backups)

    assert trouble.value.backup is not None


def test_damage_in_a_part_that_is_not_read_at_once_is_found_at_opening(
    worked_on: Path, backups: Path
) -> None:
    with closing(sqlite3.connect(worked_on)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal'").fetchone()
    content = bytearray(worked_on.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xaa" * 4096
    worked_on.write_bytes(content)

    for read_only in (False, True):
        with pytest.raises(Corrupt):
            Store.open(worked_on, who="张三", backups=backups, read_only=read_only)


def test_a_text_that_cannot_be_read_is_damage(worked_on: Path, backups: Path) -> None:
    with closing(sqlite3.connect(worked_on)) as raw:
        raw.execute("UPDATE entry SET value = CAST(x'ffff' AS TEXT)")
        raw.commit()

    with pytest.raises(Corrupt):
        Store.open(worked_on, who="张三", backups=backups)


def test_a_journal_that_does_not_fit_the_entries_is_damage(worked_on: Path, backups: Path) -> None:
    with closing(sqlite3.connect(worked_on)) as raw:
        raw.execute("UPDATE entry SET value = '改过'")
        raw.commit()

    with Store.open(worked_on, who="张三", backups=backups) as store, pytest.raises(Corrupt):
        store.history(9)


def test_only_a_good_backup_is_offered(worked_on: Path, backups: Path) -> None:
    newest, second, _ = sorted(backups.glob("*/*.jxzp"), reverse=True)
    worked_on.write_bytes(b"x" * 5000)

    damage(newest)
    with pytest.raises(Corrupt) as trouble:
        Store.open(worked_on, who="张三", backups=backups)
    assert trouble.value.backup == second

    for file in backups.glob("*/*.jxzp"):
        file.write_bytes(b"x")
    with pytest.raises(Corrupt, match="没有找到") as trouble:
        Store.open(worked_on, who="张三", backups=backups)
    assert trouble.value.backup is None


def test_a_restored_backup_stands_in_for_the_damaged_file_which_is_kept(
    worked_on: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(worked_on)
    files.side_file(worked_on).write_bytes(b"half a step")
    broken = worked_on.read_bytes()
    backup = max(backups.glob("*/*.jxzp"))
    monkeypatch.setattr(steps, "now", lambda: MORNING)

    kept = restore_backup(worked_on, backup)

    assert kept.name == f"{worked_on.stem} 损坏于2024-03-01 090000.jxzp"
    assert kept.read_bytes() == broken
    assert files.side_file(kept).read_bytes() == b"half a step"
    assert names(worked_on.parent) == sorted([worked_on.name, kept.name, f"{kept.name}-journal"])
    with Store.open(worked_on, who="张三", backups=backups) as store:
        assert store.entries == {"a": "1"}
    assert restore_backup(worked_on, backup).name == f"{worked_on.stem} 损坏于2024-03-01 090000-2.jxzp"


def test_a_bad_backup_or_a_report_in_use_is_not_restored(worked_on: Path, backups: Path) -> None:
    backup = max(backups.glob("*/*.jxzp"))
    with Store.open(worked_on, who="李四", backups=backups), pytest.raises(Locked):
        restore_backup(worked_on, backup)
    before = worked_on.read_bytes()
    damage(backup)

    with pytest.raises(FileTrouble, match="没有通过检查"):
        restore_backup(worked_on, backup)

    assert worked_on.read_bytes() == before
    assert names(worked_on.parent) == [worked_on.name]
