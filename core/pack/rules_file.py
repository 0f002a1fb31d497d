"""rules.yaml: what must hold between the figures, and what is said where it does not."""

from __future__ import annotations

from collections.abc import Mapping

from core.figures.definitions import Listing, Rule
from core.figures.keys import Key, ListingKey
from core.numbers.finding import ERROR, SEVERITIES
from core.pack.nodes import Attributes, Node
from core.pack.sections import SECTIONS

_RULE = ("级别", "条件", "提示", "依据", "对每行", "试行", "不得有尾差", "常用说明", "说明字数")


def read_rules(node: Node, listings: Mapping[ListingKey, Listing]) -> dict[str, Rule]:
    """The whole file."""
    rules: dict[str, Rule] = {}
    for name, inner in node.items().items():
        attributes = Attributes(inner, _RULE, "审核公式")
        per_row = ListingKey(Key(attributes.text("对每行"))) or None
        if per_row and per_row not in listings and per_row != SECTIONS:
            raise attributes.need("对每行").wrong(f"没有名为 {per_row} 的表")
        rules[name] = Rule(
            key=name,
            severity=attributes.choice("级别", SEVERITIES, ERROR),
            condition=attributes.need("条件").text(),
            message=attributes.need("提示").text().strip(),
            per_row=per_row,
            source=attributes.text("依据"),
            trial=attributes.yes("试行"),
            no_tail=attributes.yes("不得有尾差"),
            phrases=attributes.texts("常用说明"),
            most_characters=attributes.characters("说明字数"),
            place=inner.place,
        )
    return rules
