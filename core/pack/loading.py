"""Reads a pack from its folder or from the files a report carries, and checks it as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path, PurePath

from core.figures.definitions import Definitions
from core.figures.formula import FormulaError, names_in, parse
from core.figures.graph import Graph
from core.figures.keys import Key, ListingKey, Row
from core.figures.kinds import LINE, NUMBER
from core.figures.marks import Choice, Each, Mark, Parts, parse_marks
from core.figures.scope import Context
from core.numbers.troubles import PackError
from core.pack.carried import NODES, CarriedNodes
from core.pack.charts import read_charts
from core.pack.figures_file import FiguresFile
from core.pack.forms_file import read_forms
from core.pack.mark_slips import slips_in
from core.pack.nodes import Attributes, Node
from core.pack.pack import FILES, Pack
from core.pack.parameters import limiting_rules, parameters
from core.pack.rules_file import read_rules
from core.pack.scoring_file import SCORING_FILE, ScoringFile
from core.pack.sections import SECTIONS, Section, read_sections, section_listing

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

LARGEST_FILE = 10_000_000
"""Bytes of a pack's file."""


def load_pack(folder: Path, check: bool = True) -> Pack:
    """Reads and checks a pack's folder; raises PackError. Without `check` it is only looked at."""
    if not (folder / "pack.yaml").is_file():
        raise PackError(str(folder), 0, "这里没有模板：缺少 pack.yaml")
    return read_pack(files_in(folder), check)


def files_in(folder: Path) -> dict[str, bytes]:
    """A pack's files by their names in its folder: .yaml and .xlsx; its cases are not part of it.

    Raises PackError for one too large. What Excel and a desktop lay beside them is no part of it either.
    """
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if name.parts[0] == "cases" or not is_pack_file(name) or not path.is_file():
            continue
        if path.stat().st_size > LARGEST_FILE:
            raise PackError(name.as_posix(), 0, f"文件超过 {LARGEST_FILE // 1_000_000} MB，不像模板的文件")
        files[name.as_posix()] = path.read_bytes()
    return files


def is_pack_file(name: PurePath) -> bool:
    """Whether a file of this name, as it stands in a pack's folder, is one of the pack's or of its cases."""
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in name.parts)
    is_dump = name.parts[0] == "cases" and name.suffix == ".txt"
    return not hidden and (is_dump or name.suffix.lower() in (".yaml", ".xlsx"))


def read_pack(files: Mapping[str, bytes], check: bool = True) -> Pack:
    """A pack from its files' bytes, as a report carries them; raises PackError.

    `check` compiles every formula, rule and wording; a pack that a report carries has passed it before.
    """
    for name in FILES:
        if name not in files:
            raise PackError(name, 0, "模板缺少这个文件")
    nodes = CarriedNodes(files)
    head = Attributes(nodes.read("pack.yaml"), _PACK, "模板")
    figures = FiguresFile()
    figures.read(nodes.read("figures.yaml"))
    sections = read_sections(nodes.read("sections.yaml"))
    scoring = ScoringFile()
    if SCORING_FILE in files:
        scoring.read(nodes.read(SCORING_FILE))
    definitions = _definitions(nodes, head, figures, sections, scoring)
    pack = Pack(
        id=head.need("编号").text(),
        title=head.need("标题").text(),
        region=head.text("地区"),
        year=head.text("年度"),
        basis=head.text("文件依据"),
        version=head.text("版本", "1"),
        report_title=head.need("题名").text().strip(),
        unit_key=Key(head.need("单位名").text()),
        year_key=Key(head.need("报告年度").text()),
        fits=head.texts("适用"),
        definitions=definitions,
        sections=sections,
        files={name: content for name, content in files.items() if name != NODES},
        own_figures=ListingKey(Key(head.text("自定数据"))),
        forms=read_forms(head.node("附件"), files, figures.listings),
        sign_off=head.texts("签批"),
        renamed={old: new.text().strip() for old, new in _pairs(head.node("改名"))},
        charts=read_charts(head.node("概览"), definitions.figures, definitions.listings),
        form_keys={form: frozenset(map(Key, keys)) for form, keys in nodes.form_keys.items()},
        form_lines=nodes.form_lines,
    )
    if check:
        _check(pack, head)
    return pack.with_forms() if check or NODES in files else pack


