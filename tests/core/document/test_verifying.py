"""The signed paper names its version; a published text is compared with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.document.signing import freeze, sign
from core.document.verifying import lines_of, mismatches, version_of
from core.numbers.troubles import Refused
from core.report.report import Report
from core.report.stages import STAGES, check_code, finals, unlock
from tests.core.document.sentences import RIGHT, entries_of, small_pack

OURS = ["青禾县水利局2023年度情况", "一、情况", "全年支出90.00万元，其中：人员经费60.00万元，公用经费30.00万元。", "二、别的情况", "“三公”经费下降（见附件）。"]  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """定稿 once, opened again and changed."""
    pack = small_pack()
    new = Report.create(tmp_path / "报告.jxzp", pack, who="李会计", entries=entries_of(pack, RIGHT))
    new.set("支出.公用", "30.00")
    for stage in STAGES:
        sign(new, stage, "张明")
    freeze(new, "赵局长")
    return new


def _code(report: Report) -> str:
    return check_code(finals(report)[0].digest)


def test_a_code_names_the_version_it_was_printed_on(report: Report) -> None:
    named = version_of(report, _code(report))

    assert named is not None
    assert (named.final.version, named.final.name) == (1, "赵局长")
    assert named.since.is_empty


def test_what_changed_since_is_named(report: Report) -> None:
    code = _code(report)
    unlock(report, "李会计", "退回修改")
    report.set("支出.公用", "31.00")

    named = version_of(report, code)

    assert named is not None
    assert ("公用经费", "30.00", "31.00") in [(d.name, d.before, d.after) for d in named.since.figures]
    assert "公用经费30.00万元" in "".join(lines_of(report, named.final))


@pytest.mark.parametrize("turn", [str.lower, lambda c: c.replace("-", ""), lambda c: c.replace("-", " "), lambda c: f"校验码 {c}", lambda c: c.replace("0", "O"), lambda c: c[:9]])  # fmt: skip
def test_a_code_is_read_as_a_person_types_it(report: Report, turn) -> None:
    assert version_of(report, turn(_code(report))) is not None


def test_another_code_names_nothing(report: Report) -> None:
    first = _code(report)[0]
    assert version_of(report, ("1" if first != "1" else "2") + _code(report)[1:]) is None


@pytest.mark.parametrize("code", ["", "第一版", "7F3A", "ZZZZ-ZZZZ-ZZZZ"])
def test_what_is_no_code_is_said(report: Report, code: str) -> None:
    with pytest.raises(Refused, match="7F3A-91C2-5B0E"):
        version_of(report, code)


@pytest.mark.parametrize(
    "published",
    [
        "\n".join(OURS),
        "".join(OURS),
        "\n\n".join("　　" + line for line in OURS),
        "\n".join(OURS).replace("，", ",").replace("（", "(").replace("）", ")").replace("：", ":"),
        "\n".join(OURS).replace("90.00", "90.\n00").replace("二、", "— 1 —\n二、"),
        "\n".join(OURS).replace("“", '"').replace("”", '"').replace("60", "６０"),
    ],
)
def test_layout_and_the_width_of_punctuation_are_no_difference(published: str) -> None:
    assert mismatches(OURS, published) == []


@pytest.mark.parametrize(
    ("old", "new", "ours", "theirs"),
    [
        ("60.00", "66.00", "60.00", "66.00"),
        ("60.00", "6.00", "60.00", "6.00"),
        ("30.00万元", "3.000万元", "30.00", "3.000"),
        ("其中：", "", "其中：", ""),
        ("公用经费", "公用公务经费", "", "公务"),
        ("下降", "上升", "下降", "上升"),
    ],
)
def test_every_other_difference_is_named_with_its_place(old: str, new: str, ours: str, theirs: str) -> None:
    (mismatch,) = mismatches(OURS, "\n".join(OURS).replace(old, new))

    assert (mismatch.ours, mismatch.theirs) == (ours, theirs)
    assert mismatch.before


def test_a_paragraph_left_out_is_one_difference() -> None:
    (mismatch,) = mismatches(OURS, "\n".join(OURS[:3]))

    assert mismatch.ours == "二、别的情况 “三公”经费下降（见附件）。"
    assert mismatch.theirs == ""
