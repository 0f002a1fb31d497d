"""A template pack: one folder of data, read and checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.figures.definitions import Definitions, Rule
from core.figures.formula import FormulaError, names_in, parse
from core.figures.graph import Graph
from core.figures.keys import cell_key
from core.figures.kinds import LINE, NUMBER
from core.figures.marks import Choice, Each, Mark, Parts, parse_marks
from core.figures.scope import Context
from core.numbers.finding import ERROR, SEVERITIES
from core.numbers.troubles import PackError
from core.pack.carried import NODES, CarriedNodes, with_nodes
from core.pack.charts import ChartPlan, read_charts
from core.pack.figures_file import FiguresFile
from core.pack.forms_file import FormEntry, read_forms
from core.pack.nodes import Attributes, Node
from core.pack.parameters import limiting_rules, parameters
from core.pack.scoring_file import SCORING_FILE, ScoringFile
from core.pack.sections import SECTIONS, Section, read_sections, section_listing

if TYPE_CHECKING:
    from core.pack.binding import BoundForm

_PACK = (
    "编号",
    "标题",
    "地区",
    "年度",
    "文件依据",
    "版本",
    "题名",
    "单位名",
    "报告年度",
    "适用",
    "参数",
    "改名",
    "自定数据",
    "附件",
    "概览",
    "签批",
)
_RULE = ("级别", "条件", "提示", "依据", "对每行", "试行", "不得有尾差", "常用说明", "说明字数")
_FILES = ("pack.yaml", "figures.yaml", "rules.yaml", "sections.yaml")


class Pack(NamedTuple):
    """A checked pack; `files` are its own bytes, which a report carries with it.

    `report_title` is a text with marks; `unit_key` and `year_key` name the figures that hold the unit's name
    and the report's year; `fits` are words by which a finished report of this form is known; `own_figures` is
    the listing for figures that a clerk adds, "" where there is none. `forms` are the official forms in order;
    `form_keys` the figures on each, known without reading the forms themselves; `charts` what 概览 draws;
    `sign_off` who signs the page for it: 编制, 复核, the head of the office; nobody: there is no such page.
    """

    id: str
    title: str
    region: str
    year: str
    basis: str
    version: str
    report_title: str
    unit_key: str
    year_key: str
    fits: tuple[str, ...]
    definitions: Definitions
    sections: Mapping[str, Section]
    files: Mapping[str, bytes]
    own_figures: str = ""
    forms: Mapping[str, FormEntry] = {}
    form_keys: Mapping[str, frozenset[str]] = {}
    charts: tuple[ChartPlan, ...] = ()
    sign_off: tuple[str, ...] = ()

    def graph(self) -> Graph:
        """A graph of this pack's figures, without entries."""
        return Graph(self.definitions)

    def with_forms(self) -> Pack:
        """The pack with the figures on each form known; reads the forms where they are not, raises PackError."""
        if set(self.form_keys) == set(self.forms):
            return self
        from core.pack.binding import refuse_unreachable  # a carried pack knows them

        graph = self.graph()
        forms = {form: self.bound(form, graph) for form in self.forms}
        refuse_unreachable(list(forms.values()), graph, _on_tabs(self))
        keys = {form: frozenset(k for b in one.cells.values() for k in b.keys) for form, one in forms.items()}
        return self._replace(form_keys=keys)

    def carried_files(self) -> dict[str, bytes]:
        """The files as a report file keeps them."""
        names = [name for name in (*_FILES, SCORING_FILE) if name in self.files]
        keys = {form: sorted(keys) for form, keys in self.with_forms().form_keys.items()}
        return with_nodes(self.files, names, keys, self.definitions.sources())

    def form_of(self, name: str) -> str:
        """The first form on which a figure, or a column of a listing, stands; "" where there is none."""
        inside = f"{name}." if name in self.definitions.listings else ""
        for form, keys in self.form_keys.items():
            if name in keys or (inside and any(key.startswith(inside) for key in keys)):
                return form
        return ""

    def bound(self, form: str, graph: Graph) -> BoundForm:
        """A form with its bindings, read from its .xlsx."""
        from core.pack.binding import bind

        entry = self.forms[form]
        return bind(entry, self.files[entry.file], graph)

    def first_entries(self) -> dict[str, str]:
        """The entries with which a new report begins."""
        entries: dict[str, str] = {}
        for listing in self.definitions.listings.values():
            if listing.parent is None:
                for row, cells in listing.fixed_rows.items():
                    entries |= {cell_key(column, (listing.key,), row): text for column, text in cells.items()}
        return entries


