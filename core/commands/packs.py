"""The packs that come with the program, the user's own, and the one that fits a finished text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from core.intake.texts.outline import read_outline
from core.numbers.troubles import PackError
from core.pack.loading import load_pack
from core.pack.pack import Pack
from core.prose.residue import drop_residue
from core.store.backups import data_folder
from core.store.file_troubles import in_words

DEFAULT = "hunan-county-2023"
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "packs"
LEAST_HEADINGS = 3
_TOP = re.compile(r"^(编号|版本):[ \t]*([^#\n]*)", re.MULTILINE)


class FoundPack(NamedTuple):
    """A template's folder and what is in it: the pack, or why there is none."""

    folder: Path
    is_own: bool
    pack: Pack | None = None
    trouble: str = ""

    @property
    def sentence(self) -> str:
        """That it is not used, and why."""
        return f"模板文件夹“{self.folder}”有误，没有用它：{self.trouble}"


def own_folder() -> Path:
    """Where a user's own templates stand, below her data folder: no administrator is needed."""
    return data_folder() / "模板"


def found_packs(folder: Path = FOLDER, own: Path | None = None) -> list[FoundPack]:
    """The templates of the program, then the user's own, each in the order of their folders' names.

    One that is unsound stands among them with its reason. Those of the program are only looked at: `with_forms`
    makes one ready; the user's own, which nobody has tested, are checked as a whole.
    """
    found = [_look(path, {}, is_own=False) for path in _pack_folders(folder)]
    for path in _pack_folders(own or own_folder()):
        there = {one.pack.id: one for one in found if one.pack is not None}
        found.append(_look(path, there, is_own=True))
    return found


def known_packs(
    folder: Path = FOLDER, own: Path | None = None, say: Callable[[str], object] | None = None
) -> list[Pack]:
    """The packs that can be used; of each other one `say` is told the folder and the reason."""
    found = found_packs(folder, own)
    if say is not None:
        for sentence in [one.sentence for one in found if one.pack is None]:
            say(sentence)
    return [one.pack for one in found if one.pack is not None]


def _pack_folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.glob("[!.]*")) if (path / "pack.yaml").is_file()]


def _look(path: Path, there: Mapping[str, FoundPack], *, is_own: bool) -> FoundPack:
    """The pack of a folder; one whose id another has is not taken."""
    try:
        pack = load_pack(path, check=is_own)
    except PackError as error:
        return FoundPack(path, is_own, trouble=str(error))
    except OSError as error:
        return FoundPack(path, is_own, trouble=in_words(error))
    other = there.get(pack.id)
    if other is None:
        return FoundPack(path, is_own, pack)
    whose = f"自己的模板（文件夹 {other.folder.name}）" if other.is_own else "程序自带的模板"
    reason = f"编号 {pack.id} 已是{whose}的编号，请在 pack.yaml 里改一个编号"
    return FoundPack(path, is_own, trouble=reason)


def pack_named(name: str, folder: Path = FOLDER, own: Path | None = None) -> Pack:
    """The pack with an id, or in a folder of its own; raises PackError naming those there are."""
    for path in (folder / name, Path(name)):
        if (path / "pack.yaml").is_file():
            return load_pack(path)
    found = found_packs(folder, own)
    for each in found:
        if each.pack is not None and each.pack.id == name:
            return each.pack.with_forms()
        if each.pack is None and each.folder.name == name:
            raise PackError(str(each.folder), 0, each.trouble)
    there = "、".join(sorted(one.pack.id for one in found if one.pack is not None))
    raise PackError(name, 0, f"没有编号为 {name} 的模板，现有：{there}")


def newer_folder(pack: Pack, folder: Path = FOLDER, own: Path | None = None) -> Path | None:
    """Where a higher version of a report's pack stands, None where there is none; only its head is looked at."""
    for path in (*_pack_folders(folder), *_pack_folders(own or own_folder())):
        try:
            text = (path / "pack.yaml").read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # whoever asks for the templates is told why
        head = {name: value.strip("\"' ") for name, value in _TOP.findall(text)}
        if head.get("编号") == pack.id:
            is_newer = pack._replace(version=head.get("版本", "1")).version_numbers > pack.version_numbers
            return path if is_newer else None
    return None


def fitting_pack(text: str, packs: list[Pack]) -> Pack | None:
    """The pack whose title words and headings fit a text best, None where none fits.

    It is made ready in its place, so that the next text finds it ready; raises PackError where it cannot be.
    """
    lines = [line.strip() for line in drop_residue(text).split("\n") if line.strip()]
    best = 0
    chosen = -1
    for number, pack in enumerate(packs):
        titled = any(word in line for line in lines[:8] for word in pack.fits)
        headings = sum(1 for passage in read_outline(lines, pack.sections) if passage.id and passage.heading)
        score = (10 if titled else 0) + headings
        if (titled or headings >= LEAST_HEADINGS) and score > best:
            best = score
            chosen = number
    if chosen < 0:
        return None
    pack = packs[chosen]
    try:
        packs[chosen] = pack.with_forms()
    except PackError as error:
        raise PackError(f"{pack.id}/{error.file}", error.line, error.reason) from error
    return packs[chosen]
