"""The one door for text: everything typed, pasted or imported passes here."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffc\ufeff\ufdd0-\ufdef\ufffe\uffff]")


def _is_noncharacter(character: str) -> bool:
    return ord(character) & 0xFFFE == 0xFFFE


def clean(text: str) -> str:
    """Text with line ends as \\n and without characters that editors and files cannot carry.

    Control characters, lone surrogates, object replacement and noncharacters are dropped: Qt turns some
    of them into paragraph ends and reads a leading U+FFFE as a byte-order mark.
    """
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    if text and max(text) > "\uffff":
        text = "".join(c for c in text if not _is_noncharacter(c))
    return text


def one_line(text: str) -> str:
    """Cleaned text for a field of one line: line ends and tabs become spaces, edges are cut."""
    return re.sub(r"[\n\t]+", " ", clean(text)).strip()


def paragraphs(text: str) -> str:
    """Pasted text as plain paragraphs: without indents, trailing blanks and blank lines.

    A single line without a line end goes into a sentence, so the blanks at its edges stay.
    """
    text = clean(text).replace("\xa0", " ")
    if "\n" not in text:
        return text
    lines = (line.strip(_BLANKS) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def halfwidth(text: str) -> str:
    """Full-width digits, letters and signs as ASCII, character for character (the length stays)."""
    return text if text.isascii() else text.translate(_HALFWIDTH)


_BLANKS = " \t\u3000"
_HALFWIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x2212: 0x2D,
}
