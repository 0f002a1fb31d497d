"""Workbooks that are refused: hostile, damaged, of another kind; each says what to do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.numbers.troubles import FileTrouble
from core.reading.workbooks import read_workbook
from tests.core.reading.workbooks import (
    HOSTILE,
    WORKBOOK,
    Parts,
    bombs,
    flagged,
    plain,
    written,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "返回.xlsx"


def refusal(path: Path) -> str:
    with pytest.raises(FileTrouble) as caught:
        read_workbook(path)
    assert caught.value.path == path
    return caught.value.reason


@pytest.mark.parametrize(("words", "make"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_workbook_is_refused_with_what_to_do(
    file: Path, words: str, make: Callable[[], Parts]
) -> None:
    assert words in refusal(written(file, make(), store=True))


@pytest.mark.parametrize("which", [0, 1], ids=["one part", "all parts"])
def test_a_bomb_is_measured_while_it_inflates(file: Path, which: int) -> None:
    assert "异常地大" in refusal(written(file, bombs()[which]))


def test_a_size_that_lies_is_damage(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.infolist()[0].file_size = 20

    assert "文件损坏" in refusal(file)


def test_parts_that_overlap_are_refused(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("xl/workbook.xml", "xl/styles.xml"):
            archive.writestr(name, WORKBOOK)
        archive.infolist()[1].header_offset = 0

    assert "重叠" in refusal(file)


@pytest.mark.parametrize("count", [2_001, 20_000], ids=["parts", "directory"])
def test_too_many_parts_are_refused(file: Path, count: int) -> None:
    assert "部件太多" in refusal(written(file, {f"{number:05}": "" for number in range(count)}))


def test_a_workbook_with_a_password_says_so(file: Path) -> None:
    assert "有密码" in refusal(flagged(plain(file), 1, on=True))


def test_a_truncated_workbook_is_damaged(file: Path) -> None:
    whole = plain(file).read_bytes()
    for share in (0.1, 0.5, 0.99):
        file.write_bytes(whole[: int(len(whole) * share)])

        assert "文件损坏" in refusal(file)


def test_what_the_disk_says_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "找不到" in refusal(file)

    with file.open("wb") as sparse:
        sparse.truncate(50_000_001)
    assert "50 MB" in refusal(file)

    file.unlink()
    file.mkdir()
    assert "这是一个文件夹" in refusal(file)

    def denied(_: Path, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "stat", denied)
    assert "没有权限" in refusal(file)
