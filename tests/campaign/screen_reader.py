"""What assistive technology does: walks the program's tree, prints every name, sets one field's text.

Run by the system's Python, which has pyatspi: screen_reader.py NAME VALUE.
"""

from __future__ import annotations

import sys

import pyatspi


def main(name: str, value: str) -> int:
    """1 while there is no such field."""
    desktop = pyatspi.Registry.getDesktop(0)
    found = False
    for program in desktop:
        for one in walk(program):
            if one.name:
                print(one.name)
            if one.name == name and not found:
                found = True
                one.queryEditableText().setTextContents(value)
    return 0 if found else 1


def walk(one):
    """Everything below a thing, itself first."""
    yield one
    for child in one:
        if child is not None:
            yield from walk(child)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
