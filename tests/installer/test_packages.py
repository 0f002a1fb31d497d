"""The quick parts of the packages: the symbol scanner, the lock for Windows, the installer's script, the bill."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The installer's scripts import one another as they lie beside each other."""
    monkeypatch.syspath_prepend(str(INSTALLER))


def test_the_scanner_sees_what_a_file_asks_of_glibc(tmp_path: Path) -> None:
    import symbols

    if not shutil.which("objdump"):
        pytest.skip("objdump is not here")
    shutil.copy2(Path(sys.executable).resolve(), tmp_path / "python")
    (tmp_path / "no program.txt").write_text("GLIBC_9.99")

    found = symbols.versions(tmp_path / "python")

    assert found
    assert bool(symbols.too_new(tmp_path)) is (max(found) > symbols.NEWEST)


def test_a_file_that_needs_a_newer_glibc_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import symbols

    (tmp_path / "libnew.so").write_bytes(b"\x7fELF")
    (tmp_path / "libold.so").write_bytes(b"\x7fELF")
    said = {
        "libnew.so": "0 DF *UND* 0 (GLIBC_2.34) pow\n0 DF *UND* 0 (GLIBC_2.4) x",
        "libold.so": "0 DF .text 0 (GLIBC_2.40) own",
    }

    def objdump(command: list[str], **_more: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0, said[Path(command[-1]).name], "")

    monkeypatch.setattr(symbols.subprocess, "run", objdump)

    assert symbols.too_new(tmp_path) == ["libnew.so：GLIBC_2.34"]


def test_every_library_of_the_lock_has_a_wheel_for_windows_and_for_old_linux() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = set(re.findall(r"^([a-z0-9_.-]+)==", lock, re.M))
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    wanted = {re.split(r"[<>=]", one)[0].lower() for one in dependencies}

    assert wanted <= names
    assert all(
        "--hash=sha256:" in entry for entry in re.split(r"^(?=[a-z])", lock, flags=re.M) if entry.strip()
    )


def test_the_version_stands_in_one_place() -> None:
    import release

    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    others = [
        path
        for path in (*INSTALLER.iterdir(), ROOT / "main.py")
        if path.is_file() and stated in path.read_text("utf-8", "ignore")
    ]

    assert release.version() == stated
    assert others == []


def test_the_windows_script_compiles_on_a_stub(tmp_path: Path) -> None:
    if not shutil.which("makensis"):
        pytest.skip("makensis is not here; make package needs it")
    stage = tmp_path / "stage"
    stage.mkdir()
    script = subprocess.run([sys.executable, str(INSTALLER / "pictures.py"), str(stage)], check=False)
    assert script.returncode == 0
    target = tmp_path / "自评通-0.0.0-Setup.exe"
    command = [
        *("makensis", "-V2", "-INPUTCHARSET", "UTF8", "-DVERSION=0.0.0", f"-DSTAGE={stage}"),
        *(f"-DTARGET={target}", "-DSIZE=1", str(INSTALLER / "zipingtong.nsi")),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    assert target.stat().st_size > 20_000


def test_the_icon_is_drawn_in_every_size(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, str(INSTALLER / "pictures.py"), str(tmp_path)], check=False)

    assert done.returncode == 0
    assert {path.name for path in tmp_path.iterdir()} >= {"16.png", "48.png", "256.png", "zipingtong.ico"}
    assert (tmp_path / "zipingtong.ico").read_bytes()[:4] == b"\0\0\1\0"


def test_the_bill_names_everything_with_its_licence(tmp_path: Path) -> None:
    import bill

    some = [
        bill.Part("Python", "3.11", "PSF-2.0", (("LICENSE", "全文"),)),
        *(bill.Part(*font) for font in bill.FONTS),
    ]
    (tmp_path / "help").mkdir()
    bill.write_licences(some, tmp_path)

    page = (tmp_path / "help" / "95-许可.md").read_text("utf-8")
    assert all(part.name in page and part.licence in page for part in some)
    assert (tmp_path / "licences" / "Python LICENSE.txt").read_text("utf-8") == "全文"


def test_the_carried_fonts_are_all_in_the_bill() -> None:
    import bill

    carried = {path.name for path in (ROOT / "resources" / "fonts").glob("*.[ot]tf")}
    assert carried == {"fang.otf", "kai.otf", "song.otf", "biaosong.otf", "hei.ttf"}
    assert len(bill.FONTS) == 3, "Fandol is two of them, Noto two, Droid one"
