"""The .deb in a clean Debian: installed, opened by its MIME type, typed into, exported from, upgraded, removed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from release import BUILD, DIST, NAME, ROOT, fresh, must, needed, run, say, version

MIRROR = "http://deb.debian.org/debian"
SAMPLE = ROOT / "resources" / "examples"
HOME = "root/张 明"
"""A home with a space and Chinese in its name."""
BARE = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": f"/{HOME}", "LANG": "C.UTF-8"}
"""What a program there is started with."""
OFFICE = "青禾县农业农村局"
RENAMED = "青禾县乡村振兴局"
STARTS = 5
PAINTED = 1.0
MEMORY = 150
INSTALLED = 200
"""Seconds to the start page, MB with the sample open, MB on the disk: not more."""


def use_linux(suite: str, pictures: Path) -> dict[str, str]:
    """All of it in one Debian; the figures that were measured."""
    tools = ("debootstrap", "Xvfb", "xdotool", "xwininfo", "import")
    needed(*tools, packages="debootstrap xvfb xdotool x11-utils imagemagick")
    say(f"{suite}：干净的系统")
    system = _clean(suite)
    package = DIST / f"{NAME}_{version()}_amd64.deb"
    older = _older(package)
    with mounted(system):
        say(f"{suite}：安装旧版，再升级")
        _install(system, older)
        report = _imported(system)
        _install(system, package)
        installed = sum(p.lstat().st_size for p in (system / "opt" / NAME).rglob("*") if p.is_file())
        must(installed <= INSTALLED * 1e6, f"装好有 {installed / 1e6:.0f} MB")
        must("0.0.1" not in _said(system, f"dpkg-query -W -f '${{Version}}' {NAME}"), "没有升级")
        must(not (system / "opt" / NAME / "old").exists(), "旧版的文件还在")
        with screen() as display:
            figures = _measured(system, display) | {"installed": f"{installed / 1e6:.0f} MB"}
            figures["memory"] = _used(system, display, report, pictures / f"{suite}.png")
        say(f"{suite}：导出和卸载")
        _exported(system, report)
        inside(system, f"DEBIAN_FRONTEND=noninteractive apt-get remove -y -q {NAME}")
        must(not (system / "opt" / NAME).exists(), "卸载以后程序还在")
        must((system / report.lstrip("/")).exists(), "卸载把报告删了")
    return {f"{suite} {name}": figure for name, figure in figures.items()}


def pristine(suite: str, packages: str) -> Path:
    """A minimal Debian with some packages, made once."""
    pristine = BUILD / "test" / f"{suite}.pristine"
    if not (pristine / "root" / "made").exists():
        shutil.rmtree(pristine, ignore_errors=True)
        pristine.parent.mkdir(parents=True, exist_ok=True)
        run("debootstrap", "--variant=minbase", suite, str(pristine), MIRROR, stdout=subprocess.DEVNULL)
        quiet = "DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends"
        inside(pristine, f"apt-get update -q && {quiet} {packages}")
        (pristine / "root" / "made").touch()
    return pristine


def _clean(suite: str) -> Path:
    """A fresh copy of a minimal Debian."""
    clean = pristine(suite, "libglib2.0-bin shared-mime-info desktop-file-utils fonts-wqy-zenhei")
    system = BUILD / "test" / suite
    shutil.rmtree(system, ignore_errors=True)
    run("cp", "-a", str(clean), str(system))
    return system


def _older(package: Path) -> Path:
    """The same package as an earlier version, with a file that the new one no longer has."""
    tree = fresh(BUILD / "test" / "older")
    run("dpkg-deb", "-R", str(package), str(tree))
    control = tree / "DEBIAN" / "control"
    control.write_text(control.read_text("utf-8").replace(f"Version: {version()}", "Version: 0.0.1"), "utf-8")
    (tree / "opt" / NAME / "old").write_text("旧\n", "utf-8")
    target = BUILD / "test" / f"{NAME}_0.0.1_amd64.deb"
    run(
        "dpkg-deb",
        "--root-owner-group",
        "-Znone",
        "--build",
        str(tree),
        str(target),
        stdout=subprocess.DEVNULL,
    )
    return target


@contextmanager
def mounted(system: Path) -> Iterator[None]:
    """The kernel's folders and the screens of this computer inside."""
    places = ("proc", "dev", "dev/pts", "tmp/.X11-unix")
    Path("/tmp/.X11-unix").mkdir(exist_ok=True)
    (system / "tmp/.X11-unix").mkdir(parents=True, exist_ok=True)
    try:
        for place in places:
            run("mount", "--bind", f"/{place}", str(system / place))
        yield
    finally:
        for place in reversed(places):
            subprocess.run(["umount", "-l", str(system / place)], check=False, stderr=subprocess.DEVNULL)


def _install(system: Path, package: Path) -> None:
    shutil.copy2(package, system / "root" / package.name)
    inside(
        system,
        f"DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends /root/{package.name}",
    )


