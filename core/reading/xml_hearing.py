"""XML heard element by element, within limits; never built into a tree, without any declaration."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from core.reading.most_read import Bounds
from core.reading.refusals import DAMAGED, DECLARED, DEEP, TOO_LARGE

_LONGEST_TOKEN = 1 << 20  # a tag or comment is scanned anew with every chunk until it ends
_DEEPEST = 64
_MOST_NAMES = 4_000
_MOST_WORK = 7_000_000  # an element costs the time of four attributes
_MOST_CHARACTERS = 5_000_000
_BLANKS = " \t\r\n"


class Listener:
    """Hears the elements of a part by their local names; `trail` holds those that are open."""

    texts: frozenset[str] = frozenset()
    mixed = False  # whether all characters are heard as they come

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.trail: list[str] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """An element opened; it is the last of the trail."""

    def ended(self, name: str, text: str) -> None:
        """An element closed and left the trail; its text where `texts` asks for it."""

    def heard(self, piece: str) -> None:
        """Characters anywhere, where `mixed` asks for them."""


class XmlHearing:
    """One budget of work for all the XML of a file."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._work = self._characters = 0

    def hear(self, chunks: Iterable[bytes], listener: Listener) -> None:
        """Parses a part chunk by chunk; raises FileTrouble, or expat's error where it is no XML."""
        parser: expat.XMLParserType | None = None
        size = 0
        for chunk in chunks:
            if parser is None:
                chunk = chunk.lstrip(b" \t\r\n")
                parser = self._parser(_encoding(chunk), listener)
            size += len(chunk)
            parser.Parse(chunk, False)
            if size - parser.CurrentByteIndex > _LONGEST_TOKEN or len(parser.intern) > _MOST_NAMES:
                raise self._bounds.trouble(DAMAGED)
        if parser is None:
            raise self._bounds.trouble(DAMAGED)
        parser.Parse(b"", True)

    def _parser(self, encoding: str, listener: Listener) -> expat.XMLParserType:
        """A parser that keeps the listener's trail and collects the texts it asks for."""
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        trail = listener.trail
        texts = listener.texts
        started = listener.started
        ended = listener.ended
        mixed = listener.mixed
        pieces: list[str] = []
        kept = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal kept
            self._work += 4 + len(attributes)
            if self._work > _MOST_WORK:
                raise self._bounds.trouble(TOO_LARGE)
            if ":" in name:
                name = name.rpartition(":")[2]
            trail.append(name)
            if len(trail) > _DEEPEST:
                raise self._bounds.trouble(DEEP)
            started(name, attributes)
            if name in texts:
                pieces.clear()
                kept = attributes.get("xml:space") == "preserve"
                parser.CharacterDataHandler = hear

        def end(_: str) -> None:
            name = trail.pop()
            text = ""
            if name in texts:
                parser.CharacterDataHandler = outside if mixed else None
                text = "".join(pieces) if kept else "".join(pieces).strip(_BLANKS)
            ended(name, text)

        def hear(piece: str) -> None:
            outside(piece)
            pieces.append(piece)

        def outside(piece: str) -> None:
            self._characters += len(piece)
            if self._characters > _MOST_CHARACTERS:
                raise self._bounds.trouble(TOO_LARGE)
            if mixed:
                listener.heard(piece)

        def declared(*_: object) -> None:
            raise self._bounds.trouble(DECLARED)

        parser.CharacterDataHandler = outside if mixed else None
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = declared
        return parser


def _encoding(head: bytes) -> str:
    """The encoding by the first bytes: what an XML declaration claims is not to be trusted."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return {b"<\x00": "utf-16le", b"\x00<": "utf-16be"}.get(head[:2], "utf-8")
