"""Keys of one version of a pack as another has them: in entries' names and in the marks of texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import normalize

from core.figures.definitions import Definitions
from core.figures.entries import Entries
from core.figures.formula import FormulaError, parse
from core.figures.graph import Graph
from core.figures.keys import NONE_TICKED, RANK, REPORTED, Key, Row, cell_key, split_key
from core.figures.marks import Choice, Each, Mark, Part, escape, parse_marks, unparse
from core.figures.scope import Context
from core.numbers.runs import words

_TOKEN = re.compile(
    r""""[^"\n]*"|'[^'\n]*'|“[^”\n]*”|(?P<name>[^\W\d]\w*(?:\[\w+\])?(?:\s*\.\s*[^\W\d]\w*(?:\[\w+\])?)*)(?!\s*[(（])"""
)
_ENDINGS = (REPORTED, RANK, NONE_TICKED)


class Renaming:
    """What the names of one version's figures and listings are in the next one.

    `renamed` are the keys that were renamed, of figures, listings or whole groups.
    """

    def __init__(self, old: Definitions, new: Definitions, renamed: Mapping[str, str]) -> None:
        self._old = old
        self._new = new
        self._renamed = renamed
        self._known = Entries(new)

    def key(self, old: str) -> Key:
        """A definition's key in the next version, whether that has it or not."""
        for stem in sorted(self._renamed, key=len, reverse=True):
            if old == stem or old.startswith(f"{stem}."):
                return Key(self._renamed[stem] + old[len(stem) :])
        return Key(old)

    def is_known(self, name: str) -> bool:
        """Whether an entry's name was one of the old version's figures or listings."""
        return self._definition_of(name) is not None

    def entry(self, name: str) -> str | None:
        """An entry's name in the next version; None where that has no place for it."""
        key = self._definition_of(name)
        if key is None:
            return None
        ending = next((ending for ending in _ENDINGS if name.endswith(ending)), "")
        now = self.key(key)
        if now not in self._new.figures and now not in self._new.listings:
            return None
        path = self._new.path(self._new.listing_of(now))
        row = split_key(name.removesuffix(ending))[1]
        try:
            found = cell_key(now, path[:-1] if ending == NONE_TICKED else path, row) + ending
        except ValueError:  # it stands in as many listings no more
            return None
        return found if self._known.holds(found) else None

    def _definition_of(self, name: str) -> Key | None:
        ending = next((ending for ending in _ENDINGS if name.endswith(ending)), "")
        key = split_key(name.removesuffix(ending))[0]
        return key if key in self._old.figures or key in self._old.listings else None


class TextRenaming:
    """The marks of texts in the next version: renamed where they can be, else the words that they show."""

    def __init__(self, old: Graph, new: Graph, renaming: Renaming) -> None:
        self._old = old
        self._new = new
        self._renaming = renaming

    def text(self, text: str, row: Row, context: Context) -> tuple[str, list[str]]:
        """A text with its marks as they are now, and the words of those that nothing stands for any more.

        `row` and `context` say where it stands.
        """
        out: list[str] = []
        lost: list[str] = []
        for part in parse_marks(text):
            if isinstance(part, str):
                out.append(unparse((part,)))
                continue
            now = self._part(part, context)
            was_known = not self._old.texts.templates.of_parts((part,), context).unknown
            if was_known and self._new.texts.templates.of_parts((now,), context).unknown:
                said = words(self._old.texts.templates.of_parts((part,), context).render(row))
                lost.append(said)
                out.append(escape(said))
            else:
                out.append(unparse((now,)))
        return "".join(out), lost

    def _part(self, part: Part, context: Context) -> Part:
        match part:
            case Mark(expression=expression):
                return part._replace(expression=self._expression(expression, context))
            case Choice(condition=condition, yes=yes, no=no):
                return Choice(
                    self._expression(condition, context),
                    tuple(self._part(inner, context) for inner in yes),
                    tuple(self._part(inner, context) for inner in no),
                )
            case Each(listing=head, item=item):
                return part._replace(
                    listing=self._head(head, context),
                    item=tuple(self._part(inner, self._inside(head, context)) for inner in item),
                )
        return part

    def _inside(self, head: str, context: Context) -> Context:
        try:
            listing, _ = self._old.texts.templates.listing_of(head, context)
        except FormulaError:
            return context
        return Context(listing, context.group, texts=True)

    def _head(self, head: str, context: Context) -> str:
        """The listing of a 每行 with its condition: 项目(类别 = "专项资金")."""
        found = re.fullmatch(r"([^(（]*)([(（])(.*)([)）]\s*)", head, re.DOTALL)
        if found is None:
            return self._expression(head, context)
        inside = self._expression(found[3], self._inside(head, context))
        return f"{self._expression(found[1], context)}{found[2]}{inside}{found[4]}"

    def _expression(self, source: str, context: Context) -> str:
        """A formula with its names as they are now; one that cannot be read stays as it is."""
        keys = self._keys(source, context)

        def name_now(found: re.Match[str]) -> str:
            written = re.sub(r"\s+", "", normalize("NFKC", found["name"] or ""))
            return self._name(written, keys[written]) if written in keys else found[0]

        return _TOKEN.sub(name_now, source)

    def _keys(self, source: str, context: Context) -> dict[str, Key]:
        """The full keys of the names in a formula, as they are written."""
        try:
            found = list(self._old.plan.compiler.scope.resolve(parse(source), context))
        except FormulaError:
            return {}
        return {name.written if name.row else name.key: key for name, key in found}

    def _name(self, written: str, key: Key) -> str:
        now = self._renaming.key(key)
        if now == key:
            return written
        if "[" in written:
            definition = self._new.definitions.figures.get(now)
            row = split_key(written)[1]
            path = self._new.definitions.path(definition.listing) if definition else ()
            return cell_key(now, path, row) if len(path) == row.count("/") + 1 else now
        stem = key.removesuffix(written).rstrip(".")
        around = f"{self._renaming.key(stem)}." if stem else ""
        return now.removeprefix(around)
