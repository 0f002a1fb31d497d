"""What the menus do with an open report, apart from its file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from core.figures.keys import Key, split_key
from core.report.progress import section_of
from gui.window.main_window import MainWindow
from gui.window.report_view import ReportView

OnReport = Callable[[MainWindow, ReportView], object]


def undo(window: MainWindow, view: ReportView) -> None:
    view.commit()
    if view.session.pending:
        return
    if view.session.report.undo_label is None:
        window.statusBar().showMessage(view.session.report.why_no_undo, 8000)
    elif view.session.undo():
        _show_step(window, view)


def redo(window: MainWindow, view: ReportView) -> None:
    view.commit()
    if not view.session.pending and view.session.redo():
        _show_step(window, view)


def undo_words(window: MainWindow) -> str:
    """撤销 with the step that it takes back."""
    return _with_step("撤销", window.session.report.undo_label if window.session else None, "&U")


def redo_words(window: MainWindow) -> str:
    """重做 with the step that it does again."""
    return _with_step("重做", window.session.report.redo_label if window.session else None, "&R")


def can_redo(window: MainWindow) -> bool:
    """Whether a step was taken back."""
    return window.session is not None and bool(window.session.report.redo_label)


def _with_step(name: str, step: str | None, mnemonic: str) -> str:
    words = f"{name}“{step}”" if step else name
    return f"{words.replace('&', '&&')}({mnemonic})"


def _show_step(window: MainWindow, view: ReportView) -> None:
    """What the step was, and where: on the page shown where it has a place there."""
    head = view.session.report.store.heads[-1]
    window.statusBar().showMessage(head.label, 4000)
    keys = [Key(edit.key.partition("!")[0]) for edit in view.session.report.store.edits(head.number)]
    if view.show_change(keys):
        return
    homes = {home for key in keys if (home := section_of(view.session.report, key)) is not None}
    if homes and view.nav.page not in homes:
        view.go(tuple(keys))


def repeat(window: MainWindow, view: ReportView) -> None:
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


def check(window: MainWindow, view: ReportView) -> None:
    """Everything is checked already at every change; F7 brings the outcome into sight."""
    view.commit()
    view.follow()
    view.side.setVisible(True)
    view.findings.sentences.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.statusBar().showMessage(view.counts, 6000)


def step(by: int) -> OnReport:
    def act(_window: MainWindow, view: ReportView) -> None:
        view.side.setVisible(True)
        view.findings.step(by)

    return act


def answer(window: MainWindow, view: ReportView) -> None:
    view.side.setVisible(True)
    if not view.findings.answer_current():
        window.statusBar().showMessage("没有要说明的", 4000)


def why(_window: MainWindow, view: ReportView) -> None:
    key = view.session.where.key
    if key:
        view.explain(key)
        view.why.lines.setFocus(Qt.FocusReason.ShortcutFocusReason)


def next_area(window: MainWindow, view: ReportView) -> None:
    """F6: from the tabs to the page to the findings to the reasons, and round."""
    areas = view.areas()
    focus = window.focusWidget()
    at = next((n for n, area in enumerate(areas) if area is focus or area.isAncestorOf(focus)), -1)
    following = areas[(at + 1) % len(areas)]
    if following is view.nav or following in (view.findings.sentences, view.why.lines):
        following.setFocus(Qt.FocusReason.ShortcutFocusReason)
    else:
        view.focus_page()


def toggle_side(window: MainWindow, view: ReportView) -> None:
    focus = window.focusWidget()
    inside = focus is not None and view.side.isAncestorOf(focus)
    view.side.setVisible(not view.side.isVisible())
    if inside:
        view.focus_page()


def show_page(name: str) -> OnReport:
    def act(_window: MainWindow, view: ReportView) -> None:
        view.nav.go_to(name)
        view.focus_page()

    return act


def turn(by: int) -> OnReport:
    return lambda _window, view: view.nav.turn(by)


def take_computed(window: MainWindow, view: ReportView) -> None:
    report = view.session.report
    key = view.session.where.key
    if _is_figure(view, key) and report.definition(key).formula:
        view.session.report_as(key, "")
    else:
        window.statusBar().showMessage("请先到一个计算出来的数上", 4000)


def link_number(window: MainWindow, _view: ReportView) -> None:
    """What the number at the caret of a text can be linked to."""
    from gui.texts.text_editor import TextEditor  # a first page without texts is quicker

    focus = window.focusWidget()
    if isinstance(focus, TextEditor):
        focus.show_links()
    else:
        window.statusBar().showMessage("请先到正文里的一个数上", 4000)


def fill_none(window: MainWindow, view: ReportView) -> None:
    key = view.key_to_fill()
    if key:
        view.session.set(key, "无")
    else:
        window.statusBar().showMessage("请先到要填“无”的地方", 4000)


def _is_figure(view: ReportView, key: Key) -> bool:
    return split_key(key)[0] in view.session.report.pack.definitions.figures
