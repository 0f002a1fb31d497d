"""The changes of the parts add up to the change of the whole."""

from __future__ import annotations

import pytest

from core.numbers.codes import CHANGES_SUM
from tests.core.prose.cases import case, errors, held, said

THREE = "“三公”经费支出{w}万元，比上年{c}万元。其中：公务用车运行维护费{a}万元，比上年{x}万元；公务接待费{b}万元，比上年{y}万元。"


def _three(changed: str, first: str, second: str) -> str:
    return THREE.format(w="9.30", c=changed, a="6.10", x=first, b="3.20", y=second)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("both less", _three("减少1.25", "减少0.80", "减少0.45"), "0.80 + 0.45 = 1.25"),
        case("more and less", _three("减少0.35", "增加0.45", "减少0.80"), "0.80 - 0.45 = 0.35"),
        case("more than less", _three("增加0.35", "增加0.80", "减少0.45"), "0.80 - 0.45 = 0.35"),
        case(
            "one as it was",
            "三公经费9.30万元，比预算减少1.25万元。其中：出国费2.00万元，与预算持平；用车费4.10万元，比预算减少0.80万元；接待费3.20万元，比预算减少0.45万元。",
            "0.80 + 0.45 = 1.25",
        ),
        case(
            "none of a kind",
            "三公经费9.30万元，比上年减少1.25万元。其中：出国费0万元；用车费6.10万元，比上年减少0.80万元；接待费3.20万元，比上年减少0.45万元。",
            "0.80 + 0.45 = 1.25",
        ),
        case("changes without their amounts", "“三公”经费较上年减少2.97万元，下降6.89%。其中：用车费较上年减少1.33万元；接待费较上年减少1.64万元。", "1.33 + 1.64 = 2.97"),
        case("against the budget, beside those against a year", "“三公”经费较上年减少2.97万元，较年初预算减少0.36万元。其中：用车费较上年减少1.33万元，较年初预算减少0.07万元；接待费较上年减少1.64万元，较年初预算减少0.29万元。", "0.07 + 0.29 = 0.36"),
        case("in sentences of their own", "经费预算较上年增加1.69万元，其中接待费减少0.58万元。用车费较上年增加2.27万元。", "2.27 - 0.58 = 1.69"),
    ],
)  # fmt: skip
def test_changes_that_add_up_hold(text: str, words: str) -> None:
    assert words in held(text, CHANGES_SUM)
    assert not errors(text)


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        case("digits turned in the whole", _three("减少2.15", "减少0.80", "减少0.45"), "2.15万元"),
        case("a digit in a part", _three("减少1.25", "减少0.30", "减少0.45"), "1.25万元"),
    ],
)  # fmt: skip
def test_changes_that_do_not_are_an_error(text: str, actual: str) -> None:
    assert [(one[0], one[2]) for one in said(text, CHANGES_SUM)] == [("错误", actual)]


@pytest.mark.parametrize(
    "text",
    [
        case("a part without its change", "经费9.30万元，比上年减少1.25万元。其中：用车费6.10万元，比上年减少0.80万元；接待费3.20万元。"),
        case("changes far from it", _three("减少5.00", "减少0.80", "减少0.45")),
        case("no change of the whole", "经费9.30万元。其中：用车费6.10万元，比上年减少0.80万元；接待费3.20万元，比上年减少0.45万元。"),
    ],
)  # fmt: skip
def test_what_need_not_add_up_is_not_spoken_of(text: str) -> None:
    assert held(text, CHANGES_SUM) == []
    assert said(text, CHANGES_SUM) == []
