"""cases/*.yaml: what is typed, what must come of it, which rules break and which hold.

`给定`: typed texts by key, in groups as in figures.yaml. A listing's rows are a list of their cells, 无 ticks
it; rows that the pack owns go by their names (`章节.概况.正文`); a text for a computed figure is its 填报值.
`应得`: figures as they are shown (未填 for none), rows by their numbers from 1 (`项目.2.金额`).
`违反`: all findings, in a mapping with severities; `符合`: rules that speak and hold; `不参加`: silent ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.figures.definitions import Definition, Definitions, Place
from core.figures.graph import Graph
from core.figures.keys import (
    NO_KEY,
    NONE_TICKED,
    RANK,
    REPORTED,
    WHOLE,
    Key,
    ListingKey,
    Row,
    cell_key,
    inner_row,
    member_key,
    split_key,
)
from core.numbers.codes import REPORTED_DIFFERS, UNKNOWN_MARK
from core.numbers.finding import SEVERITIES
from core.numbers.troubles import Refused
from core.pack.nodes import Attributes, Node, read_yaml
from core.pack.pack import Pack

_CASE = ("说明", "给定", "应得", "违反", "符合", "不参加")
_OWN_FINDINGS = (REPORTED_DIFFERS, UNKNOWN_MARK)
UNFILLED = "未填"


@dataclass(frozen=True, slots=True)
class Case:
    """One case; `broken` are codes of findings with a severity, "" for any."""

    name: str
    place: Place
    given: Mapping[str, str]
    expected: tuple[tuple[Key, str], ...] = ()
    broken: tuple[tuple[str, str], ...] = ()
    held: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def load_cases(folder: Path, pack: Pack) -> list[Case]:
    """The cases of a pack's folder, file by file; raises PackError."""
    files = sorted((folder / "cases").glob("*.yaml"))
    return [case for path in files for case in read_cases(f"cases/{path.name}", path.read_bytes(), pack)]


def read_cases(file: str, content: bytes, pack: Pack) -> list[Case]:
    """The cases of one file; raises PackError with file and line."""
    return [_case(name, node, pack) for name, node in read_yaml(file, content).items().items()]


def run_case(case: Case, pack: Pack) -> list[str]:
    """What is not as the case says, in sentences; nothing where all is."""
    graph = pack.graph()
    graph.load(pack.first_entries() | dict(case.given))
    return [*_wrong_figures(case, graph), *_wrong_findings(case, graph), *_wrong_rules(case, graph)]


# -- reading ------------------------------------------------------------------------------------------


def _case(name: str, node: Node, pack: Pack) -> Case:
    attributes = Attributes(node, _CASE, "案例")
    given = _Given(pack.definitions)
    for part in _mapping(attributes.node("给定")):
        given.read(_Spot(pack.definitions), *part)
    return Case(
        name=name,
        place=node.place,
        given=given.entries,
        expected=tuple(_expected(attributes.node("应得"), pack.definitions)),
        broken=tuple(_broken(attributes.node("违反"), pack.definitions)),
        held=tuple(_rules(attributes.node("符合"), pack.definitions)),
        silent=tuple(_rules(attributes.node("不参加"), pack.definitions)),
    )


def _mapping(node: Node | None) -> Iterable[tuple[str, Node]]:
    return node.items().items() if node else ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place among the figures while a case's names are followed: a key so far, in a row."""

    definitions: Definitions
    key: Key = NO_KEY
    path: tuple[ListingKey, ...] = ()
    row: Row = WHOLE
    at_listing: bool = False

    def down(self, names: str, node: Node) -> _Spot:
        """The place that dotted names lead to; raises PackError where there is none."""
        spot = self
        for name in names.split("."):
            spot = spot._row(name, node) if spot.at_listing else spot._name(name)
        known = [*self.definitions.figures, *self.definitions.listings]
        if not any(key == spot.key or key.startswith(f"{spot.key}.") for key in known):
            raise node.wrong(f"没有名为 {spot.key[:60]} 的数据项或表")
        return spot

    def _name(self, name: str) -> _Spot:
        key = member_key(self.key, name) if self.key else Key(name)
        return _Spot(self.definitions, key, self.path, self.row, key in self.definitions.listings)

    def _row(self, name: str, node: Node) -> _Spot:
        listing = self.definitions.listings[ListingKey(self.key)]
        if not name.isdecimal() and name not in listing.fixed_rows:
            raise node.wrong(f"{self.key} 没有名为“{name[:20]}”的行，其他的行按序号写，如 {self.key}.1")
        return self.in_row(name)

    def in_row(self, name: str) -> _Spot:
        row = inner_row(self.row, name)
        return _Spot(self.definitions, self.key, (*self.path, ListingKey(self.key)), row)

    def definition(self, node: Node) -> Definition:
        """The figure that stands here."""
        if self.at_listing or self.key not in self.definitions.figures:
            raise node.wrong(f"{self.key} 不是一个数据项")
        return self.definitions.figures[self.key]

    @property
    def cell(self) -> Key:
        return cell_key(self.key, self.path, self.row)


