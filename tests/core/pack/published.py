"""The versions of the program's packs as they were last published: a line each, id, version and digest.

`python -m tests.core.pack.published` writes them anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from core.pack.loading import load_pack
from core.pack.pack import Pack

ROOT = Path(__file__).resolve().parents[3]
TABLE = Path(__file__).with_name("published.txt")
RENEW = "python -m tests.core.pack.published"


class Published(NamedTuple):
    """A pack as it went out."""

    id: str
    version: str
    digest: str

    def hindrance(self, pack: Pack) -> str:
        """Why a pack cannot follow this one, "" where it can."""
        if pack.digest == self.digest:
            return ""
        before = tuple(map(int, self.version.split(".")))
        if pack.version_numbers > before:
            return ""
        return f"{self.id} 的内容改了，版本还是 {pack.version}：请在 pack.yaml 里把 版本 提到 {self.version} 以上"


def packs() -> list[Pack]:
    """The program's packs."""
    folders = sorted(path.parent for path in (ROOT / "resources" / "packs").glob("*/pack.yaml"))
    return [load_pack(folder) for folder in folders]


def table() -> dict[str, Published]:
    """What is written down, by id."""
    lines = TABLE.read_text("utf-8").split("\n") if TABLE.is_file() else []
    return {line.split()[0]: Published(*line.split()) for line in lines if line.strip()}


def main() -> int:
    """Writes the table of the packs as they are; a pack whose version was not raised is refused."""
    known = table()
    own = packs()
    hindrances = [known[pack.id].hindrance(pack) for pack in own if pack.id in known]
    for words in filter(None, hindrances):
        print(words, file=sys.stderr)
    if any(hindrances):
        return 1
    lines = [f"{pack.id} {pack.version} {pack.digest}\n" for pack in own]
    TABLE.write_bytes("".join(lines).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
