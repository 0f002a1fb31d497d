"""A report at the size that must still be quick: 10,000 rows, 1,000 rules, three of them per row."""

from __future__ import annotations

from core.pack.loading import read_pack
from core.pack.pack import Pack

ROWS = 10_000
GROUPS = 100
RULES = 1_000
_WITH_LIST = 40
"""Rules that compare a figure with an aggregate over the list."""

_HEAD = """
编号: big
标题: 大模板
题名: "{单位.全称}{单位.年度}年度报告"
单位名: 单位.全称
报告年度: 单位.年度
"""
_LIST = """
明细:
  列:
    名称: {类型: 文字, 必填: 是}
    预算: {类型: 金额, 必填: 是}
    执行: {类型: 金额, 必填: 是}
    结余: {类型: 金额, 公式: 预算 - 执行}
    执行率: {类型: 百分比, 公式: "占比(执行, 预算)"}
汇总:
  预算: {类型: 金额, 公式: 合计(明细.预算)}
  执行: {类型: 金额, 公式: 合计(明细.执行)}
  结余: {类型: 金额, 公式: 合计(明细.结余)}
  个数: {类型: 个数, 公式: 计数(明细)}
  大额: {类型: 金额, 公式: "合计(明细.执行, 明细.预算 ≥ 190)"}
  小额: {类型: 金额, 公式: "合计(明细.执行, 明细.预算 < 110)"}
  超支: {类型: 个数, 公式: "计数(明细, 执行 > 预算)"}
  平均: {类型: 金额, 公式: 平均(明细.执行)}
  最大: {类型: 金额, 公式: 最大(明细.执行)}
  执行率: {类型: 百分比, 公式: "占比(执行, 预算)"}
"""
_PER_ROW = """
执行不超预算:
  级别: 错误
  对每行: 明细
  条件: 执行 ≤ 预算
  提示: "{名称} 执行 {执行} 万元超过预算 {预算} 万元，相差 {执行 - 预算} 万元"
执行率偏低:
  级别: 需说明
  对每行: 明细
  条件: 执行率 ≥ 20
  提示: "{名称} 执行率 {执行率}%，请说明"
名称完整:
  级别: 提示
  对每行: 明细
  条件: 字数(名称) ≥ 3
  提示: "{名称} 名称太短"
"""


def big_pack() -> Pack:
    """The pack, checked."""
    figures = ["单位:\n  全称: {类型: 文字}\n  年度: {类型: 年度}", _LIST]
    rules = [_PER_ROW]
    for number in range(GROUPS):
        figures.append(
            f"组{number}:\n  甲: {{类型: 金额, 必填: 是, 口径: 第 {number} 组}}\n  乙: {{类型: 金额}}\n"
            f"  和: {{类型: 金额, 公式: 甲 + 乙}}\n  占: {{类型: 百分比, 公式: '占比(甲, 和)'}}"
        )
    for number in range(RULES - 3):
        at = number % GROUPS
        next_ = (number * 7 + 1) % GROUPS
        if number < _WITH_LIST:
            condition = f"组{at}.和 ≤ 汇总.{('预算', '执行', '小额', '大额')[number % 4]}"
            said = f"组{at}.和"
        else:
            condition = f"组{at}.和 = 组{at}.甲 + 组{at}.乙 且 组{next_}.占 ≤ 100"
            said = f"组{next_}.占"
        rules.append(
            f"规则{number}:\n  级别: 错误\n  条件: {condition}\n  依据: 表内勾稽第 {number} 条\n"
            f"  提示: 组{at} 的 {{{said}}} 不对，甲 {{组{at}.甲}} 万元"
        )
    files = {
        "pack.yaml": _HEAD,
        "figures.yaml": "\n".join(figures),
        "rules.yaml": "\n".join(rules),
        "sections.yaml": "概况: {标题: 基本情况, 措辞: '预算{汇总.预算}万元，执行{汇总.执行}万元。'}\n",
    }
    return read_pack({name: text.encode() for name, text in files.items()})


def big_entries(pack: Pack) -> dict[str, str]:
    """30,000 cells of the list with their rows' ranks, and the figures of all groups."""
    entries = pack.first_entries() | {"单位.全称": "某县大单位", "单位.年度": "2023"}
    for number in range(ROWS):
        row = f"明细[{number:05x}]"
        entries[f"{row}!序"] = f"{(number + 1) * 1000:08d}"
        entries[f"{row}.名称"] = f"项目第{number}号"
        entries[f"{row}.预算"] = f"{100 + number % 97}.{number % 100:02d}"
        entries[f"{row}.执行"] = f"{90 + number % 97}.{number % 89:02d}" if number % 500 else "1"
    for number in range(GROUPS):
        entries |= {f"组{number}.甲": f"{number}.50", f"组{number}.乙": f"{number * 2}.25"}
    return entries
