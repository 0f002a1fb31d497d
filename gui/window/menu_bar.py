"""All that the menus and the toolbar hold: every act of a window is declared here, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from gui.acts import Act, BoundAct, bound
from gui.panels.navigation import NUMBERS, OVERVIEW, RULES, UNFILLED
from gui.window import beside, papers, report_acts, section_acts
from gui.window.files import Files
from gui.window.main_window import TITLES, MainWindow, WindowActs
from gui.window.report_view import ReportView

OnReport = Callable[[MainWindow, ReportView], object]


def has_report(files: Files) -> bool:
    """Whether the window shows a report."""
    return files.window.session is not None


def on_report(does: OnReport) -> Callable[[Files], None]:
    """An act on the report that the window shows; without one it does nothing."""

    def run(files: Files) -> None:
        if files.window.view is not None:
            does(files.window, files.window.view)

    return run


def _act(
    name: str,
    words: str,
    does: OnReport,
    *keys: str,
    writes: bool = False,
    opens_group: bool = False,
    own_keys: str = "",
    caption: Callable[[Files], str] | None = None,
) -> Act[Files]:
    """An act that needs an open report."""
    return Act(name, words, on_report(does), keys, writes, has_report, opens_group, own_keys, caption)


def _in_focus(method: str) -> Callable[[Files], None]:
    """Cut, copy, paste or select all in whatever has the focus, if it can."""

    def run(files: Files) -> None:
        focus = files.window.focusWidget()
        act = getattr(focus, method, None)
        read_only = getattr(focus, "isReadOnly", lambda: False)()
        if act is not None and not (read_only and method in ("cut", "paste")):
            act()

    return run


def _press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> OnReport:
    """What the widget under the cursor does with a key of its own, asked for in the menu."""

    def act(window: MainWindow, _view: ReportView) -> None:
        focus = window.focusWidget()
        if focus is not None:
            QApplication.sendEvent(focus, QKeyEvent(QKeyEvent.Type.KeyPress, key, held))

    return act


_CTRL = Qt.KeyboardModifier.ControlModifier

UNDO = _act(
    "撤销", "撤销(&U)", report_acts.undo, "Ctrl+Z", writes=True,
    caption=lambda files: report_acts.undo_words(files.window),
)  # fmt: skip
REDO = Act[Files](
    "重做", "重做(&R)", on_report(report_acts.redo), ("Ctrl+Y",), writes=True,
    offered=lambda files: report_acts.can_redo(files.window),
    caption=lambda files: report_acts.redo_words(files.window),
)  # fmt: skip
FIND = Act[Files](
    "查找", "查找(&F)…", lambda files: beside.find(files.window, replacing=False), ("Ctrl+F",),
    offered=has_report, opens_group=True,
)  # fmt: skip
PREVIEW = Act[Files](
    "预览", "预览(&V)", lambda files: beside.show_paper(files.window, printing=False), ("Ctrl+Shift+P",),
    offered=has_report,
)  # fmt: skip
PRINT = Act[Files](
    "打印", "打印(&P)…", lambda files: beside.show_paper(files.window, printing=True), ("Ctrl+P",),
    offered=has_report,
)  # fmt: skip
EXPORT = Act[Files](
    "导出", "导出(&E)…", lambda files: papers.export(files.window, files.settings.folder), ("Ctrl+E",),
    offered=has_report,
)  # fmt: skip
CHECK = _act("检查", "检查(&C)", report_acts.check, "F7")
NEXT = _act("下一处", "下一处(&N)", report_acts.step(1), "F8")
SHOW_OVERVIEW = _act("概览", "概览(&O)", report_acts.show_page(OVERVIEW), "Ctrl+Shift+W", opens_group=True)

FILE = (
    Act[Files]("新建", "新建(&N)…", Files.new, ("Ctrl+N",)),
    Act[Files]("打开", "打开(&O)…", Files.open_asked, ("Ctrl+O",)),
    Act[Files]("从已有报告导入", "从已有报告导入(&I)…", Files.import_asked, ("Ctrl+Shift+O",)),
    Act[Files]("以去年为底稿", "以去年为底稿(&L)…", Files.roll_over),
    Act[Files]("打开示例", "打开示例(&D)", Files.example),
    Act[Files](
        "保存点", "保存点(&S)", Files.save_point, ("Ctrl+S",),
        writes=True, offered=has_report, opens_group=True,
    ),
    Act[Files]("另存为", "另存为(&A)…", Files.save_as, ("F12",), offered=has_report),
    Act[Files](
        "历史版本", "历史版本(&H)…", lambda files: beside.history(files.window, files.open),
        ("Ctrl+Shift+H",), offered=has_report,
    ),
    Act[Files](
        "读入附件", "读入填好的附件(&R)…",
        lambda files: papers.read_forms_asked(files.window, files.settings.folder), ("Ctrl+Shift+I",),
        writes=True, offered=has_report, opens_group=True,
    ),
    PREVIEW,
    PRINT,
    EXPORT,
    Act[Files](
        "导出附件", "附件合并为一个 Excel 文件(&M)…",
        lambda files: papers.export_forms(files.window, files.settings.folder), offered=has_report,
    ),
    Act[Files](
        "关闭报告", "关闭报告(&C)", Files.close_report, ("Ctrl+W",), offered=has_report, opens_group=True
    ),
    Act[Files]("退出", "退出(&Q)", Files.quit, ("Ctrl+Q",)),
)  # fmt: skip
EDIT = (
    UNDO,
    REDO,
    _act("重复", "重复上一次填写(&P)", report_acts.repeat, "F4", writes=True),
    Act[Files]("剪切", "剪切(&T)", _in_focus("cut"), own_keys="Ctrl+X", opens_group=True),
    Act[Files]("复制", "复制(&C)", _in_focus("copy"), own_keys="Ctrl+C"),
    Act[Files]("粘贴", "粘贴(&V)", _in_focus("paste"), own_keys="Ctrl+V"),
    Act[Files]("全选", "全选(&A)", _in_focus("selectAll"), own_keys="Ctrl+A"),
    FIND,
    Act[Files](
        "替换", "替换(&H)…", lambda files: beside.find(files.window, replacing=True), ("Ctrl+H",),
        writes=True, offered=has_report,
    ),
)  # fmt: skip
VIEW = (
    _act("下一页签", "下一页签(&N)", report_acts.turn(1), "Ctrl+PgDown"),
    _act("上一页签", "上一页签(&B)", report_acts.turn(-1), "Ctrl+PgUp"),
    _act("下一区域", "下一区域(&A)", report_acts.next_area, "F6"),
    _act("右侧", "审核结果和原因(&S)", report_acts.toggle_side, "Ctrl+Shift+R", opens_group=True),
)
DATA = (
    _act("为什么", "为什么是这个数(&W)", report_acts.why, "Ctrl+I"),
    _act("按原表填写", "按原表填写(&F)", _press(Qt.Key.Key_F2), own_keys="F2", writes=True),
    _act("采用计算值", "采用计算值(&C)", report_acts.take_computed, writes=True),
    _act("填无", "填“无”（不涉及）(&N)", report_acts.fill_none, writes=True),
    _act(
        "插入数据", "插入数据(&I)…", _press(Qt.Key.Key_Space, _CTRL), own_keys="{ 或 Ctrl+空格", writes=True,
        opens_group=True,
    ),
    _act("链接数字", "链接或设为数据项(&L)…", report_acts.link_number, "Ctrl+K", writes=True),
)  # fmt: skip
CHECKS = (
    CHECK,
    NEXT,
    _act("上一处", "上一处(&P)", report_acts.step(-1), "Shift+F8"),
    _act("填写说明", "填写说明(&E)", report_acts.answer, "Ctrl+M", writes=True),
    SHOW_OVERVIEW,
    _act("未填项", "未填项(&U)", report_acts.show_page(UNFILLED), "Ctrl+U"),
    _act("审核关系", "审核关系(&R)", report_acts.show_page(RULES), "Ctrl+R"),
    _act("数字依据", "数字依据(&D)", report_acts.show_page(NUMBERS), "Ctrl+Shift+D"),
    Act[Files](
        "签批", "签批和定稿(&S)…", Files.sign, ("Ctrl+Shift+S",), offered=has_report, opens_group=True
    ),
    Act[Files](
        "核对", "核对签批件和公开稿(&V)…", lambda files: beside.verify(files.window, papers.working_folder(files.settings)),
        ("Ctrl+Shift+V",), offered=has_report,
    ),
    Act[Files](
        "报告体检", "报告体检(&T)…", lambda files: beside.check_up(files.window, papers.working_folder(files.settings)),
        ("Ctrl+Shift+T",), opens_group=True,
    ),
)  # fmt: skip
TOOLS = (
    _act("增加一节", "增加一节(&N)…", section_acts.add, writes=True),
    _act("改标题", "改标题(&R)…", section_acts.rename, writes=True),
    _act("本节上移", "本节上移(&U)", section_acts.move(-1), "Ctrl+Alt+Up", writes=True),
    _act("本节下移", "本节下移(&D)", section_acts.move(1), "Ctrl+Alt+Down", writes=True),
    _act("删除本节", "删除本节(&X)", section_acts.remove, writes=True),
    Act[Files]("模板", "模板(&T)…", Files.templates, opens_group=True),
    Act[Files]("更新模板", "更新模板(&G)…", Files.update_template, offered=has_report),
)
HELP = (
    Act[Files]("帮助", "帮助(&H)", lambda files: beside.help_on(files.window, ""), ("F1",)),
    Act[Files]("入门", "十分钟入门(&T)", lambda files: beside.help_on(files.window, "入门")),
    Act[Files]("快捷键", "快捷键(&K)", lambda files: beside.help_on(files.window, "快捷键")),
    Act[Files](
        "诊断信息", "导出诊断信息(&D)…",
        lambda files: beside.write_diagnostics(files.window, files.settings), opens_group=True,
    ),
    Act[Files]("关于", "关于自评通(&A)", lambda files: beside.help_on(files.window, "关于")),
)  # fmt: skip

MENUS = dict(zip(TITLES, (FILE, EDIT, VIEW, DATA, CHECKS, TOOLS, HELP), strict=True))
"""The acts of each menu by its title."""

TOOLBAR = ((UNDO, REDO), (CHECK, NEXT), (SHOW_OVERVIEW,), (FIND, PREVIEW, PRINT, EXPORT))
"""The tools, group by group."""


def acts_of(files: Files) -> WindowActs:
    """What one window offers; trouble with a file is said in one sentence."""
    menus = {title: [_guarded(act, files) for act in acts] for title, acts in MENUS.items()}
    return WindowActs(menus, [[act.name for act in group] for group in TOOLBAR])


def _guarded(act: Act[Files], files: Files) -> BoundAct:
    on_files = bound(act, files)
    return on_files._replace(run=files.guarded(on_files.run))
