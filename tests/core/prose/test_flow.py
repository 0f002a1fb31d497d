"""A text as it is read: lines joined, tables, headings, contents, and every place known in the source."""

from __future__ import annotations

import pytest

from core.prose.checkup import check_up
from core.prose.flow import CONTENTS, HEADING, ROW, TEXT, TITLE, Flow
from core.prose.paragraphs import read_flow
from tests.core.prose.cases import case, errors, held

WRAPPED = """某县水利局二〇二三年度部门整体支出绩效自评报告

    我局主要负责全县水利工程的规划、建设和管理工作，承担水旱灾
害防御、河湖管理、农村饮水安全等职责，下设三个二级机构，全年围
绕中心工作，较好地完成了各项任务。
    2023年度基本支出945.30万元，其中：人员经费613.48万元，占基
本支出的64.90%；公用经费331.82万元，占基本支出的35.10%，主要包
括办公费、印刷费、水费、电费、邮电费、取暖费、差旅费、维修（护）
费、租赁费、会议费、培训费等。全年政府采购支出共计25.76万元，其
中：货物2.36万元，工程14.28万元，服务9.12万元，均按规定程序执行到
位，没有发现违规情形，资金使用安全规范，发挥了应有的效益。
"""


def paragraphs(text: str) -> list[tuple[str, str]]:
    flow = read_flow(text)
    return [(one.kind, flow.words(one)) for one in flow.paragraphs]


def test_the_lines_of_a_wrapped_page_become_paragraphs() -> None:
    found = paragraphs(WRAPPED)

    assert [kind for kind, _ in found] == [TITLE, TEXT, TEXT]
    assert found[1][1].startswith("我局主要负责")
    assert found[1][1].endswith("各项任务。")


def test_relations_are_read_across_the_lines_of_a_wrapped_page() -> None:
    assert {
        "613.48 + 331.82 = 945.30",
        "2.36 + 14.28 + 9.12 = 25.76",
        "331.82 ÷ 945.30 × 100 = 35.10",
    } <= set(held(WRAPPED))
    assert not errors(WRAPPED)


@pytest.mark.parametrize("width", [24, 28, 30, 33, 36, 40, 45])
def test_a_page_wrapped_anywhere_reads_as_the_same_sums(width: int) -> None:
    plain = [
        one.strip() for one in "".join(WRAPPED.split("\n\n", 1)[1].split("\n")).split("    ") if one.strip()
    ]
    text = "\n".join(_wrapped(one, width) for one in plain)

    assert {"613.48 + 331.82 = 945.30", "2.36 + 14.28 + 9.12 = 25.76"} <= set(held(text))


def _wrapped(words: str, width: int) -> str:
    """A paragraph with its lines broken where a page is full; half-width characters take half a place."""
    out = []
    line = "    "
    filled = 2.0
    for character in words:
        if filled + (wide := 1.0 if character > "\u2e7f" else 0.5) > width:
            out = [*out, line]
            line = ""
            filled = 0.0
        line = line + character
        filled = filled + wide
    return "\n".join([*out, line])


def test_a_blank_line_after_each_line_changes_nothing() -> None:
    spaced = WRAPPED.replace("\n", "\n\n")

    assert sorted(held(spaced)) == sorted(held(WRAPPED))


def test_lines_with_carriage_returns_read_as_the_same_text() -> None:
    assert sorted(held(WRAPPED.replace("\n", "\r\n"))) == sorted(held(WRAPPED))


def test_short_paragraphs_without_a_full_stop_are_not_joined() -> None:
    found = paragraphs("（一）工作目标\n做好水利工作\n（二）工作成效\n成效明显")

    assert [words for _, words in found] == ["（一）工作目标", "做好水利工作", "（二）工作成效", "成效明显"]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        case("a comma at the line's end", "基本支出945.30万元，\n其中人员经费613.48万元。", "基本支出945.30万元，其中人员经费613.48万元。"),
        case("a colon at the line's end", "其中：\n人员经费613.48万元。", "其中：人员经费613.48万元。"),
        case("an opening bracket at the line's end", "基本支出（\n含人员经费）945.30万元。", "基本支出（含人员经费）945.30万元。"),
        case("the unit on the next line", "基本支出945.30\n万元。", "基本支出945.30万元。"),
        case("the decimals on the next line", "基本支出945\n.30万元。", "基本支出945.30万元。"),
        case("the per cent sign on the next line", "占64.90\n%。", "占64.90%。"),
        case("a full stop alone on a line", "基本支出945.30万元\n。", "基本支出945.30万元。"),
    ],
)  # fmt: skip
def test_a_line_that_goes_on_is_joined(text: str, joined: str) -> None:
    assert [words for _, words in paragraphs(text)] == [joined]


