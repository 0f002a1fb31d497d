"""What the menus do with an open report, apart from its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from core.figures.keys import split_key
from core.report.progress import section_of
from core.report.stages import standing_final
from gui.panels.navigation import NUMBERS, OVERVIEW, RULES, UNFILLED
from gui.window import section_acts

if TYPE_CHECKING:
    from gui.window.report_view import ReportView

Act = Callable[[QMainWindow, "ReportView"], object]


def _undo(window: QMainWindow, view: ReportView) -> None:
    view.commit()
    if view.session.pending:
        return
    if view.session.report.undo_label is None:
        window.statusBar().showMessage("没有可以撤销的", 4000)
    elif view.session.undo():
        _show_step(window, view)


def _redo(window: QMainWindow, view: ReportView) -> None:
    view.commit()
    if not view.session.pending and view.session.redo():
        _show_step(window, view)


def _show_step(window: QMainWindow, view: ReportView) -> None:
    """Where the step was, if it was on another page, and what it was."""
    head = view.session.report.store.heads[-1]
    window.statusBar().showMessage(head.label, 4000)
    keys = [edit.key for edit in view.session.report.store.edits(head.number)]
    homes = {home for key in keys if (home := section_of(view.session.report, key)) is not None}
    if homes and view.nav.page not in homes:
        view.go(tuple(keys))


def _repeat(window: QMainWindow, view: ReportView) -> None:
    """F4: what was filled in last, once more where the cursor is."""
    view.commit()
    words = view.session.last_entered
    key = view.key_to_fill()
    if words is None:
        window.statusBar().showMessage("还没有可以重复的填写", 4000)
    elif not key:
        window.statusBar().showMessage("请先到要填写的格子里", 4000)
    else:
        view.session.set(key, words)


def _check(window: QMainWindow, view: ReportView) -> None:
    """Everything is checked already at every change; F7 brings the outcome into sight."""
    view.commit()
    view.follow()
    view.side.setVisible(True)
    view.findings.sentences.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.statusBar().showMessage(verdict(view), 6000)


def _step(by: int) -> Act:
    def act(_window: QMainWindow, view: ReportView) -> None:
        view.side.setVisible(True)
        view.findings.step(by)

    return act


def _answer(window: QMainWindow, view: ReportView) -> None:
    view.side.setVisible(True)
    if not view.findings.answer_current():
        window.statusBar().showMessage("没有要说明的", 4000)


def _why(_window: QMainWindow, view: ReportView) -> None:
    key = view.session.where.key
    if key:
        view.explain(key)
        view.why.lines.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _next_area(window: QMainWindow, view: ReportView) -> None:
    """F6: from the tabs to the page to the findings to the reasons, and round."""
    areas = view.areas()
    focus = window.focusWidget()
    at = next((n for n, area in enumerate(areas) if area is focus or area.isAncestorOf(focus)), -1)
    following = areas[(at + 1) % len(areas)]
    if following is view.nav or following in (view.findings.sentences, view.why.lines):
        following.setFocus(Qt.FocusReason.ShortcutFocusReason)
    else:
        view.focus_page()


def _toggle_side(window: QMainWindow, view: ReportView) -> None:
    focus = window.focusWidget()
    inside = focus is not None and view.side.isAncestorOf(focus)
    view.side.setVisible(not view.side.isVisible())
    if inside:
        view.focus_page()


def _page(name: str) -> Act:
    def act(_window: QMainWindow, view: ReportView) -> None:
        view.nav.go_to(name)
        view.focus_page()

    return act


def _turn(by: int) -> Act:
    return lambda _window, view: view.nav.turn(by)


def _key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Act:
    """What a widget does with a key of its own, asked for in the menu."""

    def act(window: QMainWindow, _view: ReportView) -> None:
        focus = window.focusWidget()
        if focus is not None:
            QApplication.sendEvent(focus, QKeyEvent(QKeyEvent.Type.KeyPress, key, modifier))

    return act


def _take_computed(window: QMainWindow, view: ReportView) -> None:
    report = view.session.report
    key = view.session.where.key
    if _is_figure(view, key) and report.definition(key).formula:
        view.session.report_as(key, "")
    else:
        window.statusBar().showMessage("请先到一个计算出来的数上", 4000)


def _none(window: QMainWindow, view: ReportView) -> None:
    key = view.key_to_fill()
    if key:
        view.session.set(key, "无")
    else:
        window.statusBar().showMessage("请先到要填“无”的地方", 4000)


def _is_figure(view: ReportView, key: str) -> bool:
    return split_key(key)[0] in view.session.report.pack.definitions.figures


def verdict(view: ReportView) -> str:
    """The counts of the status bar."""
    errors = sum(one.errors for one in view.sections.values())
    explains = sum(one.explains for one in view.sections.values())
    return f"✕ {errors} 错误　! {explains} 需说明"


def state(view: ReportView) -> str:
    """草稿, or the version and check code of a 定稿."""
    final = standing_final(view.session.report)
    return final.stamp if final else "草稿"


_CTRL = Qt.KeyboardModifier.ControlModifier
ACTS: dict[str, Act] = {
    "撤销": _undo,
    "重做": _redo,
    "重复": _repeat,
    "检查": _check,
    "下一处": _step(1),
    "上一处": _step(-1),
    "填写说明": _answer,
    "为什么": _why,
    "下一区域": _next_area,
    "右侧": _toggle_side,
    "下一页签": _turn(1),
    "上一页签": _turn(-1),
    "概览": _page(OVERVIEW),
    "未填项": _page(UNFILLED),
    "审核关系": _page(RULES),
    "数字依据": _page(NUMBERS),
    "按原表填写": _key(Qt.Key.Key_F2),
    "采用计算值": _take_computed,
    "填无": _none,
    "插入数据": _key(Qt.Key.Key_Space, _CTRL),
    "链接数字": _key(Qt.Key.Key_K, _CTRL),
    "增加一节": section_acts.add,
    "改标题": section_acts.rename,
    "本节上移": section_acts.move(-1),
    "本节下移": section_acts.move(1),
    "删除本节": section_acts.remove,
}
