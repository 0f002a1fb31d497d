"""The command line's own words: argparse in Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from core.commands.console import say


class Misuse(Exception):
    """The command line was not understood."""


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are Chinese; what it does not understand is Misuse, with its usage."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Layout, **settings)
        self.needed = self.add_argument_group("要写的")
        self.choices = self.add_argument_group("可以写的")
        self.choices.add_argument("-h", "--help", action="help", help="显示这份说明")

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        known, strange = super().parse_known_args(args, namespace)
        if strange:
            self.error(_not_known(strange, self._option_string_actions))
        return known, []

    def error(self, message: str) -> NoReturn:
        raise Misuse(f"{self.format_usage()}{in_chinese(message)}")

    def format_help(self) -> str:
        return re.sub(r"(?m)^(\S+):$", r"\1：", super().format_help())

    def print_help(self, _file: object = None) -> None:
        say(self.format_help().rstrip("\n"))


class _Layout(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        """Lines that fit a terminal, on which a Chinese character takes two columns; names are not cut."""
        lines = [""]
        for piece in re.findall(r"(?:[\x21-\x7e]+|.)[，。；、：）]*", text):
            if _columns(lines[-1] + piece) > width:
                lines.append("")
            lines[-1] = (lines[-1] + piece).lstrip()
        return lines


def _columns(words: str) -> int:
    return sum(1 if character.isascii() else 2 for character in words)


def in_chinese(message: str) -> str:
    """One of argparse's sentences in Chinese."""
    choice = _CHOICE.fullmatch(message)
    if choice:
        known = re.findall(r"[^\s,'\"]+", choice["known"])
        rather = _or_rather([choice["word"]], known) or "。"
        return f"没有 {choice['word']}{rather}可以写：{'、'.join(known)}"
    for pattern, words in _SENTENCES:
        found = pattern.fullmatch(message)
        if found:
            return words.format(*found.groups())
    of_argument = re.fullmatch(r"argument (.+?): (.+)", message)
    if of_argument:
        return f"{of_argument[1]}：{in_chinese(of_argument[2])}"
    return f"没有看懂：{message}"


def _not_known(strange: Sequence[str], options: Iterable[str]) -> str:
    return f"不认识 {' '.join(strange)}{_or_rather(strange, options)}"


def _or_rather(strange: Sequence[str], known: Iterable[str]) -> str:
    """A question with the known word that is most like one of those that are not."""
    names = list(known)
    alike = [close for word in strange for close in get_close_matches(word.split("=")[0], names, 1)]
    return f"，是否为 {alike[0]}？" if alike else ""


_CHOICE = re.compile(r"invalid choice: '?(?P<word>.*?)'? \(choose from (?P<known>.+)\)")
_SENTENCES = [
    (re.compile(pattern), words)
    for pattern, words in (
        (r"the following arguments are required: (.+)", "还缺 {}"),
        (r"unrecognized arguments: (.+)", "不认识 {}"),
        (r"one of the arguments (.+) is required", "{} 里要写一个"),
        (r"not allowed with argument (.+)", "不能和 {} 一起写"),
        (r"ignored explicit argument (.+)", "后面不能写 {}"),
        (r"expected one argument", "后面要写一项"),
        (r"expected at most one argument", "后面最多写一项"),
        (r"expected at least one argument", "后面至少写一项"),
        (r"expected (\d+) arguments?", "后面要写 {} 项"),
        (r"ambiguous option: (.+) could match (.+)", "{} 可以是 {}，请写全"),
        (r"unexpected option string: (.+)", "不认识 {}"),
        (r"invalid \S+ value: (.+)", "{} 不能用"),
        (r"unknown parser (.+) \(choices: (.+)\)", "没有 {}。可以写：{}"),
        (r"can't open (.+): (.+)", "打不开 {}"),
    )
]