@pytest.mark.parametrize(
    "source",
    [
        case("plain", "基本支出945.30万元，其中：人员经费613.48万元，公用经费331.82万元。"),
        case("full-width", "基本支出９４５．３０万元，其中：人员经费６１３．４８万元，公用经费３３１．８２万元。"),
        case("spaces", "基本支出 945.30 万元，其中：人员经费 613.48 万元，公用经费 331.82 万元。"),
        case("wrapped", WRAPPED),
        case("blank lines", WRAPPED.replace("\n", "\n\n")),
        case("a table", "项目|金额|基本支出\n合计 | 945.30 | 613.48\n文字 | 1,331.82 | 3.00"),
        case("tabs", "项目\t金额\t基本支出\n合计\t945.30\t613.48"),
        case("word residue in front", "[bookmark: _GoBack]基本支出945.30万元。"),
        case("broken inside a number", "基本支出945\n.30万元，公用经费331.82\n万元。"),
        case("beyond the basic plane", "𠮷局基本支出945.30万元，🙂公用经费331.82万元。"),
    ],
)  # fmt: skip
def test_every_number_is_found_again_in_the_source(source: str) -> None:
    reading = check_up(source).reading

    assert reading.quantities
    for quantity in reading.quantities:
        low, high = reading.flow.span(quantity.start, quantity.end)
        quoted = "".join(source[low:high].split()).translate(_HALF)
        assert quoted.replace(",", "") == quantity.written.replace(",", "")


_HALF = {**{0xFF10 + n: str(n) for n in range(10)}, 0xFF0E: ".", 0xFF0C: ",", 0xFF05: "%"}


def test_the_residue_of_word_is_no_part_of_the_flow() -> None:
    assert read_flow("[bookmark: _GoBack]一、基本情况\n某局").text.startswith("一、基本情况")


@pytest.mark.parametrize(
    ("line", "level"),
    [
        case("第一部分", "第一部分部门概况", 0),
        case("一、", "一、部门概况", 1),
        case("（一）", "（一）主要职责", 2),
        case("ASCII brackets", "(一)主要职责", 2),
        case("1.", "1.主要职责", 3),
        case("1、", "1、主要职责", 3),
        case("（1）", "（1）主要职责", 4),
        case("a full stop behind it", "（一）主要职责。", 2),
    ],
)
def test_a_numbered_short_line_is_a_heading_of_its_level(line: str, level: int) -> None:
    (paragraph,) = read_flow(line).paragraphs

    assert (paragraph.kind, paragraph.level) == (HEADING, level)


@pytest.mark.parametrize(
    "line",
    [
        case("two sentences", "一、基本支出945.30万元。项目支出120万元。"),
        case("a comma", "1.加强管理，完善制度"),
        case("a colon", "二、存在的问题：一是制度不全"),
        case("a decimal number", "12.5万元用于培训"),
        case("no number", "部门概况说明如下文"),
    ],
)
def test_what_is_a_sentence_is_no_heading(line: str) -> None:
    assert all(one.kind != HEADING for one in read_flow(f"题目\n{line}").paragraphs)


