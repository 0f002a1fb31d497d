"""What a person at a form does, and the indicators of an invented office."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.forms.view import FormView
from gui.window.files import Files
from tests.flow.typing_person import Key, focus, go_to_section, press, write

INDICATORS = """
产出指标	数量指标	造林面积	1.2万亩	1.2万亩	10
产出指标	数量指标	病虫害防治面积	3.45万亩	3.45万亩	7
产出指标	数量指标	森林经营面积	16.3万亩	16.3万亩	7
产出指标	质量指标	造林成活率	85%	85%	7
产出指标	时效指标	当期完成	90%	100%	7
产出指标	成本指标	造林补助	每亩300	每亩300	6
产出指标	成本指标	抚育补助	每亩100	每亩100	6
效益指标	经济效益指标	木材销售收入	1100万元	1093万元	6
效益指标	经济效益指标	林产品收入	2.6亿元	2.45亿元	6
效益指标	社会效益指标	提高就业率	显著	显著	6
"""


def go_to_form(opened: Files, name: str) -> FormView:
    """The form of this name, reached by Ctrl+PgDown."""
    go_to_section(opened.window, name)
    view = focus()
    assert isinstance(view, FormView)
    assert view.model().form.entry.id == name
    return view


def fill(text: str, key: Key = Key.Key_Tab) -> None:
    """Types into the cursor's cell and goes on."""
    write(text)
    press(key)


def words(view: FormView, key: str) -> str:
    """What the cell of a figure shows."""
    return str(view.model().index_of(key).data(Qt.ItemDataRole.DisplayRole))
