"""What a window does with files: new, open, import, save elsewhere, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING, Protocol

from core.numbers.troubles import FileTrouble, PackError
from gui import ask
from gui.computer.settings import Recent, Settings
from gui.window import beside, papers
from gui.window.main_window import MainWindow

if TYPE_CHECKING:
    from core.report.report import Report

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "examples" / "sample.txt"
SUFFIX = ".jxzp"


class Others(Protocol):
    """What one window asks of the program that has them all."""

    def raise_showing(self, path: Path) -> bool:
        """Brings the window with this report to the front; False where none shows it."""

    def add(self) -> Files:
        """Another window."""

    def close_all(self) -> None:
        """Closes every window."""


class Files:
    """The file menu's acts on one window."""

    def __init__(self, settings: Settings, others: Others) -> None:
        self._settings = settings
        self._others = others
        acts: dict[str, Callable[[], None]] = {
            "新建": self.new,
            "打开": self.open_asked,
            "从已有报告导入": self.import_asked,
            "以去年为底稿": self.roll_over,
            "打开示例": self.example,
            "另存为": self.save_as,
            "保存点": self.save_point,
            "历史版本": lambda: beside.history(self.window, self.open),
            "查找": lambda: beside.find(self.window, replacing=False),
            "替换": lambda: beside.find(self.window, replacing=True),
            "预览": lambda: beside.show_paper(self.window, printing=False),
            "打印": lambda: beside.show_paper(self.window, printing=True),
            "导出": lambda: papers.export(self.window, settings.folder),
            "读入附件": lambda: papers.read_forms_asked(self.window, settings.folder),
            "导出附件": lambda: papers.export_forms(self.window, settings.folder),
            "签批": self.sign,
            "核对": lambda: beside.verify(self.window, Path(settings.folder or papers.reports_folder())),
            "报告体检": lambda: beside.check_up(
                self.window, Path(settings.folder or papers.reports_folder())
            ),
            "关闭报告": self.close_report,
            "退出": others.close_all,
            "帮助": lambda: beside.help_on(self.window, ""),
            "入门": lambda: beside.help_on(self.window, "入门"),
            "快捷键": lambda: beside.help_on(self.window, "快捷键"),
            "诊断信息": lambda: beside.write_diagnostics(self.window, settings),
            "关于": lambda: beside.help_on(self.window, "关于"),
        }
        guarded = {name: self.guarded(act) for name, act in acts.items()}
        self.window = MainWindow(
            guarded, settings, lambda path: self.guarded(lambda: self.take(Path(path)))()
        )
        self.window.left.connect(self.remember)

    def guarded(self, act: Callable[[], None]) -> Callable[[], None]:
        """The act; trouble with a file or a pack is said in one sentence."""

        def run() -> None:
            try:
                act()
            except FileTrouble as trouble:
                ask.tell(self.window, trouble.path.name, trouble.reason)
            except PackError as error:
                ask.tell(self.window, "模板有误", str(error))
            except OSError as error:
                from core.store.troubles import in_words

                ask.tell(self.window, "没有做成", in_words(error))

        return run

    # -- opening --------------------------------------------------------------------------------------

    def take(self, path: Path) -> None:
        """Opens a report file; reads filled forms into the open report, any other file as a finished one."""
        from core.intake.texts.source import WORKBOOKS

        suffix = path.suffix.lower()
        if suffix == SUFFIX:
            self.open(path)
        elif suffix in WORKBOOKS:
            papers.read_forms(self.window, path)
        else:
            self._import(path)

    def open(self, path: Path) -> None:
        """Opens a report file; one that is damaged offers its newest good backup, a locked one to be read."""
        from core.report.report import Report
        from core.store.backups import restore_backup
        from core.store.troubles import Corrupt, Locked, NotWritable

        if self._others.raise_showing(path):
            return
        moved = beside.well_placed(self.window, path, papers.reports_folder())
        if moved is None:
            return
        path = moved
        try:
            report = Report.open(path, who=who())
        except (Locked, NotWritable) as trouble:
            if not ask.decide(
                self.window, path.name, f"{trouble.reason}\n\n要以只读方式打开吗？", "只读打开"
            ):
                return
            report = Report.open(path, who=who(), read_only=True)
        except Corrupt as trouble:
            words = f"{trouble.reason}\n\n要用备份恢复吗？损坏的文件会另外保留。"
            if trouble.backup is None or not ask.decide(self.window, path.name, words, "用备份恢复"):
                raise
            restore_backup(path, trouble.backup)
            report = Report.open(path, who=who())
        self.show(report)

    def show(self, report: Report) -> None:
        """Shows an open report: here where nothing is shown yet, else in a window of its own."""
        from gui.session import Session

        target = self if self.window.session is None else self._others.add()
        target.window.show_report(Session(report))
        target.window.show()
        target.window.raise_()
        target.window.activateWindow()

    def open_asked(self) -> None:
        path = ask.which_file(self.window, "打开报告", ask.REPORTS, self._settings.folder)
        if path is not None:
            self.open(path)

    def new(self) -> None:
        from datetime import date

        from core.commands.packs import known_packs
        from core.report.report import Report
        from gui.dialogs import new_report

        folder = Path(self._settings.folder or papers.reports_folder())
        wanted = new_report.wanted(self.window, known_packs(), folder, date.today().year - 1)
        if wanted is None:
            return
        wanted.path.parent.mkdir(parents=True, exist_ok=True)
        entries = wanted.pack.first_entries() | wanted.entries
        self.show(Report.create(wanted.path, wanted.pack, who=who(), entries=entries))

    def _target(self, title: str, suggestion: str) -> Path | None:
        folder = Path(self._settings.folder or papers.reports_folder())
        path = ask.where_to_save(self.window, title, str(folder / suggestion), ask.REPORTS)
        return None if path is None else ask.named(path, SUFFIX)

    def import_asked(self) -> None:
        source = ask.which_file(self.window, "从已有报告导入", ask.TEXTS, self._settings.folder)
        if source is not None:
            self._import(source)

    def _import(self, source: Path) -> None:
        """Reads a finished report, shows what was understood, and opens it once it is taken."""
        from core.report.report import Report
        from gui.dialogs import import_preview, work
        from gui.window.intake_work import read_finished

        found = work.run(self.window, f"正在读取 {source.name}", lambda step: read_finished(source, step))
        if found is None:
            return
        declined = import_preview.confirm(self.window, found.report, found.proposal, source.name)
        if declined is None:
            return
        if declined:
            found = work.run(
                self.window, f"正在读取 {source.name}", lambda step: read_finished(source, step, declined)
            )
            if found is None:
                return
        path = self._target("导入后的报告存到", f"{source.stem}{SUFFIX}")
        if path is not None:
            entries = found.proposal.entries
            label = f"导入 {source.name}"
            self.show(Report.create(path, found.report.pack, who=who(), entries=entries, label=label))

    def example(self) -> None:
        """The sample needs no questions: a copy to try everything on, kept like any report."""
        from core.intake.forms.proposing import accept_forms, propose_forms
        from core.intake.workbook import read_workbook
        from core.report.report import Report
        from gui.window.intake_work import read_finished

        path = papers.reports_folder() / f"示例报告{SUFFIX}"
        if self._others.raise_showing(path):
            return
        if path.is_file():
            self.open(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        found = read_finished(EXAMPLE, lambda _words: None)
        for book in sorted(EXAMPLE.parent.glob("*.xlsx")):
            accept_forms(found.report, propose_forms(found.report, read_workbook(book)))
        entries = dict(found.report.graph.state.entries.all)
        self.show(Report.create(path, found.report.pack, who=who(), entries=entries, label="打开示例"))
        beside.help_on(self.window, "入门")

    def roll_over(self) -> None:
        from core.report.rollover import roll_over

        old = ask.which_file(self.window, "选择去年的报告", ask.REPORTS, self._settings.folder)
        path = self._target("今年的报告存到", f"今年的自评报告{SUFFIX}") if old else None
        if old is not None and path is not None:
            self.show(roll_over(old, path, who=who()))

    # -- keeping --------------------------------------------------------------------------------------

    def save_as(self) -> None:
        session = self.window.session
        if session is None:
            return
        path = self._target("另存为", session.report.store.path.name)
        if path is not None:
            self.window.commit()
            pending = dict(session.pending)
            session.report.save_as(path)
            self.window.leave_report()
            self.open(path)
            copy = self.window.session
            if copy is not None:
                for key, text in pending.items():
                    copy.set(key, text)

    def save_point(self) -> None:
        """Everything is saved already; Ctrl+S marks a place to come back to."""
        if self.window.session is not None:
            self.window.commit()
            self.window.session.report.save_point(f"保存点 {strftime('%m-%d %H:%M')}")
            self.window.statusBar().showMessage("已记下保存点；填写的内容随时都已保存", 6000)

    def sign(self) -> None:
        """签批; a report that became 定稿, or is none any more, is shown anew."""
        session = self.window.session
        if session is not None and beside.sign(self.window):
            path = session.report.store.path
            self.window.leave_report()
            self.open(path)

    def close_report(self) -> None:
        if self.window.may_leave():
            self.window.leave_report()
            self.window.show_start()

    def remember(self) -> None:
        """The report that is left stands first on the start page, with its state."""
        session = self.window.session
        view = self.window.view
        if session is None or view is None or session.report.store.path.name == ":memory:":
            return
        from core.report.progress import verdict_line

        report = session.report
        unfilled = sum(one.unfilled for one in view.sections.values())
        self._settings.remember(
            Recent(
                str(report.store.path),
                report.words(report.pack.unit_key),
                report.words(report.pack.year_key),
                verdict_line(session.standings, unfilled)[1],
                strftime("%Y-%m-%d %H:%M"),
            )
        )


def who() -> str:
    """The person at the computer."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
