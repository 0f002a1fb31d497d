"""A writer that is killed at any moment, and what must be true of its report afterwards.

Run as a program it forks a writer for each line it reads, so that a round costs no start of Python.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import IO, NoReturn

from core.store.deltas import Delta
from core.store.steps import UNDONE, Edit
from core.store.store import Store

COUNT = "计数"
TEXT = "正文"


def write_until_killed(path: Path, backups: Path, out: IO[str]) -> NoReturn:
    """Steps, rewritten steps and undone steps without end; each commit is printed after it is made.

    The entry COUNT goes up by one with every commit and is what is printed beside the step's number.
    """
    store = Store.open(path, who=f"{os.getpid()}", backups=backups)
    chance = random.Random(os.getpid())
    count = int(store.entries.get(COUNT, "0"))
    while True:
        count += 1
        text = store.entries.get(TEXT, "")
        place = chance.randint(0, len(text))
        longer = (text[:place] + "绩效" * chance.choice([1, 5, 400]) + text[place:])[-8000:]
        mode = chance.random()
        if mode < 0.2 and store.heads:
            taken = store.heads[-1].number
            edits = [edit for edit in store.backward(taken) if edit.key != COUNT]
            edits.append(Edit(COUNT, str(count - 1), str(count)))
            head = store.append("撤销", edits, kind=UNDONE, takes_back=taken)
        elif mode < 0.5 and store.heads:
            last = store.heads[-1].number
            before = {edit.key: edit.before for edit in store.edits(last)}
            typed = Edit(TEXT, before.get(TEXT, text), longer)
            head = store.rewrite(last, "改写", [typed, Edit(COUNT, before[COUNT], str(count))])
        else:
            rows = {chance.randint(0, 30) for _ in range(chance.choice([0, 1, 40]))}
            after = {f"项目[{row:03x}].金额": str(count) for row in rows} | {TEXT: longer, COUNT: str(count)}
            edits = [Edit(key, store.entries.get(key), value) for key, value in after.items()]
            head = store.append("填写", edits)
        out.write(f"{head.number} {count}\n")
        out.flush()


def kill_and_check(folder: Path, kills: int) -> int:
    """Kills that many writers of one report, checking it each time; tells how often half a step was found."""
    path = folder / "报告.jxzp"
    backups = folder / "备份"
    Store.create(path, meta={}, pack_files={}, who="张三", backups=backups).close()
    chance = random.Random(kills)
    halves = 0
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    command = [sys.executable, __file__, str(path), str(backups)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, encoding="utf-8"
    ) as forge:
        assert forge.stdin is not None
        assert forge.stdout is not None
        try:
            for _ in range(kills):
                forge.stdin.write("\n")
                forge.stdin.flush()
                writer = int(forge.stdout.readline())
                printed = forge.stdout.readline()
                time.sleep(chance.uniform(0, 0.04))
                os.kill(writer, signal.SIGKILL)
                lines = [printed]
                while (line := forge.stdout.readline()) != "dead\n":
                    lines.append(line)
                halves += path.with_name(f"{path.name}-journal").exists()
                check(path, backups, [line for line in lines if line.endswith("\n")])
        finally:
            forge.stdin.close()
    return halves


def check(path: Path, backups: Path, lines: list[str]) -> None:
    """Every printed commit is there, at most one more; entries, journal and file agree."""
    number, count = map(int, lines[-1].split())
    with Store.open(path, who="张三", backups=backups) as store:
        assert int(store.entries[COUNT]) in (count, count + 1)
        assert [head.number for head in store.heads] == list(range(1, len(store.heads) + 1))
        assert len(store.heads) in (number, number + 1)
        assert store.entries_after(0) == {}
        entries = store.entries
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert replayed(raw) == entries
    assert names(path.parent) == sorted([path.name, backups.name]), names(path.parent)


def names(folder: Path) -> list[str]:
    """What stands in a folder, hidden files too."""
    return sorted(file.name for file in folder.iterdir())


def replayed(raw: sqlite3.Connection) -> dict[str, str]:
    """The entries that the journal alone leads to."""
    state: dict[str, str | None] = {}
    rows = raw.execute("SELECT key, head, tail, before, after FROM journal ORDER BY step, place")
    for key, head, tail, before, after in rows:
        state[key] = Delta(head, tail, before, after).forward(state.get(key))
    return {key: value for key, value in state.items() if value is not None}


def fork_writers(path: Path, backups: Path) -> None:
    """For each line read, forks a writer, prints its number, and says when it is dead."""
    Store.in_memory(meta={}, pack_files={}, who="")
    for _ in sys.stdin:
        writer = os.fork()
        if not writer:
            write_until_killed(path, backups, sys.stdout)
        print(writer, flush=True)
        os.waitpid(writer, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    fork_writers(Path(sys.argv[1]), Path(sys.argv[2]))
