"""Returned workbooks: read exactly, however odd they are."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.material.workbook import CellRead, SheetRead
from core.reading.workbooks import read_workbook
from tests.core.reading.workbooks import (
    MAIN,
    ODD,
    OFFICE,
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
        (4, 1): CellRead("", unreckoned=True),
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
        '<c t="str"><f>A2&amp;""</f><v></v></c>',
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
        ("h:mm:ss", "date"),
    ],
)
def test_a_number_format_shows_per_cent_or_a_date(file: Path, code: str, shown: str) -> None:
    read = first(file, '<c s="1"><v>45356</v></c>', styles=styles(code))

    assert (read.percent, read.date) == (shown == "percent", shown == "date")
    day = "0:00:00" if "h" in code else "2024年3月5日"
    assert read.text == (day if read.date else "45356")
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
        (0, "0.5", "1900年1月0日"),
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

    assert read == CellRead(text, Decimal(serial), date=True)


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


def test_a_cell_far_outside_is_counted_and_left_out(file: Path) -> None:
    rows = '<row r="5000"><c r="GR5000"><v>1</v></c><c r="GS5000"><v>2</v></c></row>'
    rows += '<row r="5001"><c><v>3</v></c></row>'

    read = only(file, parts(rows))

    assert read.cells == {(4999, 199): number("1")}
    assert read.beyond == 2


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


FORMULAS = {
    "no value": ("<c><f>A2+1</f></c>", CellRead("", unreckoned=True)),
    "an empty value": ("<c><f>A2+1</f><v/></c>", CellRead("", unreckoned=True)),
    "an empty number": ('<c t="n"><f>A2+1</f><v></v></c>', CellRead("", unreckoned=True)),
    "words without a value": ('<c t="str"><f>A2</f></c>', CellRead("", unreckoned=True)),
    "a shared one": ('<c><f t="shared" si="0"/></c>', CellRead("", unreckoned=True)),
    "one for many cells": ('<c><f t="array" ref="A1:A1">B1:B2</f></c>', CellRead("", unreckoned=True)),
    "a value": ("<c><f>A2+1</f><v>0</v></c>", number("0")),
    "an error": ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellRead("#DIV/0!")),
}


@pytest.mark.parametrize(("cell", "read"), FORMULAS.values(), ids=FORMULAS.keys())
def test_a_formula_without_its_value_is_no_blank(file: Path, cell: str, read: CellRead) -> None:
    assert first(file, cell) == read


def test_a_formula_for_many_cells_that_was_never_reckoned_has_none_of_them(file: Path) -> None:
    rows = '<row><c><f t="array" ref="A1:XFD2">B1:B2</f></c><c><v>2</v></c></row>'

    found = only(file, parts(rows)).cells

    assert found[0, 1] == number("2")
    assert len(found) == 2 * 200
    assert {read for place, read in found.items() if place != (0, 1)} == {CellRead("", unreckoned=True)}


STRUCK = "<rPr><strike/></rPr>"
RAISED = '<rPr><vertAlign val="superscript"/></rPr>'
PLAIN = "<rPr><b/></rPr>"
RUNS = {
    "a struck number before": ([(STRUCK, "35"), ("", "36")], CellRead("36", struck="35")),
    "struck twice": ([('<rPr><dstrike val="1"/></rPr>', "35"), ("", "36")], CellRead("36", struck="35")),
    "not struck": ([('<rPr><strike val="0"/></rPr>', "3"), ("", "6")], CellRead("36")),
    "all struck": ([(STRUCK, "3"), (STRUCK, "5")], CellRead("", struck="35")),
    "a note": ([("", "35.8"), (RAISED, "1")], CellRead("35.8", raised="1")),
    "a note of two runs": ([("", "甲"), (RAISED, "["), (RAISED, "1]")], CellRead("甲", raised="[1]")),
    "all raised": ([(RAISED, "35"), (RAISED, ".8")], CellRead("35.8")),
    "raised words alone beside struck ones": ([(STRUCK, "35"), (RAISED, "36")], CellRead("36", struck="35")),
    "square metres": ([("", "10m"), (RAISED, "2")], CellRead("10m²")),
    "cubic kilometres": ([("", "3 KM"), (RAISED, "3"), ("", "以内")], CellRead("3 KM³以内")),
    "a note behind a word in m": ([("", "program"), (RAISED, "2")], CellRead("program", raised="2")),
    "a note behind metres": ([("", "10m"), (RAISED, "1")], CellRead("10m", raised="1")),
    "two numbers around a struck one": ([("", "3"), (STRUCK, "5"), ("", "6")], CellRead("3 6", struck="5")),
    "two numbers around a note": ([("", "35"), (RAISED, "1"), ("", "36")], CellRead("35 36", raised="1")),
    "a number of two runs": ([(PLAIN, "3"), ("", "6")], CellRead("36")),
    "raised and struck": (
        [("", "8"), ('<rPr><strike/><vertAlign val="superscript"/></rPr>', "1")],
        CellRead("8", struck="1"),
    ),
    "lowered": ([("", "CO"), ('<rPr><vertAlign val="subscript"/></rPr>', "2")], CellRead("CO2")),
}


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "inline"])
@pytest.mark.parametrize(("runs", "read"), RUNS.values(), ids=RUNS.keys())
def test_what_is_struck_or_raised_is_kept_apart(
    file: Path, runs: list[tuple[str, str]], read: CellRead, shared: bool
) -> None:
    rich = "".join(f'<r>{look}<t xml:space="preserve">{words}</t></r>' for look, words in runs)
    cell = '<c t="s"><v>0</v></c>' if shared else f'<c t="inlineStr"><is>{rich}</is></c>'

    assert first(file, cell, strings=f"<sst><si>{rich}</si></sst>") == read


def _struck_style(code: str = "") -> str:
    fonts = "<fonts><font/><font><strike/></font></fonts>"
    looks = f'<xf/><xf fontId="1" numFmtId="{"170" if code else "10"}"/>'
    formats = f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>' if code else ""
    return f'<styleSheet xmlns="{MAIN}">{formats}{fonts}<cellXfs>{looks}</cellXfs></styleSheet>'


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('<c s="1"><v>0.8045</v></c>', CellRead("", struck="80.45%")),
        ('<c s="1" t="str"><v>不要了</v></c>', CellRead("", struck="不要了")),
        ('<c s="1" t="s"><v>0</v></c>', CellRead("", struck="旧")),
        ('<c s="1" t="s"><v>1</v></c>', CellRead("新", struck="旧")),
        ('<c s="1" t="b"><v>1</v></c>', CellRead("", struck="是")),
        ('<c s="1"/>', None),
        ('<c s="0"><v>3</v></c>', number("3")),
    ],
)
def test_a_cell_whose_font_is_struck_says_nothing(file: Path, cell: str, read: CellRead | None) -> None:
    strings = f"<sst><si><t>旧</t></si><si><r><t>旧</t></r><r>{PLAIN}<t>新</t></r></si></sst>"
    made = parts(f"<row>{cell}</row>", styles=_struck_style(), strings=strings)

    assert only(file, made).cells.get((0, 0)) == read


def test_a_struck_number_is_kept_as_it_is_seen(file: Path) -> None:
    look = _struck_style('"≤"0"元"'.replace('"', "&quot;"))

    assert first(file, '<c s="1"><v>2400</v></c>', styles=look) == CellRead("", struck="≤2400元")


def test_hidden_rows_and_columns_are_known_and_bounded(file: Path) -> None:
    rows = (
        '<row r="2" hidden="1"><c><v>1</v></c></row><row ht="0" customHeight="1"/><row ht="0.5"/>'
        '<row r="7" hidden="true"/><row r="1048576" hidden="1"/>'
    )
    columns = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="x" max="9" hidden="1"/>'
        '<col min="7" max="7" width="9" hidden="0"/><col min="199" max="16384" hidden="1"/></cols>'
    )
    read = only(file, parts(sheet=cells(rows).replace("<sheetData>", columns + "<sheetData>")))

    assert read.hidden_rows == {1, 2, 6}
    assert read.hidden_columns == {1, 2, 4, 198, 199}
    assert read.cells == {(1, 0): number("1")}


def _with_comments(**more: str) -> Parts:
    kinds = "".join(f'<Relationship Id="{name}" Type="x/{name}" Target="../{name}.xml"/>' for name in more)
    made = parts(SIMPLE) | {"xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{kinds}</Relationships>"}
    return made | {f"xl/{name}.xml": content for name, content in more.items()}


NOTES = (
    "<comments><authors><author>李四</author></authors><commentList>"
    '<comment ref="B2" authorId="0"><text><r><rPr><b/></rPr><t>李四:</t></r><r><t xml:space="preserve">\n'
    "这个数\n待核</t></r></text></comment>"
    '<comment ref="C3"><text><t>请注意：\n第二行</t></text></comment>'
    '<comment ref="D4"><text/></comment><comment ref="怪"><text><t>无处</t></text></comment>'
    '<comment ref="A6000"><text><t>太远</t></text></comment></commentList></comments>'
)
TALK = (
    '<ThreadedComments><threadedComment ref="B2"><text>是不是错了？</text></threadedComment>'
    '<threadedComment ref="B2"><text>已改</text></threadedComment></ThreadedComments>'
)


def test_comments_are_read_without_their_authors(file: Path) -> None:
    read = only(file, _with_comments(comments=NOTES))

    assert read.comments == {(1, 1): "这个数\n待核", (2, 2): "请注意：\n第二行"}


def test_a_conversation_stands_for_the_note_beside_it(file: Path) -> None:
    read = only(file, _with_comments(comments=NOTES, threadedComment=TALK))

    assert read.comments[1, 1] == "是不是错了？\n已改"
    assert read.comments[2, 2] == "请注意：\n第二行"


LINK = f'<Relationship Id="x" Type="{OFFICE}/externalLink" Target="externalLinks/externalLink1.xml"/>'
LINKED = RELATIONS.replace("<Relationships>", "<Relationships>" + LINK)
NAMED = WORKBOOK.replace(
    "</workbook>",
    "<definedNames><definedName name='去年数'>[1]表!$A$1</definedName>"
    "<definedName name='本表'>表一!$A$1</definedName></definedNames></workbook>",
)


@pytest.mark.parametrize(
    ("formula", "linked"),
    [
        ("[1]Sheet1!A1", True),
        ("1+'[1]表 一'!A1", True),
        ("SUM('C:\\表\\[预算.xlsx]一'!A1:B2)", True),
        ("[1]!去年", True),
        ("去年数*2", True),
        ("本表*2", False),
        ("A1&amp;&quot;[1]Sheet1!A1&quot;", False),
        ("表1[2023]", False),
        ("SUM(表1[[#This Row],[2023]])", False),
        ("Sheet1!A1", False),
    ],
)
def test_a_formula_that_reads_another_file_keeps_its_value_and_says_so(
    file: Path, formula: str, linked: bool
) -> None:
    row = f"<row><c><f>{formula}</f><v>7</v></c><c><f>{formula}</f></c></row>"
    found = only(file, parts(row, relations=LINKED, workbook=NAMED)).cells

    assert found == {
        (0, 0): CellRead("7", Decimal(7), linked=linked),
        (0, 1): CellRead("", unreckoned=True, linked=linked),
    }


def test_a_shared_formula_that_reads_another_file_says_so_in_every_cell(file: Path) -> None:
    row = '<row><c><f t="shared" si="3" ref="A1:B1">[1]表!A1</f><v>7</v></c><c><f t="shared" si="3"/><v>8</v></c></row>'

    assert [read.linked for read in only(file, parts(row, relations=LINKED)).cells.values()] == [True, True]
