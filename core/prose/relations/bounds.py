"""上限: people on duty within the authorized number, spending within the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.numbers.finding import EXPLAIN
from core.prose.equations import AtMost
from core.prose.quantity import VALUE
from core.prose.relation import Relation
from core.prose.scene import Scene

CODE = "在职与编制"
_AUTHORIZED = re.compile(
    r"^(?:共有|核定|单位核定|单位|人员|部门|总|本级)*编制(?:数|人数|总数|人员)?$|^(?:核定)(?:编制)?(?:人数|数)?$"
)
_ON_DUTY = re.compile(
    r"^(?:现有|实有|年末|实际|单位|共有)*(?:在职(?:在编)?|在编(?:在职)?|在岗|实有)(?:实有)?(?:人员|人数|职工|干部|工作人员|干部职工|数)*$"
)


def find(scene: Scene) -> Iterator[Relation]:
    """On duty against authorized, where one paragraph states both."""
    for _, found in scene.paragraphs():
        people = [q for q in found if q.role == VALUE and q.measure == "人" and q.is_exact]
        authorized = next((q for q in people if _AUTHORIZED.match(q.subject)), None)
        on_duty = next((q for q in people if _ON_DUTY.match(q.subject)), None)
        if authorized is not None and on_duty is not None:
            yield Relation(CODE, AtMost(on_duty, authorized), 0.8, "在职人数不超过编制数", gravest=EXPLAIN)
