"""`packs check FOLDER`: what an author of a template is told about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.commands.run import run

ROOT = Path(__file__).resolve().parents[3]
TINY = ROOT / "tests" / "packs" / "tiny"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a sound pack."""
    return Path(shutil.copytree(TINY, tmp_path / "模板"))


def change(path: Path, before: str, after: str) -> None:
    content = path.read_text("utf-8")
    assert before in content
    path.write_text(content.replace(before, after, 1), "utf-8")


@pytest.mark.parametrize(
    "pack", [TINY, *sorted((ROOT / "resources" / "packs").iterdir())], ids=lambda p: p.name
)
def test_a_sound_pack_is_said_to_be_so(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["packs", "check", str(pack)]) == 0

    out = capsys.readouterr().out
    assert "没有问题" in out
    assert len(out.splitlines()) == 1


def test_a_copy_of_a_sound_pack_is_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["packs", "check", str(folder)]) == 0
    assert "“乡镇敬老院年度情况报告”（tiny）没有问题：8 个案例" in capsys.readouterr().out


def test_a_figure_that_does_not_come_out_is_named_with_its_case_and_both_values(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "cases" / "again.yaml").write_text(
        "第一个:\n  应得: {老人.特困: 未填}\n人数写错的:\n  给定: {老人.特困: 12}\n  应得: {老人.特困: 21}\n",
        "utf-8",
    )

    assert run(["packs", "check", str(folder)]) == 2

    out = capsys.readouterr().out.splitlines()
    assert out == [
        "错误：cases/again.yaml 第 3 行，案例“人数写错的”：老人.特困 应是“21”，得到的是“12”",
        "模板“乡镇敬老院年度情况报告”（tiny）：10 个案例，5 条审核公式；1 处错误，0 处要补。",
    ]


def test_a_case_file_that_cannot_be_read_is_named_and_the_others_are_run(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "cases" / "again.yaml").write_text("人数:\n  给定: {老人.特苦: 12}\n", "utf-8")

    assert run(["packs", "check", str(folder)]) == 2

    out = capsys.readouterr().out
    assert "错误：cases/again.yaml 第 2 行：没有名为 老人.特苦 的数据项或表" in out
    assert "8 个案例" in out


def test_rules_without_cases_are_named_with_their_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(folder / "cases")

    assert run(["packs", "check", str(folder)]) == 1

    out = capsys.readouterr().out.splitlines()
    assert len(out) == 6
    assert all(line.startswith("要补：") and "没有写明“违反”和“符合”它的案例" in line for line in out[:5])
    assert out[0].startswith("要补：rules.yaml 第 ")


def test_a_form_that_was_changed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "模板"
    shutil.copytree(ROOT / "resources" / "packs" / "pidu-2025", folder)
    words = next(iter(sorted((folder / "cases" / "forms").glob("*.txt"))))
    words.write_text(words.read_text("utf-8") + "多出来的一行\n", "utf-8")

    assert run(["packs", "check", str(folder)]) == 1
    assert f"cases/forms/{words.name} 和表样不一样" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("pack.yaml", "题名:", "题目:", "pack.yaml"),
        ("figures.yaml", "公式: ", "公式: 没有的 + ", "figures.yaml 第"),
    ],
)
def test_a_pack_that_is_unsound_is_refused_with_file_and_reason(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, before: str, after: str, told: str
) -> None:
    change(folder / file, before, after)

    assert run(["packs", "check", str(folder)]) == 3

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"模板有误：{told}")


@pytest.mark.parametrize("name", ["空的", "没有这个文件夹"])
def test_a_folder_that_is_no_pack_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "空的").mkdir()

    assert run(["packs", "check", str(tmp_path / name)]) == 3
    assert "这里没有模板：缺少 pack.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["packs"], ["packs", "check"], ["packs", "mend", "x"]])
def test_packs_without_what_it_should_do_is_misuse(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(arguments) == 4
    assert "packs" in capsys.readouterr().err


def test_the_help_names_the_verb_and_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["packs", "check", "--help"])

    assert "检查模板文件夹" in capsys.readouterr().out
