"""The keys of a table of cells, as the help page lists them."""

from __future__ import annotations

from gui.listings.acts import ACTS


def _line(*names: str, words: str = "") -> tuple[str, str]:
    """The first keys of some acts, and their words."""
    acts = [act for name in names for act in ACTS if act.name == name]
    keys = " / ".join(act.keys[0] for act in acts)
    return keys.replace("Del", "Delete"), words or " / ".join(act.words for act in acts)


IN_TABLES = (
    ("回车 / Shift+回车", "往下 / 往上"),
    ("Tab / Shift+Tab", "往右 / 往左"),
    ("Ctrl+Tab", "离开表格"),
    _line("fill_down"),
    _line("enter_today", words="今天的日期"),
    ("Alt+回车", "单元格里换行"),
    _line("insert_rows", "remove_rows"),
    _line("move_up", "move_down", words="上移 / 下移一行"),
    _line("clear"),
)
"""Keys and what they do; those of steps and of open editors are no acts and stand here themselves."""
