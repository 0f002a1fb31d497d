"""What an import takes, what it leaves, what it says of both; a report is written whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from core.commands.choosing import fitting_pack_of_forms
from core.commands.packs import DEFAULT, known_packs, pack_named
from core.commands.run import run
from core.export.folder import export_folder
from core.figures.keys import ListingKey
from core.pack.pack import Pack
from core.reading.workbooks import read_workbook
from core.report.report import Report
from tests.source import ROOT

EXAMPLES = ROOT / "resources" / "examples"
FORM = next(EXAMPLES.glob("附件1*.xlsx"))
SECOND = next(EXAMPLES.glob("附件2*.xlsx"))
PERSONS = "人员.在职"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's text and forms as a report."""
    path = tmp_path_factory.mktemp("示例") / "报告.jxzp"
    assert run(["import", str(EXAMPLES), "-o", str(path)]) == 0
    return path


@pytest.fixture
def report(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "报告.jxzp"))


def _edited(folder: Path, cells: Mapping[str, object], name: str = "退回.xlsx") -> Path:
    book = openpyxl.load_workbook(FORM)
    for place, value in cells.items():
        book.worksheets[0][place].value = value
    path = folder / name
    book.save(path)
    return path


def _words(report: Path, key: str) -> str:
    opened = Report.open(report, who="", read_only=True)
    try:
        return opened.words(key)
    finally:
        opened.close()


def _steps(report: Path) -> int:
    opened = Report.open(report, who="", read_only=True)
    try:
        return len(opened.store.heads)
    finally:
        opened.close()


# -- what is taken --------------------------------------------------------------------------------------

OTHER_UNIT = {"A3": "填报单位（盖章）：青禾县林业局", "D5": 82}
OTHER_YEAR = {"A2": "2022年度部门整体支出绩效评价基础数据表", "D5": 82}


