"""A form in readable text, so that a changed form shows in review.

`python -m core.forms.dump resources/packs/*` writes the forms of packs beside their cases.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.forms.grid import Grid, GridCell, Spot, Style, cell_name
from core.forms.grid_reading import read_grid, sheet_names

_ACROSS = {"center": "居中", "right": "右齐", "left": "左齐", "justify": "两端对齐", "distributed": "分散"}


def dump(grid: Grid) -> str:
    """The whole form, a cell a line: place, look, words."""
    return "\n".join([*_head(grid), *_body(grid)]) + "\n"


def _head(grid: Grid) -> Iterator[str]:
    paper = grid.paper
    size = "A4" if paper.size == 9 else f"纸张{paper.size}"
    across, down = paper.fit or (0, 0)
    fit = f"，宽 {across} 页" if across else ""
    fit += f"，高 {down} 页" if down else ""
    repeated = f"，每页重复第 {paper.titles[0] + 1}—{paper.titles[1] + 1} 行" if paper.titles else ""
    yield f"工作表 {grid.name}：{size} {'横向' if paper.landscape else '纵向'}{fit}{repeated}"
    yield from _set_up(grid)
    yield "列宽 " + "  ".join(f"{cell_name((0, c))[:-1]} {w:g}" for c, w in enumerate(grid.widths))


def _set_up(grid: Grid) -> Iterator[str]:
    """Head and foot, what is frozen, hidden and protected; nothing of a sheet that has none of it."""
    paper = grid.paper
    for name, pair in (("", paper.edges), ("首页", paper.first), ("双页", paper.even)):
        for what, edge in zip(("页眉", "页脚"), pair or (), strict=False):
            if any(edge):
                yield f"{name}{what} " + " ｜ ".join(filter(None, edge))
    handling = grid.handling
    words = [f"冻结到 {cell_name(handling.frozen)}"] if handling.frozen else []
    rows = " ".join(str(row + 1) for row in sorted(handling.hidden_rows))
    columns = " ".join(cell_name((0, column))[:-1] for column in sorted(handling.hidden_columns))
    hidden = [f"{rows} 行"] if rows else []
    hidden += [f"{columns} 列"] if columns else []
    words += [f"隐藏 {' '.join(hidden)}"] if hidden else []
    words += ["工作表保护"] if handling.protection else []
    if words:
        yield "，".join(words)


def _body(grid: Grid) -> Iterator[str]:
    row = -1
    for place, cell in sorted(grid.cells.items()):
        if place[0] != row:
            row = place[0]
            height = grid.heights[row]
            yield f"── 第 {row + 1} 行" + (f"，高 {height:g}" if height else "")
        if cell.text or cell.rows * cell.columns > 1 or cell.comment or cell.check:
            words = f"{cell.text}{_beside(cell)}".replace("\n", "⏎")
            yield f"{_range(place, cell)}〔{_look(cell.style)}〕{words}"


def _beside(cell: GridCell) -> str:
    """The comment of a cell, and what may be typed in it."""
    words = f"（批注：{cell.comment}）" if cell.comment else ""
    check = cell.check
    if check is not None and check.kind == "list":
        words += f"（下拉：{check.first}）"
    elif check is not None:
        words += f"（限 {' '.join(filter(None, (check.kind, check.sign, check.first, check.second)))}）"
    return words


def _range(place: Spot, cell: GridCell) -> str:
    if cell.rows * cell.columns == 1:
        return cell_name(place)
    return f"{cell_name(place)}:{cell_name((place[0] + cell.rows - 1, place[1] + cell.columns - 1))}"


def _look(style: Style) -> str:
    words = [f"{style.font} {style.size:g}"]
    words += ["粗"] if style.bold else []
    words += [_ACROSS[style.across]] if style.across in _ACROSS else []
    words += ["删除线"] if style.struck else []
    words += ["竖排"] if style.turned else []
    words += ["换行"] if style.wrap else []
    words += [style.number_format] if style.number_format != "General" else []
    sides = "".join(
        n for n, s in zip("左上右下", (style.left, style.top, style.right, style.bottom), strict=True) if s
    )
    words += ["框" if len(sides) == 4 else f"框{sides}"] if sides else ["无框"]
    words += ["斜线"] if style.diagonal else []
    words += [] if style.locked else ["可改"]
    return " ".join(words)


def dumped(folder: Path) -> dict[Path, str]:
    """What the files cases/forms/*.txt of a pack's folder should hold: a sheet's dump each."""
    found: dict[Path, str] = {}
    for form in sorted((folder / "forms").glob("[!~.]*.xlsx")):
        content = form.read_bytes()
        names = sheet_names(form.name, content)
        for name in names:
            stem = form.stem if len(names) == 1 else f"{form.stem} {name}"
            found[folder / "cases" / "forms" / f"{stem}.txt"] = dump(read_grid(form.name, content, name))
    return found


def main(folders: Sequence[str]) -> None:
    """Writes the dumps of some packs anew."""
    for folder in folders:
        for target, text in dumped(Path(folder)).items():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())


if __name__ == "__main__":
    main(sys.argv[1:])
