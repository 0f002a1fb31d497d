"""YAML as nodes that know their lines: every scalar a text, every key once, nothing shared or too deep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import is_normalized

from core.figures.definitions import Place
from core.numbers.troubles import PackError

if TYPE_CHECKING:
    import yaml

LARGEST = 2_000_000
DEEPEST = 40


class Node(NamedTuple):
    """A place in a pack's file: a text, a list of nodes, or a mapping of nodes."""

    file: str
    line: int
    value: str | list[Node] | dict[str, Node]

    @property
    def place(self) -> Place:
        return Place(self.file, self.line)

    def wrong(self, reason: str) -> PackError:
        """The error that names this place."""
        return PackError(self.file, self.line, reason)

    def text(self) -> str:
        """The scalar's text; raises PackError for anything else."""
        if not isinstance(self.value, str):
            raise self.wrong("这里应是一段文字")
        return self.value

    def items(self) -> dict[str, Node]:
        """The mapping; an empty scalar counts as an empty one."""
        if isinstance(self.value, str) and not self.value.strip():
            return {}
        if not isinstance(self.value, dict):
            hint = fullwidth_hint(self.value) if isinstance(self.value, str) else ""
            raise self.wrong(f"这里应是“名称: 内容”的对照{hint}")
        return self.value

    def list(self) -> list[Node]:
        """The list."""
        if not isinstance(self.value, list):
            raise self.wrong("这里应是一个列表，如 [甲, 乙]")
        return self.value

    def texts(self) -> tuple[str, ...]:
        return tuple(node.text() for node in self.list())

    def yes(self) -> bool:
        """是 or 否."""
        text = self.text().strip()
        if text not in ("是", "否"):
            raise self.wrong(f"这里应写 是 或 否，不是“{text[:20]}”")
        return text == "是"


MOST_CHARACTERS = 1_000_000


class Attributes:
    """The attributes of one thing in a pack, each known, with its default."""

    def __init__(self, node: Node, known: Iterable[str], what: str) -> None:
        self._node = node
        self._items = node.items()
        known = tuple(known)
        for name, inner in self._items.items():
            if name not in known:
                unquoted = self._unquoted(name)
                if unquoted:
                    raise inner.wrong(f"公式里有逗号，整个公式要加引号：{unquoted}")
                near = get_close_matches(name, known, n=1, cutoff=0.3)
                hint = f"，是否为 {near[0]}？" if near else f"，可用的有：{'、'.join(known)}"
                raise inner.wrong(f"{what}没有属性“{name[:30]}”{fullwidth_hint(name) or hint}")

    def _unquoted(self, name: str) -> str:
        """The formula of which a comma has made several attributes, as it should be written; "" where none has."""
        names = list(self._items)
        first = names.index(name) - 1
        value = self._items[names[first]].value if first >= 0 else ""
        formula = value if isinstance(value, str) else ""
        if formula.count("(") <= formula.count(")"):
            return ""
        for following in names[first + 1 :]:
            formula += f", {following}"
            if formula.count("(") <= formula.count(")"):
                break
        quote = "'" if '"' in formula else '"'
        return f"{names[first]}: {quote}{formula}{quote}"

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def node(self, name: str) -> Node | None:
        return self._items.get(name)

    def need(self, name: str) -> Node:
        """An attribute that must be there."""
        if name not in self._items:
            raise self._node.wrong(f"缺少属性“{name}”")
        return self._items[name]

    def text(self, name: str, default: str = "") -> str:
        node = self._items.get(name)
        return node.text().strip() if node else default

    def yes(self, name: str, default: bool = False) -> bool:
        node = self._items.get(name)
        return node.yes() if node else default

    def texts(self, name: str) -> tuple[str, ...]:
        node = self._items.get(name)
        return node.texts() if node else ()

    def characters(self, name: str) -> int:
        """How many characters a text may have, 0 where nothing is said."""
        node = self._items.get(name)
        if node is None:
            return 0
        text = node.text().strip()
        if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= MOST_CHARACTERS:
            raise node.wrong(f"“{name}”应是 1 到 {MOST_CHARACTERS} 的整数，如 2000，不是“{text[:20]}”")
        return int(text)

    def choice(self, name: str, options: Mapping[str, str] | tuple[str, ...], default: str) -> str:
        """One of some words."""
        node = self._items.get(name)
        if node is None:
            return default
        if node.text() not in options:
            raise node.wrong(f"“{name}”应是 {'、'.join(options)} 之一，不是“{node.text()[:20]}”")
        return node.text()


