"""Fonts: the office's own where it is there, else one that stands in and is named."""

from __future__ import annotations

import pytest

from gui.printing.faces import BODY, CHAINS, HEI, KAI, SONG, STAND_INS, TITLE, Faces, kind_of

OFFICE = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "Times New Roman")


def test_the_office_s_own_fonts_are_taken_and_nothing_is_said(qapp: object) -> None:
    faces = Faces(OFFICE)

    assert tuple(faces.families.values()) == OFFICE
    assert faces.note() == ""


def test_a_computer_without_them_has_the_carried_ones_and_says_so(qapp: object) -> None:
    faces = Faces(())

    assert set(faces.families.values()) <= STAND_INS.keys()
    assert "没有小标宋体、仿宋、楷体、黑体、宋体" in faces.note()
    assert "Fandol 仿宋代替仿宋" in faces.note()


def test_another_make_of_the_same_face_stands_in_and_is_named(qapp: object) -> None:
    faces = Faces([*OFFICE[2:], "方正小标宋简体", "华文仿宋"])

    assert faces.stand_ins() == {BODY: "华文仿宋"}


@pytest.mark.parametrize("kind", CHAINS)
def test_what_a_font_lacks_comes_from_those_behind_it(qapp: object, kind: str) -> None:
    families = Faces(()).font(kind, 320).families()

    assert {"Zipingtong Hei", "Zipingtong Song"} <= set(families)
    assert families[0] == CHAINS[kind][-1]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("方正小标宋简体", TITLE), ("仿宋_GB2312", BODY), ("楷体", KAI), ("SimHei", HEI), ("宋体", SONG), ("Calibri", SONG), ("", SONG)],
)  # fmt: skip
def test_a_form_s_font_is_one_of_the_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind
