"""Installs the packages and uses them for real: `python installer/package_test.py [linux] [windows]`.

Needs root, debootstrap, Xvfb, xdotool, ImageMagick and wine. Pictures of the windows are left in dist/package-test.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from release import DIST, fresh, say

PICTURES = DIST / "package-test"
LARGEST = {"*.deb": 60, "*-Setup.exe": 45}
"""MB that a package may weigh."""


def main(arguments: list[str]) -> int:
    """Every test that is asked for; the first that fails ends it."""
    fresh(PICTURES)
    figures = _sizes()
    wanted = arguments or ["linux", "windows"]
    if "linux" in wanted:
        from package_test_linux import use_linux

        for suite in ("bullseye", "bookworm"):
            figures |= use_linux(suite, PICTURES)
        import peers

        peers.main()
    if "windows" in wanted:
        from package_test_windows import use_window, use_windows

        figures |= use_windows(PICTURES)
        figures |= use_window(PICTURES)
    for name, figure in figures.items():
        print(f"{name}\t{figure}")
    say("软件包可以安装、使用、升级和卸载")
    return 0


def _sizes() -> dict[str, str]:
    """What the packages weigh; more than they may ends the test."""
    out = {}
    for pattern, most in LARGEST.items():
        for path in DIST.glob(pattern):
            size = path.stat().st_size / 1e6
            if size > most:
                raise SystemExit(f"{path.name} 有 {size:.1f} MB，超过 {most} MB")
            out[path.name] = f"{size:.1f} MB"
    return out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
