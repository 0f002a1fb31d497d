"""The page that is signed and stamped: the pack's people, the names of those who signed, room for the rest."""

from __future__ import annotations

from pathlib import Path

from core.document.builder import build_document
from core.document.sign_off import sign_off_form
from core.document.signing import freeze, sign
from core.pack.loading import read_pack
from core.report.report import Report
from core.report.stages import STAGES, standing_final
from tests.core.document.sentences import FILES, RIGHT, entries_of, small_pack


def _report(tmp_path: Path, roles: str) -> Report:
    files = {name: text.encode() for name, text in FILES.items()}
    pack = read_pack({**files, "pack.yaml": files["pack.yaml"] + roles.encode()})
    report = Report.create(tmp_path / "报告.jxzp", pack, who="李会计", entries=entries_of(pack, RIGHT))
    report.set("支出.公用", "30.00")
    return report


def test_the_pack_says_who_signs(tmp_path: Path) -> None:
    report = _report(tmp_path, "签批: [编制, 复核, 分管领导, 单位负责人]\n")
    sign(report, "编制", "张明")
    form = sign_off_form(report)

    assert form is not None
    cells = form.sheets[0].cells
    assert [cells[row, 0].words for row in range(2, 7)] == [
        "编制",
        "复核",
        "分管领导",
        "单位负责人",
        "单位盖章",
    ]
    assert [cells[row, 1].words for row in range(2, 6)] == ["张明", "", "", ""]
    assert cells[2, 3].words.endswith("日")
    assert "还没有定稿" in cells[7, 0].words
    assert all(cells[row, 2].words == "" for row in range(2, 6)), "people sign by hand"
    report.close()


def test_a_final_report_has_its_code_on_the_page(tmp_path: Path) -> None:
    report = _report(tmp_path, "签批: [编制, 复核, 单位负责人]\n")
    for stage in STAGES:
        sign(report, stage, "张明")
    freeze(report, "赵局长")
    form = sign_off_form(report)
    final = standing_final(report)

    assert form is not None
    assert final is not None
    assert form.sheets[0].cells[6, 0].words.startswith(final.stamp)
    report.close()


def test_without_people_there_is_no_such_page() -> None:
    report = Report.in_memory(small_pack())

    assert sign_off_form(report) is None
    assert build_document(report, forms=True).tables == ()
