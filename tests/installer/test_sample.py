"""`make run` shows the sample as today's pack has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.commands.sample import FILE
from core.report.history import UPDATED
from core.report.report import Report
from core.store.store import Store
from installer.sample import make_ready


def outdate(path: Path) -> None:
    """Lets the sample carry its pack as it was before somebody edited it."""
    with Store.open(path, who="", backups=path.parent / "备份") as store:
        before = {"rules.yaml": store.pack_files["rules.yaml"] + "# 旧的\n".encode()}
        store.set_pack(store.meta, dict(store.pack_files) | before, "更新模板", [], kind=UPDATED)


def rules_of(path: Path) -> str:
    with Store.open(path, who="", read_only=True) as store:
        return store.pack_files["rules.yaml"].decode()


def test_a_sample_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "sample" / FILE
    make_ready(path)
    content = path.read_bytes()

    make_ready(path)

    assert path.read_bytes() == content


def test_a_sample_of_an_older_pack_is_made_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / FILE
    make_ready(path)
    outdate(path)

    make_ready(path)

    assert "# 旧的" not in rules_of(path)
    assert [p.name for p in tmp_path.glob("*.jxzp")] == [FILE]
    assert capsys.readouterr().out == ""


def test_what_was_filled_in_stays_beside_it_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / FILE
    make_ready(path)
    outdate(path)
    report = Report.open(path, who="", backups=tmp_path / "备份")
    report.set("单位.全称", "青禾县林业局")
    report.close()

    make_ready(path)

    (kept,) = tmp_path.glob("示例报告 旧模板*.jxzp")
    assert str(kept) in capsys.readouterr().out
    assert "# 旧的" in rules_of(kept)
    assert "# 旧的" not in rules_of(path)
