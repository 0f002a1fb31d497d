"""党委部门的性质, 政府部门的性质: an organ of the Party said to be one of the government, or the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import GOVERNMENT_ORGAN, PARTY_ORGAN
from core.numbers.finding import EXPLAIN
from core.prose.about import GOVERNMENT, PARTY, About
from core.prose.flow import TEXT, Flow
from core.prose.remark import Remark, quoted, remark

_IS = "(?:是|系|为|属于?)"
_ORGAN = "(?:行政机关|工作部门|组成部门|职能部门|直属机构|办事机构|工作机构|行政部门)"
_SAID = {
    PARTY: re.compile(
        f"{_IS}(?![^，。；]{{0,12}}委[、和])([^，。；：、是委]{{0,12}}(?:人民政府|[省市县区州]政府)[^，。；：]{{0,25}}?{_ORGAN})"
    ),
    GOVERNMENT: re.compile(
        f"{_IS}([^，。；：、是政]{{0,8}}[省市县区州]委(?![、和员县区市])[^，。；：府]{{0,25}}?(?:{_ORGAN}|工作机关|办事机关))"
    ),
}
_MESSAGES = {
    PARTY: (PARTY_ORGAN, "是党委的部门，正文却写{said}，请按“三定”规定核对单位性质"),
    GOVERNMENT: (GOVERNMENT_ORGAN, "是政府的部门，正文却写{said}，请按“三定”规定核对单位性质"),
}
_OWN = re.compile("(?:我|本)(?:单位|部门|局|部|办|委|机关|会)$")
MOST = 5


def wrong_nature(flow: Flow, about: About) -> Iterator[Remark]:
    """The sentences in which the unit says of itself what it is."""
    pattern = _SAID.get(about.nature)
    if pattern is None:
        return
    code, message = _MESSAGES[about.nature]
    own = about.unit.removeprefix("中共")[-3:]
    count = 0
    for found in pattern.finditer(flow.text):
        paragraph = flow.paragraph_at(found.start())
        before = re.split(
            "[，。；：\n]", flow.text[max(paragraph.start, found.start() - 40) : found.start()]
        )[-1]
        subject = not before or before.endswith(own) or _OWN.search(before) is not None
        if paragraph.kind == TEXT and subject and count < MOST:
            count += 1
            words = message.format(said=quoted(found[0]))
            yield remark(
                code, EXPLAIN, f"{about.unit}{words}", found.span(), expected=about.nature, actual=found[1]
            )
