"""更新模板: what becomes of entries, rows, texts, answers and findings when a report takes a newer pack."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.commands.sample import make_sample
from core.document.canonical import digest
from core.figures.keys import ANSWER, GONE, OLD
from core.numbers.troubles import FileTrouble, PackError, Refused
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report import stages
from core.report.findings import answer, standings
from core.report.pack_update import old_values, propose_update, take_update
from core.report.report import Report
from core.report.versions import (
    after_step,
    backups,
    compare,
    copy_of,
    entries_of,
    hindrance,
    pack_of,
    save_points,
)
from core.store.database import Database

FILES = {
    "pack.yaml": '编号: tiny\n标题: 小模板\n版本: "1"\n题名: "{单位.全称}报告"\n单位名: 单位.全称\n报告年度: 单位.年度\n',
    "figures.yaml": """
单位:
  全称: {类型: 文字}
  年度: {类型: 年度}
支出:
  人员: {类型: 金额, 标题: 人员经费}
  公用: {类型: 金额}
  总额: {类型: 金额, 公式: 人员 + 公用}
  性质: {类型: 选项, 值: [甲, 乙]}
  备注: {类型: 文字}
项目:
  辨识: 名称
  列:
    名称: {类型: 文字}
    金额: {类型: 金额}
    指标:
      列: {名称: {类型: 文字}, 分: {类型: 分值}}
季度:
  固定行: {上: {名: 上半年}, 下: {名: 下半年}}
  列: {名: {类型: 文字}, 数: {类型: 金额}}
""",
    "rules.yaml": """
支出不大: {级别: 需说明, 条件: 支出.总额 ≤ 10, 提示: "支出{支出.总额}"}
项目不大: {级别: 错误, 对每行: 项目, 条件: 金额 ≤ 100, 提示: "{名称}{金额}"}
""",
    "sections.yaml": """
