"""How each section stands: what contradicts in it, what must be said, what is still 未填."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from core.figures.keys import Key, Row, outer_row, split_key
from core.numbers.finding import ERROR, EXPLAIN
from core.pack.pack import Pack
from core.pack.sections import INPUT_LEVEL, LEVEL, SECTIONS, STATE, WITHOUT_TEXT
from core.report.completeness import ELSEWHERE, FORM, completeness, form_place
from core.report.findings import FINE, Standing
from core.report.report import Report
from core.report.stages import Final
from core.report.withholding import why_withheld

UNFINISHED = "未填完"
"""What is not filled in is no mistake: it stands apart from the severities."""

WITHHELD_STATE = "不随报"
"""The state of a form that does not go out."""


class Progress(NamedTuple):
    """One section's standing; `left` is 无 or 不列 where the section says nothing, 不随报 for a form that does not go out."""

    errors: int = 0
    explains: int = 0
    unfilled: int = 0
    required: int = 0
    gaps: int = 0
    left: str = ""

    @property
    def state(self) -> str:
        """错误, 需说明, 未填完, 未开始, 相符, or what the section is left as."""
        if self.errors:
            return "错误"
        if self.explains:
            return "需说明"
        if self.unfilled or self.gaps:
            return "未开始" if self.unfilled and self.unfilled == self.required else UNFINISHED
        return self.left or "相符"

    @property
    def number(self) -> int:
        """How many of what the state speaks of."""
        return self.errors or self.explains or self.unfilled


def progress(report: Report, found: Iterable[Standing]) -> dict[Row, Progress]:
    """The standing of all sections in the report's order, and of what no section shows: forms, ELSEWHERE."""
    errors = Counter[Row]()
    explains = Counter[Row]()
    for standing in found:
        if standing.is_open and not standing.finding.trial:
            home = home_of(report, map(Key, standing.finding.keys))
            (errors if standing.finding.severity == ERROR else explains)[home] += 1
    filling = completeness(report)
    out: dict[Row, Progress] = {}
    forms = [form_place(form) for form in report.pack.forms]
    withheld = {form_place(form): WITHHELD_STATE for form in report.pack.forms if why_withheld(report, form)}
    for row in [*report.rows(SECTIONS), *([ELSEWHERE] if blocks_elsewhere(report.pack) else []), *forms]:
        section = filling.get(row)
        is_section = bool(row) and not row.startswith(FORM)
        left = report.words(report.cell(STATE, row)) if is_section else ""
        out[row] = Progress(
            errors[row],
            explains[row],
            len(section.unfilled) if section else 0,
            section.required if section else 0,
            section.gaps if section else 0,
            left if left in WITHOUT_TEXT else withheld.get(row, ""),
        )
    return out


def filled_percent(sections: Iterable[Progress]) -> int:
    """How much of what must be filled is, in whole per cent, rounded down so that 100 means all."""
    counted = [(one.required, one.unfilled) for one in sections]
    required = sum(r for r, _ in counted)
    unfilled = sum(u for _, u in counted)
    return 100 if not required else (required - unfilled) * 100 // required


def home_of(report: Report, keys: Iterable[Key]) -> Row:
    """The section on whose page the first of some keys is edited that stands on any, else ELSEWHERE."""
    for key in keys:
        home = section_of(report, key)
        if home is not None:
            return home
    return ELSEWHERE


def section_of(report: Report, key: Key) -> Row | None:
    """The section on whose page a figure, cell, listing or text is edited; None where no page shows it."""
    name, row = split_key(key)
    if name == SECTIONS or name.startswith(f"{SECTIONS}."):
        return outer_row(row, 1)
    found = [
        (len(block), section.id)
        for section in report.pack.sections.values()
        for block in section.blocks
        if name == block or name.startswith(f"{block}.")
    ]
    figure = report.pack.definitions.figures.get(name)
    if found and (figure is None or figure.listed):
        return max(found)[1]
    form = report.pack.form_of(name)
    if form:
        return form_place(form)
    return ELSEWHERE if name.split(".")[0] in blocks_elsewhere(report.pack) else None


def form_marks(
    report: Report, found: Iterable[Standing], homes: Mapping[Row, Progress]
) -> dict[str, tuple[str, int]]:
    """For each form the state of its tab with its number: the gravest that speaks of a figure on it."""
    counts = {form: Counter[str]() for form in report.pack.forms}
    for standing in found:
        if standing.is_open and not standing.finding.trial:
            names = {split_key(key)[0] for key in standing.finding.keys}
            for form, keys in report.pack.form_keys.items():
                counts[form][standing.finding.severity] += bool(names & keys)
    out: dict[str, tuple[str, int]] = {}
    for form, counted in counts.items():
        if why_withheld(report, form):
            out[form] = (WITHHELD_STATE, 0)
            continue
        stands = homes[form_place(form)]._replace(errors=counted[ERROR], explains=counted[EXPLAIN])
        out[form] = (stands.state, stands.number)
    return out


def blocks_elsewhere(pack: Pack) -> tuple[str, ...]:
    """The groups and listings that no section and no form of a pack shows."""
    shown = [block for section in pack.sections.values() for block in section.blocks]
    top: list[Key] = [k for k, d in pack.definitions.figures.items() if d.listing is None and not d.formula]
    top += [k for k, one in pack.definitions.listings.items() if one.parent is None and k != SECTIONS]
    missing = [
        k for k in top if not pack.form_of(k) and not any(k == b or k.startswith(f"{b}.") for b in shown)
    ]
    return tuple(dict.fromkeys(k.split(".")[0] for k in missing))


def is_written(report: Report, row: Row) -> bool:
    """Whether a section has a text of its own."""
    return bool(row) and report.words(report.cell(LEVEL, row)) != INPUT_LEVEL


def verdict_line(
    found: Iterable[Standing], unfilled: int, final: Final | None = None, refused: int = 0
) -> tuple[str, str]:
    """The severity, or UNFINISHED, and the one sentence that stand above all findings.

    `refused` are texts that stand on the screen and were not taken: the report does not have them.
    """
    if final is not None:
        return FINE, f"已定稿，第{final.version}版"
    counted = [one for one in found if one.is_open and not one.finding.trial]
    errors = sum(1 for one in counted if one.finding.severity == ERROR)
    explains = sum(1 for one in counted if one.finding.severity == EXPLAIN)
    counts = ((refused, "处读不懂没有存"), (errors, "个错误"), (explains, "处需说明"), (unfilled, "处没有填"))
    parts = [f"{number} {what}" for number, what in counts if number]
    if not parts:
        return FINE, "数字相符，可以定稿"
    graver = EXPLAIN if explains else UNFINISHED
    return ERROR if errors or refused else graver, f"还有 {'、'.join(parts)}"
