"""The units that stand behind numbers: money, per cent, and the measure words of counts."""

from __future__ import annotations

MONEY = "金额"
PERCENT = "百分比"
POINTS = "百分点"
SCORE = "分"
COUNT = "数量"
"""The kinds of quantities; money is held in 万元."""

MONEY_SCALES = {"元": -4, "千元": -1, "万元": 0, "百万元": 2, "千万元": 3, "亿元": 4, "万": 0, "亿": 4}
COUNT_SCALES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}

_ALIKE = (
    ("人", "人名位"),
    ("个", "个家所处"),
)
_LONG = {"场次": "场", "人次": "人次", "个百分点": POINTS, "百分点": POINTS, "余次": "次"}

MEASURES = [
    "人次",
    "户次",
    "车次",
    "课时",
    "学时",
    "小时",
    "分钟",
    "个月",
    "平方米",
    "平方公里",
    "立方米",
    "公里",
    "千米",
    "公顷",
    "公斤",
    "千克",
    "千瓦时",
    "千瓦",
    "场次",
    "班次",
    "人",
    "名",
    "位",
    "个",
    "家",
    "所",
    "处",
    "户",
    "项",
    "次",
    "期",
    "场",
    "件",
    "份",
    "篇",
    "辆",
    "台",
    "套",
    "亩",
    "米",
    "吨",
    "棵",
    "株",
    "只",
    "头",
    "条",
    "块",
    "座",
    "间",
    "栋",
    "幢",
    "宗",
    "起",
    "例",
    "册",
    "本",
    "张",
    "幅",
    "部",
    "批",
    "类",
    "种",
    "门",
    "班",
    "组",
    "支",
    "队",
    "对",
    "村",
    "镇",
    "乡",
    "天",
    "周",
    "岁",
    "倍",
    "层",
    "户",
    "艘",
    "架",
    "面",
    "盏",
    "具",
    "匹",
    "口",
    "眼",
    "轮",
    "趟",
    "单",
    "笔",
    "款",
    "大",
    "方面",
    "点",
    "字",
    "页",
    "桩",
    "颗",
    "公升",
    "升",
    "克",
    "尾",
    "羽",
    "箱",
    "瓶",
    "盒",
    "袋",
    "包",
    "枚",
    "把",
    "堂",
    "节",
    "课",
    "杯",
    "步",
    "成",
    "分",
]
"""The words that count; 大 and 方面 and 点 only behind Chinese numerals."""

ONLY_CHINESE = frozenset(("大", "方面", "点", "堂", "成", "步", "桩"))


def alike(measure: str) -> str:
    """The measure word that stands for its like: 名 and 位 are 人, 家 and 所 are 个."""
    if measure in _LONG:
        return _LONG[measure]
    return next((one for one, words in _ALIKE if measure in words), measure)
