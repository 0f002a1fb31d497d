"""The three families of trouble that a person can be told about."""

from __future__ import annotations

from pathlib import Path


class Refused(Exception):
    """What the user typed is no such value; `reason` is the sentence shown at the field."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PackError(Exception):
    """A template pack is unsound; names the file and the line (counted from 1, 0 if unknown)."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file} 第 {line} 行：{reason}" if line else f"{file}：{reason}")
        self.file = file
        self.line = line
        self.reason = reason


class FileTrouble(Exception):
    """A file cannot be read or written; `reason` says what to do."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}：{reason}")
        self.path = Path(path)
        self.reason = reason
