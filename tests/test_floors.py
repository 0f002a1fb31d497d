"""The floors where import-linter does not look: sizes, names, empty faces, a core without a screen."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 300
LONGEST_FUNCTION = 60
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "handler"}

# One process for the whole core; the modules are taken out again before each import, so that none of
# them can lean on what an earlier one brought in.
IMPORTS_ALONE = """
import importlib, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
for name in sys.argv[1:]:
    for known in [m for m in sys.modules if m == "core" or m.startswith("core.")]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}")
"""


def _code() -> list[Path]:
    return [*sorted(ROOT.glob("core/**/*.py")), *sorted(ROOT.glob("gui/**/*.py")), ROOT / "main.py"]


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _modules(room: str) -> list[str]:
    parts = (path.relative_to(ROOT).with_suffix("").parts for path in sorted(ROOT.glob(f"{room}/**/*.py")))
    return [".".join(each[:-1] if each[-1] == "__init__" else each) for each in parts]


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_every_module_of_the_core_imports_alone_and_without_qt() -> None:
    modules = _modules("core")
    assert modules

    done = subprocess.run(
        [sys.executable, "-c", IMPORTS_ALONE, *modules], capture_output=True, text=True, cwd=ROOT, check=False
    )

    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_every_package_face_is_empty() -> None:
    rooms = ("core", "gui", "tests", "installer")
    faces = [face for room in rooms for face in ROOT.glob(f"{room}/**/__init__.py")]
    assert faces

    assert [_named(face) for face in faces if face.read_bytes().strip()] == []


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in _code()} - {ROOT}

    assert [_named(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_no_file_is_longer_than_a_room() -> None:
    lengths = {_named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _code()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_page() -> None:
    lengths = {
        f"{_named(path)}:{function.lineno} {function.name}": _length(function)
        for path in _code()
        for function in _functions(path)
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("room", ["core", "gui"])
def test_no_room_takes_everything_without_a_home(room: str) -> None:
    attics = [name for name in _modules(room) if FORBIDDEN_NAMES & set(name.split("."))]

    assert attics == []
