"""A returned form reads alike whatever program wrote it and whatever it is called."""

from __future__ import annotations

import struct
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from core.material.workbook import CellRead, SheetRead
from core.numbers.troubles import FileTrouble
from core.reading.workbooks import is_workbook, read_workbook
from tests.core.reading.other_formats import (
    FILES,
    FULL_CSV,
    FULL_HTML,
    FULL_ODS,
    FULL_XML,
    ods_cell,
    ods_content,
    ods_row,
    spreadsheet_xml,
    written_ods,
    xml_cell,
    xml_row,
)
from tests.core.reading.workbooks import SIMPLE, parts, plain, written


def number(text: str, **more: str | bool) -> CellRead:
    return CellRead(text, Decimal(text))._replace(**more)  # type: ignore[arg-type]


FORM = {
    (0, 0): CellRead("自评表"),
    (1, 0): CellRead("36", struck="35"),
    (1, 1): CellRead("35.8", raised="1"),
    (1, 2): CellRead("10m²"),
    (2, 0): number("2400", shown="≤2400元"),
    (2, 1): number("62000", shown="6.2万元", scaled=True),
    (2, 2): number("0.8045", percent=True),
    (2, 3): CellRead("2024年3月5日", date=True),
    (3, 0): number("-1234.5"),
    (3, 1): number("1272.75"),
    (3, 2): CellRead("6:02", date=True),
    (3, 3): CellRead("", struck="99"),
    (4, 0): CellRead("", struck="作废"),
    (4, 1): number("7"),
    (4, 2): CellRead("是"),
    (4, 3): CellRead("35\n36"),
    (5, 0): CellRead("隐藏的"),
    (5, 5): CellRead("隐列"),
    (6, 0): CellRead("#DIV/0!"),
    (6, 1): number("7"),
    (6, 2): number("0", shown="无"),
    (6, 3): number("0"),
    (7, 0): number("12.5", shown="12.5人"),
    (7, 1): CellRead(" １２ "),
}


def _xls(path: Path) -> None:
    path.write_bytes((FILES / "odd.xls").read_bytes())


def _xml(path: Path) -> None:
    path.write_text(FULL_XML, "utf-8")


def _xml_in_gbk(path: Path) -> None:
    path.write_text(FULL_XML.replace('version="1.0"', 'version="1.0" encoding="GBK"'), "gb18030")


def _ods(path: Path) -> None:
    written_ods(path, FULL_ODS)


@pytest.mark.parametrize("name", ["表.xls", "表.et", "表.xlsx", "表.ods"])
@pytest.mark.parametrize("make", [_xls, _xml, _xml_in_gbk, _ods])
def test_a_form_reads_alike_in_every_format(tmp_path: Path, make: Callable[[Path], None], name: str) -> None:
    path = tmp_path / name
    make(path)

    form, codes = read_workbook(path).sheets

    assert is_workbook(path)
    cells = {at: read._replace(number=None) if read.date else read for at, read in form.cells.items()}
    assert cells == FORM
    assert (form.name, form.hidden, form.merges) == ("附件1", False, ((0, 0, 0, 3),))
    assert (form.hidden_rows, form.hidden_columns, form.beyond) == ({5}, {5}, 0)
    assert form.comments[4, 1].endswith("这个数待核")
    assert (codes.name, codes.hidden) == ("代码", True)


