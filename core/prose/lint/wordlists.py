"""The editor's word lists: the files of resources/prose, read and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from core.numbers.finding import HINT, SEVERITIES
from core.numbers.troubles import PackError

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "prose"
FILES = ("错别字", "残留", "相对时间", "概数", "反义", "问题与措施", "费用与人员")

_OPEN_ENDED = re.compile(r"(?<!\\)[*+](?![^\[\]]*\])|\{\d*,\}")
_WIDEST = 60


@lru_cache(maxsize=1)
def own_wordlists() -> Wordlists:
    """The lists that come with the program, read once."""
    return read_wordlists()


@dataclass(frozen=True, slots=True)
class Cases:
    """Texts in which an entry must speak, and texts in which it must be silent."""

    fires: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of 错别字, 残留, 相对时间 or 概数: what is looked for, and what is said of it.

    `literal` stands in every text in which `pattern` can be found ("" where nothing is known).
    """

    code: str
    literal: str
    pattern: re.Pattern[str]
    instead: str
    severity: str
    message: str
    trial: bool
    cases: Cases

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The places of the entry in a text."""
        stop = len(text) if end is None else end
        if not self.literal or text.find(self.literal, start, stop) >= 0:
            yield from self.pattern.finditer(text, start, stop)


@dataclass(frozen=True, slots=True)
class Opposite:
    """Two statements of which only one can be true of the same object."""

    code: str
    affirmed: re.Pattern[str]
    denied: re.Pattern[str]
    objects: tuple[str, ...]
    whole_sentence: bool
    cases: Cases


@dataclass(frozen=True, slots=True)
class Topic:
    """What problems and measures speak of; a `special` one must be answered by itself."""

    code: str
    words: tuple[str, ...]
    special: bool
    cases: Cases


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost that cannot arise where those for whom it is paid are none; `by_amount` if a mere name is not enough."""

    code: str
    cost: re.Pattern[str]
    none: re.Pattern[str]
    some: re.Pattern[str]
    severity: str
    message: str
    by_amount: bool
    cases: Cases


@dataclass(frozen=True, slots=True)
class Wordlists:
    """All lists."""

    wrong: tuple[Word, ...]
    residue: tuple[Word, ...]
    relative: tuple[Word, ...]
    vague: tuple[Word, ...]
    opposites: tuple[Opposite, ...]
    topics: tuple[Topic, ...]
    plain_words: re.Pattern[str]
    costs: tuple[Cost, ...]


