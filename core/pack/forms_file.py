"""The official forms of a pack: which there are, in which file, and one sheet or one per row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from core.figures.definitions import Listing, Place
from core.figures.keys import NO_LISTING_KEY, Key, ListingKey
from core.pack.nodes import Attributes, Node

_FORM = ("标题", "文件", "工作表", "每行", "最少行数", "别名", "活的合计")
MOST_BLANK = 100


class FormEntry(NamedTuple):
    """One form as pack.yaml names it; with `per_row` it has a sheet for every row of that listing.

    `aliases` are other words by which its rows and columns are known where it comes back from elsewhere.
    `sheet` names its sheet in a file that has several, "" where there is one. `least` are listings whose bands
    keep at least so many rows on paper, blank ones at the end. `live_sums`: in Excel its plain totals are formulas.
    """

    id: str
    title: str
    file: str
    per_row: ListingKey = NO_LISTING_KEY
    place: Place = Place()
    aliases: Mapping[str, tuple[str, ...]] = {}
    sheet: str = ""
    least: Mapping[ListingKey, int] = {}
    live_sums: bool = False

    @property
    def name(self) -> str:
        """附件2 部门整体支出绩效自评表."""
        return f"{self.id} {self.title}"


class FormLine(NamedTuple):
    """One row of a form by the figures that it prints; of a band the listing whose rows it shows, and which."""

    keys: tuple[Key, ...]
    listing: ListingKey = NO_LISTING_KEY
    condition: str = ""


def read_forms(
    node: Node | None, files: Mapping[str, bytes], listings: Mapping[ListingKey, Listing]
) -> dict[str, FormEntry]:
    """The forms in order; raises PackError for a file that is not there."""
    forms: dict[str, FormEntry] = {}
    for name, inner in node.items().items() if node else ():
        attributes = Attributes(inner, _FORM, "附件")
        file = attributes.need("文件").text().strip()
        if file not in files:
            raise attributes.need("文件").wrong(f"模板里没有文件 {file[:60]}")
        per_row = listing_per_row(attributes, listings)
        others = attributes.node("别名")
        aliases = {words: node.texts() for words, node in others.items().items()} if others else {}
        sheet = attributes.text("工作表")
        for other in forms.values():
            if (other.file, other.sheet) == (file, sheet):
                raise inner.wrong(f"{name} 和 {other.id} 是同一张表：一个文件里有几张的，各写上 工作表")
        title = attributes.need("标题").text().strip()
        least = dict(_least(attributes.node("最少行数"), listings))
        live = attributes.yes("活的合计")
        forms[name] = FormEntry(name, title, file, per_row, inner.place, aliases, sheet, least, live)
    return forms


def _least(node: Node | None, listings: Mapping[ListingKey, Listing]) -> Iterator[tuple[ListingKey, int]]:
    """最少行数: {表: 5}."""
    for name, inner in node.items().items() if node else ():
        listing = ListingKey(Key(name))
        if listing not in listings:
            raise inner.wrong(f"最少行数：没有名为 {name[:30]} 的表")
        text = inner.text().strip()
        if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= MOST_BLANK:
            raise inner.wrong(f"最少行数应是 1 到 {MOST_BLANK} 的整数，不是“{text[:20]}”")
        yield listing, int(text)


def listing_per_row(attributes: Attributes, listings: Mapping[ListingKey, Listing]) -> ListingKey:
    """The listing that 每行 names, "" where it is not said; raises PackError for one inside another, or none."""
    listing = ListingKey(Key(attributes.text("每行")))
    if listing and (listing not in listings or listings[listing].parent is not None):
        raise attributes.need("每行").wrong(f"没有名为 {listing[:30]} 的表")
    return listing
