"""The command line's verbs: new, import, check, export, packs."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from core.commands.check_files import STATUS, UNREADABLE, check_files
from core.commands.command_line import Misuse, Parser
from core.commands.console import OutputClosed, OutputLost, aside, give_up, is_terminal, prepare, say
from core.commands.import_files import Wishes, import_files, make_folder
from core.commands.pack_check import check_pack
from core.commands.packs import DEFAULT, FOLDER, pack_named
from core.commands.program import NAME, SUFFIX, program_version
from core.commands.reading_in import SHOWN, Allowance
from core.commands.verbs import HELP, INTERRUPTED, VERSION
from core.export.folder import export_folder
from core.export.formats import FORMATS, Writer
from core.intake.forms.doubts import ONES
from core.intake.forms.values import TEN_THOUSAND
from core.numbers.troubles import FileTrouble, PackError, Refused
from core.report.report import Report

MISUSED = 4
CLOSED = 141
"""The exit status where whoever read the output has gone."""

_ABOUT = f"""{NAME}：编制和审核部门整体支出绩效自评报告。

不写命令就打开窗口；写一份报告（{SUFFIX}）或别的文件就打开它。"""
_JSON = "输出一个 JSON 对象，给其他程序用"


def run(arguments: Sequence[str], more: Callable[[], dict[str, Writer]] | None = None) -> int:
    """Runs one verb and gives the exit status; `more` brings writers that need a screen's library (pdf)."""
    prepare()
    try:
        return _run(arguments, more)
    except OutputClosed:
        give_up()
        return CLOSED
    except KeyboardInterrupt:
        aside("中断")
        return INTERRUPTED


def _run(arguments: Sequence[str], more: Callable[[], dict[str, Writer]] | None) -> int:
    if arguments and arguments[0] == VERSION:
        say(f"{NAME} {program_version()}")
        return 0
    if arguments and arguments[0] in HELP:
        arguments = [*arguments[1:], "--help"]
    try:
        parser = _parser()
        asked = parser.parse_args(arguments)
        if asked.verb is None:
            parser.error("the following arguments are required: 命令")
        status: int = asked.run(asked, more)
        return status
    except Misuse as error:
        aside(str(error))
        return MISUSED
    except FileTrouble as error:
        aside(f"{error.path.name}：{error.reason}")
    except (Refused, OutputLost) as error:
        aside(error.reason)
    except PackError as error:
        aside(f"模板有误：{error}")
    return STATUS[UNREADABLE]


# -- what can be written ------------------------------------------------------------------------------


def _parser() -> Parser:
    parser = Parser(prog="main.py", description=_ABOUT, epilog="每个命令的说明：main.py help 命令")
    parser.choices.add_argument(VERSION, action="store_true", help="显示版本")
    verbs = parser.add_subparsers(title="命令", dest="verb", metavar="命令", parser_class=Parser)
    for describe in (_describe_new, _describe_import, _describe_check, _describe_export, _describe_packs):
        describe(verbs)
    return parser


def _verb(verbs: Any, name: str, words: str, run: Callable[..., int], ends: Sequence[str]) -> Parser:
    """A verb with its one sentence, and what its exit statuses and its output mean."""
    parser: Parser = verbs.add_parser(name, help=words, description=f"{words}。", epilog="\n".join(ends))
    parser.set_defaults(run=run)
    return parser


def _add_pack(parser: Parser, otherwise: str) -> None:
    ids = "、".join(sorted(path.parent.name for path in FOLDER.glob("*/pack.yaml")))
    words = f"模板的编号（{ids}），或模板文件夹；{otherwise}"
    parser.choices.add_argument("--pack", default="", metavar="模板", help=words)


def _describe_new(verbs: Any) -> None:
    parser = _verb(verbs, "new", "新建一份报告", _new, ["退出状态：0 已新建；3 没有新建；4 命令写得不对"])
    _add_output(parser)
    _add_pack(parser, f"不写时是 {DEFAULT}")


def _add_output(parser: Parser) -> None:
    words = f"报告文件，没有写 {SUFFIX} 的补上"
    parser.needed.add_argument("-o", "--output", type=Path, required=True, metavar="报告", help=words)


def _describe_import(verbs: Any) -> None:
    words = "把成文报告（.txt .docx）和填好的附件（.xlsx .xlsm）读成报告文件，附件也可以读进已有的报告"
    ends = [
        "只读入有把握的，其余列出来。报告一次写好：有一个文件读不出来，就什么也不写。",
        "--json：schema、report、written、reason、pack、why、unfilled、files；files 里每个文件有 status、reason，",
        "附件有 forms、edits、rows、gone、unread、questions、notes，成文报告有 linked、guesses、residue、aside、literal。",
        "schema 现在是 1。",
        "退出状态：0 都读入了；1 有没有读入或没有认出的；3 有文件读不出来，或没有认出附件；4 命令写得不对；130 中断",
    ]
    parser = _verb(verbs, "import", words, _import, ends)
    words = "文件、文件夹（连同里面的文件夹）或 *.xlsx 这样的写法；成文报告最多一份"
    parser.needed.add_argument("sources", type=Path, nargs="+", metavar="文件", help=words)
    _add_output(parser)
    _add_pack(parser, "不写时按内容选；已有的报告不能换模板")
    add = parser.choices.add_argument
    add("--all", action="store_true", help="有疑问的改动和行也读入；清空的、别的年度或单位的仍不读")
    add("--force", action="store_true", help="都读入，包括清空的、别的年度或单位的")
    add("--unit", choices=(ONES, TEN_THOUSAND), default="", help="金额的单位有疑问的工作表，按这个单位读")
    add("--brief", action="store_true", help="只说各有多少处，不逐条列出")
    add("--json", action="store_true", help=_JSON)


