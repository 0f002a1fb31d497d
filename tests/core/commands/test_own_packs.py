"""Templates of the user's own beside the program's: found, named, refused, never in each other's way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.commands.packs import FOLDER, found_packs, known_packs, own_folder, pack_named
from core.commands.run import run
from core.numbers.troubles import PackError
from tests.core.commands.sound import SOUND

ROOT = Path(__file__).resolve().parents[3]
TINY = ROOT / "tests" / "packs" / "tiny"
SHIPPED = sorted(path.name for path in FOLDER.iterdir())


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, with one sound template in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "数据"))
    folder = own_folder()
    shutil.copytree(TINY, folder / "敬老院")
    return folder


def spoil(folder: Path, file: str, before: str, after: str) -> None:
    path = folder / file
    assert before in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")


def test_the_programs_templates_come_first_then_the_users_own(own: Path) -> None:
    found = found_packs()

    assert [one.pack and one.pack.id for one in found] == [*SHIPPED, "tiny"]
    assert [one.is_own for one in found] == [False] * len(SHIPPED) + [True]
    assert pack_named("tiny").title == "乡镇敬老院年度情况报告"


def test_without_a_folder_of_her_own_there_are_the_programs(tmp_path: Path) -> None:
    assert [pack.id for pack in known_packs(own=tmp_path / "没有")] == SHIPPED


def test_what_excel_and_a_desktop_lay_beside_the_files_is_no_part_of_a_pack(own: Path) -> None:
    before = pack_named("tiny").digest
    for name in ("~$附件1.xlsx", ".DS_Store", "说明.docx", "cases/甲.txt", "forms/~$附件1.xlsx"):
        (own / "敬老院" / name).parent.mkdir(exist_ok=True)
        (own / "敬老院" / name).write_bytes(b"x")

    assert pack_named("tiny").digest == before


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("pack.yaml", "题名:", "题目:", "pack.yaml 第"),
        ("pack.yaml", "编号: tiny", "编号: pidu-2025", "编号 pidu-2025 已是程序自带的模板的编号"),
        ("figures.yaml", "公式: ", "公式: 没有的 + ", "figures.yaml 第"),
    ],
)
def test_an_unsound_one_is_named_and_stops_nothing_else(
    own: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    before: str,
    after: str,
    said: str,
) -> None:
    spoil(own / "敬老院", file, before, after)
    text = tmp_path / "甲.txt"
    text.write_text(SOUND, "utf-8")
    told: list[str] = []

    assert [pack.id for pack in known_packs(say=told.append)] == SHIPPED
    assert len(told) == 1
    assert str(own / "敬老院") in told[0]
    assert said in told[0]
    assert run(["new", "-o", str(tmp_path / "乙.jxzp")]) == 0
    assert run(["check", str(text), str(tmp_path / "乙.jxzp")]) in (0, 1, 2)
    assert told[0] in capsys.readouterr().err


def test_two_of_her_own_with_one_id_are_told_apart(own: Path) -> None:
    shutil.copytree(own / "敬老院", own / "敬老院（2）")

    first, second = found_packs()[-2:]
    assert first.pack is not None
    assert "编号 tiny 已是自己的模板（文件夹 敬老院）的编号" in second.trouble


def test_an_unsound_template_of_the_programs_stops_no_other_text(own: Path, tmp_path: Path) -> None:
    shipped = tmp_path / "自带"
    shutil.copytree(FOLDER, shipped)
    spoil(shipped / "pidu-2025", "pack.yaml", "题名:", "题目:")
    told: list[str] = []

    assert [p.id for p in known_packs(shipped, say=told.append)] == [
        n for n in SHIPPED if n != "pidu-2025"
    ] + ["tiny"]
    assert "pidu-2025" in told[0]


def test_one_that_is_asked_for_and_unsound_says_why(own: Path) -> None:
    spoil(own / "敬老院", "pack.yaml", "题名:", "题目:")

    with pytest.raises(PackError, match=r"敬老院：pack\.yaml 第 \d+ 行：模板没有属性“题目”，是否为 题名？"):
        pack_named("敬老院")
    with pytest.raises(PackError, match="没有编号为 甲 的模板，现有：hunan"):
        pack_named("甲")


def test_a_file_too_large_for_a_template_is_refused_unread(own: Path) -> None:
    with (own / "敬老院" / "附.xlsx").open("wb") as file:
        file.truncate(50_000_000)

    assert "附.xlsx：文件超过 10 MB" in found_packs()[-1].trouble


def test_a_form_damaged_anywhere_is_a_reason_and_no_crash(own: Path) -> None:
    folder = own / "郫都"
    shutil.copytree(FOLDER / "pidu-2025", folder)
    spoil(folder, "pack.yaml", "编号: pidu-2025", "编号: 郫都自己的")
    form = folder / "forms" / "附件1.xlsx"
    whole = form.read_bytes()
    for at in range(0, len(whole), len(whole) // 60):
        form.write_bytes(whole[:at] + bytes(b ^ 0xFF for b in whole[at : at + 40]) + whole[at + 40 :])
        found = found_packs()[-1]
        assert (found.pack is None) == bool(found.trouble)
