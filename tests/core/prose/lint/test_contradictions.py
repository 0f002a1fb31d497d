"""前后矛盾."""

from __future__ import annotations

import pytest

from tests.core.prose.lint.lines import remarks

USE = "一、使用情况\n"
PROBLEMS = "二、存在的问题\n"
PLANS = "三、下一步改进措施\n"
REGULAR = "局里定期对项目资金开展检查。\n"
IRREGULAR = "一是监控不够，未定期对项目的进度进行汇总。二是资料不全。\n"


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        (USE + REGULAR + PROBLEMS + IRREGULAR, True),
        (USE + "资金全部拨付到位。\n" + PROBLEMS + "一是部分资金未拨付到位。二是资料不全。", True),
        (USE + "财务制度健全。\n" + PROBLEMS + "一是财务制度不够健全。二是资料不全。", True),
        (USE + "各类款项拨付及时。\n" + PROBLEMS + "一是款项拨付不及时。二是资料不全。", True),
        (USE + "局里定期组织体检。\n" + PROBLEMS + IRREGULAR, False),
        (USE + "修渠12公里。\n" + PROBLEMS + IRREGULAR + PLANS + "一是定期对项目进度进行汇总。", False),
        ("一、主要职能\n定期对项目资金开展检查。\n" + PROBLEMS + IRREGULAR, False),
        (USE + "要求各股室应定期检查项目资金。\n" + PROBLEMS + IRREGULAR, False),
        (USE + "款项拨付及时，避免拨付不及时影响工期。", False),
        (USE + REGULAR + "严格审批，防止项目未定期检查。", False),
    ],
)
def test_a_statement_and_its_denial_about_one_object_must_be_explained(text: str, contradicts: bool) -> None:
    said = [one.finding for one in remarks(text) if one.finding.code == "前后矛盾"]

    assert bool(said) == contradicts
    assert all(one.severity == "需说明" and one.expected and one.actual for one in said)
