"""《体检报告》: all that was found stands in it, and it is written whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from core.export.checkup_report import coverage_in_words, message_of, verdict_in_words, write_checkup
from core.numbers.finding import ERROR, EXPLAIN, HINT, Finding
from core.numbers.troubles import FileTrouble
from core.prose.checkup import QuotedFinding
from core.report.findings import FINE

NUMBERS = {"total": 9, "linked": 0, "checked": 6, "unsupported": 3}
FOUND = [
    QuotedFinding(
        Finding("分项合计", ERROR, "60.00 + 30.00 = 90.00，文中写 100.00"), "二、支出情况", "100.00万元\t𠮷"
    ),
    QuotedFinding(Finding("缺少章节", HINT, "报告里没有“问题”一节")),
]
HELD = [
    QuotedFinding(Finding("分项合计", FINE, "18 + 12 = 30，相符"), "一、基本情况", "30人" + "，很长" * 40)
]


def _written(path: Path, **more: object) -> docx.document.Document:
    write_checkup(path, "某局.docx", ERROR, FOUND, HELD, NUMBERS, on=date(2024, 3, 5), **more)  # type: ignore[arg-type]
    return docx.Document(str(path))


def _table(document: docx.document.Document, at: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[at].rows]


def test_the_findings_and_the_relations_that_held_stand_in_two_tables(tmp_path: Path) -> None:
    document = _written(tmp_path / "体检.docx")

    assert _table(document, 0) == [
        ["序号", "级别", "位置（章节与原文）", "问题"],
        ["1", "错误", "二、支出情况\n“100.00万元 𠮷”", "60.00 + 30.00 = 90.00，文中写 100.00"],
        ["2", "提示", "全文", "报告里没有“问题”一节"],
    ]
    head, (number, place, message) = _table(document, 1)
    assert head == ["序号", "位置（章节与原文）", "相符的关系"]
    assert (number, message) == ("1", "18 + 12 = 30，相符")
    assert "……" in place
    assert len(place) < 90


def test_name_day_verdict_and_counts_stand_above_the_tables(tmp_path: Path) -> None:
    words = [paragraph.text for paragraph in _written(tmp_path / "体检.docx").paragraphs]

    assert words[:5] == [
        "《体检报告》",
        "报告：某局.docx",
        "日期：2024年3月5日",
        "结论：有错误：错误 1 个，提示 1 条；相符 1 处",
        "数字：共 9 个数字：与其他数有勾稽的 6 个，没有依据的 3 个",
    ]
    assert any(line.startswith("有 3 个数字") for line in words)


def test_what_was_set_aside_is_owned_up_to(tmp_path: Path) -> None:
    words = [paragraph.text for paragraph in _written(tmp_path / "体检.docx", set_aside=2).paragraphs]

    assert "另有 2 条经人工核对不是问题（误报），没有列入" in words


def test_every_run_has_its_east_asian_face(tmp_path: Path) -> None:
    document = _written(tmp_path / "体检.docx")

    runs = list(document.element.body.iter(qn("w:r")))
    assert runs
    assert all(run.rPr.rFonts.get(qn("w:eastAsia")) for run in runs if run.text)


def test_nothing_found_is_said_in_words_instead_of_empty_tables(tmp_path: Path) -> None:
    path = tmp_path / "体检.docx"

    write_checkup(path, "空.txt", FINE, [], [], {})

    document = docx.Document(str(path))
    assert document.tables == []
    assert "没有发现问题。" in [paragraph.text for paragraph in document.paragraphs]


def test_a_file_open_in_word_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "体检.docx"
    path.write_bytes(b"old")
    path.with_name(f"~${path.name}").write_bytes(b"")

    with pytest.raises(FileTrouble, match="打开"):
        _written(path)

    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("verdict", "findings", "held", "words"),
    [
        (EXPLAIN, [QuotedFinding(Finding("甲", EXPLAIN, ""))], [], "有要说明的：需说明 1 处；相符 0 处"),
        (HINT, [QuotedFinding(Finding("甲", HINT, ""))] * 2, HELD, "没有错误：提示 2 条；相符 1 处"),
        (FINE, [], HELD, "没有发现问题；相符 1 处"),
        (FINE, [], [], "没有发现问题，也没有找到可以互相核对的数"),
    ],
    ids=["explain", "hint", "fine", "nothing to check"],
)
def test_the_verdict_is_a_word_with_its_counts(
    verdict: str, findings: list[QuotedFinding], held: list[QuotedFinding], words: str
) -> None:
    assert verdict_in_words(verdict, findings, held) == words


def test_coverage_counts_each_number_once() -> None:
    both = {"total": 46, "linked": 22, "checked": 24, "unsupported": 21}

    assert coverage_in_words(both) == "共 46 个数字：与其他数有勾稽或是模板里的数据的 25 个，没有依据的 21 个"
    assert coverage_in_words({"total": 0}) == "文中没有数字"


def test_what_may_be_written_instead_is_said_once() -> None:
    finding = Finding("错别字", HINT, "“帐目”应为“账目”")

    assert message_of(QuotedFinding(finding, instead="账目")) == "“帐目”应为“账目”"
    assert message_of(QuotedFinding(finding, instead="账簿")) == "“帐目”应为“账目”。可改为“账簿”"
