"""Returned workbooks: read exactly, however odd they are."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.material.workbook import CellRead, SheetRead
from core.reading.xlsx import read_workbook
from tests.core.reading.workbooks import (
    ODD,
    RELATIONS,
    SHEET,
    SIMPLE,
    WORKBOOK,
    Parts,
    cells,
    flagged,
    parts,
    plain,
    renamed,
    styles,
    written,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "返回.xlsx"


def only(path: Path, made: Parts) -> SheetRead:
    (sheet,) = read_workbook(written(path, made)).sheets
    return sheet


def texts(path: Path, made: Parts) -> dict[tuple[int, int], str]:
    return {place: read.text for place, read in only(path, made).cells.items()}


def first(path: Path, cell: str, **more: str) -> CellRead:
    return only(path, parts(f"<row>{cell}</row>", **more)).cells[0, 0]


def number(text: str, **more: bool) -> CellRead:
    return CellRead(text, Decimal(text), **more)


def test_a_plain_workbook_reads_exactly(file: Path) -> None:
    form, codes = read_workbook(plain(file)).sheets

    assert (form.name, form.hidden, form.merges) == ("自评表", False, ((0, 0, 0, 3),))
    assert form.cells == {
        (0, 0): CellRead("部门整体支出绩效自评表"),
        (1, 0): CellRead("项目"),
        (1, 1): CellRead("年初预算数"),
        (1, 2): CellRead("执行率"),
        (1, 3): CellRead("填报日期"),
        (2, 0): CellRead("人员经费"),
        (2, 1): number("1272.75"),
        (2, 2): number("0.8045", percent=True),
        (2, 3): CellRead("2024年3月5日", Decimal(45356), date=True),
        (3, 0): CellRead("公用经费"),
        (3, 1): number("-3"),
        (3, 2): number("1"),
        (4, 0): CellRead("合计"),
        (4, 2): CellRead("是"),
        (4, 3): CellRead(" １２ "),
    }
    assert codes == SheetRead("代码", True, {(1, 1): CellRead("&<'\"\n第二行")}, ())


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("<c><v>0.80449999999999999</v></c>", number("0.8045")),
        ("<c><v>1234567.8000000001</v></c>", number("1234567.8")),
        ("<c><v>1.5E-3</v></c>", number("0.0015")),
        ("<c><v>2e5</v></c>", number("200000")),
        ("<c><v>430621199001011234</v></c>", number("430621199001011234")),
        ("<c><v>-0.50</v></c>", number("-0.50")),
        ("<c><v> 12 </v></c>", number("12")),
        ("<c><v>NaN</v></c>", CellRead("NaN")),
        ("<c><v>1E400</v></c>", CellRead("1E400")),
        ("<c><v>1_000</v></c>", CellRead("1_000")),
        ("<c><v>１２</v></c>", CellRead("１２")),
        (f"<c><v>{'9' * 5_000}</v></c>", CellRead("9" * 5_000)),
        ('<c t="b"><v>1</v></c>', CellRead("是")),
        ('<c t="b"><v>0</v></c>', CellRead("否")),
        ('<c t="e"><v>#REF!</v></c>', CellRead("#REF!")),
        ('<c t="str"><f>A2&amp;B2</f><v>甲乙</v></c>', CellRead("甲乙")),
        ("<c><f>SUM(B1:B9)</f><v>8.5</v></c>", number("8.5")),
        ('<c t="str"><v>12.50</v></c>', CellRead("12.50")),
        ('<c t="d"><v>2024-03-05T00:00:00</v></c>', CellRead("2024年3月5日", date=True)),
        ('<c t="d"><v>2024-13-05</v></c>', CellRead("2024-13-05")),
        ('<c t="inlineStr"><is><t>内联</t></is></c>', CellRead("内联")),
        ("<c><is><r><t>两</t></r><r><t>段</t></r><rPh><t>音</t></rPh></is></c>", CellRead("两段")),
        ('<c t="str"><v>甲_x000D_\r\n乙_x005F_x000D__x0007_</v></c>', CellRead("甲\n乙_x000D_")),
        ('<c t="str"><v xml:space="preserve"> 甲 </v></c>', CellRead(" 甲 ")),
        ('<c t="str"><v>\n  甲\n</v></c>', CellRead("甲")),
        ('<c s="77"><v>3</v></c>', number("3")),
        ('<c s="x" t="怪"><v>3</v></c>', number("3")),
    ],
)
def test_a_cell_reads_as_its_file_has_it(file: Path, cell: str, read: CellRead) -> None:
    assert first(file, cell) == read


@pytest.mark.parametrize(
    "cell",
    [
        "<c/>",
        "<c><v/></c>",
        "<c><f>A2+1</f></c>",
        "<c><f>A2+1</f><v></v></c>",
        '<c t="s"><v>9</v></c>',
        '<c t="s"><v>-1</v></c>',
        '<c t="str"><v xml:space="preserve">　 </v></c>',
        '<c t="inlineStr"><is/></c>',
    ],
)
def test_a_cell_that_says_nothing_is_not_there(file: Path, cell: str) -> None:
    assert texts(file, parts(f"<row>{cell}</row>")) == {}


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.00%", "percent"),
        ("0%;[Red]-0%", "percent"),
        ("0.00&quot;%&quot;", ""),
        ("0.00\\%", ""),
        ("yyyy/m/d;@", "date"),
        ("[$-804]yyyy&quot;年&quot;m&quot;月&quot;", "date"),
        ("m月", "date"),
        ("0&quot;年&quot;", ""),
        ("0年", ""),
        ("[Red]#,##0.00_);\\(#,##0.00\\)", ""),
        ("[DBNum1]General", ""),
        ("General&quot;day&quot;", ""),
        ("Standard", ""),
        ("h:mm:ss", ""),
    ],
)
def test_a_number_format_shows_per_cent_or_a_date(file: Path, code: str, shown: str) -> None:
    read = first(file, '<c s="1"><v>45356</v></c>', styles=styles(code))

    assert (read.percent, read.date) == (shown == "percent", shown == "date")
    assert read.text == ("2024年3月5日" if read.date else "45356")
    assert read.number == 45356


@pytest.mark.parametrize("built_in", [9, 10, 14, 17, 22, 27, 31, 36, 50, 58])
def test_built_in_formats_need_no_code(file: Path, built_in: int) -> None:
    read = first(file, '<c s="1"><v>45356.5</v></c>', styles=styles(ids=(built_in,)))

    assert (read.percent, read.date) == (built_in < 14, built_in >= 14)


@pytest.mark.parametrize(
    ("since_1904", "serial", "text"),
    [
        (0, "1", "1900年1月1日"),
        (0, "59", "1900年2月28日"),
        (0, "60", "1900年2月29日"),
        (0, "61", "1900年3月1日"),
        (0, "0.5", "0.5"),
        (0, "-1", "-1"),
        (0, "9999999", "9999999"),
        (1, "0", "1904年1月1日"),
        (1, "43894", "2024年3月5日"),
    ],
)
def test_dates_count_from_1900_with_its_false_day_or_from_1904(
    file: Path, since_1904: int, serial: str, text: str
) -> None:
    book = WORKBOOK.replace("<sheets>", f'<workbookPr date1904="{since_1904}"/><sheets>')

    read = first(file, f'<c s="1"><v>{serial}</v></c>', styles=styles(ids=(14,)), workbook=book)

    assert read == CellRead(text, Decimal(serial), date=text.endswith("日"))


def test_shared_strings_join_their_runs_and_leave_readings_out(file: Path) -> None:
    strings = (
        '<sst count="900" uniqueCount="1"><si><t>一</t></si><si><r><t xml:space="preserve">二 </t></r>'
        "<r><rPr><b/></rPr><t>三</t></r><rPh><t>さん</t></rPh></si><si/><si><t>四</t></si></sst>"
    )
    row = "<row>" + "".join(f'<c t="s"><v>{index}</v></c>' for index in range(4)) + "</row>"

    assert texts(file, parts(row, strings=strings)) == {(0, 0): "一", (0, 1): "二 三", (0, 3): "四"}


def test_missing_and_wrong_places_follow_from_those_before(file: Path) -> None:
    rows = (
        '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row>'
        '<row r="5"><c r="$B$5"><v>4</v></c><c r="b6"><v>5</v></c></row>'
        '<row r="x"><c r="A0"><v>6</v></c></row>'
    )
    made = parts(sheet=cells(rows).replace("<sheetData>", '<dimension ref="Z9:怪"/><sheetData>'))

    found = texts(file, made)

    assert found == {(0, 0): "1", (0, 3): "2", (0, 4): "3", (4, 1): "4", (5, 1): "5", (5, 0): "6"}


def test_merges_stay_ranges_and_wild_ones_are_dropped(file: Path) -> None:
    refs = ("A1:C1", "B3:A2", "D4:D4", "A1:XFD1", "E1:E1048576", "怪", "", "A1")
    after = "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in refs) + "</mergeCells>"

    assert only(file, parts("", after)).merges == ((0, 0, 0, 2), (1, 0, 2, 1))


def test_a_cell_far_outside_is_left_out(file: Path) -> None:
    rows = '<row r="5000"><c r="GR5000"><v>1</v></c><c r="GS5000"><v>2</v></c></row>'
    rows += '<row r="5001"><c><v>3</v></c></row>'

    assert texts(file, parts(rows)) == {(4999, 199): "1"}


@pytest.mark.parametrize("made", ODD.values(), ids=ODD.keys())
def test_an_odd_workbook_is_read_all_the_same(file: Path, made: Parts) -> None:
    assert texts(file, made) == {(0, 0): "7"}


def test_a_macro_workbook_is_read_like_another(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.XLSM", parts(SIMPLE)) == {(0, 0): "7"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_part_named_without_the_utf_8_flag_is_found(file: Path, encoding: str) -> None:
    name = "xl/worksheets/工作表一.xml"
    garbled = name.encode(encoding).decode("cp437")
    made = renamed(SHEET, "@" * len(garbled), relations=RELATIONS.replace("sheet1", "工作表一"))
    content = written(file, made).read_bytes().replace(b"@" * len(garbled), name.encode(encoding))
    file.write_bytes(content)
    flagged(file, 0x800, on=False)

    (sheet,) = read_workbook(file).sheets

    assert sheet.cells == {(0, 0): number("7")}


def test_hidden_sheets_are_marked_and_keep_their_order(file: Path) -> None:
    more = "".join(
        f'<sheet name="{state}" state="{state}" r:id="rId1"/>' for state in ("hidden", "veryHidden")
    )
    book = WORKBOOK.replace("</sheets>", more + "</sheets>")

    sheets = read_workbook(written(file, parts(SIMPLE, workbook=book))).sheets

    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("表一", False),
        ("hidden", True),
        ("veryHidden", True),
    ]
