"""Figures known by what their sentence says they are about: reports in another office's words."""

from __future__ import annotations

from functools import cache

import pytest

from core.commands.packs import pack_named
from core.intake.texts.meaning import Guess
from core.intake.texts.text_proposal import propose
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.report import Report
from tests.core.intake.texts.made_up import lines_of, read_and_written

FORESTRY = """青禾县林业局
2023年度部门整体支出绩效自评报告
一、单位概况
青禾县林业局为县政府工作部门，负责全县造林绿化、资源管护和森林防火。
截至2023年末，我局核定编制52名，其中行政编制18名、事业编制34名；年末在职人数为49人，另有退休干部23人。
局机关内设6个股室，工作分工明确。
二、资金收支情况
2023年我局年初部门预算为1230.50万元，年中追加预算169.50万元，调整后预算达到1400.00万元。
全年总收入1400.00万元，全年总支出1386.20万元，年末结转结余13.80万元，预算执行率为99.01%。
其中，人员支出702.40万元，占基本支出的79.41%，日常公用经费182.10万元，占基本支出的20.59%。
工资福利640.30万元，商品服务支出176.90万元。
三、三公经费
全年三公经费支出16.80万元，较上年减少1.20万元，其中公务用车运行费11.50万元，接待费5.30万元，出国费0万元。
年初安排三公经费预算20.00万元，控制在预算之内。
四、政府采购
全年政府采购金额为96.30万元，其中货物采购金额28.10万元、工程采购金额50.00万元、服务采购金额18.20万元。
五、工作成效
完成人工造林1.2万亩，森林抚育3.5万亩，巡护林区280次。
服务对象满意度为94.50%，最终得分95.6分。
六、问题与建议
绩效目标设置不够细，下一步将加强培训。
"""
FORESTRY_STATES = {
    "人员.编制数": "52",
    "人员.行政编制": "18",
    "人员.事业编制": "34",
    "人员.在职": "49",
    "人员.退休": "23",
    "机构.内设机构数": "6",
    "收支.年初预算": "1230.50",
    "收支.调整追加": "169.50",
    "收支.预算收入": "1400.00",
    "收支.收入合计": "1400.00",
    "收支.支出合计": "1386.20",
    "收支.年末结转": "13.80",
    "收支.执行率": "99.01",
    "基本支出.人员经费": "702.40",
    "基本支出.人员占比": "79.41",
    "基本支出.公用经费": "182.10",
    "基本支出.公用占比": "20.59",
    "基本支出.工资福利支出": "640.30",
    "基本支出.商品和服务支出": "176.90",
    "三公.合计": "16.80",
    "三公.公务用车运行": "11.50",
    "三公.公务接待": "5.30",
    "三公.因公出国": "0",
    "三公.预算": "20.00",
    "政府采购.总额": "96.30",
    "政府采购.货物": "28.10",
    "政府采购.工程": "50.00",
    "政府采购.服务": "18.20",
    "绩效.满意度": "94.50",
    "绩效.自评得分": "95.6",
}
SCHOOL = """中共青禾县委党校
2023年度部门整体支出绩效评价报告
第一部分 单位情况
学校编制总数28人，实有在职人员26人；退休职工共15人，离休1人。
第二部分 经费情况
本年度全年收入586.40万元，全年支出579.90万元，年末结余结转6.50万元。
年初批复预算为540.00万元，预算追加46.40万元，调整预算数为586.40万元。
人员经费支出398.70万元，公用经费支出61.20万元。
商品服务支出60.10万元，工资福利为372.50万元，对个人和家庭的补助26.20万元。
专项支出120.00万元，专项收入120.00万元。
全年公务接待费支出2.30万元，公务用车运行维护费3.10万元，出国费为0万元。
采购支出总额35.00万元，其中货物采购12.00万元、服务采购23.00万元。
第三部分 成效
全年举办培训班12期，培训干部860人次，群众满意度达到98.20%，综合得分为97分。
第四部分 不足
课程开发不够，拟于明年改进。
"""
SCHOOL_STATES = {
    "人员.编制数": "28",
    "人员.在职": "26",
    "人员.退休": "15",
    "人员.离休": "1",
    "收支.收入合计": "586.40",
    "收支.支出合计": "579.90",
    "收支.年末结转": "6.50",
    "收支.年初预算": "540.00",
    "收支.调整追加": "46.40",
    "收支.预算收入": "586.40",
    "基本支出.人员经费": "398.70",
    "基本支出.公用经费": "61.20",
    "基本支出.商品和服务支出": "60.10",
    "基本支出.工资福利支出": "372.50",
    "基本支出.对个人和家庭的补助": "26.20",
    "专项资金.支出": "120.00",
    "专项资金.收入": "120.00",
    "三公.公务接待": "2.30",
    "三公.公务用车运行": "3.10",
    "三公.因公出国": "0",
    "政府采购.总额": "35.00",
    "政府采购.货物": "12.00",
    "政府采购.服务": "23.00",
    "绩效.满意度": "98.20",
    "绩效.自评得分": "97",
}
SAID = [
    pytest.param(FORESTRY, FORESTRY_STATES, id="forestry"),
    pytest.param(SCHOOL, SCHOOL_STATES, id="school"),
]
TINY = {
    "pack.yaml": '编号: 院\n标题: 院\n题名: "{院.名}"\n单位名: 院.名\n报告年度: 院.年\n',
    "figures.yaml": """
院:
  名: {类型: 文字}
  年: {类型: 年度}
  老人: {类型: 人数, 标题: 在院老人, 别名: [住院老人, 集中供养对象]}
  拨来: {类型: 金额, 标题: 财政拨款, 别名: [上级补助]}
  满意: {类型: 百分比, 标题: 老人满意度}
""",
    "rules.yaml": "",
    "sections.yaml": "家底: {标题: 家底}\n饭菜: {标题: 饭菜}\n",
}


