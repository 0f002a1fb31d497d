"""Keys of figures, listings and rows: 基本支出.人员经费, 项目[a3f].绩效指标[07c].得分.

What the store keeps stands under an entry's name, a plain str: for most entries the key itself, for others a
key with a word behind or before it (项目[a3f]!序, 说明!…).
"""

from __future__ import annotations

import re
from typing import NewType

Key = NewType("Key", str)
"""The key of a figure, or of a cell or listing in a row: 基本支出.人员经费, 项目[a3f].金额."""

ListingKey = NewType("ListingKey", Key)
"""The key of a listing in the row where it stands: 项目, 项目[a3f].绩效指标. It is a Key too: what a change has
turned and what a finding speaks of are figures, cells and listings alike."""

Row = NewType("Row", str)
"""The path of a row from the outermost listing inwards: a3f/07c."""

WHOLE = Row("")
"""The row of the whole report, in which its listings stand."""

NO_KEY = Key("")
"""Stands where there is no figure."""

NO_LISTING_KEY = ListingKey(NO_KEY)
"""Stands where there is no listing."""

_ID = re.compile(r"\[([^\[\]]+)\]")
REPORTED = "!填报"
RANK = "!序"
NONE_TICKED = "!无"
ANSWER = "说明!"
GONE = "引用已删除!"
LAST_YEAR = "去年!"
DISMISSED = "误报!"
EVIDENCE = "佐证!"
OLD = "旧数据!"
WITHHELD = "不随报!"
"""Stands before the name of a form that does not go out, with the reason."""

SIGNED = "签批!"
FINAL = SIGNED + "定稿"
"""Stands while the report is 定稿 and may not be changed."""


def member_key(group: str, name: str) -> Key:
    """The key of a name in a group or of a column in a listing: 项目 and 金额 → 项目.金额."""
    return Key(f"{group}.{name}")


def split_key(key: str) -> tuple[Key, Row]:
    """The definition's key and the row's path: 项目[a3f].金额 → (项目.金额, a3f); an entry's name as well."""
    if "[" not in key:
        return Key(key), WHOLE
    return Key(_ID.sub("", key)), Row("/".join(_ID.findall(key)))


def split_listing_key(listing_key: ListingKey) -> tuple[ListingKey, Row]:
    """The listing's own key and the row in which it stands: 项目[a3f].绩效指标 → (项目.绩效指标, a3f)."""
    key, row = split_key(listing_key)
    return ListingKey(key), row


def cell_key(definition: Key, listing_path: tuple[ListingKey, ...], row: Row) -> Key:
    """The key of a cell: its definition's key with the row ids behind the listings' names.

    `listing_path` holds the listings' keys from the outermost inwards.
    """
    if not row:
        return definition
    out = ""
    done = 0
    for listing, name in zip(listing_path, row.split("/"), strict=True):
        out += f"{definition[done : len(listing)]}[{name}]"
        done = len(listing)
    return Key(out + definition[done:])


def outer_row(row: Row, depth: int) -> Row:
    """The row so many listings deep in which a row stands: of a3f/07c at 1 a3f, at 0 ""."""
    if not depth:
        return WHOLE
    return row if row.count("/") < depth else Row("/".join(row.split("/")[:depth]))


def inner_row(parent: Row, name: str) -> Row:
    """The row of an id in a parent's row: a3f and 07c → a3f/07c, "" and a3f → a3f."""
    return Row(f"{parent}/{name}" if parent else name)


def parent_row(row: Row) -> Row:
    """The row in which a row's listing stands; "" for a listing of the report."""
    return Row(row.rpartition("/")[0])
