"""A user's own templates: copied from one that is there, or taken in from a .zip that somebody sent."""

from __future__ import annotations

import errno
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import ZipFile, ZipInfo

from core.commands.pack_check import PackCheck, check_pack
from core.commands.packs import FoundPack
from core.numbers.troubles import FileTrouble, PackError, Refused
from core.pack.loading import is_pack_file
from core.reading.workbooks import read_workbook
from core.reading.zips import CHUNK, MOST_INFLATED, MOST_PARTS, UNSOUND, is_bomb, name_in_zip
from core.store.file_troubles import in_words

LARGEST_ZIP = 20_000_000
_LONGEST_ID = 40
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ENCRYPTED = 1
_DAMAGED = "文件损坏或不是 .zip 压缩文件，请对方重新压缩后再发"

Step = Callable[[str], object]
"""Told what is done next."""


def check_id(id: str, found: Iterable[FoundPack]) -> str:
    """An id for a template of one's own, which names its folder too; raises Refused saying what is wrong."""
    id = id.strip()
    if not re.fullmatch(r"\w[\w-]*", id) or len(id) > _LONGEST_ID or _RESERVED.fullmatch(id):
        raise Refused(f"编号只用汉字、字母、数字和 - _，不超过 {_LONGEST_ID} 个字，例如 sichuan-county-2025")
    for each in found:
        if id.casefold() in (each.pack.id.casefold() if each.pack else "", each.folder.name.casefold()):
            named = f"“{each.pack.title}”" if each.pack else f"文件夹 {each.folder}"
            raise Refused(f"编号 {id} 已经有了（{named}），请换一个")
    return id


def copy_pack(source: Path, id: str, title: str, found: Iterable[FoundPack], own: Path) -> Path:
    """A copy of a template in the user's own folder, under another id and title; gives its folder.

    Raises Refused for an id or title that cannot be, FileTrouble where it cannot be written.
    """
    id = check_id(id, found)
    title = " ".join(title.split())
    if not title:
        raise Refused("请写上模板的名称，例如：四川省某县部门整体绩效自评报告（2025 年度）")
    with _making(own) as temporary:
        for path in sorted(source.rglob("*")):
            name = path.relative_to(source)
            if is_pack_file(name) and path.is_file() and name.parts[:2] != ("cases", "forms"):
                (temporary / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, temporary / name)
        head = temporary / "pack.yaml"
        text = head.read_text("utf-8-sig")
        for attribute, value in (("编号", id), ("标题", title), ("版本", "1")):
            text = _with_attribute(text, attribute, value)
        head.write_bytes(text.encode())
        return _put(temporary, own / id)


def _with_attribute(text: str, attribute: str, value: str) -> str:
    """A pack.yaml in which a top attribute, with what is written under it, is another."""
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    line = f'{attribute}: "{quoted}"\n'
    found = re.search(rf"^{attribute}[ \t]*:.*\n?(?:[ \t]+\S.*\n?|[ \t]*\n(?=[ \t]))*", text, re.MULTILINE)
    if found is None:
        return line + text
    return text[: found.start()] + line + text[found.end() :]


def take_zip(path: Path, found: Iterable[FoundPack], own: Path, step: Step) -> tuple[Path, PackCheck]:
    """A template out of a .zip, checked before it stands in the user's own folder; gives its folder and the check.

    Raises FileTrouble where the file is not to be trusted, PackError where the template is unsound, Refused where
    its id is there already.
    """
    with _making(own) as temporary:
        step("正在解压")
        _unpack(path, temporary)
        for form in sorted(temporary.rglob("*.xlsx")):
            step(f"正在检查 {form.relative_to(temporary).as_posix()}")
            _refuse_unsafe(path, form)
        check = check_pack(temporary, step)
        id = check_id(check.pack.id, found)
        return _put(temporary, own / id), check


@contextmanager
def _making(own: Path) -> Iterator[Path]:
    """A folder beside the templates, that is gone again unless it was put in its place."""
    try:
        own.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=own, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        raise FileTrouble(own, in_words(error)) from error


