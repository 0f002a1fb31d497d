"""A report whose sentences contradict each other, read once."""

from __future__ import annotations

from core.document.review import review
from core.pack.loading import read_pack
from core.pack.pack import Pack
from core.report.findings import Standing, standing_proofs, standings
from core.report.proofs import Proof
from core.report.report import Report

BODY = "章节[情况].正文"
OTHER = "章节[别的].正文"
WRONG = "全年支出100.00万元，其中：人员经费60.00万元，公用经费30.00万元。"
RIGHT = WRONG.replace("100.00", "90.00")
LIVE = WRONG.replace("60.00", "{支出.人员}")
CUT = "全年支出90.00万元，人员经费60.00万元，占支出的66.66%。"
"""The share is cut off where it should be rounded: a 需说明."""
FILES = {
    "pack.yaml": '编号: 文\n标题: 文\n题名: "{院.名}{院.年}年度情况"\n单位名: 院.名\n报告年度: 院.年\n',
    "figures.yaml": """
院:
  名: {类型: 文字}
  年: {类型: 年度, 标题: 年度}
支出:
  人员: {类型: 金额, 标题: 人员经费}
  公用: {类型: 金额, 标题: 公用经费}
  总额: {类型: 金额, 公式: 人员 + 公用, 标题: 支出}
""",
    "rules.yaml": "",
    "sections.yaml": "情况: {标题: 情况}\n别的: {标题: 别的情况, 措辞: 别的话。}\n",
}
RULE = "人员不多: {级别: 错误, 条件: 支出.人员 ≤ 50, 提示: '人员经费 {支出.人员} 万元'}\n"


def small_pack(rules: str = "", needed: bool = False) -> Pack:
    """The pack with some rules; `needed` asks for 公用."""
    files = FILES | {"rules.yaml": rules}
    if needed:
        files["figures.yaml"] = files["figures.yaml"].replace(
            "公用: {类型: 金额,", "公用: {类型: 金额, 必填: 是,"
        )
        files["sections.yaml"] = files["sections.yaml"].replace(
            "情况: {标题: 情况}", "情况: {标题: 情况, 数据: [支出]}"
        )
    return read_pack({name: text.encode() for name, text in files.items()})


def entries_of(pack: Pack, text: str) -> dict[str, str]:
    return pack.first_entries() | {
        "院.名": "青禾县水利局", "院.年": "2023", "支出.人员": "60.00", BODY: text
    }  # fmt: skip


def report_with(text: str, rules: str = "") -> Report:
    """A report whose sentences have been read."""
    pack = small_pack(rules)
    report = Report.in_memory(pack, entries=entries_of(pack, text))
    review(report)
    return report


def rewrite(report: Report, text: str, key: str = BODY) -> None:
    report.set(key, text)
    review(report)


def only_proof(report: Report) -> Proof:
    (proof,) = standing_proofs(report)
    return proof


def only_standing(report: Report) -> Standing:
    (standing,) = standings(report)
    return standing
