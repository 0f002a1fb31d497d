"""The submission folder: every asked format, read back, listed in 清单.json."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from core.document.builder import build_document
from core.document.paper import Document
from core.export.formats import FORMATS, Step, Writer
from core.export.whole_file import write_whole
from core.report.findings import Standing, standings
from core.report.report import Report

LIST = "清单.json"
LONGEST_NAME = 200
"""Bytes of UTF-8: file systems take 255, and a mark and a suffix follow."""


def export_folder(
    report: Report,
    folder: Path,
    endings: Sequence[str],
    drawn: Mapping[str, Writer] | None = None,
    step: Step = lambda _words: None,
    note: Callable[[str], None] = lambda _words: None,
) -> list[Path]:
    """Writes the report into a folder in the given formats; raises FileTrouble with what to do.

    `drawn` are the writers of formats that are drawn as on the screen, by their endings.

    `step` hears before each file what is done next; what it raises stops the export between two files.
    `note` hears what the clerk should know of a file that was written.

    Until it is 定稿 a report is a draft: marked 草稿 in page headers and file names, never in a .txt.
    """
    step("正在排出正文和附件")
    document = build_document(report, forms=any(FORMATS[ending].has_forms for ending in endings))
    written: list[Path] = []
    for ending in endings:
        write = FORMATS[ending].write or (drawn or {})[ending]
        for title, part in FORMATS[ending].parts(document):
            path = folder / document_name(title, ending, document.draft)
            step(f"正在写 {path.name}，并读回核对")
            for words in write(part, path, step):
                note(words)
            written.append(path)
    _write_list(folder / LIST, document, written, [s for s in standings(report) if s.is_open])
    return written


def document_name(title: str, ending: str, draft: bool) -> str:
    """What a document's file is called; a draft says so in its name where the format has it so."""
    mark = "（草稿）" if draft and FORMATS[ending].marks_draft else ""
    return f"{file_name(title)}{mark}.{ending}"


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
