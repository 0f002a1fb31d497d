"""A pack that went out and was changed has another version: reports that carry the old one are told of it."""

from __future__ import annotations

import pytest

from core.pack.pack import Pack
from tests.core.pack.published import RENEW, Published, packs, table
from tests.core.packs import tiny_pack


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_a_changed_pack_has_raised_its_version(pack: Pack) -> None:
    known = table()

    assert pack.id in known, f"{pack.id} 还没有登记，请运行 {RENEW}"
    assert known[pack.id].hindrance(pack) == ""


def test_no_pack_that_went_out_is_gone() -> None:
    assert set(table()) - {pack.id for pack in packs()} == set()


@pytest.mark.parametrize(("version", "may"), [("1.9", False), ("1.10", False), ("1.11", True), ("2", True)])
def test_a_change_without_a_higher_version_would_be_found(version: str, may: bool) -> None:
    pack = tiny_pack("甲: {类型: 金额}")._replace(version=version)

    assert (Published("tiny", "1.10", "别的").hindrance(pack) == "") == may
    assert Published("tiny", "9", pack.digest).hindrance(pack) == ""
