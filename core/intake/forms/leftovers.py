"""What of a sheet was not read, and what of it a person should know: rows, columns, cells, hidden, crossed out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from core.figures.definitions import Definition
from core.figures.keys import Key
from core.forms.grid import Spot, column_letters
from core.intake.forms.gathering import Gathering
from core.intake.forms.labels import is_attachment, unit_of_sheet, yearless
from core.intake.forms.placing import Placing
from core.intake.forms.shape import Label
from core.intake.forms.sheet_reading import SheetReading

MOST_OF_A_KIND = 5
"""Rows, columns or cells of a sheet that are named one by one."""

_SAYS_SOMETHING = re.compile(r"\w")


class Leftovers:
    """Says of a sheet that was read what of it was not."""

    def __init__(self, reading: SheetReading) -> None:
        self._reading = reading
        self._placing: Placing = reading.placing
        self._gathering: Gathering = reading.gathering
        self._name = reading.name
        self._alignment = reading.placing.alignment
        self._cells = reading.cells
        self._astray: set[int] = set()

    def tell(self, claimed: Iterable[int]) -> set[int]:
        """All of it; `claimed` are rows that a band has claimed after all. Gives rows with numbers beside columns."""
        self._converted()
        self._other_words()
        self._missing_rows()
        self._missing_columns()
        self._rows(frozenset(claimed))
        self._rest()
        self._seen_otherwise()
        return self._astray

    # -- words ----------------------------------------------------------------------------------------

    def _converted(self) -> None:
        """Says that money was converted."""
        reading = self._reading
        figures = reading.report.pack.definitions.figures
        read = [
            place
            for place, bound in sorted(reading.form.cells.items())
            if any(figures[key].kind.is_money for key in bound.edits)
        ]
        pairs = {(reading.unit_of(place), reading.own_unit(place)) for place in read}
        for theirs, ours in sorted(pairs):
            if theirs != ours:
                self._gathering.note(f"工作表“{self._name}”的金额写的是“{theirs}”，已换算成“{ours}”")

    def _other_words(self) -> None:
        """Names labels that stand in other words and were read all the same."""
        for label, spot in self._placing.alike():
            words = " ".join(self._cells[spot].text.split())
            self._gathering.note(
                f"{self._placing.source(spot)} 写“{words[:24]}”，表样是“{self._words(label)}”，照读"
            )

    def _words(self, label: Label) -> str:
        return label.words(self._placing.lines.year)[:24]

    def _missing_rows(self) -> None:
        """Names the rows of the form that the sheet has not."""
        rows: dict[int, Definition] = {}
        figures = self._reading.report.pack.definitions.figures
        known = self._alignment.rows
        for (template, _), bound in sorted(self._reading.form.cells.items()):
            if template in self._reading.form.bands or template in known or template in self._alignment.blank:
                continue
            typed: list[Key] = [key for key in bound.edits if not figures[key].formula] or list(bound.edits)
            if typed:
                rows.setdefault(template, figures[typed[0]])
        for template, figure in rows.items():
            labels = self._placing.shape.rows.get(template, ())
            words = self._words(labels[0]) if labels else figure.label
            self._gathering.leave(self._name, words, "表里没有找到这一行")

    def _missing_columns(self) -> None:
        """Names the columns of the form that the sheet has not, or has twice."""
        shape = self._placing.shape
        read = {heading for place, heading in shape.headings.items() if place[0] in self._alignment.rows}
        for heading in sorted(read - set(self._placing.headings)):
            words = self._words(shape.labels[heading])
            there = self._alignment.rows.get(heading[0])
            if there is not None:
                twice = len(self._twins(heading, there[0])) > 1
                reason = "有几栏同名，分不清是哪一栏" if twice else "表里没有这一栏"
                self._gathering.leave(self._name, words, reason)

    def _twins(self, heading: Spot, number: int) -> list[int]:
        """The columns whose heading has the words of one of the form's."""
        lines = self._placing.lines
        core = self._placing.shape.labels[heading].core
        return [column for column in lines.rows[number] if lines.core((number, column)) == core]

    # -- rows and cells -------------------------------------------------------------------------------

    def _rows(self, claimed: frozenset[int]) -> None:
        """Names the rows that are none of the form's, and those of which it cannot be told."""
        unclear = {n: what for n, what in self._alignment.unclear.items() if n not in claimed}
        reasons = {n: "在表样里没有这一行" for n in self._alignment.unknown if n not in claimed}
        for number, what in unclear.items():
            reasons[number] = f"分不清是不是{what.words}" if what.words else "分不清是哪一行"
        for number, reason in sorted(reasons.items()):
            spots = [(number, column) for column in self._placing.lines.rows[number]]
            if not self._reading.seen.isdisjoint(spots):
                continue
            self._reading.seen.update(spots)
            words = "、".join(self._cells[spot].text.strip() for spot in spots)
            if all(self._is_of_another_year(spot) for spot in spots):
                continue
            if _SAYS_SOMETHING.search(words) and not is_attachment(words):
                self._gathering.leave(f"{self._placing.lines.sheet.name} 第 {number + 1} 行", words, reason)

    def _rest(self) -> None:
        """Names the columns and cells in which something stands that was not read."""
        known = self._known_places()
        rest = [spot for spot in sorted(self._cells) if spot not in known and self._says(spot)]
        columns: dict[int, list[Spot]] = {}
        for spot in rest:
            columns.setdefault(spot[1], []).append(spot)
        for column, spots in sorted(columns.items()):
            if spots[0][0] in self._heads and len(spots) > 1:
                words = self._cells[spots[0]].text
                self._gathering.leave(
                    f"{self._placing.lines.sheet.name} {column_letters(column)} 列", words, "表样里没有这一栏"
                )
            else:
                self._single(spots)

    @cached_property
    def _heads(self) -> frozenset[int]:
        """The rows of the sheet in which headings stand."""
        known = self._alignment.rows
        return frozenset(known[row][0] for row in self._placing.shape.heading_rows if row in known)

    def _single(self, spots: list[Spot]) -> None:
        if not any((head, spots[0][1]) in self._cells for head in self._heads):
            self._astray.update(spot[0] for spot in spots if self._cells[spot].number is not None)
        for spot in spots[:MOST_OF_A_KIND]:
            strange = [label for label, number in self._alignment.strange.items() if number == spot[0]]
            texts = {self._words(self._placing.shape.labels[label]) for label in strange}
            reason = f"表样是“{'”或“'.join(sorted(texts))}”" if texts else "不在表样的格子里"
            self._gathering.leave(self._placing.source(spot), self._cells[spot].text, reason)
        if len(spots) > MOST_OF_A_KIND:
            rest = f"{self._placing.lines.sheet.name} {column_letters(spots[0][1])} 列"
            self._gathering.leave(rest, f"另有 {len(spots) - MOST_OF_A_KIND} 格", "不在表样的格子里")

    def _says(self, spot: Spot) -> bool:
        read = self._cells[spot]
        words = read.text or read.struck
        return read.unreckoned or bool(_SAYS_SOMETHING.search(words) and not is_attachment(words))

    def _known_places(self) -> set[Spot]:
        """The places that were read, hold the form's own words, or repeat a neighbour that does."""
        known = {*self._reading.seen, *self._alignment.labels.values()}
        static = {
            cell.text.strip() for cell in self._reading.form.grid.cells.values() if "{" not in cell.text
        }
        again = {number for numbers in self._alignment.again.values() for number in numbers}
        known.update(spot for spot in self._cells if spot[0] in again)
        for spot in sorted(self._cells):
            words = self._cells[spot].text
            neighbours = [(spot[0], spot[1] - 1), (spot[0] - 1, spot[1])]
            repeats = any(
                n in known and n in self._cells and self._cells[n].text == words for n in neighbours
            )
            own = words.strip() in static or unit_of_sheet(words) or self._is_of_another_year(spot)
            if repeats or own:
                known.add(spot)
        return known

    def _is_of_another_year(self, spot: Spot) -> bool:
        """Whether words are the form's but for the year they name: that is asked of the whole sheet."""
        core = self._placing.lines.core(spot)
        return yearless(core) != core and yearless(core) in self._yearless

    @cached_property
    def _yearless(self) -> frozenset[str]:
        labels = self._placing.shape.labels.values()
        return frozenset(yearless(label.core) for label in labels if label.years)

    # -- what a person should know --------------------------------------------------------------------

    def _seen_otherwise(self) -> None:
        """Says of what is hidden, crossed out, raised, remarked or taken from elsewhere beside what was read."""
        for note in (*self._hidden(), *self._runs(), *self._comments()):
            self._gathering.note(note)
        beyond = self._placing.lines.sheet.beyond
        if beyond:
            self._gathering.note(f"{self._name} 另有 {beyond} 格太靠下或太靠右，没有读")

    def _hidden(self) -> Iterator[str]:
        """Rows and columns with what was read in them that are hidden, unless the form hides them itself."""
        sheet = self._placing.lines.sheet
        own = self._reading.form.grid.handling
        read = {spot for spot in self._reading.seen if spot in self._cells}
        ours = {n for row in own.hidden_rows for n in self._alignment.rows.get(row, ())}
        rows = sorted({row for row, _ in read} & sheet.hidden_rows - ours)
        columns = sorted({column for _, column in read} & sheet.hidden_columns - own.hidden_columns)
        names = {"行": [str(row + 1) for row in rows], "列": [column_letters(column) for column in columns]}
        for kind, hidden in names.items():
            if hidden:
                shown = "、".join(hidden[:MOST_OF_A_KIND]) + (" 等" if len(hidden) > MOST_OF_A_KIND else "")
                yield f"{self._name} 的 {shown} {kind}是隐藏的，也读了，请留意"

    def _runs(self) -> Iterator[str]:
        """What of a cell that was read is crossed out or raised, and what another file says."""
        for spot in sorted(self._reading.seen & self._cells.keys()):
            read = self._cells[spot]
            source = self._placing.source(spot)
            if read.text and read.struck:
                yield f"{source} 里划掉的“{read.struck[:24]}”没有读"
            if read.raised:
                yield f"{source} 右上角的“{read.raised[:24]}”当作脚注，没有读"
            if read.linked:
                yield f"{source} 引用了别的文件，读的是上次算出的 {read.text[:24]}"

    def _comments(self) -> Iterator[str]:
        """Remarks that are not the form's own."""
        own = {
            " ".join(cell.comment.split()) for cell in self._reading.form.grid.cells.values() if cell.comment
        }
        comments = {
            spot: " ".join(words.split())
            for spot, words in sorted(self._placing.lines.sheet.comments.items())
            if " ".join(words.split()) not in own
        }
        for spot, words in list(comments.items())[:MOST_OF_A_KIND]:
            yield f"{self._placing.source(spot)} 有批注：{words[:60]}"
        if len(comments) > MOST_OF_A_KIND:
            yield f"{self._name} 另有 {len(comments) - MOST_OF_A_KIND} 处批注，请打开原表看"
