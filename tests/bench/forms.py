"""How long a form takes: a cell and a row among 500 indicators with their repaint, and the workbooks."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.export.folder import export_folder
from core.pack.loading import load_pack
from core.pack.pack import Pack
from core.report.form_edits import rows_inserted, rows_removed
from core.report.report import Report
from gui.forms.view import FormView
from gui.session import Session
from tests.bench.dressed import application
from tests.bench.material import ROOT
from tests.bench.timing import Measure, measured, seconds, slowest_twentieth

INDICATORS = 500
PROJECTS = 50
EACH = 20
_PACK = ROOT / "resources" / "packs" / "hunan-county-2023"
_LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)


def indicators(listing: str, count: int) -> dict[str, str]:
    """The entries of some indicators of a list, in the order of their levels."""
    entries: dict[str, str] = {}
    for number in range(count):
        first, second = _LEVELS[number * len(_LEVELS) // count]
        row = f"{listing}[{number:04x}]"
        entries |= {
            f"{row}!序": f"{number + 1:08d}",
            f"{row}.一级": first,
            f"{row}.二级": second,
            f"{row}.三级": f"第{number + 1}项任务完成情况",
            f"{row}.指标值": f"≥{100 + number}个",
            f"{row}.完成值": f"{100 + number}个",
            f"{row}.分值": "0.2",
        }
    return entries


def editing() -> dict[str, Measure]:
    """A number typed into a cell, and a row inserted, in a form of 500 indicators, until it is painted."""
    pack = load_pack(_PACK)
    session = Session(Report.in_memory(pack, entries=indicators("绩效指标", INDICATORS)))
    application()
    view = FormView(session, pack.bound("附件2", session.report.graph))
    view.resize(1000, 700)
    view.show()
    view.setFocus()
    QApplication.processEvents()
    chance = random.Random(5)
    edits = []
    inserts = []
    for _ in range(60):
        row = view.model().sheet.first_line[13] + chance.randrange(INDICATORS)
        view.stand_on(view.model().index(row, 5))
        view.viewport().repaint()
        text = f"{chance.randrange(50, 900)}个"

        def enter(row: int = row, text: str = text) -> None:
            view.model().put(row, 5, text)
            view.viewport().repaint()

        edits.append(seconds(enter))

        def insert(row: int = row) -> None:
            session.do("", lambda _report: rows_inserted(view.model().sheet, row, below=True))
            view.viewport().repaint()

        inserts.append(seconds(insert))
        session.do("", lambda _report, row=row: rows_removed(view.model().sheet, [row + 1]))  # type: ignore[misc]
    session.report.close()
    view.deleteLater()
    return {
        "form_edit_500_rows": measured(edits[5:], "ms", 8.0, slowest=round(max(edits) * 1000, 1)),
        "form_edit_500_rows_p95": slowest_twentieth(edits[5:], "ms", 16.0),
        "form_insert_500_rows_p95": slowest_twentieth(inserts[5:], "ms", 30.0),
    }


def workbooks(pack: Pack, entries: dict[str, str], folder: Path) -> dict[str, Measure]:
    """All attachments of a report, and of 50 projects with 20 indicators each, written and read back."""
    report = Report.in_memory(pack, entries=entries)
    times = [seconds(lambda: export_folder(report, folder / "forms", ("xlsx",))) for _ in range(4)]
    many = Report.in_memory(load_pack(_PACK), entries=projects())
    large = [seconds(lambda: export_folder(many, folder / "many", ("xlsx",)))]
    return {
        "export_forms": measured(times[1:], "s", 1.0, first=times[0]),
        "export_50_projects": measured(large, "s", 10.0),
    }


def projects() -> dict[str, str]:
    """The entries of 50 projects with 20 indicators each."""
    entries: dict[str, str] = {}
    for number in range(PROJECTS):
        row = f"项目[{number:03x}]"
        entries |= {
            f"{row}!序": f"{number + 1:08d}",
            f"{row}.名称": f"第{number + 1}个项目",
            f"{row}.类别": "专项资金",
            f"{row}.金额": str(90 + number),
            f"{row}.年初预算数": str(100 + number),
            f"{row}.全年预算数": str(100 + number),
            **indicators(f"{row}.绩效指标", EACH),
        }
    return entries
