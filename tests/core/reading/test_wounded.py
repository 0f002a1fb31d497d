"""A damaged workbook is read or refused: never anything else, whatever its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.reading.wounded import KINDS, SECONDS, Kind, read_wounded


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_wounded_workbook_is_read_or_refused(tmp_path: Path, kind: Kind) -> None:
    taken = read_wounded(kind, 40, 20240305, tmp_path)

    assert taken.read > 0
    assert taken.refused > 0 or kind.suffix == ".csv"
    assert taken.slowest < SECONDS
