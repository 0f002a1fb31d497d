"""Checking a file: its findings and the relations that held, each with the words it stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.commands.merging import merged
from core.commands.packs import fitting_pack
from core.commands.packs_in_use import carried_pack, other_pack
from core.commands.program import SUFFIX
from core.commands.unfilled import unfilled_as_json, unfilled_names
from core.document.builder import build_document
from core.document.printed_text import PrintedText, aligned
from core.document.review import read_report, unsupported
from core.figures.keys import WHOLE, split_key
from core.intake.texts.source import read_source
from core.intake.texts.text_proposal import propose
from core.numbers.codes import MISSING_SECTION, REPORTED_DIFFERS
from core.numbers.finding import HINT, SEVERITIES, Finding, identity_of
from core.numbers.troubles import FileTrouble
from core.pack.pack import Pack
from core.pack.sections import IN_USE, LEFT_OUT, SECTIONS, STATE
from core.prose.checkup import Checkup, QuotedFinding, check_up, quoted_finding
from core.prose.coverage import Span, covered
from core.report.findings import FINE, standing_proofs, standings, verdict
from core.report.names import section_name
from core.report.proofs import Proof
from core.report.report import Report
from core.store.store import Store


@dataclass(slots=True)
class Checked:
    """What checking one file gave; spans are characters of `text`, the text as read.

    `unfilled` names what a report file must have and has not, None for a finished text, which does not say all.
    `reason` is why the file could not be read.
    """

    file: str
    pack: str = ""
    verdict: str = FINE
    text: str = ""
    findings: list[QuotedFinding] = field(default_factory=list)
    held: list[QuotedFinding] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    unsupported: list[tuple[int, int]] = field(default_factory=list)
    unfilled: list[str] | None = None
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "file": self.file,
            "pack": self.pack,
            "verdict": self.verdict,
            "reason": self.reason,
            "unfilled": None if self.unfilled is None else unfilled_as_json(self.unfilled),
            "findings": [quoted.as_json() for quoted in self.findings],
            "checked": [quoted.as_json() for quoted in self.held],
            "numbers": self.numbers,
        }


def check_file(
    path: Path,
    packs: list[Pack],
    asked: Pack | None,
    carried: Callable[[Mapping[str, bytes]], Pack] = carried_pack,
) -> Checked:
    """Checks a report file or a finished text; raises FileTrouble where it cannot be read.

    `carried` makes the pack of the files that a report carries.
    """
    if path.suffix.lower() != SUFFIX:
        return check_text(read_source(path).text, str(path), packs, asked)
    with Store.open(path, who="", read_only=True) as store:
        report = Report(carried(store.pack_files), store)
        if asked is not None and asked.id != report.pack.id:
            raise FileTrouble(path, other_pack(report.pack, asked))
        return check_report(report, str(path), None)


def check_text(text: str, name: str, packs: list[Pack], asked: Pack | None = None) -> Checked:
    """Checks a finished text by its own sentences, and by the pack that fits it if one does.

    What only meaning would tell of a figure is left to the sentences: a guess accuses nobody.
    """
    pack = asked or fitting_pack(text, packs)
    if pack is None:
        return _finished(Checked(name, text=text), check_up(text), [], [])
    report = Report.in_memory(pack, entries=propose(pack, text, None).entries)
    return check_report(report, name, text)


def check_report(report: Report, file: str, source: str | None) -> Checked:
    """Checks an open report; `source` is the text it was read from, to which spans then refer."""
    printed = PrintedText(report, build_document(report))
    where = aligned(printed.text, source) if source is not None else None
    found = [one.finding for one in standings(report)] + _absent(report)  # not yet those of its sentences
    held = _held(report, printed)
    out = Checked(file, report.pack.id, text=printed.text if source is None else source)
    if source is None:
        out.unfilled = unfilled_names(report)
    out.findings = [_quoted(one, printed, where, source) for one in found]
    out.held = [_quoted(one, printed, where, source) for one in held]
    concerned = {key for one in (*found, *held) for key in printed.keys_of(one)}
    linked = [_moved(span, where) for span in printed.live()]
    bound = [_moved(span, where) for span in printed.live(concerned)]
    return (
        _reviewed(out, report, linked, bound)
        if source is None
        else _finished(out, check_up(source), linked, bound)
    )


def _reviewed(out: Checked, report: Report, linked: list[Span], bound: list[Span]) -> Checked:
    """A report file has its sentences read as on the screen: 误报 is left out, evidence supports a number."""
    checkup = read_report(report)
    out.findings = merged(out.findings, [_of_proof(one, report) for one in standing_proofs(report)])
    out.held = merged(out.held, [_of_proof(one, report) for one in report.proofs.held])
    wanting = {one.identity for one in unsupported(report)}
    evident = sorted(one.printed for one in report.proofs.loose if one.identity not in wanting)
    return _counted(out, checkup, linked, bound, evident)


def _of_proof(proof: Proof, report: Report) -> QuotedFinding:
    start, end = proof.printed
    section = section_name(report, split_key(proof.key)[1])
    return QuotedFinding(proof.finding, section, report.proofs.text[start:end], start, end, proof.instead)


def _finished(out: Checked, checkup: Checkup, linked: list[Span], bound: list[Span]) -> Checked:
    """Adds what the sentences say to what the pack says, each contradiction once, and counts the numbers."""
    out.findings = merged(out.findings, [quoted_finding(checkup, one) for one in checkup.remarks])
    out.held = merged(out.held, [quoted_finding(checkup, one) for one in checkup.held])
    return _counted(out, checkup, linked, bound, [])


def _counted(
    out: Checked, checkup: Checkup, linked: list[Span], bound: list[Span], evident: list[Span]
) -> Checked:
    """What is lacking, the gravest first, the verdict, and how many numbers there are of what."""
    out.findings = merged(out.findings, [quoted_finding(checkup, one) for one in checkup.lacking])
    out.findings.sort(key=lambda one: SEVERITIES.index(one.finding.severity))
    out.verdict = verdict([quoted.finding for quoted in out.findings])
    coverage = covered(checkup, linked, bound, evident)
    out.numbers = coverage.numbers
    out.unsupported = coverage.unsupported
    return out


def _moved(span: Span, where: list[int] | None) -> Span:
    return span if where is None else (where[span[0]], where[span[1] - 1] + 1)


def _quoted(
    finding: Finding, printed: PrintedText, where: list[int] | None, source: str | None
) -> QuotedFinding:
    start, end = printed.span(finding)
    section = printed.section_at(start) if end else ""
    if where is None or source is None:
        return QuotedFinding(finding, section, printed.text[start:end], start, end)
    if not end:
        return QuotedFinding(finding)
    start = where[start]
    end = where[end - 1] + 1
    return QuotedFinding(finding, section, source[start:end], start, end)


def _held(report: Report, printed: PrintedText) -> list[Finding]:
    """Rules that hold, and computed figures that the text states as they come out."""
    out: list[Finding] = []
    graph = report.graph
    for key in printed.keys:
        name, row = split_key(key)
        definition = report.pack.definitions.figures.get(name)
        is_computed = definition is not None and definition.formula and report.computed(key)
        if definition and is_computed and identity_of(REPORTED_DIFFERS, key) not in graph.judge.findings:
            inputs, formula = graph.explanation.inputs(definition, row)
            words = report.words(key)
            message = f"{definition.label} {words} = {formula}，相符"
            out.append(
                Finding(name, FINE, message, (key, *inputs), expected=report.computed(key), actual=words)
            )
    for plan in graph.plan.rules.values():
        listing = plan.rule.per_row
        if listing == SECTIONS:
            continue
        for row in graph.state.rows.every(listing) if listing else [WHOLE]:
            if graph.judge.holds(plan, row):
                keys = graph.judge.keys(plan, row)
                out.append(
                    Finding(plan.rule.key, FINE, f"{plan.rule.key}：相符", keys, row, plan.rule.source)
                )
    return out


def _absent(report: Report) -> list[Finding]:
    """Sections that must be there and are left out."""
    out: list[Finding] = []
    for section in report.pack.sections.values():
        key = report.cell(STATE, section.id)
        if section.mandatory and (report.words(key) or IN_USE) == LEFT_OUT:
            message = f"报告里没有“{section.heading}”一节，通知要求必须写"
            out.append(Finding(MISSING_SECTION, HINT, message, (key,), section.id))
    return out
