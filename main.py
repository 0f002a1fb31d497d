"""自评通: opens the app, or runs one of the command line's verbs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.export.formats import Writer


def main(arguments: Sequence[str]) -> int:
    """A file, or nothing, opens the app; anything else goes to core.commands, without Qt."""
    from core.commands.verbs import ASKED, INTERRUPTED, VERBS
    from gui.computer.arguments import opens_window, own

    if (arguments and arguments[0] in (*VERBS, *ASKED)) or not opens_window(arguments):
        try:
            from core.commands.run import run

            return run(arguments, _drawn)
        except KeyboardInterrupt:
            return INTERRUPTED
    gc.disable()  # a start makes no garbage to speak of; the app collects again once its window is painted
    try:
        from gui.computer.handing_over import hand_over
    except ImportError as error:
        from gui.computer.missing import sentence, tell

        words = sentence(error)
        if not words:
            raise
        tell(words)
        return 3
    if hand_over(next(iter(own(arguments)), "")):
        return 0
    from gui.app import start

    return start(list(arguments))


def _drawn() -> dict[str, Writer]:
    """The writers of what is drawn as on the screen (pdf), which need Qt; brought only where one is asked for."""
    from gui.printing.pdf import writers

    return writers()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
