"""A pack of other words and other sections walks the whole path; any text comes out as it went in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.commands.checking import check_file, check_report
from core.document.builder import build_document
from core.export.folder import export_folder
from core.intake.texts.source import read_source
from core.intake.texts.text_proposal import propose
from core.numbers.cleaning import clean
from core.pack.loading import load_pack
from core.pack.pack import Pack
from core.prose.residue import drop_residue
from core.report.report import Report

ROOT = Path(__file__).resolve().parents[2]
TINY = load_pack(ROOT / "tests" / "packs" / "tiny")
SILENT = load_pack(ROOT / "tests" / "packs" / "silent")
HUNAN = load_pack(ROOT / "resources" / "packs" / "hunan-county-2023")
PACKS = [TINY, SILENT, HUNAN]

TEXT = """柳溪乡敬老院2024年院务情况报告
一、院里的家底
柳溪乡敬老院是公办的院，2008年5月1日开门，现有老人20位，其中：特困老人15位，占75.00%；寄养老人5位。
（一）饭菜和护工
全年饭菜钱12.5万元，护工钱30万元，一共42.50万元，拨来45万元，够花。
（二）修修补补
今年修了2处：屋顶花3.5万元；锅炉花2万元。一共花5.5万元。
"""


def _lines(text: str) -> list[str]:
    return [plain for line in drop_residue(text).split("\n") if (plain := re.sub(r"\s", "", line))]


def _printed(pack: Pack, text: str) -> list[str]:
    report = Report.in_memory(pack, entries=propose(pack, text).entries)
    return [plain for line in build_document(report).lines if (plain := re.sub(r"\s", "", line))]


def test_another_pack_walks_the_whole_path(tmp_path: Path) -> None:
    source = tmp_path / "院务.txt"
    source.write_text(TEXT, "utf-8")

    proposal = propose(TINY, read_source(source).text)
    report = Report.create(tmp_path / "院务.jxzp", TINY, who="张三", entries=proposal.entries)
    assert report.words("老人.特困") == "15"
    assert report.words("老人.特困率") == "75.00"
    assert len(report.rows("修缮")) == 2
    assert check_file(source, [TINY, HUNAN], None).pack == "tiny"
    assert {"修缮件数", "老人.全部", "开销.一共"} <= {
        s.finding.code for s in check_report(report, "", None).held
    }

    change = report.set("开销.护工", "33")
    assert any("一共45.50万元" in line for line in build_document(report).lines)
    assert "钱够花" in {f.code for f in change.findings_added}
    report.close()

    again = Report.open(tmp_path / "院务.jxzp", who="李四")
    assert again.undo_label == "修改护工钱"
    again.undo()
    export_folder(again, tmp_path / "出", ["txt", "docx"])
    again.close()
    written = next((tmp_path / "出").glob("*.txt"))
    assert _lines(written.read_text("utf-8")) == _lines(TEXT)
    assert _lines(read_source(next((tmp_path / "出").glob("*.docx"))).text) == _lines(TEXT)
    assert sorted(p.suffix for p in tmp_path.iterdir() if p.is_file()) == [".jxzp", ".txt"]


PIECES = [
    "一、院里的家底", "二、明年的盼头", "（一）饭菜和护工", "(一)修修补补", "三、部门（单位）基本情况", "（一）基本支出情况",
    "现有老人２０位，其中：特困老人15位，占75.01%；寄养老人5位。", "一共42.50万元，拨来45万元，够花。",
    "今年修了2处：屋顶花3.5万元；锅炉（旧）花2万元。", "1.修路。找乡里。", "2.添床。买十张。",
    "共有编制数1,040人，离休人员无人，退休人员十七人", "设有３个股室：办公室、人事（财、务）股、种植股。",
    "2023年度基本支出1272.750万元，其中：人员经费761.25万元，占基本支出的59.81%，主要包括工资等；公用经费511.5万元，占基本支出的4.19%。",
    "分配安排如下：甲项目116万元，乙{项}目2022年费28.80万元，其余已拨付。", "一是宣传不够。人少。二是钱不够", "三是{单位.年度}年。",
    "无", "[bookmark: _GoBack]", "{{", "}", "{每行 项目|、：{名称}}", "。", "，、；：", "　　", "占基本支出的59.81%，占基本支出的40.19%",
]  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.sampled_from("一二、（）。，；：{}|0123456789.万元%年是共 \t\u3000\u00a0甲乙"), max_size=30)),
    max_size=14,
).map("\n".join)  # fmt: skip


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
@given(text=TEXTS)
def test_any_text_comes_out_as_it_went_in_whatever_was_recognised(pack: Pack, text: str) -> None:
    assert _printed(pack, text) == _lines(text)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
@given(text=st.text(max_size=120))
def test_wild_text_comes_out_as_it_went_in(pack: Pack, text: str) -> None:
    text = clean(text)

    assert _printed(pack, text) == _lines(text)


@pytest.mark.campaign
@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
@given(text=TEXTS)
def test_a_thousand_texts_come_out_as_they_went_in(pack: Pack, text: str) -> None:
    assert _printed(pack, text) == _lines(text)