def only(path: Path) -> SheetRead:
    (sheet,) = read_workbook(path).sheets
    return sheet


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_web_page_called_xls_is_its_tables_below_each_other(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "表.xls"
    path.write_text(FULL_HTML, encoding)

    sheet = only(path)

    assert sheet == SheetRead(
        "附件1",
        False,
        {
            (0, 0): CellRead("标题"),
            (1, 0): CellRead("自评表"),
            (2, 0): CellRead("36", struck="35"),
            (2, 1): CellRead("35.8", raised="1"),
            (2, 2): CellRead("10m²"),
            (2, 3): CellRead("合并 格"),
            (3, 0): CellRead("≤2400元"),
            (3, 1): CellRead("6.2万元"),
            (3, 2): CellRead("80.45%"),
            (4, 0): CellRead("隐藏的"),
            (5, 0): CellRead("35\n36"),
            (5, 1): CellRead("", struck="作废"),
            (5, 2): CellRead("7"),
            (6, 0): CellRead("外面"),
            (7, 0): CellRead("里层"),
            (8, 0): CellRead("第二表尾"),
        },
        ((1, 0, 1, 3), (2, 3, 3, 3)),
        frozenset({4}),
        comments={(5, 2): "李四:\n待核"},
    )


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ("<tr><td rowspan=3>1<td>2<tr><td>3<tr><td>4<tr><td>5", {(0, 0), (0, 1), (1, 1), (2, 1), (3, 0)}),
        ("<tr><td>1<td rowspan=2 colspan=2>2<tr><td>3<td>4", {(0, 0), (0, 1), (1, 0), (1, 3)}),
        ("<td>1<td>2", {(0, 0), (0, 1)}),
        ("<tr><td colspan=99999999>1<td>2", {(0, 0)}),
        ("<tr><td colspan=-1 rowspan=x>1<td>2", {(0, 0), (0, 1)}),
        ("<![if !supportMisalignedColumns]><tr><td>1 < 2 <3><td>2<![endif]>", {(0, 0), (0, 1)}),
    ],
)
def test_spans_of_a_web_page_push_what_follows(
    tmp_path: Path, rows: str, places: set[tuple[int, int]]
) -> None:
    path = tmp_path / "表.xls"
    path.write_text(f"<table>{rows}", "utf-8")

    assert set(only(path).cells) == places


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_separated_text_is_words(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "收支.csv"
    path.write_text(FULL_CSV, encoding, newline="")

    assert only(path) == SheetRead(
        "收支",
        False,
        {
            (0, 0): CellRead("项目"),
            (0, 1): CellRead("金额"),
            (0, 2): CellRead("备注"),
            (1, 0): CellRead("人员;经费"),
            (1, 1): CellRead("1,272.75"),
            (2, 0): CellRead("公用"),
            (2, 1): CellRead("007"),
            (2, 2): CellRead("", unreckoned=True),
            (3, 0): CellRead("两\n行"),
            (3, 2): CellRead("是"),
        },
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t1,5\n乙\t2,5\n", [["甲", "1,5"], ["乙", "2,5"]]),
        ("甲,1;5\n乙,2\n", [["甲", "1;5"], ["乙", "2"]]),
        ('"甲,一";1\n"乙,二";2\n', [["甲,一", "1"], ["乙,二", "2"]]),
        ("sep=;\n甲,1;2\n", [["甲,1", "2"]]),
        ("甲\n乙\n", [["甲"], ["乙"]]),
    ],
)
def test_the_separator_is_what_the_lines_have_alike(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    path = tmp_path / "表.csv"
    path.write_text(text, "utf-8")

    found = {(r, c): CellRead(words) for r, row in enumerate(rows) for c, words in enumerate(row)}
    assert only(path).cells == found


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (xml_cell("", "Number", 'ss:Formula="=A1"'), CellRead("", unreckoned=True)),
        ('<Cell ss:Formula="=A1"/>', CellRead("", unreckoned=True)),
        (xml_cell("", "String", 'ss:Formula="=A1"'), None),
        (xml_cell("7", "Number", 'ss:Formula="=[预算.xls]表!R1C1"'), number("7", linked=True)),
        (xml_cell("7", "Number", 'ss:Formula="=R[-1]C[2]+1"'), number("7")),
        (xml_cell("怪", "Number"), CellRead("怪")),
        (xml_cell("2024-13-45", "DateTime"), CellRead("2024-13-45")),
        (xml_cell("1", "Number", 'ss:StyleID="没有"'), number("1")),
    ],
)
def test_a_cell_of_an_xml_spreadsheet(tmp_path: Path, cell: str, read: CellRead | None) -> None:
    path = tmp_path / "表.xls"
    path.write_text(spreadsheet_xml(xml_row(cell)), "utf-8")

    assert only(path).cells.get((0, 0)) == read