概况: {标题: 基本情况, 措辞: "{单位.全称}支出{支出.总额}万元。"}
明细: {标题: 明细, 措辞: "公用{支出.公用}万元，{每行 项目(金额 > 1)|、：{名称}{金额}万元}。", 数据: [支出, 项目, 季度]}
""",
}


def version(
    number: str, changes: dict[str, tuple[tuple[str, str], ...]] | None = None, head: str = ""
) -> Pack:
    """The pack in a version, with words of its files replaced and lines added to its head."""
    files = dict(FILES)
    for name, pairs in (changes or {}).items():
        for before, after in pairs:
            assert before in files[name], before
            files[name] = files[name].replace(before, after)
    files["pack.yaml"] = files["pack.yaml"].replace('"1"', f'"{number}"') + head
    return read_pack({name: text.encode() for name, text in files.items()})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "报告.jxzp"


@pytest.fixture
def report(path: Path, tmp_path: Path):
    made = Report.create(path, version("1"), who="李会计", entries=None, backups=tmp_path / "备份")
    made.set("单位.全称", "青禾县林业局")
    made.set("支出.人员", "12.30")
    made.set("支出.公用", "4.05")
    made.set("支出.性质", "乙")
    row = made.add_row("项目", cells={"名称": "造林", "金额": "120"}).row
    made.add_row(f"项目[{row}].指标", cells={"名称": "面积", "分": "9"})
    yield made
    made.close()


def updated(report: Report, pack: Pack) -> Report:
    take_update(report, propose_update(report, pack))
    return report


RENAMED = version(
    "2",
    {
        "figures.yaml": (
            ("人员: {类型: 金额, 标题: 人员经费}", "工资: {类型: 金额, 标题: 人员经费}"),
            ("公式: 人员 + 公用", "公式: 工资 + 公用"),
            ("\n项目:", "\n工程:"),
            ("金额: {类型: 金额}\n    指标", "预算: {类型: 金额}\n    指标"),
        ),
        "rules.yaml": (
            ("对每行: 项目, 条件: 金额", "对每行: 工程, 条件: 预算"),
            ("{名称}{金额}", "{名称}{预算}"),
        ),
        "sections.yaml": (
            ("{每行 项目(金额 > 1)|、：{名称}{金额}万元}", "{每行 工程(预算 > 1)|、：{名称}{预算}万元}"),
            ("数据: [支出, 项目, 季度]", "数据: [支出, 工程, 季度]"),
        ),
    },
    "改名: {支出.人员: 支出.工资, 项目.金额: 工程.预算, 项目: 工程}\n",
)


def test_renamed_figures_listings_and_columns_keep_what_was_entered(report: Report) -> None:
    title = "章节[明细].正文"
    report.set(
        title,
        "自己写的：{支出.人员}万元，{每行 项目(金额 > 1)|、：{名称}{金额}万元}，共{合计(项目.金额, 金额 > 1)}。",
    )
    row = report.rows("项目")[0]
    report.set("章节[概况].正文", f"其中{{项目[{row}].金额}}万元，{{支出.人员}}。")
    said = [report.words(title), report.words("章节[概况].正文")]

    proposal = propose_update(report, RENAMED)
    take_update(report, proposal)

    assert (proposal.new, proposal.gone, proposal.old_values, proposal.texts) == ((), (), (), ())
    assert set(proposal.renamed) == {("支出.人员", "支出.工资"), ("项目.金额", "工程.预算"), ("项目", "工程")}
    assert (proposal.came, proposal.went) == ((), ())
    assert report.words("支出.工资") == "12.30"
    assert report.rows("工程") == [row]
    assert report.words(f"工程[{row}].预算") == "120"
    assert [
        report.words(f"工程[{row}].指标[{r.split('/')[1]}].分") for r in report.rows(f"工程[{row}].指标")
    ] == ["9"]
    assert [report.words(title), report.words("章节[概况].正文")] == said
    assert report.entry(title) == (
        "自己写的：{支出.工资}万元，{每行 工程(预算 > 1)|、：{名称}{预算}万元}，共{合计(工程.预算, 预算 > 1)}。"
    )


def test_an_answer_stands_when_its_figures_were_renamed(report: Report) -> None:
    finding = report.graph.judge.findings["支出不大"]
    answer(report, finding, "人员增加")

    updated(
        report,
        version(
            "2",
            {"figures.yaml": (("公用", "公务"),), "sections.yaml": (("支出.公用", "支出.公务"),)},
            "改名: {支出.公用: 支出.公务}\n",
        ),
    )

    assert [(one.finding.code, one.state) for one in standings(report) if one.answer] == [
        ("支出不大", "已说明")
    ]
    assert ANSWER + "支出不大" in report.store.entries


WITHOUT = version(
    "1.1",
    {
        "figures.yaml": (
            ("  公用: {类型: 金额}\n", ""),
            ("公式: 人员 + 公用", "公式: 人员 + 其他"),
            ("  备注: {类型: 文字}\n", "  其他: {类型: 金额}\n"),
            (
                "    金额: {类型: 金额}\n    指标:\n      列: {名称: {类型: 文字}, 分: {类型: 分值}}\n",
                "    规模: {类型: 数值}\n",
            ),
            ("值: [甲, 乙]", "值: [甲, 丙]"),
        ),
        "rules.yaml": (
            (
                '项目不大: {级别: 错误, 对每行: 项目, 条件: 金额 ≤ 100, 提示: "{名称}{金额}"}\n',
                "人员不大: {条件: 支出.人员 ≤ 1, 提示: 大}\n",
            ),
        ),
        "sections.yaml": (
            (
                "公用{支出.公用}万元，{每行 项目(金额 > 1)|、：{名称}{金额}万元}。",
                "项目{每行 项目|、：{名称}}。",
            ),
        ),
    },
)


def test_what_has_no_place_is_kept_named_and_said(report: Report) -> None:
    report.set(
        "章节[明细].正文", "自己写的：公用{支出.公用}万元，{每行 项目|、：{名称}{金额}}，人员{支出.人员}。"
    )
    said = report.words("章节[明细].正文")

    proposal = propose_update(report, WITHOUT)
    take_update(report, proposal)

    assert proposal.new == ("支出.其他", "项目.规模")
    assert proposal.gone == ("支出.公用", "支出.备注", "项目.金额", "项目.指标.名称", "项目.指标.分")
    kept = [("支出 公用", "4.05万元"), ("支出 性质", "乙"), ("项目 造林 的 金额", "120万元")]
    assert {tuple(one) for one in proposal.old_values} > set(kept)
    assert old_values(report) == list(proposal.old_values)
    assert len(proposal.old_values) == 5
    assert report.words("章节[明细].正文") == said
    assert report.entry("章节[明细].正文") == "自己写的：公用4.05万元，造林120，人员{支出.人员}。"
    assert report.entry(GONE + "章节[明细].正文") == "4.05、造林120"
    assert proposal.texts == ("明细 正文",)
    assert {one.code for one in proposal.came} == {"人员不大", "引用已删除"}
    assert {one.code for one in proposal.went} == {"支出不大", "项目不大"}
    assert report.words("支出.性质") == ""


def test_what_has_its_place_again_comes_back(report: Report) -> None:
    before = dict(report.store.entries)

    updated(updated(report, WITHOUT), version("2"))

    assert old_values(report) == []
    after = report.store.entries
    assert {key: text for key, text in before.items() if after.get(key) != text} == {}


def test_an_untouched_wording_follows_and_one_of_her_own_stays(report: Report) -> None:
    report.set("章节[明细].标题", "支出明细")
    newer = version(
        "2",
        {
            "sections.yaml": (
                ("支出{支出.总额}万元", "全年支出{支出.总额}万元"),
                ("标题: 明细", "标题: 收支明细"),
            )
        },
    )

    proposal = propose_update(report, newer)
    take_update(report, proposal)

    assert report.words("章节[概况].正文") == "青禾县林业局全年支出16.35万元。"
    assert report.words("章节[明细].标题") == "支出明细"
    assert proposal.reworded == 1


def test_sections_and_rows_of_the_pack_come_and_go(report: Report) -> None:
    report.set("季度[上].数", "3")
    newer = version(
        "2",
        {
            "figures.yaml": (
                ("{上: {名: 上半年}, 下: {名: 下半年}}", "{一: {名: 一季度}, 二: {名: 二季度}}"),
            ),
            "sections.yaml": (
                (
                    '\n概况: {标题: 基本情况, 措辞: "{单位.全称}支出{支出.总额}万元。"}',
                    "\n新的: {标题: 新节, 措辞: 新}",
                ),
            ),
        },
    )

    updated(report, newer)

    assert report.rows("季度") == ["一", "二"]
    assert [report.words(f"季度[{row}].名") for row in report.rows("季度")] == ["一季度", "二季度"]
    assert [tuple(one) for one in old_values(report)] == [
        ("季度 上半年 的 名", "上半年"),
        ("季度 上半年 的 数", "3万元"),
    ]
    assert set(report.rows("章节")) == {"新的", "明细"}
    assert report.words("章节[新的].正文") == "新"


KINDS = [
    ("金额", "4.05", "4.05"),
    ("文字", "4.05", "4.05"),
    ("百分比", "", ""),
    ("人数", "", ""),
    ("多行文字", "4.05", "4.05"),
    ("日期", "", ""),
]


@pytest.mark.parametrize(("kind", "words", "entry"), KINDS)
def test_a_number_is_never_taken_for_one_of_another_unit(
    report: Report, kind: str, words: str, entry: str
) -> None:
    changes = {
        "figures.yaml": (
            ("公用: {类型: 金额}", f"公用: {{类型: {kind}}}"),
            ("公式: 人员 + 公用", "公式: 人员"),
        )
    }

    updated(report, version("2", changes))

    assert report.words("支出.公用") == words
    assert bool(old_values(report)) == (not entry)


def test_what_is_computed_now_and_was_entered_is_kept(report: Report) -> None:
    updated(
        report,
        version("2", {"figures.yaml": (("公用: {类型: 金额}", "公用: {类型: 金额, 公式: 人员 * 2}"),)}),
    )

    assert report.words("支出.公用") == "24.60"
    assert [tuple(one) for one in old_values(report)] == [("支出 公用", "4.05万元")]


def test_undo_stops_at_it_and_says_so(report: Report, path: Path, tmp_path: Path) -> None:
    updated(report, version("2"))

    assert report.undo() is None
    assert report.redo() is None
    assert "更新模板和它以前的步骤不能撤销" in report.why_no_undo
    report.set("支出.人员", "1")
    assert report.why_no_undo == ""
    assert report.undo() is not None
    assert report.undo() is None
    report.close()
    again = Report.open(path, who="李会计", backups=tmp_path / "备份")
    assert (again.pack.version, again.undo_label, again.words("支出.人员")) == ("2", None, "12.30")
    assert "更新模板" in again.why_no_undo
    assert again.redo_label == "修改人员经费"
    again.close()


def test_a_backup_of_the_report_as_it_was_is_made_first(report: Report, tmp_path: Path) -> None:
    before = digest(report)
    updated(report, WITHOUT)

    backup = next(path for path in (tmp_path / "备份").rglob("*.jxzp") if "更新模板前" in path.name)
    with_old = Report.open(backup, who="", read_only=True)
    assert with_old.pack.version == "1"
    assert digest(with_old) == before
    with_old.close()


def test_a_final_report_is_refused_with_what_to_do(report: Report) -> None:
    for stage in stages.STAGES:
        stages.sign(report, stage, "王", digest(report))
    stages.freeze(report, "王", digest(report))

    with pytest.raises(Refused, match=r"已经定稿.*取消定稿"):
        updated(report, version("2"))
    assert report.pack.version == "1"


@pytest.mark.parametrize("step", ["put_pack", "add_step", "put_entries"])
def test_a_write_that_fails_in_the_middle_leaves_everything_as_it_was(
    report: Report, path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = (
        dict(report.store.entries),
        list(report.store.heads),
        dict(report.store.pack_files),
        dict(report.store.meta),
    )
    real = getattr(Database, step)

    def fail(self: Database, *arguments: object) -> None:
        real(self, *arguments)
        raise OSError(28, "No space left on device")

    proposal = propose_update(report, WITHOUT)
    monkeypatch.setattr(Database, step, fail)
    with pytest.raises(FileTrouble):
        take_update(report, proposal)
    monkeypatch.undo()

    store = report.store
    assert (store.entries, store.heads, store.pack_files, store.meta) == before
    assert report.pack.version == "1"
    assert report.words("支出.公用") == "4.05"
    report.set("支出.公用", "5")
    report.close()
    again = Report.open(path, who="", read_only=True)
    assert (again.pack.version, again.words("支出.公用")) == ("1", "5")
    again.close()


KILLED = """
import sys
from pathlib import Path
from core.report.pack_update import propose_update, take_update
from core.report.report import Report
from tests.core.report.test_pack_update import WITHOUT

