"""Which unit and which year a report speaks of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from core.prose.flow import CONTENTS, TITLE, Flow

PARTY = "党委"
GOVERNMENT = "政府"
CONGRESS = "人大"
CONSULTATIVE = "政协"
JUDICIAL = "司法"
MASS = "群团"
INSTITUTION = "事业单位"
"""What kind of organ a unit is."""

COUNTY = "县"
DISTRICT = "区"
CITY = "市"
"""What kind of place a unit belongs to."""

_NATURES = (
    (
        PARTY,
        re.compile(
            "^中共|[省市县区州旗]委(?:组织部|宣传部|统战部|统一战线|政法委|办|党校|巡察|社会工作部|网信办|编办|研究室)"
            "|纪律检查委员会|纪委"
        ),
    ),
    (CONGRESS, re.compile("人民代表大会|人大(?:常委会|办|机关|$)")),
    (CONSULTATIVE, re.compile("政治协商|政协")),
    (JUDICIAL, re.compile("人民法院|人民检察院")),
    (
        MASS,
        re.compile(
            "妇女联合会|妇联|总工会|共产主义青年团|共青团|团委|科学技术协会|科协|残疾人联合会|残联"
            "|工商业联合会|工商联|文学艺术界联合会|文联|红十字会|归国华侨联合会|侨联"
        ),
    ),
    (INSTITUTION, re.compile("(?:中心|学校|小学|中学|幼儿园|医院|卫生院|图书馆|文化馆|博物馆|站|大队)$")),
    (GOVERNMENT, re.compile("人民政府|政府办|局$|局（|发展和改革委员会$|卫生健康委员会$|街道办事处$")),
)
_EITHER = re.compile("信访|档案|保密|机要|老干部|新闻出版|密码|党史|税务|烟草|气象|公积金|机构编制")
"""Bureaus that belong to the Party in one county and to the government in the next, or to neither."""

_NO_DISTRICT = re.compile(
    "自治区|社区|园区|小区|景区|库区|校区|矿区|灾区|片区|开发区|保护区|工业区|示范区|集聚区"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_NAMED_YEAR = re.compile(r"(?<![\d—\-~至])(20\d\d)年度")
_IN_TITLE = re.compile(r"（?(?<!\d)20\d\d年度?）?|关于")
_PAPER = re.compile(
    "(?:部门（单位）|单位（部门）|部门|单位)?(?:整体支出|决算|预算|项目支出|财政支出|专项资金|支出绩效|绩效|自评|工作总结)"
)
_SUFFIX = (
    "局|委员会|委|办公室|办|部|联合会|总工会|协会|学会|院|中心|学校|小学|中学|幼儿园|党校|站|所|大队|支队"
    "|馆|政府|办事处|管理处|厅|社|公司|街道|会|镇|乡|政协|人大"
)
_UNIT = re.compile(f"(?:中共)?[\u4e00-\u9fff（）]{{1,30}}(?:{_SUFFIX})(?:（本级）)?")
_IN_FORM = re.compile(
    r"(?:单位名称|填报单位|部门名称|评价单位|预算单位)(?:（盖章）|（公章）)?[：\t]+([^\t\n：。，]{4,40})"
)
_IN_SENTENCE = re.compile(
    f"(?:(?<=[\n。；：])|\\A)((?:中共)?[\u4e00-\u9fff]{{2,24}}?(?:{_SUFFIX}))"
    "(?=是|系|为|无内设|内设|下设|共有|现有|属于|核定|机关行政编制|20\\d\\d年)"
)
_NOBODY = re.compile("^(?:我|本|该|全|各|其|为|根据|按照|负责|第)")
LOOKED_AT = 20_000
"""What a report is about stands at its beginning."""


@dataclass(frozen=True, slots=True)
class About:
    """What a report speaks of; whoever knows the unit and the year for certain makes it himself.

    `paired` are words of problems and measures of which it is known that they answer each other.
    """

    unit: str = ""
    year: int | None = None
    title: str = ""
    paired: frozenset[str] = frozenset()

    @property
    def nature(self) -> str:
        """党委, 政府, 人大, 政协, 司法, 群团, 事业单位, or "" where the name does not tell."""
        return nature_of(self.unit)

    @property
    def area(self) -> str:
        """县, 区 or 市, "" where the name does not tell."""
        return area_of(self.unit)


def read_about(flow: Flow) -> About:
    """What a report says in its title and its first lines."""
    title = "".join(flow.words(one) for one in flow.paragraphs[:8] if one.kind == TITLE)
    return About(_unit(flow, title), _year(flow, title), title)


def nature_of(unit: str) -> str:
    """What kind of organ a name names."""
    if _EITHER.search(unit) and not unit.startswith("中共"):
        return ""
    return next((nature for nature, pattern in _NATURES if pattern.search(unit)), "")


def area_of(unit: str) -> str:
    """What kind of place a name names: the lowest of 市, 县 and 区 in it."""
    if "县" in unit:
        return COUNTY
    if "区" in _NO_DISTRICT.sub("", unit):
        return DISTRICT
    return CITY if "市" in unit and not _NO_DISTRICT.search(unit) else ""


def _unit(flow: Flow, title: str) -> str:
    name = _PAPER.split(_IN_TITLE.sub("", title), maxsplit=1)[0].strip("（）的：，、")
    if 3 <= len(name) <= 40 and _UNIT.fullmatch(name):
        return name
    front = flow.text[:LOOKED_AT]
    in_form = _IN_FORM.search(front)
    if in_form and _UNIT.fullmatch(bare := re.sub(r"[\[\]【】]", "", in_form[1])):
        return bare
    for found in _IN_SENTENCE.finditer(front):
        if not _NOBODY.match(found[1]):
            return found[1]
    return name if 3 <= len(name) <= 30 and not _NOBODY.match(name) else ""


def _year(flow: Flow, title: str) -> int | None:
    found = _YEAR.search(title)
    if found:
        return int(found[1])
    words = "\n".join(flow.words(one) for one in flow.paragraphs if one.kind != CONTENTS)
    for pattern in (_NAMED_YEAR, _YEAR):
        years = Counter(pattern.findall(words)).most_common(2)
        if years and (len(years) == 1 or years[0][1] > years[1][1]):
            return int(years[0][0])
    return None
