"""占比: a share is the part over the whole, also where the whole is named clauses or sections away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import SHARE_OF_WHOLE
from core.numbers.rounding import HOLDS
from core.prose.quantity import SHARE, VALUE, Quantity
from core.prose.quantity_units import COUNT, MONEY
from core.prose.rates import CUT, Ratio
from core.prose.relation import Relation
from core.prose.scene import Scene
from core.prose.slips import rate_is_slip
from core.prose.subjects import match, name_of

_GENERIC = re.compile(r"^(?:总|全部|其|当年|本年|年度|该)?(?:总数|总额|总量|总计|合计|总|全部|其)?$")
_KIND = re.compile("(?<=.{2})(?:预算|决算)数?$")
_ELSEWHERE = re.compile("同类|同期|同行|同级|GDP|地区生产总值|财政(?:总|一般公共预算)?(?:支出|收入)")
"""Wholes that a report does not state unless it says their name."""

MOST = 6
LEAST_NAME = 4


def find(scene: Scene, wholes: dict[int, Quantity]) -> Iterator[Relation]:
    """Each share of a text with its part and its whole; `wholes` are those of the lists by their parts."""
    for _, quantities in scene.paragraphs():
        for at, share in enumerate(quantities):
            if share.role == SHARE and share.is_exact:
                parts = parts_of(scene, quantities, at)
                if parts:
                    relation = _best(scene, share, parts, wholes, quantities[:at])
                    if relation is not None:
                        yield relation


def parts_of(scene: Scene, quantities: list[Quantity], at: int) -> list[Quantity]:
    """The amounts that a share may be of, the likeliest first; 分别占 pairs them in order."""
    share = quantities[at]
    amounts = [q for q in quantities[:at] if q.role == VALUE and q.kind in (MONEY, COUNT) and q.is_exact]
    amounts = [q for q in amounts if not q.is_base]
    run = scene.row(quantities, at)
    if len(run) > 1:
        before = [q for q in amounts if q.start < run[0].start]
        place = next(n for n, q in enumerate(run) if q is share)
        if len(before) >= len(run):
            amounts = [*before, before[len(before) - len(run) + place]]
    nearest = amounts[::-1][:3]
    if share.subject:
        same_name = [q for q in amounts[::-1] if match(share.subject, q.subject) >= 0.9]
        same_name += [q for kind in nearest[:1] for q in scene.stated(share.subject, kind, share.start)]
        nearest = [*same_name[:2], *nearest]
    return nearest


def _best(
    scene: Scene, share: Quantity, parts: list[Quantity], wholes: dict[int, Quantity], before: list[Quantity]
) -> Relation | None:
    candidates = [(part, whole) for part in parts for whole in _wholes(scene, share, part, wholes, before)]
    tried: list[Ratio] = []
    for part, whole in candidates:
        equation = Ratio(share, part, whole)
        verdict = equation.verdict()
        if verdict == HOLDS:
            return Relation(SHARE_OF_WHOLE, equation, 0.95, label(part, whole), about=share)
        tried.append(equation)
    for equation in tried:
        surely = share.step < 1 or equation.whole is wholes.get(equation.part.id) or bool(share.whole)
        if equation.verdict() == CUT and surely:
            return Relation(SHARE_OF_WHOLE, equation, 0.9, label(equation.part, equation.whole), about=share)
    if not tried or tried[0].part is not parts[0]:
        return None
    first = tried[0]
    return Relation(
        SHARE_OF_WHOLE,
        first,
        _confidence(scene, share, first, wholes),
        label(first.part, first.whole),
        about=share,
    )


def is_named(share: Quantity) -> bool:
    """Whether a share says what it is of: 占基本支出, not 占总数."""
    return bool(share.whole) and not _GENERIC.match(share.whole)


def is_elsewhere(share: Quantity) -> bool:
    """Whether a share is of something that a report does not state: 占同类产品采购规模."""
    return _ELSEWHERE.match(share.whole) is not None


def label(part: Quantity, whole: Quantity) -> str:
    name = whole.subject.removeprefix("占") or "总数"
    return f"{part.subject or '该项'}占{name}"


def _wholes(
    scene: Scene, share: Quantity, part: Quantity, wholes: dict[int, Quantity], before: list[Quantity]
) -> list[Quantity]:
    """The amounts that a share may be of, the likeliest first."""
    near = [
        q for q in before if q is not part and q.role == VALUE and q.is_like(part) and q.is_exact and q.value
    ]
    near = [q for q in near[::-1] if not _is_sibling(scene, q, share, before)]
    name = share.whole
    out: list[Quantity] = []
    if is_named(share):
        asked = dict.fromkeys((name, _without_kind(name)))
        out = next(filter(None, (_called(scene, one, near, part, share) for one in asked if one)), [])
    elif part.id in wholes:
        out.append(wholes[part.id])
    if not name or not (out or is_elsewhere(share)):
        out += [q for q in near if abs(q.value) >= abs(part.value)][:MOST]
    out = out or ([] if is_elsewhere(share) else near[:1])
    if share.paragraph and not name:
        above = scene.by_paragraph.get(share.paragraph - 1, [])
        out += [q for q in above[::-1] if q.role == VALUE and q.is_like(part) and q.value and q.is_exact][:2]
    return _once(out, part)


def _called(scene: Scene, name: str, near: list[Quantity], part: Quantity, share: Quantity) -> list[Quantity]:
    """The amounts of a name: near by, else anywhere, else those whose name only ends like it."""
    scored = [(match(name, q.subject), q) for q in near]
    out = [q for score, q in sorted(scored, key=lambda t: -t[0]) if score >= 0.6]
    out += scene.stated(name, part, share.start)[:MOST]
    return out or [q for q in _longer(scene, name, part, share.start) if abs(q.value) >= abs(part.value)]


def _is_sibling(scene: Scene, amount: Quantity, share: Quantity, before: list[Quantity]) -> bool:
    """Whether an amount has a share of its own in the same list: it is a part beside, not the whole."""
    behind = next((q for q in before if q.start > amount.start), None)
    own = behind is not None and behind.role == SHARE and "。" not in scene.between(amount, behind)
    return own and "其中" not in scene.between(amount, share)


def _once(amounts: list[Quantity], part: Quantity) -> list[Quantity]:
    seen: set[int] = set()
    out: list[Quantity] = []
    for amount in amounts:
        if amount is not part and amount.value and amount.id not in seen:
            seen.add(amount.id)
            out.append(amount)
    return out[:MOST]


def _longer(scene: Scene, name: str, part: Quantity, before: int) -> list[Quantity]:
    """Amounts whose name only ends like the one that is asked for, the nearest before first."""
    scored = [
        (match(name, there), q)
        for there, amounts in scene.named.items()
        if match(name, there) >= 0.7
        for q in amounts
        if q.is_like(part)
    ]
    scored.sort(key=lambda t: (-t[0], t[1].start > before, abs(t[1].start - before)))
    return [q for _, q in scored[:MOST]]


def _fit(name: str, subject: str) -> float:
    """How well an amount's name fits the one behind 占, 预算 and 决算 left out of it where that helps."""
    return max(match(name, subject), match(_without_kind(name), subject)) if name else 0.0


