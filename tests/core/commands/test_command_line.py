"""The command line is Chinese to its last word."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from core.commands.command_line import in_chinese
from core.commands.packs import FOLDER
from core.commands.run import run
from core.export.formats import FORMATS

PAGES = ("", "new", "import", "check", "export", "packs", "packs check")
_LATIN = re.compile(r"(?<![-\w./])[A-Za-z][A-Za-z]+(?![\w./])")
NAMES = {
    *("new", "import", "check", "export", "packs", "help", "main"),
    *("JSON", "Ctrl", "Word", "Excel", "PDF", "null", "count", "labels"),
    *FORMATS,
    *(
        "schema",
        "report",
        "written",
        "reason",
        "pack",
        "why",
        "unfilled",
        "files",
        "status",
        "forms",
        "edits",
    ),
    *("rows", "gone", "unread", "questions", "notes", "linked", "guesses", "residue", "aside", "literal"),
    *("interrupted", "left_out", "file", "verdict", "findings", "checked", "numbers"),
}
"""What is no Chinese word on a page: verbs, names in JSON, formats."""
FOR_AUTHORS = (
    "usage",
    "argument %(argument_name)s",
    ".__call__()",
    "conflicting subparser",
    'argument "-" with mode',
    "cannot merge actions",
    "'required' is an invalid",
    "invalid option string",
    "dest= is required",
    "invalid conflict_resolution",
    "mutually exclusive arguments must",
    "positional arguments",
    "options",
    "show this help",
    "cannot have multiple",
    "%r is not callable",
    "%(prog)s",
)
"""Beginnings of argparse's sentences that speak to whoever writes a parser, or that no page of ours prints."""


def _page(verb: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        run(["help", *verb.split()])
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("verb", PAGES)
def test_a_page_of_help_has_no_english_word(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [folder.parent.name for folder in FOLDER.glob("*/pack.yaml")]
    page = re.sub("|".join([r"main\.py.*", *ids]), "", _page(verb, capsys))
    words = set(_LATIN.findall(page))

    assert {word for word in words if not word.isupper()} <= NAMES


@pytest.mark.parametrize("verb", PAGES)
def test_every_option_has_a_sentence(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = _page(verb, capsys)
    options = re.findall(r"(?m)^  (-\S.*?)(?:  +(\S.*)|\n {10,}(\S.*))$", page)

    assert options
    assert all(re.search(r"[\u4e00-\u9fff]", beside or below) for _, beside, below in options)
    assert set(re.findall(r"(?<![\w-])--[a-z]+", page.partition("\n\n")[0])) <= {
        name for option, _, _ in options for name in re.findall(r"--[a-z]+", option)
    }


def test_the_packs_that_can_be_asked_for_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("new", "import", "check"):
        page = "".join(_page(verb, capsys).split())
        assert all(folder.parent.name in page for folder in FOLDER.glob("*/pack.yaml"))


def test_what_json_is_of_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("import", "check"):
        assert "schema 现在是 1" in _page(verb, capsys)


def test_every_sentence_of_argparse_has_its_chinese() -> None:
    source = Path(argparse.__file__).read_text("utf-8")
    sentences = [
        quoted[1:-1]
        for quoted in re.findall(r"_\(\s*('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", source)
        if not quoted[1:].startswith(FOR_AUTHORS)
    ]
    assert len(sentences) > 10

    filled = [re.sub(r"%(?:\(\w+\))?r", "'甲'", re.sub(r"%(?:\(\w+\))?s", "甲", one)) for one in sentences]

    assert [one for one in filled if re.search("[A-Za-z]", in_chinese(one))] == []
