"""签批: who drew the report up, checked and approved it, and each version that was frozen as 定稿.

A report waits for the first stage that is not signed for it as it is now (`next_stage`):

    待编制 ──编制──▶ 待复核 ──复核──▶ 待审签 ──审签──▶ 待定稿 ──定稿──▶ 已定稿
    待复核、待审签、待定稿 ──改动──▶ 待编制
    已定稿 ──取消定稿──▶ 待编制

改动 is whatever turns the digest: the signatures stay in the file, but hold for the report as it was; where the
change is undone they hold again. A stage before the next one may be signed again, which moves nothing; one behind
it is refused. 定稿 also waits until nothing is open (`core/document/signing.py`); from then on every change is
refused but 取消定稿, which asks for a name and a reason.

定稿 writes 第1版, the next one 第2版, and so on. 取消定稿 takes the three signatures away and keeps the version,
with who opened it and why. Undoing, an earlier state and a copy never bring signatures or versions with them: a
copy begins at 待编制, without versions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from core.figures.keys import FINAL, SIGNED
from core.numbers.troubles import Refused
from core.report.change import Change
from core.report.report import Report
from core.store.steps import stamp

DRAWN_UP = "编制"
CHECKED = "复核"
APPROVED = "审签"
STAGES = (DRAWN_UP, CHECKED, APPROVED)
"""The signatures in their order; 定稿 follows them."""
_VERSION = SIGNED + "第"
_GROUPS = 3
_EACH = 4


class Signature(NamedTuple):
    """A stage signed by a person; `digest` is that of the report as it was then."""

    stage: str
    name: str
    at: str
    digest: str


class Unlocking(NamedTuple):
    """When a 定稿 was opened again, and the words for it: by whom and why."""

    at: str
    words: str


class Final(NamedTuple):
    """A version that was frozen; `step` is the state it had, `unlocked` why it was opened again."""

    version: int
    name: str
    at: str
    digest: str
    step: int
    unlocked: Unlocking | None = None

    @property
    def stamp(self) -> str:
        """What is printed at the foot of every page."""
        return f"校验码 {check_code(self.digest)}　第{self.version}版"


def signatures(report: Report) -> dict[str, Signature]:
    """The stages that are signed."""
    found = ((stage, report.entry(SIGNED + stage)) for stage in STAGES)
    return {stage: Signature(stage, **json.loads(text)) for stage, text in found if text is not None}


def finals(report: Report) -> list[Final]:
    """Every version that was 定稿 once, the first one first."""
    return sorted(
        _final(text) for key, text in report.graph.state.entries.all.items() if key.startswith(_VERSION)
    )


def standing_final(report: Report) -> Final | None:
    """The version that the report is frozen as, None while it is worked on."""
    return finals(report)[-1] if report.is_final else None


def next_stage(report: Report, digest: str) -> str:
    """The first stage that is not signed for the report as it is now, "" where all are."""
    signed = signatures(report)
    return next((stage for stage in STAGES if stage not in signed or signed[stage].digest != digest), "")


def sign(report: Report, stage: str, name: str, digest: str) -> Change:
    """A person signs a stage for the report as it is; raises Refused where an earlier one is not signed for it."""
    name = _named(name)
    if report.is_final:
        raise Refused("报告已经定稿，不用再签")
    first = next_stage(report, digest)
    if first and STAGES.index(first) < STAGES.index(stage):
        old = first in signatures(report)
        raise Refused(f"{first}以后报告有改动，请先重新{first}" if old else f"请先{first}，再{stage}")
    text = json.dumps({"name": name, "at": stamp(), "digest": digest}, ensure_ascii=False)
    return report.sign({SIGNED + stage: text}, f"{stage}：{name}")


def freeze(report: Report, name: str, digest: str) -> Change:
    """定稿: the report takes no more changes; raises Refused where a signature is missing."""
    name = _named(name)
    missing = next_stage(report, digest)
    if report.is_final or missing:
        raise Refused("报告已经定稿" if report.is_final else f"还没有{missing}，不能定稿")
    version = len(finals(report)) + 1
    final = Final(version, name, stamp(), digest, report.store.heads[-1].number)
    return report.sign(
        {FINAL: str(version), f"{_VERSION}{version}版": _entry(final)}, f"定稿：第{version}版，{name}"
    )


def unlock(report: Report, name: str, reason: str) -> Change:
    """Opens a 定稿 for a new version; raises Refused without a name or a reason."""
    name = _named(name)
    reason = " ".join(reason.split())
    final = standing_final(report)
    if final is None:
        raise Refused("报告没有定稿，不用取消")
    if len(reason) < 2:
        raise Refused("请写明为什么要取消定稿，例如：财政局退回，调整项目支出")
    text = _entry(final._replace(unlocked=Unlocking(stamp(), f"{name}：{reason}")))
    entries: dict[str, str | None] = {SIGNED + stage: None for stage in STAGES}
    entries |= {FINAL: None, f"{_VERSION}{final.version}版": text}
    return report.sign(entries, f"取消定稿：{reason}")


def telling(report: Report, digest: str) -> Iterator[tuple[str, str]]:
    """Each stage with how it stands, in words."""
    signed = signatures(report)
    for stage in STAGES:
        signature = signed.get(stage)
        if signature is None:
            yield stage, "还没有签"
        elif signature.digest != digest:
            yield stage, f"{signature.name}　{when(signature.at)}　以后有改动，要重新签"
        else:
            yield stage, f"{signature.name}　{when(signature.at)}"
    final = standing_final(report)
    yield "定稿", f"第{final.version}版　{final.name}　{when(final.at)}" if final else "还没有定稿"


def check_code(digest: str) -> str:
    """A digest as it is printed and typed: 7F3A-91C2-5B0E."""
    letters = digest[: _GROUPS * _EACH].upper()
    return "-".join(letters[at : at + _EACH] for at in range(0, len(letters), _EACH))


def when(at: str) -> str:
    """A time as it is read: 2024-03-12 15:04."""
    return at[:16].replace("T", " ")


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("请填写姓名")
    return name


def _final(entry: str) -> Final:
    """A version as it was stored: the time of its opening stands before the words for it."""
    fields = json.loads(entry)
    at, _, words = fields.pop("unlocked", "").partition(" ")
    return Final(**fields, unlocked=Unlocking(at, words) if at else None)


def _entry(final: Final) -> str:
    """How a version is stored."""
    unlocked = " ".join(final.unlocked) if final.unlocked is not None else ""
    return json.dumps(final._asdict() | {"unlocked": unlocked}, ensure_ascii=False)
