"""Packs for one file after another: each is read once, and its formulas are compiled once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property

from core.commands.console import aside
from core.commands.packs import known_packs, pack_named
from core.figures.graph import Graph
from core.pack.loading import read_pack
from core.pack.pack import Pack

_KEPT = 4
"""Packs carried by reports that are kept: reports of one folder mostly have the same."""


class PackInUse(Pack):
    """A pack that gives one graph again and again, to be loaded anew: for one report after another, never two."""

    @cached_property
    def _graph(self) -> Graph:
        return Graph(self.definitions)

    def graph(self) -> Graph:
        return self._graph


class PacksInUse:
    """The packs of one run over many files."""

    def __init__(self, asked: str) -> None:
        self.asked = PackInUse(*pack_named(asked)) if asked else None
        self._carried: OrderedDict[frozenset[tuple[str, bytes]], Pack] = OrderedDict()

    @cached_property
    def known(self) -> list[Pack]:
        """The packs of the program and the user's own; of an unsound one it is said, and it stops nothing."""
        return [PackInUse(*pack) for pack in known_packs(say=aside)]

    def carried(self, files: Mapping[str, bytes]) -> Pack:
        """The pack that a report carries; raises PackError."""
        content = frozenset(files.items())
        if content not in self._carried:
            self._carried[content] = PackInUse(*carried_pack(files))
            if len(self._carried) > _KEPT:
                self._carried.popitem(last=False)
        self._carried.move_to_end(content)
        return self._carried[content]


def carried_pack(files: Mapping[str, bytes]) -> Pack:
    """The pack that a report carries, which has passed its check before; raises PackError."""
    return read_pack(files, check=False)


def other_pack(own: Pack, asked: Pack) -> str:
    """Why a pack cannot be asked for where a report has another."""
    return (
        f"这份报告用的模板是“{own.title}”（{own.id}），--pack 写的是“{asked.title}”（{asked.id}）。"
        "报告建好以后不能换模板，请去掉 --pack"
    )
