"""The packs' forms are as their dumps say; a form that is unsound is refused with form, sheet and cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.forms.dump import dumped, main
from core.numbers.troubles import PackError
from core.pack.loading import load_pack, read_pack
from tests.core.pack.made_forms import FIGURES, FILE, SECTIONS, pack_with, xlsx

PACKS = Path(__file__).resolve().parents[3] / "resources" / "packs"
FORMS = sorted(PACKS.glob("*/forms/*.xlsx"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.parents[1].name}:{form.stem}")
def test_a_form_is_as_its_dump_says(form: Path) -> None:
    folder = form.parents[1]
    target = folder / "cases" / "forms" / f"{form.stem}.txt"
    again = f"如果表是有意改的，请运行 python -m core.forms.dump {folder} 后看差别"

    assert target.is_file(), f"没有 {target.name}。{again}"
    assert dumped(folder)[target] == target.read_bytes().decode(), (
        f"{form.name} 与 {target.name} 不同。{again}"
    )


@pytest.mark.parametrize("folder", sorted(p.parent for p in PACKS.glob("*/pack.yaml")), ids=lambda f: f.name)
def test_every_form_of_a_pack_is_named_in_it_and_no_dump_is_left_over(folder: Path) -> None:
    pack = load_pack(folder)
    files = {f"forms/{path.name}" for path in folder.glob("forms/*")}

    assert {form.file for form in pack.forms.values()} == files
    assert {path.stem for path in folder.glob("cases/forms/*")} == {Path(file).stem for file in files}


def test_dumps_are_written_beside_the_cases(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    form = xlsx({"A1": "局名：{局.名}", "B2": "{钱.收入}"}, ["A1:B1"], {"B2": "#,##0.00"}, titles="1:1")
    (tmp_path / "forms" / "附件1.xlsx").write_bytes(form)

    main([str(tmp_path)])

    lines = (tmp_path / "cases" / "forms" / "附件1.txt").read_text("utf-8").split("\n")
    assert lines[0] == "工作表 花名册：A4 纵向，宽 1 页，每页重复第 1—1 行"
    assert any(re.fullmatch(r"A1:B1〔.*〕局名：\{局.名\}", line) for line in lines)
    assert any(re.fullmatch(r"B2〔.* #,##0\.00 无框〕\{钱.收入\}", line) for line in lines)


UNSOUND = {
    "an unknown key": ({"B2": "{钱.收人}"}, "花名册!B2：没有名为 钱.收人 的数据项，是否为 钱.收入？"),
    "an unknown key in words": ({"C3": "收入：{钱.收八}"}, "花名册!C3：没有名为 钱.收八 的数据项，是否为 钱.收入？"),
    "an unknown column": ({"A4": "{事.各}"}, "花名册!A4：没有名为 事.各 的数据项"),
    "an unknown name in a formula": ({"A1": "{局.年份 - 1}年"}, "花名册!A1：没有名为 局.年份 的数据项"),
    "a listing": ({"A1": "{事}"}, "花名册!A1：事 是一张表"),
    "a figure in two cells": ({"B2": "{钱.收入}", "D5": "{钱.收入}"}, "花名册!D5：钱.收入 已经在 花名册!B2 填写"),
    "a figure in a cell and behind a colon": (
        {"B2": "{钱.收入}", "A6": "收入：{钱.收入}元"},
        "花名册!A6：钱.收入 已经在 花名册!B2 填写",
    ),
    "a column twice in a row": ({"A3": "{事.名}", "C3": "{事.名}"}, "花名册!C3：事.名 已经在 花名册!A3 填写"),
    "a listing in two bands": ({"A3": "{事.名}", "A5": "{事.名}"}, "花名册!A5：事.名 已经在 花名册!A3 填写"),
    "two listings in a row": ({"A3": "{事.名}", "B3": "{人.姓}"}, "花名册!"),
    "two conditions in a row": (
        {"A3": '{事(类 = "甲").名}', "B3": '{事(类 = "乙").数}'},
        "花名册!A3：一行里写了两个条件",
    ),
    "a condition on nothing": ({"A3": '{事(类别 = "甲").名}'}, "花名册!A3：条件 类别 = \"甲\"：没有名为 类别 的数据项"),
    "an unreadable format": ({"B2": "{钱.收入:0.0.0}"}, "花名册!B2：{钱.收入:0.0.0} 的格式“0.0.0”读不懂"),
    "an unreadable format in words": ({"B2": "收入：{钱.收入:0.0.0}"}, "花名册!B2："),
    "a row by its id": ({"B2": "{事[1].名}"}, "花名册!B2：{事[1].名}：表样里不写行号"),
    "每行": ({"A3": "{每行 事|、：{名}}"}, "花名册!A3：格子里不写 {每行 …}"),
    "an Excel formula": ({"B2": "{钱.收入}", "B4": "=SUM(B2:B3)"}, "花名册!B4 里是 Excel 公式"),
    "braces of no sense": ({"B2": "{ }"}, "花名册!B2"),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "says"), UNSOUND.values(), ids=UNSOUND)
def test_an_unsound_form_is_refused_with_form_sheet_and_cell(cells: dict[str, str], says: str) -> None:
    with pytest.raises(PackError) as caught:
        pack_with(xlsx(cells))

    assert caught.value.file == FILE
    assert caught.value.reason.startswith(says)


def test_the_message_on_two_listings_names_both() -> None:
    with pytest.raises(PackError, match=r"花名册!B3：一行里有两张表的列：人 和 事"):
        pack_with(xlsx({"A3": "{事.名}", "B3": "{人.姓}"}))


@pytest.mark.parametrize("sheets", [2, 5])
def test_more_than_one_sheet_is_refused(sheets: int) -> None:
    with pytest.raises(PackError, match=f"只有一张工作表，这里有 {sheets} 张") as caught:
        pack_with(xlsx({"B2": "{钱.收入}"}, sheets=sheets))

    assert caught.value.file == FILE


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(PackError, match=r"不是完好的 \.xlsx") as caught:
        pack_with(b"PK\x03\x04 and nothing else")

    assert caught.value.file == FILE


def test_a_required_figure_must_stand_on_a_form_or_a_tab() -> None:
    figures = FIGURES.replace("姓: {类型: 文字}", "姓: {类型: 文字, 必填: 是}")
    with pytest.raises(
        PackError, match=r"必填的 人\.姓 在各附件（附件1）和各章节里都没有填写的地方"
    ) as caught:
        pack_with(xlsx({"B2": "{钱.收入}"}), figures=figures)
    assert caught.value.file == "figures.yaml"
    assert figures.split("\n")[caught.value.line - 1].strip().startswith(("列: {姓", "姓:"))

    assert pack_with(xlsx({"B2": "{人.姓}"}), figures=figures)
    assert pack_with(xlsx({"B2": "{钱.收入}"}), figures=figures, sections=SECTIONS + "尾: {数据: [人]}\n")


def test_what_is_not_listed_must_stand_on_a_form() -> None:
    figures = FIGURES.replace("收入: {类型: 金额}", "收入: {类型: 金额, 列出: 否}")

    with pytest.raises(PackError, match=r"不列出的 钱\.收入 在各附件（附件1）里没有填写的地方"):
        pack_with(xlsx({"B2": "{钱.支出}"}), figures=figures)
    assert not pack_with(xlsx({"B2": "{钱.收入}"}), figures=figures).definitions.figures["钱.收入"].listed


def test_a_computed_figure_and_parts_of_a_listing_may_stand_in_several_cells() -> None:
    cells = {
        "A1": "{钱.结余}", "B1": "{钱.结余}", "A2": "{局.名}的收入比{钱.收入}多，{局.名}", "B2": "{钱.收入}",
        "A3": '{事(类 = "甲").名}', "A4": '{事(类 = "乙").名}',
    }  # fmt: skip

    assert pack_with(xlsx(cells)).form_keys["附件1"] == {"钱.结余", "局.名", "钱.收入", "事.名"}


def test_a_missing_file_and_a_sheet_per_row_of_no_listing_are_refused() -> None:
    files = dict(pack_with(xlsx({"B2": "{钱.收入}"})).files)
    with pytest.raises(PackError, match=f"模板里没有文件 {FILE}") as caught:
        read_pack({name: content for name, content in files.items() if name != FILE})
    assert (caught.value.file, caught.value.line) == ("pack.yaml", 8)

    with pytest.raises(PackError, match="没有名为 步 的表"):
        pack_with(xlsx({"B2": "{钱.收入}"}), per_row="步")
    with pytest.raises(PackError, match=r"没有名为 事\.步 的表"):
        pack_with(xlsx({"B2": "{钱.收入}"}), per_row="事.步")