def test_rows_and_columns_of_an_xml_spreadsheet_follow_their_indexes(tmp_path: Path) -> None:
    rows = (
        xml_row(xml_cell("1"), more='ss:Span="1" ss:Hidden="1"'),
        xml_row(xml_cell("2", more='ss:Index="3"'), xml_cell("3", more='ss:MergeDown="1"'), xml_cell("4")),
        xml_row(xml_cell("5"), more='ss:Index="9"'),
        xml_row(xml_cell("6"), more='ss:Index="9999"'),
    )
    path = tmp_path / "表.xls"
    path.write_text(spreadsheet_xml("".join(rows)), "utf-8")

    sheet = only(path)

    assert {at: read.text for at, read in sheet.cells.items()} == {
        (0, 0): "1", (2, 2): "2", (2, 3): "3", (2, 4): "4", (8, 0): "5",
    }  # fmt: skip
    assert (sheet.merges, sheet.hidden_rows, sheet.beyond) == (((2, 3, 3, 3),), {0, 1}, 1)


@pytest.mark.parametrize(
    ("seen", "value", "shown", "scaled"),
    [
        ("1,272.8", "1272.75", "", False),
        ("（3）", "-3", "", False),
        ("-3", "-3", "", False),
        ("3", "-3", "3", True),
        ("￥ 5.00", "5", "", False),
        ("5元", "5", "5元", False),
        ("1/2", "0.5", "1/2", True),
        ("五", "5", "五", True),
        ("1E+05", "100000", "", False),
        ("6.2", "62000", "6.2", True),
        ("", "5", "", False),
        ("NaN", "5", "NaN", True),
    ],
)
def test_what_an_open_document_shows_is_held_against_its_number(
    tmp_path: Path, seen: str, value: str, shown: str, scaled: bool
) -> None:
    path = written_ods(tmp_path / "表.ods", ods_content(ods_row(ods_cell(seen, value))))

    assert only(path).cells[0, 0] == number(value, shown=shown, scaled=scaled)


def test_repeats_of_an_open_document_are_bounded(tmp_path: Path) -> None:
    rows = (
        ods_row(
            ods_cell("甲", more='table:number-columns-repeated="2"'), more='table:number-rows-repeated="3"'
        ),
        ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            more='table:number-rows-repeated="1048000" table:visibility="collapse"',
        ),
        ods_row(ods_cell("远")),
    )
    sheet = only(written_ods(tmp_path / "表.ods", ods_content("".join(rows))))

    assert set(sheet.cells) == {(row, column) for row in range(3) for column in range(2)}
    assert sheet.hidden_rows == frozenset(range(3, 5_000))
    assert sheet.beyond == 1


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ('table:formula="of:=[.A1]"', CellRead("", unreckoned=True)),
        (
            'table:formula="of:=[\'file:///a.ods\'#$表.A1]" office:value-type="float" office:value="7"',
            number("7", linked=True),
        ),
    ],
)
def test_a_formula_of_an_open_document(tmp_path: Path, more: str, read: CellRead) -> None:
    row = ods_row(f"<table:table-cell {more}/>")

    assert only(written_ods(tmp_path / "表.ods", ods_content(row))).cells == {(0, 0): read}


@pytest.mark.parametrize("name", ["表.xls", "表.et", "表.csv", "表"])
def test_an_xlsx_is_one_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = plain(tmp_path / name)

    assert is_workbook(path)
    assert len(read_workbook(path).sheets) == 2


BIFF_WITH_PASSWORD = (
    b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00\x06\x00" + bytes(6) + b"\x0a\x00\x00\x00"
)
STREAM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _compound(name: str) -> bytes:
    """A compound file whose one stream, empty, has a name."""
    header = bytearray(512)
    header[:8] = STREAM
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<II4xIIIII", header, 44, 1, 1, 4096, 2**32 - 2, 0, 2**32 - 2, 0)
    struct.pack_into("<109I", header, 76, 0, *[2**32 - 1] * 108)
    table = struct.pack("<128I", 2**32 - 3, 2**32 - 2, *[2**32 - 1] * 126)
    entries = bytearray(512)
    for number, (title, kind, child) in enumerate((("Root Entry", 5, 1), (name, 2, 2**32 - 1))):
        encoded = title.encode("utf-16-le")
        at = number * 128
        entries[at : at + len(encoded)] = encoded
        struct.pack_into("<HBBIII", entries, at + 64, len(encoded) + 2, kind, 1, 2**32 - 1, 2**32 - 1, child)
        struct.pack_into("<II", entries, at + 116, 2**32 - 2, 0)
    return bytes(header) + table + bytes(entries)


