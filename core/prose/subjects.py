"""The names of what numbers are about, made comparable."""

from __future__ import annotations

import re
from functools import lru_cache

_HEAD = re.compile(
    r"(?:其中|另有|另外|另|同时|此外|以及|并|经比较|经汇总|经统计|截至|共有|共|本年度|本年|当年|今年|全年(?!预算|执行|调整)|年度|[一二三四五六七八九十]+是"
    r"|(?:19|20)\d{2}年(?:度|末|底)?|我单位|本单位|本部门|我部门|我局|我委|我办|[，：、的])+"
)
_VERBS = re.compile(
    r"(?:共计|共有|总共|共|(?<![合总预])计|为|是|达到了|达到|达|有|约|近|超过|不足|分别|安排|仅|均|累计|各|的|实有|现有|数为|累计完成|实际完成|完成)+$"
)
_STATE = re.compile(r"^(?:现有|实有|年末|年末实有|期末|目前|现)(?=.{2})")
_EXPENSE = re.compile("(?<=经费)支出$")
_TOTAL = re.compile(r"(?:合计|总计|总额|总数|总量|总|金额|数额|数|额|人数|个数)$")
_BRACKETS = re.compile(r"（[^（）]{0,30}）")
_YEAR = re.compile(
    r"^(?:.{0,40}?[局委部办会院校所站中心府位门队团处社司厅区县市省]|)(?:19|20)\d{2}年(?:度|末|底|初)?"
)
_NOT_IN_NAMES = re.compile(r"[“”\"《》\s：:、，]")


def cleaned(words: str) -> str:
    """The subject in the words before a number: without what leads in and without the verb."""
    words = words.strip("，：、；。 ")
    head = _HEAD.match(words)
    words = words[head.end() :] if head else words
    return _VERBS.sub("", words)


def short(subject: str) -> str:
    """A subject as it is said in a sentence: without the unit and the year before it."""
    words = _YEAR.sub("", subject)
    return words or subject


_KINDS = ("支出", "收入", "决算", "预算", "支出决算", "支出预算", "收入决算", "收入预算")


@lru_cache(maxsize=4096)
def name_of(subject: str) -> str:
    """What two mentions of one thing have in common: no year, no unit's name, no brackets, no 合计."""
    words = _BRACKETS.sub("", _YEAR.sub("", subject))
    words = _STATE.sub("", words)
    words = _NOT_IN_NAMES.sub("", _HEAD.sub("", words, count=1) if _HEAD.match(words) else words)
    words = _EXPENSE.sub("", words)
    for _ in range(2):
        short = _TOTAL.sub("", words)
        words = short if len(short) >= 2 else words
    return words


def match(asked: str, there: str) -> float:
    """How surely a name means what another one names: 1 the same, less where one only ends in the other."""
    a = name_of(asked)
    b = name_of(there)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if long.startswith(short) and long[len(short) :] in _KINDS and len(short) >= 4:
        return 0.9
    if long.endswith(short) and len(short) >= 2:
        return 0.6 + 0.3 * len(short) / len(long)
    if short in long and len(short) >= 4:
        return 0.5
    return 0.0
