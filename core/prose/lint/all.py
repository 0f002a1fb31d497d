"""All rules of the editor, run over one text."""

from __future__ import annotations

from collections.abc import Iterator

from core.prose.about import About
from core.prose.flow import Flow
from core.prose.lint.contradictions import contradictions
from core.prose.lint.costs import costs_of_nobody
from core.prose.lint.dates import dates
from core.prose.lint.even import even_with_reasons
from core.prose.lint.left_over import left_over
from core.prose.lint.measures import measures
from core.prose.lint.nature import wrong_nature
from core.prose.lint.numbering import numbering
from core.prose.lint.place_names import foreign_places
from core.prose.lint.punctuation import punctuation
from core.prose.lint.repeats import repeated_sentences
from core.prose.lint.section_kinds import Sections
from core.prose.lint.targets_as_results import targets_as_results
from core.prose.lint.unit_names import unit_names
from core.prose.lint.wordlists import Wordlists
from core.prose.lint.wrong_words import relative_time, vague_quantities, wrong_words
from core.prose.lint.years import years
from core.prose.remark import Remark


def lint(flow: Flow, about: About, words: Wordlists) -> list[Remark]:
    """What a careful editor would say of a text, in the order of its places."""
    return sorted(_remarks(flow, about, words), key=lambda one: (one.start, one.end, one.finding.code))


def _remarks(flow: Flow, about: About, words: Wordlists) -> Iterator[Remark]:
    sections = Sections(flow)
    yield from left_over(flow, words.residue)
    yield from years(flow, about, sections)
    yield from dates(flow, about)
    yield from foreign_places(flow, about, sections)
    yield from unit_names(flow, about)
    yield from wrong_nature(flow, about)
    yield from costs_of_nobody(flow, sections, words.costs)
    yield from numbering(flow, sections)
    yield from punctuation(flow, sections)
    yield from wrong_words(flow, words.wrong)
    yield from relative_time(flow, about, sections, words.relative)
    yield from vague_quantities(flow, sections, words.vague)
    yield from contradictions(flow, sections, words.opposites)
    yield from measures(flow, about, sections, words)
    yield from repeated_sentences(flow, sections)
    yield from targets_as_results(flow, sections)
    yield from even_with_reasons(flow)
