from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.commands.run import run
from core.report.report import Report
from tests.core.commands.sound import SOUND

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "自评 报告.txt"
    path.write_text(SOUND, "utf-8")
    return path


def _json(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out)["files"][0]


def test_a_sound_text_is_content_and_lists_the_relations_that_held(text_file, capsys) -> None:
    assert run(["check", str(text_file), "--json"]) == 0

    outcome = _json(capsys)
    held = {said["code"] for said in outcome["checked"]}
    assert outcome["pack"] == "hunan-county-2023"
    assert {"基本支出.总额", "基本支出.人员占比", "内设机构数等于名单", "专项资金分配平衡"} <= held
    for said in outcome["checked"] + outcome["findings"]:
        assert SOUND[said["start"] : said["end"]] == said["quote"]
    assert outcome["numbers"]["total"] == outcome["numbers"]["linked"] + outcome["numbers"]["unsupported"]


@pytest.mark.parametrize(
    ("right", "wrong", "status", "code"),
    [
        ("600.30万元", "603.00万元", 2, "填报与计算不符"),
        ("60.00%", "06.00%", 2, "填报与计算不符"),
        ("3个股室", "4个股室", 2, "内设机构数等于名单"),
        ("育种经费10万元", "育种经费100万元", 2, "专项资金分配平衡"),
        ("在职人员33人", "在职人员43人", 1, "在职超过编制"),
        ("育种经费10", "2022年育种经费10", 1, "项目所属年度"),
    ],
)
def test_one_wrong_figure_is_found_in_the_text_and_in_the_report_made_of_it(
    text_file, tmp_path, capsys, right, wrong, status, code
) -> None:
    text_file.write_text(SOUND.replace(right, wrong, 1), "utf-8")
    report = tmp_path / "a.jxzp"

    assert run(["check", str(text_file), "--json"]) == status
    found = _json(capsys)["findings"]
    assert code in {said["code"] for said in found}
    assert run(["import", str(text_file), "-o", str(report)]) == 0
    capsys.readouterr()
    assert run(["check", str(report), "--json"]) == status
    assert {said["code"] for said in found} == {said["code"] for said in _json(capsys)["findings"]}


def test_what_is_imported_is_exported_word_for_word(text_file, tmp_path, capsys) -> None:
    report = tmp_path / "a.jxzp"
    folder = tmp_path / "出"

    assert run(["import", str(text_file), "-o", str(report)]) == 0
    assert run(["export", str(report), "-o", str(folder)]) == 0

    written = next(folder.glob("*.txt")).read_text("utf-8")
    assert [line for line in written.split("\n") if line] == [line for line in SOUND.split("\n") if line]
    assert "草稿" not in written
    assert [p.name for p in folder.glob("*.docx")] == [
        "青禾县农业农村局2023年度部门整体支出绩效自评报告（草稿）.docx"
    ]
    listed = json.loads((folder / "清单.json").read_text("utf-8"))
    assert {one["名称"] for one in listed["文件"]} == {
        p.name for p in folder.iterdir() if p.name != "清单.json"
    }
    assert [p.name[:3] for p in sorted(folder.glob("*.xlsx"))] == ["附件1", "附件2", "附件3", "附件4"]


def test_a_report_open_elsewhere_can_be_checked_and_exported(text_file, tmp_path, capsys) -> None:
    path = tmp_path / "a.jxzp"
    run(["import", str(text_file), "-o", str(path)])
    report = Report.open(path, who="someone")
    try:
        assert run(["check", str(path)]) == 0
        assert run(["export", str(path), "-o", str(tmp_path / "o"), "--formats", "txt"]) == 0
    finally:
        report.close()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 4),
        (["check"], 4),
        (["export", "x.jxzp", "-o", "y", "--formats", "odt"], 4),
        (["export", "x.jxzp", "-o", "y", "--formats", "pdf"], 4),  # nobody here can draw
        (["check", "没有.txt"], 3),
        (["check", "没有.jxzp"], 3),
        (["import", "没有.doc", "-o", "x.jxzp"], 3),
        (["new", "-o", "x.jxzp", "--pack", "没有"], 3),
    ],
)
def test_misuse_and_unreadable_files_have_their_own_status_and_one_sentence(
    tmp_path, monkeypatch, capsys, arguments, status
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(arguments) == status
    assert capsys.readouterr().err.strip()


def test_over_several_files_the_gravest_status_counts(text_file, tmp_path, capsys) -> None:
    assert run(["check", str(text_file), str(tmp_path / "没有.txt"), "--json"]) == 3

    files = json.loads(capsys.readouterr().out)["files"]
    assert [one["verdict"] for one in files][1] == "无法读取"


def test_a_new_report_begins_with_the_packs_wording(tmp_path, capsys) -> None:
    path = tmp_path / "新.jxzp"

    assert run(["new", "-o", str(path)]) == 0
    assert run(["check", str(path)]) == 0
    assert run(["new", "-o", str(path)]) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["新.jxzp"]


def test_residue_is_named_where_it_stands(text_file, capsys) -> None:
    text_file.write_text(SOUND.replace("核定", "[bookmark: _GoBack]核定"), "utf-8")

    run(["check", str(text_file), "--json"])

    said = next(s for s in _json(capsys)["findings"] if s["code"] == "文字残留")
    assert said["quote"] == "[bookmark: _GoBack]"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_come_in_the_encodings_offices_use(text_file, capsys, encoding) -> None:
    text_file.write_bytes(SOUND.replace("\n", "\r\n").encode(encoding))

    assert run(["check", str(text_file), "--json"]) == 0

    for said in _json(capsys)["checked"]:
        assert SOUND[said["start"] : said["end"]] == said["quote"]


def test_a_text_that_no_pack_fits_is_read_without_one(tmp_path, capsys) -> None:
    path = tmp_path / "信.txt"
    path.write_text("各位同事：\n本周五有3项活动。\n", "utf-8")

    assert run(["check", str(path), "--json"]) == 0

    outcome = _json(capsys)
    assert outcome["pack"] == ""
    assert outcome["numbers"]["total"] == 1


def test_no_verb_imports_qt(text_file, tmp_path) -> None:
    code = """
import sys
sys.modules["PySide6"] = None
sys.modules["shiboken6"] = None
from main import main
status = [main(["import", sys.argv[1], "-o", "a.jxzp"]), main(["check", "a.jxzp"]),
          main(["export", "a.jxzp", "-o", "o"]), main(["new", "-o", "b.jxzp"])]
sys.exit(any(status))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(text_file)], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
