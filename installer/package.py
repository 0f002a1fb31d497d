"""Builds the packages: `python installer/package.py [windows] [linux]`, both where none is named."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from release import DIST, say, write_sums


def main(arguments: list[str]) -> int:
    """Builds what is asked for into dist/."""
    DIST.mkdir(exist_ok=True)
    wanted = arguments or ["windows", "linux"]
    built = []
    if "windows" in wanted:
        import windows_package

        built.append(windows_package.build())
    if "linux" in wanted:
        import linux_package

        built.append(linux_package.build())
    write_sums()
    for path in built:
        say(f"{path.name}　{path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
