"""The pack whose forms filled workbooks are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.commands.packs import DEFAULT
from core.intake.forms.alignment import likeness
from core.intake.forms.regions import parts_of_sheet, recognised
from core.intake.forms.shape import shapes_of
from core.material.workbook import WorkbookRead
from core.pack.pack import Pack


class FittingForms(NamedTuple):
    """A pack, with the forms of it that the sheets are; `found` of their `total` labels are there."""

    pack: Pack
    forms: tuple[str, ...] = ()
    weight: int = 0
    found: int = 0
    total: int = 0

    @property
    def words(self) -> str:
        """Which pack was chosen and why."""
        forms = "、".join(dict.fromkeys(self.forms))
        why = f"工作表像它的{forms}，表样的文字对上 {self.found}/{self.total} 处"
        return f"选用模板“{self.pack.title}”（{self.pack.id}）：{why}"


def fitting_pack_of_forms(books: Sequence[WorkbookRead], packs: Sequence[Pack]) -> FittingForms | None:
    """The pack whose forms the sheets fit best, of equal ones the default; None where no sheet is a form of any."""
    choices = [choice for pack in packs if (choice := _fitting(pack, books)).forms]
    return max(choices, key=lambda one: (one.weight, one.pack.id == DEFAULT), default=None)


def _fitting(pack: Pack, books: Sequence[WorkbookRead]) -> FittingForms:
    shapes = shapes_of(pack, pack.graph())
    out = FittingForms(pack)
    for sheet in (sheet for book in books for sheet in book.sheets if sheet.cells and not sheet.hidden):
        for lines in parts_of_sheet(sheet, shapes):
            known = recognised(lines, shapes, 0)
            if known is not None:
                alike = likeness(known.shape, known.lines)
                out = FittingForms(
                    pack,
                    (*out.forms, known.form),
                    out.weight + alike.weight,
                    out.found + alike.found,
                    out.total + alike.total,
                )
    return out
