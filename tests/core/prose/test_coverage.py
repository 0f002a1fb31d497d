"""数字覆盖率: linked, checked, evident, unsupported."""

from __future__ import annotations

import pytest

from core.prose.checkup import check_up
from core.prose.coverage import Coverage, covered
from tests.core.prose.cases import case
from tests.core.prose.reports import report

TEXT = "2023年基本支出945.30万元，其中：人员经费613.48万元，公用经费331.82万元。举办培训21期，走访３００户。"


def spans(*numbers: str) -> list[tuple[int, int]]:
    return [(TEXT.index(one), TEXT.index(one) + len(one)) for one in numbers]


def test_years_are_not_counted() -> None:
    assert covered(check_up(TEXT)).total == 5


def test_what_a_relation_binds_is_checked() -> None:
    assert covered(check_up(TEXT)).checked == 3


def test_the_unsupported_are_characters_of_the_source() -> None:
    assert [TEXT[a:b] for a, b in covered(check_up(TEXT)).unsupported] == ["21期", "３００户"]


@pytest.mark.parametrize(
    ("linked", "bound", "evident", "wanted"),
    [
        case("nothing known", [], [], [], (0, 3, 2)),
        case("a linked figure", spans("21"), [], [], (1, 3, 1)),
        case("a linked figure that is checked too", spans("945.30"), [], [], (1, 3, 2)),
        case("a figure that a rule looks at", [], spans("21"), [], (0, 4, 1)),
        case("evidence", [], [], spans("３００户"), (0, 3, 1)),
        case("all of them", spans("945.30", "613.48", "331.82", "21", "３００"), [], [], (5, 3, 0)),
        case("a span that only touches", [(TEXT.index("21期") - 2, TEXT.index("21期"))], [], [], (0, 3, 2)),
        case("a span over a whole sentence", [(0, len(TEXT))], [], [], (5, 3, 0)),
    ],
)
def test_support_is_counted(
    linked: list[tuple[int, int]],
    bound: list[tuple[int, int]],
    evident: list[tuple[int, int]],
    wanted: tuple[int, int, int],
) -> None:
    found = covered(check_up(TEXT), linked, bound, evident)

    assert (found.linked, found.checked, len(found.unsupported)) == wanted


def test_a_figure_of_a_broken_relation_is_checked() -> None:
    assert covered(check_up(TEXT.replace("945", "954"))).checked == 3


def test_an_empty_text_has_nothing_to_cover() -> None:
    assert covered(check_up("")) == Coverage(0, 0, 0, [])


def test_the_counts_have_the_names_of_the_command_line() -> None:
    assert covered(check_up(TEXT)).numbers == {"total": 5, "linked": 0, "checked": 3, "unsupported": 2}


@pytest.mark.parametrize("seed", range(10))
def test_the_checked_and_the_unsupported_are_all_of_them(seed: int) -> None:
    found = covered(check_up(report(seed)))

    assert found.checked + len(found.unsupported) == found.total
