"""The menus: every act with its words, its keys, and whether it needs an open report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow, QMenu


class Act(NamedTuple):
    """One line of a menu.

    `shown` are keys that the widget under the cursor takes itself: they stand in the menu and are not bound.
    What `writes` cannot be done in a report that is only read.
    """

    words: str
    name: str
    keys: str = ""
    needs_report: bool = True
    shown: str = ""
    writes: bool = False


LINE = Act("", "")
"""A line between groups."""

MENUS: tuple[tuple[str, tuple[Act, ...]], ...] = (
    (
        "文件(&F)",
        (
            Act("新建(&N)…", "新建", "Ctrl+N", False),
            Act("打开(&O)…", "打开", "Ctrl+O", False),
            Act("从已有报告导入(&I)…", "从已有报告导入", "Ctrl+Shift+O", False),
            Act("以去年为底稿(&L)…", "以去年为底稿", "", False),
            Act("打开示例(&D)", "打开示例", "", False),
            LINE,
            Act("保存点(&S)", "保存点", "Ctrl+S", writes=True),
            Act("另存为(&A)…", "另存为", "F12"),
            Act("历史版本(&H)…", "历史版本", "Ctrl+Shift+H"),
            LINE,
            Act("读入填好的附件(&R)…", "读入附件", "Ctrl+Shift+I", writes=True),
            Act("预览(&V)", "预览", "Ctrl+Shift+P"),
            Act("打印(&P)…", "打印", "Ctrl+P"),
            Act("导出(&E)…", "导出", "Ctrl+E"),
            Act("附件合并为一个 Excel 文件(&M)…", "导出附件"),
            LINE,
            Act("关闭报告(&C)", "关闭报告", "Ctrl+W"),
            Act("退出(&Q)", "退出", "Ctrl+Q", False),
        ),
    ),
    (
        "编辑(&E)",
        (
            Act("撤销(&U)", "撤销", "Ctrl+Z"),
            Act("重做(&R)", "重做", "Ctrl+Y"),
            Act("重复上一次填写(&P)", "重复", "F4", writes=True),
            LINE,
            Act("剪切(&T)", "剪切", "", False, "Ctrl+X"),
            Act("复制(&C)", "复制", "", False, "Ctrl+C"),
            Act("粘贴(&V)", "粘贴", "", False, "Ctrl+V"),
            Act("全选(&A)", "全选", "", False, "Ctrl+A"),
            LINE,
            Act("查找(&F)…", "查找", "Ctrl+F"),
            Act("替换(&H)…", "替换", "Ctrl+H", writes=True),
        ),
    ),
    (
        "视图(&V)",
        (
            Act("下一页签(&N)", "下一页签", "Ctrl+PgDown"),
            Act("上一页签(&B)", "上一页签", "Ctrl+PgUp"),
            Act("下一区域(&A)", "下一区域", "F6"),
            LINE,
            Act("审核结果和原因(&S)", "右侧", "Ctrl+Shift+R"),
        ),
    ),
    (
        "数据(&D)",
        (
            Act("为什么是这个数(&W)", "为什么", "Ctrl+I"),
            Act("按原表填写(&F)", "按原表填写", "", True, "F2", writes=True),
            Act("采用计算值(&C)", "采用计算值", writes=True),
            Act("填“无”（不涉及）(&N)", "填无", writes=True),
            LINE,
            Act("插入数据(&I)…", "插入数据", "", True, "{ 或 Ctrl+空格", writes=True),
            Act("链接或设为数据项(&L)…", "链接数字", "", True, "Ctrl+K", writes=True),
        ),
    ),
    (
        "检查(&C)",
        (
            Act("检查(&C)", "检查", "F7"),
            Act("下一处(&N)", "下一处", "F8"),
            Act("上一处(&P)", "上一处", "Shift+F8"),
            Act("填写说明(&E)", "填写说明", "Ctrl+M", writes=True),
            LINE,
            Act("概览(&O)", "概览", "Ctrl+Shift+W"),
            Act("未填项(&U)", "未填项", "Ctrl+U"),
            Act("审核关系(&R)", "审核关系", "Ctrl+R"),
            Act("数字依据(&D)", "数字依据", "Ctrl+Shift+D"),
            LINE,
            Act("签批和定稿(&S)…", "签批", "Ctrl+Shift+S"),
            Act("核对签批件和公开稿(&V)…", "核对", "Ctrl+Shift+V"),
            LINE,
            Act("报告体检(&T)…", "报告体检", "Ctrl+Shift+T", False),
        ),
    ),
    (
        "工具(&T)",
        (
            Act("增加一节(&N)…", "增加一节", writes=True),
            Act("改标题(&R)…", "改标题", writes=True),
            Act("本节上移(&U)", "本节上移", "Ctrl+Alt+Up", writes=True),
            Act("本节下移(&D)", "本节下移", "Ctrl+Alt+Down", writes=True),
            Act("删除本节(&X)", "删除本节", writes=True),
        ),
    ),
    (
        "帮助(&H)",
        (
            Act("帮助(&H)", "帮助", "F1", False),
            Act("十分钟入门(&T)", "入门", "", False),
            Act("快捷键(&K)", "快捷键", "", False),
            LINE,
            Act("导出诊断信息(&D)…", "诊断信息", "", False),
            Act("关于自评通(&A)", "关于", "", False),
        ),
    ),
)


class Menus:
    """A window's menus: the titles at once, the lines with their keys when they are first needed."""

    def __init__(self, window: QMainWindow, acts: Mapping[str, Callable[[], object]]) -> None:
        self._window = window
        self._acts = acts
        self._made: dict[str, QAction] = {}
        self.menus = {title: window.menuBar().addMenu(title) for title, _ in MENUS}
        for menu in self.menus.values():
            menu.aboutToShow.connect(lambda: self.actions)

    @property
    def is_filled(self) -> bool:
        return bool(self._made)

    @property
    def actions(self) -> dict[str, QAction]:
        """The acts by name."""
        if not self._made:
            for title, lines in MENUS:
                for line in lines:
                    self._add(self.menus[title], line)
        return self._made

    def _add(self, menu: QMenu, line: Act) -> None:
        if line == LINE:
            menu.addSeparator()
            return
        from PySide6.QtGui import QAction, QKeySequence  # not before the first paint

        action = QAction(line.words + (f"\t{line.shown}" if line.shown else ""), self._window)
        if line.keys:
            action.setShortcut(QKeySequence(line.keys))
        action.triggered.connect(lambda _on=False: self._acts[line.name]())
        action.setObjectName(line.name)
        action.setIconText(line.name)
        action.setToolTip(f"{line.name}　{line.keys}".strip("　"))
        action.setProperty("needs report", line.needs_report)
        action.setProperty("writes", line.writes)
        menu.addAction(action)
        self._made[line.name] = action


def add_choices(
    menu: QMenu, title: str, names: tuple[str, ...], current: str, choose: Callable[[str], None]
) -> None:
    """A submenu in which one of some names holds."""
    from PySide6.QtGui import QActionGroup

    inner = menu.addMenu(title)
    group = QActionGroup(inner)
    for number, name in enumerate(names, start=1):
        action = inner.addAction(f"{name}(&{number})")
        action.setCheckable(True)
        action.setChecked(name == current)
        action.triggered.connect(lambda _on=False, name=name: choose(name))
        group.addAction(action)
