"""定稿 means that nothing is blank: of each pack everything that prints is blanked in turn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from core.commands.packs import pack_named
from core.document.builder import blocks_of
from core.document.filling import filled_forms, filled_sheet
from core.document.signing import refusals
from core.figures.blanks import NOT_APPLICABLE_WORDS
from core.figures.definitions import ALWAYS
from core.figures.keys import REPORTED, Key, ListingKey, split_key
from core.figures.template import BLANK
from core.pack.binding import BoundForm
from core.pack.pack import Pack
from core.pack.sections import BODY, HEADING, LEVEL, NUMBERING, SECTIONS, STATE
from core.report.completeness import completeness
from core.report.names import figure_name
from core.report.report import Report
from core.report.sheets import sheets_of
from core.report.withholding import send_along, withhold
from tests.core.intake.forms.filled import filled_throughout

PACKS = ("hunan-county-2023", "national-project-2020", "pidu-2025")
ORDER = (HEADING, LEVEL, NUMBERING, STATE)
"""What of a section is no text."""


@cache
def entries(name: str) -> dict[str, str]:
    """The entries of a report of a pack in which nothing is blank."""
    report = filled_throughout(pack_named(name), sections=True)
    while missing := unfilled(report):
        for key in missing:
            if split_key(key)[0] == BODY:
                report.set(key, "写明。")
            elif report.definition(key).formula:
                report.enter({key + REPORTED: "1"}, "按原表填写")
            else:
                report.set(key, "1")
    return dict(report.graph.state.entries.all)


def unfilled(report: Report) -> list[Key]:
    return [key for page in completeness(report).values() for key in page.unfilled]


Forms = dict[str, BoundForm]


def forms_of(report: Report) -> Forms:
    return {form: report.pack.bound(form, report.graph) for form in report.pack.forms}


def gaps(report: Report, forms: Forms) -> Iterator[tuple[str, Key]]:
    """The blank places of the paper: the lines to write on in the text, and the cells that hold figures."""
    for block in blocks_of(report):
        for run in block.runs if hasattr(block, "runs") else ():
            if BLANK in run.text:
                yield "正文", Key(run.key)
    for name, form in forms.items():
        for sheet in sheets_of(report, form, printed=True):
            for cell in filled_sheet(sheet).cells.values():
                if cell.key and not cell.words.strip():
                    yield name, Key(cell.key)


def is_let_be(report: Report, key: Key) -> bool:
    """Whether the pack says that a blank is none: by 可空, or by 不涉及 in the same row."""
    name, row = split_key(key)
    definition = report.pack.definitions.figures[name]
    if definition.blank:
        allowed = definition.blank == ALWAYS
        return allowed or report.graph.plan.blanks[name].run(row) is not False
    lines = [line for lines in report.pack.form_lines.values() for line in lines if name in line.keys]
    cells = [report.entry(report.graph.state.key_seen_from(n, row)) for line in lines for n in line.keys]
    return any(entry in NOT_APPLICABLE_WORDS for entry in cells)


@pytest.mark.parametrize("name", PACKS)
def test_a_full_report_has_no_gap_that_the_pack_does_not_allow(name: str) -> None:
    report = Report.in_memory(pack_named(name), entries=entries(name))

    found = gaps(report, forms_of(report))
    assert not [gap for gap in found if gap[0] == "正文" or not is_let_be(report, gap[1])]
    assert not [words for words in refusals(report) if "没有填" in words]


@pytest.mark.parametrize("name", PACKS)
def test_whatever_is_blanked_is_named_or_let_be(name: str) -> None:
    blank_in_turn(name, every=9)


@pytest.mark.campaign
@pytest.mark.parametrize("name", PACKS)
def test_each_that_is_blanked_is_named_or_let_be(name: str) -> None:
    blank_in_turn(name, every=1)


def blank_in_turn(name: str, every: int) -> None:
    report = Report.in_memory(pack_named(name), entries=entries(name))
    forms = forms_of(report)
    before = set(gaps(report, forms))
    for entry in list(entries(name))[::every]:
        key = Key(entry.removesuffix(REPORTED))
        column = split_key(key)[0]
        if column not in report.pack.definitions.figures or column in ORDER:
            continue
        report.enter({entry: None}, "清空")
        found = set(gaps(report, forms)) - before
        fresh = [gap for gap in found if gap[0] == "正文" or not is_let_be(report, gap[1])]
        named = unfilled(report)
        assert bool(named) or not fresh, (entry, fresh)
        if fresh:
            assert {key, *(gap for _, gap in fresh)} & set(named) or _holds(named, key), (entry, fresh, named)
        report.undo()
        assert not unfilled(report)


def _holds(named: list[Key], key: Key) -> bool:
    """Whether a list in whose row a cell stands is named instead of it: the row went with its last cell."""
    return any(split_key(key)[0].startswith(f"{split_key(other)[0]}.") for other in named)


@pytest.mark.parametrize("name", PACKS)
def test_a_list_without_rows_is_named(name: str) -> None:
    pack = pack_named(name)
    for listing in pack.definitions.listings.values():
        if listing.parent is not None or listing.key == SECTIONS or listing.fixed_rows:
            continue
        report = Report.in_memory(pack, entries=entries(name))
        rows = report.rows(listing.key)
        report.remove_rows(listing.key, rows)
        prints = [gap for gap in gaps(report, {}) if gap[0] == "正文"]
        assert not prints or listing.key in unfilled(report), (listing.key, prints)
        report.tick_none(ListingKey(listing.key), True)
        assert listing.key not in unfilled(report)


@pytest.mark.parametrize("name", PACKS)
def test_a_form_that_is_withheld_is_not_asked_and_does_not_print(name: str) -> None:
    pack: Pack = pack_named(name)
    for form in pack.forms:
        report = Report.in_memory(pack)
        whole = len(unfilled(report))
        withhold(report, form, "本年没有")
        assert form not in [filled.name.split()[0] for filled in filled_forms(report)]
        assert len(unfilled(report)) <= whole
        assert not [place for place, page in completeness(report).items() if form in place and page.unfilled]
        send_along(report, form)
        assert len(unfilled(report)) == whole


def test_the_refusal_names_what_is_blank() -> None:
    report = Report.in_memory(pack_named("hunan-county-2023"), entries=entries("hunan-county-2023"))
    report.set(Key("厉行节约.措施"), "")

    assert refusals(report)[0] == f"1 处没有填：{figure_name(report, Key('厉行节约.措施'))}"
