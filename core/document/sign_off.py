"""Two sheets of the program's own: the page that is signed and stamped, and the 审核说明表."""

from __future__ import annotations

from collections.abc import Sequence

from core.document.forms import FilledCell, FilledForm, FilledSheet
from core.document.titles import title_lines
from core.figures.keys import ANSWER
from core.forms.grid import GridCell, Paper, Spot, Style
from core.report.explain import who_entered
from core.report.findings import EXPLAINED, STALE, standings
from core.report.report import Report
from core.report.stages import STAGES, signatures, standing_final

SIGN_OFF = "签批页"
ANSWERS = "审核说明表"
TITLE_ROOM = 23
"""Characters of the title that a line has room for."""
_TITLE = Style("方正小标宋简体", 18.0, across="center", down="center")
_LINE = {"left": "thin", "right": "thin", "top": "thin", "bottom": "thin"}
_HEAD = Style("黑体", 12.0, across="center", down="center", wrap=True, **_LINE)  # type: ignore[arg-type]
_CELL = Style("宋体", 12.0, across="center", down="center", wrap=True, **_LINE)  # type: ignore[arg-type]
_WORDS = Style("宋体", 10.5, across="left", down="center", wrap=True, **_LINE)  # type: ignore[arg-type]
_NOTE = Style("宋体", 10.5, across="left", down="center", wrap=True)
TITLE_HEIGHT = 66.0
HEAD_HEIGHT = 30.0
ROW_HEIGHT = 48.0
SEAL_HEIGHT = 150.0


def sign_off_form(report: Report) -> FilledForm | None:
    """The page for the signatures, as the pack names them, and the seal; names and days of those who signed."""
    if not report.pack.sign_off:
        return None
    signed = signatures(report)
    final = standing_final(report)
    rows: list[list[str]] = [["", "姓名", "签字", "日期"]]
    for number, role in enumerate(report.pack.sign_off):
        signature = signed.get(STAGES[number]) if number < len(STAGES) else None
        name, day = (signature.name, _day(signature.at)) if signature else ("", "")
        rows.append([role, name, "", day])
    cells = _table(rows, 1, [_CELL] * 4)
    cells[0, 0] = FilledCell(
        "\n".join((*title_lines(report.title, TITLE_ROOM), SIGN_OFF)),
        None,
        GridCell("", _TITLE._replace(wrap=True)),
        1,
        4,
    )
    last = len(rows) + 1
    cells[last, 0] = FilledCell("单位盖章", None, GridCell("", _CELL))
    cells[last, 1] = FilledCell("", None, GridCell("", _CELL), 1, 3)
    words = (
        f"{final.stamp}。报告全文和附件每页的校验码与此相同。"
        if final
        else "报告还没有定稿，本页不作签批用。"
    )
    cells[last + 1, 0] = FilledCell(words, None, GridCell("", _NOTE), 1, 4)
    heights = (TITLE_HEIGHT, HEAD_HEIGHT, *(ROW_HEIGHT,) * (len(rows) - 1), SEAL_HEIGHT, HEAD_HEIGHT)
    sheet = FilledSheet(SIGN_OFF, (20.0, 20.0, 30.0, 22.0), heights, cells, Paper())
    return FilledForm(SIGN_OFF, (sheet,))


def answers_form(report: Report) -> FilledForm | None:
    """Every 需说明 that was answered: what was found, the answer, who gave it, room for the reviewer."""
    answered = [one for one in standings(report) if one.state in (EXPLAINED, STALE)]
    if not answered:
        return None
    entered = who_entered(report, [ANSWER + one.finding.identity for one in answered])
    rows = [["序号", "审核项", "情况", "说明", "说明人", "复核意见"]]
    for number, standing in enumerate(answered, start=1):
        entry = entered.get(ANSWER + standing.finding.identity)
        stale = "（数已变动，需重新确认）" if standing.state == STALE else ""
        message = " ".join(standing.finding.message.split())
        rows.append(
            [
                str(number),
                standing.finding.code,
                message,
                standing.answer + stale,
                entry.signed if entry else "",
                "",
            ]
        )
    cells = _table(rows, 1, [_CELL._replace(size=10.5), _WORDS, _WORDS, _WORDS, _WORDS, _WORDS])
    cells[0, 0] = FilledCell(ANSWERS, None, GridCell("", _TITLE), 1, 6)
    heights = (TITLE_HEIGHT, *(HEAD_HEIGHT,) * len(rows))
    paper = Paper(landscape=True, titles=(1, 1))
    sheet = FilledSheet(ANSWERS, (6.0, 18.0, 44.0, 40.0, 18.0, 14.0), heights, cells, paper)
    return FilledForm(ANSWERS, (sheet,))


def _table(rows: Sequence[Sequence[str]], first: int, styles: Sequence[Style]) -> dict[Spot, FilledCell]:
    """Rows of words as cells, the first of them headings."""
    out: dict[Spot, FilledCell] = {}
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            style = _HEAD if not number else styles[column]
            out[first + number, column] = FilledCell(words, None, GridCell("", style))
    return out


def _day(at: str) -> str:
    """2024-03-05T… as it is written on paper: 2024年3月5日."""
    year, month, day = at[:10].split("-")
    return f"{year}年{int(month)}月{int(day)}日"