@cache
def _county() -> Pack:
    return pack_named("hunan-county-2023")


@cache
def _tiny() -> Pack:
    return read_pack({name: text.encode() for name, text in TINY.items()})


def _words(pack: Pack, text: str, without: frozenset[str] | None = frozenset()) -> dict[str, str]:
    """What each figure shows once a text has been read."""
    report = Report.in_memory(pack, entries=propose(pack, text, without).entries)
    return {key: words for key in pack.definitions.figures if "." in key and (words := _shown(report, key))}


def _shown(report: Report, key: str) -> str:
    return report.words(key) if report.definition(key).listing is None else ""


def _guesses(text: str) -> dict[str, str]:
    return {one.key: one.written for one in propose(_tiny(), f"一、家底\n{text}").guesses}


@pytest.mark.parametrize(("text", "states"), SAID)
def test_a_report_in_other_words_still_fills_most_of_what_it_states(
    text: str, states: dict[str, str]
) -> None:
    filled = _words(_county(), text)

    right = [key for key, words in states.items() if filled.get(key) == words]
    assert len(right) >= 0.7 * len(states), sorted(set(states) - set(right))


@pytest.mark.parametrize(("text", "states"), SAID)
def test_no_figure_is_filled_with_another_ones_number(text: str, states: dict[str, str]) -> None:
    filled = _words(_county(), text)

    assert {key: filled[key] for key in states if key in filled} == {
        key: words for key, words in states.items() if key in filled
    }


@pytest.mark.parametrize(("text", "states"), SAID)
def test_most_of_it_is_known_by_meaning_alone(text: str, states: dict[str, str]) -> None:
    by_meaning = propose(_county(), text)
    by_wording = propose(_county(), text, None)

    assert not by_wording.guesses
    assert len(by_meaning.guesses) > 10
    assert by_meaning.linked > by_wording.linked
    assert all(one.key not in _words(_county(), text, None) for one in by_meaning.guesses)


