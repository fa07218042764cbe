"""Rows into tables, many at a time and fast: most of a run's work beside reading is this."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from sqlalchemy import Connection, Dialect, Float, Integer, Table, Text

from ratsdok.archive.rows import Row

_STORED_AS_THEY_ARE = (Integer, Float, Text)
"""Types whose values every driver takes; days and truth values are something else in SQLite."""


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, all of which have the same columns.

    Where the driver stores the values as they are, it is handed them directly: SQLAlchemy would look at each
    one, which takes longer than SQLite takes to store it.

    Args:
        connection: in a transaction.
        table: which.
        rows: at least one.
    """
    names = tuple(rows[0])
    statement, places = _statement(table, connection.dialect, names)
    if statement is None:
        connection.execute(table.insert(), rows)
    elif places:
        connection.exec_driver_sql(statement, list(map(itemgetter(*places), rows)))
    else:
        connection.exec_driver_sql(statement, list(rows))


@lru_cache(maxsize=64)
def _statement(table: Table, dialect: Dialect, names: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the statement, and the order of its values; None where some have to be converted first."""
    columns = [table.c[name] for name in names]
    if not all(isinstance(column.type, _STORED_AS_THEY_ARE) for column in columns):
        return None, ()
    compiled = table.insert().compile(dialect=dialect, column_keys=names)
    return str(compiled), tuple(getattr(compiled, "positiontup", None) or ())
