"""Measures the program and prints one JSON object: `python -m tests.bench` from the checkout."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from core.export.folder import export_folder
from core.pack.pack import Pack
from core.report.report import Report
from tests.bench import editing, forms, hostile, paper, prose, scrolling, starting, typing
from tests.bench.big import big_entries, big_pack
from tests.bench.material import SAMPLE, entries_of, real_source
from tests.bench.timing import Measure, measured, say, seconds

REAL_CELLS = ("基本支出.人员经费", "基本支出.公用经费", "专项资金.支出", "专项资金.收入", "三公.公务接待")


def main() -> int:
    """All measures; 1 where one exceeds its limit."""
    with tempfile.TemporaryDirectory() as folder:
        measures = _all(Path(folder))
    out = {name: measure.as_json() for name, measure in measures.items()}
    print(json.dumps(out, ensure_ascii=False, indent=1))
    return 0 if all(one["within"] for one in out.values()) else 1


def _all(folder: Path) -> dict[str, Measure]:
    say("真实报告：读入")
    pack, entries = entries_of(real_source())
    cells = [cell for cell in REAL_CELLS if cell in pack.definitions.figures] or ["单位.年度"]
    measures = {"set": editing.edits_in_memory(pack, entries, cells, 2.0)}
    say("万行大表：填写")
    large = big_pack()
    measures["set_10000_rows"] = editing.edits_in_memory(large, big_entries(large), editing.big_cells(), 8.0)
    say("写入磁盘")
    measures["durable_write"] = editing.durable_ratio(pack, entries, cells, folder)
    say("打开大文件")
    editing.big_file(large, folder / "big.jxzp", folder / "backups")
    measures["open_10000_rows"] = starting.opening(folder / "big.jxzp", folder / "backups")
    say("首次显示")
    measures |= starting.first_paint(_sample_file(folder))
    say("导出")
    measures["export"] = _export(pack, entries, folder)
    say("附件")
    measures |= forms.workbooks(*entries_of(SAMPLE if SAMPLE.exists() else None), folder)
    measures |= forms.editing()
    say("纸")
    measures |= paper.all_measures(*entries_of(SAMPLE if SAMPLE.exists() else None), folder)
    say("句子里的数")
    measures |= prose.all_measures(pack, entries)
    say("存心难读的内容")
    measures |= hostile.all_measures(folder)
    say("正文和表格")
    measures |= typing.all_measures()
    measures["scroll_10000_rows"] = scrolling.scrolling()
    say("一天的打字")
    measures["day_of_typing"] = editing.day_of_typing(pack, entries, cells, folder)
    return measures


def _sample_file(folder: Path) -> Path:
    path = folder / "sample.jxzp"
    pack, entries = entries_of(SAMPLE if SAMPLE.exists() else None)
    Report.create(path, pack, who=editing.WHO, entries=entries, backups=folder / "backups").close()
    return path


def _export(pack: Pack, entries: dict[str, str], folder: Path) -> Measure:
    report = Report.in_memory(pack, entries=entries)
    times = [seconds(lambda: export_folder(report, folder / "out", ("txt", "docx"))) for _ in range(6)]
    return measured(times[1:], "s", 0.5, first=times[0])


if __name__ == "__main__":
    sys.exit(main())
