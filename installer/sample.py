"""Opens the sample report in the app; where there is no display, writes its documents into dist/sample."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "resources" / "examples" / "sample.txt"


def main() -> int:
    """Makes a report file of the sample, then shows or exports it."""
    folder = ROOT / "dist" / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / "示例报告.jxzp"
    forms = map(str, sorted(SOURCE.parent.glob("*.xlsx")))
    if not report.exists() and _main("import", str(SOURCE), *forms, "-o", str(report)):
        return 1
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return _main(str(report))
    print("没有图形显示，示例报告的文本、Word 和 Excel 附件写在 dist/sample 里。")
    return _main("export", str(report), "-o", str(folder), "--formats", "txt,docx,xlsx")


def _main(*arguments: str) -> int:
    return subprocess.run([sys.executable, str(ROOT / "main.py"), *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
