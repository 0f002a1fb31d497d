"""The sample report, made of the finished text and the filled forms that come with the program.

It is kept between starts, and made anew once the pack that it carries has been changed.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from core.commands.packs import DEFAULT, FOLDER, fitting_pack, known_packs, pack_named
from core.intake.forms.proposing import accept_forms, propose_forms
from core.intake.texts.source import read_source
from core.intake.texts.text_proposal import propose
from core.numbers.troubles import FileTrouble
from core.pack.carried import NODES
from core.pack.loading import files_in
from core.reading.workbooks import read_workbook
from core.report.history import UPDATED
from core.report.report import Report
from core.store import files, steps
from core.store.lock import Lock
from core.store.store import Store

TEXT = Path(__file__).resolve().parents[2] / "resources" / "examples" / "sample.txt"
FILE = "示例报告.jxzp"


def make_sample(path: Path, who: str) -> Report:
    """A new report file of the sample, entered in one step; raises FileTrouble where a file stands already."""
    text = read_source(TEXT).body
    pack = fitting_pack(text, known_packs()) or pack_named(DEFAULT)
    draft = Report.in_memory(pack, entries=propose(pack, text).entries)
    for book in sorted(TEXT.parent.glob("*.xlsx")):
        accept_forms(draft, propose_forms(draft, read_workbook(book)))
    entries = dict(draft.graph.state.entries.all)
    return Report.create(path, pack, who=who, entries=entries, label="打开示例")


def clear_outdated(path: Path, who: str, packs: Path = FOLDER) -> Path | None:
    """Takes a sample away whose pack is no longer the one in its folder.

    One that somebody has worked on stays under another name, which is given. One that cannot be read, or is
    open somewhere, is left as it is: opening it will say why.
    """
    with suppress(FileTrouble):
        lock = Lock.take(path, who)
        try:
            with Store.open(path, who=who, read_only=True) as store:
                own = {name: content for name, content in store.pack_files.items() if name != NODES}
                is_current = own == files_in(packs / store.meta.get("pack", ""))
                worked = [head for head in store.heads[1:] if head.kind != UPDATED]
                is_worked_on = bool(worked or store.save_points())
            if is_current:
                return None
            kept = files.set_aside(path, f"{path.stem} 旧模板 {steps.now():%Y-%m-%d %H%M%S}")
            path.unlink(missing_ok=True)
            if is_worked_on:
                return kept
            kept.unlink()
        finally:
            lock.release()
    return None
