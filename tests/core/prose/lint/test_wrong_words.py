"""错别字, 相对时间, 概数."""

from __future__ import annotations

import pytest

from core.prose.about import About
from tests.core.prose.lint.lines import WATER, quotes, remarks


def test_a_wrong_word_comes_with_the_right_one_at_its_place() -> None:
    text = "一、基本情况\n水库管护资金按进度拔付，截止2023年12月31日拔付完毕。"

    said = {one.finding.actual: one.instead for one in remarks(text) if one.finding.code == "错别字"}

    assert said == {"拔付": "拨付", "截止": "截至"}
    assert quotes(text, "错别字") == ["拔付", "截止", "拔付"]


def test_words_written_twice_are_replaced_by_one() -> None:
    (remark,) = [one for one in remarks("进一步进一步规范流程。") if one.finding.code == "错别字"]

    assert remark.instead == "进一步"


def test_a_table_of_contents_is_not_corrected() -> None:
    assert quotes("目录\n一、帐户情况........3\n二、其他........5", "错别字") == []


def test_a_relative_year_is_named_once_with_the_year_it_means() -> None:
    text = "水利建设。今年新建泵站3座，今年改造渠道12公里。剩余工程明年完成。"

    said = [one for one in remarks(text) if one.finding.code == "相对时间"]

    assert [(one.finding.actual, one.instead) for one in said] == [("今年", "2023年"), ("明年", "2024年")]
    assert "共 2 处" in said[0].finding.message


def test_a_relative_year_without_a_known_year_has_no_replacement() -> None:
    (remark,) = [one for one in remarks("今年新建泵站3座。", About()) if one.finding.code == "相对时间"]

    assert remark.instead is None


def test_plans_may_speak_of_next_year() -> None:
    assert quotes("一、下一步改进措施\n一是明年上半年完成验收。二是强化管护。", "相对时间") == []


def test_vague_quantities_are_one_remark_that_names_them_all() -> None:
    text = "巡河100余次，资助200多名学生，筹资20余万元，服务3万余次，约300人参加。"

    (remark,) = [one for one in remarks(text) if one.finding.code == "概数"]

    assert remark.finding.actual == "100余次、200多名、20余万元、3万余次、约300人"
    assert "5 处" in remark.finding.message
    assert (remark.start, remark.finding.severity) == (2, "提示")


def test_two_vague_words_together_are_named_apart() -> None:
    assert quotes("约100余人参加。", "概数重复") == ["约100余"]
    assert quotes("约100余人参加。", "概数") == []


@pytest.mark.parametrize(
    "text",
    [
        "节约资金20万元，签约12家企业。",
        "近3年来持续增长。",
        "围绕灌溉、防汛等6个领域开展活动。",
        "推行“1+6”模式和“三长制”。",
        "账户结余22.40万元。",
        "一、年度绩效目标\n巡河100余次。",
    ],
)
def test_exact_quantities_and_set_phrases_are_not_vague(text: str) -> None:
    assert quotes(text, "概数", WATER) == []
