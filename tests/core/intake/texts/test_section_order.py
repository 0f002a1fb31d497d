"""A section that a finished report leaves out keeps the pack's place: written later, it prints where it belongs."""

from __future__ import annotations

import pytest

from core.document.builder import build_document
from core.intake.texts.text_proposal import propose
from core.pack.pack import Pack
from core.pack.sections import IN_USE, SECTIONS
from core.report.report import Report
from tests.core.packs import tiny_pack

TEXT = "某局2023年度报告\n一、基本情况\n有三个科室。\n二、支出情况\n（一）基本支出\n工资。\n（三）别的支出\n慰问。\n三、问题\n无。"


@pytest.fixture
def pack() -> Pack:
    return tiny_pack(
        "",
        sections="""
题名: {级别: 题名, 措辞: "{单位.全称}{单位.年度}年度报告"}
单位信息: {级别: 填报, 数据: [单位]}
前言: {级别: 正文, 状态: 不列}
概况: {标题: 基本情况}
支出: {标题: 支出情况}
基本支出: {级别: 二, 标题: 基本支出}
项目支出: {级别: 二, 标题: 项目支出}
基金: {标题: 基金情况}
问题: {标题: 问题}
附言: {级别: 正文, 状态: 不列}
""",
    )


@pytest.mark.parametrize(
    ("row", "behind", "ahead"),
    [
        ("前言", "某局2023年度报告", "一、基本情况"),
        ("项目支出", "工资。", "（三）别的支出"),
        ("基金", "慰问。", "四、问题"),
        ("附言", "无。", ""),
    ],
)
def test_what_is_written_later_prints_where_the_pack_has_it(
    pack: Pack, row: str, behind: str, ahead: str
) -> None:
    report = Report.in_memory(pack, entries=propose(pack, TEXT).entries)

    report.set(f"章节[{row}].状态", IN_USE)
    report.set(f"章节[{row}].正文", "现在写的。")

    printed = [block.text for block in build_document(report).blocks if block.section != row]
    own = [n for n, block in enumerate(build_document(report).blocks) if block.section == row]
    assert printed[own[0] - 1] == behind
    assert "".join(printed[own[0] : own[0] + 1]) == ahead


def test_the_texts_own_order_stays(pack: Pack) -> None:
    turned = "某局2023年度报告\n一、问题\n无。\n二、基本情况\n有三个科室。"

    report = Report.in_memory(pack, entries=propose(pack, turned).entries)

    rows = report.rows(SECTIONS)
    assert rows.index("问题") < rows.index("概况")
    assert "\n".join(block.text for block in build_document(report).blocks) == turned
