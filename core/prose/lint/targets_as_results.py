"""目标当结果: a target such as ≥90% given where the actual value belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import TARGET_AS_RESULT
from core.numbers.finding import EXPLAIN
from core.prose.flow import ROW, TEXT, Flow
from core.prose.lint.section_kinds import GLOSSARY, GOALS, PLANS, Sections
from core.prose.remark import Remark, quoted, remark

_AIM = re.compile(
    r"(?:[≥≤＞＜><]|大于等于|小于等于|不低于|不少于|不超过|不高于)\d{1,9}(?:\.\d{1,4})?.{0,6}|\d{1,9}(?:\.\d{1,4})?.{0,4}(?:以上|以下|以内)"
)
_ACTUAL = re.compile("实际|完成值|完成情况|自评值")
_TARGET = re.compile("指标值|目标值|年度目标|预期|计划")
_SAID = re.compile(
    r"(?:满意度|完成率|合格率|执行率|覆盖率|达标率|及时率|成活率|准确率|控制率|知晓率)"
    r"(?:实际|均|已)?(?:为|是|达|达到)?((?:≥|≤|＞|>|大于等于|不低于)\d{1,3}(?:\.\d{1,2})?%)"
)
_AIMED = re.compile("目标|指标|预期|要求|计划|应|力争|标准")
MOST = 30


def targets_as_results(flow: Flow, sections: Sections) -> Iterator[Remark]:
    """The rows of a table of indicators, and sentences."""
    yield from _in_rows(flow)
    for count, found in enumerate(_SAID.finditer(flow.text)):
        if count == MOST:
            return
        number = flow.number_at(found.start())
        paragraph = flow.paragraphs[number]
        before = flow.text[max(paragraph.start, found.start() - 60) : found.start()]
        aimed = _AIMED.search(before.rsplit("。", 1)[-1]) or sections.says(number, GOALS | PLANS | GLOSSARY)
        if paragraph.kind == TEXT and not aimed:
            message = f"{quoted(found[0])}是目标的写法，请写实际完成的数值"
            yield remark(TARGET_AS_RESULT, EXPLAIN, message, found.span(), actual=found[1])


def _in_rows(flow: Flow) -> Iterator[Remark]:
    """Two cells side by side that both are aims, below a head with 指标值 and 实际完成值."""
    aims = 0
    count = 0
    for paragraph in flow.paragraphs:
        if paragraph.kind != ROW:
            aims = aims if paragraph.end - paragraph.start < 20 else 0
            continue
        cells = flow.words(paragraph).split("\t")
        if any(_ACTUAL.search(cell) and len(cell) < 10 for cell in cells) and any(map(_TARGET.search, cells)):
            aims = sum(1 for cell in cells if _TARGET.search(cell) and not _ACTUAL.search(cell))
        elif aims:
            run = 0
            at = paragraph.start
            for cell in cells:
                run = run + 1 if _AIM.fullmatch(cell) else 0
                if run > aims and count < MOST:
                    count += 1
                    message = f"实际完成值{quoted(cell)}还是目标的写法，请写实际完成的数值"
                    yield remark(TARGET_AS_RESULT, EXPLAIN, message, (at, at + len(cell)), actual=cell)
                at += len(cell) + 1