def _circular() -> bytes:
    """A workbook of which every sector follows itself."""
    content = bytearray((FILES / "odd.xls").read_bytes())
    (table,) = struct.unpack_from("<I", content, 76)
    start = 512 * (table + 1)
    content[start : start + 512] = struct.pack("<128I", *range(128))
    return bytes(content)


REFUSED = {
    "a password": (_compound("EncryptedPackage"), "有密码"),
    "a password in .xls": (BIFF_WITH_PASSWORD, "去掉密码后保存，再导入"),
    "Word": (_compound("WordDocument"), "不是 Excel 表格"),
    "an empty .xls": (_compound("Workbook"), "文件损坏"),
    "a circle of sectors": (_circular(), "文件损坏"),
    "a broken .xls": (STREAM + "Workbook".encode("utf-16-le"), "文件损坏"),
    "PDF": (b"%PDF-1.7", "PDF"),
    "a web archive": (b"MIME-Version: 1.0\r\n", "单个文件网页"),
    "RTF": (b"{\\rtf1", "不是 Excel 表格"),
    "flat": (b'<?xml version="1.0"?><office:document xmlns:office="x">', ".fods"),
    "other XML": (b'<?xml version="1.0"?><Workbook/>', "不是 Excel 表格"),
    "nothing": (b"", "文件是空的"),
    "zeros": (bytes(9_000), "文件是空的"),
    "no text": (bytes(range(256)), "文件损坏"),
    "a cut zip": (b"PK\x03\x04" + bytes(60), "文件损坏"),
    "a page without a table": (b"<html><body>x", "没有工作表"),
    "an open comment": (b"<html><table>" + b"<!--" * 20, "文件损坏"),
    "deep tables": (b"<table><tr><td>" * 100, "一层套一层"),
    "deep marks": (b"<table><tr><td>" + b"x<s>" * 100, "一层套一层"),
    "a long tag": (b"<table><tr><td " + b"a=1 " * 30_000 + b">x", "文件损坏"),
    "no ends": (b"<table><tr><td>" + b"<a" * 20, "文件损坏"),
    "a large page": (b"<table><tr><td>" + bytes(5_000_001), "表格太大"),
    "many cells": (b"<table>" + b"<tr><td>x<td>" * 300_000, "表格太大"),
    "false GBK": (b"<html><table><tr><td>\xff\xff", "文件损坏"),
    "an XML bomb": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook xmlns="'
        b'urn:schemas-microsoft-com:office:spreadsheet"/>',
        "DOCTYPE",
    ),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "表.xls"
    path.write_bytes(content)

    with pytest.raises(FileTrouble) as caught:
        read_workbook(path)
    assert words in caught.value.reason
    assert is_workbook(path)


def test_a_word_file_is_no_workbook(tmp_path: Path) -> None:
    path = written(tmp_path / "报告.docx", {"word/document.xml": ""})
    text = tmp_path / "报告.txt"
    text.write_text("一、基本情况\n甲，乙", "utf-8")

    for file in (path, text):
        assert not is_workbook(file)
        with pytest.raises(FileTrouble) as caught:
            read_workbook(file)
        assert "不是 Excel 表格" in caught.value.reason


@pytest.mark.parametrize(
    ("name", "is_one"), [("没有.xlsx", True), ("没有.numbers", True), ("没有.docx", False), ("", False)]
)
def test_what_is_not_there_goes_by_its_name(tmp_path: Path, name: str, is_one: bool) -> None:
    assert is_workbook(tmp_path / name) == is_one


def test_workbooks_of_all_kinds_are_told_from_texts_by_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "没有后缀"
    for make in (_xls, _xml, _ods):
        make(path)
        assert is_workbook(path)
    written(path, parts(SIMPLE))
    assert is_workbook(path)
    path.write_text(FULL_HTML, "utf-8")
    assert not is_workbook(path)


def test_a_real_workbook_reads_alike_in_both_formats(real_texts: Path) -> None:
    files = sorted((real_texts / "cases" / "forms").glob("*.xls"))
    if not files:
        pytest.skip("the real workbooks are not here")
    for old in files:
        for mine, its in zip(
            read_workbook(old).sheets, read_workbook(old.with_suffix(".xlsx")).sheets, strict=True
        ):
            assert mine._replace(merges=()) == its._replace(merges=())
            assert sorted(mine.merges) == sorted(its.merges)
