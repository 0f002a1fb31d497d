"""Finished reports come out as they went in: the invented sample, and the real ones where they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.commands.checking import check_file
from core.commands.packs import fitting_pack, known_packs, pack_named
from core.commands.run import run
from core.intake.texts.source import read_source
from core.prose.residue import drop_residue

SAMPLE = Path(__file__).resolve().parents[4] / "resources" / "examples" / "sample.txt"


def _lines(text: str) -> list[str]:
    """Paragraphs without residue and white space."""
    return [plain for line in drop_residue(text).split("\n") if (plain := re.sub(r"\s", "", line))]


def _round_trip(source: Path, folder: Path) -> tuple[list[str], Path]:
    assert run(["import", str(source), "-o", str(folder / "a.jxzp")]) in (0, 1), (
        "1: attachments behind the text"
    )
    assert run(["export", str(folder / "a.jxzp"), "-o", str(folder / "o")]) == 0
    (folder / "a.jxzp").unlink()
    return _lines(next((folder / "o").glob("*.txt")).read_text("utf-8")), next((folder / "o").glob("*.docx"))


def _same_through_text_and_word(source: Path, folder: Path) -> None:
    wanted = _lines(read_source(source).text)
    text, word = _round_trip(source, folder)
    assert text == wanted
    assert _lines(read_source(word).body) == wanted
    again, _ = _round_trip(word, folder / "again")
    assert again == wanted


def test_the_sample_comes_out_as_it_went_in(tmp_path) -> None:
    _same_through_text_and_word(SAMPLE, tmp_path)


def test_real_reports_come_out_as_they_went_in(tmp_path, real_texts) -> None:
    sources = sorted([*(real_texts / "seed").glob("*.txt"), *(real_texts / "corpus").glob("*.txt")])
    assert sources
    for number, source in enumerate(sources):
        _same_through_text_and_word(source, tmp_path / str(number))


def test_the_sample_has_no_error_and_is_nearly_all_live() -> None:
    checked = check_file(SAMPLE, known_packs(), None)

    assert not [said for said in checked.findings if said.finding.severity == "错误"]
    assert checked.numbers["linked"] > 0.9 * checked.numbers["total"]


def test_the_real_report_has_no_error_but_the_doubts_a_reviewer_has(real_texts) -> None:
    source = next((real_texts / "seed").glob("*.txt"))
    checked = check_file(source, known_packs(), None)
    found = [said.finding for said in checked.findings]
    held = {said.finding.code for said in checked.held}

    assert not [f for f in found if f.severity == "错误"]
    assert {"离休费与离休人员", "党委部门的性质"} <= {f.code for f in found}
    assert sum(f.code == "项目所属年度" for f in found) == 2
    assert {
        "基本支出.总额", "基本支出.人员占比", "基本支出.公用占比", "专项资金分配平衡", "内设机构数等于名单",
        "二级机构数等于各类之和",
    } <= held  # fmt: skip


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".pdf"])
def test_old_formats_are_told_how_to_be_saved_anew(tmp_path, suffix, capsys) -> None:
    path = tmp_path / f"旧报告{suffix}"
    path.write_bytes(b"\xd0\xcf\x11\xe0")

    assert run(["import", str(path), "-o", str(tmp_path / "a.jxzp")]) == 3
    assert "另存为" in capsys.readouterr().err


def test_a_pack_is_chosen_by_title_or_headings() -> None:
    packs = known_packs()

    assert fitting_pack(SAMPLE.read_text("utf-8"), packs) is not None
    assert fitting_pack("关于放假的通知\n各单位：\n放假三天。", packs) is None
    assert pack_named("hunan-county-2023").id == "hunan-county-2023"
