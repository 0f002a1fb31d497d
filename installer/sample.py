"""Opens the sample report in the app; where there is no display, writes its documents into dist/sample."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.commands.sample import FILE, clear_outdated, make_sample
from core.numbers.troubles import FileTrouble, PackError

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "dist" / "sample"
WHO = "示例"


def main() -> int:
    """Makes a report file of the sample where there is none of today's pack, then shows or exports it."""
    report = FOLDER / FILE
    try:
        make_ready(report)
    except (FileTrouble, PackError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return _main(str(report))
    print("没有图形显示，示例报告的文本、Word 和 Excel 附件写在 dist/sample 里。")
    return _main("export", str(report), "-o", str(FOLDER), "--formats", "txt,docx,xlsx")


def make_ready(report: Path) -> None:
    """The sample as today's pack has it; one that was filled in with an older one stays beside it."""
    report.parent.mkdir(parents=True, exist_ok=True)
    kept = clear_outdated(report, WHO) if report.exists() else None
    if kept is not None:
        print(f"示例的模板改过了，示例已按新模板重做；原来填过的那一份另存为 {kept}")
    if not report.exists():
        make_sample(report, WHO).close()


def _main(*arguments: str) -> int:
    return subprocess.run([sys.executable, str(ROOT / "main.py"), *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