def _without_kind(name: str) -> str:
    """基本支出 of 基本支出预算; nothing where what is left would fit too much."""
    bare = _KIND.sub("", name)
    return bare if len(name_of(bare)) >= LEAST_NAME else ""


def _confidence(scene: Scene, share: Quantity, ratio: Ratio, wholes: dict[int, Quantity]) -> float:
    """How surely a share that does not come out was read rightly: named, in a list, near what it should be."""
    written = share.value
    exact = ratio.part.value * 100 / ratio.whole.value
    near = abs(written - exact) * 4 <= abs(exact) or abs(written - exact) <= 2
    near = near or rate_is_slip(share, exact)
    gap = scene.between(ratio.part, share)
    close = re.search("[。；]", gap) is None and ratio.part.end <= share.start
    score = _fit(share.whole, ratio.whole.subject)
    if not close:
        return 0.3
    if score >= 0.99:
        return 0.9 if near or ratio.whole.paragraph == share.paragraph else 0.6
    within = ratio.whole.end <= ratio.part.start and "其中" in scene.between(ratio.whole, ratio.part)
    if wholes.get(ratio.part.id) is ratio.whole or (within and not share.whole):
        return 0.9
    if score >= 0.6:
        return 0.8 if near else 0.35
    return 0.76 if near and not share.whole else 0.3
