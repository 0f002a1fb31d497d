"""One returned form as other programs write it: XML Spreadsheet 2003, OpenDocument, a web page, text."""

from __future__ import annotations

import zipfile
from pathlib import Path

FILES = Path(__file__).parent / "files"

_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_HTML = 'xmlns="http://www.w3.org/TR/REC-html40"'
_STYLES = {
    "a": '<NumberFormat ss:Format="&quot;≤&quot;0&quot;元&quot;"/>',
    "b": '<NumberFormat ss:Format="0!.0,&quot;万元&quot;"/>',
    "c": '<NumberFormat ss:Format="#,##0.00_);\\(#,##0.00\\)"/>',
    "d": '<NumberFormat ss:Format="Short Date"/>',
    "g": '<NumberFormat ss:Format="General&quot;人&quot;"/>',
    "k": '<Font ss:StrikeThrough="1"/>',
    "p": '<NumberFormat ss:Format="Percent"/>',
    "z": '<NumberFormat ss:Format="0;-0;&quot;无&quot;"/>',
}


def spreadsheet_xml(rows: str = "", before: str = "", after: str = "") -> str:
    """An XML Spreadsheet 2003 of one sheet."""
    styles = "".join(f'<Style ss:ID="{name}">{style}</Style>' for name, style in _STYLES.items())
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{_SPREADSHEET}" xmlns:ss="{_SPREADSHEET}"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="附件1"><Table>{before}{rows}</Table></Worksheet>{after}</Workbook>'
    )


def xml_cell(data: str, kind: str = "String", more: str = "") -> str:
    """A cell of an XML Spreadsheet."""
    return f'<Cell {more}><ss:Data ss:Type="{kind}" {_HTML}>{data}</ss:Data></Cell>'


def xml_row(*cells: str, more: str = "") -> str:
    """A row of an XML Spreadsheet."""
    return f"<Row {more}>{''.join(cells)}</Row>"


FULL_XML = spreadsheet_xml(
    xml_row(xml_cell("自评表", more='ss:MergeAcross="3"'))
    + xml_row(xml_cell("<S>35</S><B>36</B>"), xml_cell("35.8<Sup>1</Sup>"), xml_cell("10m<Sup>2</Sup>"))
    + xml_row(
        xml_cell("2400", "Number", 'ss:StyleID="a"'),
        xml_cell("62000", "Number", 'ss:StyleID="b"'),
        xml_cell("0.80449999999999999", "Number", 'ss:StyleID="p"'),
        xml_cell("2024-03-05T00:00:00.000", "DateTime", 'ss:StyleID="d"'),
    )
    + xml_row(
        xml_cell("-1234.5", "Number", 'ss:StyleID="c"'),
        xml_cell("1272.75", "Number"),
        xml_cell("1899-12-31T06:02:00.000", "DateTime"),
        xml_cell("99", "Number", 'ss:StyleID="k"'),
    )
    + xml_row(
        xml_cell("作废", more='ss:StyleID="k"'),
        '<Cell><Data ss:Type="Number">7</Data><Comment ss:Author="李四">',
        "<ss:Data><B>李四:</B>&#10;这个数待核</ss:Data></Comment></Cell>",
        xml_cell("1", "Boolean"),
        xml_cell("35&#10;36"),
    )
    + xml_row(xml_cell("隐藏的"), xml_cell("隐列", more='ss:Index="6"'), more='ss:Hidden="1"')
    + xml_row(
        xml_cell("#DIV/0!", "Error", 'ss:Formula="=1/0"'),
        xml_cell("7", "Number", 'ss:Formula="=3+4"'),
        xml_cell("0", "Number", 'ss:StyleID="z"'),
        xml_cell("0", "Number"),
    )
    + xml_row(xml_cell("12.5", "Number", 'ss:StyleID="g"'), xml_cell(" １２ ")),
    '<Column ss:Width="50"/><Column ss:Index="6" ss:Hidden="1"/>',
    '<Worksheet ss:Name="代码"><Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>',
)

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "text", "table", "fo")
)
_ODS_STYLES = (
    '<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="k" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="s" style:family="text">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="n" style:family="text"><style:text-properties/></style:style>'
    '<style:style style:name="u" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    "</style:style>"
)