@pytest.mark.parametrize(("text", "states"), SAID)
def test_a_text_read_by_meaning_comes_out_as_it_went_in(text: str, states: dict[str, str]) -> None:
    assert lines_of(read_and_written(_county(), text)) == lines_of(text)


@pytest.mark.parametrize(("text", "states"), SAID)
def test_every_guess_tells_where_it_was_read_and_how_surely(text: str, states: dict[str, str]) -> None:
    guesses = propose(_county(), text).guesses

    keys = [one.key for one in guesses]
    assert len(set(keys)) == len(keys)
    for each in guesses:
        assert each.sentence in text
        assert each.written in each.sentence
        assert 0.5 < each.confidence <= 1
        assert each.label == _county().definitions.figures[each.key].label


def test_a_figure_that_is_not_wanted_stays_words() -> None:
    everything = propose(_county(), FORESTRY)
    key = "政府采购.工程"
    assert key in {one.key for one in everything.guesses}

    proposal = propose(_county(), FORESTRY, frozenset({key}))

    assert key not in proposal.entries
    assert {one.key for one in proposal.guesses} == {one.key for one in everything.guesses} - {key}
    bodies = "".join(proposal.entries.values())
    assert "工程采购金额50.00万元" in bodies
    assert "{政府采购.工程}" in "".join(everything.entries.values())


def test_an_alias_of_a_small_pack_is_found() -> None:
    text = "一、家底\n全年住院老人36人，上级补助为12.50万元。"

    proposal = propose(_tiny(), text)

    assert proposal.guesses == [
        Guess("院.老人", "在院老人", "36", proposal.guesses[0].sentence, 0.9),
        Guess("院.拨来", "财政拨款", "12.50", proposal.guesses[1].sentence, 0.9),
    ]
    assert proposal.entries["院.老人"] == "36"
    assert proposal.entries["章节[家底].正文"] == "全年住院老人{院.老人}人，上级补助为{院.拨来}万元。"


def test_the_label_itself_is_a_name_too() -> None:
    assert _guesses("在院老人36人，老人满意度为98.50%。") == {"院.老人": "36", "院.满意": "98.50"}


@pytest.mark.parametrize("amount", ["125000元", "125000.00元", "0.00125亿元", "12.50万", "12.5千元"])
def test_amounts_in_other_units_are_not_taken_for_ten_thousands(amount: str) -> None:
    assert _guesses(f"上级补助为{amount}。") == {}


@pytest.mark.parametrize(
    "told",
    [
        "上级补助12.50万元。上级补助20.00万元。",
        "住院老人36人。一年里有来有往，住院老人38人。",
        "上级补助12.50万元，全部到账。另外上级补助20.00万元，上级补助为20.00万元。",
    ],
)
def test_a_name_with_several_amounts_is_not_guessed(told: str) -> None:
    assert _guesses(told) == {}


def test_a_name_said_again_with_the_same_amount_is_guessed_once() -> None:
    assert _guesses("上级补助12.50万元。全部到账。上级补助12.50万元。") == {"院.拨来": "12.50"}


@pytest.mark.parametrize(
    "told",
    [
        "住院老人约36人。",
        "住院老人30余人。",
        "住院老人30至36人。",
        "新增住院老人36人。",
        "接待集中供养对象家属36人。",
        "上级补助比上年增加12.50万元。",
        "老人满意度提高2.50个百分点。",
    ],
)
def test_what_is_vague_or_says_something_else_is_not_guessed(told: str) -> None:
    assert _guesses(told) == {}


@pytest.mark.parametrize("told", ["住院老人2万人。", "住院老人36户。", "老人满意度为985‰。"])
def test_digits_with_another_scale_or_measure_are_not_taken_as_they_stand(told: str) -> None:
    assert _guesses(told) == {}


def test_a_name_with_another_amount_in_another_section_is_not_guessed() -> None:
    assert _guesses("上级补助12.50万元。\n二、饭菜\n上级补助20.00万元。") == {}
