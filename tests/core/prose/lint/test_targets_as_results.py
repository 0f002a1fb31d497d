"""目标当结果."""

from __future__ import annotations

import pytest

from tests.core.prose.lint.lines import quotes

HEAD = "三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (HEAD + "群众满意度 | ≥90% | ≥90% | 10 | 10", ["≥90%"]),
        (HEAD + "群众满意度 | 90%以上 | 90%以上 | 10 | 10", ["90%以上"]),
        (HEAD + "群众满意度 | ≥90% | 95% | 10 | 10\n修渠 | ≥12公里 | 12.6公里 | 10 | 10", []),
        ("指标 | 年初目标值 | 调整后目标值 | 实际完成值\n满意度 | ≥90% | ≥95% | 96%", []),
        ("指标 | 标准 | 说明\n满意度 | ≥90% | ≥95%", []),
        ("一、绩效情况\n群众满意度为≥95%。", ["群众满意度为≥95%"]),
        ("一、绩效情况\n年初目标是满意度≥95%，实际为96%。", []),
        ("一、绩效目标\n满意度≥95%。", []),
    ],
)
def test_a_result_is_no_target(text: str, wrong: list[str]) -> None:
    found = quotes(text, "目标当结果")

    assert [one.endswith(wanted[-4:]) for one, wanted in zip(found, wrong, strict=True)] == [True] * len(
        wrong
    )
