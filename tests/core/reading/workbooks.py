"""Workbooks as they come back from offices: plain, odd, hostile; written part by part."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    "<Relationships>"
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/>'
    "</Relationships>"
)
ROOT = (
    f'<Relationships><Relationship Id="a" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
SIMPLE = "<row><c><v>7</v></c></row>"
Parts = dict[str, str | bytes | None]


def cells(inside: str, after: str = "") -> str:
    """A sheet's XML around its rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData>{after}</worksheet>'


def parts(rows: str = "", after: str = "", /, **more: str | bytes | None) -> Parts:
    """The parts of a workbook of one sheet; `more` by short name (workbook, strings, styles …)."""
    made: Parts = {
        "_rels/.rels": more.pop("root", ROOT),
        "xl/workbook.xml": more.pop("workbook", WORKBOOK),
        "xl/_rels/workbook.xml.rels": more.pop("relations", RELATIONS),
        SHEET: more.pop("sheet", cells(rows, after)),
        "xl/sharedStrings.xml": more.pop("strings", None),
        "xl/styles.xml": more.pop("styles", None),
    }
    assert not more
    return made


def renamed(old: str, new: str, **more: str | None) -> Parts:
    """The parts of a simple workbook, one of them under another name."""
    return {(new if name == old else name): part for name, part in parts(SIMPLE, **more).items()}


def written(path: Path, made: Parts, *, store: bool = False) -> Path:
    """A zip of the parts; those that are None are left out."""
    method = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in made.items():
            if content is not None:
                archive.writestr(name, content)
    return path


def styles(*codes: str, ids: tuple[int, ...] = ()) -> str:
    """Styles of which the first is plain, then the custom codes, then the built-in ids."""
    own = "".join(f'<numFmt numFmtId="{170 + i}" formatCode="{code}"/>' for i, code in enumerate(codes))
    used = (0, *(170 + i for i in range(len(codes))), *ids)
    looks = "".join(f'<xf numFmtId="{number}"/>' for number in used)
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f"<cellXfs>{looks}</cellXfs></styleSheet>"
    )


def plain(path: Path) -> Path:
    """A returned form as openpyxl writes it: words, numbers, a per cent, a date, a merge, a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    rows = (
        ["部门整体支出绩效自评表"],
        ["项目", "年初预算数", "执行率", "填报日期"],
        ["人员经费", 1272.75, 0.8045, date(2024, 3, 5)],
        ["公用经费", -3, 1, None],
        ["合计", "=B3+B4", True, " １２ "],
    )
    for row in rows:
        sheet.append(row)
    sheet["C3"].number_format = "0.00%"
    sheet["D3"].number_format = 'yyyy"年"m"月"d"日"'
    sheet.merge_cells("A1:D1")
    sheet.protection.enable()
    hidden = book.create_sheet("代码")
    hidden["B2"] = "&<'\"\n第二行"
    hidden.sheet_state = "veryHidden"
    book.save(path)
    return path


def flagged(path: Path, bit: int, *, on: bool) -> Path:
    """The zip with one flag set or cleared in every header."""
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(signature), bytes(content)):
            at = found.start() + offset
            flags = int.from_bytes(content[at : at + 2], "little")
            flags = flags | bit if on else flags & ~bit
            content[at : at + 2] = flags.to_bytes(2, "little")
    path.write_bytes(content)
    return path


def noise(count: int) -> str:
    """Digits that deflate cannot shrink below a few tenths; the same every time."""
    return "".join(random.Random(count).choices("0123456789abcdefghijklmnopqrstuvwxyz", k=count))


def mutated(path: Path, whole: bytes, dice: random.Random) -> Path:
    """The valid workbook `whole` with a few wounds: in the zip's bytes, or in its parts zipped anew."""
    if dice.random() < 0.4:
        content = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        if dice.random() < 0.2:
            del content[dice.randrange(len(content)) :]
        path.write_bytes(content)
        return path
    path.write_bytes(whole)
    with zipfile.ZipFile(path) as archive:
        made: Parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(dice.randint(1, 3)):
        name = dice.choice(sorted(made))
        part = made[name]
        assert isinstance(part, bytes)
        made[name] = wounded(part, dice)
    if dice.random() < 0.1:
        del made[dice.choice(sorted(made))]
    return written(path, made)


