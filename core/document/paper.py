"""The report on paper: frozen blocks that every writer walks."""

from __future__ import annotations

from dataclasses import dataclass

from core.document.forms import FilledForm
from core.numbers.runs import Run, words


@dataclass(frozen=True, slots=True)
class Title:
    """One line of the title."""

    runs: tuple[Run, ...]
    section: str = ""

    @property
    def text(self) -> str:
        return words(self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number: level 1 is 一、, level 2 is （一）."""

    text: str
    level: int
    section: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; `head` characters at its beginning are a run-in heading.

    One with `right` stands at the right, so many characters in: the name and the date at the end.
    """

    runs: tuple[Run, ...]
    section: str = ""
    head: int = 0
    right: float | None = None

    @property
    def text(self) -> str:
        return words(self.runs)


Block = Title | Heading | Paragraph


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件1 at the head of an attachment that does not say so itself."""

    text: str
    section: str = ""


Printed = Block | Attachment


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report; `draft` marks page headers, never the words.

    `forms` are its attachments, `sign_off` and `answers` the page to be signed and the 审核说明表, `author` the
    office, `stamp` what is printed small at the foot of every page.
    """

    title: str
    blocks: tuple[Block, ...]
    draft: bool = True
    forms: tuple[FilledForm, ...] = ()
    author: str = ""
    stamp: str = ""
    sign_off: FilledForm | None = None
    answers: FilledForm | None = None

    @property
    def tables(self) -> tuple[FilledForm, ...]:
        """All tables in the order in which they are printed."""
        ends = ((self.sign_off,), self.forms, (self.answers,))
        return tuple(form for some in ends for form in some if form is not None)

    @property
    def lines(self) -> list[str]:
        """The words, a block a line."""
        return [block.text for block in self.blocks]
