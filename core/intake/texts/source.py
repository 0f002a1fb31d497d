"""Reading a finished report from disk: .txt in the encodings offices use, .docx with its tables."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.numbers.cleaning import clean
from core.numbers.troubles import FileTrouble

if TYPE_CHECKING:
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

LARGEST = 50_000_000
_OLD = {".doc": "Word 97-2003", ".wps": "WPS 文字", ".rtf": "RTF"}

_TABLES = {".xlsx": "Excel", ".xls": "Excel", ".et": "WPS 表格", ".csv": "表格"}


_ATTACHMENT = re.compile(
    r"(附件\s*[\d一二三四五六七八九十]{0,3})(?=[\s：:|]|$)|[^\n|]{0,80}?(签批页|审核说明表)(?=[\s|]|$)"
)
LONGEST_LABEL = 60
NEAR = 4
"""A longer line is text; an attachment's number stands so near above its table."""


class _Piece(NamedTuple):
    """A paragraph, or a table with its rows as lines."""

    text: str
    is_table: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A report's text as read: decoded, line ends as \\n; a .docx with paragraphs and table rows as lines.

    `body` is the text without the attachments behind it, of which `aside` has the names.
    """

    path: Path
    text: str
    aside: tuple[str, ...] = ()
    end: int | None = None

    @property
    def body(self) -> str:
        return self.text[: self.end].rstrip("\n") + "\n" if self.aside else self.text


def read_source(path: Path) -> Source:
    """The text of a .txt or .docx file; raises FileTrouble with what to do."""
    suffix = path.suffix.lower()
    if suffix in _OLD:
        raise FileTrouble(
            path, f"这是 {_OLD[suffix]} 文件，不能直接读取，请用 WPS 或 Word 打开后“另存为”.docx，再导入"
        )
    if suffix in _TABLES:
        words = "要导入的是 .txt 或 .docx 的成文报告；填好的附件请打开报告后用“读入填好的附件”，别的表请复制行列粘贴"
        raise FileTrouble(path, f"这是 {_TABLES[suffix]} 文件，{words}")
    if suffix == ".pdf":
        raise FileTrouble(
            path, "这是 PDF 文件，请用 WPS 打开后“另存为”.docx，或把文字复制到记事本存成 .txt，再导入"
        )
    try:
        if path.stat().st_size > LARGEST:
            raise FileTrouble(path, "文件超过 50 MB，不像一份报告，请检查选对了文件没有")
        if suffix == ".docx":
            return _read_docx(path)
        return Source(path, _decode(path, path.read_bytes()))
    except FileNotFoundError as error:
        raise FileTrouble(path, "找不到这个文件，请检查文件名和所在文件夹") from error
    except IsADirectoryError as error:
        raise FileTrouble(path, "这是一个文件夹，请选择一个文件") from error
    except PermissionError as error:
        raise FileTrouble(path, "没有权限读取这个文件，请把它复制到自己的文件夹后再试") from error
    except OSError as error:
        raise FileTrouble(path, f"读取文件时出错（{error.strerror}），请检查磁盘或网络后再试") from error


def _decode(path: Path, content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16, else GB18030."""
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return clean(text)
    raise FileTrouble(path, "这不是文本文件，或文字编码不认识，请用记事本打开后“另存为”UTF-8 编码的 .txt")


def _read_docx(path: Path) -> Source:
    """Paragraphs and table rows of a Word file, joined by line ends."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    try:
        document = docx.Document(str(path))
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        SyntaxError,
    ) as error:
        if not path.exists():
            raise FileTrouble(path, "找不到这个文件，请检查文件名和所在文件夹") from error
        raise FileTrouble(
            path, "这个 .docx 文件已损坏或不是 Word 文件，请用 WPS 打开后“另存为”.docx"
        ) from error
    blocks: list[_Piece] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            blocks.append(_Piece(clean(_one_line(block)), False))
        elif isinstance(block, Table):
            rows = (" | ".join(_cells(row)) for row in block.rows)
            blocks.append(_Piece(clean("\n".join(rows)), True))
    first = _first_attachment(blocks)
    aside = [one.text for one in blocks[first:] if _ATTACHMENT.match(one.text)]
    end = len("\n".join(one.text for one in blocks[:first]))
    return Source(path, "\n".join(one.text for one in blocks), tuple(_name(text) for text in aside), end)


def _cells(row: _Row) -> list[str]:
    """The words of a row's cells; one that is joined over columns stands once, equal neighbours each."""
    return [cell.text.replace("\n", " ") for cell in {cell._tc: cell for cell in row.cells}.values()]


def _one_line(paragraph: Paragraph) -> str:
    """A paragraph; a title that was broken into lines is one all the same."""
    style = paragraph.style
    return paragraph.text.replace("\n", "") if style is not None and style.name == "Title" else paragraph.text


def _first_attachment(blocks: list[_Piece]) -> int:
    """Where the attachments begin: from the first one on nothing but tables and short lines follows."""
    first = len(blocks)
    for at in range(len(blocks) - 1, -1, -1):
        text, is_table = blocks[at]
        if not is_table and len(text) > LONGEST_LABEL:
            break
        near = any(one.is_table for one in blocks[at : at + NEAR])
        if _ATTACHMENT.match(text) and near:
            first = at
    return first


def _name(text: str) -> str:
    """附件1, or the title of a page of the program's own."""
    found = _ATTACHMENT.match(text)
    return (found[1] or found[2] or "") if found else ""
