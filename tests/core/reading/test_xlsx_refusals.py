"""Workbooks that are refused: hostile, damaged, of another kind; each says what to do."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from core.numbers.troubles import FileTrouble
from core.reading.xlsx import read_workbook
from tests.core.reading.workbooks import (
    HOSTILE,
    WORKBOOK,
    Parts,
    bombs,
    flagged,
    mutated,
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

    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert "有密码" in refusal(file)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("\ufeff <html><table>".encode(), "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        ("项目\t金额\r\n".encode("gb18030"), "其实是文本"),
        ("项目\t金额".encode("utf-16"), "其实是文本"),
        (("项目" * 1_000).encode(), "其实是文本"),
        (b"", "文件是空的"),
        (bytes(9_000), "文件是空的"),
        (bytes(range(256)), "文件损坏"),
        (b"PK\x03\x04" + bytes(60), "文件损坏"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "（.xls）"),
    ],
)
def test_what_is_only_called_xlsx_says_what_it_is(file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)

    assert words in refusal(file)


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (".xls", "这是 Excel 97-2003 文件（.xls），请用 Excel 或 WPS 打开后“另存为”.xlsx，再导入"),
        (".ET", "WPS 表格"),
        (".xlsb", "二进制"),
        (".ods", "OpenDocument"),
        (".csv", "CSV"),
        (".numbers", "Numbers"),
        (".docx", "不是 Excel 表格"),
        ("", "不是 Excel 表格"),
    ],
)
def test_another_kind_of_file_says_how_to_save_it(tmp_path: Path, suffix: str, words: str) -> None:
    assert words in refusal(tmp_path / f"表{suffix}")


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


def _fuzz(file: Path, count: int) -> int:
    """How many of the mutants are read; whatever else than FileTrouble comes out fails the test."""
    whole = plain(file).read_bytes()
    dice = random.Random(20240305)
    read = 0
    for _ in range(count):
        with suppress(FileTrouble):
            read += len(read_workbook(mutated(file, whole, dice)).sheets) > 0
    return read


def test_a_wounded_workbook_is_read_or_refused(file: Path) -> None:
    assert 0 < _fuzz(file, 50) < 50


@pytest.mark.campaign
def test_thousands_of_wounded_workbooks_are_read_or_refused(file: Path) -> None:
    assert 0 < _fuzz(file, 2_000) < 2_000
