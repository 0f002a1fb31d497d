"""Reports whose figures agree give no error; whatever is read, nothing raises."""

from __future__ import annotations

import random
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.prose.checkup import check_up
from tests.core.prose.cases import codes, errors, held, said
from tests.core.prose.reports import SENTENCES, Office, one_sentence, report

SMALL = 60
FULL = 2_000
FEW_FUZZED = 300
MANY_FUZZED = 10_000


@pytest.mark.parametrize("sentence", SENTENCES, ids=[one.__name__ for one in SENTENCES])
def test_a_consistent_sentence_has_no_error(sentence) -> None:
    wrong = [
        (seed, text, found) for seed in range(40) if (found := errors(text := one_sentence(seed, sentence)))
    ]

    assert wrong == []


def test_consistent_reports_have_no_error() -> None:
    assert _with_errors(range(SMALL)) == []


@pytest.mark.campaign
def test_two_thousand_consistent_reports_have_no_error() -> None:
    assert _with_errors(range(SMALL, SMALL + FULL)) == []


def _with_errors(seeds: range) -> list[tuple[int, list[str]]]:
    return [(seed, found) for seed in seeds if (found := errors(report(seed)))]


def test_consistent_reports_are_mostly_bound() -> None:
    checkups = [check_up(report(seed)) for seed in range(20)]
    bound = sum(len(one.checked) for one in checkups)
    all_of_them = sum(len(one.quantities) for one in checkups)

    assert bound > 0.9 * all_of_them


@pytest.mark.parametrize("seed", range(10))
def test_a_wrapped_report_has_no_error(seed: int) -> None:
    assert errors("\n".join(_wrapped(line, 34) for line in report(seed).split("\n"))) == []


def _wrapped(words: str, width: int) -> str:
    out = []
    line = ""
    filled = 0.0
    for character in words:
        if filled + (wide := 1.0 if character > "\u2e7f" else 0.5) > width:
            out = [*out, line]
            line = ""
            filled = 0.0
        line = line + character
        filled = filled + wide
    return "\n".join([*out, line])


@given(st.lists(st.integers(1, 99_999_999), min_size=2, max_size=6))
def test_exact_yuan_rounded_to_wan_are_never_an_error(cents: list[int]) -> None:
    """Each part and the whole are rounded by themselves, as final accounts do."""
    wan = [f"{round(Decimal(one) / 10000, 2):.2f}" for one in (sum(cents), *cents)]
    names = ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出", "债务利息支出", "其他支出")
    listed = "，".join(f"{name}{one}万元" for name, one in zip(names, wan[1:], strict=False))

    assert errors(f"本年支出合计{wan[0]}万元，其中：{listed}。") == []


@given(st.integers(100, 99_999_999), st.integers(100, 99_999_999), st.integers(1, 5_000_000))
def test_a_sum_beyond_its_rounding_is_always_an_error(a: int, b: int, off: int) -> None:
    """Two parts round by at most one and a half units of the last place."""
    parts = (f"{Decimal(one) / 100:.2f}" for one in (a, b))
    whole = Decimal(a + b + off) / 100
    first, second = parts
    text = f"基本支出{whole:.2f}万元，其中：人员经费{first}万元，公用经费{second}万元。"
    wanted = "提示" if off == 1 else "错误"

    assert [severity for severity, *_ in said(text)] == [wanted]


@given(st.integers(1, 99_999_999), st.integers(1, 99_999_999))
def test_a_share_rounded_half_up_holds(a: int, b: int) -> None:
    part, whole = sorted((Decimal(a) / 100, Decimal(b) / 100))
    share = Office(0).share(part, whole)
    text = f"支出合计{whole:.2f}万元，其中：基本支出{part:.2f}万元，占支出合计的{share}。"

    assert codes(text) == []
    assert part == whole or len(held(text, "占比")) == 1


@pytest.mark.parametrize("at", range(1, 10))
def test_a_report_that_was_read_twice_says_the_same(at: int) -> None:
    text = report(at).replace(str(at), str((at + 1) % 10))

    assert check_up(text).remarks == check_up(text).remarks


_ODD = "\x00\x01\x07\x0b\x0c\x1f\x7f\x85\u200b\u2028\ufeff\ud800\udfff\U0001f600\U00020bb7　\t\r|（）“”《》、，。；：%％万元一二十百千两零〇0123456789.,-—~…·"


def fuzzed(seed: int) -> str:
    """A report cut, turned, doubled and sprinkled with what no clerk types."""
    chance = random.Random(seed)
    text = list(report(seed % 97, sentences=4))
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(text) + 1)
        other = chance.randrange(len(text) + 1)
        low, high = sorted((at, other))
        match chance.randrange(6):
            case 0:
                text[low : min(high, low + 40)] = []
            case 1:
                text[at:at] = chance.choices(_ODD, k=chance.randint(1, 8))
            case 2:
                text[at:at] = text[low : min(high, low + 60)]
            case 3 if low < high < len(text):
                text[low], text[high] = text[high], text[low]
            case 4:
                text[at:at] = [chr(chance.randrange(sys.maxunicode)) for _ in range(chance.randint(1, 5))]
            case 5:
                text[at:at] = "9" * chance.choice((1, 5, 17, 40, 400))
    return "".join(text)


def _none_raises(seeds: range) -> None:
    for seed in seeds:
        try:
            checkup = check_up(fuzzed(seed))
        except Exception as trouble:
            raise AssertionError(f"seed {seed}: {fuzzed(seed)!r}") from trouble
        for remark in (*checkup.remarks, *checkup.held):
            low, high = checkup.reading.flow.span(remark.start, max(remark.end, remark.start + 1))
            assert 0 <= low <= high <= len(checkup.reading.flow.source), seed


def test_fuzzed_texts_never_raise() -> None:
    _none_raises(range(FEW_FUZZED))


@pytest.mark.campaign
def test_ten_thousand_fuzzed_texts_never_raise() -> None:
    _none_raises(range(FEW_FUZZED, FEW_FUZZED + MANY_FUZZED))


@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_text_is_read(text: str) -> None:
    check_up(text)


@given(st.text(alphabet=_ODD, max_size=400))
def test_any_text_of_odd_characters_is_read(text: str) -> None:
    check_up(text)


PIECES = {
    "digits": "1",
    "lists": "支出12.5万元，其中：",
    "brackets": "（",
    "numerals": "一二三",
    "enumeration": "甲、",
    "shares": "占12.5%，",
    "blanks": "1 ",
    "bars": "|",
    "stops": "。",
    "empty lines": "\n",
    "changes": "比上年增加12.5万元，增长8%，",
    "counts": "3个：甲、乙，",
    "aspects": "三个方面：一是甲；",
    "headings": "一、甲\n",
    "rows": "甲|1.5|2.5\n",
    "shares of one name": "甲项目12.5万元，占总预算的12.5%。",
    "inline budgets": "完成年初预算数60万元的40%，",
    "changes within changes": "增加1万元，其中增加1万元；",
    "divisions": "按甲分类，甲1万元，乙2万元。",
    "items": "，一、1万元",
    "products": "3人每人2万元共6万元，",
    "differences": "差额12万元，",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_long_line_of_one_thing_is_read(piece: str) -> None:
    check_up(piece * (10_000 // len(piece)))


def test_a_megabyte_in_one_line_is_read() -> None:
    check_up("支出12.5万元" + "|" * 1_000_000)


@pytest.mark.campaign
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_megabyte_of_anything_is_read(piece: str) -> None:
    check_up(piece * (1_000_000 // len(piece)))
