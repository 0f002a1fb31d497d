"""figures.yaml: figures, groups of figures, listings and their columns."""

from __future__ import annotations

from core.figures.definitions import Definition, Listing
from core.figures.keys import NO_KEY, Key, ListingKey, member_key
from core.figures.kinds import KINDS
from core.numbers.troubles import PackError
from core.numbers.writing import NumberFormat, read_format
from core.pack.nodes import Attributes, Node, check_name, fullwidth_hint

_FIGURE = (
    "类型",
    "标题",
    "公式",
    "必填",
    "值",
    "口径",
    "来源",
    "示例",
    "格式",
    "可改",
    "不低于",
    "不高于",
    "低于",
    "原因",
    "列出",
    "别名",
    "可空",
    "可为负",
)
_LISTING = ("列", "标题", "固定行", "增行", "必填", "辨识", "可空")


class FiguresFile:
    """Reads figures.yaml into definitions and listings by key."""

    def __init__(self) -> None:
        self.figures: dict[Key, Definition] = {}
        self.listings: dict[ListingKey, Listing] = {}
        self.asks_all = False

    def read(self, node: Node) -> None:
        """The whole file."""
        for name, inner in node.items().items():
            self._thing(Key(check_name(name, inner)), name, inner, None)
        for definition in self.figures.values():
            if definition.reason and (definition.reason not in self.figures or not definition.formula):
                place = definition.place
                text = definition.reason.rpartition(".")[2]
                raise PackError(
                    place.file, place.line, f"{definition.key} 的 原因：没有“{text[:20]}”，或它不是算出来的"
                )

    def _thing(self, key: Key, name: str, node: Node, listing: ListingKey | None) -> None:
        items = node.items()
        if "类型" in items and isinstance(items["类型"].value, str):
            self._figure(key, name, node, listing)
        elif "列" in items:
            self._listing(ListingKey(key), name, node, listing)
        elif not items:
            raise node.wrong(f"{key} 是空的，数据项要有 类型，表要有 列")
        else:
            for inner_name, inner in items.items():
                self._thing(member_key(key, check_name(inner_name, inner)), inner_name, inner, listing)

    def _figure(self, key: Key, name: str, node: Node, listing: ListingKey | None) -> None:
        attributes = Attributes(node, _FIGURE, "数据项")
        kind_name = attributes.need("类型").text()
        if kind_name not in KINDS:
            hint = fullwidth_hint(kind_name) or f"，可用的有：{'、'.join(KINDS)}"
            raise attributes.need("类型").wrong(f"没有类型“{kind_name[:20]}”{hint}")
        options = attributes.texts("值")
        if KINDS[kind_name].is_option != bool(options):
            raise node.wrong("选项要有 值: [甲, 乙]" if not options else "只有选项才有 值")
        self.figures[key] = Definition(
            key=key,
            kind=KINDS[kind_name],
            label=attributes.text("标题") or name,
            listing=listing,
            formula=attributes.text("公式"),
            required=attributes.yes("必填"),
            options=options,
            note=attributes.text("口径"),
            source=attributes.text("来源"),
            example=attributes.text("示例"),
            form=self._format(attributes),
            reads_reported=attributes.yes("可改"),
            place=node.place,
            least=attributes.text("不低于"),
            most=attributes.text("不高于"),
            below=attributes.text("低于"),
            reason=member_key(key.rpartition(".")[0], attributes.text("原因"))
            if "原因" in attributes
            else NO_KEY,
            listed=attributes.yes("列出", default=True),
            aliases=attributes.texts("别名"),
            blank=self._blank(attributes, key),
            below_nought=attributes.yes("可为负"),
        )

    def _blank(self, attributes: Attributes, key: Key) -> str:
        """可空: 是, or the condition under which a blank is none that has to be filled."""
        node = attributes.node("可空")
        if node is None:
            return ""
        self.asks_all = True
        if attributes.yes("必填"):
            raise node.wrong(f"{key} 写了 必填，又写了 可空，请留下一个")
        return node.text().strip()

    def _format(self, attributes: Attributes) -> NumberFormat | None:
        node = attributes.node("格式")
        if node is None:
            return None
        form = read_format(node.text())
        if form is None:
            raise node.wrong(f"格式“{node.text()[:20]}”读不懂，请写成 0.00、,0.00 或 0 的样子")
        return form

    def _listing(self, key: ListingKey, name: str, node: Node, parent: ListingKey | None) -> None:
        attributes = Attributes(node, _LISTING, "表")
        columns = attributes.need("列").items()
        if not columns:
            raise attributes.need("列").wrong(f"{key} 没有列")
        self.listings[key] = Listing(key, name, (), parent)
        for column, inner in columns.items():
            self._thing(member_key(key, check_name(column, inner)), column, inner, key)
        own = [k for k, d in self.figures.items() if d.listing == key]
        self.listings[key] = Listing(
            key=key,
            label=attributes.text("标题") or name,
            columns=tuple(own),
            parent=parent,
            fixed_rows=self._fixed(attributes, key),
            open_rows=attributes.yes("增行", default="固定行" not in attributes),
            required=attributes.yes("必填"),
            place=node.place,
            known_by=self._known_by(attributes, key),
            blank=self._blank(attributes, key),
        )

    def _known_by(self, attributes: Attributes, key: ListingKey) -> Key:
        name = attributes.text("辨识")
        if name and f"{key}.{name}" not in self.figures:
            raise attributes.need("辨识").wrong(f"{key} 没有列“{name[:20]}”")
        return member_key(key, name) if name else NO_KEY

    def _fixed(self, attributes: Attributes, key: ListingKey) -> dict[str, dict[Key, str]]:
        node = attributes.node("固定行")
        rows: dict[str, dict[Key, str]] = {}
        for name, inner in node.items().items() if node else ():
            check_name(name, inner)
            rows[name] = {}
            for column, value in inner.items().items():
                known = member_key(key, column)
                if known not in self.figures:
                    raise value.wrong(f"{key} 没有列“{column[:20]}”")
                rows[name][known] = value.text()
        return rows
