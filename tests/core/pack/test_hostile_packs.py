"""Unsound packs are refused with file and line, soon."""

from __future__ import annotations

import pytest

from core.numbers.troubles import PackError
from core.pack.loading import read_pack
from tests.core.hostile import PACKS, SOUND_PACK, read_changed
from tests.steps import steps_of


def test_the_sound_pack_is_sound() -> None:
    read_changed()


@pytest.mark.parametrize(("file", "text", "line", "says"), PACKS.values(), ids=PACKS)
def test_an_unsound_pack_is_refused_with_file_and_line(file, text, line, says) -> None:
    def read() -> None:
        with pytest.raises(PackError) as caught:
            read_changed(**{file: text})
        assert caught.value.file == f"{file}.yaml"
        assert abs(caught.value.line - line) <= 1
        assert says in caught.value.reason

    assert steps_of(read) < 10_000


def test_a_missing_file_is_named() -> None:
    with pytest.raises(PackError, match=r"rules\.yaml"):
        read_pack({n: t.encode() for n, t in SOUND_PACK.items() if n != "rules.yaml"})
