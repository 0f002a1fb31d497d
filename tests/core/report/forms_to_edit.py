"""Small forms to be edited: joined neighbours, parts of a listing, figures in words, a sheet per row."""

from __future__ import annotations

from functools import cache

from core.pack.pack import Pack
from core.report.report import Report
from core.report.sheets import Sheet, sheets_of
from tests.core.pack.made_forms import bound, pack_with, report_of, xlsx

FIGURES = """
局:
  名: {类型: 文字}
  年度: {类型: 年度}
钱:
  收入: {类型: 金额}
  支出: {类型: 金额}
  结余: {类型: 金额, 公式: 收入 - 支出}
  说明: {类型: 多行文字}
事:
  辨识: 名
  列:
    类: {类型: 选项, 值: [甲, 乙]}
    组: {类型: 文字}
    名: {类型: 文字}
    数: {类型: 金额}
    倍: {类型: 金额, 公式: 数 * 2}
    分: {类型: 分值, 不低于: "0", 不高于: "10"}
    步:
      列: {做: {类型: 文字}, 次: {类型: 分值}, 双: {类型: 分值, 公式: 次 * 2}}
定:
  固定行: {上: {名: 上半年}, 下: {名: 下半年}}
  列: {名: {类型: 文字}, 额: {类型: 金额}}
合计数: {类型: 金额, 公式: 合计(事.数)}
"""
JOINED = xlsx(
    {
        "A1": "花名册",
        "A2": "类", "B2": "组", "C2": "名", "D2": "数", "E2": "倍", "F2": "分",
        "A3": "{事.类^}", "B3": "{事.组^}", "C3": "{事.名}", "D3": "{事.数}", "E3": "{事.倍}", "F3": "{事.分}",
        "A4": "合计", "D4": "{合计数}",
        "A5": "收入：{钱.收入}\n支出：{钱.支出}", "D5": "{钱.结余}", "E5": "{钱.说明}",
        "A6": "{局.名}", "C6": "单位",
    },
    ["A1:F1", "A4:C4", "A5:C5", "E5:F5", "A6:B6"],
)  # fmt: skip
PARTS = xlsx(
    {
        "A1": "甲类", "A2": '{事(类 = "甲").名}', "B2": "{事.数}",
        "A3": "乙类", "A4": '{事(类 = "乙" 且 组 = "东").名}', "B4": "{事.数}",
        "A5": "{合计数}",
    }
)  # fmt: skip
SHEETS = xlsx(
    {"A1": "{事.名}", "A2": "{事.类}", "B2": "{事.步.做}", "C2": "{事.步.次}", "D2": "{事.步.双}", "A3": "完"}
)
FIXED = xlsx({"A1": "{定.名}", "B1": "{定.额}", "A2": "完"})
FIVE = """
局.名: 某局
钱: {收入: 200, 支出: 50}
事:
  - {类: 甲, 组: 东, 名: 一, 数: 1}
  - {类: 甲, 组: 东, 名: 二, 数: 2}
  - {类: 乙, 组: 东, 名: 三, 数: 3}
  - {类: 乙, 组: 西, 名: 四, 数: 4}
  - {类: 乙, 组: 西, 名: 五}
"""


@cache
def _pack(form: bytes, per_row: str) -> Pack:
    return pack_with(form, per_row=per_row, figures=FIGURES)


def sheet_with(form: bytes, given: str = "", per_row: str = "") -> Sheet:
    """The first sheet of a report with this form."""
    report = report_of(_pack(form, per_row), given)
    return sheets_of(report, bound(report))[0]


def again(sheet: Sheet) -> Sheet:
    """The sheet laid out anew, as the screen does after a change."""
    return Sheet(sheet.report, sheet.form, sheet.row)


def column(report: Report, name: str, listing: str = "事") -> list[str]:
    """A column's words, row by row."""
    return [report.words(report.cell(f"{listing}.{name}", row)) for row in report.rows(listing)]
