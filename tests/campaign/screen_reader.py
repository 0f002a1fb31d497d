"""What assistive technology does: walks the program's tree, prints every name, sets one field's text.

Run by the system's Python, which has pyatspi: screen_reader.py NAME VALUE.
"""

from __future__ import annotations

import sys

import pyatspi


def main(name: str, value: str) -> int:
    """1 while there is no such field."""
    desktop = pyatspi.Registry.getDesktop(0)
    is_there = False
    for program in desktop:
        for node in walk(program):
            if node.name:
                print(node.name)
            if node.name == name and not is_there:
                is_there = True
                node.queryEditableText().setTextContents(value)
    return 0 if is_there else 1


def walk(node):
    """Everything below a node of the tree, itself first."""
    yield node
    for child in node:
        if child is not None:
            yield from walk(child)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
