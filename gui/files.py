"""What the window does with files: new, open, import, save elsewhere, export."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path

from core.numbers.troubles import FileTrouble, PackError
from core.report.report import Report
from gui import ask
from gui.main_window import MainWindow
from gui.session import Session

EXAMPLE = Path(__file__).resolve().parents[1] / "resources" / "examples" / "sample.txt"


class Files:
    """The file menu's acts on one window."""

    def __init__(self) -> None:
        acts: dict[str, Callable[[], None]] = {
            "新建": self.new,
            "打开": self.open_asked,
            "从已有报告导入": self.import_asked,
            "以去年为底稿": self.roll_over,
            "打开示例": self.example,
            "另存为": self.save_as,
            "保存点": self.save_point,
            "导出": self.export,
            "退出": self.quit,
        }
        self.window = MainWindow({name: self.guarded(act) for name, act in acts.items()})

    def guarded(self, act: Callable[[], None]) -> Callable[[], None]:
        """The act; trouble with a file or a pack is said in one sentence."""

        def run() -> None:
            try:
                act()
            except FileTrouble as trouble:
                ask.tell(self.window, trouble.path.name, trouble.reason)
            except PackError as error:
                ask.tell(self.window, "模板有误", str(error))

        return run

    def open(self, path: Path) -> None:
        """Opens a report file; one that is damaged offers its newest good backup."""
        from core.store.backups import restore_backup
        from core.store.troubles import Corrupt

        try:
            report = Report.open(path, who=who())
        except Corrupt as trouble:
            words = f"{trouble.reason}\n\n要用备份恢复吗？损坏的文件会另外保留。"
            if trouble.backup is None or not ask.decide(self.window, path.name, words, "用备份恢复"):
                raise
            restore_backup(path, trouble.backup)
            report = Report.open(path, who=who())
        self.window.show_report(Session(report))

    def open_or_import(self, path: Path) -> None:
        """Opens a report file; any other file is read as a finished report."""
        if path.suffix.lower() == ".jxzp":
            self.open(path)
        else:
            self._import(path)

    def open_asked(self) -> None:
        path = ask.which_file(self.window, "打开报告", ask.REPORTS)
        if path is not None:
            self.open(path)

    def new(self) -> None:
        from core.commands.packs import DEFAULT, pack_named

        path = self._target("新建报告", "自评报告.jxzp")
        if path is not None:
            Report.create(path, pack_named(DEFAULT), who=who()).close()
            self.open(path)

    def _target(self, title: str, suggestion: str) -> Path | None:
        path = ask.where_to_save(self.window, title, suggestion, ask.REPORTS)
        return path if path is None or path.suffix == ".jxzp" else path.with_name(path.name + ".jxzp")

    def import_asked(self) -> None:
        source = ask.which_file(self.window, "从已有报告导入", ask.TEXTS)
        if source is not None:
            self._import(source)

    def _import(self, source: Path) -> None:
        """Reads a finished report, says what was understood, and opens it once it is taken."""
        from core.commands.packs import DEFAULT, fitting_pack, known_packs, pack_named
        from core.intake.proposal import propose
        from core.intake.source import read_source

        text = read_source(source).text
        pack = fitting_pack(text, known_packs()) or pack_named(DEFAULT)
        proposal = propose(pack, text)
        words = f"按模板“{pack.title}”认出 {proposal.linked} 处数据。"
        if proposal.residue:
            words += f"\n去掉了 Word 残留：{'、'.join(r.text for r in proposal.residue)}"
        if proposal.literal:
            words += f"\n以下部分没有认出数据，按原文保留：{'、'.join(proposal.literal)}"
        if not ask.decide(self.window, "导入预览", words, "导入"):
            return
        path = self._target("导入后的报告存到", f"{source.stem}.jxzp")
        if path is not None:
            Report.create(
                path, pack, who=who(), entries=proposal.entries, label=f"导入 {source.name}"
            ).close()
            self.open(path)

    def example(self) -> None:
        self._import(EXAMPLE)

    def roll_over(self) -> None:
        from core.report.rollover import roll_over

        old = ask.which_file(self.window, "选择去年的报告", ask.REPORTS)
        path = self._target("今年的报告存到", "自评报告.jxzp") if old else None
        if old is not None and path is not None:
            roll_over(old, path, who=who()).close()
            self.open(path)

    def save_as(self) -> None:
        session = self.window.session
        path = self._target("另存为", "自评报告.jxzp") if session else None
        if session is not None and path is not None:
            self.window.commit()
            session.report.store.save_as(path)
            self.open(path)

    def save_point(self) -> None:
        """Everything is saved already; Ctrl+S marks a place to come back to."""
        if self.window.session is not None:
            self.window.commit()
            self.window.session.report.store.save_point("保存点")
            self.window.statusBar().showMessage("已记下保存点；填写的内容随时都已保存", 4000)

    def export(self) -> None:
        from core.export.folder import export_folder

        session = self.window.session
        folder = ask.which_folder(self.window, "导出到文件夹") if session else None
        if session is not None and folder is not None:
            self.window.commit()
            written = export_folder(session.report, folder, ("txt", "docx"))
            ask.tell(self.window, "已导出", "\n".join(path.name for path in written))

    def quit(self) -> None:
        self.window.close()


def who() -> str:
    """The person at the computer."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
