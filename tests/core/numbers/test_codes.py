"""The table of finding codes is whole: no other code can be made, each is made somewhere, and says what it means."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.commands.checking import check_report, check_text
from core.commands.packs import known_packs
from core.commands.sample import TEXT, make_sample
from core.numbers import codes
from core.numbers.codes import CHAPTERS, CODES, SCATTERED_SUM, UNSPOKEN, Code
from core.numbers.finding import ERROR, EXPLAIN, HINT, SEVERITIES, gravest
from core.prose.checkup import check_up
from core.prose.lint.wordlists import own_wordlists
from core.prose.relation import SURE
from tests.core.prose.planting import plants
from tests.core.prose.reports import report
from tests.source import ROOT, code, named, tree

NAMES = {
    ast.unparse(node.targets[0]): str(node.value.value)
    for node in tree(ROOT / "core" / "numbers" / "codes.py").body
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
}
"""The constants of the codes."""

MAKERS = {"Finding", "remark", "Relation", "_relations"}
"""What is called with a code first; the last hands it on to Relation."""

HANDED_ON = {
    "core/commands/checking.py _held": "keys of rules and figures that hold, which are no findings",
    "core/figures/judging.py judge": "the key of a pack's rule",
    "core/prose/lint/costs.py costs_of_nobody": "the code of an entry of the word list",
    "core/prose/lint/nature.py wrong_nature": "a code of _MESSAGES",
    "core/prose/messages.py confirm": "the relation's own code, which holds",
    "core/prose/messages.py remark_on": "the relation's own code, or one of _TAILS",
    "core/prose/relations/named_rows.py _relations": "its own argument",
    "core/prose/remark.py remark": "its own argument",
}
"""Functions that get their code from elsewhere."""


class Made:
    """One call that makes something with a code."""

    def __init__(self, path: Path, function: str, call: ast.Call, imported: dict[str, str]) -> None:
        first = call.args[0] if call.args else None
        self.place = f"{named(path)} {function}"
        self.code = imported.get(ast.unparse(first), "") if first is not None else ""
        self.call = call


def _imported(path: Path) -> dict[str, str]:
    """The codes that a file imports from the table, by the names it has for them."""
    return {
        alias.asname or alias.name: NAMES[alias.name]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "core.numbers.codes"
        for alias in node.names
        if alias.name in NAMES
    }


def _calls(path: Path, module: ast.AST, imported: dict[str, str]) -> Iterator[Made]:
    """All calls of MAKERS with the function that they stand in."""

    def inside(node: ast.AST, function: str) -> Iterator[Made]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call) and ast.unparse(child.func) in MAKERS:
                yield Made(path, function, child, imported)
            is_function = isinstance(child, ast.FunctionDef)
            yield from inside(child, child.name if is_function else function)

    yield from inside(module, "")


def _made() -> list[Made]:
    return [made for path in code("core", "gui") for made in _calls(path, tree(path), _imported(path))]


# -- the table and the program are of one mind ------------------------------------------------------------


def test_a_code_is_made_from_the_table_alone() -> None:
    assert {made.place for made in _made() if not made.code} == HANDED_ON.keys()


def test_a_code_made_by_hand_would_be_found() -> None:
    made = _calls(ROOT / "core" / "x.py", ast.parse('def f():\n    return Finding("别的", ERROR, "")'), {})

    assert [(one.place, one.code) for one in made] == [("core/x.py f", "")]


@pytest.mark.parametrize(
    ("file", "table"), [("core/prose/lint/nature.py", "_MESSAGES"), ("core/prose/messages.py", "_TAILS")]
)
def test_the_small_tables_in_the_rooms_hold_codes_of_the_table(file: str, table: str) -> None:
    (found,) = (
        node.value
        for node in tree(ROOT / file).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == table
    )
    assert isinstance(found, ast.Dict)
    firsts = [value.elts[0] if isinstance(value, ast.Tuple) else value for value in found.values]

    assert {ast.unparse(first) for first in firsts} <= _imported(ROOT / file).keys()


def test_no_finding_gets_another_code_later() -> None:
    changed = [
        f"{named(path)}:{node.lineno}"
        for path in code("core", "gui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("replace")
        and any(keyword.arg == "code" for keyword in node.keywords)
    ]

    assert changed == []


def test_the_costs_of_the_word_list_are_the_codes_without_a_constant() -> None:
    assert {cost.code for cost in own_wordlists().costs} == CODES.keys() - set(NAMES.values())


def test_every_code_is_made_somewhere() -> None:
    used: set[str] = set()
    for path in code("core"):
        names = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
        used |= names & _imported(path).keys()

    assert used == NAMES.keys()


def test_every_code_stands_once() -> None:
    assert sum(map(len, CHAPTERS.values())) == len(CODES)
    assert len(set(NAMES.values())) == len(NAMES)
    assert set(NAMES.values()) <= CODES.keys()


# -- severities ---------------------------------------------------------------------------------------------

SEVERITY = {"ERROR": ERROR, "EXPLAIN": EXPLAIN, "HINT": HINT}
ONLY_HELD_ARE_SURE = {SCATTERED_SUM}
"""Whose sure relations hold or are a rounding tail."""


def _severity(made: Made) -> str | None:
    """The gravest severity that a call can give, None where it is not written in it."""
    call = made.call
    if ast.unparse(call.func) in ("Finding", "remark"):
        return SEVERITY.get(ast.unparse(call.args[1]))
    capped = next((one.value for one in call.keywords if one.arg == "gravest"), None)
    if capped is not None:
        return SEVERITY[ast.unparse(capped)]
    sure = call.args[2] if ast.unparse(call.func) == "Relation" else None
    is_unsure = isinstance(sure, ast.Constant) and float(str(sure.value)) < SURE
    return HINT if is_unsure or made.code in ONLY_HELD_ARE_SURE else ERROR


def test_the_severity_is_the_gravest_that_the_calls_give() -> None:
    given: dict[str, list[str]] = defaultdict(list)
    open_ones = set()
    for made in _made():
        severity = _severity(made)
        if made.code and severity:
            given[made.code].append(severity)
        elif made.code:
            open_ones.add(made.code)

    closed = {name: gravest(severities) for name, severities in given.items() if name not in open_ones}

    assert closed == {name: CODES[name].severity for name in closed}
    of_variables = {codes.REPORTED_DIFFERS, codes.REMNANT, codes.WRONG_WORD, codes.RELATIVE_TIME}
    assert open_ones == of_variables
    elsewhere = {codes.ROUNDING_TAIL, codes.CUT_OFF, codes.PARTY_ORGAN, codes.GOVERNMENT_ORGAN}
    assert closed.keys() | open_ones | elsewhere == set(NAMES.values())


def test_the_severity_is_the_gravest_of_the_word_lists() -> None:
    lists = own_wordlists()

    assert {cost.code: cost.severity for cost in lists.costs} == {
        cost.code: CODES[cost.code].severity for cost in lists.costs
    }
    for name, words in (
        (codes.WRONG_WORD, lists.wrong),
        (codes.RELATIVE_TIME, lists.relative),
        (codes.REMNANT, lists.residue),
    ):
        assert CODES[name].severity == gravest([word.severity for word in words])


# -- what the table says ------------------------------------------------------------------------------------

INSIDE_WORDS = re.compile("代码|正则|词条|字段|变量|置信|校验|语法|解析|条件式|实例|接口|[A-Za-z_]")


@pytest.mark.parametrize("entry", CODES.values(), ids=CODES.keys())
def test_a_code_says_what_it_means_and_what_to_do(entry: Code) -> None:
    assert entry.severity in SEVERITIES
    for sentence in (entry.meaning, entry.remedy):
        assert sentence.count("。") == 1
        assert sentence.endswith("。")
        assert 5 <= len(sentence) <= 45
        assert not INSIDE_WORDS.search(sentence.replace("Word", ""))
    assert entry.meaning != entry.remedy


@pytest.mark.parametrize("entry", CODES.values(), ids=CODES.keys())
def test_a_code_has_its_cases_where_it_says(entry: Code) -> None:
    constants = [name for name, value in NAMES.items() if value == entry.name]
    words = (ROOT / entry.cases).read_text("utf-8")

    assert any(re.search(rf"\b{name}\b", words) for name in constants) or entry.name in words


# -- what the program says ----------------------------------------------------------------------------------


CARELESS = "\n截止到目前，，今年慰问80余名老人，2023年2月30日完工，约100余人参加（见附件HYPERLINK。"


def _said(text: str) -> set[str]:
    checkup = check_up(text)
    return {one.finding.code for one in (*checkup.remarks, *checkup.lacking)}


def test_invented_reports_with_errors_in_them_give_codes_of_the_table_alone() -> None:
    said = {
        code
        for seed in range(6)
        for plant in plants(report(seed), seed, most=30)
        for code in _said(plant.text + CARELESS)
    }

    assert len(said) > 10
    assert said <= CODES.keys()
    assert not said & UNSPOKEN


@pytest.mark.parametrize("text", ["年初预算为0万元，支出决算为56.32万元，完成年初预算的100%。"])
def test_of_some_codes_nothing_is_said_yet(text: str) -> None:
    read = {one.code for one in check_up(text).reading.relations}

    assert read == UNSPOKEN
    assert not _said(text)


def test_the_sample_gives_codes_of_the_table_and_of_its_pack(tmp_path: Path) -> None:
    sample = make_sample(tmp_path / "示例.jxzp", "李会计")
    rules = sample.pack.definitions.rules.keys()
    spoilt = "2023年去年在职10人，其中：男3人，女6人。"

    said = {one.finding.code for one in check_report(sample, "", None).findings}
    said |= {
        one.finding.code for one in check_text(TEXT.read_text("utf-8") + spoilt, "", known_packs()).findings
    }
    sample.close()

    assert said & CODES.keys()
    assert said <= CODES.keys() | rules
