"""Every word of resources/prose speaks and is silent as its own cases say; unsound lists are refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.numbers.finding import SEVERITIES
from core.numbers.troubles import PackError
from core.prose.flow import Flow
from core.prose.lint.contradictions import contradictions
from core.prose.lint.costs import costs_of_nobody
from core.prose.lint.left_over import left_over
from core.prose.lint.section_kinds import Sections
from core.prose.lint.wordlists import FILES, FOLDER, read_wordlists
from core.prose.lint.wrong_words import relative_time, vague_quantities, wrong_words
from core.prose.paragraphs import read_flow
from tests.core.prose.lint.lines import WATER, words

RULES: dict[str, Callable[[Flow, Any], list[Any]]] = {
    "wrong": lambda flow, one: list(wrong_words(flow, [one])),
    "residue": lambda flow, one: list(left_over(flow, [one])),
    "relative": lambda flow, one: list(relative_time(flow, WATER, Sections(flow), [one])),
    "vague": lambda flow, one: list(vague_quantities(flow, Sections(flow), [one])),
    "opposites": lambda flow, one: list(contradictions(flow, Sections(flow), [one])),
    "costs": lambda flow, one: list(costs_of_nobody(flow, Sections(flow), [one])),
    "topics": lambda flow, one: [word for word in one.words if word in flow.text],
}


def _cases() -> Iterator[Any]:
    for name in RULES:
        for entry in getattr(words(), name):
            yield pytest.param(name, entry, id=f"{name}-{entry.code}")


@pytest.mark.parametrize(("name", "entry"), list(_cases()))
def test_an_entry_speaks_where_its_cases_say_so_and_nowhere_else(name: str, entry: Any) -> None:
    unheard = [text for text in entry.cases.fires if not RULES[name](read_flow(text), entry)]
    false = [text for text in entry.cases.silent if RULES[name](read_flow(text), entry)]

    assert (unheard, false) == ([], [])


def test_no_word_of_the_lists_is_a_hard_error_but_the_costs_of_nobody() -> None:
    lists = words()

    assert not [one.code for one in (*lists.wrong, *lists.residue, *lists.relative) if one.severity == "错误"]
    assert all(one.severity in SEVERITIES for one in lists.costs)


def _changed(folder: Path, file: str, before: str, after: str) -> Path:
    for name in FILES:
        shutil.copy(FOLDER / f"{name}.yaml", folder / f"{name}.yaml")
    path = folder / f"{file}.yaml"
    content = path.read_text("utf-8")
    assert before in content
    path.write_text(content.replace(before, after, 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("错别字", "    应为: 截至\n", "    应该: 截至\n", ["错别字.yaml", "截止与截至", "应该"]),
        ("错别字", "写成: 按排\n", "写成: 布署\n", ["错别字.yaml", "布署", "两次"]),
        ("错别字", "    级别: 需说明\n", "    级别: 严重\n", ["规范提法", "严重", "提示"]),
        ("错别字", "    试行: 是\n", "    试行: 对\n", ["反应与反映", "是 或 否"]),
        ("残留", "_{2,60}", "_+", ["残留.yaml", "占位的空格线", "没有上限"]),
        ("残留", "_{2,60}", "_{2,600}", ["占位的空格线", "60"]),
        ("概数", "正则: (?:上|", "正则: ((?:上|", ["上百数十", "正则写得不对"]),
        ("反义", "    范围: 句\n", "    范围: 段\n", ["定期", "分句"]),
        ("反义", "对象: [资金, 经费, 款]", "对象: 资金", ["对象", "列表"]),
        ("问题与措施", "常用词:", "常用的词:", ["问题与措施.yaml", "常用词"]),
        ("费用与人员", "    提示: 报告说", "    说明: 报告说", ["离休费与离休人员", "提示"]),
        ("费用与人员", "      不报:", "      不说:", ["离休费与离休人员", "不报"]),
        ("相对时间", "词条:\n", "词条: [\n", ["相对时间.yaml", "格式不对"]),
    ],
)
def test_an_unsound_list_is_refused_by_file_and_entry(
    tmp_path: Path, file: str, before: str, after: str, said: list[str]
) -> None:
    with pytest.raises(PackError) as caught:
        read_wordlists(_changed(tmp_path, file, before, after))

    assert all(word in str(caught.value) for word in said), str(caught.value)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"问题与措施\.yaml"):
        read_wordlists(tmp_path)


def test_a_word_is_added_by_the_yaml_alone(tmp_path: Path) -> None:
    folder = _changed(
        tmp_path,
        "错别字",
        "词条:\n",
        "词条:\n  - 写成: 申情\n    应为: 申请\n    例: {报: [提交申情。], 不报: [提交申请。]}\n",
    )

    added = read_wordlists(folder).wrong[0]

    assert next(iter(wrong_words(read_flow("提交申情。"), [added]))).instead == "申请"
