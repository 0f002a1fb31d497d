"""缺少内容: what the form of a self-evaluation asks for and a finished report never mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from core.numbers.codes import MISSING_TOPICS, NO_TOTAL
from core.numbers.finding import HINT, Finding
from core.prose.flow import HEADING, Flow
from core.prose.quantity import Quantity, spell
from core.prose.quantity_units import MONEY
from core.prose.remark import Remark
from core.prose.subjects import name_of

_REPORT = re.compile("整体支出.{0,12}(?:自评|评价)|(?:自评|评价).{0,12}整体支出")
_WHOLE = re.compile("存在的?(?:主要)?问题|改进措施|下一步")
_ASKED = {
    "“三公”经费": re.compile('三公[”"]?经费|公务接待费'),
    "政府性基金": re.compile("政府性基金"),
    "国有资本经营预算": re.compile("国有资本经营"),
    "社会保险基金": re.compile("社会保险基金|社保基金"),
    "自评得分": re.compile(r"(?:得分|评分|总分|自评分)\D{0,6}\d|自评\D{0,6}\d+(?:\.\d+)?分"),
    "满意度的数值": re.compile(r"满意(?:度|率)\D{0,10}\d"),
}
_BASIC = ("基本支出",)
_PROJECT = ("项目支出", "专项资金支出", "专项支出", "专项资金收入", "专项资金")
_TOTALS = ("支出", "总支出", "部门整体支出", "全年支出", "决算支出", "部门支出")
LONGEST = 300_000


def missing(flow: Flow, named: Mapping[str, Sequence[Quantity]]) -> Iterator[Remark]:
    """For a whole self-evaluation of 部门整体支出: topics without a word, and parts without their total."""
    text = flow.text[:LONGEST]
    heads = [flow.words(one) for one in flow.of_kind(HEADING)]
    titled = _REPORT.search(text[:200]) is not None
    if not titled or not any(_WHOLE.search(head) for head in heads):
        return
    absent = [topic for topic, pattern in _ASKED.items() if not pattern.search(text)]
    if absent:
        message = f"全文没有写到：{'、'.join(absent)}；请按通知要求补充，没有的写“无”"
        yield Remark(Finding(MISSING_TOPICS, HINT, message), 0, 0)
    yield from _without_total(named)


def _without_total(named: Mapping[str, Sequence[Quantity]]) -> Iterator[Remark]:
    basic = _first(named, _BASIC)
    project = _first(named, _PROJECT)
    if basic is None or project is None or _first(named, _TOTALS, besides=(basic, project)) is not None:
        return
    total = spell(basic, basic.value + project.value)
    message = (
        f"全文没有写支出合计：基本支出 {spell(basic, basic.value)} 与项目支出 {spell(project, project.value)} "
        f"合起来是 {total}，请写明"
    )
    yield Remark(Finding(NO_TOTAL, HINT, message, expected=total), basic.start, basic.end)


def _first(
    named: Mapping[str, Sequence[Quantity]], names: Sequence[str], besides: Sequence[Quantity] = ()
) -> Quantity | None:
    """The first amount of money stated under one of some names."""
    found = [q for name in names for q in named.get(name_of(name), ()) if q.kind == MONEY]
    values = {one.value for one in besides}
    return next((q for q in found if q.value not in values), None)