def ods_content(rows: str, columns: str = "", more: str = "") -> str:
    """The content.xml of an OpenDocument spreadsheet of one sheet."""
    return (
        f"<office:document-content {_SPACES}><office:automatic-styles>{_ODS_STYLES}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="附件1">{columns}{rows}</table:table>{more}'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def ods_cell(seen: str = "", value: str = "", more: str = "") -> str:
    """A cell with what is seen and what is stored."""
    kind = f'office:value-type="float" office:value="{value}"' if value else 'office:value-type="string"'
    return f"<table:table-cell {kind} {more}><text:p>{seen}</text:p></table:table-cell>"


def written_ods(path: Path, content: str) -> Path:
    """An .ods of a content.xml."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def ods_row(*cells: str, more: str = "") -> str:
    """A row of an OpenDocument spreadsheet."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods_typed(kind: str, value: str, inside: str) -> str:
    """A cell of another type than a number or words."""
    named = {"percentage": "value"}.get(kind, f"{kind}-value")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{named}="{value}">{inside}</table:table-cell>'
    )


_SPAN = '<text:span text:style-name="{}">{}</text:span>'
_STRUCK_CELL = 'table:style-name="k"'
_NOTE = "<creator>李四</creator><text:p>李四:</text:p><text:p>这个数待核</text:p>"
FULL_ODS = ods_content(
    ods_row(
        ods_cell("自评表", more='table:number-columns-spanned="4"'),
        '<table:covered-table-cell table:number-columns-repeated="3"/>',
    )
    + ods_row(
        ods_cell(_SPAN.format("s", 35) + _SPAN.format("n", 36)),
        ods_cell("35.8" + _SPAN.format("u", 1)),
        ods_cell("10m" + _SPAN.format("u", 2)),
    )
    + ods_row(
        ods_cell("≤2400元", "2400"),
        ods_cell("6.2万元", "62000"),
        ods_typed("percentage", "0.8045", "<text:p>80.45%</text:p>"),
        ods_typed("date", "2024-03-05", "<text:p>24-3-5</text:p>"),
    )
    + ods_row(
        ods_cell("(1,234.50)", "-1234.5"),
        ods_cell("￥1,272.75", "1272.75"),
        ods_typed("time", "PT06H02M00S", "<text:p>6:02</text:p>"),
        ods_cell("99", "99", _STRUCK_CELL),
    )
    + ods_row(
        ods_cell("作废", more=_STRUCK_CELL),
        '<table:table-cell office:value-type="float" office:value="7">',
        f"<office:annotation>{_NOTE}</office:annotation><text:p>7</text:p></table:table-cell>",
        ods_typed("boolean", "true", "<text:p>TRUE</text:p>"),
        ods_cell("35</text:p><text:p>36"),
    )
    + ods_row(
        ods_cell("隐藏的"),
        '<table:table-cell table:number-columns-repeated="4"/>',
        ods_cell("隐列"),
        more='table:visibility="filter"',
    )
    + ods_row(
        ods_cell("#DIV/0!", "0", 'table:formula="of:=1/0"'),
        ods_cell("7", "7", 'table:formula="of:=3+4"'),
        ods_cell("无", "0"),
        ods_cell("-", "0"),
    )
    + ods_row(ods_cell("12.5人", "12.5"), ods_cell("<text:s/>１２<text:s/>")),
    '<table:table-column table:number-columns-repeated="5"/><table:table-column table:visibility="collapse"/>',
    '<table:table table:name="代码" table:style-name="hid"/><table:table table:name="\'file:///a.ods\'#表">'
    "<table:table-source/></table:table>",
)

FULL_HTML = (
    "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><style>td{x:y}</style>"
    "<!--[if gte mso 9]><xml><x:Name>附件1</x:Name></xml><![endif]--></head><body>标题<table border=1>\n"
    "<tr><td colspan=4>自评表</td></tr><tr><td><s>35</s><b>36</b></td><td>35.8<sup>1</sup></td>"
    '<td>10m<sup>2</sup></td><td rowspan="2">合并&nbsp;格</td></tr>\n'
    '<tr><td x:num="2400">≤2400元<td> 6.2万元 \n<td>80.45%</tr>'
    '<tr style="display: none"><td>隐藏的</td></tr><tr><th>35<br>\n 36</th>'
    '<td style="text-decoration:line-through">作废</td><td>7<comment>李四:\n待核</comment></td></tr></table>'
    "<p>外面<table><tr><td>第二表<table><tr><td>里层</td></tr></table>尾</td></tr></table></body></html>"
)
FULL_CSV = '项目;金额;备注\r\n"人员;经费";"1,272.75";\r\n公用;="007";=A1+1\r\n"两\n行";;是\r\n'
