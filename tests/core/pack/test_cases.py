"""Every pack's cases, and one that breaks and one that keeps each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.pack.cases import Case, load_cases, run_case
from core.pack.loading import load_pack, read_pack
from core.pack.pack import Pack

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = [
    *sorted(p.parent for p in (ROOT / "resources" / "packs").glob("*/pack.yaml")),
    ROOT / "tests" / "packs" / "tiny",
]


def _cases() -> list[tuple[Pack, Case]]:
    out: list[tuple[Pack, Case]] = []
    for folder in FOLDERS:
        pack = load_pack(folder)
        out += [(pack, case) for case in load_cases(folder, pack)]
    return out


@pytest.mark.parametrize(("pack", "case"), [pytest.param(p, c, id=f"{p.id}:{c.name}") for p, c in _cases()])
def test_a_case_comes_out_as_the_pack_says(pack: Pack, case: Case) -> None:
    assert run_case(case, pack) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_rule_has_a_case_that_breaks_it_and_one_that_holds(folder: Path) -> None:
    pack = load_pack(folder)
    cases = load_cases(folder, pack)
    broken = {code for case in cases for code, _ in case.broken}
    kept = {code for case in cases for code in case.held}

    assert set(pack.definitions.rules) - broken == set()
    assert set(pack.definitions.rules) - kept == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_a_carried_pack_is_the_pack_of_the_folder(folder: Path) -> None:
    pack = load_pack(folder)
    carried = read_pack(pack.carried_files(), check=False)

    assert carried == pack
