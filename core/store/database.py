"""The tables and all that is said to them through SQLAlchemy; imported late, since that takes long."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Column,
    Executable,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    create_engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or_update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from core.store import schema
from core.store.deltas import Delta, Row, cut
from core.store.steps import Edit, SavePoint, StepHead

_TABLES = MetaData()
_META = Table(
    "meta",
    _TABLES,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
_PACK_FILE = Table(
    "pack_file",
    _TABLES,
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
_ENTRY = Table(
    "entry",
    _TABLES,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
_STEP = Table(
    "step",
    _TABLES,
    Column("number", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("takes_back", Integer),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)
_JOURNAL = Table(
    "journal",
    _TABLES,
    Column("step", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("head", Integer, nullable=False),
    Column("tail", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("journal_by_key", "key"),
    sqlite_with_rowid=False,
)
_SAVE_POINT = Table(
    "save_point",
    _TABLES,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("step", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)

_ADD_META = insert(_META)
_ADD_PACK_FILE = insert(_PACK_FILE)
_ADD_STEP = insert(_STEP)
_ADD_JOURNAL = insert(_JOURNAL)
_ADD_SAVE_POINT = insert(_SAVE_POINT)
_PUT_ENTRY = insert_or_update(_ENTRY)
_PUT_ENTRY = _PUT_ENTRY.on_conflict_do_update(
    index_elements=["key"], set_={"value": _PUT_ENTRY.excluded.value}
)
_DROP_ENTRY = delete(_ENTRY).where(_ENTRY.c.key == bindparam("gone"))
_DROP_JOURNAL = delete(_JOURNAL).where(_JOURNAL.c.step == bindparam("number"))
_RENAME_STEP = (
    update(_STEP)
    .where(_STEP.c.number == bindparam("which"))
    .values(label=bindparam("label"), who=bindparam("who"), at=bindparam("at"))
)
_ITS = _JOURNAL.alias("its")
_NEWEST_FIRST = select(_JOURNAL).order_by(_JOURNAL.c.step.desc(), _JOURNAL.c.place.desc())
_ROWS_SINCE = _NEWEST_FIRST.where(_JOURNAL.c.step >= bindparam("number"))
_ROWS_OF_ITS_KEYS = _ROWS_SINCE.where(
    _JOURNAL.c.key.in_(select(_ITS.c.key).where(_ITS.c.step == bindparam("number")))
)


class Database:
    """Speaks to the one connection that the store has open; sqlite3's own errors come through."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        self._connection = self._engine.connect()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and on the disk when it ends."""
        try:
            with _plainly(), self._connection.begin():
                self._connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield
        finally:
            if self._raw.in_transaction:
                self._raw.rollback()

    def create(self, meta: Mapping[str, str], pack_files: Mapping[str, bytes]) -> None:
        """Makes the tables of a new report and fills in what it starts with."""
        with self.transaction():
            _TABLES.create_all(self._connection, checkfirst=False)
            self._connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            self._connection.exec_driver_sql(f"PRAGMA user_version = {schema.version()}")
            self.put_pack(meta, pack_files)

    def put_pack(self, meta: Mapping[str, str], pack_files: Mapping[str, bytes]) -> None:
        """These instead of what was there."""
        self._connection.execute(delete(_META))
        self._connection.execute(delete(_PACK_FILE))
        self._each(_ADD_META, [{"name": name, "value": value} for name, value in meta.items()])
        self._each(
            _ADD_PACK_FILE, [{"name": name, "content": content} for name, content in pack_files.items()]
        )

    def add_step(self, head: StepHead, edits: Iterable[Edit]) -> None:
        """A new step with its journal rows."""
        self._connection.execute(
            _ADD_STEP,
            {
                "number": head.number,
                "label": head.label,
                "kind": head.kind,
                "takes_back": head.takes_back,
                "who": head.who,
                "at": head.at,
            },
        )
        self._add_rows(head.number, edits)

    def replace_step(self, head: StepHead, edits: Iterable[Edit]) -> None:
        """The step under this number with another label and other journal rows."""
        named = {"which": head.number, "label": head.label, "who": head.who, "at": head.at}
        self._connection.execute(_RENAME_STEP, named)
        self._connection.execute(_DROP_JOURNAL, {"number": head.number})
        self._add_rows(head.number, edits)

    def put_entries(self, values: Mapping[str, str | None]) -> None:
        """Writes these entries; None removes one."""
        self._each(
            _PUT_ENTRY, [{"key": key, "value": value} for key, value in values.items() if value is not None]
        )
        self._each(_DROP_ENTRY, [{"gone": key} for key, value in values.items() if value is None])

    def add_save_point(self, point: SavePoint) -> None:
        """A new save point."""
        row = {
            "number": point.number,
            "name": point.name,
            "step": point.step,
            "who": point.who,
            "at": point.at,
        }
        self._connection.execute(_ADD_SAVE_POINT, row)

    def rows_since(self, number: int) -> list[Row]:
        """Journal rows of this step and all later ones, the newest first."""
        return self._rows(_ROWS_SINCE, number)

    def rows_around(self, number: int) -> list[Row]:
        """The same, but only of the keys that this step has."""
        return self._rows(_ROWS_OF_ITS_KEYS, number)

    def close(self) -> None:
        """Gives the connection up."""
        self._connection.close()
        self._engine.dispose()

    def _rows(self, statement: Executable, number: int) -> list[Row]:
        with _plainly(), self._connection.begin():
            rows: Iterable[Any] = self._connection.execute(statement, {"number": number})
            return [
                (step, key, Delta(head, tail, before, after))
                for step, _, key, head, tail, before, after in rows
            ]

    def _add_rows(self, number: int, edits: Iterable[Edit]) -> None:
        rows = []
        for place, edit in enumerate(edits):
            delta = cut(edit.before, edit.after)
            rows.append(
                {
                    "step": number,
                    "place": place,
                    "key": edit.key,
                    "head": delta.head,
                    "tail": delta.tail,
                    "before": delta.before,
                    "after": delta.after,
                }
            )
        self._each(_ADD_JOURNAL, rows)

    def _each(self, statement: Executable, rows: list[dict[str, object]]) -> None:
        if rows:
            self._connection.execute(statement, rows if len(rows) > 1 else rows[0])


@contextmanager
def _plainly() -> Iterator[None]:
    """Lets sqlite3's own error through, for one road of telling it."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from None
        raise
