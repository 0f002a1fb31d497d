"""Reading a finished report in steps that a progress window can tell and stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from core.commands.packs import DEFAULT, fitting_pack, known_packs, pack_named
from core.figures.keys import Key
from core.intake.texts.source import read_source
from core.intake.texts.text_proposal import TextProposal, propose
from core.report.report import Report


class Finished(NamedTuple):
    """A finished report as it was understood; `report` holds it in memory, nothing is kept yet.

    `unsound` are sentences on templates that could not be used.
    """

    proposal: TextProposal
    report: Report
    unsound: tuple[str, ...] = ()


def read_finished(
    source: Path, step: Callable[[str], None], without: frozenset[Key] = frozenset()
) -> Finished:
    """Reads a file with the pack that fits it; raises FileTrouble where it cannot be read.

    Figures in `without` are not guessed by their meaning.
    """
    step(f"正在读取 {source.name}")
    read = read_source(source)
    text = read.body
    step("正在查找合适的模板")
    unsound: list[str] = []
    pack = fitting_pack(text, known_packs(say=unsound.append)) or pack_named(DEFAULT)
    step(f"正在按模板“{pack.title}”认数据")
    proposal = propose(pack, text, without)
    proposal.aside = read.aside
    step("正在核对")
    return Finished(proposal, Report.in_memory(pack, entries=proposal.entries), tuple(unsound))