def wounded(content: bytes, dice: random.Random) -> bytes:
    """The content with one wound: a piece away, doubled, moved, control characters, cut, an odd attribute."""
    start, end = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    end = min(end, start + dice.choice((1, 8, 60, 4_000)))
    piece = content[start:end]
    match dice.randrange(6):
        case 0:
            return content[:start] + content[end:]
        case 1:
            return content[:start] + piece * dice.choice((2, 3, 50)) + content[end:]
        case 2:
            return content[end:] + piece + content[:start]
        case 3:
            return content[:start] + bytes(dice.choices(range(32), k=3)) + content[start:]
        case 4:
            return content[:start]
    values = list(re.finditer(rb'"[^"]*"', content))
    if not values:
        return content
    start, end = dice.choice(values).span()
    value = dice.choice((_LONG, *_ODD_PLACES, *_ODD_WORDS)).encode()
    return content[:start] + b'"' + value + b'"' + content[end:]


_LONG = "9" * 5_000
_ODD_PLACES = ("XFD1048576", "A0", "-1", "0", "../../..", "/", "..\\\\x", "%00%2e%2e")
_ODD_WORDS = ("", "1E400", "NaN", "１", "😀", "s", "inlineStr", "d", "b", "&amp;lt;", "2024-13-45T99")
STRICT = "http://purl.oclc.org/ooxml"
PREFIXED = (
    f'<x:worksheet xmlns:x="{STRICT}/spreadsheetml/main"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c>'
    "</x:row></x:sheetData><x:extLst><x:ext><y:c><y:v>8</y:v></y:c></x:ext></x:extLst></x:worksheet>"
)
STRICT_TYPE = f"{STRICT}/officeDocument/relationships"
GBK_CLAIM = '<?xml version="1.0" encoding="gb2312"?>'
ODD_STYLES = f'<styleSheet xmlns="{MAIN}"><fills count="9"><fill/></fills><cellXfs><xf fillId="8"/></cellXfs>'


ODD = {
    "prefixes": parts(sheet=PREFIXED),
    "strict": parts(
        SIMPLE,
        root=ROOT.replace(OFFICE, STRICT_TYPE),
        workbook=WORKBOOK.replace(OFFICE, STRICT_TYPE).replace(MAIN, f"{STRICT}/spreadsheetml/main"),
        relations=RELATIONS.replace(OFFICE, STRICT_TYPE),
    ),
    "absolute target": parts(SIMPLE, relations=RELATIONS.replace("worksheets/", "/xl/worksheets/")),
    "target from the root": parts(SIMPLE, relations=RELATIONS.replace("worksheets/", "xl/worksheets/")),
    "target through ..": parts(SIMPLE, relations=RELATIONS.replace("worksheets/", "../xl/./worksheets/")),
    "backslash target": parts(SIMPLE, relations=RELATIONS.replace("worksheets/", ".\\worksheets\\")),
    "backslash names": renamed(SHEET, "xl\\worksheets\\sheet1.xml"),
    "other case": renamed(SHEET, "XL/Worksheets/Sheet1.XML"),
    "leading slash": renamed(SHEET, "/" + SHEET),
    "blank in a name": renamed(
        SHEET, "xl/worksheets/a b.xml", relations=RELATIONS.replace("sheet1", "a%20b")
    ),
    "no relations": parts(SIMPLE, relations=None),
    "no root relations": parts(SIMPLE, root=None),
    "another main part": renamed(
        "xl/workbook.xml", "xl/book.xml", root=ROOT.replace("workbook", "book"), relations=None
    ),
    "other prefix of id": parts(SIMPLE, workbook=WORKBOOK.replace("r:id", "d3p1:id")),
    "chart sheet": parts(
        SIMPLE,
        workbook=WORKBOOK.replace("</sheets>", '<sheet name="图" sheetId="2" r:id="rId3"/></sheets>'),
        styles="<chartsheet><sheetViews/></chartsheet>",
    ),
    "macro module": parts(
        SIMPLE, workbook=WORKBOOK.replace("</sheets>", '<sheet name="模块" r:id=""/></sheets>')
    ),
    "styles openpyxl refuses": parts(SIMPLE, styles=ODD_STYLES + "</styleSheet>"),
    "utf-16": parts(sheet=('<?xml version="1.0" encoding="UTF-16"?>' + cells(SIMPLE)).encode("utf-16")),
    "utf-8 with mark": parts(sheet="\ufeff" + cells(SIMPLE)),
    "false encoding": parts(sheet=GBK_CLAIM + cells(SIMPLE)),
    "blanks before": parts(sheet='\r\n <?xml version="1.0"?>' + cells(SIMPLE)),
    "protected": parts(SIMPLE, '<sheetProtection sheet="1" password="CC1A"/>'),
    "other files": parts(SIMPLE) | {"docProps/core.xml": "<坏", "xl/media/": ""},
}