def load_pack(folder: Path, check: bool = True) -> Pack:
    """Reads and checks a pack's folder; raises PackError. Without `check` it is only looked at."""
    if not (folder / "pack.yaml").is_file():
        raise PackError(str(folder), 0, "这里没有模板：缺少 pack.yaml")
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "cases"
    }
    return read_pack(files, check)


def read_pack(files: Mapping[str, bytes], check: bool = True) -> Pack:
    """A pack from its files' bytes, as a report carries them; raises PackError.

    `check` compiles every formula, rule and wording; a pack that a report carries has passed it before.
    """
    for name in _FILES:
        if name not in files:
            raise PackError(name, 0, "模板缺少这个文件")
    nodes = CarriedNodes(files)
    head = Attributes(nodes.read("pack.yaml"), _PACK, "模板")
    figures = FiguresFile()
    figures.read(nodes.read("figures.yaml"))
    sections = read_sections(nodes.read("sections.yaml"))
    listing, columns = section_listing(sections)
    if SECTIONS in figures.listings or any(k.split(".")[0] == SECTIONS for k in figures.figures):
        raise PackError("figures.yaml", 0, f"“{SECTIONS}”是程序自己的表，请换一个名称")
    scoring = ScoringFile()
    if SCORING_FILE in files:
        scoring.read(nodes.read(SCORING_FILE))
    made = parameters(head.node("参数")) | scoring.figures
    for key, definition in made.items():
        if key in figures.figures:
            raise PackError(definition.place.file, definition.place.line, f"{key} 在 figures.yaml 里已经有了")
    definitions = Definitions(
        figures.figures | made | {c.key: c for c in columns},
        figures.listings | {SECTIONS: listing},
        _rules(nodes.read("rules.yaml"), figures) | limiting_rules(figures.figures) | scoring.rules,
        scoring.functions(),
        nodes.trees,
    )
    pack = Pack(
        id=head.need("编号").text(),
        title=head.need("标题").text(),
        region=head.text("地区"),
        year=head.text("年度"),
        basis=head.text("文件依据"),
        version=head.text("版本", "1"),
        report_title=head.need("题名").text().strip(),
        unit_key=head.need("单位名").text(),
        year_key=head.need("报告年度").text(),
        fits=head.texts("适用"),
        definitions=definitions,
        sections=sections,
        files={name: content for name, content in files.items() if name != NODES},
        own_figures=head.text("自定数据"),
        forms=read_forms(head.node("附件"), files, figures.listings),
        sign_off=head.texts("签批"),
        charts=read_charts(head.node("概览"), definitions.figures, definitions.listings),
        form_keys={form: frozenset(keys) for form, keys in nodes.form_keys.items()},
    )
    if check:
        _check(pack, head)
    return pack.with_forms() if check or NODES in files else pack


def _rules(node: Node, figures: FiguresFile) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for name, inner in node.items().items():
        attributes = Attributes(inner, _RULE, "审核公式")
        per_row = attributes.text("对每行") or None
        if per_row and per_row not in figures.listings and per_row != SECTIONS:
            raise attributes.need("对每行").wrong(f"没有名为 {per_row} 的表")
        rules[name] = Rule(
            key=name,
            severity=attributes.choice("级别", SEVERITIES, ERROR),
            condition=attributes.need("条件").text(),
            message=attributes.need("提示").text().strip(),
            per_row=per_row,
            source=attributes.text("依据"),
            trial=attributes.yes("试行"),
            no_tail=attributes.yes("不得有尾差"),
            phrases=attributes.texts("常用说明"),
            most_characters=attributes.characters("说明字数"),
            place=inner.place,
        )
    return rules


