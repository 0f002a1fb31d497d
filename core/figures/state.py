"""What a report holds now: its entries and rows, and the values that formulas give and read."""

from __future__ import annotations

from collections.abc import Mapping

from core.figures.blanks import Value
from core.figures.definitions import Definition, Definitions
from core.figures.entries import Entries
from core.figures.keys import Key, ListingKey, Row, cell_key, outer_row
from core.numbers.writing import NumberFormat


class State:
    """The figures of a report as they stand; it computes nothing.

    `values` are what formulas read, `computed` what formulas give, by definition and row; 未填 stands in neither.
    The tables of `values` are never replaced: compiled formulas hold on to them.
    """

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.entries = Entries(definitions)
        self.rows = self.entries.rows
        self.values: dict[Key, dict[Row, Value]] = {key: {} for key in definitions.figures}
        self.computed: dict[Key, dict[Row, Value]] = {
            key: {} for key, d in definitions.figures.items() if d.formula
        }
        self._paths = {key: definitions.path(d.listing) for key, d in definitions.figures.items()}

    # -- keys -----------------------------------------------------------------------------------------

    def key_of(self, definition: Key, row: Row) -> Key:
        """The cell key of a definition in a row."""
        return cell_key(definition, self._paths[definition], row)

    def key_seen_from(self, definition: Key, row: Row) -> Key:
        """The cell key of a definition in a row, or in the row around it that has the definition's column."""
        return self.key_of(definition, self.row_seen_from(definition, row))

    def row_seen_from(self, definition: Key, row: Row) -> Row:
        """The row of a definition's column that a row is, or stands in."""
        return outer_row(row, len(self._paths[definition]))

    def key_in_sight(self, key: Key, listing: ListingKey | None, row: Row) -> Key:
        """A figure's cell as a row of a listing sees it; of a column out of its sight the listing."""
        definitions = self.definitions
        definition = definitions.figures.get(key)
        own = definitions.listing_of(key)
        if definition and definitions.covers(own, listing):
            return self.key_seen_from(key, row)
        assert own is not None
        depth = definitions.depth(self.rows.scope(own, listing))
        return cell_key(own, definitions.path(own)[:depth], outer_row(row, depth))

    # -- words ----------------------------------------------------------------------------------------

    def words_of(self, definition: Definition, row: Row, form: NumberFormat | None = None) -> str:
        """A figure's words, "" when it is 未填: 填报值, entry as typed, or computed with its places."""
        if definition.formula:
            reported = self.entries.reported[definition.key].get(row)
            if reported is not None:
                return reported
            return definition.kind.show(self.computed[definition.key].get(row), form or definition.form)
        canonical = self.entries.cells[definition.key].get(row)
        return "" if canonical is None else definition.kind.show_entry(canonical, form or definition.form)

    # -- values ---------------------------------------------------------------------------------------

    def effective(self, definition: Definition, row: Row, computed: Value) -> Value:
        """What formulas read of a computed figure: its 填报值 where the pack lets it count."""
        reported = self.entries.reported[definition.key].get(row)
        return definition.value(reported) if definition.reads_reported and reported is not None else computed

    def entered(self, definition: Definition, row: Row) -> Value:
        """The value of what was entered for a figure that is not computed."""
        return definition.value(self.entries.cells[definition.key].get(row))

    def fill(self, key: Key, values: Mapping[Row, Value]) -> None:
        """Gives a figure its values in all rows, in the table that formulas hold on to."""
        table = self.values[key]
        table.clear()
        table.update({row: value for row, value in values.items() if value is not None})
