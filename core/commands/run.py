"""The command line's verbs: new, import, check, export, packs."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from core.commands.checking import SUFFIX, Checked, check_file
from core.commands.pack_check import check_pack
from core.commands.packs import DEFAULT, fitting_pack, known_packs, pack_named
from core.export.folder import export_folder
from core.export.formats import FORMATS, Writer
from core.intake.forms.proposing import accept_forms, propose_forms
from core.intake.texts.source import WORKBOOKS, read_source
from core.intake.texts.text_proposal import propose
from core.material.workbook import WorkbookRead
from core.numbers.finding import ERROR, EXPLAIN, HINT
from core.numbers.troubles import FileTrouble, PackError, Refused
from core.pack.pack import Pack
from core.reading.workbooks import read_workbook
from core.report.findings import FINE
from core.report.report import Report

UNREADABLE = "无法读取"
STATUS = {FINE: 0, HINT: 0, EXPLAIN: 1, ERROR: 2, UNREADABLE: 3}
MISUSED = 4


class Misuse(Exception):
    """The command line was not understood."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misuse(f"{self.format_usage()}{message}")


def run(arguments: Sequence[str], more: Callable[[], dict[str, Writer]] | None = None) -> int:
    """Runs one verb and gives the exit status; `more` brings writers that need a screen's library (pdf)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # a Windows pipe has a code page that lacks most characters
    try:
        asked = _parser().parse_args(arguments)
        status: int = asked.run(asked, more)
        return status
    except Misuse as error:
        print(error, file=sys.stderr)
        return MISUSED
    except FileTrouble as error:
        print(f"{error.path.name}：{error.reason}", file=sys.stderr)
        return STATUS[UNREADABLE]
    except Refused as refusal:
        print(refusal.reason, file=sys.stderr)
        return STATUS[UNREADABLE]
    except PackError as error:
        print(f"模板有误：{error}", file=sys.stderr)
        return STATUS[UNREADABLE]


def _parser() -> _Parser:
    parser = _Parser(prog="main.py", description="自评通：部门整体支出绩效自评报告")
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    new = verbs.add_parser("new", help="新建一份报告")
    new.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.jxzp")
    new.add_argument("--pack", default=DEFAULT)
    new.set_defaults(run=_new)
    importing = verbs.add_parser("import", help="把已有报告（.txt .docx）和填好的附件（.xlsx）读成报告文件")
    importing.add_argument("sources", type=Path, nargs="+", metavar="SOURCE")
    importing.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.jxzp")
    importing.add_argument("--pack", default="")
    importing.set_defaults(run=_import)
    check = verbs.add_parser("check", help="审核报告文件或成文报告")
    check.add_argument("files", type=Path, nargs="+", metavar="FILE")
    check.add_argument("--pack", default="")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_check)
    export = verbs.add_parser("export", help=f"输出{'、'.join(each.name for each in FORMATS.values())}")
    export.add_argument("file", type=Path, metavar="FILE.jxzp")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    own = ",".join(ending for ending, each in FORMATS.items() if each.write)
    export.add_argument("--formats", default=own, help=f"用逗号隔开：{','.join(FORMATS)}，不写时为 {own}")
    export.set_defaults(run=_export)
    packs = verbs.add_parser("packs", help="检查模板")
    acts = packs.add_subparsers(dest="act", required=True, parser_class=_Parser)
    words = "检查模板文件夹：各文件、表样，以及 cases/ 里的全部案例"
    proof = acts.add_parser(
        "check",
        help=words,
        description=words,
        epilog="退出状态：0 没有问题，1 要补，2 有错误，3 不是完好的模板",
    )
    proof.add_argument("folder", type=Path, metavar="FOLDER", help="有 pack.yaml 的文件夹")
    proof.set_defaults(run=_check_pack)
    return parser


def _new(asked: argparse.Namespace, _more: object) -> int:
    Report.create(_target(asked.output), pack_named(asked.pack), who=_who()).close()
    print(f"已新建 {asked.output}")
    return 0


def _target(path: Path) -> Path:
    """The report file to write, its folder made where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileTrouble(path.parent, f"不能建立这个文件夹（{error.strerror}），请另选一个位置") from error
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _import(asked: argparse.Namespace, _more: object) -> int:
    """A finished report becomes a report file; filled forms are read into it, or into one that is there."""
    texts = [source for source in asked.sources if source.suffix.lower() not in WORKBOOKS]
    books = [source for source in asked.sources if source not in texts]
    if len(texts) > 1:
        raise Misuse("一次只能导入一份成文报告，可以同时带上填好的附件（.xlsx）")
    target = _target(asked.output)
    read = [read_workbook(book) for book in books]
    if texts:
        report = _finished(texts[0], target, asked.pack)
    elif target.exists():
        report = Report.open(target, who=_who())
    else:
        report = Report.create(target, pack_named(asked.pack or DEFAULT), who=_who())
    try:
        for book in read:
            _read_forms(report, book)
    finally:
        report.close()
    return 0


