"""What the program remembers between starts, in one small file: recent reports, looks, window places."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QStandardPaths

MOST_RECENT = 12
FILE = "设置.json"


class Recent(NamedTuple):
    """A report that was open, as it stood when it was left."""

    path: str
    unit: str = ""
    year: str = ""
    state: str = ""
    at: str = ""

    @property
    def is_there(self) -> bool:
        return Path(self.path).is_file()


class _Content:
    """What the file holds."""

    def __init__(self) -> None:
        self.scheme = "浅色"
        self.size = "标准"
        self.zoom = 1.0
        self.folder = ""
        self.places: dict[str, str] = {}
        self.signers: dict[str, str] = {}
        self.recent: list[Recent] = []

    def as_json(self) -> dict[str, Any]:
        return vars(self) | {"recent": [one._asdict() for one in self.recent]}


class Settings:
    """The remembered settings; each change is written at once.

    A broken file is set aside under another name and the settings begin anew; `trouble` says what happened.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _default_folder()
        self.trouble = ""
        self._content = self._read()

    @property
    def scheme(self) -> str:
        return self._content.scheme

    @property
    def size(self) -> str:
        return self._content.size

    @property
    def zoom(self) -> float:
        return self._content.zoom

    @property
    def folder(self) -> str:
        """Where the last report was stored; the folder for reports where there was none yet."""
        return self._content.folder if Path(self._content.folder).is_dir() else ""

    def plain(self) -> dict[str, Any]:
        """Everything as it is kept."""
        return self._content.as_json()

    def look(self, scheme: str, size: str) -> None:
        """Remembers the set of colours and the size of type."""
        self._content.scheme = scheme
        self._content.size = size
        self._write()

    def zoom_to(self, zoom: float) -> None:
        """Remembers the size of the texts."""
        self._content.zoom = zoom
        self._write()

    def place(self, name: str) -> bytes:
        """Where a window or a divider stood, b"" where that is not known."""
        try:
            return bytes.fromhex(self._content.places.get(name, ""))
        except ValueError:
            return b""

    def keep_places(self, places: Mapping[str, bytes]) -> None:
        """Remembers where windows and dividers stand."""
        self._content.places |= {name: content.hex() for name, content in places.items()}
        self._write()

    def signer(self, stage: str) -> str:
        """Who signed a stage last on this computer, "" where nobody has."""
        return str(self._content.signers.get(stage, ""))

    def keep_signer(self, stage: str, name: str) -> None:
        """Remembers who signed a stage."""
        self._content.signers[stage] = name
        self._write()

    def recent(self) -> list[Recent]:
        """Reports that were open, the newest first."""
        return list(self._content.recent)

    def remember(self, report: Recent) -> None:
        """Puts a report first among the recent ones."""
        self._content.recent = [report, *(r for r in self._content.recent if r.path != report.path)][
            :MOST_RECENT
        ]
        self._content.folder = str(Path(report.path).parent)
        self._write()

    def forget(self, path: str) -> None:
        """Takes a report off the list; the file stays."""
        self._content.recent = [r for r in self._content.recent if r.path != path]
        self._write()

    def _read(self) -> _Content:
        file = self._folder / FILE
        try:
            return _content_of(json.loads(file.read_text("utf-8")))
        except FileNotFoundError:
            return _Content()
        except OSError as error:
            self.trouble = f"设置文件读不出来（{error.strerror}），这次用默认设置"
        except (ValueError, TypeError, KeyError, AttributeError):
            self.trouble = f"设置文件已损坏，另存为 损坏的{FILE}，这次用默认设置"
            with suppress(OSError):
                file.replace(file.with_name(f"损坏的{FILE}"))
        return _Content()

    def _write(self) -> None:
        """A setting that cannot be kept is no reason to stop the clerk: it is said, and tried at the next."""
        file = self._folder / FILE
        part = file.with_name(f".{FILE}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._content.as_json(), ensure_ascii=False, indent=1), "utf-8")
            part.replace(file)
        except OSError as error:
            self.trouble = f"设置没有存下（{error.strerror}）：{file}"


def _content_of(fields: Any) -> _Content:
    """The content of a file; what it has of the wrong sort raises one of the errors that mean damage."""
    content = _Content()
    for name, default in vars(content).items():
        if name not in fields or name == "recent":
            continue
        if not isinstance(fields[name], (int, float) if isinstance(default, float) else type(default)):
            raise TypeError(name)
        setattr(content, name, fields[name])
    for report in fields.get("recent", []):
        content.recent.append(Recent(**{k: str(v) for k, v in report.items() if k in Recent._fields}))
    return content


def _default_folder() -> Path:
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(where) / "zipingtong"
