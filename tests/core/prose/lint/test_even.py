"""持平 with a reason for having turned."""

from __future__ import annotations

import pytest

from core.numbers.codes import EVEN_WITH_REASON
from core.prose.lint.even import even_with_reasons
from core.prose.paragraphs import read_flow


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("与上年相比，收入支出总计持平。主要原因：人员退休和项目进度等原因减少支付。", True),
        ("公务接待费与上年持平，主要原因是新增两个项目。", True),
        ("与上年相比，支出总计持平。主要原因：人员没有变动。", False),
        ("与上年相比，支出总计基本持平。主要原因：人员减少支出略降。", False),
        ("支出与上年持平。主要原因：人员经费增加、项目经费减少，两相抵消。", False),
        ("与上年相比，支出减少10万元，下降5%。主要原因：压减支出。", False),
    ],
)
def test_level_with_last_year_needs_no_reason_for_turning(text, says) -> None:
    found = list(even_with_reasons(read_flow(text)))

    assert [one.finding.code for one in found] == ([EVEN_WITH_REASON] if says else [])
