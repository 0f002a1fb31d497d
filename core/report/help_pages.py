"""Help pages: those that come with the program, and those made from the pack of the open report."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from core.figures.definitions import Definition
from core.figures.keys import NO_LISTING_KEY, WHOLE
from core.pack.sections import SECTIONS
from core.report.names import origin_of, section_name
from core.report.progress import section_of
from core.report.report import Report


class Page(NamedTuple):
    """A page of help; `text` is Markdown, or HTML where it is made from a pack."""

    name: str
    title: str
    text: str
    html: bool = False


def pages_of(folder: Path, report: Report | None) -> list[Page]:
    """All pages: the program's own in the order of their files, then the pack's."""
    pages = [_read(path) for path in sorted(folder.glob("*.md"))]
    return pages + (list(_of_pack(report)) if report is not None else [])


def _read(path: Path) -> Page:
    """A page whose first line is its title and whose file name is 10-入门.md."""
    text = path.read_text("utf-8")
    title = text.split("\n", maxsplit=1)[0].lstrip("# ").strip()
    return Page(path.stem.split("-", maxsplit=1)[-1], title, text)


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
