"""What the sentences of the report say against each other, as found when they were last read."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field

from core.figures.keys import DISMISSED, EVIDENCE, Key
from core.numbers.finding import Finding
from core.prose.about import About


@dataclass(frozen=True, slots=True)
class Proof:
    """A finding in a text: characters `start` to `end` of the words that `key` shows.

    `quote` are these words; `instead` what may be written in place of the characters `at`, None where nothing
    certain can be said. `printed` are the same characters in the report as it is printed; `speaks_of` are the
    cells that it sets against each other, () where it speaks of a number or a word that is no cell's.
    """

    finding: Finding
    key: Key
    start: int
    end: int
    quote: str
    instead: str | None = None
    at: tuple[int, int] = (0, 0)
    printed: tuple[int, int] = (0, 0)
    speaks_of: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Loose:
    """A number in a text that no figure, relation or evidence supports; `identity` names it for evidence."""

    key: Key
    start: int
    end: int
    number: str
    sentence: str
    identity: str
    printed: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Proofs:
    """All proofs by identity, dismissed ones too, the relations that hold, and the coverage of the numbers.

    `text` is what was read, `known` what the report told of itself then.
    """

    text: str = ""
    known: About = field(default_factory=About)
    found: dict[str, Proof] = field(default_factory=dict)
    held: tuple[Proof, ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)
    loose: tuple[Loose, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """佐证材料 for a number: what it is called, its 文号, the file's name."""

    name: str = ""
    document: str = ""
    file: str = ""

    @property
    def words(self) -> str:
        return "　".join(word for word in (self.name, self.document, self.file) if word)

    def stored(self) -> str:
        return json.dumps({"名称": self.name, "文号": self.document, "文件": self.file}, ensure_ascii=False)

    @staticmethod
    def read(stored: str) -> Evidence:
        kept = json.loads(stored)
        return Evidence(*(str(kept.get(name, "")) for name in ("名称", "文号", "文件")))


_PLAIN = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[^\w.,]|_")


def digest_of(*words: str) -> str:
    """A short name for words, whatever their spaces and punctuation; words of nothing else are kept."""
    plain = "|".join(_PLAIN.sub("", word) or word for word in words)
    return hashlib.sha1(plain.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:10]


def dismissed_key(finding: Finding) -> str:
    """The entry that says a finding is 误报."""
    return DISMISSED + finding.identity


def evidence_key(identity: str) -> str:
    """The entry that holds a number's evidence."""
    return EVIDENCE + identity
