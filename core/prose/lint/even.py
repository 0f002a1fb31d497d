"""持平与原因: what is said to be level with last year, and then given a reason for having turned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import EVEN_WITH_REASON
from core.numbers.finding import EXPLAIN
from core.prose.flow import TEXT, Flow
from core.prose.remark import Remark, quoted, remark

_EVEN = re.compile(
    r"(?P<what>[^，。；：\n]{2,24})(?<!基本)持平。?(?:[^。\n]{0,4})主要原因(?:是|为)?[：，]?(?P<why>[^。\n]{4,120})"
)
_DOWN = re.compile("(?:减少|压减|压缩|下降|节约)(?:了)?(?:支付|支出|开支|经费|收入|拨款|安排)?")
_UP = re.compile("(?:增加|增长|追加|新增)(?:了)?(?:支付|支出|开支|经费|收入|拨款|安排)?")


def even_with_reasons(flow: Flow) -> Iterator[Remark]:
    """Paragraphs that say 持平 and give a reason for going only up or only down."""
    for paragraph in flow.of_kind(TEXT):
        for found in _EVEN.finditer(flow.text, paragraph.start, paragraph.end):
            down = _DOWN.search(found["why"])
            up = _UP.search(found["why"])
            turn = down or up
            if turn is not None and (down is None or up is None):
                message = f"{quoted(found['what'])}写的是持平，原因里却说“{turn[0]}”，前后不合，请核对数字或改写原因"
                yield remark(EVEN_WITH_REASON, EXPLAIN, message, found.span(), actual=turn[0])