def _definitions(
    nodes: CarriedNodes,
    head: Attributes,
    figures: FiguresFile,
    sections: Mapping[Row, Section],
    scoring: ScoringFile,
) -> Definitions:
    """The figures, listings and rules of all files together."""
    listing, columns = section_listing(sections)
    if SECTIONS in figures.listings or any(k.split(".")[0] == SECTIONS for k in figures.figures):
        raise PackError("figures.yaml", 0, f"“{SECTIONS}”是程序自己的表，请换一个名称")
    others = parameters(head.node("参数")) | scoring.figures
    for key, definition in others.items():
        if key in figures.figures:
            raise PackError(definition.place.file, definition.place.line, f"{key} 在 figures.yaml 里已经有了")
    rules = read_rules(nodes.read("rules.yaml"), figures.listings)
    return Definitions(
        figures.figures | others | {c.key: c for c in columns},
        figures.listings | {SECTIONS: listing},
        rules | limiting_rules(figures.figures) | scoring.rules,
        scoring.functions(),
        nodes.trees,
        figures.asks_all,
    )


def _check(pack: Pack, head: Attributes) -> None:
    """All that can be wrong between the files: formulas, names in wordings, blocks of tabs."""
    if not pack.version_numbers:
        reason = f"版本应是 1、2 或 1.2 这样的数，不是“{pack.version[:20]}”；报告按它认出模板的新版"
        raise head.need("版本").wrong(reason)
    _check_renamed(pack, head)
    _check_figures(pack)
    graph = pack.graph()
    graph.plan.compile_messages()
    for name in pack.sign_off:
        if "，" in name:
            raise head.need("签批").wrong(f"“{name[:30]}”里有全角的“，”，各人之间请用半角的“, ”隔开")
    for attribute, key in (("单位名", pack.unit_key), ("报告年度", pack.year_key)):
        if key not in pack.definitions.figures:
            raise head.need(attribute).wrong(f"没有名为 {key} 的数据项")
    _check_text(pack.report_title, graph, Context(texts=True), head.need("题名"))
    for rule in pack.definitions.rules.values():
        node = Node(rule.place.file, rule.place.line, rule.key)
        _refuse_slips(parse_marks(rule.message), graph, Context(rule.per_row, rule.group, texts=True), node)
    if pack.own_figures:
        _check_own_figures(pack, head.need("自定数据"))
    for section in pack.sections.values():
        node = Node(section.place.file, section.place.line, section.id)
        for text in (section.wording, *section.readings):
            _check_text(text, graph, Context(SECTIONS, texts=True), node)
        for block in section.blocks:
            known = [*pack.definitions.figures, *pack.definitions.listings]
            if not any(key == block or key.startswith(f"{block}.") for key in known):
                raise node.wrong(f"{section.id} 的 数据 里没有名为 {block} 的数据项或表")


def _check_figures(pack: Pack) -> None:
    """What is read without trouble and was not meant so; a pack that a report carries is past it."""
    for figure in pack.definitions.figures.values():
        node = Node(figure.place.file, figure.place.line, figure.key)
        if figure.reads_reported and not figure.formula:
            raise node.wrong(f"{figure.key}：可改 只写在有 公式 的数据项上，没有公式的本来就是填的")
        for name in (*figure.options, *figure.aliases):
            if "，" in name:
                raise node.wrong(f"“{name[:30]}”里有全角的“，”，各项之间请用半角的“, ”隔开")


def _pairs(node: Node | None) -> list[tuple[str, Node]]:
    return list(node.items().items()) if node else []


def _check_renamed(pack: Pack, head: Attributes) -> None:
    """改名: the old key stands in the pack no more, the new one does, of the same sort."""
    known = [*pack.definitions.figures, *pack.definitions.listings]

    def is_there(key: str) -> bool:
        return any(name == key or name.startswith(f"{key}.") for name in known)

    for old, new in _pairs(head.node("改名")):
        if is_there(old):
            raise new.wrong(f"改名：旧名 {old[:40]} 在模板里还有，改了名的不能再有")
        if not is_there(new.text().strip()):
            near = get_close_matches(new.text().strip(), known, n=1, cutoff=0.6)
            hint = f"，是否为 {near[0]}？" if near else ""
            raise new.wrong(f"改名：没有名为 {new.text()[:40]} 的数据项、表或组{hint}")


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


def _check_text(text: str, graph: Graph, context: Context, node: Node) -> None:
    parts = parse_marks(text)
    _check_marks(parts, graph, context, node)
    _refuse_slips(parts, graph, context, node)


def _refuse_slips(parts: Parts, graph: Graph, context: Context, node: Node) -> None:
    for slip in slips_in(parts, partial(graph.plan.compiler.scope.figure, context=context)):
        raise node.wrong(f"{str(node.value)[:30]} 里：{slip}")


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