report = Report.open(Path(sys.argv[1]), who="", backups=Path(sys.argv[2]))
proposal = propose_update(report, WITHOUT)
print("go", flush=True)
take_update(report, proposal)
print("done", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs kill -9")
def test_an_update_that_is_killed_was_made_or_was_not(report: Report, path: Path, tmp_path: Path) -> None:
    report.close()
    whole = path.read_bytes()
    root = Path(__file__).parents[3]
    outcomes = set()
    for milliseconds in (0, 2, 4, 6, 8, 11, 15, 20, 40, 80):
        path.write_bytes(whole)
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path), str(tmp_path / "备份")],
            cwd=root, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(root)},
        ) as writer:  # fmt: skip
            assert writer.stdout is not None
            assert writer.stdout.readline() == "go\n"
            try:
                writer.wait(milliseconds / 1000)
            except subprocess.TimeoutExpired:
                os.kill(writer.pid, signal.SIGKILL)
        again = Report.open(path, who="", backups=tmp_path / "备份")
        kept = OLD + "支出.公用" in again.store.entries
        newest = again.store.heads[-1].kind == "更新模板"
        assert (
            len({again.pack.version == "1.1", again.store.meta["pack_version"] == "1.1", kept, newest}) == 1
        )
        assert again.store.entries_after(0) == {}
        outcomes.add(newest)
        again.close()
    assert False in outcomes


