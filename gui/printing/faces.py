"""Which font each kind of type is set in: the office's own where it is installed, else one that stands in.

The kinds are those of GB/T 9704-2012: 小标宋 for the title, 仿宋 for the body, 黑体 and 楷体 for headings,
宋体 in tables and page numbers. What a font lacks is taken from the fonts behind it, so that no character is
a box as long as any font has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

TITLE = "小标宋体"
BODY = "仿宋"
KAI = "楷体"
HEI = "黑体"
SONG = "宋体"
LATIN = "Times New Roman"
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

CHAINS: dict[str, tuple[str, ...]] = {
    TITLE: (
        *("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "小标宋体"),
        "Zipingtong Biaosong",
    ),
    BODY: (
        *("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02", "华文仿宋", "STFangsong"),
        "Zipingtong Fang",
    ),
    KAI: (
        *("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03", "华文楷体", "STKaiti"),
        "Zipingtong Kai",
    ),
    HEI: (*("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "华文黑体", "STHeiti"), "Zipingtong Hei"),
    SONG: (
        *("宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "FZShuSong-Z01", "华文宋体", "STSong"),
        "Zipingtong Song",
    ),
    LATIN: ("Times New Roman", "Liberation Serif", "Zipingtong Song"),
}  # fmt: skip
"""For each kind the families that may serve, the best first; the last is carried by the program."""

AS_ASKED = {TITLE: 5, BODY: 4, KAI: 4, HEI: 2, SONG: 4, LATIN: 2}
"""How many of them are the face itself or the same design; those behind stand in for it and are told."""
LAST_RESORT = ("Zipingtong Song", "Zipingtong Hei")
STAND_INS = {
    "Zipingtong Biaosong": "思源宋体（粗）",
    "Zipingtong Fang": "Fandol 仿宋",
    "Zipingtong Kai": "Fandol 楷体",
    "Zipingtong Hei": "Droid Sans Fallback",
    "Zipingtong Song": "思源宋体",
}


class Faces:
    """The fonts of this computer as the page uses them; needs a QGuiApplication.

    `installed` are the families to choose from; the carried ones are added to them.
    """

    def __init__(self, installed: Sequence[str] | None = None) -> None:
        families = set(QFontDatabase.families())
        if not STAND_INS.keys() <= families:
            for path in sorted(FOLDER.glob("*.[ot]tf")):
                QFontDatabase.addApplicationFont(str(path))
        if installed is not None:
            families = set(installed)
        families |= STAND_INS.keys()
        self.families = {
            kind: next(family for family in chain if family in families) for kind, chain in CHAINS.items()
        }
        self._fonts: dict[tuple[str, float, bool], QFont] = {}

    def font(self, kind: str, size: float, bold: bool = False) -> QFont:
        """A font of a kind, its size in twips."""
        font = self._fonts.get((kind, size, bold))
        if font is None:
            font = self._make_font(kind, size, bold)
            self._fonts[kind, size, bold] = font
        return font

    def _make_font(self, kind: str, size: float, bold: bool) -> QFont:
        font = QFont()
        font.setFamilies([*dict.fromkeys((self.families[kind], CHAINS[kind][-1], *LAST_RESORT))])
        font.setPixelSize(max(round(size), 1))
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setKerning(False)
        font.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
        return font

    def stand_ins(self) -> dict[str, str]:
        """The kinds that have not their own font, each with what stands in for it."""
        return {
            kind: STAND_INS.get(family, family)
            for kind, family in self.families.items()
            if CHAINS[kind].index(family) >= AS_ASKED[kind]
        }

    def note(self) -> str:
        """The same as one sentence, "" where every font is there."""
        stand_ins = self.stand_ins()
        if not stand_ins:
            return ""
        return f"这台电脑没有{'、'.join(stand_ins)}字体，已用" + "，".join(
            f"{other}代替{kind}" for kind, other in stand_ins.items()
        )


def kind_of(name: str) -> str:
    """The kind of a font by the name that a form gives it: 方正小标宋简体, 仿宋_GB2312, Calibri."""
    for mark, kind in (
        ("标宋", TITLE),
        ("仿宋", BODY),
        ("FangSong", BODY),
        ("楷", KAI),
        ("Kai", KAI),
        ("黑", HEI),
        ("Hei", HEI),
    ):
        if mark in name:
            return kind
    return SONG
