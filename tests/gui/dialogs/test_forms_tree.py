"""The list of what filled forms would change: what is asked of one sheet is answered for that sheet alone."""

from __future__ import annotations

import pytest

from core.figures.keys import Key, ListingKey, Row
from core.intake.forms.form_proposal import UNIT, YEAR, FormEdit, FormProposal, Question, RowEdit
from core.report.report import Report
from gui.dialogs.forms_tree import FormsTree

SHEETS = ("附件1", "附件10", "附件1 基表", "附件1 第 21—40 行")


def proposal_of(questions: list[Question]) -> FormProposal:
    """One figure and one new row of each sheet, withheld until its question is answered."""
    edits = [
        FormEdit(Key("甲"), f"甲 {each.sheet}", "1", "2", "甲", "2", f"{each.sheet}!B3", asks=each)
        for each in questions
    ]
    rows = [
        RowEdit(ListingKey("项目"), Row("a"), f"乙 {each.sheet}", True, f"{each.sheet}!A9", asks=each)
        for each in questions
    ]
    return FormProposal(edits, rows, questions=questions)


@pytest.mark.parametrize("what", [YEAR, UNIT])
@pytest.mark.parametrize("number", range(len(SHEETS)))
def test_an_answer_is_for_the_sheet_that_was_asked_of(qtbot, report: Report, number: int, what: str) -> None:
    questions = [Question(sheet, what, f"“{sheet}”是不是拿错了表？") for sheet in SHEETS]
    tree = FormsTree(report)
    qtbot.addWidget(tree)
    tree.show_proposal(proposal_of(questions))
    assert not tree.chosen()
    tree.tick_asked(questions[number])
    assert {change.asks for change in tree.chosen()} == {questions[number]}
    assert len(tree.chosen()) == 2
