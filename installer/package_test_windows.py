"""Setup.exe under wine: installed silently, used without a screen, upgraded in place, uninstalled."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import package_test_linux as linux
from release import BUILD, DIST, NAME, ROOT, TITLE, fresh, must, needed, say, version

PREFIX = BUILD / "test" / "wine"
SAMPLE = ROOT / "resources" / "examples"
OFFICE = "青禾县农业农村局"
RENAMED = "青禾县乡村振兴局"
TYPED = "Qinghe"
"""xdotool cannot type Chinese into wine."""
USED = r"""
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
app = QApplication(["zipingtong"])
from gui.computer.settings import Settings
from gui.window.windows import Windows
from gui import theme
settings = Settings()
theme.apply(app, settings.scheme, settings.size)
files = Windows(settings).add()
files.open(Path(sys.argv[1]))
window = files.window
window.show()
window.activateWindow()
for _ in range(50):
    app.processEvents()
def key(code, words="", modifier=Qt.KeyboardModifier.NoModifier):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        app.sendEvent(app.focusWidget(), QKeyEvent(kind, code, modifier, words))
    app.processEvents()
key(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
for character in sys.argv[2]:
    key(0, character)
key(Qt.Key.Key_Tab)
window.grab().save(sys.argv[3])
window.close()
from main import main
sys.exit(main(["export", sys.argv[1], "-o", sys.argv[4], "--formats", "txt,docx,xlsx,pdf"]))
"""
"""What a person does, in the installed program's own Python; wine 8 has no desktop that Qt could use."""


def use_windows(pictures: Path) -> dict[str, str]:
    """All of it in a fresh Windows of wine's."""
    needed("wine", packages="wine wine64")
    say("wine：新的 Windows")
    fresh(PREFIX)
    _wine("wineboot", "-i")
    setup = DIST / f"{TITLE}-{version()}-Setup.exe"
    _wine("winecfg", "-v", "win7")
    must(_start(setup, "/S") == 4 and not _home().exists(), "Windows 7 上没有拒绝安装")
    _wine("winecfg", "-v", "win10")
    say("wine：安装、升级")
    _install(setup)
    (_home() / "app" / "old.py").write_text("old\n", "ascii")
    report = _imported()
    _install(setup)
    must(not (_home() / "app" / "old.py").exists(), "升级以后旧版的文件还在")
    say("wine：打开、填写、导出")
    script = PREFIX / "use.py"
    picture = pictures / "windows.png"
    script.write_text(USED, "utf-8")
    out = report.parent / "出"
    _run(_home() / "runtime" / "python.exe", str(script), str(report), RENAMED, str(picture), str(out))
    kinds = sorted({path.suffix for path in out.iterdir()})
    must(kinds == [".docx", ".json", ".pdf", ".txt", ".xlsx"], f"只导出了 {kinds}")
    text = next(out.glob("*.txt")).read_text("utf-8")
    must(text.startswith(RENAMED), f"改的名称没有存下：{text[:20]}")
    installed = sum(path.stat().st_size for path in _home().rglob("*") if path.is_file())
    say("wine：卸载")
    _start(_home() / "卸载.exe", "/S")
    left = [path for path in _user().rglob("*") if TITLE in path.name or path.name == NAME]
    left = [path for path in left if "zipingtong" not in str(path.parent / "设置.json") or path.is_file()]
    must(not _home().exists(), f"卸载以后还在：{left}")
    must(not [path for path in left if path.suffix == ".lnk"], f"快捷方式还在：{left}")
    must(report.exists(), "卸载把报告删了")
    return {"windows installed": f"{installed / 1e6:.0f} MB"}


def use_window(pictures: Path) -> dict[str, str]:
    """The same installer under wine 10 in a real window: a report opened, the office renamed by keys."""
    say("wine 10：一个真的窗口")
    system = linux.pristine("trixie", "wine wine64 fonts-wqy-zenhei")
    home = system / "root" / "wine"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copy2(DIST / f"{TITLE}-{version()}-Setup.exe", system / "root" / "setup.exe")
    with linux.mounted(system), linux.screen() as display:
        started = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "DISPLAY": display,
        }
        environment = {**started, "WINEPREFIX": "/root/wine", "WINEDEBUG": "-all", "WINEARCH": "win64"}

        def wine(*command: str, **more: object) -> subprocess.CompletedProcess[bytes]:
            whole = ["chroot", str(system), "wine", *command]
            return subprocess.run(
                whole, env=environment, capture_output=True, check=False, timeout=200, **more
            )  # type: ignore[call-overload,no-any-return]

        wine("wineboot", "-i")
        wine("start", "/wait", "/unix", "/root/setup.exe", "/S")
        folder = home / "drive_c" / "绩效 自评"
        shutil.copytree(SAMPLE, folder)
        programs = r"C:\users\root\AppData\Local\Programs\zipingtong"
        report = r"C:\绩效 自评\示例 报告.jxzp"
        wine(rf"{programs}\{NAME}.exe", "import", r"C:\绩效 自评\sample.txt", "-o", report, input=b"\n")
        must(".jxzp" in (home / "user.reg").read_text("utf-8", "replace"), "双击不会打开报告")
        opened = subprocess.Popen(
            ["chroot", str(system), "wine", rf"{programs}\{TITLE}.exe", report], env=environment
        )
        window = linux.window(display, OFFICE)
        time.sleep(4)
        linux.keys(display, window, "ctrl+a")
        linux.typed(display, TYPED)
        linux.keys(display, window, "Tab")
        time.sleep(2)
        linux.run("import", "-display", display, "-window", "root", str(pictures / "windows-window.png"))
        linux.keys(display, window, "ctrl+q")
        opened.wait(timeout=60)
        wine(rf"{programs}\{NAME}.exe", "export", report, "-o", r"C:\出", "--formats", "txt", input=b"\n")
        text = next((home / "drive_c" / "出").glob("*.txt")).read_text("utf-8")
        subprocess.run(["chroot", str(system), "wineserver", "-k"], env=environment, check=False)
    must(text.startswith(TYPED), f"改的名称没有存下：{text[:20]}")
    return {}


