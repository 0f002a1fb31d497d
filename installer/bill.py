"""The bill of materials (CycloneDX) and the licences of everything that is shipped."""

from __future__ import annotations

import json
import re
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

from release import DIST, NAME, ROOT, TITLE, version

LGPL = "LGPL-3.0-only"
QT = "Qt 与 PySide6 按 LGPL-3.0 使用，库文件单独放着，可以换成自己编译的；源代码：https://download.qt.io"
_TEXT = re.compile(r"(?:^|/)(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.I)
FONTS = (
    ("FandolFang、FandolKai", "0.3", "GPL-3.0-or-later WITH Font-exception-2.0"),
    ("Noto Serif CJK SC", "2.001", "OFL-1.1"),
    ("Droid Sans Fallback", "6.0", "Apache-2.0"),
)


class Part(NamedTuple):
    """Something that is shipped, with its licence and the texts that go with it."""

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...] = ()


def parts(wheels: list[Path], python: str) -> list[Part]:
    """Everything in a package: the libraries, Python itself, the fonts."""
    found = [_of_wheel(wheel) for wheel in wheels]
    return [*found, Part("Python", python, "PSF-2.0"), *(Part(*font) for font in FONTS)]


def _of_wheel(wheel: Path) -> Part:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        head = Parser().parsestr(archive.read(metadata).decode("utf-8"))
        texts = tuple(
            (name.rsplit("/", 1)[1], archive.read(name).decode("utf-8", "replace"))
            for name in names
            if ".dist-info/" in name and _TEXT.search(name)
        )
    name = head["Name"]
    qt = name.lower() in ("pyside6_essentials", "pyside6-essentials", "shiboken6")
    licence = (
        LGPL
        if qt
        else head["License-Expression"] or _classified(head.get_all("Classifier") or []) or head["License"]
    )
    return Part(name, head["Version"], " ".join((licence or "见许可全文").split())[:80], texts)


def _classified(classifiers: list[str]) -> str:
    found = [one.rsplit(" :: ", 1)[1] for one in classifiers if one.startswith("License ::")]
    return "、".join(found)


def write_licences(some: list[Part], resources: Path) -> None:
    """The texts beside the program, and a help page that lists them."""
    folder = resources / "licences"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "自评通 Apache-2.0.txt").write_text((ROOT / "LICENSE").read_text("utf-8"), "utf-8")
    for part in some:
        for number, (name, text) in enumerate(part.texts):
            (folder / f"{part.name} {number or ''}{name}.txt").write_text(text, "utf-8")
    lines = [f"# 许可\n\n{TITLE} {version()} 按 Apache-2.0 发布。随带的部件：\n"]
    lines += [f"- **{part.name} {part.version}**：{part.licence}" for part in some]
    lines.append(f"\n{QT}。许可全文在程序文件夹的 `resources/licences` 和 `resources/fonts` 里。\n")
    (resources / "help" / "95-许可.md").write_text("\n".join(lines), "utf-8")


def write_bill(some: list[Part], system: str) -> Path:
    """The bill as CycloneDX 1.5."""
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": NAME, "version": version()}},
        "components": [
            {
                "type": "library",
                "name": part.name,
                "version": part.version,
                "licenses": [{"license": {"name": part.licence}}],
            }
            for part in some
        ],
    }
    path = DIST / f"{NAME}-{version()}-{system}.cdx.json"
    path.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path
