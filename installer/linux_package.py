"""Builds zipingtong_VERSION_amd64.deb for UOS 20, 银河麒麟 V10, Debian and Ubuntu.

The bundle is made in a bullseye chroot with a Python built there, so that nothing in it needs more than glibc 2.28;
`symbols.py` says so or the build ends. Needs root and debootstrap; the chroot is kept in dist/build.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from bill import Part, parts, write_bill, write_licences
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
from symbols import too_new

SOURCE = (
    "http://deb.debian.org/debian/pool/main/p/python3.11/python3.11_3.11.2.orig.tar.gz",
    "2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849",
)
CHROOT = BUILD / "linux" / "bullseye"
MIRROR = "http://deb.debian.org/debian"
IN_CHROOT = (
    *(
        "gcc",
        "make",
        "libc6-dev",
        "xz-utils",
        "zlib1g-dev",
        "libsqlite3-dev",
        "libffi-dev",
        "liblzma-dev",
        "libbz2-dev",
    ),
    *(
        "binutils",
        "file",
        "libxcb-cursor0",
        "libxcb-icccm4",
        "libxcb-image0",
        "libxcb-keysyms1",
        "libxcb-render-util0",
    ),
    *(
        "libxcb-randr0",
        "libxcb-shape0",
        "libxcb-sync1",
        "libxcb-xfixes0",
        "libxcb-xkb1",
        "libxkbcommon-x11-0",
    ),
    *("libx11-xcb1", "libgl1", "libegl1", "libfontconfig1", "libdbus-1-3", "libglib2.0-0", "libcups2"),
)
HEADER = """/* Old names of what glibc 2.29 versioned anew, so that the program starts on glibc 2.28 (UOS 20). */
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
"""
CONFIGURE = (
    "cd /root && tar xf python.tar.gz && cd Python-3.11.2 && "
    "CFLAGS='-O2 -include /root/glibc228.h' ac_cv_func_sem_clockwait=no ./configure --prefix=/opt/python "
    "--enable-shared --without-ensurepip --disable-test-modules LDFLAGS=-Wl,-rpath,/opt/python/lib && "
    "make -j$(nproc) && make install && rm -rf /root/Python-3.11.2"
)
DEPENDS = "libc6 (>= 2.28), libgl1, libegl1, libfontconfig1, libdbus-1-3, libglib2.0-0, libsqlite3-0, libx11-6, xkb-data, zlib1g"
RECOMMENDS = "libcups2, libgssapi-krb5-2, xdg-utils"
PYINSTALLER = ("pyinstaller==6.16.0", "pyinstaller-hooks-contrib==2025.9")
TAGS = "manylinux_2_28_x86_64 manylinux_2_27_x86_64 manylinux_2_26_x86_64 manylinux_2_17_x86_64 manylinux2014_x86_64 manylinux_2_5_x86_64 manylinux1_x86_64"
"""What a glibc of 2.28 takes."""
PACKAGE = BUILD / "linux" / "package"


def build() -> Path:
    """The package in dist/."""
    needed("debootstrap", "dpkg-deb", "objdump", packages="debootstrap dpkg binutils")
    if os.geteuid() != 0:
        raise SystemExit("要在 chroot 里编译，请用 root 运行：sudo make package")
    _chroot()
    _python()
    say("Linux：库和程序")
    found = wheels(TAGS, BUILD / "wheels-linux")
    _site(found)
    shipped = parts(found, "3.11.2")
    bundle = _bundle(shipped)
    write_bill(shipped, "linux")
    say("Linux：检查需要的 glibc")
    refuse_network(bundle)
    found = too_new(bundle)
    if found:
        raise SystemExit("这些文件需要比 2.28 更新的 glibc：\n" + "\n".join(found))
    say("Linux：软件包")
    return _deb(bundle)


def _chroot() -> None:
    """A bullseye with a compiler, made once."""
    stamp = CHROOT / "root" / "made"
    if stamp.exists():
        return
    say("Linux：建立 bullseye（约一分钟）")
    shutil.rmtree(CHROOT, ignore_errors=True)
    CHROOT.parent.mkdir(parents=True, exist_ok=True)
    run("debootstrap", "--variant=minbase", "bullseye", str(CHROOT), MIRROR, stdout=subprocess.DEVNULL)
    install = f"apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends {' '.join(IN_CHROOT)}"
    _inside(install)
    stamp.touch()


def _python() -> None:
    """Python built there, made once."""
    if (CHROOT / "opt" / "python" / "bin" / "python3.11").exists():
        return
    say("Linux：编译 Python（约三分钟）")
    shutil.copy2(fetched(*SOURCE), CHROOT / "root" / "python.tar.gz")
    (CHROOT / "root" / "glibc228.h").write_text(HEADER, "ascii")
    _inside(CONFIGURE)


def _inside(command: str) -> None:
    run("chroot", str(CHROOT), "sh", "-ec", command, stdout=subprocess.DEVNULL)


def _site(found: list[Path]) -> None:
    """The lock's wheels and PyInstaller, unpacked into the chroot."""
    site = fresh(CHROOT / "opt" / "site")
    for wheel in found:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    tools = fresh(CHROOT / "opt" / "tools")
    run(
        *(
            str(PYTHON),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--only-binary=:all:",
        ),
        *("--python-version", "3.11", "--implementation", "cp", "--target", str(tools)),
        *(part for tag in TAGS.split() for part in ("--platform", tag)),
        *PYINSTALLER,
    )


