"""Invented reports whose figures agree: sentences in the wordings of many offices, filled with random figures."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

Sentence = Callable[["Office"], str]


def rounded(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


class Office:
    """Random figures of one office; every method gives figures that agree."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.year = self.random.randint(2018, 2025)
        self.comma = self.random.random() < 0.2
        self.spaced = self.random.random() < 0.15

    def amount(self, low: int = 100, high: int = 900000) -> Decimal:
        return Decimal(self.random.randint(low, high)) / 100

    def parts(self, number: int) -> tuple[Decimal, list[Decimal]]:
        """A whole and its parts."""
        found = [self.amount() for _ in range(number)]
        return sum(found, Decimal(0)), found

    def money(self, value: Decimal, unit: str = "万元") -> str:
        text = f"{value:.2f}"
        if self.random.random() < 0.25 and not self.spaced:
            text = text.rstrip("0").rstrip(".")
        if self.comma:
            whole, point, rest = text.partition(".")
            text = f"{int(whole):,}{point}{rest}"
        return f" {text} {unit}" if self.spaced else text + unit

    def share(self, part: Decimal, whole: Decimal) -> str:
        return f"{rounded(part * 100 / whole)}%"

    def pick(self, *words: str) -> str:
        return self.random.choice(words)


def basic_expenditure(o: Office) -> str:
    whole, (a, b) = o.parts(2)
    m = o.money
    s = o.share
    return o.pick(
        f"{o.year}年度基本支出{m(whole)}，其中：人员经费{m(a)}，占基本支出的{s(a, whole)}，主要包括基本工资、津贴补贴等；"
        f"公用经费{m(b)}，占基本支出的{s(b, whole)}，主要包括办公费、印刷费等。",
        f"基本支出共计{m(whole)}。其中，人员经费支出{m(a)}，占{s(a, whole)}；日常公用经费支出{m(b)}，占{s(b, whole)}。",
        f"一般公共预算财政拨款基本支出{m(whole)}，包括人员经费{m(a)}和公用经费{m(b)}，分别占{s(a, whole)}和{s(b, whole)}。",
        f"本单位{o.year}年基本支出为{m(whole)}（其中：人员经费{m(a)}、公用经费{m(b)}），占比分别为{s(a, whole)}、{s(b, whole)}。",
        f"人员经费{m(a)}、公用经费{m(b)}，基本支出合计{m(whole)}。",
        f"基本支出{m(whole)}，是指为保障机构正常运转、完成日常工作任务而发生的支出，其中人员经费{m(a)}，"
        f"公用经费{m(b)}，人员经费占基本支出的比重为{s(a, whole)}。",
    )


def whole_expenditure(o: Office) -> str:
    whole, (a, b) = o.parts(2)
    m = o.money
    s = o.share
    return o.pick(
        f"本年支出合计{m(whole)}，其中：基本支出{m(a)}，占{s(a, whole)}；项目支出{m(b)}，占{s(b, whole)}。",
        f"{o.year}年度，我局总支出{m(whole)}。其中：基本支出{m(a)}，占总支出的{s(a, whole)}；项目支出{m(b)}，占总支出的{s(b, whole)}。",
        f"全年支出{m(whole)}，按支出性质分：基本支出{m(a)}、项目支出{m(b)}。",
        f"部门整体支出{m(whole)}，其中基本支出{m(a)}，项目支出{m(b)}。",
    )


def change(o: Office) -> str:
    before = o.amount(5000)
    now = o.amount(5000)
    while now == before:
        now = o.amount(5000)
    off = abs(now - before)
    up = now > before
    word = o.pick("增加", "增长") if up else "减少"
    rate = f"{rounded(off * 100 / before)}%"
    turned = "增长" if up else "下降"
    m = o.money
    name = o.pick("收入总计", "本年收入合计", "财政拨款支出", "一般公共预算财政拨款支出", "机关运行经费支出")
    return o.pick(
        f"{o.year}年度{name}{m(now)}。与{o.year - 1}年度相比，{name}{word}{m(off)}，{turned}{rate}。主要原因：人员变动。",
        f"{name}{m(now)}，比上年{word}{m(off)}，{turned}{rate}。",
        f"{name}{m(now)}，较上年同期{word}{m(off)}，{'增幅' if up else '降幅'}{rate}，主要是项目安排变化。",
        f"{o.year}年{name}{m(now)}，{o.year - 1}年{name}{m(before)}，同比{word}{m(off)}，{turned}{rate}。",
        f"{name}{m(now)}，上年为{m(before)}，同比{turned}{rate}。",
        f"{name}{m(now)}，比{o.year - 1}年{word}{m(off)}（{turned}{rate}）。",
    )