def test_a_state_of_before_is_looked_at_and_not_put_into_the_new_pack(
    report: Report, path: Path, tmp_path: Path
) -> None:
    report.save_point("送审稿")
    assert hindrance(report, save_points(report)[0]) == ""
    updated(report, RENAMED)
    report.set("支出.工资", "1")

    (point,) = save_points(report)
    (backup,) = [one for one in backups(report) if "更新模板前" in one.name]
    assert "更新模板以前" in hindrance(report, point)
    assert "更新模板以前" in hindrance(report, backup)
    assert hindrance(report, after_step(report.store.heads[-1])) == ""
    assert not compare(report, entries_of(report, point), entries_of(report, None)).is_empty
    with pytest.raises(Refused, match="更新模板前"):
        pack_of(report, point)
    copy = copy_of(report, entries_of(report, backup), tmp_path / "乙.jxzp", "备份", pack_of(report, backup))
    assert (copy.pack.version, copy.words("支出.人员")) == ("1", "12.30")
    copy.close()


def test_a_pack_that_is_no_newer_one_is_not_taken(report: Report) -> None:
    same = version("1", {"sections.yaml": (("标题: 明细", "标题: 细目"),)})
    for pack in (version("1"), same, version("2")._replace(id="别的")):
        with pytest.raises(ValueError, match="not newer"):
            propose_update(report, pack)


