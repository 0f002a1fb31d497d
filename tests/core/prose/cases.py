"""Rows of the tables of cases, and what the relations say of one short text."""

from __future__ import annotations

import re

import pytest
from _pytest.mark import ParameterSet

from core.prose.checkup import Checkup, check_up
from core.prose.remark import Remark
from core.prose.text_reading import read

_NAMED = re.compile(r"(?<!\S)[^\d\s=≤+\-(÷×]\S* (?=-?\d)")


def case(name: str, *values: object, wrong: str = "") -> ParameterSet:
    """A row of a table; `wrong` says what the program does instead of what the row asks."""
    marks = (pytest.mark.xfail(strict=True, reason=wrong),) if wrong else ()
    return pytest.param(*values, id=name, marks=marks)


def of_relations(checkup: Checkup) -> list[Remark]:
    """The remarks that come of relations, not of the lint."""
    known = {one.code for one in checkup.reading.relations} | {"四舍五入尾差", "截断"}
    return [one for one in checkup.remarks if one.finding.code in known]


def held(text: str, *codes: str) -> list[str]:
    """The arithmetic of the relations that hold, of some codes or of all, without the figures' names."""
    found = [one.judged.words for one in read(text).held if not codes or one.code in codes]
    return [_NAMED.sub("", words) if "≤" in words else words for words in found]


def said(text: str, *codes: str) -> list[tuple[str, str, str]]:
    """Severity, what it should be and what is written, of every remark (of some codes)."""
    found = [one.finding for one in of_relations(check_up(text))]
    return [(one.severity, one.expected, one.actual) for one in found if not codes or one.code in codes]


def codes(text: str) -> list[tuple[str, str]]:
    """Severity and code of every remark."""
    return [(one.finding.severity, one.finding.code) for one in of_relations(check_up(text))]


def errors(text: str) -> list[str]:
    """The messages of the errors."""
    return [one.finding.message for one in of_relations(check_up(text)) if one.finding.severity == "错误"]