def _imported(system: Path) -> str:
    """The sample and its forms as a report file, made by the installed program."""
    home = system / HOME
    home.mkdir(parents=True, exist_ok=True)
    for source in sorted(SAMPLE.glob("*")):
        shutil.copy2(source, home / source.name)
    forms = " ".join(f"'/{HOME}/{path.name}'" for path in sorted(SAMPLE.glob("*.xlsx")))
    inside(system, f"{NAME} import '/{HOME}/sample.txt' {forms} -o '/{HOME}/示例 报告.jxzp'")
    return f"/{HOME}/示例 报告.jxzp"


@contextmanager
def screen() -> Iterator[str]:
    """A screen of its own."""
    display = ":87"
    server = subprocess.Popen(
        ["Xvfb", display, "-screen", "0", "1366x768x24", "-ac"], stderr=subprocess.DEVNULL
    )
    environment = {**os.environ, "DISPLAY": display}
    while subprocess.run(["xwininfo", "-root"], env=environment, capture_output=True, check=False).returncode:
        time.sleep(0.1)
    try:
        yield display
    finally:
        server.terminate()
        server.wait()


def _environment(display: str) -> dict[str, str]:
    return {**BARE, "DISPLAY": display, "QT_LOGGING_RULES": "*=false"}


def _measured(system: Path, display: str) -> dict[str, str]:
    """How long the start page takes, warm, from the start of the process to its first paint."""
    times = []
    for number in range(STARTS + 1):
        mark = system / "tmp" / "painted"
        mark.unlink(missing_ok=True)
        began = time.time()
        environment = {**_environment(display), "ZIPINGTONG_FIRST_PAINT": "/tmp/painted"}
        run("chroot", str(system), f"/opt/{NAME}/{NAME}", env=environment)
        times += [float(mark.read_text()) - began] if number else []
    painted = median(times)
    must(painted <= PAINTED, f"开始页用了 {painted:.2f} 秒")
    return {"start page": f"{painted:.2f} s"}


def _used(system: Path, display: str, report: str, picture: Path) -> str:
    """Opens the report as a double click does, renames the office by keys, looks at the window; the peak memory."""
    environment = _environment(display)
    must(
        f"{NAME}.desktop" in _said(system, "gio mime application/x-zipingtong"),
        "双击不会打开报告",
    )
    kind = _said(system, f"gio info -a standard::content-type '{report}'")
    must("application/x-zipingtong" in kind, f"报告的类型是 {kind}")
    opened = subprocess.Popen(["chroot", str(system), "gio", "open", report], env=environment)
    shown = window(display, OFFICE)
    time.sleep(2)
    process = _process(system)
    keys(display, shown, "ctrl+a")
    typed(display, RENAMED)
    keys(display, shown, "Tab")
    time.sleep(2)
    run("import", "-display", display, "-window", "root", str(picture))
    peak = _peak(process)
    must(peak <= MEMORY, f"打开示例用了 {peak} MB")
    keys(display, shown, "ctrl+q")
    for _ in range(100):
        if not Path(f"/proc/{process}").exists():
            break
        time.sleep(0.2)
    must(not Path(f"/proc/{process}").exists(), "Ctrl+Q 没有关闭程序")
    opened.kill()
    opened.wait()
    return f"{peak} MB"


def window(display: str, title: str) -> str:
    """The window whose title has these words."""
    for _ in range(100):
        done = _tool(display, "search", "--onlyvisible", "--name", title)
        if done.strip():
            return done.split()[-1]
        time.sleep(0.2)
    raise SystemExit(f"没有出现标题里有“{title}”的窗口")


def keys(display: str, shown: str, pressed: str) -> None:
    _tool(display, "windowfocus", shown)
    _tool(display, "key", "--clearmodifiers", pressed)
    time.sleep(0.3)


def typed(display: str, words: str) -> None:
    _tool(display, "type", "--delay", "120", words)
    time.sleep(0.3)


def _tool(display: str, *command: str) -> str:
    environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["xdotool", *command], env=environment, capture_output=True, text=True, check=False)
    return done.stdout


def _process(system: Path) -> int:
    """The program's process, which runs in that system."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "root").readlink() == system and NAME in (entry / "comm").read_text():
                return int(entry.name)
        except OSError:
            continue
    raise SystemExit("程序没有在运行")


def _peak(process: int) -> int:
    """Peak resident memory in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024)


def _exported(system: Path, report: str) -> None:
    """All formats; the text has the words that were typed."""
    inside(system, f"{NAME} export '{report}' -o '/{HOME}/出' --formats txt,docx,xlsx,pdf")
    out = system / HOME / "出"
    kinds = sorted({path.suffix for path in out.iterdir()})
    must(kinds == [".docx", ".json", ".pdf", ".txt", ".xlsx"], f"只导出了 {kinds}")
    text = next(out.glob("*.txt")).read_text("utf-8")
    must(text.startswith(RENAMED), f"改的名称没有存下：{text[:20]}")


def inside(system: Path, command: str) -> None:
    run("chroot", str(system), "sh", "-ec", command, env=BARE, stdout=subprocess.DEVNULL)


def _said(system: Path, command: str) -> str:
    done = subprocess.run(
        ["chroot", str(system), "sh", "-c", command],
        env=BARE,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()
