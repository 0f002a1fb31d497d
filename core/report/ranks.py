"""Ranks of rows: texts that sort, with room between any two."""

from __future__ import annotations

DIGITS = "0123456789"


def between(before: str, after: str) -> str:
    """A rank that sorts behind `before` and ahead of `after`; "" means the beginning or the end."""
    if after and before >= after:
        raise ValueError(f"no rank between {before!r} and {after!r}")
    out = ""
    at = 0
    while True:
        low = DIGITS.index(before[at]) if at < len(before) else 0
        high = DIGITS.index(after[at]) if after and at < len(after) else len(DIGITS)
        if high - low > 1:
            middle = (low + high) // 2 if after else min(low + 1, len(DIGITS) - 1)
            return out + DIGITS[middle] + ("" if DIGITS[middle] != "0" else "5")
        out += DIGITS[low]
        if high > low:
            after = ""
        at += 1


def appended(last: str) -> str:
    """A rank behind all others, leaving room."""
    return f"{int(last[:8] or 0) + 1000:08d}" if last[:8].isdigit() or not last else between(last, "")
