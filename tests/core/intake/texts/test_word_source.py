"""A Word report as text: tables row by row, and the attachments behind the text told apart from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from core.intake.texts.source import Source, read_source

TEXT = "一、基本情况"
LONG = "本县农业生产稳定发展，各项任务按期完成，资金使用规范安全有效，群众满意度逐年提高，全年没有发生违规使用资金的情况，也没有发生安全责任事故。"


def _read(tmp_path: Path, *blocks: str | Sequence[Sequence[str]]) -> Source:
    """A Word file of paragraphs and tables, read again."""
    word = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            word.add_paragraph(block)
            continue
        table = word.add_table(len(block), len(block[0]))
        for row, words in enumerate(block):
            for column, text in enumerate(words):
                table.cell(row, column).text = text
    word.save(str(tmp_path / "a.docx"))
    return read_source(tmp_path / "a.docx")


FORM = [["附件1", ""], ["在职人数", "33"]]


def test_equal_neighbours_are_cells_of_their_own(tmp_path: Path) -> None:
    assert _read(tmp_path, [["拨款", "215", "215", "", ""]]).text == "拨款 | 215 | 215 |  | "


def test_a_joined_cell_stands_once(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
    table.cell(0, 2).text = "215"
    word.save(str(tmp_path / "a.docx"))

    assert read_source(tmp_path / "a.docx").text == "合计 | 215"


@pytest.mark.parametrize(
    ("behind", "names"),
    [
        ([FORM], ("附件1",)),
        (["附件1", [["在职人数", "33"]]], ("附件1",)),
        (["附件：1", "部门整体支出绩效评价基础数据表", [["在职人数", "33"]]], ("附件",)),
        ([[["某县某局2023年度报告 签批页", ""], ["编制", "张明"]], FORM], ("签批页", "附件1")),
        ([FORM, "填表人：张明　联系电话：0700-1234567", [["附件2", ""], ["总分", "96"]]], ("附件1", "附件2")),
        ([[["审核说明表", ""], ["1", "离休人员减少"]]], ("审核说明表",)),
    ],
)
def test_attachments_behind_the_text_are_told_apart(
    tmp_path: Path, behind: list, names: tuple[str, ...]
) -> None:
    source = _read(tmp_path, TEXT, LONG, *behind)

    assert source.body == f"{TEXT}\n{LONG}\n"
    assert source.aside == names
    assert source.text.startswith(f"{TEXT}\n{LONG}\n")
    assert len(source.text) > len(source.body) + 5


@pytest.mark.parametrize(
    "blocks",
    [
        [TEXT, LONG],
        [TEXT, [["附件1", "33"]], LONG],
        [TEXT, LONG, [["项目", "金额"], ["公路", "215"]]],
        [TEXT, LONG, "附件1：部门整体支出绩效自评表"],
        [TEXT, f"附件1 所列{LONG}", [["项目", "金额"]]],
    ],
)
def test_what_belongs_to_the_text_stays_in_it(tmp_path: Path, blocks: list) -> None:
    source = _read(tmp_path, *blocks)

    assert source.body == source.text
    assert source.aside == ()