def completion(o: Office) -> str:
    budget = o.amount(20000)
    spent = rounded(budget * Decimal(o.random.randint(6000, 9999)) / 10000)
    rate = o.share(spent, budget)
    m = o.money
    return o.pick(
        f"年初预算为{m(budget)}，支出决算为{m(spent)}，完成年初预算的{rate}。决算数小于预算数的主要原因：厉行节约。",
        f"全年预算数{m(budget)}，全年执行数{m(spent)}，预算执行率{rate}。",
        f"{o.year}年部门预算安排{m(budget)}，实际支出{m(spent)}，预算执行率为{rate}。",
        f"项目预算资金{m(budget)}，实际到位{m(spent)}，资金到位率{rate}。",
        f"调整预算{m(budget)}，决算支出{m(spent)}，完成调整预算的{rate}。",
    )


def projects(o: Office) -> str:
    number = o.random.randint(3, 7)
    names = o.random.sample(
        ["道路养护经费", "人才引进专项", "信访维稳工作经费", "村级运转补助", "档案数字化项目", "普法宣传经费", "办公楼维修", "乡村振兴补助"],
        number,
    )  # fmt: skip
    whole, found = o.parts(number)
    m = o.money
    items = [f"{name}{m(value)}" for name, value in zip(names, found, strict=True)]
    listed = o.pick("，", "、", "；").join(items)
    return o.pick(
        f"{o.year}年度专项资金支出{m(whole)}，分配安排如下：{listed}。",
        f"项目支出{m(whole)}，具体为：{listed}。",
        f"项目支出合计{m(whole)}，其中：{listed}。",
        f"专项资金{m(whole)}：{listed}。",
        f"{listed}，共计{m(whole)}。",
        f"项目支出{m(whole)}，主要用于以下方面：{listed}。",
    )


def nested(o: Office) -> str:
    a, (a1, a2) = o.parts(2)
    b, (b1, b2, b3) = o.parts(3)
    m = o.money
    whole = a + b
    return o.pick(
        f"全年收入{m(whole)}，其中：财政拨款收入{m(a)}（其中一般公共预算拨款{m(a1)}，政府性基金拨款{m(a2)}），"
        f"其他收入{m(b)}（其中利息收入{m(b1)}，租金收入{m(b2)}，捐赠收入{m(b3)}）。",
        f"资金总计{m(whole)}，其中城东片区改造{m(a1)}，管网工程{m(a2)}；城西片区绿化{m(b1)}，路灯{m(b2)}，标线{m(b3)}。",
        f"支出{m(whole)}，其中：甲项目{m(a)}，其中设备{m(a1)}，安装{m(a2)}；乙项目{m(b)}，其中材料{m(b1)}，人工{m(b2)}，其他{m(b3)}。",
    )


def three_public(o: Office) -> str:
    run = o.amount(100, 3000)
    host = o.amount(100, 3000)
    whole = run + host
    m = o.money
    return o.pick(
        f"“三公”经费支出{m(whole)}，其中：因公出国（境）费0万元，公务用车运行维护费{m(run)}，公务接待费{m(host)}。",
        f"{o.year}年“三公”经费决算{m(whole)}，其中公务接待费{m(host)}，占{o.share(host, whole)}；"
        f"公务用车购置及运行维护费{m(run)}，占{o.share(run, whole)}；因公出国（境）费0万元，占0%。",
    )


def staff(o: Office) -> str:
    a, b, c = (o.random.randint(1, 60) for _ in range(3))
    d = o.random.randint(0, 9)
    e = o.random.randint(0, 40)
    total = a + b + c
    used = [o.random.randint(0, n) for n in (a, b, c)]
    return o.pick(
        f"核定编制{total}人，其中行政编制{a}人、事业编制{b}人、工勤编制{c}人。年末实有在职人员{sum(used)}人，"
        f"其中行政人员{used[0]}人，事业人员{used[1]}人，工勤人员{used[2]}人。",
        f"我单位共有编制{total}名，其中：行政编制{a}名，事业编制{b}名，工勤编制{c}名。",
        f"年末实有人数{sum(used) + d + e}人，其中在职人员{sum(used)}人，离休人员{d}人，退休人员{e}人。",
        f"离退休人员{d + e}人，其中：离休{d}人、退休{e}人。",
    )


