"""Whether a bundle starts on glibc 2.28: the versions that its files ask for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

NEWEST = (2, 28)
_ASKED = re.compile(r"GLIBC_(\d+)\.(\d+)")


def too_new(folder: Path) -> list[str]:
    """The files that need a newer glibc, each with what it asks for."""
    out = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and _is_elf(path):
            newer = sorted(v for v in versions(path) if v > NEWEST)
            out += [f"{path.relative_to(folder)}：GLIBC_{newer[-1][0]}.{newer[-1][1]}"] if newer else []
    return out


def versions(path: Path) -> set[tuple[int, int]]:
    """The glibc versions named among a file's undefined symbols."""
    done = subprocess.run(
        ["objdump", "-T", str(path)], capture_output=True, text=True, errors="replace", check=False
    )
    needed = (line for line in done.stdout.splitlines() if "*UND*" in line)
    return {(int(a), int(b)) for line in needed for a, b in _ASKED.findall(line)}


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


if __name__ == "__main__":
    found = too_new(Path(sys.argv[1]))
    print("\n".join(found))
    sys.exit(bool(found))
