"""What opening, looking at and leaving a report does to its folder, and what it refuses."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from core.numbers.troubles import FileTrouble
from core.store import files
from core.store.file_troubles import Corrupt, NewerVersion
from core.store.steps import Edit
from core.store.store import Store
from tests.core.store.killing import names

CRASHING = """
import os, signal, sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("PRAGMA cache_size = 5")
raw.execute("BEGIN IMMEDIATE")
raw.execute("UPDATE entry SET value = replace(value, 'a', 'b')")
os.kill(os.getpid(), signal.SIGKILL)
"""


def run(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, timeout=60, check=False, env=environment
    )


def report(path: Path, backups: Path, rows: int = 1) -> None:
    with Store.create(path, meta={}, pack_files={}, who="张三", backups=backups) as store:
        store.append("填写", [Edit(f"k{row}", None, "a" * 400) for row in range(rows)])


def crash(path: Path) -> None:
    assert run(CRASHING, path).returncode == -signal.SIGKILL
    assert files.side_file(path).exists()


@pytest.mark.parametrize(
    "name", ["县 卫健局#1?50%.jxzp", "a%20b.jxzp", "it's; 'x' & \"y\".jxzp", "：｛+=@.jxzp"]
)
def test_any_name_of_a_file_will_do(tmp_path: Path, backups: Path, name: str) -> None:
    path = tmp_path / "夹 #?%41" / name
    path.parent.mkdir()
    report(path, backups)

    with Store.open(path, who="张三", backups=backups) as store:
        store.append("修改", [Edit("k0", "a" * 400, "二")])
        store.vacuum_into(path.with_name(f"副本{name}"))
    with Store.open(path.with_name(f"副本{name}"), who="张三", backups=backups, read_only=True) as copy:
        assert copy.entries == {"k0": "二"}

    assert names(path.parent) == sorted([name, f"副本{name}"])


def test_nothing_is_left_beside_the_file_after_closing(store: Store, path: Path) -> None:
    store.append("填写", [Edit("a", None, "1")])
    assert len(names(path.parent)) == 2

    store.close()
    store.close()

    assert names(path.parent) == [path.name]


def test_a_new_report_never_replaces_a_file(store: Store, path: Path) -> None:
    other = path.with_name("别的.jxzp")
    other.write_bytes(b"x")

    with pytest.raises(FileTrouble, match="同名"):
        Store.create(other, meta={}, pack_files={}, who="张三")

    assert other.read_bytes() == b"x"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(FileTrouble, match="找不到"):
            Store.open(tmp_path / "没有.jxzp", who="张三", read_only=read_only)

    assert names(tmp_path) == []


def test_a_new_report_where_there_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble):
        Store.create(tmp_path / "没有" / "a.jxzp", meta={}, pack_files={}, who="张三")


def test_opening_and_reading_bring_in_no_sqlalchemy(path: Path, backups: Path) -> None:
    report(path, backups)
    code = """
import sys
from core.store.store import Store
with Store.open(sys.argv[1], who="张三") as store:
    assert len(store.entries) == 1
    assert not [name for name in sys.modules if name.startswith("sqlalchemy")]
    store.warm()
    assert "sqlalchemy" in sys.modules
    assert not [name for name in sys.modules if name.startswith("sqlalchemy.orm")]
