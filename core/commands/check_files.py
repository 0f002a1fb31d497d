"""The verb check: many files one after another, each result as it comes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from core.commands.checking import Checked, check_file
from core.commands.console import ProgressLine, aside, say
from core.commands.packs_in_use import PacksInUse
from core.commands.program import SUFFIX
from core.commands.sources import Sources, sources_of
from core.commands.unfilled import unfilled_line
from core.commands.verbs import INTERRUPTED
from core.numbers.finding import ERROR, EXPLAIN, HINT
from core.numbers.troubles import FileTrouble, PackError
from core.report.findings import FINE

SCHEMA = 1
"""Of what --json prints: raised when something in it changes its meaning."""
READABLE = (SUFFIX, ".txt", ".docx")
UNREADABLE = "无法读取"
STATUS = {FINE: 0, HINT: 0, EXPLAIN: 1, ERROR: 2, UNREADABLE: 3}


def check_files(names: Sequence[Path], pack: str, as_json: bool) -> int:
    """Checks files, folders and patterns; the exit status is the gravest, 130 where Ctrl+C ended it."""
    sources = sources_of(names, READABLE)
    run = _CheckRun(PacksInUse(pack), None if as_json else say)
    is_whole = run.over(sources)
    if as_json:
        say(_as_json(run.done, sources, is_whole))
    elif is_whole and len(run.done) > 1:
        say(_summary(run.done))
    if sources.left_out:
        aside(f"没有审核：{sources.left_out_words}")
    if not is_whole:
        aside(f"已审核 {len(run.done)}/{run.total} 个，中断")
        return INTERRUPTED
    return max(STATUS[each.verdict] for each in run.done)


class _CheckRun:
    """`done` are the files that were checked so far."""

    def __init__(self, packs: PacksInUse, tell: Callable[[str], None] | None) -> None:
        self._packs = packs
        self._tell = tell
        self.done: list[Checked] = []
        self.total = 0

    def over(self, sources: Sources) -> bool:
        """Checks all; False where Ctrl+C ended it."""
        self.total = len(sources.files) + len(sources.closed)
        progress = ProgressLine(self.total)
        try:
            for trouble in sources.closed:
                self._take(_unreadable(trouble.path, trouble.reason), progress)
            for path in sources.files:
                progress.show(len(self.done) + 1, path.name)
                self._take(self._checked(path), progress)
        except KeyboardInterrupt:
            progress.clear()
            return False
        return True

    def _checked(self, path: Path) -> Checked:
        is_report = path.suffix.lower() == SUFFIX
        try:
            known = [] if is_report else self._packs.known
            return check_file(path, known, self._packs.asked, self._packs.carried)
        except FileTrouble as trouble:
            return _unreadable(path, trouble.reason)
        except PackError as error:
            return _unreadable(path, f"{'它带的模板' if is_report else '模板'}有误：{error}")

    def _take(self, checked: Checked, progress: ProgressLine) -> None:
        progress.clear()
        if checked.reason:
            aside(f"{Path(checked.file).name}：{checked.reason}")
        if self._tell is not None:
            self._tell("\n".join(_lines(checked)))
        self.done.append(checked)


def _unreadable(path: Path, reason: str) -> Checked:
    return Checked(str(path), verdict=UNREADABLE, reason=reason)


def _lines(checked: Checked) -> list[str]:
    lines = [f"{checked.file}：{checked.verdict}"]
    if checked.reason:
        return lines
    for quoted in checked.findings:
        section = f"［{quoted.section}］" if quoted.section else ""
        lines.append(f"  {quoted.finding.severity} {quoted.finding.code}{section} {quoted.finding.message}")
    if checked.unfilled:
        lines.append(f"  {unfilled_line(checked.unfilled)}")
    total = checked.numbers.get("total", 0)
    linked = checked.numbers.get("linked", 0)
    return [*lines, f"  相符的关系 {len(checked.held)} 条；数字 {total} 个，与数据相连 {linked} 个"]


def _summary(done: Sequence[Checked]) -> str:
    counts = Counter(each.verdict for each in done)
    blank = sum(1 for each in done if each.unfilled)
    parts = [f"{verdict} {counts[verdict]} 个" for verdict in reversed(STATUS) if counts[verdict]]
    parts += [f"有未填项的 {blank} 个"] if blank else []
    return f"共 {len(done)} 个：{'，'.join(parts)}"


def _as_json(done: Sequence[Checked], sources: Sources, is_whole: bool) -> str:
    return json.dumps(
        {
            "schema": SCHEMA,
            "interrupted": not is_whole,
            "left_out": dict(sorted(sources.left_out.items())),
            "files": [each.as_json() for each in done],
        },
        ensure_ascii=False,
        indent=1,
    )