@dataclass(slots=True)
class _Given:
    """Reads what is typed into entries."""

    definitions: Definitions
    entries: dict[str, str] = field(default_factory=dict)

    def read(self, above: _Spot, names: str, node: Node) -> None:
        """One name with what stands behind it: a text, rows, or a group."""
        spot = above.down(names, node)
        if isinstance(node.value, dict):
            for part in node.value.items():
                self.read(spot, *part)
        elif spot.at_listing:
            self._rows(spot, node)
        else:
            self._figure(spot, node)

    def _rows(self, spot: _Spot, node: Node) -> None:
        if isinstance(node.value, str):
            if node.value != "无":
                raise node.wrong(f"{spot.key} 是一张表，请按行写成 - {{列: 内容}}，没有内容写 无")
            self.entries[spot.cell + NONE_TICKED] = "是"
            return
        before = len(self.definitions.listings[ListingKey(spot.key)].fixed_rows)
        for number, row in enumerate(node.list(), start=1):
            inside = spot.in_row(str(number))
            self.entries[inside.cell + RANK] = f"{before + number:04d}"
            for part in row.items().items():
                self.read(inside, *part)

    def _figure(self, spot: _Spot, node: Node) -> None:
        definition = spot.definition(node)
        try:
            entry = definition.read(node.text())
        except Refused as refused:
            raise node.wrong(refused.reason) from refused
        if entry is not None:
            self.entries[spot.cell + (REPORTED if definition.formula else "")] = entry


def _expected(node: Node | None, definitions: Definitions) -> Iterable[tuple[Key, str]]:
    def follow(above: _Spot, names: str, inner: Node) -> Iterable[tuple[Key, str]]:
        spot = above.down(names, inner)
        if isinstance(inner.value, dict):
            for part in inner.value.items():
                yield from follow(spot, *part)
        else:
            spot.definition(inner)
            yield spot.cell, inner.text().strip()

    for part in _mapping(node):
        yield from follow(_Spot(definitions), *part)


def _broken(node: Node | None, definitions: Definitions) -> Iterable[tuple[str, str]]:
    if node is not None and isinstance(node.value, dict):
        for name, inner in node.value.items():
            if inner.text() not in SEVERITIES:
                raise inner.wrong(f"级别应是 {'、'.join(SEVERITIES)} 之一，不是“{inner.text()[:20]}”")
            yield _rule(name, inner, definitions), inner.text()
    else:
        for inner in node.list() if node else ():
            yield _rule(inner.text(), inner, definitions), ""


def _rules(node: Node | None, definitions: Definitions) -> Iterable[str]:
    for inner in node.list() if node else ():
        if inner.text() in _OWN_FINDINGS:
            raise inner.wrong(f"{inner.text()} 只写在 违反 里")
        yield _rule(inner.text(), inner, definitions)


def _rule(name: str, node: Node, definitions: Definitions) -> str:
    if name not in definitions.rules and name not in _OWN_FINDINGS:
        raise node.wrong(f"没有名为 {name[:60]} 的审核公式")
    return name


# -- running ------------------------------------------------------------------------------------------


def _wrong_figures(case: Case, graph: Graph) -> Iterable[str]:
    for key, words in case.expected:
        shown = _shown(key, graph).strip() or UNFILLED
        if shown != words:
            yield f"{key} 应是“{words}”，得到的是“{shown}”"


def _shown(key: Key, graph: Graph) -> str:
    name, row = split_key(key)
    definition = graph.definitions.figures[name]
    if definition.kind.is_lines:
        return str(graph.state.values[name].get(row) or "")
    return graph.state.words_of(definition, row)


def _wrong_findings(case: Case, graph: Graph) -> Iterable[str]:
    found: dict[str, list[str]] = {}
    for finding in graph.judge.findings.values():
        found.setdefault(finding.code, []).append(finding.severity)
    for code, severity in case.broken:
        if code not in found:
            yield f"应违反 {code}，却没有提示"
        elif severity and severity not in found[code]:
            yield f"{code} 应是{severity}，得到的是{'、'.join(found[code])}"
    expected = {code for code, _ in case.broken}
    for finding in graph.judge.findings.values():
        if finding.code not in expected:
            yield f"案例没有写明的提示：{finding.severity} {finding.code}：{finding.message}"


def _wrong_rules(case: Case, graph: Graph) -> Iterable[str]:
    for code in case.held:
        held, broken = _verdicts(code, graph)
        if broken or not held:
            yield f"应符合 {code}，{'却有不符' if broken else '它却没有参加审核'}"
    for code in case.silent:
        if any(_verdicts(code, graph)):
            yield f"{code} 应不参加审核，它却参加了"


def _verdicts(code: str, graph: Graph) -> tuple[int, int]:
    """In how many rows a rule holds, and in how many it is broken; in the others it is silent."""
    plan = graph.plan.rules[code]
    rows = graph.state.rows.every(plan.rule.per_row) if plan.rule.per_row else [WHOLE]
    broken = sum(finding.code == code for finding in graph.judge.findings.values())
    return sum(graph.judge.holds(plan, row) for row in rows), broken