def test_a_paragraph_knows_the_headings_above_it() -> None:
    flow = read_flow(
        "一、概况\n（一）职责\n做好水利工作。\n（二）人员\n在职33人。\n二、收支\n收入945.30万元。"
    )
    last = flow.paragraphs[-1]
    people = next(one for one in flow.paragraphs if flow.words(one) == "在职33人。")

    assert flow.section_of(last) == "二、收支"
    assert [flow.words(one) for one in flow.headings_above(people)] == ["（二）人员", "一、概况"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        case("bars", "项目|金额|备注", ["项目", "金额", "备注"]),
        case("bars with spaces", "合计 | 945.30 | 无", ["合计", "945.30", "无"]),
        case("tabs", "合计\t945.30\t无", ["合计", "945.30", "无"]),
        case("wide gaps", "合计    945.30    613.48", ["合计", "945.30", "613.48"]),
        case("full-width gaps", "合计　　945.30　　613.48", ["合计", "945.30", "613.48"]),
        case("numbers alone", "945.30 613.48 331.82", ["945.30", "613.48", "331.82"]),
        case("an empty cell in the middle", "合计||613.48", ["合计", "", "613.48"]),
        case("an empty cell in front", " | | 613.48", ["", "", "613.48"]),
    ],
)
def test_a_row_of_a_table_has_its_cells(text: str, cells: list[str]) -> None:
    ((kind, words),) = paragraphs(text)

    assert kind == ROW
    assert words.split("\t") == cells


@pytest.mark.parametrize(
    "text",
    [
        case("a signature", "某县水利局      2024年5月6日"),
        case("a numbered sentence with a gap", "1.  加强管理，完善制度。"),
        case("an indented sentence", "        全年基本支出945.30万元。"),
    ],
)
def test_a_line_with_a_gap_is_not_always_a_row(text: str) -> None:
    assert all(one.kind != ROW for one in read_flow(text).paragraphs)


def test_a_table_of_contents_is_marked_and_its_page_numbers_are_none() -> None:
    text = "目录\n一、部门概况\n二、收支情况\n一、部门概况\n在职33人。\n二、收支情况\n收入945.30万元。"
    found = paragraphs(text)

    assert [kind for kind, _ in found[:3]] == [CONTENTS] * 3
    assert found[3] == (HEADING, "一、部门概况")


@pytest.mark.parametrize(
    "line", [case("dots", "一、部门概况……………3"), case("points", "二、收支情况......12"), case("a page", "— 3 —"), case("第3页", "第3页"), case("3/12", "3/12")]
)  # fmt: skip
def test_a_line_of_contents_or_a_page_number_is_marked(line: str) -> None:
    (paragraph,) = read_flow(line).paragraphs

    assert paragraph.kind == CONTENTS


def test_the_sentences_of_a_paragraph_are_told_apart() -> None:
    flow = read_flow("在职33人。收入945.30万元！支出如下")

    assert [flow.text[a:b] for a, b in flow.sentences(flow.paragraphs[0])] == [
        "在职33人。",
        "收入945.30万元！",
        "支出如下",
    ]


PUT_WRONG = """    本年度我局围绕全县中心工作，认真履行职责，各项工作均取得了较好
的成绩，得到了上级部门和社会各界的充分肯定与一致好评，工作平稳
有序，各项制度得到落实，群众反映良好，队伍建设得到加强，作风进
一步转变，服务水平进一步提升，为全县经济社会发展作出了应有贡献
和努力，全年没有发生任何违纪违法问题，也没有出现安全事故情形。
    我局按照要求编制年度预算并及时公开，接受社会监督，全年支出总

945.30万元，其中人员经费613.48万元，公用经费331.82万元，各项支
体情况良好，严格执行各项财务管理制度，本年基本支出决算数合计为
出均符合规定，资金使用安全，没有截留挪用情形，效益发挥得比较好。
"""


def test_two_lines_that_a_pdf_put_in_the_wrong_order_are_put_right() -> None:
    assert "613.48 + 331.82 = 945.30" in held(PUT_WRONG)
    assert "合计为945.30万元" in read_flow(PUT_WRONG).text


def test_a_number_of_lines_put_right_is_found_in_the_source() -> None:
    reading = check_up(PUT_WRONG).reading
    quantity = next(q for q in reading.quantities if q.number == "613.48")

    assert reading.flow.quote(quantity.start, quantity.end) == "613.48万元"


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "　", "\t", "|", "||\n|", "。"])
def test_an_empty_text_has_no_quantities(text: str) -> None:
    assert isinstance(read_flow(text), Flow)
    assert check_up(text).quantities == []
