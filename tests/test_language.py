"""One language: what a reader would stumble over is found in the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.source import code, named, tree

_OWN_SCOPE = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda)


def _outside(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all in it, comprehensions and lambdas left out."""
    if isinstance(node, _OWN_SCOPE):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _outside(child)


def nameless_names(module: ast.Module) -> Iterator[ast.AST]:
    """`one` as a name for anything that lives longer than a comprehension."""
    for node in _outside(module):
        is_name = isinstance(node, ast.Name) and node.id == "one" and isinstance(node.ctx, ast.Store)
        is_argument = isinstance(node, ast.arg) and node.arg == "one"
        is_pattern = isinstance(node, ast.MatchAs | ast.MatchStar) and node.name == "one"
        if is_name or is_argument or is_pattern:
            yield node


def pairs_for_nothing(module: ast.Module) -> Iterator[ast.AST]:
    """`a, b = x, y` where neither side is a swap."""
    for node in ast.walk(module):
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)):
            continue
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Tuple):
            targets = {ast.unparse(target) for target in node.targets[0].elts}
            read = {ast.unparse(part) for value in node.value.elts for part in ast.walk(value)}
            if not targets & read:
                yield node


def nested_choices(module: ast.Module) -> Iterator[ast.AST]:
    """A ternary inside a ternary."""
    for node in ast.walk(module):
        if isinstance(node, ast.IfExp):
            parts = (node.body, node.test, node.orelse)
            if any(isinstance(part, ast.IfExp) for part in parts):
                yield node


def choices_for_their_effects(module: ast.Module) -> Iterator[ast.AST]:
    """A ternary, `and` or `or`, or a bare attribute, as a statement."""
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.IfExp | ast.BoolOp | ast.Attribute):
            yield node


def matches_of_ifs(module: ast.Module) -> Iterator[ast.AST]:
    """A `match` in which no case looks at what is matched."""
    for node in ast.walk(module):
        if isinstance(node, ast.Match) and all(
            isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None for case in node.cases
        ):
            yield node


STUMBLES: dict[Callable[[ast.Module], Iterator[ast.AST]], str] = {
    nameless_names: "for one in rows: pass",
    pairs_for_nothing: "a, b = 1, 2",
    nested_choices: "a = 1 if b else 2 if c else 3",
    choices_for_their_effects: "a() if b else c()",
    matches_of_ifs: "match a:\n    case _ if a > 1: b = 1\n    case _: b = 2",
}


@pytest.mark.parametrize("stumble", STUMBLES, ids=lambda stumble: stumble.__name__)
def test_nothing_of_it_stands_in_the_code(stumble: Callable[[ast.Module], Iterator[ast.AST]]) -> None:
    places = [f"{named(path)}:{_line(node)}" for path in code() for node in stumble(tree(path))]

    assert places == []


def _line(node: ast.AST) -> int:
    return int(getattr(node, "lineno", 0))


@pytest.mark.parametrize(
    ("stumble", "text"), STUMBLES.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_it_would_be_found(stumble: Callable[[ast.Module], Iterator[ast.AST]], text: str) -> None:
    assert len(list(stumble(ast.parse(text)))) == 1


@pytest.mark.parametrize(
    "text", ["[one for one in rows]", "f = lambda one: one", "a, b = b, a", "a = 1 if b else 2"]
)
def test_what_reads_well_is_left_alone(text: str) -> None:
    assert [node for stumble in STUMBLES for node in stumble(ast.parse(text))] == []
