"""How long an edit takes, in memory and on the disk, and how much a day of them adds to the file."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from core.pack.pack import Pack
from core.report.report import Report
from core.store.files import PRAGMAS
from core.store.store import Store
from tests.bench.big import ROWS, big_entries
from tests.bench.timing import Measure, measured, seconds

WHO = "测量"


def edits_in_memory(pack: Pack, entries: dict[str, str], cells: Sequence[str], limit: float) -> Measure:
    """Report.set() until its Change is there, without a disk."""
    report = Report.in_memory(pack, entries=entries)
    chance = random.Random(1)
    times = []
    for number in range(320):
        cell = chance.choice(cells)
        text = str(chance.randrange(100, 90_000) / 100)
        took = seconds(lambda cell=cell, text=text: report.set(cell, text))  # type: ignore[misc]
        times += [took] if number >= 20 else []
    return measured(times, "ms", limit, findings=len(report.graph.judge.findings))


def big_cells() -> list[str]:
    """The entered numbers of the big list."""
    return [f"明细[{number:05x}].{column}" for number in range(ROWS) for column in ("预算", "执行")]


def durable_ratio(pack: Pack, entries: dict[str, str], cells: Sequence[str], folder: Path) -> Measure:
    """Report.set on a file against the same inserts by sqlite3 alone, in turns on two files of one size."""
    path = folder / "edits.jxzp"
    bare_path = folder / "bare.jxzp"
    report = Report.create(path, pack, who=WHO, entries=entries, backups=folder / "backups")
    chance = random.Random(2)
    report.set(cells[0], "1.23")
    report.save_as(bare_path)
    bare = sqlite3.connect(bare_path, isolation_level=None)
    for pragma in PRAGMAS:
        bare.execute(pragma)
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(220):
        cell = chance.choice(cells)
        text = str(chance.randrange(100, 90_000) / 100)
        ours.append(seconds(lambda cell=cell, text=text: report.set(cell, text)))  # type: ignore[misc]
        theirs.append(seconds(lambda n=number, c=cell, t=text: _insert(bare, n, c, t)))  # type: ignore[misc]
    report.close()
    bare.close()
    own = measured(ours[20:], "ms", 0)
    other = measured(theirs[20:], "ms", 0)
    return Measure(own.value / other.value, "ratio", 2.0, {"set_ms": own.value, "bare_ms": other.value})


def _insert(bare: sqlite3.Connection, number: int, cell: str, text: str) -> None:
    step = 1_000_000 + number
    bare.execute("BEGIN IMMEDIATE")
    bare.execute(
        "INSERT INTO step (number, label, kind, takes_back, who, at) VALUES (?, ?, ?, ?, ?, ?)",
        (step, "修改金额", "修改", None, WHO, "2024-03-01T09:00:00+08:00"),
    )
    bare.execute(
        "INSERT INTO journal (step, place, key, head, tail, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (step, 0, cell, 0, 0, "1.00", text),
    )
    bare.execute(
        "INSERT INTO entry (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (cell, text),
    )
    bare.execute("COMMIT")


def day_of_typing(pack: Pack, entries: dict[str, str], cells: Sequence[str], folder: Path) -> Measure:
    """What 10,000 characters in 1,000 pauses and 300 cells add to the file."""
    path = folder / "day.jxzp"
    Report.create(path, pack, who=WHO, entries=entries, backups=folder / "backups").close()
    before = path.stat().st_size
    now = 0.0

    def clock() -> float:
        return now

    report = Report(pack, Store.open(path, who=WHO, backups=folder / "backups"), clock)
    bodies = [report.cell("章节.正文", row) for row in report.rows("章节")]
    chance = random.Random(3)
    for pause in range(1000):
        now += 5.0
        key = bodies[pause // 100 % len(bodies)]
        text = (report.entry(key) or "") + ("\n" if pause % 20 == 0 else "") + "本单位认真落实过紧日"
        report.set(key, text, typing=True)
        if pause % 10 < 3:
            report.set(chance.choice(cells), str(chance.randrange(100, 90_000) / 100))
    report.close()
    return Measure((path.stat().st_size - before) / 1e6, "MB", 5.0, {"steps": len(report.store.heads)})


def big_file(pack: Pack, path: Path, backups: Path) -> None:
    """The big report as a file."""
    Report.create(path, pack, who=WHO, entries=big_entries(pack), backups=backups).close()
