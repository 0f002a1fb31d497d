"""序号."""

from __future__ import annotations

import pytest

from tests.core.prose.lint.lines import quotes, remarks


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("一、概况\n甲。\n二、支出\n乙。\n四、绩效\n丙。", ["四、"]),
        ("一、概况\n（一）职能\n甲。\n（一）机构\n乙。", ["（一）"]),
        ("一、概况\n1、甲项。\n2、乙项。\n3、丙项。\n4、丁项。\n4、戊项。\n5、己项。", ["4、"]),
        ("一、概况\n一是抓学习。三是抓落实。", ["三是"]),
        ("一、概况\n甲。\n、绩效目标\n乙。", ["、绩效目标"]),
        ("一、概况\n（一）职能\n甲。\n二、支出\n（一）基本支出\n乙。\n（二）项目支出\n丙。", []),
        ("一、概况\n一是抓学习。二是抓落实。\n一是修渠。二是清淤。三是管护。", []),
        ("一、概况\n1.甲项。\n2.2023年新建泵站。\n3.丙项。", []),
        ("一、概况\n（一）负责水利规划。（二）负责防汛。\n（三）负责供水。", []),
        ("一、概况\n一是抓学习，主要做法：一是集中学，二是自学。二是抓落实。三是抓考核。", []),
        ("一、概况\n甲\t乙\t3.00\n三、丙\t4.00\t5.00\n五、丁\t6.00\t7.00", []),
        ("第一部分概况\n一、职能\n甲。\n二、机构\n乙。\n第二部分说明\n一、收入\n丙。", []),
        ("一、概况\n主要经验。一是唯一是先，二是干在前。", []),
    ],
)
def test_numbers_run_on_without_gap_or_repeat(text: str, wrong: list[str]) -> None:
    assert quotes(text, "序号") == wrong


def test_the_missing_number_is_named() -> None:
    (remark,) = [one for one in remarks("一、概况\n甲。\n三、支出\n乙。") if one.finding.code == "序号"]

    assert remark.finding.expected == "二、"
    assert "少了“二、”" in remark.finding.message
