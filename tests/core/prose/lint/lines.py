"""What the editor says of a text, for tests."""

from __future__ import annotations

from functools import cache

from core.prose.about import About, read_about
from core.prose.lint.all import lint
from core.prose.lint.wordlists import Wordlists, read_wordlists
from core.prose.paragraphs import read_flow
from core.prose.remark import Remark

WATER = About("青禾县水利局", 2023)


@cache
def words() -> Wordlists:
    return read_wordlists()


def remarks(text: str, known: About | None = WATER) -> list[Remark]:
    """All remarks; without a known unit and year, what the text says of them."""
    flow = read_flow(text)
    return lint(flow, known or read_about(flow), words())


def quotes(text: str, code: str, known: About | None = WATER) -> list[str]:
    """The words on which the remarks of one code stand."""
    flow = read_flow(text)
    said = [one for one in lint(flow, known or read_about(flow), words()) if one.finding.code == code]
    return [flow.text[one.start : one.end] for one in said]