def offices(o: Office) -> str:
    names = [
        "办公室",
        "人事股",
        "财务股",
        "规划股",
        "法规股",
        "监察股",
        "信息中心（档案室）",
        "督查股",
        "综合股",
        "政工股",
    ]
    number = o.random.randint(3, 10)
    listed = o.random.sample(names, number)
    word = "零一二三四五六七八九十"[number]
    return o.pick(
        f"内设机构{number}个：{'、'.join(listed)}。",
        f"设有{number}个股室，分别为{'、'.join(listed[:-1])}和{listed[-1]}。",
        f"下设{word}个股室：{'、'.join(listed)}。",
        f"局机关内设{number}个科室，即{'、'.join(listed)}。",
        f"围绕{'、'.join(listed[:2])}等{number}个方面开展工作。",
    )


def procurement(o: Office) -> str:
    whole, (a, b, c) = o.parts(3)
    m = o.money
    return o.pick(
        f"{o.year}年度政府采购金额{m(whole)}，其中：货物采购金额{m(a)}、工程采购金额{m(b)}、服务采购金额{m(c)}。",
        f"政府采购支出总额{m(whole)}，其中：政府采购货物支出{m(a)}、政府采购工程支出{m(b)}、政府采购服务支出{m(c)}。",
    )


def structure(o: Office) -> str:
    whole, found = o.parts(4)
    names = ("一般公共服务支出（类）", "社会保障和就业支出（类）", "卫生健康支出（类）", "住房保障支出（类）")
    listed = "；".join(f"{n}{o.money(v)}，占{o.share(v, whole)}" for n, v in zip(names, found, strict=True))
    return o.pick(
        f"一般公共预算财政拨款支出{o.money(whole)}，主要用于以下方面：{listed}。",
        f"{o.year}年一般公共预算财政拨款支出{o.money(whole)}，其中：{listed}。",
    )


def counts(o: Office) -> str:
    a = o.random.randint(2, 30)
    b = o.random.randint(2, 30)
    planned = o.random.randint(50, 400)
    done = o.random.randint(20, planned)
    rate = f"{rounded(Decimal(done * 100) / planned)}%"
    return o.pick(
        f"全年举办培训班{a + b}期，其中党务培训{a}期、业务培训{b}期，培训干部{o.random.randint(200, 900)}余人次。",
        f"计划培训{planned}人，实际培训{done}人，完成率{rate}。",
        f"发放问卷{planned}份，收回有效问卷{done}份，回收率{rate}。",
        f"开展“六个一批”活动，推行“1+6”模式，{o.year}年第三届运动会圆满举行，获评“三等功”{a}人。",
    )


def aspects(o: Office) -> str:
    number = o.random.randint(2, 5)
    words = "一二三四五"
    items = ["制度不够完善", "培训力度不足", "档案整理滞后", "宣传形式单一", "统计口径不一"]
    listed = "；".join(f"{words[n]}是{items[n]}" for n in range(number))
    return f"存在{words[number - 1] if number != 2 else '两'}个方面的问题：{listed}。"


SENTENCES: tuple[Sentence, ...] = (
    basic_expenditure, whole_expenditure, change, completion, projects, nested, three_public, staff, offices,
    procurement, structure, counts, aspects,
)  # fmt: skip
_HEADINGS = "一二三四五六七八九十"


def report(seed: int, sentences: int = 10) -> str:
    """One report: a title, headings, and under each some sentences whose figures agree."""
    o = Office(seed)
    lines = [f"某县某局{o.year}年度部门整体支出绩效自评报告"]
    kinds = o.random.sample(SENTENCES, min(sentences, len(SENTENCES)))  # a thing stated twice has one value
    for number, kind in enumerate(kinds):
        if number % 2 == 0:
            lines.append(
                f"{_HEADINGS[number // 2 % 10]}、{o.pick('收支情况', '工作情况', '基本情况', '支出情况')}"
            )
        lines.append(kind(o))
    return "\n".join(lines)


def one_sentence(seed: int, sentence: Sentence) -> str:
    return sentence(Office(seed))
