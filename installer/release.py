"""What both packages share: the version, the files that belong to the program, downloads that must match."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
BUILD = DIST / "build"
PYTHON = ROOT / ".venv" / "bin" / "python"
APP = ("main.py", "core", "gui", "resources")
"""What of the checkout the program consists of."""
NAME = "zipingtong"
TITLE = "自评通"


def version() -> str:
    """The version, which stands in pyproject.toml alone."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def copy_app(target: Path) -> None:
    """The program's own files, compiled files and caches left out."""
    for name in APP:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy2(source, target / name)
    (target / "resources" / "VERSION").write_text(version() + "\n", "ascii")


def fetched(url: str, digest: str) -> Path:
    """A file from a package registry, kept in dist/build; one that does not match is refused."""
    path = BUILD / "downloads" / url.rsplit("/", 1)[1]
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with urllib.request.urlopen(url) as source, part.open("wb") as target:
            shutil.copyfileobj(source, target)
        part.rename(path)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        path.unlink()
        raise SystemExit(f"{path.name} 与记录的校验和不符：{found}")
    return path


def wheels(platform: str, folder: Path) -> list[Path]:
    """The wheels of the lock for a platform, checked against its hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    run(
        *(str(PYTHON), "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes"),
        *("--only-binary=:all:", "--python-version", "3.11", "--implementation", "cp"),
        *(part for tag in platform.split() for part in ("--platform", tag)),
        *("-r", str(ROOT / "requirements.lock"), "-d", str(folder)),
    )
    return sorted(folder.glob("*.whl"))


def run(*command: str, **more: object) -> None:
    """Runs a command; where it fails the build ends and says which."""
    done = subprocess.run(command, check=False, **more)  # type: ignore[call-overload]
    if done.returncode:
        raise SystemExit(f"没有成功（{done.returncode}）：{' '.join(command)}")


def needed(*tools: str, packages: str) -> None:
    """Names the Debian packages of tools that are missing."""
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        raise SystemExit(f"缺少 {'、'.join(missing)}，请运行：sudo apt-get install {packages}")


def refuse_network(folder: Path) -> None:
    """What is shipped has no library of Qt's for the network."""
    found = [
        path.name for path in folder.rglob("*") if "network" in path.name.lower() and path.suffix != ".txt"
    ]
    if found:
        raise SystemExit(f"安装包里有网络库：{'、'.join(found)}")


def must(holds: bool, words: str) -> None:
    """Ends a test that does not hold, with words for what was found."""
    if not holds:
        raise SystemExit(words)


def say(words: str) -> None:
    """What is done next."""
    print(words, file=sys.stderr, flush=True)


def write_sums() -> None:
    """The SHA-256 sums of what was built."""
    packages = sorted([*DIST.glob("*.deb"), *DIST.glob("*-Setup.exe"), *DIST.glob("*.cdx.json")])
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in packages]
    (DIST / "SHA256SUMS").write_text("".join(lines), "utf-8")
