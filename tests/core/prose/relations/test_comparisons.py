"""决算数小于预算数, 持平: the word against the two amounts."""

from __future__ import annotations

import pytest

from core.numbers.codes import COMPARISON
from tests.core.prose.cases import case, codes, errors, held, said

LESS = "56.32万元 ≤ 61.20万元"
MORE = "56.32万元 ≤ 61.20万元"
EVEN = "61.20万元 = 61.20万元"
_PAIR = "公务接待费年初预算为{}万元，支出决算为{}万元。{}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        case("决算数小于预算数", _PAIR.format("61.20", "56.32", "决算数小于预算数的主要原因是厉行节约。"), LESS),
        case("决算数小于年初预算数", _PAIR.format("61.20", "56.32", "决算数小于年初预算数，主要原因是厉行节约。"), LESS),
        case("支出决算小于年初预算", _PAIR.format("61.20", "56.32", "支出决算小于年初预算的主要原因：厉行节约。"), LESS),
        case("决算数大于预算数", _PAIR.format("56.32", "61.20", "决算数大于预算数的主要原因是年中追加。"), MORE),
        case("决算数大于年初预算数", _PAIR.format("56.32", "61.20", "决算数大于年初预算数，主要是年中追加。"), MORE),
        case("决算数与预算数持平", _PAIR.format("61.20", "61.20", "决算数与预算数持平。"), EVEN),
        case("决算数等于预算数", _PAIR.format("61.20", "61.20", "决算数等于预算数。"), EVEN),
        case("决算数与年初预算数一致", _PAIR.format("61.20", "61.20", "决算数与年初预算数一致。"), EVEN),
        case("决算数与预算数基本持平", _PAIR.format("61.20", "61.02", "决算数与预算数基本持平。"), "61.02万元 ≤ 61.20万元"),
        case("决算数较预算数减少", _PAIR.format("61.20", "56.32", "决算数较预算数减少的主要原因是厉行节约。"), LESS),
        case("决算数低于预算数", _PAIR.format("61.20", "56.32", "决算数低于预算数。"), LESS),
        case("与年初预算持平", _PAIR.format("61.20", "61.20", "与年初预算持平。"), EVEN),
    ],
)  # fmt: skip
def test_a_comparison_that_is_true_holds(text: str, words: str) -> None:
    assert words in held(text, COMPARISON)
    assert not errors(text)


@pytest.mark.parametrize(
    "text",
    [
        case("小于 where it is more", _PAIR.format("56.32", "61.20", "决算数小于预算数的主要原因是厉行节约。")),
        case("大于 where it is less", _PAIR.format("61.20", "56.32", "决算数大于预算数的主要原因是年中追加。")),
        case("大于年初预算数 where it is less", _PAIR.format("61.20", "56.32", "决算数大于年初预算数，主要是年中追加。")),
        case("持平 where it is not", _PAIR.format("61.20", "56.32", "决算数与预算数持平。")),
        case("一致 where it is not", _PAIR.format("61.20", "61.02", "决算数与年初预算数一致。")),
    ],
)  # fmt: skip
def test_a_comparison_that_is_not_true_is_an_error_with_both_amounts(text: str) -> None:
    assert [severity for severity, *_ in said(text, COMPARISON)] == ["错误"]
    assert "61.20万元" in errors(text)[0]
    assert "56.32万元" in errors(text)[0] or "61.02万元" in errors(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        case("持平 with last year", _PAIR.format("61.20", "56.32", "与上年持平。")),
        case("no amounts before", "决算数小于预算数的主要原因是厉行节约。"),
        case("a rule in general words", "预算数61.20万元。各单位应当确保决算数不超过预算数。"),
        case("the template's either-or", "预算数61.20万元，决算数56.32万元。决算数大于（小于）预算数的原因。"),
    ],
)  # fmt: skip
def test_what_compares_no_two_stated_amounts_is_not_spoken_of(text: str) -> None:
    assert codes(text) == []