def _bundle(shipped: list[Part]) -> Path:
    """The one-dir bundle, stripped."""
    source = fresh(CHROOT / "src")
    copy_app(source)
    write_licences(shipped, source / "resources")
    shutil.copy2(ROOT / "installer" / "zipingtong.spec", source / "zipingtong.spec")
    _inside(
        "cd /src && PYTHONPATH=/opt/site:/opt/tools LD_LIBRARY_PATH=/opt/python/lib "
        "/opt/python/bin/python3.11 -m PyInstaller --noconfirm --log-level ERROR zipingtong.spec"
    )
    bundle = source / "dist" / NAME
    for path in bundle.rglob("*.so*"):
        if path.is_file() and not path.is_symlink():
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=False, stderr=subprocess.DEVNULL)
    return bundle


def _deb(bundle: Path) -> Path:
    """The tree as Debian wants it, and the package of it."""
    tree = fresh(PACKAGE)
    home = tree / "opt" / NAME
    shutil.copytree(bundle, home, symlinks=True)
    pictures = BUILD / "pictures"
    run(str(PYTHON), str(ROOT / "installer" / "pictures.py"), str(pictures))
    for size in (16, 24, 32, 48, 64, 128, 256):
        for kind in ("apps/zipingtong", "mimetypes/application-x-zipingtong"):
            target = tree / f"usr/share/icons/hicolor/{size}x{size}/{kind}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(pictures / f"{size}.png", target)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / f"usr/bin/{NAME}").symlink_to(f"/opt/{NAME}/{NAME}")
    _write(tree / f"usr/share/applications/{NAME}.desktop", DESKTOP)
    _write(tree / f"usr/share/mime/packages/{NAME}.xml", MIME)
    _write(tree / f"usr/share/doc/{NAME}/copyright", COPYRIGHT)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    _write(
        tree / "DEBIAN/control",
        CONTROL.format(version=version(), size=size, depends=DEPENDS, recommends=RECOMMENDS),
    )
    for script in ("postinst", "postrm"):
        _write(tree / "DEBIAN" / script, AFTER)
        (tree / "DEBIAN" / script).chmod(0o755)
    target = DIST / f"{NAME}_{version()}_amd64.deb"
    run(
        "dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target), stdout=subprocess.DEVNULL
    )
    return target


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


DESKTOP = f"""[Desktop Entry]
Type=Application
Name=Zipingtong
Name[zh_CN]={TITLE}
GenericName=Performance self-evaluation reports
GenericName[zh_CN]=部门整体支出绩效自评报告
Comment=Prepare the yearly self-evaluation report, offline
Comment[zh_CN]=离线编制部门整体支出绩效自评报告
Exec=/opt/{NAME}/{NAME} %f
Icon={NAME}
Terminal=false
Categories=Office;
MimeType=application/x-zipingtong;
StartupNotify=true
StartupWMClass={NAME}
"""
MIME = """<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-zipingtong">
    <comment>self-evaluation report</comment>
    <comment xml:lang="zh_CN">自评报告</comment>
    <glob pattern="*.jxzp" weight="80"/>
    <icon name="application-x-zipingtong"/>
  </mime-type>
</mime-info>
"""
CONTROL = """Package: zipingtong
Version: {version}
Architecture: amd64
Maintainer: zipingtong <zipingtong@localhost>
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: offline desktop program for performance self-evaluation reports
 自评通：离线编制《部门整体支出绩效自评报告》。每个数只填一次，正文、附件、合计
 随之而动；对不上的地方当场说明；导出文本、Word、Excel、PDF，可以打印。
"""
AFTER = """#!/bin/sh
set -e
command -v update-mime-database >/dev/null && update-mime-database /usr/share/mime >/dev/null 2>&1 || true
command -v update-desktop-database >/dev/null && update-desktop-database -q /usr/share/applications || true
command -v gtk-update-icon-cache >/dev/null && gtk-update-icon-cache -q -f /usr/share/icons/hicolor || true
exit 0
"""
COPYRIGHT = f"{TITLE}：Apache-2.0。随带的 Python、Qt、PySide6、字体等的许可见 /opt/{NAME}/licences。\n"
