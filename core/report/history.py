"""Which steps can be undone and redone, read from the journal alone."""

from __future__ import annotations

from collections.abc import Iterable

from core.store.steps import StepHead

BEGUN = "建立"
DONE = "修改"
TAKEN_BACK = "撤销"
AGAIN = "重做"
SIGNED = "签批"
"""A signature is no step of the work: it is not undone."""
UPDATED = "更新模板"
"""Another version of the pack: neither it nor what was done before it is undone."""


class History:
    """The two stacks of undo and redo; they survive a restart because the journal does.

    The step that built the report (kind 建立) is in neither: a report is not undone into nothing. `is_cut` tells
    that another version of the pack came, whose names the steps before it do not have.
    """

    def __init__(self, heads: Iterable[StepHead]) -> None:
        self._done: list[StepHead] = []
        self._undone: list[StepHead] = []
        self.is_cut = False
        for head in heads:
            self.add(head)

    def add(self, head: StepHead) -> None:
        """A step was written."""
        if head.kind == DONE:
            self._done.append(head)
            self._undone.clear()
        elif head.kind == TAKEN_BACK:
            step = _take(self._done, head.takes_back)
            self._undone += [step] if step else []
        elif head.kind == UPDATED:
            self._done.clear()
            self._undone.clear()
            self.is_cut = True
        elif head.kind == AGAIN:
            step = _take(self._undone, head.takes_back)
            self._done += [step] if step else []

    def relabel(self, head: StepHead) -> None:
        """The newest step was written anew."""
        if self._done and self._done[-1].number == head.number:
            self._done[-1] = head

    @property
    def to_undo(self) -> StepHead | None:
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> StepHead | None:
        return self._undone[-1] if self._undone else None


def _take(stack: list[StepHead], number: int | None) -> StepHead | None:
    for at in range(len(stack) - 1, -1, -1):
        if stack[at].number == number:
            return stack.pop(at)
    return None
