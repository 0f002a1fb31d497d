"""What the 工具 menu does with sections: add one, name it, move it, take it out."""

from __future__ import annotations

from collections.abc import Callable

from core.figures.keys import WHOLE, Key, Row
from core.pack.sections import HEADING, LEVEL, NUMBERING, SECTIONS, STATE
from gui import ask
from gui.window.main_window import MainWindow
from gui.window.report_view import ReportView


def add(window: MainWindow, view: ReportView) -> None:
    """A section behind the one shown, at its level."""
    heading = ask.a_line(window, "增加一节", "新一节的标题（不写“一、”，编号自动排）")
    if not heading or not heading.strip():
        return
    report = view.session.report
    row = _row(view)
    rows = report.rows(SECTIONS)
    at = rows.index(row) + 1 if row else len(rows)
    level = report.words(report.cell(LEVEL, row)) if row else ""
    cells = {_name(HEADING): heading, _name(LEVEL): level if level in ("一", "二") else "一"}
    cells |= {_name(STATE): "写明", _name(NUMBERING): "自动"}
    before = rows[at] if at < len(rows) else WHOLE
    if view.session.add_row(SECTIONS, cells, before=before):
        view.follow()
        added = next(one for one in report.rows(SECTIONS) if one not in rows)
        view.nav.go_to(added)
        view.focus_page()


def rename(window: MainWindow, view: ReportView) -> None:
    """Another heading for the section shown."""
    row = _row(view)
    if not row:
        return
    key = view.session.report.cell(HEADING, row)
    heading = ask.a_line(window, "改标题", "这一节的标题", view.session.report.words(key))
    if heading is not None and heading.strip():
        view.session.set(key, heading)


def move(by: int) -> Callable[[MainWindow, ReportView], None]:
    """The section shown, one place up or down."""

    def act(_window: MainWindow, view: ReportView) -> None:
        report = view.session.report
        row = _row(view)
        rows = report.rows(SECTIONS)
        at = rows.index(row) + by if row else -1
        if 0 <= at < len(rows):
            others = [one for one in rows if one != row]
            before = others[at] if at < len(others) else WHOLE
            view.session.do(SECTIONS, lambda r: r.move_row(SECTIONS, row, before))

    return act


def remove(window: MainWindow, view: ReportView) -> None:
    """A section of the clerk's own goes; the template's are left out of the report instead."""
    report = view.session.report
    row = _row(view)
    if not row:
        return
    name = report.words(report.cell(HEADING, row)) or row
    if row in report.pack.sections:
        words = f"“{name}”是模板里的一节，不能删除。可以不列入报告：不打印，内容保留。"
        if ask.decide(window, "不列本节", words, "不列"):
            view.session.set(report.cell(STATE, row), "不列")
    elif ask.decide(window, "删除本节", f"删除“{name}”一节和它的正文。可以用 Ctrl+Z 撤销。", "删除"):
        view.nav.turn(-1)
        view.session.remove_row(SECTIONS, row)


def _row(view: ReportView) -> Row:
    """The section whose page is shown, "" on another page."""
    page = Row(view.nav.page or "")
    return page if page in view.session.report.rows(SECTIONS) else WHOLE


def _name(key: Key) -> str:
    return key.rpartition(".")[2]
