"""What a window does with files: new, open, import, save elsewhere, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

from core.numbers.troubles import FileTrouble, PackError
from gui import ask
from gui.computer.settings import Recent, Settings
from gui.window import beside, papers
from gui.window.main_window import MainWindow, WindowActs

if TYPE_CHECKING:
    from core.report.report import Report
    from gui.window.pack_notice import PackNotice

SUFFIX = ".jxzp"
LOOKED_AFTER = 1200
"""Milliseconds after a report is on the screen before a newer template is looked for."""


class Others(Protocol):
    """What one window asks of the program that has them all."""

    def raise_showing(self, path: Path) -> bool:
        """Brings the window with this report to the front; False where none shows it."""

    def add(self) -> Files:
        """Another window."""

    def close_all(self) -> None:
        """Closes every window."""


class Files:
    """What the file menu does on one window; `acts` gives all that its menus hold."""

    def __init__(self, settings: Settings, others: Others, acts: Callable[[Files], WindowActs]) -> None:
        self.settings = settings
        self._others = others
        self.window = MainWindow(
            lambda: acts(self), settings, lambda path: self.guarded(lambda: self.take(Path(path)))()
        )
        self.window.left.connect(self.remember)
        self._notice: PackNotice | None = None

    def show_start(self) -> None:
        """Shows the start page in the window."""
        from gui.panels.start_page import StartPage, Way

        ways = (
            Way("新建", "新建报告", "按模板开始一份新的自评报告", self.guarded(self.new)),
            Way("打开", "打开报告", "继续填写已有的 .jxzp 报告", self.guarded(self.open_asked)),
            Way(
                "从已有报告导入", "从已有报告导入", "把 .txt 或 .docx 的成文报告读进来",
                self.guarded(self.import_asked),
            ),
            Way(
                "以去年为底稿", "以去年为底稿", "文字和结构留下，数字清空，去年的数在旁边",
                self.guarded(self.roll_over),
            ),
            Way("打开示例", "打开示例", "看一份填好的报告，十分钟学会", self.guarded(self.example)),
        )  # fmt: skip
        check_up = Way(
            "报告体检", "报告体检", "看写好的报告哪里自相矛盾，不改动原文件",
            self.guarded(lambda: beside.check_up(self.window, papers.working_folder(self.settings))),
        )  # fmt: skip
        page = StartPage(
            ways, check_up, self.settings.recent(),
            lambda path: self.guarded(lambda: self.take(Path(path)))(), self.settings.forget,
        )  # fmt: skip
        self.window.show_start(page)

    def quit(self) -> None:
        """Closes every window of the program."""
        self._others.close_all()

    def guarded(self, act: Callable[[], object]) -> Callable[[], None]:
        """The act; trouble with a file or a pack is said in one sentence."""

        def run() -> None:
            try:
                act()
            except FileTrouble as trouble:
                ask.tell(self.window, trouble.path.name, trouble.reason)
            except PackError as error:
                ask.tell(self.window, "模板有误", str(error))
            except OSError as error:
                from core.store.file_troubles import in_words

                ask.tell(self.window, "没有做成", in_words(error))

        return run

    # -- opening --------------------------------------------------------------------------------------

    def take(self, path: Path) -> None:
        """Opens a report file; reads filled forms into the open report, any other file as a finished one."""
        from core.reading.workbooks import is_workbook

        if path.suffix.lower() == SUFFIX:
            self.open(path)
        elif is_workbook(path):
            papers.read_forms(self.window, path)
        else:
            self._import(path)

    def open(self, path: Path) -> None:
        """Opens a report file; one that is damaged offers its newest good backup, a locked one to be read."""
        from core.report.report import Report
        from core.store.backups import restore_backup
        from core.store.file_troubles import Corrupt, Locked, NotWritable

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
        target.remember()  # at once: the program may be killed
        target.window.show()
        target.window.raise_()
        target.window.activateWindow()
        target.look_for_newer()

    def look_for_newer(self) -> None:
        """Says in the status bar that the report's template has a newer version; nobody waits for it."""
        QTimer.singleShot(LOOKED_AFTER, self.window, self._say_newer)

    def _say_newer(self) -> None:
        from gui.window.pack_notice import PackNotice

        if self._notice is None:
            self._notice = PackNotice(self.window, self.guarded(self.update_template))
        self._notice.look()

    def templates(self) -> None:
        """The templates of the program and the user's own."""
        from gui.dialogs.templates import TemplatesDialog

        TemplatesDialog(self.window).exec()
        self.look_for_newer()

    def update_template(self) -> None:
        """Takes the report over to a newer version of its template; it is then shown anew."""
        from gui.dialogs import update_template

        session = self.window.session
        if session is None or not self.window.may_leave():
            return
        if update_template.show(self.window, session.report):
            path = session.report.store.path
            self.window.leave_report()
            self.open(path)

    def open_asked(self) -> None:
        path = ask.which_file(self.window, "打开报告", ask.REPORTS, self.settings.folder)
        if path is not None:
            self.open(path)

    def new(self) -> None:
        from datetime import date

        from core.commands.packs import known_packs
        from core.report.report import Report
        from gui.dialogs import new_report, work

        folder = Path(self.settings.folder or papers.reports_folder())
        unsound: list[str] = []
        packs = work.run(self.window, "正在读取模板", lambda _step: known_packs(say=unsound.append))
        if packs is None:
            return
        beginning = new_report.ask_beginning(self.window, packs, folder, date.today().year - 1, unsound)
        if beginning is None:
            return
        beginning.path.parent.mkdir(parents=True, exist_ok=True)
        entries = beginning.pack.first_entries() | beginning.entries
        self.show(Report.create(beginning.path, beginning.pack, who=who(), entries=entries))

    def _target(self, title: str, suggestion: str) -> Path | None:
        folder = Path(self.settings.folder or papers.reports_folder())
        path = ask.where_to_save(self.window, title, str(folder / suggestion), ask.REPORTS)
        return None if path is None else ask.complete_name(path, SUFFIX)

    def import_asked(self) -> None:
        source = ask.which_file(self.window, "从已有报告导入", ask.TEXTS, self.settings.folder)
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
        if found.unsound:
            self.window.statusBar().showMessage(f"! {'；'.join(found.unsound)}", 20_000)
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
        from core.commands.sample import FILE, clear_outdated, make_sample

        path = papers.reports_folder() / FILE
        if self._others.raise_showing(path):
            return
        kept = clear_outdated(path, who()) if path.is_file() else None
        if path.is_file():
            self.open(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self.show(make_sample(path, who()))
        if kept is not None:
            words = f"示例的模板改过了，示例已按新模板重做；原来填过的那一份另存为“{kept.name}”，在同一个文件夹里。"
            ask.tell(self.window, "示例已重做", words)
        beside.help_on(self.window, "入门")

    def roll_over(self) -> None:
        from core.report.rollover import roll_over

        old = ask.which_file(self.window, "选择去年的报告", ask.REPORTS, self.settings.folder)
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
        if session is None or self._is_refused_somewhere():
            return
        if beside.sign(self.window, self.settings):
            path = session.report.store.path
            self.window.leave_report()
            self.open(path)

    def _is_refused_somewhere(self) -> bool:
        """Whether something stands on a page that was not taken: the report would be signed without it."""
        view = self.window.view
        self.window.commit()
        refused = view.refused() if view is not None else []
        if view is None or not refused:
            return False
        words = f"有 {len(refused)} 处填写的内容读不懂，没有存进报告。请先改对，或按 Esc 放弃，再签批。"
        ask.tell(self.window, "有没填进去的", words)
        view.go((refused[0],))
        return True

    def close_report(self) -> None:
        if self.window.may_leave():
            self.window.leave_report()
            self.show_start()

    def remember(self) -> None:
        """The report that is opened or left stands first on the start page, with its state."""
        session = self.window.session
        view = self.window.view
        if session is None or view is None or session.report.store.path.name == ":memory:":
            return
        from core.report.progress import verdict_line
        from core.report.stages import standing_final

        report = session.report
        self.settings.remember(
            Recent(
                str(report.store.path),
                report.words(report.pack.unit_key),
                report.words(report.pack.year_key),
                verdict_line(session.standings, view.unfilled, standing_final(report))[1],
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
