"""年度不符, 上年项目, 年份写法."""

from __future__ import annotations

import pytest

from core.prose.about import About
from tests.core.prose.lint.lines import quotes, remarks


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("局内设股室9个，全部纳入2024年部门预算编制范围。", ["2024年"]),
        ("2022年度基本支出1320.40万元。", ["2022年度"]),
        ("一、2022年度基本支出情况\n支出20万元。", ["2022年度"]),
        ("自评结果作为编制2024年预算的重要依据。", []),
        ("剩余资金结转2024年使用。", []),
        ("拟于2024年9月20日在门户网站公开。", []),
        ("2024年3月，局里组成自评小组。", []),
        ("一、下一步改进措施\n把管护经费纳入2024年部门预算。", []),
        ("与2022年相比，支出减少3.20万元。", []),
        ("比2022年度增加2万元，增长3.10%。", []),
        ("2022年决算数为20万元，2023年为22万元。", []),
        ("根据《青禾县2022年度水利建设方案》实施。", []),
        ("按照青财绩〔2022〕5号文件执行。", []),
        ("自2018年以来连年增长。", []),
        ("局于2015年成立。", []),
        ("实施2021—2025年五年规划。", []),
        ("举办2022青禾水利论坛。", []),
        ("2022年获评先进单位。", []),
        ("第四部分名词解释\n一、结转资金：指2022年度基本支出以外的资金。", []),
    ],
)
def test_a_year_that_is_not_the_reports_own_is_named_where_it_tells_a_fact(
    text: str, wrong: list[str]
) -> None:
    assert quotes(text, "年度不符") == wrong


def test_without_a_known_year_no_year_is_wrong() -> None:
    assert quotes("全部纳入2024年部门预算编制范围。", "年度不符", About("青禾县水利局")) == []


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("安排如下：泵站改造费12万元，护渠队2022年巡查经费18.6万元。", ["护渠队2022年巡查经费18.6万元"]),
        ("2022年度村级管护补助31.40万元，2023年度补助40万元。", ["2022年度村级管护补助31.40万元"]),
        ("2022年公务接待费6.20万元，比上年减少0.40万元。", []),
        ("2022年支出1986.20万元。", []),
        ("2022年决算经费18.6万元。", []),
        ("2023年工作经费18.6万元。", []),
        ("一、下一步改进措施\n清理2022年工作经费18.6万元。", []),
    ],
)
def test_last_years_item_among_this_years_spending_must_be_explained(text: str, items: list[str]) -> None:
    assert quotes(text, "上年项目") == items


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("于202年1月11日验收。", [("202年", "错误")]),
        ("20023年完成投资。", [("20023年", "错误")]),
        ("202年度支出20万元。", [("202年", "错误")]),
        ("23年度支出20万元。", [("23年", "提示")]),
        ("23年5月开工。", [("23年", "提示")]),
        ("百年一遇防洪标准提高到100年一遇。", []),
        ("从业23年，工龄23年以上。", []),
        ("2021—23年度连续三年。", []),
    ],
)
def test_a_year_is_written_with_four_digits(text: str, written: list[tuple[str, str]]) -> None:
    said = [one.finding for one in remarks(text) if one.finding.code == "年份写法"]

    assert [(one.actual, one.severity) for one in said] == written