def _finished(source: Path, target: Path, named: str) -> Report:
    read = read_source(source)
    text = read.body
    pack = pack_named(named) if named else fitting_pack(text, known_packs(say=_aside)) or pack_named(DEFAULT)
    proposal = propose(pack, text)
    label = f"导入 {source.name}"
    report = Report.create(target, pack, who=_who(), entries=proposal.entries, label=label)
    print(f"已按模板“{pack.title}”读入 {source.name}，存为 {target}：认出 {proposal.linked} 处数据。")
    if proposal.guesses:
        guesses = "；".join(
            f"{one.label} {one.written}（{one.confidence * 100:.0f}%）" for one in proposal.guesses
        )
        print(f"其中按词义认出的，请核对：{guesses}")
    for residue in proposal.residue:
        print(f"去掉了 Word 残留：{residue.text}")
    if read.aside:
        print(f"后面的附件没有当作正文读入：{'、'.join(read.aside)}；填好的附件请用 .xlsx 读入")
    if proposal.literal:
        print(f"以下部分没有认出数据，按原文保留：{'、'.join(proposal.literal)}")
    return report


def _read_forms(report: Report, book: WorkbookRead) -> None:
    """Takes what a workbook's forms say; rows that it has no more stay."""
    proposal = propose_forms(report, book)
    if not proposal.is_empty:
        accept_forms(report, proposal)
    forms = "、".join(dict.fromkeys(sheet.form for sheet in proposal.forms)) or "没有认出附件"
    print(f"{book.path.name}：{forms}，改动 {len(proposal.taken)} 处，增加 {len(proposal.rows)} 行。")
    for edit in proposal.refused:
        print(f"没有读入 {edit.source} {edit.label}：{edit.reason}")
    for note in proposal.notes:
        print(note)
    for row in proposal.gone:
        print(f"附件里没有“{row.name}”，报告里的这一行没有删除")


def _check(asked: argparse.Namespace, _more: object) -> int:
    pack = pack_named(asked.pack) if asked.pack else None
    packs = known_packs(say=_aside)
    checked = [_check_one(path, packs, pack) for path in asked.files]
    if asked.json:
        print(json.dumps({"files": [one.as_json() for one in checked]}, ensure_ascii=False, indent=1))
    else:
        for each in checked:
            _print(each)
    return max(STATUS[one.verdict] for one in checked)


def _aside(words: str) -> None:
    """What is told beside a verb's outcome."""
    print(words, file=sys.stderr)


def _check_one(path: Path, packs: list[Pack], pack: Pack | None) -> Checked:
    try:
        return check_file(path, packs, pack)
    except (FileTrouble, PackError) as error:
        print(f"{path.name}：{error.reason}", file=sys.stderr)
        return Checked(str(path), verdict=UNREADABLE)


def _print(checked: Checked) -> None:
    print(f"{checked.file}：{checked.verdict}")
    for said in checked.findings:
        section = f"［{said.section}］" if said.section else ""
        print(f"  {said.finding.severity} {said.finding.code}{section} {said.finding.message}")
    print(f"  相符的关系 {len(checked.held)} 条；数字 {checked.numbers.get('total', 0)} 个，"
          f"与数据相连 {checked.numbers.get('linked', 0)} 个")  # fmt: skip


def _export(asked: argparse.Namespace, more: Callable[[], dict[str, Writer]] | None) -> int:
    endings = [name.strip() for name in asked.formats.split(",") if name.strip()]
    possible = [ending for ending, each in FORMATS.items() if each.write or more]
    unknown = [ending for ending in endings if ending not in possible]
    if unknown or not endings:
        raise Misuse(f"不能输出 {'、'.join(unknown) or '空的格式'}，现有格式：{'、'.join(possible)}")
    drawn = more() if more and not all(FORMATS[ending].write for ending in endings) else {}
    report = Report.open(asked.file, who=_who(), read_only=True)
    try:
        if not report.is_final:
            print("输出的是草稿：报告还没有定稿。", file=sys.stderr)
        notes: list[str] = []
        for path in export_folder(report, asked.output, endings, drawn, note=notes.append):
            print(path)
        for note in notes:
            print(note, file=sys.stderr)
    finally:
        report.close()
    return 0


def _check_pack(asked: argparse.Namespace, _more: object) -> int:
    check = check_pack(asked.folder)
    for line in check.lines:
        print(line)
    return STATUS[check.verdict]
