"""What is remembered between starts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.computer.settings import FILE, MOST_RECENT, Recent, Settings


def test_what_is_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    first = Settings(tmp_path / "新的 文件夹")
    first.look("深色", "大")
    first.remember(Recent("/甲.jxzp", "某局", "2023", "可以定稿", "2024-03-05 10:00"))
    first.keep_places({"窗口": b"\x00\xff"})

    again = Settings(tmp_path / "新的 文件夹")

    assert (again.scheme, again.size) == ("深色", "大")
    assert [one.unit for one in again.recent()] == ["某局"]
    assert again.place("窗口") == b"\x00\xff"
    assert again.place("没有的") == b""


def test_the_newest_report_comes_first_and_each_only_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for number in range(MOST_RECENT + 3):
        settings.remember(Recent(f"/{number}.jxzp"))
    settings.remember(Recent("/5.jxzp", "又一次"))

    found = settings.recent()

    assert len(found) == MOST_RECENT
    assert (found[0].path, found[0].unit) == ("/5.jxzp", "又一次")
    assert [one.path for one in found].count("/5.jxzp") == 1
    settings.forget("/5.jxzp")
    assert settings.recent()[0].path != "/5.jxzp"


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '"文字"', '{"zoom": "大"}', '{"recent": [1]}', '{"recent": [{}]}', '{"places": 3}'],
)
def test_a_broken_file_is_set_aside_and_never_fatal(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, "utf-8")

    settings = Settings(tmp_path)

    assert settings.scheme == "浅色"
    assert "损坏" in settings.trouble
    assert (tmp_path / f"损坏的{FILE}").read_text("utf-8") == content
    settings.look("深色", "标准")
    assert Settings(tmp_path).scheme == "深色"


def test_settings_from_a_later_version_keep_what_is_known(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps({"scheme": "深色", "新的": 1}), "utf-8")

    assert Settings(tmp_path).scheme == "深色"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "挡路").write_text("", "utf-8")
    settings = Settings(tmp_path / "挡路")

    settings.look("深色", "大")

    assert "没有存下" in settings.trouble
