"""Finding and replacing over all texts and cells."""

from __future__ import annotations

from core.report.report import Report
from core.report.search import find, replace
from tests.core.packs import everything

BODY = "章节[概况].正文"
OTHER = "章节[支出].正文"


def _report() -> Report:
    report = Report.in_memory(everything())
    report.set("单位.全称", "某县水利局")
    report.set("甲.一", "40")
    report.set(BODY, "水利局共有{甲.一}人，２０２３年水利局40人。")
    report.set(OTHER, "")
    report.add_row("项目", cells={"名称": "水利局水渠", "金额": "3"})
    return report


def test_every_place_is_found_in_texts_figures_and_cells() -> None:
    report = _report()

    found = find(report, "水利局")

    assert [(m.key.split("[")[0], m.start) for m in found] == [
        ("章节", 0), ("章节", 14), ("单位.全称", 2), ("项目", 0),
    ]  # fmt: skip
    assert found[1].before.endswith("2023年".replace("2023", "２０２３"))


def test_width_and_case_do_not_matter() -> None:
    report = _report()
    report.set(OTHER, "ABC项目")

    assert [m.words for m in find(report, "2023")] == ["２０２３"]
    assert [m.words for m in find(report, "ａbc")] == ["ABC"]


def test_a_live_figure_is_found_and_not_replaced() -> None:
    report = _report()
    found = [m for m in find(report, "40") if m.key == BODY]
    assert [m.fixed for m in found] == [True, False]

    done = replace(report, found, "41")

    assert report.entry(BODY) == "水利局共有{甲.一}人，２０２３年水利局41人。"
    assert (done.places, done.fixed) == (1, 1)


def test_all_places_are_replaced_as_one_step() -> None:
    report = _report()
    before = dict(report.store.entries)

    done = replace(report, find(report, "水利局"), "农业局")

    assert done.places == 4
    assert report.entry("单位.全称") == "某县农业局"
    assert report.words(BODY) == "农业局共有40人，２０２３年农业局40人。"
    report.undo()
    assert report.store.entries == before


def test_words_that_a_figure_does_not_take_are_told_and_the_others_replaced() -> None:
    report = _report()

    done = replace(report, find(report, "4"), "四点")

    assert report.entry("甲.一") == "40"
    assert [key for key, _ in done.refused] == ["甲.一"]
    assert "四点0人" in report.words(BODY)


def test_braces_typed_as_words_are_found_and_stay_words() -> None:
    report = _report()
    report.set(OTHER, "写作{{甲.一}}的")

    replace(report, find(report, "写作{甲.一}"), "{甲.二}")

    assert report.words(OTHER) == "{甲.二}的"


def test_nothing_is_found_of_nothing() -> None:
    assert find(_report(), "") == []
