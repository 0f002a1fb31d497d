"""Writing fails whole: one clear sentence, the old file as it was, nothing left beside it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.document.paper import Document, Paragraph
from core.export import text as text_writer
from core.export.folder import LIST, export_folder, file_name
from core.export.formats import FORMATS, Format, Step
from core.export.text import text_of, write_text
from core.export.word import write_word
from core.numbers.runs import Run
from core.numbers.troubles import FileTrouble
from core.report.report import Report

ROOT = Path(__file__).resolve().parents[3]
OLD = b"an old file"
Writer = Callable[[Document, Path], None]
both = pytest.mark.parametrize(("write", "suffix"), [(write_text, ".txt"), (write_word, ".docx")])


@pytest.fixture
def target(tmp_path: Path) -> Callable[[str], Path]:
    """An old file of a suffix, alone in its folder."""

    def of(suffix: str) -> Path:
        path = tmp_path / "输出" / f"报告{suffix}"
        path.parent.mkdir()
        path.write_bytes(OLD)
        return path

    return of


def refused(write: Writer, document: Document, path: Path) -> str:
    """The sentence with which writing fails; the old file stands alone."""
    with pytest.raises(FileTrouble) as trouble:
        write(document, path)

    assert path.read_bytes() == OLD
    assert [p.name for p in path.parent.iterdir() if not p.name.startswith(("~$", ".~"))] == [path.name]
    return trouble.value.reason


@both
def test_an_old_file_is_replaced_by_a_whole_new_one(
    write: Writer, suffix: str, document: Document, target: Callable[[str], Path]
) -> None:
    path = target(suffix)

    write(document, path)

    assert path.read_bytes() != OLD
    assert list(path.parent.iterdir()) == [path]


@both
def test_missing_folders_are_made(write: Writer, suffix: str, document: Document, tmp_path: Path) -> None:
    write(document, tmp_path / "甲" / "乙" / f"报告{suffix}")

    assert (tmp_path / "甲" / "乙" / f"报告{suffix}").stat().st_size


@both
@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "磁盘空间不足"), (errno.EDQUOT, "配额已用完"), (errno.EIO, "写文件时出错")],
)
def test_a_full_disk_leaves_the_old_file(
    write: Writer,
    suffix: str,
    number: int,
    says: str,
    document: Document,
    target: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)

    assert says in refused(write, document, target(suffix))


@both
def test_a_disk_that_fills_up_half_way_leaves_the_old_file(
    write: Writer,
    suffix: str,
    document: Document,
    target: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = target(suffix)

    def half(_document: Document, part: Path | str, *_: object) -> None:
        Path(part).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("core.export.word._write", half)
    monkeypatch.setattr(text_writer, "_write", lambda part, _text: half(document, part))

    assert "磁盘空间不足" in refused(write, document, path)


@both
@pytest.mark.parametrize(
    "written", [b"", b"PK\x03\x04half", "半个汉".encode()[:-1]], ids=["empty", "cut zip", "cut"]
)
def test_what_does_not_read_back_never_replaces_the_old_file(
    write: Writer,
    suffix: str,
    written: bytes,
    document: Document,
    target: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = target(suffix)
    monkeypatch.setattr("core.export.word._write", lambda _document, part: Path(part).write_bytes(written))
    monkeypatch.setattr(text_writer, "_write", lambda part, _text: Path(part).write_bytes(written))

    assert "读回的内容不一致" in refused(write, document, path)


def test_a_word_file_that_lost_a_paragraph_never_replaces_the_old_file(
    document: Document, target: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.export import word

    whole = word._write
    path = target(".docx")
    shorter = Document(document.title, document.blocks[:-1])
    monkeypatch.setattr(word, "_write", lambda _document, part: whole(shorter, part))

    assert "读回的内容不一致" in refused(write_word, document, path)


@both
@pytest.mark.parametrize(
    ("number", "says"), [(errno.EACCES, "没有写入权限"), (errno.EPERM, "没有写入权限"), (errno.EROFS, "只读")]
)
def test_a_folder_that_cannot_be_written_leaves_the_old_file(
    write: Writer,
    suffix: str,
    number: int,
    says: str,
    document: Document,
    target: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = target(suffix)

    def read_only(self: Path, _other: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", read_only)

    assert says in refused(write, document, path)


@both
@pytest.mark.parametrize("lock", ["~${name}", "~${short}", ".~lock.{name}#", ".~{name}"])
def test_a_file_open_in_an_office_program_is_not_touched(
    write: Writer, suffix: str, lock: str, document: Document, target: Callable[[str], Path]
) -> None:
    path = target(suffix)
    path.with_name(lock.format(name=path.name, short=path.name[2:])).touch()

    assert "正被 Word、Excel 或 WPS 打开" in refused(write, document, path)


@both
def test_a_file_in_the_folders_place_is_said(
    write: Writer, suffix: str, document: Document, tmp_path: Path
) -> None:
    (tmp_path / "占用").write_bytes(OLD)

    with pytest.raises(FileTrouble, match="不是文件夹"):
        write(document, tmp_path / "占用" / f"报告{suffix}")

    assert (tmp_path / "占用").read_bytes() == OLD


@both
def test_a_folder_in_the_files_place_is_said(
    write: Writer, suffix: str, document: Document, tmp_path: Path
) -> None:
    (tmp_path / f"报告{suffix}").mkdir()

    with pytest.raises(FileTrouble, match="同名的文件夹"):
        write(document, tmp_path / f"报告{suffix}")

    assert [p.name for p in tmp_path.iterdir()] == [f"报告{suffix}"]


@both
def test_a_name_that_is_too_long_is_said(
    write: Writer, suffix: str, document: Document, tmp_path: Path
) -> None:
    with pytest.raises(FileTrouble, match="文件名太长"):
        write(document, tmp_path / f"{'长' * 200}{suffix}")


# -- the folder -------------------------------------------------------------------------------------------


def test_a_draft_is_named_so_except_the_text(report: Report, tmp_path: Path) -> None:
    written = export_folder(report, tmp_path, ("txt", "docx"))

    assert [path.name for path in written] == [
        "某县某局2023年度报告.txt",
        "某县某局2023年度报告（草稿）.docx",
    ]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*(p.name for p in written), LIST])


def test_the_list_names_hashes_and_open_findings(report: Report, tmp_path: Path) -> None:
    written = export_folder(report, tmp_path, ("txt", "docx"))

    content = json.loads((tmp_path / LIST).read_text("utf-8"))
    assert content["草稿"] is True
    assert {f["名称"]: f["SHA-256"] for f in content["文件"]} == {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in written
    }
    assert content["未处理"] == [{"代码": "不超", "级别": "错误", "内容": "人员761.25万元，公用511.50万元"}]


@pytest.mark.parametrize("each", [f for f in FORMATS.values() if f.write], ids=lambda f: f.ending)
def test_a_format_is_written_and_marked_as_its_record_says(
    each: Format, report: Report, tmp_path: Path
) -> None:
    written = export_folder(report, tmp_path, (each.ending,))

    assert bool(written) is not each.forms_alone  # this report's pack has no forms
    assert {path.suffix for path in written} <= {f".{each.ending}"}
    assert ["草稿" in path.name for path in written] == [each.marks_draft for _ in written]


@pytest.mark.parametrize("each", [f for f in FORMATS.values() if not f.write], ids=lambda f: f.ending)
def test_a_drawn_format_is_written_by_the_writer_that_is_handed_in(
    each: Format, report: Report, tmp_path: Path
) -> None:
    notes: list[str] = []

    def draw(document: Document, path: Path, step: Step) -> list[str]:
        path.write_text(document.title, "utf-8")
        step("画完了")
        return ["用了别的字体"]

    steps: list[str] = []
    (written,) = export_folder(
        report, tmp_path, (each.ending,), {each.ending: draw}, steps.append, notes.append
    )

    assert written.read_text("utf-8") == "某县某局2023年度报告"
    assert steps[-1] == "画完了"
    assert notes == ["用了别的字体"]


def test_no_writer_brings_its_library_before_it_writes() -> None:
    code = "import sys, core.export.folder; sys.exit(bool({'docx', 'openpyxl'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_writing_again_gives_the_same_text(report: Report, tmp_path: Path) -> None:
    export_folder(report, tmp_path, ("txt",))
    first = (tmp_path / "某县某局2023年度报告.txt").read_bytes()

    export_folder(report, tmp_path, ("txt",))

    assert (tmp_path / "某县某局2023年度报告.txt").read_bytes() == first


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某局2023年度报告", "某局2023年度报告"),
        ('某/局:*?"<>|\\报告\n', "某局报告"),
        (" .某局. ", "某局"),
        ("＿＿2023年度报告", "2023年度报告"),
        ("＿＿", "部门整体支出绩效自评报告"),
        ("", "部门整体支出绩效自评报告"),
    ],
)
def test_a_title_becomes_a_legal_file_name(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_long_title_is_cut_between_characters_so_that_every_system_takes_the_name(
    report: Report, tmp_path: Path
) -> None:
    report.set("单位.全称", "很长的单位名称" * 30)

    written = export_folder(report, tmp_path, ("txt", "docx"))

    assert all(len(path.name.encode("utf-8")) <= 255 for path in written)
    assert written[0].name.startswith("很长的单位名称")


def test_white_space_inside_a_paragraph_survives_in_both_formats(tmp_path: Path) -> None:
    odd = Document("甲", (Paragraph((Run("前　后\t制表  两空格 "),)),))

    write_text(odd, tmp_path / "a.txt")
    write_word(odd, tmp_path / "a.docx")

    assert (tmp_path / "a.txt").read_text("utf-8") == text_of(odd) == "前　后\t制表  两空格 \n"
