"""分为七个方面 against 一是 … 七是."""

from __future__ import annotations

import pytest

from core.numbers.codes import ASPECTS
from tests.core.prose.cases import case, codes, errors, held, said

THREE = "一是制度不够完善；二是培训力度不足；三是档案整理滞后。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("三个方面", f"主要体现在三个方面：{THREE}", "三个：列出 3 项"),
        case("三个方面的问题", f"存在三个方面的问题：{THREE}", "三个：列出 3 项"),
        case("以下三个问题", f"存在以下三个问题。{THREE}", "三个：列出 3 项"),
        case("3个方面 in digits", f"主要体现在以下3个方面：{THREE}", "3个：列出 3 项"),
        case("以下三点", f"存在的不足主要有以下三点：{THREE}", "三点：列出 3 项"),
        case("三方面", f"主要有三方面原因：{THREE}", "三方面：列出 3 项"),
        case("两个", "存在两个方面的问题：一是制度不够完善；二是培训力度不足。", "两个：列出 2 项"),
        case("each item a sentence", "主要做法有三个方面：一是抓制度。完善了内控。二是抓培训。三是抓档案。", "三个：列出 3 项"),
        case("each item a paragraph", "存在以下三个方面问题：\n一是制度不够完善。\n二是培训力度不足。\n三是档案整理滞后。", "三个：列出 3 项"),
        case("三项措施", f"采取以下三项措施：{THREE}", "三项：列出 3 项"),
        case("seven", "分为七个方面：一是甲；二是乙；三是丙；四是丁；五是戊；六是己；七是庚。", "七个：列出 7 项"),
        case("（1）（2）（3）", "存在三个方面的问题：（1）制度不够完善；（2）培训力度不足；（3）档案整理滞后。", "三个：列出 3 项"),
        case("1. 2. 3.", "存在三个方面的问题：1.制度不够完善；2.培训力度不足；3.档案整理滞后。", "三个：列出 3 项"),
        case("第一 第二 第三", "存在三个方面的问题：第一，制度不够完善；第二，培训力度不足；第三，档案整理滞后。", "三个：列出 3 项"),
    ],
)  # fmt: skip
def test_aspects_that_are_all_there_hold(text: str, words: str) -> None:
    assert words in held(text, ASPECTS)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        case("one is missing", f"主要体现在四个方面：{THREE}", "3", "4"),
        case("one too many", f"存在两个方面的问题：{THREE}", "3", "2"),
        case("in digits", f"主要体现在以下5个方面：{THREE}", "3", "5"),
        case("以下四点", f"存在的不足主要有以下四点：{THREE}", "3", "4"),
        case("each item a paragraph", "存在以下四个方面问题：\n一是制度不够完善。\n二是培训力度不足。\n三是档案整理滞后。", "3", "4"),
        case("四项措施", f"采取以下四项措施：{THREE}", "3", "4"),
    ],
)  # fmt: skip
def test_aspects_that_are_not_all_there_are_an_error(text: str, expected: str, actual: str) -> None:
    assert ("错误", expected, actual) in said(text, ASPECTS)


@pytest.mark.parametrize(
    "text",
    [
        case("no enumeration follows", "围绕三个方面开展工作，成效明显。"),
        case("the enumeration belongs to another sentence", "从五个方面推进改革，成效明显。全年召开会议十余次，制度进一步健全，运转更加顺畅，群众普遍满意，上级也给予了充分肯定，为下一步工作打下了坚实的基础，也积累了不少可以推广的经验，得到了各乡镇各部门的一致好评，在全市作了典型发言，并被评为先进集体，影响不断扩大。存在问题：" + THREE),
        case("a count of other things", "培训干部三个班次。存在的问题：" + THREE),
        case("唯一是", "存在两个方面的问题：一是制度不够完善；二是统一是难点，培训不足。"),
    ],
)  # fmt: skip
def test_a_count_without_its_enumeration_is_not_spoken_of(text: str) -> None:
    assert said(text, ASPECTS) == []
    assert ("错误", ASPECTS) not in codes(text)
