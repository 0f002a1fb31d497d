"""Incremental recalculation gives just what a whole one gives, whatever the clerk does."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.figures.graph import Graph
from core.figures.keys import split_key
from core.report.report import Report
from tests.core.packs import everything
from tests.core.report.random_clerk import ACTS, EDITS, Step, steps, take


def state(graph: Graph) -> dict[str, object]:
    """All that a graph says."""
    listings = graph.definitions.listings
    return {
        "values": graph.state.values,
        "computed": graph.state.computed,
        "findings": dict(graph.judge.findings),
        "rows": {k: {p: graph.state.rows.all(k, p) for p in _parents(graph, k)} for k in listings},
        "live": {k: sorted(graph.state.rows.every_live(k)) for k in listings},
        "words": words(graph),
    }


def _parents(graph: Graph, listing: str) -> list[str]:
    parent = graph.definitions.listings[listing].parent
    return sorted(graph.state.rows.every(parent)) if parent else [""]


def words(graph: Graph) -> dict[str, str]:
    """The words of every cell, by key."""
    out: dict[str, str] = {}
    for key, definition in graph.definitions.figures.items():
        for row in graph.state.rows.every(definition.listing) if definition.listing else [""]:
            said = "".join(run.text for run in graph.texts.show(definition, row, None))
            if definition.kind.name == "多行文字":
                said = str(graph.state.values[key].get(row) or "")
            out[graph.state.key_of(key, row)] = said
    return out


def fresh(report: Report) -> Graph:
    """A graph that computes the report's entries from nothing."""
    graph = report.pack.graph()
    graph.load(report.store.entries)
    return graph


def _exact(found: dict[str, object]) -> str:
    """With decimal places, which == ignores."""
    return repr({k: sorted(v.items()) if k == "findings" else _sorted(v) for k, v in found.items()})


def _sorted(thing: object) -> object:
    if isinstance(thing, dict):
        return sorted((key, repr(_sorted(value))) for key, value in thing.items())
    return thing


@given(steps(ACTS, 14))
def test_after_every_step_the_graph_is_what_a_whole_recalculation_gives(clerk: list[Step]) -> None:
    _follow(clerk)


@settings(max_examples=max(10, settings.default.max_examples // 5))
@given(st.integers(0, 2**32))
def test_so_it_is_on_a_long_day(seed: int) -> None:
    chance = random.Random(seed)

    def number() -> int:
        return chance.randrange(30)

    _follow([(chance.randrange(len(ACTS)), number(), number(), number()) for _ in range(40)])


def _follow(clerk: list[Step]) -> None:
    """Takes the steps one by one and compares with a whole recalculation after each."""
    report = Report.in_memory(everything())

    for step in clerk:
        before = words(report.graph)
        findings_before = dict(report.graph.judge.findings)
        change = take(report, ACTS, step)

        whole = fresh(report)
        assert state(report.graph) == state(whole)
        assert _exact(state(report.graph)) == _exact(state(whole))
        assert report.graph.state.entries.all == report.store.entries
        if change is not None:
            _check_change(report, change.keys, before)
            after = report.graph.judge.findings
            assert {f.identity: f for f in change.findings_removed} == {
                i: f for i, f in findings_before.items() if after.get(i) != f
            }
            assert {f.identity: f for f in change.findings_added} == {
                i: f for i, f in after.items() if findings_before.get(i) != f
            }


def _check_change(report: Report, keys: frozenset[str], before: dict[str, str]) -> None:
    """Every cell whose words changed is named by the change, or stands in a listing that is."""
    after = words(report.graph)
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key) and key in before and key in after:
            assert key in keys
        elif key not in before or key not in after:
            listing = report.pack.definitions.figures[split_key(key)[0]].listing
            assert listing is not None
            row = split_key(key)[1].rpartition("/")[0]
            assert report.graph.state.entries.listing_key(listing, row) in keys or key in keys


@given(steps(EDITS, 10))
def test_undoing_everything_and_doing_it_again_restores_all(clerk: list[Step]) -> None:
    report = Report.in_memory(everything())
    states = [(dict(report.store.entries), _exact(state(report.graph)))]
    for step in clerk:
        label = report.undo_label
        take(report, EDITS, step)
        now = (dict(report.store.entries), _exact(state(report.graph)))
        if len(report.store.heads) > len(states):
            states.append(now)
        elif report.undo_label == label or now != states[-1]:
            states[-1] = now

    for entries, exact in reversed(states[:-1]):
        report.undo()
        assert report.store.entries == entries
        assert _exact(state(report.graph)) == exact
    assert report.undo() is None
    for entries, exact in states[1:]:
        report.redo()
        assert report.store.entries == entries
        assert _exact(state(report.graph)) == exact
    assert report.redo() is None