def _check(pack: Pack, head: Attributes) -> None:
    """All that can be wrong between the files: formulas, names in wordings, blocks of tabs."""
    graph = pack.graph()
    graph.plan.compile_messages()
    for attribute, key in (("单位名", pack.unit_key), ("报告年度", pack.year_key)):
        if key not in pack.definitions.figures:
            raise head.need(attribute).wrong(f"没有名为 {key} 的数据项")
    _check_marks(parse_marks(pack.report_title), graph, Context(texts=True), head.need("题名"))
    if pack.own_figures:
        _check_own_figures(pack, head.need("自定数据"))
    for section in pack.sections.values():
        node = Node(section.place.file, section.place.line, section.id)
        for text in (section.wording, *section.readings):
            _check_marks(parse_marks(text), graph, Context(SECTIONS, texts=True), node)
        for block in section.blocks:
            known = [*pack.definitions.figures, *pack.definitions.listings]
            if not any(key == block or key.startswith(f"{block}.") for key in known):
                raise node.wrong(f"{section.id} 的 数据 里没有名为 {block} 的数据项或表")


def _on_tabs(pack: Pack) -> set[str]:
    """The keys of all figures that a section's tab shows."""
    blocks = [block for section in pack.sections.values() for block in section.blocks]
    figures = pack.definitions.figures
    return {key for key in figures if any(key == b or key.startswith(f"{b}.") for b in (*blocks, SECTIONS))}


def _check_own_figures(pack: Pack, node: Node) -> None:
    """The listing for figures of the clerk's own takes rows, names and numbers."""
    listing = pack.definitions.listings.get(pack.own_figures)
    if listing is None or listing.key == SECTIONS:
        raise node.wrong(f"没有名为 {pack.own_figures[:30]} 的表")
    if listing.parent is not None or not listing.open_rows:
        raise node.wrong(f"“自定数据”的表应能增加行，不在别的表的行里：{listing.key} 不行")
    columns = [pack.definitions.figures[column] for column in listing.columns]
    for kind in (LINE, NUMBER):
        if not any(column.kind is kind and not column.formula for column in columns):
            raise node.wrong(f"“自定数据”的表 {listing.key} 里要有一列 {kind.name}")


def _check_marks(parts: Parts, graph: Graph, context: Context, node: Node) -> None:
    for part in parts:
        try:
            match part:
                case Mark(expression=expression) if expression not in ("序", "序号"):
                    _check_expression(expression, graph, context)
                case Each():
                    listing, condition = graph.texts.templates.listing_of(part.listing, context)
                    inside = Context(listing, texts=True)
                    if condition:
                        graph.plan.compiler.compile(condition, inside)
                    _check_marks(part.item, graph, inside, node)
                case Choice(condition=condition_text, yes=yes, no=no):
                    graph.plan.compiler.compile(parse(condition_text), context)
                    _check_marks(yes, graph, context, node)
                    _check_marks(no, graph, context, node)
        except FormulaError as error:
            raise node.wrong(f"{node.value} 的措辞里：{error}") from error


def _check_expression(expression: str, graph: Graph, context: Context) -> None:
    tree = parse(expression)
    if len(names_in(tree)) == 1 and names_in(tree)[0] is tree:
        key = graph.plan.compiler.scope.find(names_in(tree)[0].key, context)
        if key not in graph.definitions.figures:
            raise FormulaError(f"{key} 是一张表，请用 {{每行 {key}|、：…}}")
    else:
        graph.plan.compiler.compile(tree, context)
