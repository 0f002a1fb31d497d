"""The packs that come with the program, and the one that fits a finished text."""

from __future__ import annotations

from pathlib import Path

from core.intake.texts.outline import read_outline
from core.numbers.troubles import PackError
from core.pack.loading import load_pack
from core.pack.pack import Pack
from core.prose.residue import drop_residue

DEFAULT = "hunan-county-2023"
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "packs"
LEAST_HEADINGS = 3


def known_packs(folder: Path = FOLDER) -> list[Pack]:
    """All packs of a folder, in the order of their names, only looked at: `with_forms` makes one ready."""
    return [
        load_pack(path, check=False) for path in sorted(folder.iterdir()) if (path / "pack.yaml").is_file()
    ]


def pack_named(name: str, folder: Path = FOLDER) -> Pack:
    """The pack with an id, or in a folder of its own; raises PackError naming those there are."""
    for path in (folder / name, Path(name)):
        if (path / "pack.yaml").is_file():
            return load_pack(path)
    there = "、".join(sorted(p.name for p in folder.iterdir() if (p / "pack.yaml").is_file()))
    raise PackError(name, 0, f"没有编号为 {name} 的模板，现有：{there}")


def fitting_pack(text: str, packs: list[Pack]) -> Pack | None:
    """The pack whose title words and headings fit a text best, None where none fits.

    It is made ready in its place, so that the next text finds it ready.
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
    packs[chosen] = packs[chosen].with_forms()
    return packs[chosen]