def _describe_check(verbs: Any) -> None:
    ends = [
        "审核一个输出一个；Ctrl+C 中断时，已经审核的都在。",
        "--json：schema、interrupted、left_out（没有审核的文件，按扩展名计数）、files；files 里每个文件有",
        "file、pack、verdict、reason（读不出来的原因）、unfilled（未填的个数 count 和名称 labels，最多 20 个；",
        "成文报告是 null）、findings、checked、numbers。schema 现在是 1。",
        "退出状态，取最重的：0 相符或只有提示；1 需说明；2 错误；3 有文件读不出来；4 命令写得不对；130 中断",
    ]
    parser = _verb(verbs, "check", "审核报告文件（.jxzp）或成文报告（.txt .docx）", _check, ends)
    words = "文件、文件夹（连同里面的文件夹）或 *.docx 这样的写法"
    parser.needed.add_argument("files", type=Path, nargs="+", metavar="文件", help=words)
    _add_pack(parser, "不写时按内容选；报告文件用它自己带的")
    parser.choices.add_argument("--json", action="store_true", help=_JSON)


def _describe_export(verbs: Any) -> None:
    ends = ["退出状态：0 已输出；3 没有输出；4 命令写得不对"]
    words = f"输出{'、'.join(each.name for each in FORMATS.values())}"
    parser = _verb(verbs, "export", words, _export, ends)
    parser.needed.add_argument("file", type=Path, metavar="报告", help="报告文件")
    words = "写到哪个文件夹，没有就新建"
    parser.needed.add_argument("-o", "--output", type=Path, required=True, metavar="文件夹", help=words)
    own = ",".join(ending for ending, each in FORMATS.items() if each.write)
    words = f"格式，用逗号隔开：{_named(FORMATS)}；不写时为 {own}"
    parser.choices.add_argument("--formats", default=own, metavar="格式", help=words)


def _describe_packs(verbs: Any) -> None:
    packs = verbs.add_parser("packs", help="检查模板", description="检查模板。")
    acts = packs.add_subparsers(title="命令", dest="act", metavar="命令", required=True, parser_class=Parser)
    ends = ["退出状态：0 没有问题；1 要补；2 有错误；3 不是完好的模板；4 命令写得不对"]
    words = "检查模板文件夹：各文件、表样，以及 cases/ 里的全部案例"
    parser = _verb(acts, "check", words, _check_pack, ends)
    parser.needed.add_argument("folder", type=Path, metavar="文件夹", help="有 pack.yaml 的文件夹")


def _named(endings: Sequence[str] | dict[str, Any]) -> str:
    return "、".join(f"{ending}（{FORMATS[ending].name}）" for ending in endings)


# -- what is done -------------------------------------------------------------------------------------


def _new(asked: argparse.Namespace, _more: object) -> int:
    target = _target(asked.output)
    pack = pack_named(asked.pack or DEFAULT)
    make_folder(target.parent)
    Report.create(target, pack, who=_who()).close()
    say(f"已新建 {target}")
    return 0


def _target(path: Path) -> Path:
    """The report file that is meant."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _import(asked: argparse.Namespace, _more: object) -> int:
    allowance = Allowance(asked.all or asked.force, asked.force)
    listed = SHOWN if is_terminal() else None
    most = 0 if asked.brief else listed
    wishes = Wishes(asked.pack, allowance, asked.unit, asked.json, most)
    return import_files(asked.sources, _target(asked.output), wishes, _who())


def _check(asked: argparse.Namespace, _more: object) -> int:
    return check_files(asked.files, asked.pack, asked.json)


def _export(asked: argparse.Namespace, more: Callable[[], dict[str, Writer]] | None) -> int:
    endings = [name.strip() for name in asked.formats.split(",") if name.strip()]
    possible = [ending for ending, each in FORMATS.items() if each.write or more]
    unknown = [ending for ending in endings if ending not in possible]
    if unknown or not endings:
        raise Misuse(f"不能输出 {'、'.join(unknown) or '空的格式'}，现有格式：{_named(possible)}")
    drawn = more() if more and not all(FORMATS[ending].write for ending in endings) else {}
    report = Report.open(asked.file, who=_who(), read_only=True)
    try:
        if not report.is_final:
            aside("输出的是草稿：报告还没有定稿。")
        notes: list[str] = []
        for path in export_folder(report, asked.output, endings, drawn, note=notes.append):
            say(str(path))
        for note in notes:
            aside(note)
    finally:
        report.close()
    return 0


def _check_pack(asked: argparse.Namespace, _more: object) -> int:
    check = check_pack(asked.folder)
    for line in check.lines:
        say(line)
    return STATUS[check.verdict]
