"""The arguments of a start that opens the window: a file, and options of Qt. Imports no Qt."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.commands.program import SUFFIX

_WITH_VALUE = (
    "platform",
    "platformpluginpath",
    "platformtheme",
    "plugin",
    "style",
    "stylesheet",
    "display",
    "geometry",
    "qwindowgeometry",
    "qwindowicon",
    "qwindowtitle",
    "session",
    "title",
    "icon",
)
"""Options of Qt that are followed by a value."""
_ALONE = ("reverse", "widgetcount", "nograb", "dograb", "sync", "qmljsdebugger")


def own(arguments: Sequence[str]) -> list[str]:
    """The arguments without those meant for Qt; Qt's own list has no rare characters on Windows."""
    return [
        argument
        for before, argument in pairwise(["", *arguments])
        if not argument.startswith("-") and _option(before) not in _WITH_VALUE
    ]


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether all of them are files to open and options of Qt. A report that is missing is one: the window says so."""
    return all(map(_is_file, own(arguments))) and not list(_strange_options(arguments))


def _strange_options(arguments: Sequence[str]) -> Iterator[str]:
    """Options that Qt does not know."""
    for argument in arguments:
        name = _option(argument.partition("=")[0])
        if argument.startswith("-") and name not in (*_WITH_VALUE, *_ALONE):
            yield argument


def _option(argument: str) -> str:
    """The name of an option of Qt, which has one hyphen or two; "" for what is none."""
    return argument.removeprefix("-").removeprefix("-") if argument.startswith("-") else ""


def _is_file(argument: str) -> bool:
    return argument.lower().endswith(SUFFIX) or os.path.exists(argument)  # noqa: PTH110 - never raises
