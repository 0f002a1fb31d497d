"""审核代码: every code that the program itself gives a finding; those of a pack's rules are the pack's.

A code is stored with answers and printed with findings, so it never changes. A new one is a name above and its
line in the table below, and so stands in the help as well.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from core.numbers.finding import ERROR, EXPLAIN, HINT

REPORTED_DIFFERS = "填报与计算不符"
UNKNOWN_MARK = "引用无效"
REFERENCE_GONE = "引用已删除"

PARTS = "分项合计"
TOTAL = "合计"
ITEMS_SUM = "逐项合计"
SCATTERED_SUM = "各处相加"
CHANGES_SUM = "增减合计"
PRODUCT = "测算"
ROUNDING_TAIL = "四舍五入尾差"
BALANCE = "收支平衡"
MORE_SPENT = "支出大于收入"

SHARE_OF_WHOLE = "占比"
SHARES_SUM = "占比合计"
GROWTH_AMOUNT = "增减额"
GROWTH_RATE = "增减率"
FROM_NOTHING = "上年为零"
GAP = "相差"
COMPLETION_RATE = "完成率"
WRONG_BASE = "完成率的口径"
NO_BUDGET = "预算为零"
CUT_OFF = "截断"

RESTATEMENT = "前后一致"
TEXT_AND_TABLE = "文表一致"
COMPARISON = "决算与预算比较"
ON_DUTY = "在职与编制"
ITEM_COUNT = "个数与所列"
ASPECTS = "方面数"

ROWS_SUM = "表内分项合计"
ROW_CHANGE = "表内增减"
ACROSS = "表内横向合计"
DOWN = "表内纵向合计"
SOURCES = "表内合计"
EXECUTION_RATE = "表内执行率"
INDICATOR_SCORE = "指标得分"
WEIGHTS_SUM = "分值合计"

MISSING_SECTION = "缺少章节"
MISSING_TOPICS = "缺少内容"
NO_TOTAL = "未写支出合计"
NO_PROBLEMS = "问题为无"
PROBLEMS_AND_MEASURES = "问题与措施"
TARGET_AS_RESULT = "目标当结果"
VAGUE = "概数"
DOUBLY_VAGUE = "概数重复"
EVEN_WITH_REASON = "持平与原因"
CONTRADICTION = "前后矛盾"
REPEATED_SENTENCE = "重复语句"

UNIT_NAME = "单位名称不一致"
NAMES_DIFFER = "名称不一致"
FOREIGN_PLACE = "地名不符"
PARTY_ORGAN = "党委部门的性质"
GOVERNMENT_ORGAN = "政府部门的性质"
OTHER_YEAR = "年度不符"
PRIOR_ITEM = "上年项目"
YEAR_WRITING = "年份写法"
RELATIVE_TIME = "相对时间"
REPORT_DATE = "报告日期"
IMPOSSIBLE_DATE = "日期"

WRONG_WORD = "错别字"
REMNANT = "文字残留"
NUMBERING = "序号"
PUNCTUATION = "标点"

UNSPOKEN = frozenset({NO_BUDGET})
"""Codes of relations that are read, and of which nothing is said yet."""


class Code(NamedTuple):
    """A code: the gravest severity it can have, what it means and what to do, for a clerk, and where its cases are."""

    name: str
    severity: str
    meaning: str
    remedy: str
    cases: str


CHAPTERS: dict[str, tuple[Code, ...]] = {
    "填报的数和引用": (
        Code(
            REPORTED_DIFFERS,
            ERROR,
            "填报的数和按公式算出来的数不一样。",
            "核对公式里的各个数，把填错的改过来；旁边有原因栏的，也可以在里面写明原因。",
            "tests/core/report/test_typing.py",
        ),
        Code(
            UNKNOWN_MARK,
            ERROR,
            "正文里引用的数据项不存在，打印时这里会显示【？】。",
            "把引用的地方改成文字，或者重新插入要引用的数据项。",
            "tests/core/figures/test_texts.py",
        ),
        Code(
            REFERENCE_GONE,
            EXPLAIN,
            "正文里引用的一行已经删除，引用的地方变成了普通文字。",
            "看这几个字是否还合适：合适的点“看过了”，不合适的改掉。",
            "tests/core/report/test_rows.py",
        ),
    ),
    "加起来对不对": (
        Code(
            PARTS,
            ERROR,
            "“其中”“包括”后面各项加起来，不等于前面的总数。",
            "核对总数和各分项，改正写错的数，或者补上漏列的一项。",
            "tests/core/prose/relations/test_parts.py",
        ),
        Code(
            TOTAL,
            ERROR,
            "先列各项、后写“合计”“共计”的，各项加起来不等于合计数。",
            "核对合计数和前面各项，改正写错的数。",
            "tests/core/prose/relations/test_totals.py",
        ),
        Code(
            ITEMS_SUM,
            ERROR,
            "后面逐条列出的数加起来，不等于前一段写的总数。",
            "核对总数和每一条的数，改正写错的数，或者补上漏列的一条。",
            "tests/core/prose/relations/test_columns.py",
        ),
        Code(
            SCATTERED_SUM,
            HINT,
            "分写在几处的数加起来，和另一处写的总数对不上。",
            "对照账表看这几个数是否同一口径，写错的改正。",
            "tests/core/prose/relations/test_identities.py",
        ),
        Code(
            CHANGES_SUM,
            ERROR,
            "各项的增减额加起来，不等于总数的增减额。",
            "核对各项和总数的增减额，看“增加”“减少”有没有写反。",
            "tests/core/prose/relations/test_change_sums.py",
        ),
        Code(
            PRODUCT,
            ERROR,
            "数量乘以标准，不等于文中写的金额。",
            "核对数量、标准和金额，改正写错的一个。",
            "tests/core/prose/relations/test_products.py",
        ),
        Code(
            ROUNDING_TAIL,
            HINT,
            "各数四舍五入以后再加，和总数差在最后一位上。",
            "看一眼就行，一般不用改。",
            "tests/core/prose/relations/test_parts.py",
        ),
        Code(
            BALANCE,
            EXPLAIN,
            "收入加上结转结余等来源，和支出、年末结余对不上。",
            "写明年初结转结余和其他资金来源，或者核对收入、支出是不是同一口径。",
            "tests/core/prose/relations/test_balance.py",
        ),
        Code(
            MORE_SPENT,
            EXPLAIN,
            "支出比收入多，文中没有写多出来的钱从哪里来。",
            "写明年初结转结余或者其他来源，或者核对这两个数。",
            "tests/core/prose/relations/test_balance.py",
        ),
    ),
    "占比、增减和完成率": (
        Code(
            SHARE_OF_WHOLE,
            ERROR,
            "文中写的占比，和用两个数算出来的不一样。",
            "核对占比、部分的数和总数，改正写错的一个。",
            "tests/core/prose/relations/test_shares.py",
        ),
        Code(
            SHARES_SUM,
            ERROR,
            "各部分的占比加起来不是 100%。",
            "逐个核对占比，改正算错或者写错的。",
            "tests/core/prose/relations/test_hundred.py",
        ),
        Code(
            GROWTH_AMOUNT,
            ERROR,
            "增加或减少的数，和前后两个数相减的结果不一样。",
            "核对前后两个数和增减额，看“增加”“减少”有没有写反。",
            "tests/core/prose/relations/test_growth.py",
        ),
        Code(
            GROWTH_RATE,
            ERROR,
            "增长或下降的百分比，和按金额算出来的不一样。",
            "核对百分比和算它的金额，改正写错的一个。",
            "tests/core/prose/relations/test_growth.py",
        ),
        Code(
            FROM_NOTHING,
            EXPLAIN,
            "照文中的数推算上年是 0，增减的百分比无从谈起。",
            "去掉百分比，改写成“上年无此项”，或者核对增减额。",
            "tests/core/prose/relations/test_growth.py",
        ),
        Code(
            GAP,
            ERROR,
            "文中写的差额、结余或节约额，和两个数相减的结果不一样。",
            "核对两个数和差额，改正写错的一个。",
            "tests/core/prose/relations/test_amount_gaps.py",
        ),
        Code(
            COMPLETION_RATE,
            ERROR,
            "执行率、完成率和用完成数除以预算数（计划数）算出来的不一样。",
            "核对完成数、预算数（计划数）和百分比，改正写错的一个。",
            "tests/core/prose/relations/test_completion.py",
        ),
        Code(
            WRONG_BASE,
            ERROR,
            "完成率按文中说的预算算不出来，按另一个预算才对得上。",
            "写清楚完成的是哪个预算的百分之几，或者按所说的预算重新算。",
            "tests/core/prose/relations/test_completion.py",
        ),
        Code(
            NO_BUDGET,
            EXPLAIN,
            "年初预算是 0，却写了完成预算的百分之几。",
            "去掉完成率，写明年初没有安排预算。",
            "tests/core/prose/relations/test_completion.py",
        ),
        Code(
            CUT_OFF,
            EXPLAIN,
            "百分比直接去掉了后面的小数，没有四舍五入。",
            "改成四舍五入以后的百分比；不改的，写明原因。",
            "tests/core/prose/test_messages.py",
        ),
    ),
    "前后一致、大小和个数": (
        Code(
            RESTATEMENT,
            ERROR,
            "同一个数，前后两处写得不一样。",
            "核对哪一处对，两处改成一样；说的不是同一个数，就把名称写清楚。",
            "tests/core/prose/relations/test_restatements.py",
        ),
        Code(
            TEXT_AND_TABLE,
            ERROR,
            "同一个数，正文和表格里，或者两张表里写得不一样。",
            "对照账表，把写错的一处改过来。",
            "tests/core/prose/relations/test_restatements.py",
        ),
        Code(
            COMPARISON,
            ERROR,
            "文中写决算“大于”“小于”预算或“持平”，和两个数的大小不合。",
            "核对决算数和预算数，或者改正“大于”“小于”“持平”的说法。",
            "tests/core/prose/relations/test_comparisons.py",
        ),
        Code(
            ON_DUTY,
            EXPLAIN,
            "在职人数比编制数多。",
            "核对两个人数；确实超编的，写明原因。",
            "tests/core/prose/relations/test_bounds.py",
        ),
        Code(
            ITEM_COUNT,
            ERROR,
            "文中写的个数，和列出的名称个数不一样。",
            "数一数列出的名称，改正个数，或者补上漏列的名称。",
            "tests/core/prose/relations/test_item_counts.py",
        ),
        Code(
            ASPECTS,
            ERROR,
            "文中写的几个方面、几点，和“一是、二是”列出的条数不一样。",
            "数一数列出的条数，改正个数，或者补上漏写的一条。",
            "tests/core/prose/relations/test_aspects.py",
        ),
    ),
    "表格里的数": (
        Code(
            ROWS_SUM,
            ERROR,
            "表里各行加起来，不等于合计行或上一级的数。",
            "核对这一列的各行和合计，改正写错的数。",
            "tests/core/prose/relations/test_named_rows.py",
        ),
        Code(
            ROW_CHANGE,
            ERROR,
            "表里的增减数，不等于同一行前后两个数相减。",
            "核对这一行的三个数，改正写错的一个。",
            "tests/core/prose/relations/test_named_rows.py",
        ),
        Code(
            ACROSS,
            ERROR,
            "表里一行的合计数，不等于这一行各数相加。",
            "核对这一行的合计和各数，改正写错的一个。",
            "tests/core/prose/relations/test_table_rows.py",
        ),
        Code(
            DOWN,
            ERROR,
            "表里各科目加起来，不等于上一级科目或合计的数。",
            "核对各级科目的数，改正写错的一个。",
            "tests/core/prose/relations/test_table_rows.py",
        ),
        Code(
            SOURCES,
            ERROR,
            "表里各项资金来源加起来，不等于资金总额。",
            "核对资金总额和各项来源，改正写错的一个。",
            "tests/core/prose/relations/test_form_rows.py",
        ),
        Code(
            EXECUTION_RATE,
            ERROR,
            "表里的执行率，和执行数除以预算数的结果不一样。",
            "核对执行数、预算数和执行率，改正写错的一个。",
            "tests/core/prose/relations/test_form_rows.py",
        ),
        Code(
            INDICATOR_SCORE,
            EXPLAIN,
            "指标的得分，和按完成比例应得的分不一样。",
            "改正得分，或者写明扣分原因。",
            "tests/core/prose/relations/test_form_rows.py",
        ),
        Code(
            WEIGHTS_SUM,
            ERROR,
            "一组指标的分值加起来，不等于这一组写明的分值。",
            "核对这一组各个指标的分值，改正写错的一个。",
            "tests/core/prose/relations/test_form_weights.py",
        ),
    ),
    "费用和人员、事项": (
        Code(
            "离休费与离休人员",
            EXPLAIN,
            "报告里说没有离休人员，支出里却列有离休费。",
            "核对离休人数，或者删去这项费用。",
            "resources/prose/费用与人员.yaml",
        ),
        Code(
            "退休费与退休人员",
            EXPLAIN,
            "报告里说没有退休人员，支出里却列有退休费。",
            "核对退休人数，或者删去这项费用。",
            "resources/prose/费用与人员.yaml",
        ),
        Code(
            "用车费与车辆",
            EXPLAIN,
            "报告里说没有公务用车，却列有公务用车运行维护费。",
            "核对车辆数，或者说明车辆的来源。",
            "resources/prose/费用与人员.yaml",
        ),
        Code(
            "出国费与团组",
            EXPLAIN,
            "报告里说没有因公出国（境）团组，却列有因公出国（境）费。",
            "核对团组数或者金额。",
            "resources/prose/费用与人员.yaml",
        ),
        Code(
            "接待费与接待",
            EXPLAIN,
            "报告里说没有公务接待，却列有公务接待费。",
            "核对接待批次或者金额。",
            "resources/prose/费用与人员.yaml",
        ),
        Code(
            "遗属补助与遗属",
            EXPLAIN,
            "报告里说没有遗属，支出里却列有遗属补助。",
            "核对遗属人数，或者删去这项费用。",
            "resources/prose/费用与人员.yaml",
        ),
    ),
    "该写的内容": (
        Code(
            MISSING_SECTION,
            HINT,
            "通知要求必须写的一节，报告里没有。",
            "补写这一节。",
            "tests/core/commands/test_checking.py",
        ),
        Code(
            MISSING_TOPICS,
            HINT,
            "通知要求写到的内容，例如“三公”经费、自评得分，全文没有提到。",
            "按通知要求补写，没有的写“无”。",
            "tests/core/prose/lint/test_missing.py",
        ),
        Code(
            NO_TOTAL,
            HINT,
            "写了基本支出和项目支出，全文没有写支出合计。",
            "写明支出合计是多少。",
            "tests/core/prose/lint/test_missing.py",
        ),
        Code(
            NO_PROBLEMS,
            HINT,
            "存在的问题只写了“无”，评审时通常会退回。",
            "写出自评中扣分或者没有做到位的地方。",
            "tests/core/prose/lint/test_measures.py",
        ),
        Code(
            PROBLEMS_AND_MEASURES,
            EXPLAIN,
            "问题和改进措施对不上，或者措施要别的部门去做。",
            "逐条对应：有问题的写措施，有措施的写问题；要别的部门做的，改写成建议。",
            "tests/core/prose/lint/test_measures.py",
        ),
        Code(
            TARGET_AS_RESULT,
            EXPLAIN,
            "实际完成的数写成了“≥95%”这样的目标。",
            "写实际完成的数值。",
            "tests/core/prose/lint/test_targets_as_results.py",
        ),
        Code(
            VAGUE,
            HINT,
            "写了“余”“多”“约”“左右”这样不确切的数量。",
            "绩效数据尽量写实际数。",
            "tests/core/prose/lint/test_wrong_words.py",
        ),
        Code(
            DOUBLY_VAGUE,
            HINT,
            "两个表示大概的词连用，例如“约100余人”。",
            "只留一个，或者写实际数。",
            "tests/core/prose/lint/test_wrong_words.py",
        ),
        Code(
            EVEN_WITH_REASON,
            EXPLAIN,
            "写的是持平，后面的原因却说增加或者减少。",
            "核对数字是不是持平，或者改写原因。",
            "tests/core/prose/lint/test_even.py",
        ),
        Code(
            CONTRADICTION,
            EXPLAIN,
            "同一件事，前面说做到了，后面说没有做到。",
            "核对以后统一说法，或者说明各指什么。",
            "tests/core/prose/lint/test_contradictions.py",
        ),
        Code(
            REPEATED_SENTENCE,
            HINT,
            "同一句话在报告里写了两次。",
            "确实重复的，删去一处。",
            "tests/core/prose/lint/test_repeats.py",
        ),
    ),
    "单位、年度和日期": (
        Code(
            UNIT_NAME,
            EXPLAIN,
            "本单位的名称，在文中写得和别处不一样。",
            "统一写成单位的正式名称。",
            "tests/core/prose/lint/test_unit_names.py",
        ),
        Code(
            NAMES_DIFFER,
            HINT,
            "同一个单位或者工程的名称，文中有两种写法。",
            "统一写成正式名称。",
            "tests/core/prose/lint/test_unit_names.py",
        ),
        Code(
            FOREIGN_PLACE,
            EXPLAIN,
            "本单位在县里，文中写的是“区”，或者反过来。",
            "核对是不是沿用了别的材料，改成本地的说法。",
            "tests/core/prose/lint/test_place_names.py",
        ),
        Code(
            PARTY_ORGAN,
            EXPLAIN,
            "本单位是党委的部门，正文却写成政府的部门。",
            "按“三定”规定核对单位性质。",
            "tests/core/prose/lint/test_nature.py",
        ),
        Code(
            GOVERNMENT_ORGAN,
            EXPLAIN,
            "本单位是政府的部门，正文却写成党委的部门。",
            "按“三定”规定核对单位性质。",
            "tests/core/prose/lint/test_nature.py",
        ),
        Code(
            OTHER_YEAR,
            EXPLAIN,
            "文中写的年份不是本报告的年度。",
            "核对是不是沿用了别的材料，改正年份。",
            "tests/core/prose/lint/test_years.py",
        ),
        Code(
            PRIOR_ITEM,
            EXPLAIN,
            "以前年度的项目列在本年度的支出里。",
            "说明原因，例如上年结转、跨年支付；写错的改正。",
            "tests/core/prose/lint/test_years.py",
        ),
        Code(
            YEAR_WRITING,
            ERROR,
            "年份写得不对，或者没有写满四位数字。",
            "改成四位数字的年份。",
            "tests/core/prose/lint/test_years.py",
        ),
        Code(
            RELATIVE_TIME,
            HINT,
            "写了“今年”“去年”“近日”这样的话，存档以后看不出是哪一年。",
            "写成具体的年份或者日期。",
            "tests/core/prose/lint/test_wrong_words.py",
        ),
        Code(
            REPORT_DATE,
            HINT,
            "报告的日期在年度结束之前，全年的数据还没有产生。",
            "核对报告日期。",
            "tests/core/prose/lint/test_dates.py",
        ),
        Code(
            IMPOSSIBLE_DATE,
            ERROR,
            "没有这一天、这个月，或者结束的时间早于开始的时间。",
            "改正日期。",
            "tests/core/prose/lint/test_dates.py",
        ),
    ),
    "文字和标点": (
        Code(
            WRONG_WORD,
            EXPLAIN,
            "公文里常见的错字，或者用错的词。",
            "改成提示里给出的写法。",
            "tests/core/prose/lint/test_wrong_words.py",
        ),
        Code(
            REMNANT,
            HINT,
            "模板、样表或者 Word 留在正文里的东西没有删去、没有填。",
            "删去，或者填写完整。",
            "tests/core/prose/lint/test_left_over.py",
        ),
        Code(
            NUMBERING,
            EXPLAIN,
            "标题或者条目的序号跳号、重号、次序不对，或者丢了。",
            "把序号改成连续的。",
            "tests/core/prose/lint/test_numbering.py",
        ),
        Code(
            PUNCTUATION,
            HINT,
            "标点连用、不成对，或者用了半角。",
            "按提示改正标点。",
            "tests/core/prose/lint/test_punctuation.py",
        ),
    ),
}
"""All codes, as the help shows them."""

CODES: dict[str, Code] = {code.name: code for code in chain.from_iterable(CHAPTERS.values())}
