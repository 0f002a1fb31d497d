"""Many files: each result as it comes, what Ctrl+C leaves, what a report still lacks, one pack for all."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from core.commands import check_files, packs, packs_in_use
from core.commands.checking import Checked, check_file
from core.commands.packs import DEFAULT, known_packs, pack_named
from core.commands.packs_in_use import PacksInUse
from core.commands.run import run
from core.commands.unfilled import LISTED, SHOWN
from core.figures import graph
from core.report.completeness import completeness
from core.report.report import Report
from tests.core.commands.sound import SOUND
from tests.source import ROOT

SAMPLE = ROOT / "resources" / "examples" / "sample.txt"
WRONG = SOUND.replace("600.30万元", "603.00万元")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five texts, the last of them wrong."""
    where = tmp_path / "各单位"
    where.mkdir()
    for number in range(1, 5):
        (where / f"{number}.txt").write_text(SOUND, "utf-8")
    (where / "5.txt").write_text(WRONG, "utf-8")
    return where


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "空白.jxzp"
    Report.create(path, pack_named(DEFAULT), who="张明").close()
    return path


@pytest.fixture
def stopped_at_the_third(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(path: Path, *rest: object) -> Checked:
        if path.name == "3.txt":
            raise KeyboardInterrupt
        return check_file(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(check_files, "check_file", check)


def test_a_folder_is_checked_and_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "账.csv").write_bytes(b"")

    assert run(["check", str(folder)]) == 2

    told = capsys.readouterr()
    assert [line for line in told.out.splitlines() if line.startswith(str(folder))] == [
        *(f"{folder / f'{number}.txt'}：提示" for number in range(1, 5)),
        f"{folder / '5.txt'}：错误",
    ]
    assert told.out.splitlines()[-1] == "共 5 个：错误 1 个，提示 4 个"
    assert told.err == "没有审核：.csv 1 个\n"


def test_each_result_is_there_before_the_next_file_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def check(path: Path, *rest: object) -> Checked:
        seen.append(capsys.readouterr().out)
        return check_file(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(check_files, "check_file", check)
    run(["check", str(folder)])

    assert [f"{number}.txt：提示" in words for number, words in enumerate(seen)] == [
        False,
        True,
        True,
        True,
        True,
    ]


def test_what_control_c_leaves_is_told(
    folder: Path, stopped_at_the_third: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(folder)]) == 130

    told = capsys.readouterr()
    assert told.out.count(".txt：提示\n") == 2
    assert "共 " not in told.out
    assert told.err == "已审核 2/5 个，中断\n"


def test_what_control_c_leaves_is_json(
    folder: Path, stopped_at_the_third: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--json", str(folder)]) == 130

    told = json.loads(capsys.readouterr().out)
    assert told["interrupted"] is True
    assert [Path(each["file"]).name for each in told["files"]] == ["1.txt", "2.txt"]


def test_the_json_says_why_and_what_is_lacking(
    folder: Path, blank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = folder / "没有.txt"

    assert run(["check", "--json", str(folder / "1.txt"), str(missing), str(blank)]) == 3

    told = json.loads(capsys.readouterr().out)
    text, lost, report = told["files"]
    assert (told["schema"], told["interrupted"], told["left_out"]) == (1, False, {})
    assert (text["reason"], text["unfilled"]) == ("", None)
    assert (lost["verdict"], lost["unfilled"]) == ("无法读取", None)
    assert "找不到这个文件" in lost["reason"]
    empty = Report.in_memory(pack_named(DEFAULT))
    count = sum(len(place.unfilled) for place in completeness(empty).values())
    assert report["unfilled"]["count"] == count > 0
    assert len(report["unfilled"]["labels"]) == min(count, LISTED)


def test_a_blank_report_says_what_it_lacks(blank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(blank)]) == 0

    (line,) = [line for line in capsys.readouterr().out.splitlines() if "未填" in line]
    assert line.startswith("  未填 ")
    assert line.count("、") == SHOWN - 1


def test_progress_is_shown_on_a_terminal_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    run(["check", str(folder)])

    lines = screen.getvalue().split("\r")
    assert "第 1/5 个 1.txt" in lines
    assert "第 5/5 个 5.txt" in lines
    assert lines[-1] == ""


def test_a_pack_that_a_report_has_not_is_refused_with_both_names(
    blank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = next(pack for pack in known_packs() if pack.id != DEFAULT)

    assert run(["check", str(blank), "--pack", other.id]) == 3

    err = capsys.readouterr().err
    assert other.title in err
    assert pack_named(DEFAULT).title in err


# -- packs --------------------------------------------------------------------------------------------


def test_an_unsound_pack_beside_them_hinders_nobody_and_is_named(
    blank: Path,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad = tmp_path / "模板" / "坏模板"
    bad.mkdir(parents=True)
    (bad / "pack.yaml").write_text("编号: bad", encoding="utf-8")
    monkeypatch.setattr(packs, "own_folder", lambda: bad.parent)

    assert run(["check", str(blank), str(folder / "1.txt")]) < 3
    told = capsys.readouterr()
    assert f"{blank}：提示" in told.out
    assert f"{folder / '1.txt'}：" in told.out
    assert "坏模板" in told.err


def test_a_pack_is_read_and_compiled_once_for_all_files(
    folder: Path, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {"plans": 0, "packs": 0}
    make = graph.make_plan
    read = packs_in_use.read_pack

    def counted_plan(*rest: object) -> object:
        counts["plans"] += 1
        return make(*rest)  # type: ignore[arg-type]

    def counted_pack(*rest: object, **more: bool) -> object:
        counts["packs"] += 1
        return read(*rest, **more)  # type: ignore[arg-type]

    for number in range(3):
        shutil.copy(blank, folder / f"{number}.jxzp")
    run(["check", str(folder)])  # what is kept between runs is kept now
    monkeypatch.setattr(graph, "make_plan", counted_plan)
    monkeypatch.setattr(packs_in_use, "read_pack", counted_pack)
    run(["check", str(folder)])

    assert counts == {
        "plans": 3,
        "packs": 1,
    }  # the text's pack as it is bound and as it is used; the reports'


def test_one_pack_for_many_files_tells_of_each_what_its_own_would(folder: Path, blank: Path) -> None:
    """Nothing of a file is left in the graph that the next is loaded into."""
    sample = folder / "示例.jxzp"
    run(["import", str(SAMPLE), "-o", str(sample)])
    files = [
        folder / "5.txt",
        sample,
        blank,
        SAMPLE,
        sample,
        folder / "1.txt",
        blank,
        folder / "5.txt",
        SAMPLE,
    ]
    packs = PacksInUse("")

    shared = [check_file(path, packs.known, None, packs.carried) for path in files]

    assert [each.as_json() for each in shared] == [
        check_file(path, known_packs(), None).as_json() for path in files
    ]
