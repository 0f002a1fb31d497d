"""Which files are meant: files as they are named, folders with all in them, patterns that no shell has resolved."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.commands.command_line import Misuse
from core.numbers.disk import disk_words
from core.numbers.troubles import FileTrouble

HIDDEN = "隐藏的和临时的文件"
_NO_ENDING = "没有扩展名的文件"


@dataclass(slots=True)
class Sources:
    """The files in their order, each once; how many were left out, by ending; folders that cannot be looked into."""

    files: list[Path] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    closed: list[FileTrouble] = field(default_factory=list)

    @property
    def left_out_words(self) -> str:
        """How many of which were left out, "" for none."""
        return "、".join(f"{name} {count} 个" for name, count in sorted(self.left_out.items()))


def sources_of(names: Sequence[Path], endings: Collection[str]) -> Sources:
    """The files that names mean; raises Misuse for a folder or a pattern without a file of such an ending.

    A file that is there under its name is taken as it is, whatever its ending and its characters.
    """
    out = Sources()
    seen: set[str] = set()
    for name in names:
        pattern = str(name)
        if os.path.lexists(name) and not name.is_dir():
            found = [name]
        elif name.is_dir():
            found = list(_inside(name, endings, out))
        elif glob.has_magic(pattern):
            found = list(_matching(pattern, endings, out))
        else:
            found = [name]  # missing: whoever reads it says so
        if not found and not out.closed:
            raise Misuse(_nothing(name, endings, out))
        for path in found:
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                out.files.append(path)
    return out


def _nothing(name: Path, endings: Collection[str], out: Sources) -> str:
    where = f"文件夹“{name}”里没有" if name.is_dir() else f"没有符合“{name}”的"
    others = f"；有 {out.left_out_words}，没有读" if out.left_out else ""
    return f"{where}能读的文件（{' '.join(endings)}）{others}"


def _inside(folder: Path, endings: Collection[str], out: Sources) -> Iterator[Path]:
    """The files of a folder and the folders in it, sorted; hidden folders are left out."""

    def closed(error: OSError) -> None:
        out.closed.append(FileTrouble(error.filename or folder, disk_words(error)))

    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not _is_aside(Path(place, name)))
        yield from _of_kind((Path(place, name) for name in sorted(names)), endings, out)


def _matching(pattern: str, endings: Collection[str], out: Sources) -> Iterator[Path]:
    for path in map(Path, sorted(glob.glob(pattern, recursive=True))):  # noqa: PTH207 - a whole path
        if path.is_dir():
            yield from _inside(path, endings, out)
        else:
            yield from _of_kind([path], endings, out)


def _of_kind(
    paths: Iterator[Path] | Sequence[Path], endings: Collection[str], out: Sources
) -> Iterator[Path]:
    for path in paths:
        if _is_aside(path):
            out.left_out[HIDDEN] += 1
        elif path.suffix.lower() in endings:
            yield path
        else:
            out.left_out[path.suffix.lower() or _NO_ENDING] += 1


def _is_aside(path: Path) -> bool:
    """Whether a file is hidden, or stands beside one that Word or LibreOffice has open."""
    if path.name.startswith((".", "~$")):
        return True
    try:
        marks = getattr(path.lstat(), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(marks & stat.FILE_ATTRIBUTE_HIDDEN)
