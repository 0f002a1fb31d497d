"""Whatever a clerk does on a form, the screen shows the report, and the report what its entries say."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from functools import cache, wraps
from inspect import isfunction
from pathlib import Path

import pytest

from core.figures.graph import Graph
from core.figures.keys import split_key
from core.pack.loading import load_pack, read_pack
from core.pack.pack import Pack
from core.report.report import Report
from core.report.sheets import Sheet
from gui import ask
from gui.dialogs import paste_preview
from gui.forms.acts import FormActs
from gui.forms.delegate import FormDelegate
from gui.forms.head import FormHead
from gui.forms.model import EmptyCell, FormModel
from gui.forms.rows import FormRows
from gui.forms.view import FormView
from gui.pages.form_page import FormPage
from gui.session import Session
from gui.tables.delegate import TableDelegate
from gui.tables.fields_cell import FieldsCell
from tests.gui.forms.clerk import FormClerk
from tests.gui.pages.test_form_page import FILES, form_file

PACKS = Path(__file__).resolve().parents[3] / "resources" / "packs"
SEEDS = range(60 if os.environ.get("CAMPAIGN") else 2)
MOST = 200 if os.environ.get("CAMPAIGN") else 60

RANKS = {"a": "00001000", "b": "00002000"}
SMALL = {
    "单位.全称": "某局",
    "单位.年度": "2023",
    **{f"项目[{row}]!序": rank for row, rank in RANKS.items()},
    "项目[a].名称": "甲项目",
    "项目[a].预算": "100",
    "项目[b].名称": "乙项目",
    **{f"项目[a].指标[{row}]!序": rank for row, rank in RANKS.items()},
    "项目[a].指标[a].组": "产出",
    "项目[a].指标[b].组": "产出",
}
HUNAN = {
    "单位.全称": "某局",
    "单位.年度": "2021",
    **{f"项目[{row}]!序": rank for row, rank in RANKS.items()},
    "项目[a].名称": "渠道维修",
    "项目[a].类别": "专项资金",
    "项目[b].名称": "水库管护",
    "项目[b].类别": "其他项目",
    **{f"{listing}[{row}]!序": r for listing in ("绩效指标", "项目[a].绩效指标") for row, r in RANKS.items()},
    **{f"{listing}[{row}].一级": "产出指标" for listing in ("绩效指标", "项目[a].绩效指标") for row in RANKS},
}
PIDU = {
    "单位.全称": "某局",
    "单位.年度": "2025",
    **{f"项目[{row}]!序": rank for row, rank in RANKS.items()},
    "项目[a].名称": "渠道维修",
    "项目[a].财政执行": "12.3456",
    **{f"{listing}[{row}]!序": r for listing in ("履职指标", "项目[a].绩效指标") for row, r in RANKS.items()},
    **{f"{listing}[{row}].一级": "产出指标" for listing in ("履职指标", "项目[a].绩效指标") for row in RANKS},
}
CASES = (
    ("小附件", "表一", SMALL),
    ("hunan-county-2023", "附件1", HUNAN),
    ("hunan-county-2023", "附件2", HUNAN),
    ("hunan-county-2023", "附件3", HUNAN),
    ("pidu-2025", "附件2", PIDU),
    ("pidu-2025", "附件3", PIDU),
)


WATCHED = (
    FormPage,
    FormView,
    FormModel,
    FormRows,
    FormDelegate,
    TableDelegate,
    FormActs,
    FormHead,
    FieldsCell,
)


@cache
def graph_of(pack: str) -> Graph:
    """A second graph of a pack, into which entries are loaded anew."""
    return loaded(pack).graph()


@cache
def loaded(pack: str) -> Pack:
    return load_pack(PACKS / pack)


@pytest.fixture
def small(tmp_path: Path) -> Pack:
    files = {name: text.encode() for name, text in FILES.items()}
    return read_pack(files | {"forms/一.xlsx": form_file(tmp_path / "一.xlsx")})


def check(page: FormPage, report: Report, whole: Graph) -> None:
    """The screen shows a sheet laid out anew; the report is what its entries say."""
    view = page.view
    assert view is not None
    whole.load(report.graph.state.entries.all)
    assert report.graph.state.entries.all == report.store.entries
    typed = [split_key(key)[0] for key in whole.state.entries.all if "!" not in key]
    assert not [key for key in typed if report.pack.definitions.figures[key].formula]
    assert whole.state.values == report.graph.state.values
    assert dict(whole.judge.findings) == dict(report.graph.judge.findings)
    model = view.model()
    row_id = model.sheet.row
    if model.form.entry.per_row and row_id not in report.rows(model.form.entry.per_row):
        assert view.isHidden()
        return
    fresh = Sheet(report, model.form, row_id)
    assert model.sheet.lines == fresh.lines
    assert model.sheet.spans == fresh.spans
    assert (model.rowCount(), model.columnCount()) == (len(fresh.lines), fresh.form.grid.columns)
    for row in range(len(fresh.lines)):
        for column in range(fresh.form.grid.columns):
            place = (row, column)
            assert (view.rowSpan(*place), view.columnSpan(*place)) == span_at(fresh, place)
            refusal = model.refusal_at(*place)
            said = refusal.text if refusal else fresh.words(*place)
            assert model.state_at(*place).text == said
        assert view.rowHeight(row) == view.sizes.height(row) > 0
    empty = any(line.band is not None and not line.row for line in fresh.lines)
    for name in model.refusals():
        assert empty if isinstance(name, EmptyCell) else model.index_of(name).isValid(), name
    editor = view.editor()
    assert editor is None or editor.isVisible()
    assert view.currentIndex().isValid()


def span_at(sheet: Sheet, place: tuple[int, int]) -> tuple[int, int]:
    """What a view says of a place's span: that of the cell which covers it."""
    return sheet.spans.get(sheet.place_of(*place), (1, 1))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "form", "entries"), CASES, ids=[f"{n}-{f}" for n, f, _ in CASES])
