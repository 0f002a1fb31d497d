"""人数与费用: a cost listed as spent although those for whom it is paid are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.prose.flow import ROW, TEXT, Flow
from core.prose.lint.section_kinds import DUTIES, GLOSSARY, GOALS, PLANS, Sections
from core.prose.lint.wordlists import Cost
from core.prose.remark import Remark, remark

_SPENT = re.compile("包括|用于|支出|发放|支付|列支|其中")
_AMOUNT = re.compile(r"(?:支出|决算|实际)?(?:数|金额)?(?:为|是|：|共)?(\d{1,9}(?:\.\d{1,4})?)(?:万元|元)")
_CELL = re.compile(r"\t(\d[\d,]{0,14}\.\d{1,2})(?=\t|\n|\Z)")
_NOT_SPENT = re.compile("(?:无|没有|未发生|不含|不包括|未安排|除|停发)[^，。；]{0,6}$")
_EXPLAINED = re.compile("[：，]?(?:是?指|反映)|预算(?!内)|标准|政策|办法")
REACH = 160
MOST = 100


def costs_of_nobody(flow: Flow, sections: Sections, costs: Sequence[Cost]) -> Iterator[Remark]:
    """One remark for each cost, at the first place where it is spent."""
    for cost in costs:
        none = cost.none.search(flow.text)
        if none is None or cost.some.search(flow.text):
            continue
        for count, found in enumerate(cost.cost.finditer(flow.text)):
            if count == MOST:
                break
            if _spent(flow, sections, cost, found):
                message = cost.message.replace("{无}", none[0]).replace("{费用}", found[0])
                yield remark(
                    cost.code, cost.severity, message, found.span(), expected=none[0], actual=found[0]
                )
                break


def _spent(flow: Flow, sections: Sections, cost: Cost, found: re.Match[str]) -> bool:
    """Whether a place says that the cost was paid."""
    text = flow.text
    number = flow.number_at(found.start())
    paragraph = flow.paragraphs[number]
    if paragraph.kind == ROW:
        amount = _CELL.match(text, found.end())
        opens = found.start() == paragraph.start or text[found.start() - 1] in "\t0123456789"
        return bool(opens and amount and Decimal(amount[1].replace(",", "")) > 0)
    if paragraph.kind != TEXT or sections.says(number, GLOSSARY | DUTIES | GOALS | PLANS):
        return False
    low = max(paragraph.start, found.start() - REACH)
    low = max(low, text.rfind("。", low, found.start()) + 1)
    before = text[low : found.start()]
    if _NOT_SPENT.search(before[-12:]) or _EXPLAINED.match(text, found.end()):
        return False
    amount = _AMOUNT.match(text, found.end())
    if amount:
        return Decimal(amount[1]) > 0
    return not cost.by_amount and _SPENT.search(before) is not None
