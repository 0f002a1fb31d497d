"""Which files folders and patterns mean, and how many are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.commands.command_line import Misuse
from core.commands.sources import HIDDEN, sources_of
from core.numbers.troubles import FileTrouble

ENDINGS = (".jxzp", ".txt")
TREE = (
    "b.txt",
    "a.jxzp",
    "c.csv",
    "~$b.txt",
    ".d.txt",
    "下/e.TXT",
    "下/f",
    ".git/g.txt",
    "[甲].txt",
    "甲.txt",
)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in TREE:
        path = tmp_path / "夹" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    (tmp_path / "空").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "files", "left_out"),
    [
        (["夹"], "[甲].txt a.jxzp b.txt 甲.txt 下/e.TXT", {".csv": 1, HIDDEN: 2, "没有扩展名的文件": 1}),
        (["夹/*.txt"], "[甲].txt b.txt 甲.txt", {HIDDEN: 1}),
        (["夹/?.*"], "a.jxzp b.txt 甲.txt", {".csv": 1}),
        (["夹/**/*.TXT"], "下/e.TXT", {}),
        (["夹/*下"], "下/e.TXT", {"没有扩展名的文件": 1}),
        (["夹/[甲].txt"], "[甲].txt", {}),
        (["夹/b.txt", "夹/*.txt", "夹/b.txt"], "b.txt [甲].txt 甲.txt", {HIDDEN: 1}),
        (["夹/c.csv"], "c.csv", {}),
        (["夹/没有.txt"], "没有.txt", {}),
    ],
)
def test_what_names_mean(tree: Path, names: list[str], files: str, left_out: dict[str, int]) -> None:
    found = sources_of([Path(name) for name in names], ENDINGS)

    assert [path.relative_to("夹").as_posix() for path in found.files] == files.split()
    assert dict(found.left_out) == left_out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("空", "文件夹“空”里没有能读的文件（.jxzp .txt）"),
        ("夹/*.doc", "没有符合“夹/*.doc”的能读的文件（.jxzp .txt）"),
        ("夹/*.csv", "没有符合“夹/*.csv”的能读的文件（.jxzp .txt）；有 .csv 1 个，没有读"),
        ("没有[的]夹/*", "没有符合“没有[的]夹/*”的"),
    ],
)
def test_a_folder_or_pattern_without_files_is_misuse(tree: Path, name: str, words: str) -> None:
    with pytest.raises(Misuse) as refused:
        sources_of([Path("夹/b.txt"), Path(name)], ENDINGS)

    assert words in str(refused.value)


def test_a_folder_that_cannot_be_looked_into_is_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def walk(top: Path, onerror: object) -> object:
        assert callable(onerror)
        onerror(PermissionError(13, "no", str(top)))
        return iter(())

    monkeypatch.setattr("core.commands.sources.os.walk", walk)
    closed = sources_of([Path("夹")], ENDINGS).closed

    assert [type(trouble) for trouble in closed] == [FileTrouble]
    assert "没有权限" in closed[0].reason
