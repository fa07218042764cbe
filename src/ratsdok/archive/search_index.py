"""The database's own index of three characters each, by which pieces of folded text are found fast.

SQLite has one in FTS5; PostgreSQL in its extension pg_trgm. A database without one goes
through all passages: it finds the same, only later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from sqlalchemy import ColumnElement, Connection, column, func, inspect, literal_column, or_, select, table
from sqlalchemy.exc import DBAPIError

from ratsdok.archive.tables import passages

_INDEX = "passages_index"
_MOST_TRIPLES = 12  # of a piece; more rule out next to nothing

# With detail=none it tells which passages have three characters, not where: that is compared anyway, and the
# index is half as large.
_FOR_SQLITE = (
    f"CREATE VIRTUAL TABLE {_INDEX} USING fts5(folded, content='passages', content_rowid='id', "
    "detail=none, columnsize=0, tokenize='trigram case_sensitive 1')",
    f"CREATE TRIGGER {_INDEX}_delete AFTER DELETE ON passages BEGIN "
    f"INSERT INTO {_INDEX} ({_INDEX}, rowid, folded) VALUES ('delete', old.id, old.folded); END",
)
_FOR_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX {_INDEX} ON passages USING gin (folded gin_trgm_ops)",
)


def create_search_index(connection: Connection) -> None:
    """Create the index where the database can have one: not every user of a server may create extensions."""
    statements = _FOR_SQLITE if connection.dialect.name == "sqlite" else _FOR_POSTGRESQL
    with suppress(DBAPIError), connection.begin_nested():
        for statement in statements:
            connection.exec_driver_sql(statement)


def index_passages(connection: Connection, first: int) -> None:
    """Put new passages into the index, all at once: a trigger would have SQLite write it out for each one.

    Args:
        connection: in the transaction that entered them.
        first: the lowest of their ids; none of them was there before.
    """
    if connection.dialect.name == "sqlite" and inspect(connection).has_table(_INDEX):
        new = "SELECT id, folded FROM passages WHERE id >= ?"
        connection.exec_driver_sql(f"INSERT INTO {_INDEX} (rowid, folded) {new}", (first,))


def prefer_index(connection: Connection) -> None:
    """Let PostgreSQL use the index until the transaction ends; by default it reckons with disks that turn."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET LOCAL random_page_cost = 1.1")


def holds(connection: Connection, text: ColumnElement[str], piece: str) -> ColumnElement[bool]:
    """Return the condition that a text holds a piece, character by character."""
    place = func.instr if connection.dialect.name == "sqlite" else func.strpos
    return place(text, piece) > 0


def candidates(connection: Connection, pieces: Sequence[str]) -> ColumnElement[bool]:
    """Return a condition on passages that all fulfil which hold one of some pieces, and maybe others.

    Args:
        connection: to the database that is searched.
        pieces: of folded text, of at least three characters each.
    """
    if connection.dialect.name != "sqlite":
        return or_(*(passages.c.folded.like(f"%{piece}%") for piece in pieces))
    if not _has_index(connection):
        return or_(*(holds(connection, passages.c.folded, piece) for piece in pieces))
    asked = " OR ".join(f"({' AND '.join(_triples(piece))})" for piece in pieces)
    index = table(_INDEX, column("rowid"))
    return passages.c.id.in_(select(index.c.rowid).where(literal_column(_INDEX).op("MATCH")(asked)))


def _triples(piece: str) -> Iterator[str]:
    for at in range(min(len(piece) - 2, _MOST_TRIPLES)):
        yield f'"{piece[at : at + 3]}"'


def _has_index(connection: Connection) -> bool:
    """Tell whether the catalogue has the index, and this build of SQLite can use it."""
    try:
        connection.exec_driver_sql(f"SELECT rowid FROM {_INDEX} LIMIT 0")
    except DBAPIError:
        return False
    return True