def _user() -> Path:
    return next((PREFIX / "drive_c" / "users").glob("[!P]*"))


def _home() -> Path:
    return _user() / "AppData" / "Local" / "Programs" / NAME


def _install(setup: Path) -> None:
    status = _start(setup, "/S")
    must(status == 0 and (_home() / f"{TITLE}.exe").exists(), f"安装没有成功（{status}）")


def _imported() -> Path:
    """The sample and its forms as a report file in a folder with a space and Chinese in its name."""
    folder = PREFIX / "drive_c" / "绩效 自评"
    shutil.copytree(SAMPLE, folder)
    report = folder / "示例 报告.jxzp"
    forms = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    _run(_home() / f"{NAME}.exe", "import", str(folder / "sample.txt"), *forms, "-o", str(report))
    must(report.exists(), "没有导入示例")
    return report


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "WINEPREFIX": str(PREFIX),
        "WINEDEBUG": "-all",
        "WINEARCH": "win64",
        "LC_ALL": "C.UTF-8",
    }


def _wine(*command: str) -> int:
    done = subprocess.run(
        ["wine", *command], env=_environment(), capture_output=True, check=False, timeout=300
    )
    return done.returncode


def _start(program: Path, *arguments: str) -> int:
    """A Windows program, until it and what it starts has ended."""
    status = _wine("start", "/wait", "/unix", str(program), *arguments)
    subprocess.run(["wineserver", "-w"], env=_environment(), check=False, timeout=120)
    return status


def _run(program: Path, *arguments: str) -> None:
    """A console program; its paths are given as Windows names them."""
    named = [f"Z:{one}" if one.startswith("/") else one for one in arguments]
    done = subprocess.run(
        ["wine", str(program), *named],
        env=_environment(),
        input=b"\n",
        capture_output=True,
        check=False,
        timeout=300,
    )
    must(
        done.returncode == 0,
        f"{program.name} {' '.join(named)}：{done.stderr.decode('utf-8', 'replace')[-2000:]}",
    )