def _put(temporary: Path, target: Path) -> Path:
    if target.exists():
        raise Refused(f"文件夹 {target} 已经有了，请换一个编号，或先把它改名")
    temporary.chmod(0o755)
    return temporary.rename(target)


# -- the zip --------------------------------------------------------------------------------------------


class _Part(NamedTuple):
    info: ZipInfo
    name: PurePosixPath


def _unpack(path: Path, target: Path) -> None:
    """Writes the pack's files of a zip into a folder; nothing else of it is written anywhere."""
    try:
        if path.stat().st_size > LARGEST_ZIP:
            raise FileTrouble(
                path, f"文件超过 {LARGEST_ZIP // 1_000_000} MB，不像一个模板，请检查选对了文件没有"
            )
        with ZipFile(path) as archive:
            parts = list(_parts(path, archive))
            left = MOST_INFLATED
            for part in _of_pack(path, parts):
                file = target / part.name
                file.parent.mkdir(parents=True, exist_ok=True)
                left -= _write(path, archive, part.info, file, left)
    except UNSOUND as error:
        raise FileTrouble(path, _DAMAGED) from error
    except OSError as error:  # EINVAL: the directory points before the file's beginning
        raise FileTrouble(path, _DAMAGED if error.errno == errno.EINVAL else in_words(error)) from error


def _parts(path: Path, archive: ZipFile) -> Iterator[_Part]:
    """The files of a zip by their names; raises FileTrouble for one that would lead out of its folder."""
    infos = archive.infolist()
    if len(infos) > MOST_PARTS:
        raise FileTrouble(path, f"压缩文件里有 {len(infos)} 个文件，不像一个模板，没有导入")
    seen: set[str] = set()
    for info in infos:
        name = name_in_zip(info)
        parts = name.rstrip("/").split("/")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.flag_bits & _ENCRYPTED:
            raise FileTrouble(path, "压缩文件有密码，请对方去掉密码后再发")
        is_link = kind not in (0, stat.S_IFREG, stat.S_IFDIR)
        if is_link or name.startswith("/") or any(_is_trick(part) for part in parts):
            raise FileTrouble(
                path, f"压缩文件里的“{name[:60]}”不是普通的文件名，没有导入；来历不明的文件请先问清楚"
            )
        if name.casefold() in seen:
            raise FileTrouble(path, f"压缩文件里有两个“{name[:60]}”，没有导入")
        seen.add(name.casefold())
        if not name.endswith("/"):
            yield _Part(info, PurePosixPath(name))


def _is_trick(part: str) -> bool:
    """Whether a part of a name leads elsewhere, or cannot be a name on Windows."""
    odd = any(character < " " or character in '<>:"|?*' for character in part)
    return part in ("", ".", "..") or odd or part != part.rstrip(". ") or bool(_RESERVED.fullmatch(part))


def _of_pack(path: Path, parts: list[_Part]) -> Iterator[_Part]:
    """The files of the one pack in a zip, by their names in its folder."""
    heads = [part.name.parent for part in parts if part.name.name == "pack.yaml" and is_pack_file(part.name)]
    if not heads:
        raise FileTrouble(path, "压缩文件里没有模板：缺少 pack.yaml")
    if len(heads) > 1:
        raise FileTrouble(path, f"压缩文件里有 {len(heads)} 个模板，请一个模板压缩成一个文件")
    for part in parts:
        if part.name.is_relative_to(heads[0]):
            name = part.name.relative_to(heads[0])
            if is_pack_file(name):
                yield part._replace(name=name)


def _write(path: Path, archive: ZipFile, info: ZipInfo, file: Path, left: int) -> int:
    """Inflates one file, however large it says it is; raises FileTrouble beyond what is left."""
    written = 0
    with archive.open(info) as source, file.open("xb") as target:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > left or is_bomb(written, info.compress_size):
                raise FileTrouble(path, "压缩文件解压后异常地大，没有导入；来历不明的文件请先问清楚")
            target.write(chunk)
    return written


def _refuse_unsafe(path: Path, form: Path) -> None:
    """A form is looked at with the same suspicion as a workbook that came back."""
    try:
        read_workbook(form)
    except FileTrouble as trouble:
        raise PackError(f"{path.name} 里的 {form.name}", 0, trouble.reason) from trouble
