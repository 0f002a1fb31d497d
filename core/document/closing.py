"""署名 and 成文日期 at the end of a report: at the right, the name centred over the date.

Source: GB/T 9704-2012, 7.3.5: the date four characters in from the right, the name over its middle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.document.paper import Block, Paragraph
from core.document.titles import width

DATE_IN = 4.0
NAME_IN = 2.0
LONGEST = 24
"""Characters free at the right of a date; at least so many at the right of a name; a longer line is no name."""
_DATE = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日|二〇[〇一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_NO_NAME = re.compile(r"[，。；：！？、,;:!?]")


def with_closing(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the last ones set at the right where they are a date, or a name and a date."""
    out = list(blocks)
    last = out[-1] if out else None
    if not isinstance(last, Paragraph) or not _DATE.fullmatch(last.text.strip()):
        return tuple(out)
    out[-1] = replace(last, right=DATE_IN)
    name = out[-2] if len(out) > 1 else None
    if isinstance(name, Paragraph) and len(name.text.strip()) <= LONGEST and not _NO_NAME.search(name.text):
        middle = DATE_IN + width(last.text.strip()) / 2
        out[-2] = replace(name, right=max(middle - width(name.text.strip()) / 2, NAME_IN))
    return tuple(out)
