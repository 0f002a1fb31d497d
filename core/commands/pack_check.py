"""Checking a template pack as its author needs it: the pack itself, its forms in words, and its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.forms.dump import dumped
from core.numbers.finding import ERROR, EXPLAIN
from core.numbers.troubles import FileTrouble, PackError
from core.pack.cases import Case, read_cases, run_case
from core.pack.loading import load_pack
from core.pack.pack import Pack
from core.report.findings import FINE


@dataclass(slots=True)
class PackCheck:
    """What checking a pack gave; `errors` do not come out as they should, `gaps` are what it still lacks."""

    pack: Pack
    cases: list[Case] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The gravest of what there is."""
        if self.errors:
            return ERROR
        return EXPLAIN if self.gaps else FINE

    @property
    def lines(self) -> list[str]:
        """All of it in sentences, the summary at the end."""
        name = f"模板“{self.pack.title}”（{self.pack.id}）"
        count = f"{len(self.cases)} 个案例，{len(self.pack.definitions.rules)} 条审核公式"
        if self.verdict == FINE:
            return [f"{name}没有问题：{count}，案例都得出该得的数，每条公式都有违反它和符合它的案例。"]
        summary = f"{name}：{count}；{len(self.errors)} 处错误，{len(self.gaps)} 处要补。"
        return [
            *(f"错误：{words}" for words in self.errors),
            *(f"要补：{words}" for words in self.gaps),
            summary,
        ]


def check_pack(folder: Path, step: Callable[[str], object] = lambda _words: None) -> PackCheck:
    """Checks the pack in a folder; raises PackError where it is unsound, FileTrouble where it cannot be read.

    `step` is told what is done next.
    """
    try:
        step("正在检查模板的各个文件")
        check = PackCheck(load_pack(folder))
        for path in sorted((folder / "cases").glob("*.yaml")):
            _run_file(path, check, step)
        check.gaps += [*_without_cases(check), *_stale_forms(folder)]
    except OSError as error:
        raise FileTrouble(folder, f"模板的文件读不出来（{error.strerror}），请检查文件夹和权限") from error
    return check


def _run_file(path: Path, check: PackCheck, step: Callable[[str], object]) -> None:
    """The cases of one file; one that cannot be read does not keep the other files from being run."""
    file = f"cases/{path.name}"
    try:
        cases = read_cases(file, path.read_bytes(), check.pack)
    except PackError as error:
        check.errors.append(str(error))
        return
    for number, case in enumerate(cases, start=1):
        step(f"正在运行 {file} 的案例 {number}/{len(cases)}")
        where = f"{file} 第 {case.place.line} 行，案例“{case.name}”"
        check.errors += [f"{where}：{words}" for words in run_case(case, check.pack)]
    check.cases += cases


def _without_cases(check: PackCheck) -> Iterator[str]:
    """Rules that no case breaks, or that hold in none: nothing says that they find what they should."""
    broken = {code for case in check.cases for code, _ in case.broken}
    held = {code for case in check.cases for code in case.held}
    for rule in check.pack.definitions.rules.values():
        lacks = [words for words, codes in (("违反", broken), ("符合", held)) if rule.key not in codes]
        if lacks:
            where = f"{rule.place.file} 第 {rule.place.line} 行"
            yield f"{where}：审核公式 {rule.key} 没有写明“{'”和“'.join(lacks)}”它的案例，请在 cases/ 里补上"


def _stale_forms(folder: Path) -> Iterator[str]:
    """Forms whose words beside the cases are not theirs, so that a change in them would not be seen.

    A pack without any such words has nobody who reads them.
    """
    if not (folder / "cases" / "forms").is_dir():
        return
    for target, text in dumped(folder).items():
        if not target.is_file() or target.read_bytes().decode("utf-8", "replace") != text:
            file = target.relative_to(folder).as_posix()
            yield f"{file} 和表样不一样；如果表是有意改的，请运行 python -m core.forms.dump {folder}"
