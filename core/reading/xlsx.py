"""Reading a workbook that came back: .xlsx by Excel, WPS, LibreOffice or an OA, whatever its oddities."""

from __future__ import annotations

from collections.abc import Iterator

from core.material.workbook import SheetRead
from core.numbers.cleaning import clean
from core.reading.cell_values import checked
from core.reading.most_read import Bounds
from core.reading.package import Package
from core.reading.refusals import DAMAGED
from core.reading.xlsx_sheet import Known, XlsxComments, XlsxSheet, refers_elsewhere
from core.reading.xlsx_styles import Strings, Styles, unescaped
from core.reading.xml_hearing import Listener

_EXTERNAL = "externallink"


def read_xlsx(package: Package) -> Iterator[SheetRead]:
    """The sheets of an .xlsx or .xlsm; raises FileTrouble, or what zip and XML readers raise at damage."""
    main = package.main_part()
    relations = package.relations(main)
    linked = any(kind == _EXTERNAL for kind, _ in relations.values())
    book = _Book(package.bounds, linked=linked)
    strings = Strings(package.bounds)
    styles = Styles(package.bounds)
    package.hear(main, book)
    for kind, listener in (("sharedstrings", strings), ("styles", styles)):
        named = [part for of, part in relations.values() if of == kind]
        for part in [part for part in (*named, f"xl/{kind}.xml") if part in package.parts][:1]:
            package.hear(part, listener)
    known = Known(
        strings.found, styles.looks(), book.since_1904, frozenset(book.linked_names) if linked else None
    )
    for number, (name, hidden, link) in enumerate(book.sheets, 1):
        if relations and not link:  # a module of old macros
            continue
        _, part = relations.get(link, ("", "" if relations else f"xl/worksheets/sheet{number}.xml"))
        if part not in package.parts:
            raise package.bounds.trouble(DAMAGED)
        sheet = XlsxSheet(package.bounds, known)
        package.hear(part, sheet)
        if sheet.root == "worksheet":
            sheet.mark_arrays()
            for place, words in _comments(package, part):
                sheet.draft.comment(*place, words)
            yield sheet.draft.read(name, hidden=hidden)


def _comments(package: Package, sheet: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The comments on a sheet; a conversation instead of the note that stands for it in older programs."""
    related = package.relations(sheet).values()
    heard = {kind: XlsxComments(package.bounds) for kind in ("comments", "threadedcomment")}
    for kind, part in related:
        if kind in heard and part in package.parts:
            package.hear(part, heard[kind])
    conversations = heard["threadedcomment"].found
    talked = {place for place, _ in conversations}
    yield from ((place, words) for place, words in heard["comments"].found if place not in talked)
    yield from conversations


class _Book(Listener):
    """The list of sheets: name, hidden, relation; where dates begin; names for cells of other files."""

    def __init__(self, bounds: Bounds, *, linked: bool) -> None:
        super().__init__(bounds)
        self.texts = frozenset({"definedName"} if linked else ())
        self.sheets: list[tuple[str, bool, str]] = []
        self.since_1904 = False
        self.linked_names: set[str] = set()
        self._name = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "").lower() in ("1", "true", "on")
        elif name == "definedName":
            self._name = attributes.get("name", "").lower()
        elif name == "sheet" and self.trail[-2:-1] == ["sheets"]:
            self.bounds.count("sheets")
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            title = clean(checked(unescaped(attributes.get("name", "")))) or f"Sheet{len(self.sheets) + 1}"
            hidden = attributes.get("state", "").lower() in ("hidden", "veryhidden")
            self.sheets.append((title, hidden, link))

    def ended(self, name: str, text: str) -> None:
        if name == "definedName" and refers_elsewhere(text):
            self.linked_names.add(self._name)
