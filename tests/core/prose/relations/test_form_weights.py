"""The weights of a group of indicators against the weight in the group's name."""

from __future__ import annotations

import pytest

from core.numbers.codes import WEIGHTS_SUM
from tests.core.prose.cases import case, held, said

HEAD = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分"
OUTPUT = (
    "产出指标{}|数量指标|培训人数|400人|400人|{}|20",
    "|质量指标|合格率|95%|95%|{}|15",
    "|时效指标|按时完成|100%|100%|15|15",
)
EFFECT = ("效益指标（30分）|社会效益|知晓率|90%|90%|20|20", "|生态效益|改善|改善|改善|10|10")
END = "总分|||||100|100"


def _form(first: str = "（50分）", a: int = 20, b: int = 15, end: str = END) -> str:
    return "\n".join(
        (HEAD, OUTPUT[0].format(first, a), OUTPUT[1].format(b), OUTPUT[2], *EFFECT, *([end] if end else []))
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("a group before a group", _form(), "20 + 15 + 15 = 50"),
        case("without 分", _form("（50）"), "20 + 15 + 15 = 50"),
        case("ASCII brackets", _form("(50分)"), "20 + 15 + 15 = 50"),
        case("the last group before the total", _form(), "20 + 10 = 30"),
        case("the last group before 合计", _form(end="合计|||||100|100"), "20 + 10 = 30"),
        case("the last group at the end", _form(end=""), "20 + 10 = 30"),
        case("tabs", _form().replace("|", "\t"), "20 + 15 + 15 = 50"),
        case("bars with spaces", _form().replace("|", " | "), "20 + 15 + 15 = 50"),
        case("cells merged downwards left out", "\n".join(line.lstrip("|") for line in _form().split("\n")), "20 + 15 + 15 = 50"),
        case("cells merged downwards as tabs", "\n".join(line.lstrip("|") for line in _form().replace("|", "\t").split("\n")), "20 + 10 = 30"),
        case("权重 for 分值", _form().replace("|分值|", "|权重|"), "20 + 15 + 15 = 50"),
    ],
)  # fmt: skip
def test_weights_that_add_up_hold(text: str, words: str) -> None:
    assert words in held(text, WEIGHTS_SUM)
    assert said(text, WEIGHTS_SUM) == []


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("a weight is wrong", _form(a=25), "55", "50"),
        case("the group's weight is wrong", _form("（60分）"), "50", "60"),
        case("two weights", _form(a=10, b=15), "40", "50"),
    ],
)  # fmt: skip
def test_weights_that_do_not_add_up_are_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, WEIGHTS_SUM)


@pytest.mark.parametrize(
    "text",
    [
        case("the group's name has no weight", _form("")),
        case("a row that stands elsewhere", _form().replace("|质量指标|合格率|95%|95%|15|15", "质量指标|95|合格率|95%|十五")),
        case("the text breaks off within the group", "\n".join((HEAD, OUTPUT[0].format("（50分）", 20), OUTPUT[1].format(15)))),
        case("one indicator", "\n".join((HEAD, OUTPUT[0].format("（50分）", 20), END))),
    ],
)  # fmt: skip
def test_weights_that_are_not_all_there_are_not_spoken_of(text: str) -> None:
    assert said(text, WEIGHTS_SUM) == []