@pytest.mark.parametrize(
    ("cells", "options", "status", "after", "words"),
    [
        ({"D5": 82}, "", 0, "82", "读入 附件1!D5 附件1 在职人员：81 → 82，按“"),
        ({}, "", 0, "81", "没有要改的"),
        ({"D5": None}, "", 1, "81", "没有读入 附件1!D5 附件1 在职人员：81 → （清空）"),
        ({"D5": None}, "", 1, "81", "表里是空的；确要清空请加 --force"),
        ({"D5": None}, "--all", 1, "81", "没有读入 附件1!D5"),
        ({"D5": None}, "--force", 0, "", "清空 1 处"),
        ({"D5": 810}, "", 1, "81", "是现在的 10 倍，像是单位写错；确要读入请加 --all"),
        ({"D5": 810}, "--all", 0, "810", "81 → 810"),
        ({"D5": "很多"}, "--force", 1, "81", "没有读入 附件1!D5"),
        (OTHER_UNIT, "", 1, "81", "单位名称不同，请先核对；确要读入请加 --force"),
        (OTHER_UNIT, "--all", 1, "81", "请核对："),
        (OTHER_UNIT, "--force", 0, "82", "单位全称"),
        (OTHER_YEAR, "", 1, "81", "年份不同，请先核对"),
        (OTHER_YEAR, "--force", 0, "82", "81 → 82"),
    ],
)
def test_what_is_certain_is_taken_and_the_rest_is_listed(
    report: Path,
    tmp_path: Path,
    cells: dict[str, object],
    options: str,
    status: int,
    after: str,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = _edited(tmp_path, cells)
    capsys.readouterr()

    assert run(["import", str(book), "-o", str(report), *options.split()]) == status
    assert words in capsys.readouterr().out
    assert _words(report, PERSONS) == after


def test_money_in_question_is_read_in_the_unit_that_is_named(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(FORM)
    for row in book.worksheets[0].iter_rows(min_row=7, max_row=30, min_col=2, max_col=6):
        for cell in row:
            if isinstance(cell.value, int | float):
                cell.value = round(cell.value * 10_000)
    path = tmp_path / "元.xlsx"
    book.save(path)
    before = report.read_bytes()
    capsys.readouterr()

    assert run(["import", str(path), "-o", str(report)]) == 1
    assert "确是元的，请加 --unit 元" in capsys.readouterr().out
    assert report.read_bytes() == before
    assert run(["import", str(path), "-o", str(report), "--unit", "元"]) == 0
    assert report.read_bytes() == before, "all amounts are those of the report"


def test_what_the_file_has_is_listed_for_programs(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = _edited(tmp_path, {"D5": 82, "B5": None, "H20": "写在表外"})
    capsys.readouterr()

    assert run(["import", str(book), "-o", str(report), "--json"]) == 1

    told = json.loads(capsys.readouterr().out)
    (file,) = told["files"]
    taken = {edit["source"]: edit["taken"] for edit in file["edits"]}
    assert (told["schema"], told["written"], told["pack"], told["reason"]) == (1, True, DEFAULT, "")
    assert taken == {"附件1!D5": True, "附件1!B5": False}
    assert {"label", "before", "after", "by", "doubt", "reason", "clears", "asks"} <= file["edits"][0].keys()
    assert file["forms"][0]["year"] == 2023
    assert [each["words"] for each in file["unread"]] == ["写在表外"]


def test_counts_alone_where_it_is_to_be_brief(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = _edited(tmp_path, {"D5": 82, "B5": None})
    capsys.readouterr()

    assert run(["import", str(book), "-o", str(report), "--brief"]) == 1

    out = capsys.readouterr().out
    assert "改动 1 处，增加 0 行，没有读入 1 处" in out
    assert "附件1!D5" not in out


# -- whole or not at all ----------------------------------------------------------------------------------


def test_several_workbooks_are_one_step(report: Path, tmp_path: Path) -> None:
    first = _edited(tmp_path, {"D5": 82})
    second = _edited(tmp_path, {"D5": 82, "B5": 87}, "又一份.xlsx")
    steps = _steps(report)

    run(["import", str(first), str(second), "-o", str(report)])

    assert _steps(report) == steps + 1
    assert (_words(report, PERSONS), _words(report, "人员.编制数")) == ("82", "87")


def test_files_that_contradict_each_other_are_a_doubt(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _edited(tmp_path, {"D5": 82}, "甲.xlsx")
    second = _edited(tmp_path, {"D5": 83}, "乙.xlsx")
    capsys.readouterr()

    assert run(["import", str(first), str(second), "-o", str(report)]) == 1
    assert (
        "82 → 83，按“2023年实际在职人数”认出：甲.xlsx 写的是 82；确要读入请加 --all"
        in capsys.readouterr().out
    )
    assert _words(report, PERSONS) == "82"


@pytest.mark.parametrize("bad", ["坏.xlsx", "没有.xlsx", "菜谱.xlsx", "老.xls"])
@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_cannot_be_read_leaves_everything_as_it_was(
    report: Path, tmp_path: Path, bad: str, there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"no workbook")
    (tmp_path / "老.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "食堂菜谱"
    book.save(tmp_path / "菜谱.xlsx")
    good = _edited(tmp_path, {"D5": 82})
    target = report if there else tmp_path / "夹" / "新.jxzp"
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    capsys.readouterr()

    assert run(["import", str(good), str(tmp_path / bad), "-o", str(target), "--json"]) == 3

    told = json.loads(capsys.readouterr().out)
    assert told["written"] is False
    assert not any(edit["taken"] for each in told["files"] for edit in each.get("edits", ()))
    assert [bool(each["reason"]) for each in told["files"] if Path(each["file"]).name == bad] == [True]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert not (tmp_path / "夹").exists()


def test_control_c_leaves_no_half_a_report(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    book = _edited(tmp_path, {"D5": 82})
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr("core.store.files.is_sound", stopped)
    monkeypatch.setattr("core.store.backups.Shelf.keep_today", stopped)

    assert run(["import", str(book), "-o", str(tmp_path / "新.jxzp")]) == 130
    assert run(["import", str(book), "-o", str(report)]) == 130
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert capsys.readouterr().err == "中断\n中断\n"


def test_a_letter_is_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "信.txt"
    letter.write_text("各位同事：\n请于周五以前报送。\n", "utf-8")

    assert run(["import", str(letter), "-o", str(tmp_path / "信.jxzp")]) == 3
    assert not (tmp_path / "信.jxzp").exists()
    assert run(["import", str(letter), "-o", str(tmp_path / "信.jxzp"), "--pack", DEFAULT]) in (0, 1)
    assert (tmp_path / "信.jxzp").exists()


def test_a_report_in_use_or_final_is_told_in_json_too(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = _edited(tmp_path, {"D5": 82})
    capsys.readouterr()
    holder = Report.open(report, who="王会计")
    try:
        assert run(["import", str(book), "-o", str(report), "--json"]) == 3
    finally:
        holder.close()

    assert "王会计" in json.loads(capsys.readouterr().out)["reason"]


# -- names ------------------------------------------------------------------------------------------------


def test_the_name_that_was_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "-o", str(tmp_path / "甲")]) == 0
    assert run(["import", str(FORM), "-o", str(tmp_path / "乙")]) == 0

    out = capsys.readouterr().out
    assert f"已新建 {tmp_path / '甲.jxzp'}\n" in out
    assert f"已存为 {tmp_path / '乙.jxzp'}\n" in out


def test_a_report_keeps_its_pack(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = next(pack for pack in known_packs() if pack.id != DEFAULT)

    assert run(["import", str(FORM), "-o", str(report), "--pack", other.id]) == 4

    err = capsys.readouterr().err
    assert other.title in err
    assert pack_named(DEFAULT).title in err


# -- the pack whose forms they are ------------------------------------------------------------------------


def _filled_forms(pack: Pack, folder: Path) -> list[Path]:
    """The forms of a report that has little but a row for each form with a sheet per row."""
    draft = Report.in_memory(pack, entries=pack.first_entries())
    draft.set(pack.unit_key, "青禾县林业局")
    draft.set(pack.year_key, "2023")
    for form in pack.forms.values():
        if form.per_row and not draft.rows(form.per_row):
            listing = pack.definitions.listings[form.per_row]
            name = (listing.known_by or listing.columns[0]).rpartition(".")[2]
            draft.add_row(ListingKey(form.per_row), cells={name: "林区道路"})
    return [path for path in export_folder(draft, folder, ["xlsx"], {}, note=print) if path.suffix == ".xlsx"]


@pytest.mark.parametrize("own", known_packs(), ids=lambda pack: pack.id)
def test_forms_choose_the_pack_they_are_of(
    own: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = own.with_forms()
    for path in _filled_forms(own, tmp_path / "出"):
        choice = fitting_pack_of_forms([read_workbook(path)], known_packs())
        assert choice is not None
        assert choice.pack.id == own.id, path.name
        target = tmp_path / f"{path.stem}.jxzp"
        run(["import", str(path), "-o", str(target)])
        assert f"选用模板“{own.title}”（{own.id}）：工作表像它的附件" in capsys.readouterr().out
        if target.exists():
            assert Report.open(target, who="", read_only=True).pack.id == own.id


def test_of_packs_that_fit_alike_the_default_is_taken() -> None:
    known = known_packs()
    default = next(pack for pack in known if pack.id == DEFAULT)
    twins = [default._replace(id="甲"), default, default._replace(id="乙")]

    choice = fitting_pack_of_forms([read_workbook(FORM)], twins)

    assert choice is not None
    assert choice.pack.id == DEFAULT


def test_a_copy_of_what_was_imported_says_the_same(report: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(report, tmp_path / "副本.jxzp"))

    assert run(["import", str(FORM), str(SECOND), "-o", str(copy)]) == 0
    assert copy.read_bytes() == report.read_bytes()