def read_yaml(file: str, content: bytes) -> Node:
    """The nodes of a file; raises PackError for what is no sound YAML of our shape, in bounded time."""
    if len(content) > LARGEST:
        raise PackError(file, 0, f"文件有 {len(content)} 字节，超过 {LARGEST} 字节")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = "文件不是 UTF-8 编码，请用记事本打开，选“另存为”，编码选 UTF-8，保存后再试"
        raise PackError(file, content[: error.start].count(b"\n") + 1, reason) from error
    _refuse_deep(file, text)
    import yaml  # not at the start: a report carries its pack's nodes

    try:
        root = yaml.compose(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        raise _yaml_trouble(file, text, error) from error
    except yaml.YAMLError as error:
        raise PackError(file, 0, "文件里有不能出现的字符") from error
    if root is None:
        return Node(file, 1, {})
    return _Reader(file).read(root, 0)


def _refuse_deep(file: str, text: str) -> None:
    """Refuses before parsing what would nest deeply: brackets, dashes, indentation."""
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        depth = max(0, depth + line.count("[") + line.count("{") - line.count("]") - line.count("}"))
        indicators = re.match(r"(?:[-?:]\s+|\s{1,4})*", line)
        nested = len(re.findall(r"[-?:]\s", indicators[0])) if indicators else 0
        width = len(line) - len(line.lstrip(" "))
        if depth > 4 * DEEPEST or nested > DEEPEST or width > 8 * DEEPEST:
            raise PackError(file, number, f"嵌套超过 {DEEPEST} 层")
        if line.count("[") + line.count("{") > 2000:
            raise PackError(file, number, "一行里的括号太多")


_SHIFTED = {"，": ",", "：": ":", "｛": "{", "｝": "}", "［": "[", "］": "]", "“": '"', "”": '"', "＃": "#"}
_QUOTED = re.compile(r"""\"[^"]*\"|'[^']*'""")
_FULLWIDTH = (
    re.compile(r"[｛｝［］]"),
    re.compile(r"，(?=\s*\w{1,12}\s*[:：])"),
    re.compile(r"(?:(?<=[{,，])|^)\s*[\w.]{1,30}(：)", re.MULTILINE),
)
_COMMENT = re.compile(r"[{\[,]\s*#|[{\[][^{}\[\]\n]*\s#")
_FLOW = "各项用“, ”隔开，最后用“}”或“]”收住；文字里有 { } [ ] , : # 时，整段文字请加引号"
_PROBLEMS = (
    ("found duplicate anchor", "不用 & 和 *"),
    ("mapping values are not allowed", "一行里有两个“: ”，含有冒号的文字请写成 | 块"),
    ("could not find expected ':'", "少了冒号“: ”"),
    ("found character '\\t'", "缩进请用空格，不用制表符"),
    ("found undefined alias", "不用 & 和 *"),
    ("found character that cannot start", "缩进请用空格，不用制表符；以 @、`、% 开头的文字请加引号"),
    ("did not find expected ',' or", f"括号没有收住，或者少了逗号：{_FLOW}"),
    ("did not find expected node content", f"括号里少了内容：{_FLOW}"),
    ("did not find expected key", "这一行的缩进和上面的不齐，或者引号、括号没有成对"),
    ("did not find expected '-' indicator", "列表的各项都以“- ”开头，缩进要齐"),
    ("block sequence entries are not allowed", "“- ”要另起一行，缩进在名称下面"),
    ("found unexpected end of stream", "引号没有成对，到文件末尾也没有收住"),
    ("found unknown escape character", "双引号里的 \\ 要写成 \\\\，或者改用单引号"),
    ("found unexpected ':'", f"冒号的位置不对：{_FLOW}"),
)


def fullwidth_hint(words: str) -> str:
    """How structure that was typed full-width should be written, "" where none was; also a colon without a blank."""
    found = next((character for character in words if character in "，：｛｝［］"), "")
    if found:
        return f"：里面有全角的“{found}”，请用英文输入法改成半角的“{_SHIFTED[found]}”，冒号和逗号后面空一格"
    return "：冒号“:”后面要空一格" if re.search(r"\w:\S", words) else ""


def _yaml_trouble(file: str, text: str, error: yaml.MarkedYAMLError) -> PackError:
    """What the library stumbled over, told by what people do: full-width signs, comments inside brackets."""
    problem = str(error.problem or "")
    last = error.problem_mark.line if error.problem_mark else 0
    context = str(error.context or "")
    is_flow = "flow" in context
    begins = is_flow or "simple key" in context or "quoted" in context
    first = error.context_mark.line if begins and error.context_mark else last
    lines = text.split("\n")
    while first > 0 and not lines[min(first, len(lines) - 1)].strip():
        first -= 1
    for number in range(first, min(last, len(lines) - 1) + 1):
        bare = _QUOTED.sub("", lines[number])
        for pattern in _FULLWIDTH:
            found = pattern.search(bare)
            if found:
                sign = found[pattern.groups]
                return PackError(file, number + 1, f"格式不对{fullwidth_hint(sign.strip())}")
        if is_flow and _COMMENT.search(bare):
            reason = "格式不对：括号里的“#”使这一行后面的字都成了注释，括号没有收住；文字里有 # 时，整段文字请加引号"
            return PackError(file, number + 1, reason)
    words = next((words for start, words in _PROBLEMS if problem.startswith(start)), "请检查缩进、引号和括号")
    return PackError(file, first + 1, f"格式不对：{words}")


class _Reader:
    def __init__(self, file: str) -> None:
        from yaml import ScalarNode, SequenceNode

        self._file = file
        self._scalar = ScalarNode
        self._sequence = SequenceNode
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, depth: int) -> Node:
        """One node of the library's as one of ours."""
        line = node.start_mark.line + 1
        if id(node) in self._seen:
            raise PackError(self._file, line, "不用 & 和 * 引用别处的内容，请写完整")
        self._seen.add(id(node))
        if depth > DEEPEST:
            raise PackError(self._file, line, f"嵌套超过 {DEEPEST} 层")
        if isinstance(node, self._scalar):
            return Node(self._file, line, node.value)
        if isinstance(node, self._sequence):
            return Node(self._file, line, [self.read(inner, depth + 1) for inner in node.value])
        return Node(self._file, line, dict(self._pairs(node, depth)))

    def _pairs(self, node: yaml.Node, depth: int) -> Iterator[tuple[str, Node]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, self._scalar):
                raise PackError(self._file, line, "名称应是一段文字")
            if key.value in seen:
                raise PackError(
                    self._file,
                    line,
                    f"“{key.value[:30]}”写了两次（前一次在第 {seen[key.value]} 行）；公式里有逗号时请加引号",
                )
            seen[key.value] = line
            inner = self.read(value, depth + 1)
            yield key.value, Node(inner.file, line, inner.value)


def check_name(name: str, node: Node) -> str:
    """A part of a key: an identifier as Python reads it, in normal form."""
    if not name.isidentifier():
        rule = "：只用汉字、字母、数字和下划线，不以数字开头；印出来的名称写在 标题 里"
        raise node.wrong(f"“{name[:30]}”不能作名称{fullwidth_hint(name) or rule}")
    if not is_normalized("NFKC", name):
        raise node.wrong(f"“{name[:30]}”里有全角或特殊写法的字符，请改用普通写法")
    if name in ("且", "或", "非", "每行", "若", "序", "序号"):
        raise node.wrong(f"“{name}”是公式和正文里的用词，不能作名称")
    return name
