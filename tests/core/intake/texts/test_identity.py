"""Text in, text out: the same, whatever was recognised."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.commands.packs import FOLDER
from core.pack.loading import load_pack
from core.pack.pack import Pack
from tests.core.intake.texts.made_up import lines_of, read_and_written, reports

PACKS = {
    path.name: load_pack(path)
    for path in (*sorted(FOLDER.iterdir()), *sorted((Path(__file__).parents[3] / "packs").iterdir()))
    if (path / "pack.yaml").is_file()
}


@pytest.fixture(params=PACKS.values(), ids=PACKS.keys())
def pack(request: pytest.FixtureRequest) -> Pack:
    made: Pack = request.param
    return made


@given(st.data())
def test_a_text_comes_out_as_it_went_in_whatever_it_is(pack: Pack, data: st.DataObject) -> None:
    text = data.draw(reports(pack))

    assert lines_of(read_and_written(pack, text)) == lines_of(text)
