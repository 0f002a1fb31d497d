"""A relation in the clerk's words: what was added up, what the text says, what is probably wrong."""

from __future__ import annotations

from dataclasses import replace

from core.numbers.codes import CUT_OFF, ROUNDING_TAIL
from core.numbers.finding import ERROR, EXPLAIN, HINT, SEVERITIES, Finding
from core.numbers.rounding import MAYBE_TAIL, TAIL
from core.prose.equations import AtMost, Equation, Hundred, Judged, Numbered, Product, Same, Sum
from core.prose.quantity import VALUE, spell
from core.prose.rates import CUT
from core.prose.relation import SURE, Relation
from core.prose.remark import Remark
from core.prose.subjects import short
from core.prose.suspects import Suspicion

FINE = "相符"
_TAILS = {TAIL: ROUNDING_TAIL, CUT: CUT_OFF}
MAYBE = "可能关系："
DOUBT = "。很可能错的是："


def remark_on(relation: Relation, suspicion: Suspicion | None = None) -> Remark:
    """What is to be said of a relation that does not hold."""
    judged = relation.judged
    severity = _severity(relation)
    message = _message(relation)
    if relation.confidence < SURE and judged.verdict not in (TAIL, CUT):
        message = MAYBE + message
    doubt = _doubt(suspicion) if suspicion and severity != HINT else ""
    code = _TAILS.get(judged.verdict, relation.code)
    finding = Finding(code, severity, message + doubt, expected=judged.expected, actual=judged.actual)
    instead, at = _mended(relation, suspicion)
    return Remark(finding, relation.start, relation.end, instead, at, _places(relation))


def confirm(relation: Relation) -> Remark:
    """What is to be said of a relation that holds."""
    judged = relation.judged
    message = f"{_subject(relation)}{judged.words}，相符"
    finding = Finding(relation.code, FINE, message, expected=judged.expected, actual=judged.actual)
    return Remark(finding, relation.start, relation.end, speaks_of=_places(relation))


def with_doubt(finding: Finding, other: Finding | None) -> Finding:
    """A finding with what another one of the same fact knows beside it: which figure is probably wrong."""
    _, mark, doubt = other.message.partition(DOUBT) if other is not None else ("", "", "")
    if not mark or DOUBT in finding.message:
        return finding
    return replace(finding, message=f"{finding.message}{mark}{doubt}")


def _places(relation: Relation) -> tuple[tuple[int, int], ...]:
    """Where the numbers of a relation stand."""
    return tuple((one.start, one.end) for one in relation.quantities)


def _severity(relation: Relation) -> str:
    verdict = relation.judged.verdict
    if verdict == TAIL or relation.confidence < SURE:
        return HINT
    if verdict in (MAYBE_TAIL, CUT):
        return EXPLAIN
    return max(ERROR, relation.gravest or ERROR, key=SEVERITIES.index)


def _subject(relation: Relation) -> str:
    return f"{short(relation.label)}：" if relation.label else ""


def _message(relation: Relation) -> str:
    judged = relation.judged
    subject = _subject(relation)
    if not judged.words:
        return subject + relation.advice
    if judged.verdict == CUT:
        words = f"{judged.words}%，文中写 {judged.actual}，是截断的，四舍五入应为 {judged.expected}"
    elif judged.verdict == TAIL:
        words = f"{judged.words}，文中写 {judged.actual}，差 {judged.gap}，是四舍五入的尾差"
    elif judged.verdict == MAYBE_TAIL:
        words = f"{judged.words}，文中写 {judged.actual}，差 {judged.gap}，可能是尾差，请核对"
    else:
        words = _broken(relation.equation, judged)
    return f"{subject}{words}{f'。{relation.advice}' if relation.advice else ''}"


def _broken(equation: Equation, judged: Judged) -> str:
    """What does not come out, in the words of its arithmetic."""
    match equation:
        case Sum():
            return f"相加 {judged.words}，文中写 {judged.actual}，相差 {judged.gap}"
        case Product():
            return f"{judged.words}，文中写 {judged.actual}"
        case Same():
            return f"一处写 {judged.expected}，另一处写 {judged.actual}"
        case AtMost():
            return judged.words.replace("≤", "大于")
        case Hundred():
            return f"{judged.words}，合计不是 100%"
        case Numbered():
            return f"文中写的是 {judged.actual}，列出的是 {judged.expected} 项（{equation.listed[:60]}）"
    return f"{judged.words}%，文中写 {judged.actual}"


def _doubt(suspicion: Suspicion) -> str:
    """Which figure is probably wrong."""
    if suspicion.pair:
        return f"。可能有两个数写错：{'；'.join(one.words for one in suspicion.pair)}"
    if not suspicion.suspects:
        return ""
    equals = suspicion.suspects[: suspicion.equals]
    if len(equals) == 1:
        return f"{DOUBT}{equals[0].words}"
    if not equals[0].how:
        return ""
    return f"。无法确定错的是哪一个：{'；'.join(one.words for one in equals[:6])}"


def _mended(relation: Relation, suspicion: Suspicion | None) -> tuple[str | None, tuple[int, int] | None]:
    """The one figure that is to be written otherwise, and where it stands; nothing where that is not certain."""
    if suspicion is not None and suspicion.equals == 1 and suspicion.suspects:
        suspect = suspicion.suspects[0]
        if suspect.how or suspect.quantity.role != VALUE:
            return spell(suspect.quantity, suspect.value), (suspect.quantity.start, suspect.quantity.end)
    rate = relation.about
    if relation.judged.verdict == CUT and rate is not None:
        return relation.judged.expected, (rate.start, rate.end)
    return None, None
