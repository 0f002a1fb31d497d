"""设为数据项: a number that a clerk wrote becomes a figure of the report, shown by a mark in its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.figures.keys import WHOLE, Key, ListingKey, member_key, split_key
from core.figures.marks import parse_marks, unparse
from core.numbers.cleaning import clean, one_line
from core.numbers.troubles import Refused
from core.numbers.writing import format_like, read_format
from core.report.change import Change
from core.report.report import Report
from core.report.row_edits import added, new_row

NO_LISTING = "这个模板没有放自定数据的表，不能设为数据项"
LONGEST_NAME = 16

_UNITS = [
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "公斤",
    "千米",
    "千瓦",
    "千克",
    "百分点",
    "人次",
    "户次",
    "场次",
    "车次",
    "万元",
    "千元",
    "元",
    "亩",
    "吨",
    "米",
    "人",
    "名",
    "户",
    "个",
    "家",
    "台",
    "套",
    "辆",
    "次",
    "件",
    "起",
    "项",
    "期",
    "批",
    "场",
    "篇",
    "条",
    "份",
    "册",
    "所",
    "座",
    "处",
    "间",
    "张",
    "只",
    "头",
    "株",
    "棵",
    "天",
    "月",
    "年",
    "岁",
    "分",
    "倍",
    "%",
    "％",
]
_UNIT = re.compile(rf"\s*([万亿]?(?:{'|'.join(map(re.escape, _UNITS))})|[万亿])")
_STRANGE_UNIT = re.compile(r"\s*([^\W\d_]{1,2})(?=[，。；、：！？,.;)）\s]|$)")
_WORDS = re.compile(r"[^，。；：、！？,;:!?\s（）()“”\d]+$")
_VERBS = re.compile(
    r"^(?:其中|全年|全县|全市|全省|全区|共计|累计|共|还|并|又)+|"
    r"(?:达到|达|共计|合计|共|为|是|有|了|计|约|近|累计|增加到|增至|减少到|降至|实现|完成)+$"
)


class OwnListing(NamedTuple):
    """The listing for figures of the clerk's own, and the columns for name, number and unit."""

    key: ListingKey
    name: str
    number: str
    unit: str


def own_listing(report: Report) -> OwnListing | None:
    """Where figures of the clerk's own are kept; None where the pack has no such listing."""
    key = report.pack.own_figures
    listing = report.pack.definitions.listings.get(key)
    if listing is None:
        return None
    columns = [report.pack.definitions.figures[column] for column in listing.columns]
    texts = [c.name for c in columns if c.kind.is_line and not c.formula]
    numbers = [c.name for c in columns if c.kind.is_bare and not c.formula]
    if not texts or not numbers:
        return None
    return OwnListing(key, texts[0], numbers[0], texts[1] if len(texts) > 1 else "")


def proposed_name(before: str) -> str:
    """A name from the words before a number: 建成高标准农田 in `…，共建成高标准农田`."""
    found = _WORDS.search(before.rstrip())
    words = found[0] if found else ""
    shorter = _VERBS.sub("", words)
    return (shorter or words)[-LONGEST_NAME:]


def unit_behind(after: str) -> str:
    """The unit word that follows a number, "" where none is to be seen."""
    found = _UNIT.match(after) or _STRANGE_UNIT.match(after)
    return found[1] if found else ""


def add_own_figure(
    report: Report, text_key: Key, before: str, number: str, after: str, name: str, *, origin: object = None
) -> Change:
    """Adds a row for a number of a text and puts its mark in the number's place, as one step.

    `before` and `after` are the text with its marks around the number. Raises Refused where there is no
    listing for it, no name, or no way to print the number as it stands.
    """
    listing = own_listing(report)
    if listing is None:
        raise Refused(NO_LISTING)
    name = one_line(name)
    if not name:
        raise Refused("请给这个数起个名称")
    text = report.definition(text_key)
    if text.listing is not None and not report.graph.state.rows.has(text.listing, split_key(text_key)[1]):
        raise Refused("这段文字所在的一行已经删除，没有写入")
    row = new_row(WHOLE)
    cells = {listing.name: name, listing.number: number}
    if listing.unit:
        cells[listing.unit] = unit_behind(after)
    entries = added(report.graph, listing.key, row, cells, WHOLE)
    cell = report.cell(member_key(listing.key, listing.number), row)
    mark = _mark(report, cell, entries[cell], number)
    entries[text_key] = clean(unparse(parse_marks(f"{before}{mark}{after}")))
    return report.enter(entries, f"把{name}设为数据项", origin=origin, row=row)


def _mark(report: Report, cell: Key, entry: str | None, number: str) -> str:
    """The mark that prints an entry just as the number was written; raises Refused."""
    definition = report.definition(cell)
    for wanted in ("", format_like(number)):
        parsed = read_format(wanted)
        if wanted and parsed is None:
            continue
        if entry and definition.kind.show_entry(entry, parsed or definition.form) == number:
            return f"{{{cell}:{wanted}}}" if wanted else f"{{{cell}}}"
    raise Refused(f"“{number[:24]}”不能照原样印出来，没有设为数据项")
