"""The help: its pages stand in order, and that of the finding codes says all of the table."""

from __future__ import annotations

import re
from html import unescape

import pytest

from core.numbers.codes import CODES, UNSPOKEN, Code
from core.report.help_pages import FINDINGS, Page, pages_of
from core.report.report import Report
from tests.core.packs import everything
from tests.source import ROOT

FOLDER = ROOT / "resources" / "help"
SHOWN = {name: entry for name, entry in CODES.items() if name not in UNSPOKEN}


def _page(report: Report | None = None) -> Page:
    (page,) = (one for one in pages_of(FOLDER, report) if one.name == FINDINGS)
    return page


def test_the_finding_codes_stand_behind_the_pages_that_lead_to_them() -> None:
    names = [one.name for one in pages_of(FOLDER, None)]

    assert names[names.index("审核") :][:3] == ["审核", "报告体检", FINDINGS]
    assert len(names) == len(list(FOLDER.glob("*.md"))) + 1


def test_the_page_needs_no_report_and_is_the_same_with_one() -> None:
    report = Report.in_memory(everything())

    assert _page() == _page(report)
    assert [one.name for one in pages_of(FOLDER, report)][-3:] == ["数据项", "审核公式", "模板"]


@pytest.mark.parametrize("entry", SHOWN.values(), ids=SHOWN.keys())
def test_every_code_is_reached_by_its_anchor_and_says_everything(entry: Code) -> None:
    behind = unescape(_page().text).partition(f'<a name="{entry.name}"></a>')[2].partition("</p>")[0]

    for words in (entry.name, entry.severity, entry.meaning, entry.remedy):
        assert words in behind


def test_a_code_of_which_nothing_is_said_is_not_explained() -> None:
    assert not [name for name in UNSPOKEN if name in _page().text]


def test_every_link_of_the_help_leads_to_a_page() -> None:
    pages = pages_of(FOLDER, None)
    links = {
        (page.name, link) for page in pages for link in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]*)\)", page.text)
    }
    linked = {page for page, link in links if link == FINDINGS}

    assert linked >= {"审核", "报告体检"}
    assert {link.partition("#")[0] for _, link in links} <= {page.name for page in pages}
