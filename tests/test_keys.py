"""Keys, rows and listings keep their types: nothing above the figures takes one for plain text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.source import code, functions, named

NAMES = ("key", "text_key", "figure_key", "row", "row_id", "listing", "listing_key")
ROOMS = ("core/report", "gui")


def plain(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """The parameters of a function that are named as keys and taken as text."""
    arguments = function.args
    given = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg)
    for argument in given:
        if argument is None or argument.annotation is None:
            continue
        is_text = ast.unparse(argument.annotation) in ("str", "str | None")
        if is_text and argument.arg.removeprefix("_") in NAMES:
            yield argument.arg


def test_no_key_row_or_listing_is_taken_as_plain_text() -> None:
    found = [
        f"{named(path)}:{function.lineno} {name}"
        for path in code(*ROOMS)
        for function in functions(path)
        for name in plain(function)
    ]

    assert not found


def test_a_key_taken_as_plain_text_is_seen() -> None:
    written = "def go(key: str, row: int, *, listing_key: str | None, words: str, row_id: Row): pass"

    function = ast.parse(written).body[0]

    assert isinstance(function, ast.FunctionDef)
    assert list(plain(function)) == ["key", "listing_key"]
