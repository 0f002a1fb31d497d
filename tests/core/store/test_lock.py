"""One writer at a time, known by name."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.numbers.troubles import FileTrouble
from core.store import processes
from core.store.file_troubles import Locked
from core.store.lock import lock_file
from core.store.steps import Edit
from core.store.store import Store
from tests.core.store.killing import names

HOLDING = """
import sys
from pathlib import Path
from core.store.steps import Edit
from core.store.store import Store
store = Store.open(sys.argv[1], who="李四", backups=Path(sys.argv[2]))
store.append("填写", [Edit("b", None, "1")])
print("open", flush=True)
sys.stdin.readline()
store.append("填写", [Edit("c", None, "1")])
store.close()
"""


def holding(path: Path, backups: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDING, str(path), str(backups)]
    child = subprocess.Popen(
        command,
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    return child


def left_behind(path: Path, **changed: object) -> Path:
    """A lock file as another process would have written it."""
    lock = {
        "user": "王五",
        "host": socket.gethostname(),
        "pid": dead_process(),
        "time": "2024-01-02T03:04:05+08:00",
        "born": "x:1",
    }
    lock_file(path).write_text(json.dumps(lock | changed, ensure_ascii=False), "utf-8")
    return lock_file(path)


def dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@pytest.fixture
def closed(store: Store, path: Path) -> Path:
    store.append("填写", [Edit("a", None, "1")])
    store.close()
    return path


def test_the_lock_file_names_its_holder(store: Store, path: Path) -> None:
    lock = json.loads((path.parent / f".~lock.{path.name}#").read_text("utf-8"))

    assert (lock["user"], lock["host"], lock["pid"]) == ("张三", socket.gethostname(), os.getpid())
    assert lock["time"][10] == "T"
    with pytest.raises(Locked, match="张三") as trouble:
        Store.open(path, who="李四")
    assert trouble.value.holder.pid == os.getpid()


def test_a_report_open_in_another_process_is_locked_but_can_be_looked_at(closed: Path, backups: Path) -> None:
    child = holding(closed, backups)
    assert child.stdin is not None

    with pytest.raises(Locked) as trouble:
        Store.open(closed, who="张三", backups=backups)
    looking = Store.open(closed, who="张三", backups=backups, read_only=True)
    child.stdin.write("\n")
    child.stdin.close()

    assert child.wait(30) == 0
    holder = trouble.value.holder
    assert (holder.user, holder.host, holder.pid) == ("李四", socket.gethostname(), child.pid)
    for part in ("李四", socket.gethostname(), holder.time[:10], "只读"):
        assert part in trouble.value.reason
    assert looking.entries == {"a": "1", "b": "1"}
    assert [step.head.number for step in looking.history(9)] == [2, 1]
    looking.close()
    with Store.open(closed, who="张三", backups=backups) as again:
        assert again.entries == {"a": "1", "b": "1", "c": "1"}


def test_a_killed_holders_lock_is_taken_over(closed: Path, backups: Path) -> None:
    child = holding(closed, backups)
    child.kill()
    child.wait()
    assert lock_file(closed).exists()

    with Store.open(closed, who="张三", backups=backups) as store:
        assert store.entries == {"a": "1", "b": "1"}
        assert json.loads(lock_file(closed).read_text("utf-8"))["user"] == "张三"

    assert names(closed.parent) == [closed.name]


def test_a_killed_holder_that_nobody_buried_holds_nothing(closed: Path, backups: Path) -> None:
    child = holding(closed, backups)
    child.kill()
    while processes.birth(child.pid):
        threading.Event().wait(0.01)

    Store.open(closed, who="张三", backups=backups).close()

    child.wait()


def test_a_later_process_of_the_same_number_is_not_the_holder(closed: Path, backups: Path) -> None:
    left_behind(closed, pid=os.getpid(), born=f"{processes.birth(os.getpid())}0")

    Store.open(closed, who="张三", backups=backups).close()

    assert not lock_file(closed).exists()


def test_a_lock_without_a_birth_mark_counts_while_its_process_runs(closed: Path) -> None:
    left_behind(closed, pid=os.getpid(), born="?")

    with pytest.raises(Locked, match="王五"):
        Store.open(closed, who="张三")


def test_a_lock_of_another_computer_is_never_taken_over(closed: Path) -> None:
    lock = left_behind(closed, host="另一台")
    before = lock.read_bytes()

    with pytest.raises(Locked, match="另一台") as trouble:
        Store.open(closed, who="张三")

    assert lock.name in trouble.value.reason
    assert lock.read_bytes() == before


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b'{"user": 1}', b"\xff\xfe", b'{"pid": "x"}'])
def test_a_lock_file_that_names_nobody_is_taken_over(closed: Path, backups: Path, rubbish: bytes) -> None:
    lock_file(closed).write_bytes(rubbish)

    Store.open(closed, who="张三", backups=backups).close()

    assert names(closed.parent) == [closed.name]


def test_a_new_report_is_not_made_under_a_name_in_use(closed: Path) -> None:
    left_behind(closed, host="另一台")
    closed.unlink()

    with pytest.raises(Locked):
        Store.create(closed, meta={}, pack_files={}, who="张三")

    assert not closed.exists()


def test_a_refused_opening_gives_the_lock_back(closed: Path, backups: Path) -> None:
    closed.write_bytes(b"no database at all" * 100)

    with pytest.raises(FileTrouble):
        Store.open(closed, who="张三", backups=backups)

    assert not lock_file(closed).exists()


def test_a_lock_that_became_anothers_is_left_alone(store: Store, path: Path) -> None:
    left_behind(path, host="另一台")

    store.close()

    assert lock_file(path).exists()


def test_of_many_at_once_one_gets_the_report(closed: Path, backups: Path) -> None:
    left_behind(closed)
    opened: list[Store] = []
    refused: list[FileTrouble] = []
    ready = threading.Barrier(8)

    def attempt() -> None:
        ready.wait()
        try:
            opened.append(Store.open(closed, who="张三", backups=backups))
        except FileTrouble as trouble:
            refused.append(trouble)

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(opened), len(refused)) == (1, 7)
    opened[0].close()
