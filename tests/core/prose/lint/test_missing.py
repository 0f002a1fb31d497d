"""缺少内容 and 未写支出合计: what a finished report never says."""

from __future__ import annotations

import pytest

from core.prose.checkup import check_up

HEAD = "青禾县水利局2023年度部门整体支出绩效自评报告\n"
PROBLEMS = "四、存在的问题\n一是宣传不够。\n"
MONEY = "一、支出情况\n基本支出100.50万元。项目支出30.25万元。\n"
TOPICS = {
    "“三公”经费": "“三公”经费支出0万元。",
    "政府性基金": "没有政府性基金。",
    "国有资本经营预算": "没有国有资本经营预算。",
    "社会保险基金": "没有社会保险基金。",
    "自评得分": "自评得分96分。",
    "满意度的数值": "群众满意度为95%。",
}
TOTAL = "全年支出130.75万元。"


def _lacking(text: str) -> dict[str, str]:
    return {one.finding.code: one.finding.message for one in check_up(text).lacking}


def _report(*without: str, money: str = MONEY + TOTAL) -> str:
    return (
        HEAD
        + money
        + "".join(words for name, words in TOPICS.items() if name not in without)
        + "\n"
        + PROBLEMS
    )


def test_a_report_that_says_everything_lacks_nothing() -> None:
    assert _lacking(_report()) == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_without_a_word_is_named_alone(topic: str) -> None:
    assert _lacking(_report(topic)) == {"缺少内容": f"全文没有写到：{topic}；请按通知要求补充，没有的写“无”"}


def test_parts_without_their_total_are_added_up() -> None:
    assert "130.75万元" in _lacking(_report(money=MONEY))["未写支出合计"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        MONEY,
        HEAD + MONEY,
        _report("自评得分").replace(PROBLEMS, ""),
        _report("自评得分").replace(HEAD, "青禾县水利局2023年度部门决算说明\n"),
    ],
    ids=["nothing", "no title", "no problems yet", "not to its end", "another paper"],
)
def test_of_anything_but_a_whole_self_evaluation_nothing_is_asked(text: str) -> None:
    assert _lacking(text) == {}
