"""The whole editor: the real texts and their invented twins, what must stay silent, and any text at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from core.prose.about import About, read_about
from core.prose.lint.all import lint
from core.prose.paragraphs import read_flow
from tests.core.prose.lint.lines import remarks, words

SAMPLE = Path(__file__).resolve().parents[4] / "resources" / "examples" / "sample.txt"

TWIN = """中共云州市青禾区委宣传部
2023年度部门整体支出绩效自评报告

一、预算单位基本情况
[bookmark: _GoBack]青禾区委宣传部是区人民政府负责宣传工作的行政机关，在职人员21人，离休人员0人，退休人员9人。
二、一般公共预算支出情况
人员经费561.25万元，主要包括基本工资、离休费、住房公积金等。
专项资金支出98.30万元，分配安排如下：融媒体2022年工作经费18.30万元，2022年度文明实践站补助80万元。
资金拨付规范。定期对项目资金进行检查，确保项目效果。
三、部门整体支出绩效情况
今年开展宣讲80余场，慰问300多名志愿者，筹集物资10余万元。
四、存在的问题及原因分析
一是绩效自评不够专业。满意度样本量偏少。二是项目缺乏有效监控。未定期对项目进度进行汇总。
五、下一步改进措施
一是学习绩效评价知识。二是加强财务管理，杜绝超支。三是加强监管。财政部门需建立专项监管制度。
六、绩效自评结果拟应用和公开情况
自评结果随部门决算公开。
"""

EXPECTED = {
    "S8": ("离休费与离休人员", "需说明"),
    "S9": ("党委部门的性质", "需说明"),
    "S10": ("上年项目", "需说明"),
    "S11": ("前后矛盾", "需说明"),
    "S12": ("问题与措施", "需说明"),
    "S14 今年": ("相对时间", "提示"),
    "S14 余": ("概数", "提示"),
    "S15": ("文字残留", "提示"),
}
COUNTS = {"上年项目": 2, "问题与措施": 3}


def _by_code(text: str) -> dict[tuple[str, str], int]:
    out: dict[tuple[str, str], int] = {}
    for remark in remarks(text, None):
        if not remark.finding.trial:
            key = (remark.finding.code, remark.finding.severity)
            out[key] = out.get(key, 0) + 1
    return out


def _text_below_notes(path: Path) -> str:
    text = path.read_text("utf-8")
    return text.split("---- TEXT ----", 1)[-1].split("---- NOTES ----", 1)[0]


def test_a_report_with_the_errors_of_a_real_one_is_told_each_of_them() -> None:
    assert _by_code(TWIN) == {pair: COUNTS.get(pair[0], 1) for pair in EXPECTED.values()}


def test_the_real_report_is_told_its_errors_and_nothing_else(real_texts: Path) -> None:
    source = next((real_texts / "seed").glob("*.txt"))

    assert _by_code(source.read_text("utf-8")) == {pair: COUNTS.get(pair[0], 1) for pair in EXPECTED.values()}


def test_the_real_texts_get_few_remarks_and_no_false_error(real_texts: Path) -> None:
    said = {
        path.name[:2]: sorted({one.finding.code for one in remarks(_text_below_notes(path), None)})
        for path in sorted((real_texts / "corpus").glob("*.txt"))
    }

    assert said == {
        "01": [],
        "02": ["文字残留"],
        "05": [],
        "06": ["年度不符"],
        "10": ["名称不一致", "问题为无"],
        "13": [],
        "26": ["持平与原因", "标点", "相对时间"],
        "29": ["文字残留", "标点"],
    }


def test_a_clean_report_is_left_alone() -> None:
    assert remarks(SAMPLE.read_text("utf-8"), None) == []


@pytest.mark.parametrize(
    "text",
    [
        "开展“五化”“六好”示范创建，表彰“两优一先”。",
        "推行“1+6”模式，落实“三长制”。",
        "围绕科教文卫、体育等7个领域开展活动，举办21期、11期、11期。",
        "一是抓学习。二是抓落实。\n一是修渠。二是清淤。",
        "第四部分名词解释\n一、财政拨款收入：指单位本年度取得的拨款。\n二、离休费：反映离休人员的费用。",
        "贯彻《中华人民共和国水法》《青禾县2021—2025年水利规划》。",
        "深入学习贯彻习近平新时代中国特色社会主义思想。",
    ],
)
def test_what_must_not_be_told_is_not_told(text: str) -> None:
    assert remarks(text) == []


def test_remarks_come_in_the_order_of_their_places_and_inside_the_text() -> None:
    flow = read_flow(TWIN)
    spans = [(one.start, one.end) for one in lint(flow, read_about(flow), words())]

    assert spans == sorted(spans)
    assert all(0 <= start <= end <= len(flow.text) for start, end in spans)


def _broken(rng: random.Random, text: str) -> str:
    """A text cut, with pieces swapped, doubled, and strange characters strewn in."""
    a, b = sorted(rng.randrange(len(text)) for _ in range(2))
    text = rng.choice((text[a:], text[:b], text[b:] + text[:a], text[:b] + text[a:b] * 3))
    strange = "\x00\x07\ufeff\u200b\ud800\t\t|“”（）《》一二三、。，：；年月日0123456789≥%%…_[]{}\\\n\r"
    letters = list(text)
    for _ in range(rng.randrange(60)):
        letters.insert(rng.randrange(len(letters) + 1), rng.choice(strange))
    return "".join(letters)


def test_no_text_is_too_broken_to_be_read() -> None:
    rng = random.Random(20231231)
    sources = (TWIN, SAMPLE.read_text("utf-8"))

    for number in range(300):
        text = _broken(rng, sources[number % 2])
        flow = read_flow(text)
        known = read_about(flow) if number % 3 else About("云州市青禾区规划和自然资源局", 2023)
        for remark in lint(flow, known, words()):
            assert 0 <= remark.start <= remark.end <= len(flow.text)


@pytest.mark.parametrize(
    "text", ["", "\n", " ", "\x00", "。", "\t\t\t", "（", "[bookmark: a]\n[bookmark: b]", "年年年"]
)
def test_a_text_of_nothing_is_read(text: str) -> None:
    assert remarks(text, None) is not None


@pytest.mark.parametrize(
    "piece", ["一是", "（", "县", "2022年", "离休费", "定期项目未定期项目，", "、、", "  ", "人"]
)
def test_a_long_line_of_one_thing_is_read(piece: str) -> None:
    assert len(remarks(piece * 20_000)) < 200