def _many(count: int, element: str) -> str:
    return "".join(element.replace("#", str(number)) for number in range(1, count + 1))


def _flood(part: str, around: str, count: int, element: str) -> Parts:
    """A workbook of which one part holds an element too often."""
    outer, _, inner = around.rpartition(" ")
    within = f"<{inner}>{_many(count, element)}</{inner}>"
    return parts(SIMPLE, **{part: f"<{outer}>{within}</{outer}>" if outer else within})


_ROW = f"<row>{'<c><v>1</v></c>' * 1_000}</row>"
HOSTILE: dict[str, tuple[str, Callable[[], Parts]]] = {
    "doctype": ("DOCTYPE", lambda: parts(sheet='<!DOCTYPE a [<!ENTITY b "c">]>' + cells(SIMPLE))),
    "doctype in strings": ("DOCTYPE", lambda: parts(SIMPLE, strings="<!DOCTYPE sst><sst/>")),
    "entity": ("文件损坏", lambda: parts("<row><c><v>&b;</v></c></row>")),
    "deep": ("一层套一层", lambda: parts("<a>" * 63 + "</a>" * 63)),
    "cells": ("表格太大", lambda: parts(_ROW * 201)),
    "cells far away": ("表格太大", lambda: parts('<row r="6000"/>' + _ROW * 201)),
    "elements": ("表格太大", lambda: parts("<a/>" * 1_750_001)),
    "names": ("文件损坏", lambda: parts(_many(5_000, "<a#/>"))),
    "a long tag": ("文件损坏", lambda: parts(f"<!--{'a' * 1_500_000}-->")),
    "a long text": ("文件损坏", lambda: parts(f"<row><c t='str'><v>{'a' * 100_001}</v></c></row>")),
    "much text": ("表格太大", lambda: parts(f"<row><c t='str'><v>{'a' * 99_000}</v></c></row>" * 51)),
    "strings": ("表格太大", lambda: _flood("strings", "sst", 100_001, "<si/>")),
    "merges": (
        "表格太大",
        lambda: _flood("sheet", "worksheet mergeCells", 30_001, '<mergeCell ref="A#:B#"/>'),
    ),
    "sheets": ("表格太大", lambda: _flood("workbook", "workbook sheets", 1_001, '<sheet id="rId1"/>')),
    "codes": ("表格太大", lambda: _flood("styles", "styleSheet numFmts", 10_001, '<numFmt numFmtId="#"/>')),
    "formats": ("表格太大", lambda: _flood("styles", "styleSheet cellXfs", 100_001, "<xf/>")),
    "relations": ("表格太大", lambda: _flood("relations", "Relationships", 5_001, '<Relationship Id="#"/>')),
    "one name twice": ("重名", lambda: parts(SIMPLE) | {"XL/Workbook.xml": WORKBOOK}),
    "cut XML": ("文件损坏", lambda: parts(sheet=cells(SIMPLE)[:-5])),
    "no XML": ("文件损坏", lambda: parts(sheet="")),
    "another root": ("没有工作表", lambda: parts(sheet="<mergeCell/>")),
    "false UTF-8": ("文件损坏", lambda: parts(sheet=cells(SIMPLE).encode() + b"\xff")),
    "cut styles": ("文件损坏", lambda: parts(SIMPLE, styles="<styleSheet>")),
    "a missing sheet": ("文件损坏", lambda: parts(sheet=None)),
    "a missing relation": ("文件损坏", lambda: parts(SIMPLE, workbook=WORKBOOK.replace("rId1", "rId8"))),
    "no sheets": ("没有工作表", lambda: parts(SIMPLE, workbook="<workbook/>")),
    "a chart alone": ("没有工作表", lambda: parts(sheet="<chartsheet/>")),
    "binary": ("（.xlsb）", lambda: {"xl/workbook.bin": "", "_rels/.rels": ROOT.replace(".xml", ".bin")}),
    "Numbers": ("导出到 Excel", lambda: {"Index/Document.iwa": ""}),
    "Word": ("不是 Excel 表格", lambda: {"word/document.xml": ""}),
    "any zip": ("不是 Excel 表格", lambda: {"一.txt": ""}),
}


def bombs() -> tuple[Parts, Parts]:
    """A part of a ratio over 200, and one of 61 MB that keeps below it."""
    padding = f"{' ' * 500_000}<!--{noise(6_000)}-->"
    return parts(" " * 1_100_000), parts(padding * 121)