"""

    result = run(code, path)

    assert result.returncode == 0, result.stderr


def test_every_commit_is_made_durable(path: Path, backups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report(path, backups)
    connections: list[sqlite3.Connection] = []
    connect = files.connect

    def kept(path: Path, mode: str) -> sqlite3.Connection:
        connections.append(connect(path, mode))
        return connections[-1]

    monkeypatch.setattr(files, "connect", kept)
    with Store.open(path, who="张三", backups=backups) as store:
        store.append("填写", [Edit("b", None, "1")])

        extra = (3,)
        assert connections[0].execute("PRAGMA synchronous").fetchone() == extra
        assert connections[0].execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connections[0].execute("PRAGMA locking_mode").fetchone() == ("normal",)


def test_a_store_warmed_in_a_thread_can_be_written_from_another(path: Path, backups: Path) -> None:
    report(path, backups)
    with Store.open(path, who="张三", backups=backups) as store:
        warming = threading.Thread(target=store.warm)
        warming.start()
        store.append("填写", [Edit("b", None, "1")])
        warming.join()
        writing = threading.Thread(target=store.append, args=("填写", [Edit("c", None, "1")]))
        writing.start()
        writing.join()

        assert [head.number for head in store.heads] == [1, 2, 3]
    store.warm()


def test_a_newer_file_is_refused_and_left_as_it_is(path: Path, backups: Path) -> None:
    report(path, backups)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 99")
    before = path.read_bytes()

    for read_only in (False, True):
        with pytest.raises(NewerVersion, match="请升级") as trouble:
            Store.open(path, who="张三", backups=backups, read_only=read_only)
        assert "99" in trouble.value.reason

    assert path.read_bytes() == before
    assert names(path.parent) == [path.name]


def test_another_programs_database_is_no_report(path: Path, backups: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE other (x)")
    before = path.read_bytes()

    with pytest.raises(FileTrouble, match="不是自评通的报告") as trouble:
        Store.open(path, who="张三", backups=backups)

    assert not isinstance(trouble.value, Corrupt)
    assert path.read_bytes() == before


def test_half_a_step_left_by_a_crash_is_taken_back_at_opening(path: Path, backups: Path) -> None:
    report(path, backups, 2000)
    crash(path)

    with Store.open(path, who="张三", backups=backups) as store:
        assert set(store.entries.values()) == {"a" * 400}

    assert names(path.parent) == [path.name]


def test_half_a_step_left_by_a_crash_is_taken_back_for_a_look(path: Path, backups: Path) -> None:
    report(path, backups, 2000)
    crash(path)

    with Store.open(path, who="张三", backups=backups, read_only=True) as store:
        assert set(store.entries.values()) == {"a" * 400}


def test_half_a_step_is_taken_back_for_a_look_where_nothing_may_be_written(
    open_folder: Path, backups: Path, without_privilege: Callable[[], AbstractContextManager[None]]
) -> None:
    path = open_folder / "报告.jxzp"
    report(path, backups, 2000)
    crash(path)
    before = path.read_bytes()
    path.chmod(0o444)
    files.side_file(path).chmod(0o444)
    open_folder.chmod(0o555)

    with without_privilege(), Store.open(path, who="张三", backups=open_folder, read_only=True) as store:
        assert set(store.entries.values()) == {"a" * 400}

    assert path.read_bytes() == before


def test_a_report_that_may_not_be_written_can_still_be_looked_at(
    open_folder: Path, without_privilege: Callable[[], AbstractContextManager[None]]
) -> None:
    path = open_folder / "报告.jxzp"
    backups = open_folder / "备份"
    report(path, backups)
    path.chmod(0o444)

    with without_privilege():
        with pytest.raises(FileTrouble, match="只读"):
            Store.open(path, who="张三", backups=backups)
        path.parent.joinpath("x").touch()
    path.chmod(0o666)
    open_folder.chmod(0o555)
    with without_privilege():
        with pytest.raises(FileTrouble, match="文件夹不能写入"):
            Store.open(path, who="张三", backups=backups)
        with Store.open(path, who="张三", backups=backups, read_only=True) as store:
            assert len(store.entries) == 1


def test_what_was_opened_for_a_look_is_not_written(path: Path, backups: Path) -> None:
    report(path, backups)
    before = path.read_bytes()

    with Store.open(path, who="张三", backups=backups, read_only=True) as store:
        for write in (
            lambda: store.append("填写", [Edit("b", None, "1")]),
            lambda: store.rewrite(1, "填写", []),
            lambda: store.save_point("送审稿"),
            lambda: store.set_pack({}, {}, "更新模板", []),
        ):
            with pytest.raises(FileTrouble, match="只读"):
                write()
        assert store.entries == {"k0": "a" * 400}
        assert store.edits(1) == [Edit("k0", None, "a" * 400)]

    assert path.read_bytes() == before


def test_a_copy_made_while_open_is_a_whole_report(store: Store, path: Path, backups: Path) -> None:
    store.append("填写", [Edit("a", None, "1")])
    copy = path.with_name("另存.jxzp")
    copy.write_bytes(b"old")
    files.side_file(copy).write_bytes(b"left over")

    store.save_as(copy)
    store.append("填写", [Edit("a", "1", "2")])

    assert not files.side_file(copy).exists()
    with Store.open(copy, who="李四", backups=backups) as other:
        assert other.entries == {"a": "1"}
        assert other.meta == store.meta
        assert other.pack_files == store.pack_files
        with pytest.raises(FileTrouble, match="正在"):
            store.save_as(copy)


def test_a_report_is_not_saved_over_itself(store: Store, path: Path) -> None:
    hard = path.with_name("同一份.jxzp")
    os.link(path, hard)

    for target in (path, path.parent / "." / path.name, hard):
        with pytest.raises(FileTrouble, match="当前打开"):
            store.save_as(target)


def test_a_copy_that_cannot_be_made_leaves_the_old_file(store: Store, path: Path) -> None:
    folder = path.with_name("是文件夹.jxzp")
    (folder / "x").mkdir(parents=True)

    for target in (folder, path.parent / "没有" / "a.jxzp"):
        with pytest.raises(FileTrouble):
            store.save_as(target)

    assert (folder / "x").is_dir()
    assert not list(path.parent.glob("*.part"))
