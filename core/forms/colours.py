"""The colours of a form, as RRGGBB."""

from __future__ import annotations

from typing import Any

_THEME = ("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")


def colour_of(colour: Any) -> str:
    """RRGGBB of a plain or theme colour; black and what is left to the program are ""."""
    found = ""
    if colour is not None and colour.type == "rgb" and isinstance(colour.rgb, str):
        found = colour.rgb[-6:].upper()
    elif colour is not None and colour.type == "theme" and 0 <= colour.theme < len(_THEME):
        found = _THEME[colour.theme]
    return "" if found == "000000" else found
