"""sections.yaml: the tabs of a report, their headings and their wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from core.figures.definitions import Definition, Listing, Place
from core.figures.keys import Key, ListingKey, Row, member_key
from core.figures.kinds import LINE, LINES, OPTION, Kind
from core.pack.nodes import Attributes, Node, check_name

SECTIONS = ListingKey(Key("章节"))
"""The listing of a report's sections, which every pack pre-fills."""

HEADING = member_key(SECTIONS, "标题")
LEVEL = member_key(SECTIONS, "级别")
STATE = member_key(SECTIONS, "状态")
NUMBERING = member_key(SECTIONS, "编号")
BODY = member_key(SECTIONS, "正文")

TITLE_LEVEL = "题名"
PLAIN_LEVEL = "正文"
FIRST_LEVEL = "一"
SECOND_LEVEL = "二"
INPUT_LEVEL = "填报"
LEVELS = (TITLE_LEVEL, PLAIN_LEVEL, FIRST_LEVEL, SECOND_LEVEL, INPUT_LEVEL)
"""题名 is printed as the title; 正文 without a heading; 一 and 二 under 一、 and （一）; 填报 is a tab only."""

IN_USE = "写明"
NONE = "无"
LEFT_OUT = "不列"
STATES = (IN_USE, NONE, LEFT_OUT)
WITHOUT_TEXT = (NONE, LEFT_OUT)
COUNTED = "自动"
AS_WRITTEN = "照写"
UNNUMBERED = "不编号"
NUMBERINGS = (COUNTED, AS_WRITTEN, UNNUMBERED)

_ATTRIBUTES = ("标题", "别名", "级别", "状态", "必写", "措辞", "无时", "读法", "数据", "字数上限")


class Section(NamedTuple):
    """One section as the pack has it.

    `wording` is the first content of its text; `readings` are further ways in which finished reports say the
    same; `when_none` what is printed for 无; `aliases` other headings it is known by; `blocks` the groups,
    figures and listings edited on its tab; `most_characters` what its text may hold, 0 where nothing is said.
    """

    id: Row
    heading: str
    level: str
    state: str = IN_USE
    mandatory: bool = False
    wording: str = ""
    when_none: str = "无"
    readings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    place: Place = Place()
    most_characters: int = 0


def read_sections(node: Node) -> dict[Row, Section]:
    """The whole file."""
    sections: dict[Row, Section] = {}
    for name, inner in node.items().items():
        check_name(name, inner)
        attributes = Attributes(inner, _ATTRIBUTES, "章节")
        row = Row(name)
        sections[row] = Section(
            id=row,
            heading=attributes.text("标题", name),
            level=attributes.choice("级别", LEVELS, FIRST_LEVEL),
            state=attributes.choice("状态", STATES, IN_USE),
            mandatory=attributes.yes("必写"),
            wording=_block(attributes.node("措辞")),
            when_none=attributes.text("无时", "无"),
            readings=attributes.texts("读法"),
            aliases=attributes.texts("别名"),
            blocks=attributes.texts("数据"),
            place=inner.place,
            most_characters=attributes.characters("字数上限"),
        )
    return sections


def _block(node: Node | None) -> str:
    """A block's text without the line ends that block scalars carry at their end."""
    return node.text().strip("\n") if node else ""


def section_listing(sections: Mapping[Row, Section]) -> tuple[Listing, list[Definition]]:
    """The listing 章节 and its columns."""
    place = next((s.place for s in sections.values()), Place())

    def column(key: Key, label: str, kind: Kind, options: Iterable[str] = ()) -> Definition:
        return Definition(key, kind, label, SECTIONS, options=tuple(options), place=place)

    columns = [
        column(HEADING, "标题", LINE),
        column(LEVEL, "级别", OPTION, LEVELS),
        column(STATE, "状态", OPTION, STATES),
        column(NUMBERING, "编号", OPTION, NUMBERINGS),
        column(BODY, "正文", LINES),
    ]
    fixed: dict[str, dict[Key, str]] = {s.id: first_entries(s) for s in sections.values()}
    listing = Listing(SECTIONS, "章节", tuple(c.key for c in columns), fixed_rows=fixed, place=place)
    return listing, columns


def first_entries(section: Section) -> dict[Key, str]:
    """The entries with which a section begins, by column."""
    entries = {
        HEADING: section.heading,
        LEVEL: section.level,
        STATE: section.state,
        NUMBERING: COUNTED if section.level in (FIRST_LEVEL, SECOND_LEVEL) else UNNUMBERED,
    }
    return entries | ({BODY: section.wording} if section.wording else {})
