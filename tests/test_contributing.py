"""Every example of CONTRIBUTING.md does what it says, pasted into a copy of the program."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from core.figures.functions import AGGREGATES, SCALARS
from core.pack.loading import load_pack
from tests.source import ROOT

PACK = "resources/packs/hunan-county-2023"
_EXAMPLE = re.compile(r"^```(\S+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A fenced text of CONTRIBUTING.md: its language, the file it belongs to, its words."""

    language: str
    file: str
    text: str

    @property
    def path(self) -> str:
        """The file in the project: one without a folder of the project is the pack's."""
        top = self.file.partition("/")[0]
        is_own = top in ("core", "gui", "resources") or self.file.endswith(".py")
        return self.file if is_own else f"{PACK}/{self.file}"


def recipes() -> dict[str, str]:
    """The sections of CONTRIBUTING.md by their titles."""
    parts = re.split(r"^## (.*)\n", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def examples(recipe: str) -> list[Example]:
    """The examples of one section that belong to a file."""
    return [Example(*found) for found in _EXAMPLE.findall(recipes()[recipe])]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program in which examples may be pasted."""
    for folder in ("core", "gui"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "resources").mkdir()
    for path in (ROOT / "resources").iterdir():
        if path.name in ("packs", "prose", "help"):
            shutil.copytree(path, tmp_path / "resources" / path.name)
        else:
            (tmp_path / "resources" / path.name).symlink_to(path)
    shutil.copy(ROOT / "main.py", tmp_path)
    return tmp_path


def paste(copy: Path, recipe: str) -> None:
    """Puts all examples of a section where they belong."""
    for example in examples(recipe):
        path = copy / example.path
        match example.language:
            case "diff":
                path.write_text(patched(path.read_text("utf-8"), example), "utf-8")
            case "yaml" if path.exists() and path.parent.name == "prose":
                path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + example.text, "utf-8")
            case "yaml" if path.exists():
                path.write_text(merged(path.read_text("utf-8"), example.text), "utf-8")
            case "text":
                _fill_form(path, example.text)
            case _:
                path.write_text(example.text, "utf-8")


def merged(file: str, text: str) -> str:
    """A YAML file with a block added: under its first line where that stands in the file, else at the end."""
    head, _, body = text.partition("\n")
    lines = file.rstrip("\n").split("\n")
    if head in lines:
        at = lines.index(head) + 1
        return "\n".join([*lines[:at], body.rstrip("\n"), *lines[at:]]) + "\n"
    return "\n".join([*lines, text])


def patched(file: str, example: Example) -> str:
    """A file with lines added and taken away where the other lines of a diff stand."""
    lines = [(line[:1], line[1:]) for line in example.text.rstrip("\n").split("\n")]
    before = "\n".join(words for sign, words in lines if sign != "+")
    after = "\n".join(words for sign, words in lines if sign != "-")
    assert file.count(f"{before}\n") == 1, (
        f"{example.file} holds these lines {file.count(before)} times:\n{before}"
    )
    return file.replace(f"{before}\n", f"{after}\n")


def _fill_form(path: Path, cells: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in cells.strip().split("\n"):
        place, _, words = line.partition(": ")
        if words:
            sheet[place] = words
        else:
            sheet = book.create_sheet(place.strip("[]"))
    book.remove(book.worksheets[0])
    book.save(path)


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs Python in the copy, without a screen."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def check_pack(copy: Path, folder: str = PACK) -> None:
    done = run(copy, "main.py", "packs", "check", folder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("recipe", ["加一个数据项", "加一条审核公式", "加一节"])
def test_a_pack_with_the_example_in_it_is_sound_and_its_cases_come_out(copy: Path, recipe: str) -> None:
    paste(copy, recipe)

    check_pack(copy)


@pytest.mark.parametrize("recipe", ["加一张附件", "从一个模板做出另一个", "改一个已经发出去的模板"])
def test_the_commands_of_a_recipe_run(copy: Path, recipe: str) -> None:
    paste(copy, recipe)

    for command in "".join(_COMMANDS.findall(recipes()[recipe])).strip().split("\n"):
        shell = command.replace("python ", f"{sys.executable} ", 1)
        done = subprocess.run(shell, shell=True, cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_scoring_item_is_one_of_the_table(copy: Path) -> None:
    paste(copy, "加一个评分项")

    figures = load_pack(copy / PACK).definitions.figures
    assert {
        "评分表.过程.预算管理.培训计划完成率.得分",
        "评分表.过程.预算管理.培训计划完成率.分值",
    } <= figures.keys()


def test_the_kind_reads_what_is_typed(copy: Path) -> None:
    paste(copy, "加一种数据项的类型")

    check_pack(copy)
    done = run(
        copy,
        "-c",
        "from core.figures.kinds import KINDS, read_entry; print(read_entry(KINDS['天数'], '12 天'))",
    )
    assert done.stdout.strip() == "12", done.stderr


def test_the_export_format_is_written(copy: Path, tmp_path: Path) -> None:
    paste(copy, "加一种导出格式")

    assert run(copy, "main.py", "new", "-o", "甲.jxzp").returncode == 0
    done = run(copy, "main.py", "export", "甲.jxzp", "-o", "出", "--formats", "md")
    (written,) = (copy / "出").glob("*.md")
    assert done.returncode == 0, done.stderr
    assert "## " in written.read_text("utf-8")


def test_the_act_is_in_the_menu_and_on_the_page_of_keys(copy: Path) -> None:
    paste(copy, "加一个菜单里的动作")

    script = (
        "from PySide6.QtWidgets import QApplication\n"
        "from gui.computer.settings import Settings\n"
        "from gui.window.windows import Windows\n"
        "app = QApplication([])\n"
        "window = Windows(Settings()).add().window\n"
        "print(window.act_named('第一页签').shortcut().toString())\n"
        "print(*[words for _, lines in window.shortcuts for keys, words in lines if keys == 'Ctrl+Shift+F6'])\n"
    )
    done = run(copy, "-c", script)
    assert done.stdout.split() == ["Ctrl+Shift+F6", "第一页签"], done.stderr


def test_the_relation_is_found_in_a_text(copy: Path) -> None:
    paste(copy, "加一种句子里的关系")

    (copy / "甲.txt").write_text("公务用车编制3辆。年末公务用车保有量5辆。\n", "utf-8")
    done = run(copy, "main.py", "check", "甲.txt", "--json")
    found = json.loads(done.stdout)["files"][0]["findings"]
    assert [(finding["code"], finding["severity"]) for finding in found] == [("公务用车与编制", "错误")], (
        done.stderr
    )


def test_the_word_is_found(copy: Path) -> None:
    paste(copy, "加一个错别字或看稿的词")

    script = (
        "from core.prose.lint.wordlists import read_wordlists\n"
        "print([word.code for word in read_wordlists().wrong if word.code == '渡过难关期'])\n"
    )
    assert run(copy, "-c", script).stdout.strip() == "['渡过难关期']"


def test_the_help_page_is_listed(copy: Path) -> None:
    paste(copy, "加一页帮助")

    script = (
        "from pathlib import Path\n"
        "from core.report.help_pages import pages_of\n"
        "print([page.title for page in pages_of(Path('resources/help'), None) if page.name == '会议费'])\n"
    )
    assert run(copy, "-c", script).stdout.strip() == "['会议费怎么填']"


def test_a_window_is_opened_from_a_script(copy: Path) -> None:
    paste(copy, "从脚本里打开窗口看一眼")

    assert run(copy, "main.py", "new", "-o", "甲.jxzp").returncode == 0
    done = run(copy, "看一眼.py", "甲.jxzp")
    assert (done.returncode, (copy / "窗口.png").is_file()) == (0, True), done.stderr


def test_every_function_of_formulas_is_told_of() -> None:
    told = set(re.findall(r"`([\u4e00-\u9fff]+)[(（`]", recipes()["公式里能写什么"]))
    functions = load_pack(ROOT / PACK).definitions.functions

    assert {*AGGREGATES, *SCALARS, *functions, "查找"} - told == set()


def test_no_example_is_left_out() -> None:
    """A recipe with examples in it is run by a test above."""
    source = Path(__file__).read_text("utf-8")
    with_examples = [
        title for title, text in recipes().items() if _EXAMPLE.search(text) or _COMMANDS.search(text)
    ]

    assert [title for title in with_examples if f'"{title}"' not in source] == []
