"""上限: people on duty within the authorized number, spending within the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.codes import ON_DUTY
from core.numbers.finding import EXPLAIN
from core.prose.equations import AtMost
from core.prose.quantity import VALUE
from core.prose.relation import Relation
from core.prose.scene import Scene

_AUTHORIZED = re.compile(
    r"^(?!.*(?:行政|事业|工勤|参公|机关|机构|领导|内设|后勤|聘用)).{0,12}编制(?:数|人数|总数|总人数|人员)?$|^核定(?:人数|数)?$"
)
_ON_DUTY = re.compile(
    r"^(?!.*(?:公务员|行政|事业|工勤|参公)).{0,8}(?:在职|在编|在岗|实有)(?:在职|在编|在岗|实有)*(?:人员|人数|职工|干部|工作|数)*$"
)
NEAR = 2


def find(scene: Scene) -> Iterator[Relation]:
    """On duty against authorized, where one paragraph states both, or two close to one another."""
    for number in list(scene.by_paragraph):
        if not any(_AUTHORIZED.match(q.subject) for q in scene.by_paragraph[number]):
            continue
        near = [q for n in range(number, number + NEAR + 1) for q in scene.by_paragraph.get(n, ())]
        people = [q for q in near if q.role == VALUE and q.measure in ("人", "个") and q.is_exact]
        authorized = next((q for q in people if _AUTHORIZED.match(q.subject)), None)
        on_duty = next((q for q in people if q.measure == "人" and _ON_DUTY.match(q.subject)), None)
        if authorized is not None and on_duty is not None:
            yield Relation(ON_DUTY, AtMost(on_duty, authorized), 0.8, "在职人数不超过编制数", gravest=EXPLAIN)
