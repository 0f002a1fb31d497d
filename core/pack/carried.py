"""What a report carries of its pack: the files, and their nodes ready to use.

Reading YAML costs more at the start than everything else a first window needs, so the nodes of the files
are kept beside them; they are used only while they belong to just these files.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from core.figures.formula import Node as Tree
from core.figures.formula import Plain, from_plain, parse, to_plain
from core.figures.keys import Key, ListingKey
from core.pack.forms_file import FormLine
from core.pack.nodes import Node, read_yaml

NODES = "nodes.json"
_FORMS = "附件"


def with_nodes(
    files: Mapping[str, bytes],
    names: Sequence[str],
    form_keys: Mapping[str, Sequence[str]],
    form_lines: Mapping[str, Sequence[FormLine]],
    formulas: Iterable[str],
) -> dict[str, bytes]:
    """The files with the nodes of some of them, the figures and rows of each form, and formulas as trees."""
    own = {name: content for name, content in files.items() if name != NODES}
    nodes: dict[str, object] = {
        name: [zlib.crc32(own[name]), _plain(read_yaml(name, own[name]))] for name in names
    }
    trees = {source: to_plain(parse(source)) for source in formulas}
    nodes[_FORMS] = [_sum(own), form_keys, trees, form_lines]
    return own | {NODES: json.dumps(nodes, ensure_ascii=False, separators=(",", ":")).encode()}


class CarriedNodes:
    """Gives the nodes of a pack's files: those kept where they fit, else read anew."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._kept: dict[str, list[object]] = json.loads(files[NODES]) if NODES in files else {}

    @property
    def form_keys(self) -> Mapping[str, Sequence[str]]:
        """The figures on each form as they were kept with just these files."""
        return self._with_files[1]  # type: ignore[return-value]

    @property
    def form_lines(self) -> dict[str, tuple[FormLine, ...]]:
        """The rows of each form; of none where the files were kept before rows were."""
        kept: Mapping[str, list[tuple[list[str], str, str]]] = self._with_files[3]  # type: ignore[assignment]
        return {
            form: tuple(
                FormLine(tuple(map(Key, keys)), ListingKey(Key(listing)), condition)
                for keys, listing, condition in lines
            )
            for form, lines in kept.items()
        }

    @property
    def trees(self) -> dict[str, Tree]:
        """Formulas as they were kept with just these files."""
        kept: dict[str, Plain] = self._with_files[2]  # type: ignore[assignment]
        return {source: from_plain(plain) for source, plain in kept.items()}

    @cached_property
    def _with_files(self) -> list[object]:
        kept = self._kept.get(_FORMS) or []
        fits = len(kept) in (3, 4) and kept[0] == _sum({n: c for n, c in self._files.items() if n != NODES})
        return [*kept, {}][:4] if fits else [0, {}, {}, {}]

    def read(self, name: str) -> Node:
        """The nodes of one file; raises PackError where it is unsound."""
        kept = self._kept.get(name)
        if kept and kept[0] == zlib.crc32(self._files[name]):
            return _node(name, kept[1])
        return read_yaml(name, self._files[name])


def _sum(files: Mapping[str, bytes]) -> int:
    """A check sum over all files."""
    total = 0
    for name in sorted(files):
        total = zlib.crc32(files[name], zlib.crc32(name.encode(), total))
    return total


def _plain(node: Node) -> list[object]:
    """A node as [line, text | list | mapping]."""
    if isinstance(node.value, str):
        return [node.line, node.value]
    if isinstance(node.value, list):
        return [node.line, [_plain(inner) for inner in node.value]]
    return [node.line, {name: _plain(inner) for name, inner in node.value.items()}]


def _node(file: str, plain: object) -> Node:
    assert isinstance(plain, list)
    line, value = plain
    if isinstance(value, list):
        return Node(file, line, [_node(file, inner) for inner in value])
    if isinstance(value, dict):
        return Node(file, line, {name: _node(file, inner) for name, inner in value.items()})
    return Node(file, line, value)