class _Entry:
    """One entry of a file, its attributes asked for by name."""

    def __init__(self, file: str, number: int, content: object) -> None:
        self._file = file
        if not isinstance(content, dict):
            raise PackError(file, 0, f"第 {number} 个词条应写成“名称: 内容”的对照")
        self._content: dict[str, Any] = content
        self.code = str(content.get("代码") or content.get("写成") or "").strip()
        if not self.code:
            raise PackError(file, 0, f"第 {number} 个词条没有写 代码")
        self._asked = {"代码", "写成", "例"}

    def wrong(self, reason: str) -> PackError:
        return PackError(self._file, 0, f"词条“{self.code}”：{reason}")

    def text(self, name: str, default: str = "") -> str:
        self._asked.add(name)
        value = self._content.get(name, default)
        if not isinstance(value, str):
            raise self.wrong(f"“{name}”应是一段文字")
        return value.strip()

    def need(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise self.wrong(f"缺少“{name}”")
        return value

    def yes(self, name: str) -> bool:
        value = self.text(name, "否")
        if value not in ("是", "否"):
            raise self.wrong(f"“{name}”应写 是 或 否，不是“{value[:20]}”")
        return value == "是"

    def texts(self, name: str) -> tuple[str, ...]:
        self._asked.add(name)
        return _texts(self._content.get(name, []), self.wrong(f"“{name}”应是一个列表，如 [甲, 乙]"))

    def pattern(self, name: str, default: str = "") -> re.Pattern[str]:
        return _pattern(self.text(name) or default or self.need(name), self.wrong)

    def severity(self) -> str:
        value = self.text("级别", HINT)
        if value not in SEVERITIES:
            raise self.wrong(f"“级别”应是 {'、'.join(SEVERITIES)} 之一，不是“{value[:20]}”")
        return value

    def cases(self) -> Cases:
        """The cases; the last thing asked for, so attributes nobody asked for are unknown."""
        unknown = [name for name in self._content if name not in self._asked]
        if unknown:
            raise self.wrong(f"没有属性“{str(unknown[0])[:20]}”，可用的有：{'、'.join(sorted(self._asked))}")
        cases = self._content.get("例")
        if not isinstance(cases, dict) or set(cases) - {"报", "不报"} or not cases.get("报"):
            raise self.wrong("“例”应写 报 和 不报 两个列表，报 里至少一句")
        shape = self.wrong("“例”里的 报 和 不报 应是列表")
        return Cases(_texts(cases["报"], shape), _texts(cases.get("不报", []), shape))


def _texts(value: object, trouble: PackError) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise trouble
    return tuple(value)


def _pattern(written: str, wrong: Callable[[str], PackError]) -> re.Pattern[str]:
    """A regular expression that reads any text in linear time: every repetition has its bound."""
    if _OPEN_ENDED.search(written):
        raise wrong("正则里的 * 和 + 没有上限，请写成 {0,20} 这样；要找星号或加号本身，写 \\* 或 \\+")
    if any(int(most) > _WIDEST for most in re.findall(r"\{\d{0,3},(\d{1,6})\}", written)):
        raise wrong(f"正则里的重复不能超过 {_WIDEST} 次")
    try:
        return re.compile(written)
    except re.error as error:
        raise wrong(f"正则写得不对（{error}）") from error


def _word(entry: _Entry) -> Word:
    literal = entry.text("写成")
    pattern = entry.pattern("正则", re.escape(literal))
    return Word(
        code=entry.code,
        literal=literal,
        pattern=pattern,
        instead=entry.text("应为"),
        severity=entry.severity(),
        message=entry.text("提示"),
        trial=entry.yes("试行"),
        cases=entry.cases(),
    )


def _opposite(entry: _Entry) -> Opposite:
    scope = entry.text("范围", "分句")
    if scope not in ("句", "分句"):
        raise entry.wrong("“范围”应写 句 或 分句")
    affirmed = entry.pattern("肯定")
    denied = entry.pattern("否定")
    objects = entry.texts("对象")
    return Opposite(entry.code, affirmed, denied, objects, scope == "句", entry.cases())


def _topic(entry: _Entry) -> Topic:
    words = entry.texts("词")
    special = entry.yes("专题")
    return Topic(entry.code, words or (entry.code,), special, entry.cases())


def _cost(entry: _Entry) -> Cost:
    cost = entry.pattern("费用")
    none = entry.pattern("无")
    some = entry.pattern("有")
    severity = entry.severity()
    message = entry.need("提示")
    by_amount = entry.yes("须有金额")
    return Cost(entry.code, cost, none, some, severity, message, by_amount, entry.cases())


_Kind = TypeVar("_Kind")


def _entries(file: str, content: object, make: Callable[[_Entry], _Kind]) -> tuple[_Kind, ...]:
    if not isinstance(content, list):
        raise PackError(file, 0, "“词条”应是一个列表，每个词条以“- ”开头")
    out: list[_Kind] = []
    seen: set[str] = set()
    for number, attributes in enumerate(content, start=1):
        entry = _Entry(file, number, attributes)
        if entry.code in seen:
            raise entry.wrong("写了两次")
        seen.add(entry.code)
        out.append(make(entry))
    return tuple(out)


def _read(folder: Path, name: str, more: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """The content of one file, every scalar a text."""
    import yaml  # not at the start: whoever only reads numbers needs none of it

    file = f"{name}.yaml"
    try:
        written = (folder / file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(file, 0, "文件不存在或不是 UTF-8 编码") from error
    try:
        content = yaml.load(written, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise PackError(file, mark.line + 1 if mark else 0, "格式不对，请检查缩进、引号和冒号") from error
    except yaml.YAMLError as error:
        raise PackError(file, 0, "文件里有不能出现的字符") from error
    known = ("词条", *more)
    if not isinstance(content, dict) or set(content) - set(known) or "词条" not in content:
        raise PackError(file, 0, f"最外层只写 {'、'.join(known)}")
    return content


def read_wordlists(folder: Path = FOLDER) -> Wordlists:
    """All lists of a folder; raises PackError naming the file and the entry that is unsound."""

    def entries(name: str, make: Callable[[_Entry], _Kind]) -> tuple[_Kind, ...]:
        return _entries(f"{name}.yaml", _read(folder, name)["词条"], make)

    topics = _read(folder, "问题与措施", ("常用词",))
    shape = PackError("问题与措施.yaml", 0, "“常用词”应是一个列表")
    plain = sorted(_texts(topics.get("常用词", []), shape), key=len, reverse=True)
    return Wordlists(
        wrong=entries("错别字", _word),
        residue=entries("残留", _word),
        relative=entries("相对时间", _word),
        vague=entries("概数", _word),
        opposites=entries("反义", _opposite),
        topics=_entries("问题与措施.yaml", topics["词条"], _topic),
        plain_words=re.compile("|".join(map(re.escape, plain)) or r"(?!)"),
        costs=entries("费用与人员", _cost),
    )
