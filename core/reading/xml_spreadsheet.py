"""Reading XML Spreadsheet 2003, which older systems hand out as .xls."""

from __future__ import annotations

from collections.abc import Iterator

from core.material.workbook import CellRead, SheetRead
from core.numbers.cleaning import clean
from core.reading.cell_values import (
    BOOLEANS,
    RAISED,
    STRUCK,
    CellRun,
    checked,
    read_iso_date,
    read_number,
    read_words,
    without_author,
)
from core.reading.csv_text import decoded
from core.reading.most_read import Bounds
from core.reading.refusals import DAMAGED
from core.reading.sheet_draft import SheetDraft
from core.reading.xlsx_sheet import refers_elsewhere
from core.reading.xlsx_styles import CellLook, whole
from core.reading.xml_hearing import Listener, XmlHearing

_CODES = {
    "general date": "yyyy/m/d",
    "long date": "yyyy/m/d",
    "medium date": "yyyy/m/d",
    "short date": "yyyy/m/d",
    "long time": "h:mm:ss",
    "medium time": "h:mm",
    "short time": "h:mm",
    "percent": "0.00%",
    "yes/no": '"Yes";"Yes";"No"',
    "true/false": '"True";"True";"False"',
    "on/off": '"On";"On";"Off"',
    "euro currency": '"€"#,##0.00',
} | dict.fromkeys(("general", "general number", "currency", "fixed", "standard", "scientific"), "")
_MARKS = {"S": STRUCK, "Del": STRUCK, "Sup": RAISED}
_CHUNK = 1 << 18
_BEFORE_DATES = ("1899-12-30T", "1899-12-31T", "1900-01-00T")


def read_xml_spreadsheet(bounds: Bounds, content: bytes) -> Iterator[SheetRead]:
    """The sheets of a file's bytes; raises FileTrouble, or expat's error where it is no XML."""
    text = decoded(content)
    if text is None:
        raise bounds.trouble(DAMAGED)
    plain = text.encode("utf-8")
    book = _Book(bounds)
    XmlHearing(bounds).hear((plain[at : at + _CHUNK] for at in range(0, len(plain), _CHUNK)), book)
    yield from book.sheets


class _Book(Listener):
    """Hears the styles, then the sheets with their rows and cells."""

    mixed = True
    texts = frozenset({"Visible"})

    def __init__(self, bounds: Bounds) -> None:
        super().__init__(bounds)
        self.sheets: list[SheetRead] = []
        self._looks: dict[str, CellLook] = {}
        self._style = ""
        self._draft = SheetDraft(bounds)
        self._name = ""
        self._hidden = False
        self._row = self._column = self._line = -1
        self._next = 0
        self._cell: dict[str, str] = {}
        self._kind: str | None = None
        self._author = ""
        self._runs: list[CellRun] = []
        self._note: list[str] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        match name:
            case "Style":
                self.bounds.count("formats")
                self._style = own.get("ID", "")
                self._looks[self._style] = self._looks.get("Default", CellLook())
            case "NumberFormat" if "Style" in self.trail:
                code = own.get("Format", "")
                self._looks[self._style] = self._looks[self._style]._replace(
                    number_format=_CODES.get(code.lower(), code)
                )
            case "Font" if self.trail[-2:-1] == ["Style"]:
                self._looks[self._style] = self._looks[self._style]._replace(mark=_font_mark(own))
            case "Worksheet":
                self._start_sheet(own)
            case "Column":
                self._start_column(own)
            case "Row":
                self._start_row(own)
            case "Cell":
                self._start_cell(own)
            case "Comment":
                self._author = own.get("Author", "")
                self._note.clear()
            case "Data" if "Comment" not in self.trail and "Cell" in self.trail:
                self._kind = own.get("Type", "String")

    def _start_sheet(self, own: dict[str, str]) -> None:
        self.bounds.count("sheets")
        self._draft = SheetDraft(self.bounds)
        self._name = clean(own.get("Name", "")) or f"Sheet{len(self.sheets) + 1}"
        self._hidden = False
        self._row = self._line = -1
        self._next = 0

    def _start_column(self, own: dict[str, str]) -> None:
        first = max(whole(own.get("Index")) - 1, -1)
        self._line = first if first >= 0 else self._line + 1
        last = self._line + max(whole(own.get("Span")), 0)
        if own.get("Hidden") == "1" or own.get("Width") == "0":
            self._draft.hide_columns(self._line, last)
        self._line = last

    def _start_row(self, own: dict[str, str]) -> None:
        given = whole(own.get("Index"))
        self._row = given - 1 if given > 0 else self._next
        self._next = self._row + 1 + max(whole(own.get("Span")), 0)
        self._column = 0
        if own.get("Hidden") == "1" or own.get("Height") == "0":
            self._draft.hide_rows(self._row, self._next - 1)

    def _start_cell(self, own: dict[str, str]) -> None:
        given = whole(own.get("Index"))
        self._column = given - 1 if given > 0 else self._column
        self._cell = own
        self._kind = None
        self._runs.clear()

    def heard(self, piece: str) -> None:
        """Characters within the open elements."""
        if "Comment" in self.trail:
            self._note.append(piece)
        elif self._kind is not None and "Data" in self.trail:
            inside = self.trail[self.trail.index("Data") :]
            marks = {_MARKS[name] for name in inside if name in _MARKS}
            rich = len(inside) > 1
            mark = STRUCK if STRUCK in marks else next(iter(marks), "" if rich else None)
            self._runs.append(CellRun(piece, mark))

    def ended(self, name: str, text: str) -> None:
        match name:
            case "Cell":
                self._end_cell()
            case "Comment":
                words = without_author(clean(checked("".join(self._note))), [self._author])
                self._draft.comment(self._row, self._column, words)
            case "Visible":
                self._hidden = text in ("SheetHidden", "SheetVeryHidden")
            case "Worksheet":
                self.sheets.append(self._draft.read(self._name, hidden=self._hidden))

    def _end_cell(self) -> None:
        across = max(whole(self._cell.get("MergeAcross")), 0)
        down = max(whole(self._cell.get("MergeDown")), 0)
        formula = self._cell.get("Formula", "")
        read = self._read()
        if not self._runs and formula and self._kind != "String":
            read = CellRead("", unreckoned=True)
        self._draft.put(self._row, self._column, read._replace(linked=refers_elsewhere(formula)))
        self._draft.merge(self._row, self._column, self._row + down, self._column + across)
        self._column += 1 + across

    def _read(self) -> CellRead:
        look = self._looks.get(self._cell.get("StyleID", "Default"), CellLook())
        words = checked("".join(run.text for run in self._runs))
        match self._kind:
            case "Number":
                return read_number(words.strip(), look.number_format, struck=look.mark == STRUCK)
            case "DateTime":
                read = read_iso_date(words.strip())
                if words.strip().startswith(_BEFORE_DATES):
                    read = CellRead(_clock(words.strip().partition("T")[2]), date=True)
                return CellRead("", struck=read.text) if look.mark == STRUCK else read
            case "Boolean":
                return read_words([CellRun(BOOLEANS.get(words.strip(), words))], look.mark)
        return read_words(self._runs, look.mark)


def _font_mark(own: dict[str, str]) -> str:
    if own.get("StrikeThrough") == "1":
        return STRUCK
    return RAISED if own.get("VerticalAlign") == "Superscript" else ""


def _clock(written: str) -> str:
    """06:02:00.000 as 6:02; seconds only where there are some."""
    return clean(written.partition(".")[0].removesuffix(":00").removeprefix("0"))