BAD = {
    "an old name that is there still": ("改名: {支出.人员: 支出.公用}", "旧名 支出.人员 在模板里还有"),
    "an old group that is there still": ("改名: {支出: 项目}", "旧名 支出 在模板里还有"),
    "a new name that is nowhere": (
        "改名: {支出.工资: 支出.人元}",
        "没有名为 支出.人元 的数据项、表或组，是否为 支出.人员？",
    ),
    "a version in words": ("版本: 新版", "版本应是 1、2 或 1.2 这样的数，不是“新版”"),
}


@pytest.mark.parametrize(("line", "said"), BAD.values(), ids=BAD)
def test_an_unsound_head_is_refused_with_its_line(line: str, said: str) -> None:
    files = {name: text.encode() for name, text in FILES.items()}
    head = FILES["pack.yaml"].replace('版本: "1"\n', "" if line.startswith("版本") else '版本: "1"\n')
    with pytest.raises(PackError, match=r"pack\.yaml 第 [67] 行") as caught:
        read_pack(files | {"pack.yaml": f"{head}{line}\n".encode()})
    assert said in caught.value.reason


def test_old_data_is_no_part_of_what_is_signed(report: Report) -> None:
    updated(report, WITHOUT)
    before = digest(report)
    report.store.entries.update({OLD + "甲": json.dumps({"名称": "甲", "显示": "1"})})
    report.graph.load(report.store.entries)

    assert digest(report) == before


def test_a_version_in_which_nothing_changed_leaves_every_entry_of_a_whole_report(tmp_path: Path) -> None:
    report = make_sample(tmp_path / "示例.jxzp", "李会计")
    newer = report.pack._replace(version="99", files=report.pack.files | {"pack.yaml": b"#"})
    before = dict(report.store.entries)

    proposal = propose_update(report, newer)
    report.close()

    assert proposal.entries == before
    assert (proposal.new, proposal.gone, proposal.old_values, proposal.texts, proposal.reworded) == (
        (),
        (),
        (),
        (),
        0,
    )
    assert (proposal.came, proposal.went) == ((), ())
