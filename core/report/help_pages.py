"""Help pages: those that come with the program, that of its finding codes, and those made from an open report's pack."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from core.figures.definitions import Definition
from core.figures.keys import NO_LISTING_KEY, WHOLE
from core.numbers.codes import CHAPTERS, UNSPOKEN, Code
from core.pack.sections import SECTIONS
from core.report.names import origin_of, section_name
from core.report.progress import section_of
from core.report.report import Report

FINDINGS = "审核结果"
"""The page of the finding codes; its anchors are the codes."""
_AMONG_FILES = f"57-{FINDINGS}"
"""The file it would be if a person wrote it: it stands behind 50-审核 and 55-报告体检."""


class Page(NamedTuple):
    """A page of help; `text` is Markdown, or HTML where it is made from a pack or a table."""

    name: str
    title: str
    text: str
    html: bool = False


def pages_of(folder: Path, report: Report | None) -> list[Page]:
    """All pages: the program's own in the order of their files, the finding codes among them, then the pack's."""
    own = {path.stem: _read(path) for path in folder.glob("*.md")}
    own[_AMONG_FILES] = Page(FINDINGS, "审核结果一览", _codes(), html=True)
    pages = [own[stem] for stem in sorted(own)]
    return pages + (list(_of_pack(report)) if report is not None else [])


def _read(path: Path) -> Page:
    """A page whose first line is its title and whose file name is 10-入门.md."""
    text = path.read_text("utf-8")
    title = text.split("\n", maxsplit=1)[0].lstrip("# ").strip()
    return Page(path.stem.split("-", maxsplit=1)[-1], title, text)


def _codes() -> str:
    """Every code that can stand before a finding, chapter by chapter; anchors are codes."""
    out = ["<h2>审核结果一览</h2>", *(f"<p>{words}</p>" for words in _OF_CODES)]
    for title, codes in CHAPTERS.items():
        out.append(f"<h3>{escape(title)}</h3>")
        out += [_code(code) for code in codes if code.name not in UNSPOKEN]
    return "".join(out)


_OF_CODES = (
    "审核结果和报告体检里，每一条前面都有一个名称，例如“分项合计”。这里写明每个名称是什么意思、怎么办。",
    "名称后面是它最重的级别。拿不准的写着“可能关系”，只作提示；可能是四舍五入尾差的，也会放轻。",
    "模板自己的审核公式不在这里，打开报告以后看“本模板的审核公式”。",
)


def _code(code: Code) -> str:
    name = escape(code.name)
    lines = (f"<b>{name}</b>（{code.severity}）", escape(code.meaning), f"怎么办：{escape(code.remedy)}")
    return f'<p><a name="{name}"></a>{"<br>".join(lines)}</p>'


def _of_pack(report: Report) -> Iterator[Page]:
    pack = report.pack
    yield Page("数据项", "本模板的数据项", _figures(report), html=True)
    yield Page("审核公式", "本模板的审核公式", _rules(report), html=True)
    lines = [("模板", pack.title), ("编号", f"{pack.id}，版本 {pack.version}"), ("地区", pack.region)]
    lines += [("年度", pack.year), ("文件依据", pack.basis)]
    body = "".join(f"<p><b>{word}</b>　{escape(text)}</p>" for word, text in lines if text)
    yield Page("模板", "关于本模板", f"<h2>关于本模板</h2>{body}", html=True)


def _figures(report: Report) -> str:
    """Every figure with its 口径, source, example and formula, section by section; anchors are keys."""
    out = ["<h2>本模板的数据项</h2>"]
    home = None
    for definition in report.pack.definitions.figures.values():
        if definition.listing == SECTIONS:
            continue
        found = section_of(report, definition.key)
        if found != home:
            home = found
            out.append(f"<h3>{escape(section_name(report, home or WHOLE))}</h3>")
        out.append(_figure(report, definition))
    return "".join(out)


def _figure(report: Report, definition: Definition) -> str:
    listing = report.pack.definitions.listings.get(definition.listing or NO_LISTING_KEY)
    of_list = f"{listing.label} 的 " if listing else ""
    unit = f"（{definition.kind.suffix}）" if definition.kind.suffix else ""
    required = "，必填" if definition.required else ""
    head = f"<b>{escape(of_list + definition.label)}</b>{unit}　{definition.kind.name}{required}"
    more = (
        ("可选", "、".join(definition.options)),
        ("公式", definition.formula.strip().replace("*", "×").replace("/", "÷")),
    )
    lines = origin_of(report, definition.key) + [f"{word}：{text}" for word, text in more if text]
    lines = [escape(line) for line in lines]
    return f'<p><a name="{escape(definition.key)}"></a>{"<br>".join([head, *lines])}</p>'


def _rules(report: Report) -> str:
    out = ["<h2>本模板的审核公式</h2>"]
    for rule in report.pack.definitions.rules.values():
        each = f"，对每行 {escape(rule.per_row)}" if rule.per_row else ""
        source = f"<br>依据：{escape(rule.source)}" if rule.source else ""
        condition = escape(rule.condition.strip())
        out.append(f"<p><b>{escape(rule.key)}</b>　{rule.severity}{each}<br>须成立：{condition}{source}</p>")
    return "".join(out)
