"""A Linux that lacks something Qt needs: said in Chinese on the terminal, and in a dialog where one can be shown."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libsqlite3.so.0": "libsqlite3-0",
    "libX11.so.6": "libx11-6",
}
DIALOGS = (("zenity", "--error", "--title=自评通", "--text={}"), ("kdialog", "--title", "自评通", "--error", "{}"), ("xmessage", "{}"))  # fmt: skip
_LIBRARY = re.compile(r"(lib[\w.+-]+\.so[\d.]*): cannot open shared object file")


def sentence(error: ImportError) -> str:
    """What is missing and what to do; "" where the error is another one."""
    match = _LIBRARY.search(str(error))
    if match is None:
        return ""
    library = match[1]
    package = PACKAGES.get(library, "")
    install = (
        f"请用软件管理器安装 {package}，或运行：sudo apt-get install {package}"
        if package
        else "请联系电脑管理员安装它"
    )
    return f"自评通打不开：系统缺少组件 {library}。{install}"


def tell(words: str) -> None:
    """Says it on the terminal, and in whatever dialog this desktop has."""
    print(words, file=sys.stderr)
    for command in DIALOGS:
        if shutil.which(command[0]):
            subprocess.run([part.format(words) for part in command], check=False, stderr=subprocess.DEVNULL)
            return
