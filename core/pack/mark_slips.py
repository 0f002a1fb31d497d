"""Slips in marks that leave them readable, but not as they were meant: full-width braces, formats, units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from core.figures.definitions import Definition
from core.figures.marks import Choice, Each, Mark, Part, Parts
from core.numbers.writing import NumberFormat, read_format

_BRACES = re.compile(r"[{｛](?P<inside>[^{}｛｝\n]{1,80})[}｝]")
_NAME = re.compile(r"\w+(\.\w+)+")
_MONEY = re.compile(r"\s*(亿元|万元|千元|元)(?!/)")

Figure = Callable[[str], Definition | None]
"""The figure that an expression names, None where it names none."""


def slips_in(parts: Parts, figure: Figure) -> Iterator[str]:
    """What is amiss in a text with marks, in sentences; names are looked up by `figure`."""
    for part, following in zip_longest(parts, parts[1:]):
        match part:
            case str():
                yield from _braces(part, figure)
            case Mark():
                yield from _format(part, following, figure)
            case Each(item=inner):
                yield from slips_in(inner, figure)
            case Choice(yes=yes, no=no):
                yield from slips_in(yes, figure)
                yield from slips_in(no, figure)


def _braces(text: str, figure: Figure) -> Iterator[str]:
    """Braces that do not make a mark because one of them is full-width."""
    for found in _BRACES.finditer(text):
        name = re.split("[:：]", found["inside"])[0].strip().rstrip("^").strip()
        is_mark = _NAME.fullmatch(name) or figure(name) is not None
        if is_mark and not (found[0].startswith("{") and found[0].endswith("}")):
            yield f"{found[0]} 用了全角的花括号，只会照字印出来，请改成半角的 {{{found['inside'].strip()}}}"


def _format(mark: Mark, following: Part | None, figure: Figure) -> Iterator[str]:
    definition = figure(mark.expression.rstrip("^").rstrip())
    form = read_format(mark.form) if mark.form else NumberFormat()
    name = f"{{{mark.expression}:{mark.form}}}" if mark.form else f"{{{mark.expression}}}"
    if form is None:
        yield f"{name} 的格式“{mark.form[:20]}”读不懂，请写成 0.00、,0.00 或 ,0.00元 的样子"
        return
    if form.unit and form.places is None:
        example = f"{{{mark.expression}:0.00{form.unit}}}"
        yield f"{name} 没有写几位小数，请写成 {example} 的样子；印出来的只是数，后面的“{form.unit}”要另写"
    if definition is None:
        return
    if form.unit and not definition.kind.is_money:
        yield f"{name} 按“{form.unit}”写，{definition.key} 却不是金额（是{definition.kind.name}）"
    said = _MONEY.match(following) if isinstance(following, str) else None
    unit = form.unit or "万元"
    if said and definition.kind.is_money and said[1] != unit:
        example = f"{{{mark.expression}:0.00{said[1]}}}{said[1]}"
        yield f"{name} 印的是{unit}，后面写的却是“{said[1]}”，请写成 {example} 或改后面的字"
