"""The submission folder: every asked format, read back, listed in 清单.json."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from core.document.blocks import Document
from core.document.builder import build_document
from core.export.excel import write_excel
from core.export.text import write_text
from core.export.word import write_word
from core.export.writing import write_whole
from core.report.findings import Standing, standings
from core.report.report import Report

Writer = Callable[[Document, Path], list[str]]
"""Writes a document and says what the clerk should know of it: fonts that stood in."""

LIST = "清单.json"
FORMS = "xlsx"
LONGEST_NAME = 200
"""Bytes of UTF-8: file systems take 255, and a mark and a suffix follow."""


def writers() -> dict[str, Writer]:
    """The formats core can write by itself."""
    return {"txt": _silent(write_text), "docx": _silent(write_word)}


def _silent(write: Callable[[Document, Path], None]) -> Writer:
    def writer(document: Document, path: Path) -> list[str]:
        write(document, path)
        return []

    return writer


def export_folder(
    report: Report,
    folder: Path,
    formats: Sequence[str],
    more: dict[str, Writer] | None = None,
    told: Callable[[str], None] = lambda _words: None,
    noted: Callable[[str], None] = lambda _words: None,
    *,
    one_workbook: bool = False,
) -> list[Path]:
    """Writes the report into a folder in the given formats; raises FileTrouble with what to do.

    xlsx are the official forms, a workbook each, or all in one with `one_workbook`.

    `told` hears before each file what is done next; what it raises stops the export between two files.
    `noted` hears what the clerk should know of a file that was written.

    Until it is 定稿 a report is a draft: marked 草稿 in page headers and file names, never in a .txt.
    """
    told("正在排出正文和附件")
    document = build_document(report, forms=any(name != "txt" for name in formats))
    known = writers() | (more or {})
    written: list[Path] = []
    for name in formats:
        if name == FORMS:
            written += _write_forms(document, folder, one_workbook, told)
            continue
        path = _path(folder, document.title, name, document.draft, told)
        for note in known[name](document, path):
            noted(note)
        written.append(path)
    _write_list(folder / LIST, document, written, [s for s in standings(report) if s.is_open])
    return written


def _write_forms(
    document: Document, folder: Path, one_workbook: bool, told: Callable[[str], None]
) -> list[Path]:
    """The forms of the pack as Excel workbooks."""
    books = {form.name: [form] for form in document.forms}
    if one_workbook and document.forms:
        books = {f"{document.title} 附件": list(document.forms)}
    written: list[Path] = []
    for name, inside in books.items():
        path = _path(folder, name, "xlsx", document.draft, told)
        write_excel(inside, path, draft=document.draft, stamp=document.stamp, told=told)
        written.append(path)
    return written


def _path(folder: Path, title: str, ending: str, draft: bool, told: Callable[[str], None]) -> Path:
    """Where a file is written, which is told."""
    path = folder / document_name(title, ending, draft)
    told(f"正在写 {path.name}，并读回核对")
    return path


def document_name(title: str, ending: str, draft: bool) -> str:
    """What a document's file is called; a draft says so in its name, a .txt never."""
    return f"{file_name(title)}{'（草稿）' if draft and ending != 'txt' else ''}.{ending}"


def file_name(title: str) -> str:
    """A title as a file name that Windows takes."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "", title).strip(" .＿")
    cut = plain.encode("utf-8")[:LONGEST_NAME].decode("utf-8", "ignore")
    return cut.strip(" .＿") or "部门整体支出绩效自评报告"


def _write_list(path: Path, document: Document, written: list[Path], still_open: list[Standing]) -> None:
    content = {
        "标题": document.title,
        "草稿": document.draft,
        "文件": [{"名称": p.name, "SHA-256": hashlib.sha256(p.read_bytes()).hexdigest()} for p in written],
        "未处理": [
            {"代码": s.finding.code, "级别": s.finding.severity, "内容": s.finding.message}
            for s in still_open
        ],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    write_whole(path, lambda target: _put(target, text), lambda target: None)


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
