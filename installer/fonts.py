"""Makes `resources/fonts` from Debian's packages: the fonts that stand in where the office's own are missing.

Run by hand when a font is renewed: `python installer/fonts.py FOLDER_WITH_DEBS` with fontTools installed.
Each font keeps the characters a Chinese report needs and gets a family name of its own, so that it is never
mistaken for a font of the system.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "fonts"

DEBS = {
    "texlive-lang-chinese": "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
    "fonts-noto-cjk": "4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502",
    "fonts-droid-fallback": "d2096d4edde128fedf6749be2dd204a5810210a6201126d99b8d412344f71056",
}
"""The packages of Debian 12 and the SHA-256 of what was taken."""

FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
NOTO = "usr/share/fonts/opentype/noto"


class Source(NamedTuple):
    """A font file: its name here, its family here, where it comes from, which face of a collection."""

    name: str
    family: str
    path: str
    number: int = -1
    whole: bool = False


SOURCES = (
    Source("fang.otf", "Zipingtong Fang", f"{FANDOL}/FandolFang-Regular.otf", whole=True),
    Source("kai.otf", "Zipingtong Kai", f"{FANDOL}/FandolKai-Regular.otf"),
    Source("song.otf", "Zipingtong Song", f"{NOTO}/NotoSerifCJK-Regular.ttc", 2),
    Source("biaosong.otf", "Zipingtong Biaosong", f"{NOTO}/NotoSerifCJK-Bold.ttc", 2),
    Source(
        "hei.ttf", "Zipingtong Hei", "usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", whole=True
    ),
)


def main(arguments: list[str]) -> int:
    """Makes every font anew."""
    with tempfile.TemporaryDirectory() as unpacked:
        for package, digest in DEBS.items():
            deb = next(Path(arguments[0]).glob(f"{package}_*.deb"))
            if hashlib.sha256(deb.read_bytes()).hexdigest() != digest:
                print(f"{deb.name} 与记录的校验和不符", file=sys.stderr)
                return 1
            subprocess.run(["dpkg", "-x", str(deb), unpacked], check=True)
        FOLDER.mkdir(exist_ok=True)
        for source in SOURCES:
            _make(Path(unpacked) / source.path, source)
    return 0


def needed() -> set[int]:
    """The characters of GB 2312, Latin, punctuation, full-width forms, enclosed numbers, arrows and signs."""
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    blocks = ((0x20, 0x7F), (0xA0, 0x100), (0x2000, 0x2070), (0x2150, 0x2190), (0x2190, 0x2200))
    more = ((0x2200, 0x2270), (0x2460, 0x2500), (0x2500, 0x2612), (0x3000, 0x3040), (0xFF00, 0xFFF0))
    out = {ord(text) for row in rows if len(text := row.decode("gb2312", "ignore")) == 1}
    return out.union(*(range(first, end) for first, end in blocks + more), map(ord, "〇㎡㎞㎎℃㎥"))


def _single(glyphs: dict[int, str]) -> Iterator[int]:
    """One character a glyph, the common one: a PDF would give back a radical or a tab in its place."""
    sharing: dict[str, list[int]] = {}
    for character, glyph in sorted(glyphs.items()):
        if character >= 0x20:
            sharing.setdefault(glyph, []).append(character)
    for characters in sharing.values():
        yield next((one for one in characters if chr(one).encode("gbk", "ignore")), characters[0])


def _make(path: Path, source: Source) -> None:
    from fontTools import subset

    options = subset.Options(hinting=False, layout_features=[], glyph_names=False, notdef_outline=True)
    options.name_IDs = ["*"]
    if source.number >= 0:
        options.font_number = source.number
    font = subset.load_font(str(path), options)
    had = set(_single(font.getBestCmap()))
    cut = subset.Subsetter(options)
    cut.populate(unicodes=had if source.whole else had & needed())
    cut.subset(font)
    for record in list(font["name"].names):
        if record.nameID in (1, 3, 4, 6, 16, 17, 18, 20, 21, 22):
            font["name"].removeNames(nameID=record.nameID)
    style = "Regular"
    for number, words in ((1, source.family), (2, style), (3, source.family), (4, source.family)):
        font["name"].setName(words, number, 3, 1, 0x409)
    font["name"].setName(source.family.replace(" ", ""), 6, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400
    font["head"].macStyle = 0
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b100001 | 0b1000000
    if "CFF " in font:
        font["CFF "].cff.fontNames[0] = source.family.replace(" ", "")
        font["CFF "].cff[0].FamilyName = font["CFF "].cff[0].FullName = source.family
    subset.save_font(font, str(FOLDER / source.name), options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
