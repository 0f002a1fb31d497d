"""The words of a document in one string, and where in them the figures and findings stand."""

from __future__ import annotations

from bisect import bisect_right

from core.document.paper import Block, Document, Heading
from core.figures.formula import Call, Node, Operation, Text, parse
from core.figures.keys import Key, Row, split_key
from core.numbers.codes import REPORTED_DIFFERS
from core.numbers.finding import Finding
from core.pack.sections import BODY, HEADING
from core.prose.residue import find_residue
from core.report.report import Report


class PrintedText:
    """The words of a document in one string, and which characters show which cell."""

    def __init__(self, report: Report, document: Document) -> None:
        self._report = report
        self.keys: dict[Key, list[tuple[int, int]]] = {}
        self._bodies: dict[Row, list[tuple[int, int]]] = {}
        self._starts: list[int] = []
        self._sections: list[str] = []
        self._rows: list[Row] = []
        self._texts: list[tuple[Key, int]] = []
        read: dict[Key, int] = {}
        lines: list[str] = []
        at = 0
        heading = ""
        for block in document.blocks:
            heading = block.text if isinstance(block, Heading) else heading
            self._starts.append(at)
            self._sections.append(heading)
            self._rows.append(Row(block.section))
            self._texts.append(self._text_of(block, read))
            self._bodies.setdefault(self._rows[-1], []).append((at, at + len(block.text)))
            position = at
            for run in () if isinstance(block, Heading) else block.runs:
                if run.key:
                    self.keys.setdefault(Key(run.key), []).append((position, position + len(run.text)))
                position += len(run.text)
            lines.append(block.text)
            at += len(block.text) + 1
        self.text = "\n".join(lines)

    def _text_of(self, block: Block, read: dict[Key, int]) -> tuple[Key, int]:
        """The text a block belongs to and where in its words the block begins; `read` says how far each is read."""
        if isinstance(block, Heading):
            return self._report.cell(HEADING, Row(block.section)), 0
        key = self._report.cell(BODY, Row(block.section))
        start = max(self._report.words(key).find(block.text, read.get(key, 0)), 0)
        read[key] = start + len(block.text)
        return key, start

    def text_at(self, position: int) -> tuple[Key, int]:
        """The text in which a character stands, and its place in that text's words."""
        number = max(0, bisect_right(self._starts, position) - 1)
        key, start = self._texts[number]
        return key, start + position - self._starts[number]

    def words_of(self, key: Key) -> str:
        """All words of a text."""
        return self._report.words(key)

    def figures_in(self, start: int, end: int) -> list[Key]:
        """The cells whose figures stand among some characters, in order."""
        return [key for key in self.cells_in(start, end) if self._is_figure(key)]

    def cells_in(self, start: int, end: int) -> list[Key]:
        """The cells whose words stand among some characters, in order."""
        found = [(s, key) for key, spans in self.keys.items() for s, e in spans if s < end and e > start]
        return [key for _, key in sorted(found)]

    def section_at(self, position: int) -> str:
        """The heading under which a character stands."""
        return self._sections[max(0, bisect_right(self._starts, position) - 1)] if self._starts else ""

    def _row_at(self, position: int) -> Row:
        """The row of the section in which a character stands."""
        return self._rows[bisect_right(self._starts, position) - 1]

    def keys_of(self, finding: Finding) -> set[Key]:
        """The cells shown in the text that a finding speaks of."""
        return {shown for key in finding.keys for shown in self._shown(Key(key), set())}

    def _shown(self, key: Key, seen: set[Key]) -> list[Key]:
        """The shown cells for a key: itself, a listing's cells, or what an unshown figure is made of."""
        if key in self.keys:
            return [key]
        if key in seen:
            return []
        seen.add(key)
        name, row = split_key(key)
        definitions = self._report.pack.definitions
        if name in definitions.listings:
            return [shown for shown in self.keys if shown.startswith(f"{key}[")]
        definition = definitions.figures.get(name)
        if definition and definition.formula:
            inputs, _ = self._report.graph.explanation.inputs(definition, row)
            return [shown for inner in inputs for shown in self._shown(inner, seen)]
        return []

    def span(self, finding: Finding) -> tuple[int, int]:
        """The characters a finding quotes: in the section of a 填报值, else in that with most of its figures."""
        spans: dict[Row, list[tuple[int, int]]] = {}
        concerned: dict[Row, set[Key]] = {}
        for key in finding.keys:
            for shown in self._shown(Key(key), set()):
                start, end = self.keys[shown][0]
                section = self._row_at(start)
                spans.setdefault(section, []).append((start, end))
                concerned.setdefault(section, set()).add(shown)
        literal = self._literal(finding)
        if literal:
            section = self._row_at(literal[0])
            spans.setdefault(section, []).append(literal)
        elif finding.code == REPORTED_DIFFERS and finding.row in self.keys:
            section = self._row_at(self.keys[Key(finding.row)][0][0])
        elif spans:
            section = max(spans, key=lambda row: len(concerned[row]))
        else:
            return 0, 0
        return min(s for s, _ in spans[section]), max(e for _, e in spans[section])

    def _literal(self, finding: Finding) -> tuple[int, int] | None:
        """For a rule on a section's words: the first of its words that stands in the section."""
        rule = self._report.pack.definitions.rules.get(finding.code)
        body = next((split_key(k)[1] for k in finding.keys if split_key(k)[0] == BODY), None)
        if rule is None or body is None:
            return None
        for word in _texts(parse(rule.condition)):
            for start, end in self._bodies.get(body, ()):
                at = self.text.find(word, start, end)
                if at >= 0:
                    return at, at + len(word)
        return None

    def live(self, only: set[Key] | None = None) -> list[tuple[int, int]]:
        """The characters that show figures: all of them, or those of some cells."""
        return sorted(
            span
            for key, spans in self.keys.items()
            if (only is None or key in only) and self._is_figure(key)
            for span in spans
        )

    def _is_figure(self, key: Key) -> bool:
        definition = self._report.pack.definitions.figures.get(split_key(key)[0])
        return definition is not None and definition.kind.numeric


def _texts(node: Node) -> list[str]:
    """The words that a formula speaks of."""
    match node:
        case Text(value=words):
            return [words]
        case Operation(operands=parts) | Call(arguments=parts):
            return [word for part in parts for word in _texts(part)]
        case _:
            return []


def aligned(words: str, source: str) -> list[int]:
    """For each character of the printed words its place in the source, white space and residue aside."""
    skipped = {n for residue in find_residue(source) for n in range(residue.start, residue.end)}
    places: list[int] = []
    at = 0
    for character in words:
        if not character.isspace():
            while at < len(source) and (at in skipped or source[at].isspace()):
                at += 1
        places.append(min(at, max(len(source) - 1, 0)))
        at += not character.isspace()
    return places
