"""The reports that are measured."""

from __future__ import annotations

import os
from pathlib import Path

from core.commands.packs import DEFAULT, fitting_pack, known_packs, pack_named
from core.intake.texts.source import read_source
from core.intake.texts.text_proposal import propose
from core.pack.pack import Pack

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "examples" / "sample.txt"


def real_source() -> Path | None:
    """A real finished report where one is at hand, else the sample, else none."""
    folder = Path(os.environ.get("REAL_TEXTS", ROOT.parent / "shared")) / "seed"
    texts = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if texts:
        return texts[0]
    return SAMPLE if SAMPLE.exists() else None


def entries_of(source: Path | None) -> tuple[Pack, dict[str, str]]:
    """The pack that fits a finished report, and what the report becomes."""
    if source is None:
        pack = pack_named(DEFAULT)
        return pack, pack.first_entries()
    text = read_source(source).text
    pack = fitting_pack(text, known_packs()) or pack_named(DEFAULT)
    return pack, propose(pack, text).entries
