"""The official forms of a pack: which there are, in which file, and one sheet or one per row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from core.figures.definitions import Listing, Place
from core.figures.keys import NO_LISTING_KEY, Key, ListingKey
from core.pack.nodes import Attributes, Node

_FORM = ("标题", "文件", "每行", "别名")


class FormEntry(NamedTuple):
    """One form as pack.yaml names it; with `per_row` it has a sheet for every row of that listing.

    `aliases` are other words by which its rows and columns are known where it comes back from elsewhere.
    """

    id: str
    title: str
    file: str
    per_row: ListingKey = NO_LISTING_KEY
    place: Place = Place()
    aliases: Mapping[str, tuple[str, ...]] = {}

    @property
    def name(self) -> str:
        """附件2 部门整体支出绩效自评表."""
        return f"{self.id} {self.title}"


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
        title = attributes.need("标题").text().strip()
        forms[name] = FormEntry(name, title, file, per_row, inner.place, aliases)
    return forms


def listing_per_row(attributes: Attributes, listings: Mapping[ListingKey, Listing]) -> ListingKey:
    """The listing that 每行 names, "" where it is not said; raises PackError for one inside another, or none."""
    listing = ListingKey(Key(attributes.text("每行")))
    if listing and (listing not in listings or listings[listing].parent is not None):
        raise attributes.need("每行").wrong(f"没有名为 {listing[:30]} 的表")
    return listing
