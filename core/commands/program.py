"""What the program is called, its version, and how its files end."""

from __future__ import annotations

from pathlib import Path

NAME = "自评通"
SUFFIX = ".jxzp"
"""A report file's ending."""

_ROOT = Path(__file__).resolve().parents[2]


def program_version() -> str:
    """The version of the installed program; that of pyproject.toml, said to be 开发版, in a checkout."""
    file = _ROOT / "resources" / "VERSION"
    if file.is_file():
        return file.read_text("utf-8").strip()
    import tomllib

    project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return f"{project['version']}（开发版）"
