"""地名不符: a district's report that speaks of the county, or the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import FOREIGN_PLACE
from core.numbers.finding import EXPLAIN
from core.prose.about import COUNTY, DISTRICT, About
from core.prose.flow import CONTENTS, Flow
from core.prose.lint.section_kinds import GLOSSARY, Sections
from core.prose.remark import Remark, quoted, remark

_LEADS = r"(?:(?<=[\n。；，：、（“])|\A|(?<=[由经报向受在按为是和与及被据合得成]))"
_FOREIGN = {
    DISTRICT: re.compile(
        "(?<![安健完齐保周成双])全县(?!级|域|[市区乡镇、（/])|[我本]县(?!级)"
        f"|{_LEADS}县委、?县(?:人民)?政府|{_LEADS}县(?:委|人民政府|政府)(?=[的，。；、同批])"
    ),
    COUNTY: re.compile(
        "(?<![安健完齐保周成双])全区(?!级|域|划|[县市、（/])|[我本]区(?!级|域|别|划|间)"
        f"|{_LEADS}区委、?区(?:人民)?政府|{_LEADS}区(?:委|人民政府|政府)(?=[的，。；、同批])"
    ),
}
_OWN_DISTRICT = re.compile("园区|开发区|管委会|管理区|景区|集聚区")
_AUTONOMOUS = re.compile("自治区|广西|宁夏|新疆|西藏|内蒙古")
_FORMER = re.compile("原[^，。；]{0,8}$|对口|帮扶|兄弟|外[县区]|各县|县区|县市区")


def foreign_places(flow: Flow, about: About, sections: Sections) -> Iterator[Remark]:
    """One remark for each wrong word, at its first place."""
    pattern = _FOREIGN.get(about.area)
    if pattern is None or _OWN_DISTRICT.search(about.unit):
        return
    if about.area == COUNTY and (_AUTONOMOUS.search(about.unit) or _AUTONOMOUS.search(flow.text)):
        return
    places: dict[str, list[tuple[int, int]]] = {}
    for found in pattern.finditer(flow.text):
        number = flow.number_at(found.start())
        before = flow.text[max(0, found.start() - 12) : found.start()]
        if (
            flow.paragraphs[number].kind == CONTENTS
            or sections.says(number, GLOSSARY)
            or _FORMER.search(before)
        ):
            continue
        places.setdefault(found[0], []).append(found.span())
    wrong, right = (COUNTY, DISTRICT) if about.area == DISTRICT else (DISTRICT, COUNTY)
    for place, spans in list(places.items())[:10]:
        count = f"（共 {len(spans)} 处）" if len(spans) > 1 else ""
        better = place.replace(wrong, right)
        message = f"本单位属于{right}，{quoted(place)}{count}应为{quoted(better)}，请核对是否沿用了别的材料"
        yield remark(FOREIGN_PLACE, EXPLAIN, message, spans[0], expected=better, actual=place, instead=better)
