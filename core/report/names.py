"""What a clerk calls things: a figure by its label and row, a section by its heading."""

from __future__ import annotations

from core.figures.keys import (
    ANSWER,
    DISMISSED,
    EVIDENCE,
    GONE,
    LAST_YEAR,
    NONE_TICKED,
    OLD,
    RANK,
    REPORTED,
    SIGNED,
    WITHHELD,
    Key,
    ListingKey,
    Row,
    parent_row,
    split_key,
)
from core.pack.headings import heading_line
from core.pack.sections import BODY, COUNTED, FIRST_LEVEL, HEADING, LEVEL, NUMBERING, SECOND_LEVEL, SECTIONS
from core.report.completeness import ELSEWHERE, FORM
from core.report.report import Report

LONGEST = 16
"""Characters of a row's name before it is cut."""


def figure_name(report: Report, key: Key) -> str:
    """A figure, cell or listing as a person names it: 人员经费, 高标准农田管护经费 的 金额."""
    name, row = split_key(key)
    if name == BODY:
        return f"{section_name(report, row)} 正文"
    definition = report.pack.definitions.figures.get(name)
    if definition is None:
        listing = report.pack.definitions.listings.get(ListingKey(name))
        if listing is None:
            return key
        return (
            f"{row_name(report, listing.parent, row)} 的 {listing.label}"
            if row and listing.parent
            else listing.label
        )
    if not row or definition.listing is None:
        return definition.label
    return f"{row_name(report, definition.listing, row)} 的 {definition.label}"


def origin_of(report: Report, key: Key) -> list[str]:
    """What the pack says of a figure, and what it was last year, a line each."""
    definition = report.definition(key)
    said = (
        ("口径", definition.note),
        ("来源", definition.source),
        ("示例", definition.example),
        ("去年", report.last_year(key)),
    )
    return [f"{word}：{text}" for word, text in said if text]


def row_name(report: Report, listing: ListingKey, row: Row) -> str:
    """A row by its first text, else by its place: 高标准农田管护经费, 第 3 行."""
    if listing == SECTIONS:
        return section_name(report, row)
    known = report.pack.definitions.listings[listing]
    for column in (*filter(None, (known.known_by,)), *known.columns):
        if not report.pack.definitions.figures[column].kind.numeric:
            words = report.words(report.cell(column, row)).split("\n")[0]
            if words:
                return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    rows = report.graph.state.rows.all(listing, parent_row(row))
    return f"第 {rows.index(row) + 1} 行" if row in rows else "已删除的一行"


def section_name(report: Report, row: Row) -> str:
    """A section by its heading, else by its name in the pack."""
    if row == ELSEWHERE:
        return "其他数据"
    if row.startswith(FORM):
        return report.pack.forms[row.removeprefix(FORM)].name
    return report.words(report.cell(HEADING, row)) or row


def section_heading(report: Report, row: Row, counts: dict[str, int]) -> str:
    """A section's printed heading; `counts` holds how many of each level came before, and is counted on."""
    level = report.words(report.cell(LEVEL, row))
    numbering = report.words(report.cell(NUMBERING, row))
    counts[level] = counts.get(level, 0) + 1
    if level == FIRST_LEVEL:
        counts[SECOND_LEVEL] = 0
    return heading_line(level, numbering or COUNTED, counts[level], report.words(report.cell(HEADING, row)))


def entry_name(report: Report, name: str) -> str:
    """Any entry of the journal as a person names it: answers, 填报值, ticks and ranks too."""
    if name.startswith(ANSWER):
        return f"{name[len(ANSWER) :].split('[', maxsplit=1)[0]} 的说明"
    if name.startswith(DISMISSED):
        return f"{name[len(DISMISSED) :].split('[', maxsplit=1)[0]} 的误报"
    if name.startswith(EVIDENCE):
        return "佐证材料"
    if name.startswith(SIGNED):
        return f"签批：{name[len(SIGNED) :]}"
    if name.startswith(LAST_YEAR):
        return f"去年的 {figure_name(report, Key(name[len(LAST_YEAR) :]))}"
    if name.startswith(WITHHELD):
        return f"{name[len(WITHHELD) :]} 不随报"
    if name.startswith(OLD):
        return f"旧数据 {name[len(OLD) :]}"
    if name.startswith(GONE):
        return f"{figure_name(report, Key(name[len(GONE) :]))} 里已删除的引用"
    for ending, words in ((REPORTED, " 填报值"), (NONE_TICKED, " 填无"), (RANK, "")):
        if name.endswith(ending):
            return _stem_name(report, Key(name[: -len(ending)]), ending) + words
    return figure_name(report, Key(name))


def _stem_name(report: Report, stem: Key, ending: str) -> str:
    """What stands before the ending; a rank's stem names a row."""
    name, row = split_key(stem)
    if ending == RANK and name in report.pack.definitions.listings:
        return f"{row_name(report, ListingKey(name), row)} 的位置"
    return figure_name(report, stem)
