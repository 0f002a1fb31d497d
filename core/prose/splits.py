"""The names that together make a whole: 人员经费 and 公用经费, 购置 and 运行; and whether they are of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.prose.subjects import name_of

COMPLEMENTS = tuple(
    frozenset(words.split())
    for words in (
        "人员经费 公用经费 日常公用", "基本支出 项目支出 经营支出", "行政 事业 工勤 参公 机关 公务员 工人 聘用 后勤", "货物 工程 服务", "集中采购 分散采购",
        "专业技术 管理 工勤",
        "在职 离休 退休 离退休", "财政拨款 其他", "年初预算 追加 调整 调增 结转", "中央 省 市 县 区",
        "公务用车 公务接待 因公出国", "购置 运行", "男 女", "优 良 中 差 合格 不合格", "一般公共预算 政府性基金 国有资本",
        "基本建设 专项", "当年 上年", "工资福利 商品和服务 对个人 资本性 对企业 债务利息", "已 未 正在", "全额 差额 定额 自收自支 参照",
    )
)  # fmt: skip
COVERING = tuple(
    tuple(words.split())
    for words in (
        "人员经费 公用经费", "基本支出 项目支出", "购置 运行", "购置 运维", "男 女", "专业技术 管理 工勤",
        "公务用车 公务接待 因公出国", "货物 工程 服务", "集中采购 分散采购",
    )
)  # fmt: skip
"""The names that leave nothing over."""

_SAYS_NOTHING = re.compile(
    "(?:支付|用于|安排|列支|发生|实现|争取|下达|到位|拨付|核定|实有|现有|年末|期末|上年|上级|本级|全年|全部|其中|财政|预算|决算|年初|调整"
    "|购置|运行|运维|维护|及|和|与|的|经费|费用|费|资金|支出|收入|补助|拨款|结余|采购|政府|金额|合计|总额|级|类|性|数|额"
    "|人员|人|职工|教职工|教师|干部|同志|学生|编制|岗位|技术|管理|单位|身份|在职|在编|在岗|人数|项目|部分|个人|家庭|对"
    "|秀|好|等|格|个|名|所|家|辆|台|指标|经营|利息|预算内|机关|国境|境|国|福利|公用|日常|总)*"
)
"""What may stand around a name of a split without making it the name of something else."""
_CARS = re.compile("公务用车|公务车|公车")


def split_of(subject: str) -> frozenset[str]:
    """The names that together make a whole and of which a subject has one: 人员经费, 公用经费."""
    return next((words for words in COMPLEMENTS if any(word in subject for word in words)), frozenset())


def are_of_one(words: Iterable[str], subjects: Sequence[str], whole: str) -> bool:
    """Whether subjects with words of a split are parts of one thing, and not 检定设备购置 beside 快检室运行维护.

    What they say besides is what the whole says too, or says nothing, or is the same behind each word.
    """
    known = list(words)
    named = _plain(whole)
    rests = [_rest(known, _plain(subject)) for subject in subjects]
    same_tail = len({tail for _, tail in rests}) == 1
    return all(_is_nothing(head, named) and (same_tail or _is_nothing(tail, named)) for head, tail in rests)


def _rest(words: Sequence[str], subject: str) -> tuple[str, str]:
    """What stands before and behind the longest of the words in a subject; all of it where there is none."""
    found = max((word for word in words if word in subject), key=len, default="")
    head, _, tail = subject.partition(found) if found else (subject, "", "")
    return head, tail


def _is_nothing(rest: str, whole: str) -> bool:
    return rest in whole or _SAYS_NOTHING.fullmatch(rest) is not None


def _plain(subject: str) -> str:
    return _CARS.sub("公车", name_of(subject))
