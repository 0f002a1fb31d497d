"""Forms with anything in them: an export always reads back as itself, and nothing that comes back is a bug."""

from __future__ import annotations

import random
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from core.figures.definitions import Definition
from core.figures.keys import split_key
from core.intake.forms.proposing import accept_forms, propose_forms
from core.intake.forms.values import is_placeholder
from core.material.workbook import CellRead, SheetRead, WorkbookRead
from core.numbers.troubles import FileTrouble, Refused
from core.reading.workbooks import read_workbook
from core.report.report import Report
from tests.core.intake.forms.filled import exported, filled_file, filled_report, hunan, proposed, tiny
from tests.core.reading.workbooks import mutated

WORDS = (
    "甲", "乙", "产出指标", "合计", "小计", "……", "…", "无", "—", "0", "12.50", "95%", "≥90%", "2023", "a{b",
    "见附表：一", "  前后 ", "注：没有", "1,200", "一\n\n 二 ", "（元）", "单位：元", "填报日期：", "是", "甲" * 300,
)  # fmt: skip
TYPED = {
    "金额": ("0", "12.50", "1272.751234", "无", "—", "1234567.89", "-3.2", "0.000001", "116"),
    "百分比": ("12.5", "0.5", "100", "80.45", "8045"),
    "年度": ("2023",),
    "日期": ("2024-03-05",),
    "是否": ("是",),
    "多行文字": (*WORDS, "{单位.全称}好", "{单位.年度}年\n{单位.全称}"),
    "文字": WORDS,
}
NUMBERS = ("0", "10", "7", "无")


def _typed(definition: Definition, dice: random.Random) -> str:
    """Something for a figure; in rows no dots, which stand in those of a form that nobody filled in."""
    choice = definition.options or TYPED.get(definition.kind.name, NUMBERS)
    return dice.choice([text for text in choice if not (definition.listing and is_placeholder(text))])


def _filled_at_random(report: Report, dice: random.Random) -> None:
    """Figures, 填报值 and rows with whatever is typed; what is refused is left."""
    definitions = report.pack.definitions
    keys = [key for key, figure in definitions.figures.items() if figure.listing is None]
    listings = [
        key for key, listing in definitions.listings.items() if listing.parent is None and key != "章节"
    ]
    while listings:
        listing = definitions.listings[split_key(listing_key := listings.pop())[0]]
        for _ in range(dice.randint(0, 5) if listing.open_rows and not listing.fixed_rows else 0):
            report.add_row(listing_key)
        for row in report.rows(listing_key):
            keys += [report.cell(column, row) for column in listing.columns]
            inside = report.graph.state.rows.listings_in(listing.key)
            listings += [report.graph.state.entries.listing_key(child, row) for child in inside]
    for key in keys:
        definition = report.definition(key)
        typed = _typed(definition, dice)
        with suppress(Refused):
            if definition.formula and dice.random() < 0.1:
                report.report_as(key, typed)
            elif not definition.formula and dice.random() < 0.6:
                report.set(key, typed)


def _round_trips(path: Path, seeds: range) -> None:
    for seed in seeds:
        for pack in (hunan(), tiny()):
            report = Report.in_memory(pack)
            _filled_at_random(report, random.Random(seed))
            proposal = proposed(report, exported(report, path))
            assert (proposal.edits, proposal.rows, proposal.gone, proposal.notes) == ([], [], [], []), seed


def test_an_export_of_anything_reads_back_as_itself(tmp_path: Path) -> None:
    _round_trips(tmp_path / "附件.xlsx", range(2))


@pytest.mark.campaign
def test_a_hundred_exports_of_anything_read_back_as_themselves(tmp_path: Path) -> None:
    _round_trips(tmp_path / "附件.xlsx", range(100))


ODD_WORDS = (
    "", "无", "—", "……", "0", "-1", "1e9", "９９", "{", "}}", "{单位.年度}", "单位：元", "（元）", "#REF!",
    "2024年2月30日", "是", "合计", "绩效指标", "其中：基本支出：", "：", "分值", "\n\n", "𠮷" * 40, "9" * 90,
)  # fmt: skip
ODD_NUMBERS = (0, -1, 0.1 + 0.2, 1e300, 1e-300, 45356, 8045, 10**17)


def _wounded(book: WorkbookRead, dice: random.Random) -> WorkbookRead:
    """The workbook with a few cells, rows, merges and sheets changed."""
    sheets = list(book.sheets)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(sheets))
        sheet = sheets[at]
        cells = dict(sheet.cells)
        row, column = dice.choice([*cells, (0, 0)])
        match dice.randrange(8):
            case 0 | 1:
                cells[row + dice.randint(0, 1), column] = CellRead(dice.choice(ODD_WORDS) or "x")
            case 2 | 3:
                number = dice.choice(ODD_NUMBERS)
                cells[row, column + dice.randint(0, 1)] = _number(number, dice)
            case 4:
                cells.pop((row, column), None)
            case 5:
                by = dice.choice((-3, -1, 1, 2, 400))
                cells = {(r + by * (r >= row), c): read for (r, c), read in cells.items() if r + by >= 0}
            case 6:
                by = dice.choice((-1, 1, 3))
                cells = {(r, c + by * (c >= column)): read for (r, c), read in cells.items() if c + by >= 0}
            case 7:
                sheets.append(
                    sheet._replace(name=dice.choice(("附件2", "甲项目", "")), hidden=dice.random() < 0.5)
                )
        spans = [(row, column, row + dice.randint(0, 9), column + dice.randint(0, 9))]
        merges = dice.choice((sheet.merges, (), (*sheet.merges, *spans)))
        sheets[at] = SheetRead(sheet.name, sheet.hidden, cells, merges)
    return WorkbookRead(book.path, tuple(sheets))


def _number(number: float, dice: random.Random) -> CellRead:
    return CellRead(str(number), Decimal(repr(number)), percent=dice.random() < 0.3, date=dice.random() < 0.1)


def _fuzz(file: Path, count: int) -> None:
    """Whatever a workbook holds is proposed, and what is proposed can be taken over and undone."""
    book = read_workbook(file)
    dice = random.Random(20240305)
    for _ in range(count):
        report = filled_report()
        before = dict(report.graph.state.entries.all)
        proposal = propose_forms(report, _wounded(book, dice))
        accept_forms(report, proposal, edits=proposal.edits, rows=proposal.rows, gone=proposal.gone)
        while report.undo() is not None and report.graph.state.entries.all != before:
            pass
        assert report.graph.state.entries.all == before


def _fuzz_bytes(file: Path, count: int) -> None:
    whole = file.read_bytes()
    dice = random.Random(5)
    for _ in range(count):
        with suppress(FileTrouble):
            proposed(filled_report(), mutated(file, whole, dice))


def test_a_wounded_form_is_read_all_the_same(tmp_path: Path) -> None:
    _fuzz(filled_file(tmp_path / "附件.xlsx"), 50)
    _fuzz_bytes(filled_file(tmp_path / "附件.xlsx"), 20)


@pytest.mark.campaign
def test_thousands_of_wounded_forms_are_read_all_the_same(tmp_path: Path) -> None:
    _fuzz(filled_file(tmp_path / "附件.xlsx"), 2_000)
    _fuzz_bytes(filled_file(tmp_path / "附件.xlsx"), 2_000)
