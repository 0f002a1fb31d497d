"""Keys of figures and cells: 基本支出.人员经费, 项目[a3f].绩效指标[07c].得分."""

from __future__ import annotations

import re

_ID = re.compile(r"\[([^\[\]]+)\]")
REPORTED = "!填报"
RANK = "!序"
NONE_TICKED = "!无"
ANSWER = "说明!"
GONE = "引用已删除!"
LAST_YEAR = "去年!"
DISMISSED = "误报!"
EVIDENCE = "佐证!"
SIGNED = "签批!"
FINAL = SIGNED + "定稿"
"""Stands while the report is 定稿 and may not be changed."""


def split_key(key: str) -> tuple[str, str]:
    """The definition's key and the row's path: 项目[a3f].金额 → (项目.金额, a3f)."""
    if "[" not in key:
        return key, ""
    return _ID.sub("", key), "/".join(_ID.findall(key))


def cell_key(definition: str, listing_path: tuple[str, ...], row: str) -> str:
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
    return out + definition[done:]


def outer_row(row: str, depth: int) -> str:
    """The row so many listings deep in which a row stands: of a3f/07c at 1 a3f, at 0 ""."""
    return "/".join(row.split("/")[:depth])


def parent_row(row: str) -> str:
    """The row in which a row's listing stands; "" for a listing of the report."""
    return row.rpartition("/")[0]
