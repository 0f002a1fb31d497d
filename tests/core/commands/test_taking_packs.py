"""Templates copied and taken in from a .zip: whole and checked, or not there at all."""

from __future__ import annotations

import io
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from core.commands.own_packs import check_id, copy_pack, take_zip
from core.commands.packs import FOLDER, found_packs, newer_folder
from core.numbers.troubles import FileTrouble, PackError, Refused
from core.pack.loading import load_pack

TINY = Path(__file__).resolve().parents[3] / "tests" / "packs" / "tiny"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where the user's own templates stand; none does yet."""
    return tmp_path / "数据" / "模板"


def found(own: Path):
    return found_packs(own=own)


def nothing(_words: str) -> None:
    pass


@pytest.mark.parametrize("source", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_a_copy_is_a_sound_template_of_another_name(source: Path, own: Path) -> None:
    folder = copy_pack(source, "某县-2025", '“某县”的"报告": 一', found(own), own)

    assert folder == own / "某县-2025"
    pack = load_pack(folder)
    assert (pack.id, pack.title, pack.version) == ("某县-2025", '“某县”的"报告": 一', "1")
    assert not (folder / "cases" / "forms").exists()
    assert list((folder / "cases").glob("*.yaml"))
    old = load_pack(source)
    assert pack.definitions.figures.keys() == old.definitions.figures.keys()
    assert {n: c for n, c in pack.files.items() if n != "pack.yaml"} == {
        n: c for n, c in old.files.items() if n != "pack.yaml"
    }
    assert [path.name for path in own.iterdir()] == ["某县-2025"]
    assert found(own)[-1].pack is not None


def test_a_title_of_several_lines_is_replaced_as_a_whole(own: Path, tmp_path: Path) -> None:
    source = Path(shutil.copytree(TINY, tmp_path / "源"))
    head = (source / "pack.yaml").read_text("utf-8")
    title = next(line for line in head.split("\n") if line.startswith("标题"))
    (source / "pack.yaml").write_text(head.replace(title, "标题: >\n  很长的\n\n  标题\n"), "utf-8-sig")

    pack = load_pack(copy_pack(source, "甲", "乙", found(own), own))

    assert pack.title == "乙"
    assert pack.report_title == load_pack(TINY).report_title


@pytest.mark.parametrize(
    "id", ["", "  ", "甲/乙", "..", "甲 乙", "a.b", "con", "COM1", "长" * 41, "-a", "甲:"]
)
def test_an_id_that_is_none_is_refused_with_an_example(id: str) -> None:
    with pytest.raises(Refused, match="例如 sichuan-county-2025"):
        check_id(id, [])


@pytest.mark.parametrize("id", ["pidu-2025", "PIDU-2025", "敬老院", "tiny"])
def test_an_id_that_stands_already_is_refused_by_name(own: Path, id: str) -> None:
    shutil.copytree(TINY, own / "敬老院")

    with pytest.raises(Refused, match=f"编号 {id} 已经有了（“.+”），请换一个"):
        check_id(id, found(own))
    with pytest.raises(Refused):
        copy_pack(TINY, id, "标题", found(own), own)
    assert [path.name for path in own.iterdir()] == ["敬老院"]


# -- .zip ------------------------------------------------------------------------------------------------


def zipped(target: Path, names: dict[str, bytes], top: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(top + name, content)
    return target


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def sound() -> dict[str, bytes]:
    files = contents(FOLDER / "pidu-2025")
    files["pack.yaml"] = files["pack.yaml"].replace("编号: pidu-2025".encode(), "编号: 邻县".encode())
    return files


@pytest.mark.parametrize("top", ["", "模板/", "a/b/"])
def test_a_template_in_a_zip_is_taken_in_checked(
    tmp_path: Path, own: Path, sound: dict[str, bytes], top: str
) -> None:
    extra = {"__MACOSX/._pack.yaml": b"x", "Thumbs.db": b"x", "forms/~$附件1.xlsx": b"x", "说明.exe": b"MZ"}
    path = zipped(tmp_path / "邻县.zip", sound | extra, top)
    steps: list[str] = []

    folder, check = take_zip(path, found(own), own, steps.append)

    assert folder == own / "邻县"
    assert contents(folder) == sound
    assert (check.verdict, check.errors) == ("相符", [])
    assert any("附件1.xlsx" in words for words in steps)
    with pytest.raises(Refused, match="编号 邻县 已经有了（“四川省"):
        take_zip(path, found(own), own, nothing)
    assert [p.name for p in own.iterdir()] == ["邻县"]


def test_names_in_gbk_are_read(tmp_path: Path, own: Path, sound: dict[str, bytes]) -> None:
    path = tmp_path / "邻县.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in sound.items():
            archive.writestr(_AsBytes(name.encode("gbk")), content)

    folder, _ = take_zip(path, found(own), own, nothing)

    assert contents(folder) == sound


class _AsBytes(zipfile.ZipInfo):
    """A name written in the bytes of a code page, without the mark for UTF-8."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw.decode("cp437"))
        self._raw = raw

    def _encodeFilenameFlags(self):
        return self._raw, self.flag_bits & ~0x800


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


TRICKS = {
    "out of its folder": ("../甲.yaml", "不是普通的文件名"),
    "out of its folder with a backslash": ("..\\..\\甲.yaml", "不是普通的文件名"),
    "from the root": ("/etc/甲.yaml", "不是普通的文件名"),
    "on a drive": ("C:/甲.yaml", "不是普通的文件名"),
    "a stream": ("forms/附件1.xlsx:甲", "不是普通的文件名"),
    "a device": ("forms/con.xlsx", "不是普通的文件名"),
    "a name that ends in a point": ("forms/附件1.xlsx.", "不是普通的文件名"),
    "a name written otherwise": ("PACK.yaml", "有两个“PACK.yaml”"),
    "a second template": ("另一个/pack.yaml", "里有 2 个模板"),
}


@pytest.mark.parametrize(("name", "said"), TRICKS.values(), ids=TRICKS)
def test_a_zip_with_a_trick_in_it_is_refused_and_leaves_nothing(
    tmp_path: Path, own: Path, sound: dict[str, bytes], name: str, said: str
) -> None:
    path = zipped(tmp_path / "邻县.zip", sound | {name: b"x"})

    with pytest.raises(FileTrouble, match=said):
        take_zip(path, found(own), own, nothing)
    assert list(own.iterdir()) == []
    assert not (tmp_path / "甲.yaml").exists()


def test_a_link_is_refused(tmp_path: Path, own: Path, sound: dict[str, bytes]) -> None:
    path = zipped(tmp_path / "邻县.zip", sound)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link("forms/附件9.xlsx"), "/etc/passwd")

    with pytest.raises(FileTrouble, match=r"附件9\.xlsx”不是普通的文件名"):
        take_zip(path, found(own), own, nothing)


def bomb(sound: dict[str, bytes], path: Path) -> Path:
    return zipped(path, sound | {"forms/附件9.xlsx": b"0" * 30_000_000})


def crowd(sound: dict[str, bytes], path: Path) -> Path:
    return zipped(path, sound | {f"cases/{n}.yaml": b"" for n in range(2_000)})


def large(_sound: dict[str, bytes], path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(20_000_001)
    return path


def lying(sound: dict[str, bytes], path: Path) -> Path:
    data = zipped(path, sound).read_bytes()
    path.write_bytes(data[: len(data) // 2] + data[len(data) // 2 + 200 :])
    return path


def no_zip(_sound: dict[str, bytes], path: Path) -> Path:
    path.write_bytes(b"Rar!\x1a\x07\x00")
    return path


def no_pack(_sound: dict[str, bytes], path: Path) -> Path:
    return zipped(path, {"甲.yaml": b"x"})


HOSTILE = {
    bomb: "解压后异常地大",
    crowd: "个文件，不像一个模板",
    large: "超过 20 MB",
    lying: "损坏",
    no_zip: "损坏或不是 .zip",
    no_pack: "没有模板：缺少 pack.yaml",
}


@pytest.mark.parametrize(("make", "said"), HOSTILE.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_zip_that_is_not_to_be_trusted_is_refused(
    tmp_path: Path, own: Path, sound, make, said: str
) -> None:
    with pytest.raises(FileTrouble, match=said):
        take_zip(make(sound, tmp_path / "邻县.zip"), found(own), own, nothing)
    assert list(own.iterdir()) == []


def test_a_form_that_is_a_bomb_is_refused(tmp_path: Path, own: Path, sound: dict[str, bytes]) -> None:
    form = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound["forms/附件1.xlsx"])) as old,
        zipfile.ZipFile(form, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            more = b" " * 40_000_000 if name.endswith("sheet1.xml") else b""
            new.writestr(name, old.read(name) + more)
    sound["forms/附件1.xlsx"] = form.getvalue()

    with pytest.raises(PackError, match=r"邻县\.zip 里的 附件1\.xlsx：文件解压后异常地大"):
        take_zip(zipped(tmp_path / "邻县.zip", sound), found(own), own, nothing)
    assert list(own.iterdir()) == []


def test_an_unsound_template_in_a_zip_is_refused_with_its_line(
    tmp_path: Path, own: Path, sound: dict[str, bytes]
) -> None:
    sound["rules.yaml"] = sound["rules.yaml"].replace("条件: ".encode(), "条件: 没有的 + ".encode(), 1)

    with pytest.raises(PackError, match=r"rules\.yaml 第 \d+ 行"):
        take_zip(zipped(tmp_path / "邻县.zip", sound), found(own), own, nothing)
    assert list(own.iterdir()) == []


def test_a_newer_version_is_found_where_it_stands(tmp_path: Path, own: Path) -> None:
    carried = load_pack(TINY)
    assert newer_folder(carried, own=own) is None
    shutil.copytree(TINY, own / "敬老院")
    assert newer_folder(carried, own=own) is None
    head = own / "敬老院" / "pack.yaml"
    text = head.read_text("utf-8")
    assert carried.version == "3"

    for version, newer in (
        ('"3"', False),
        ('"2.9"', False),
        ('"3.10"  # 新', True),
        ("10", True),
        ("新", False),
    ):
        head.write_text(text.replace('版本: "3"', f"版本: {version}"), "utf-8")
        assert (newer_folder(carried, own=own) == own / "敬老院") == newer, version