def test_whatever_is_done_the_form_shows_the_report(
    qtbot, monkeypatch, small: Pack, name: str, form: str, entries: Mapping[str, str], seed: int
) -> None:
    chance = random.Random(f"{form}{seed}")
    monkeypatch.setattr(paste_preview, "confirm", lambda *_: chance.random() < 0.8)
    monkeypatch.setattr(ask, "decide", lambda *_: chance.random() < 0.8)
    monkeypatch.setattr("core.report.row_edits.os.urandom", chance.randbytes)
    pack = small if name == "小附件" else loaded(name)
    whole = small.graph() if name == "小附件" else graph_of(name)
    raised = watch(monkeypatch)
    session = Session(Report.in_memory(pack, entries=entries))
    page = FormPage(session, pack.bound(form, session.report.graph))
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    clerk = FormClerk(page, session, chance)
    for _ in range(MOST):
        follow(raised, clerk, clerk.act, lambda: check(page, session.report, whole))
    follow(raised, clerk, page.commit, lambda: check(page, session.report, whole))
    take_back(clerk, entries)
    check(page, session.report, whole)


def watch(monkeypatch) -> list[Exception]:
    """All that the form's classes raise: Qt loses some of it on its way through C++."""
    raised: list[Exception] = []

    def watched(method: Callable[..., object]) -> Callable[..., object]:
        @wraps(method)
        def run(*given: object, **named: object) -> object:
            try:
                return method(*given, **named)
            except Exception as error:
                raised.append(error)
                raise

        return run

    for watched_class in WATCHED:
        for name, method in list(vars(watched_class).items()):
            if isfunction(method) and not hasattr(method, "_slots"):  # what slots raise is told by pytest-qt
                monkeypatch.setattr(watched_class, name, watched(method))
    return raised


def follow(
    raised: list[Exception], clerk: FormClerk, act: Callable[[], None], look: Callable[[], None]
) -> None:
    """Does one act and looks; what breaks is told with all that was done."""
    try:
        act()
        if raised:
            raise raised[0]
        look()
    except Exception as error:
        error.add_note("\n".join(clerk.done))
        raise


def take_back(clerk: FormClerk, begun: Mapping[str, str]) -> None:
    """Undoes everything and does it again."""
    report = clerk.report
    steps = 0
    done = dict(report.graph.state.entries.all)
    while report.undo_label is not None:
        clerk.session.undo()
        steps += 1
    assert report.graph.state.entries.all == begun
    for _ in range(steps):
        clerk.session.redo()
    assert report.graph.state.entries.all == done
