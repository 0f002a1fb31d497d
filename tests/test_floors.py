"""The floors where import-linter does not look: circles, sizes, names, empty faces, a core without a screen."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from core.figures.kinds import KINDS
from tests.source import ROOT, circles, code, functions, imports_of, module_of, named, tree

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


def _modules(room: str) -> list[str]:
    return [module_of(path) for path in sorted(ROOT.glob(f"{room}/**/*.py"))]


def test_every_module_of_the_core_imports_alone_and_without_qt() -> None:
    modules = _modules("core")
    assert modules

    done = subprocess.run(
        [sys.executable, "-c", IMPORTS_ALONE, *modules], capture_output=True, text=True, cwd=ROOT, check=False
    )

    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_no_files_import_each_other_in_a_circle() -> None:
    paths = code("core", "gui")
    modules = frozenset(map(module_of, paths))

    assert circles({module_of(path): imports_of(path, modules) for path in paths}) == []


def test_a_circle_is_found_wherever_the_import_stands(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tests.source.ROOT", tmp_path)
    (tmp_path / "whole.py").write_text("from part import Part\n")
    (tmp_path / "part.py").write_text("if TYPE_CHECKING:\n    from whole import Whole\n")
    (tmp_path / "aside.py").write_text("def f():\n    import whole\n")
    paths = sorted(tmp_path.glob("*.py"))
    modules = frozenset(map(module_of, paths))

    assert circles({module_of(p): imports_of(p, modules) for p in paths}) == [["part", "whole"]]


# -- nothing holds its whole ---------------------------------------------------------------------------

OWNERS = {
    "core/figures/graph.py": "Graph",
    "gui/forms/view.py": "FormView",
    "gui/listings/view.py": "ListingView",
    "gui/texts/text_editor.py": "TextEditor",
}
"""Who puts parts together that must not know it."""


def _classes() -> dict[str, ast.ClassDef]:
    return {
        node.name: node
        for path in code("core", "gui")
        for node in tree(path).body
        if isinstance(node, ast.ClassDef)
    }


def _bases(name: str, classes: dict[str, ast.ClassDef]) -> set[str]:
    """The classes of the project that a class inherits from, itself left out."""
    direct = {ast.unparse(base) for base in classes[name].bases} & classes.keys()
    return direct.union(*(_bases(base, classes) for base in direct))


def _parameter(part: ast.ClassDef, place: int | str) -> str:
    """The annotation of the parameter of a class's constructor to which an argument goes."""
    for node in part.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            known = node.args.args[1:]
            found = (
                known[place : place + 1]
                if isinstance(place, int)
                else [a for a in (*known, *node.args.kwonlyargs) if a.arg == place]
            )
            return ast.unparse(found[0].annotation) if found and found[0].annotation else ""
    return "QObject"  # Qt's own constructor takes a parent


@pytest.mark.parametrize(("file", "owner"), OWNERS.items())
def test_no_part_is_handed_its_owner(file: str, owner: str) -> None:
    """A part may have what lies under its owner (a Qt class, a base of the owner), never the owner."""
    classes = _classes()
    whole = next(n for n in tree(ROOT / file).body if isinstance(n, ast.ClassDef) and n.name == owner)
    allowed = _bases(owner, classes)
    calls = [c for c in ast.walk(whole) if isinstance(c, ast.Call) and ast.unparse(c.func) in classes]
    handed: dict[str, str] = {}
    for call in calls:
        part = ast.unparse(call.func)
        places: list[tuple[int | str, ast.expr]] = [*enumerate(call.args)]
        places += [(keyword.arg or "", keyword.value) for keyword in call.keywords]
        for place, value in places:
            if isinstance(value, ast.Name) and value.id == "self":
                wanted = _parameter(classes[part], place).removesuffix(" | None")
                if not wanted.startswith("Q") and wanted not in allowed:
                    handed[part] = wanted

    assert handed == {}


# -- faces, sizes, names -------------------------------------------------------------------------------


def test_every_package_face_is_empty() -> None:
    rooms = ("core", "gui", "tests", "installer")
    faces = [face for room in rooms for face in ROOT.glob(f"{room}/**/__init__.py")]
    assert faces

    assert [named(face) for face in faces if face.read_bytes().strip()] == []


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in code("core", "gui")} - {ROOT}

    assert [named(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_no_function_is_longer_than_a_page() -> None:
    lengths = {
        f"{named(path)}:{function.lineno} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in code("core", "gui")
        for function in functions(path)
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("room", ["core", "gui"])
def test_no_room_takes_everything_without_a_home(room: str) -> None:
    attics = [name for name in _modules(room) if FORBIDDEN_NAMES & set(name.split("."))]

    assert attics == []


def test_no_two_files_of_the_core_could_be_taken_for_each_other() -> None:
    folders: dict[str, list[str]] = defaultdict(list)
    for path in ROOT.glob("core/**/*.py"):
        if path.name != "__init__.py":
            folders[path.name].append(named(path.parent))

    assert {name: where for name, where in folders.items() if len(where) > 1} == {}


def test_no_two_public_classes_of_the_core_have_one_name() -> None:
    files: dict[str, list[str]] = defaultdict(list)
    for path in ROOT.glob("core/**/*.py"):
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                files[node.name].append(named(path))

    assert {name: where for name, where in files.items() if len(where) > 1} == {}


# -- kinds ---------------------------------------------------------------------------------------------

OTHER_MEANINGS = {
    "core/document/sign_off.py": {"日期"},  # a column of the sign-off page
    "core/figures/units.py": {"文字", "日期", "是否"},  # dimensions, which kinds have
    "core/intake/forms/labels.py": {"年度"},  # a word of a heading
    "core/numbers/codes.py": {"日期"},  # a finding's code
    "core/pack/loading.py": {"年度"},  # an attribute of pack.yaml
    "core/pack/scoring_file.py": {"分值", "是否"},  # an attribute and a type of scoring.yaml
    "core/prose/lines.py": {"文字"},  # a sort of line
    "core/prose/quantity.py": {"日期"},  # what a number in a sentence is
    "core/prose/quantity_units.py": {"金额", "百分比"},  # what a number in a sentence measures
    "core/report/findings.py": {"文字"},  # a field of a stored answer
    "core/report/help_pages.py": {"年度"},  # a line of the pack's page
    "gui/dialogs/history_dialog.py": {"文字"},  # a tab
    "gui/dialogs/import_preview.py": {"文字"},  # a column
    "gui/dialogs/templates.py": {"年度"},  # a column
}
"""Files in which a word that is a kind's name too means something else."""


def test_the_name_of_a_kind_stands_in_the_table_of_kinds_alone() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for path in code("core", "gui"):
        nodes = list(ast.walk(tree(path)))
        inside_words = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in nodes:
            if isinstance(node, ast.Constant) and node.value in KINDS and id(node) not in inside_words:
                found[named(path)].add(str(node.value))
    found.pop("core/figures/kinds.py")

    assert found == OTHER_MEANINGS
