"""A database's own index finds passages fast; without it they are found too."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import Connection, delete, event, func, select

import postgres as postgresql
from catalogues import file, filled, sample_letters
from ratsdok.archive import search_index
from ratsdok.archive.catalogue import Catalogue, open_catalogue
from ratsdok.archive.search import search
from ratsdok.archive.tables import documents, passages
from ratsdok.errors import CatalogueError
from searched import letter

QUERIES = ["Weg", "Schule", "Stadt -Leuben", '"Alte Seilerei"', "GB", "Straße Mittel", "161"]


def everything(catalogue: Catalogue) -> list[Any]:
    return [search(catalogue, query, limit=100) for query in QUERIES]


def indexed(connection: Connection, triple: str) -> int:
    query = f"SELECT rowid FROM passages_index WHERE passages_index MATCH '\"{triple}\"'"
    return len(connection.exec_driver_sql(query).all())


def forbid(action: int, table: str | None, *_: str | None) -> int:
    """Stand in for an SQLite that knows no index of three characters."""
    return sqlite3.SQLITE_DENY if table == "passages_index" else sqlite3.SQLITE_OK


def test_sqlite_has_the_index_and_uses_it(tmp_path: Path) -> None:
    letters = [letter("a", "Radweg"), letter("b", "Turnhalle")]
    with filled(tmp_path / "archive.db", letters) as catalogue, catalogue.begin() as connection:
        assert indexed(connection, "rad") == 1
        condition = search_index.candidates(connection, ["radweg"])
        assert connection.scalars(select(passages.c.text).where(condition)).all() == ["Radweg"]
        assert "MATCH" in str(condition)


def test_the_index_forgets_what_goes_with_its_document(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with filled(path, sample_letters()) as catalogue, catalogue.begin(writing=True) as connection:
        assert indexed(connection, "sch") > 10
        connection.execute(delete(documents))
        assert connection.scalar(select(func.count()).select_from(passages)) == 0
        assert indexed(connection, "sch") == 0
        connection.exec_driver_sql("INSERT INTO passages_index (passages_index) VALUES ('integrity-check')")


def test_the_index_keeps_up_with_what_is_entered_again(tmp_path: Path) -> None:
    with filled(tmp_path / "archive.db", [letter("a", "Radweg")]) as catalogue:
        file(catalogue, [letter("a", "Turnhalle")])
        file(catalogue, [letter("b", "Turnhalle"), letter("c", "Turnhalle")])
        with catalogue.begin(writing=True) as connection:
            assert (indexed(connection, "rad"), indexed(connection, "hal")) == (0, 3)
            connection.exec_driver_sql(
                "INSERT INTO passages_index (passages_index) VALUES ('integrity-check')"
            )


def test_an_old_sqlite_enters_nothing_that_a_new_one_would_not_find(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    filled(path, [letter("a", "Radweg")]).close()
    with open_catalogue(path) as catalogue:
        catalogue.engine.dispose()
        event.listen(catalogue.engine, "connect", lambda connection, _: connection.set_authorizer(forbid))
        with pytest.raises(CatalogueError, match="not authorized"):
            file(catalogue, [letter("b", "Radweg")])
    with open_catalogue(path) as catalogue:
        assert search(catalogue, "Radweg").total == 1


def test_an_old_sqlite_makes_a_catalogue_without_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path / "new.db", sample_letters()) as catalogue:
        expected = everything(catalogue)
    without = [statement.replace("trigram", "unheard_of") for statement in search_index._FOR_SQLITE]
    monkeypatch.setattr(search_index, "_FOR_SQLITE", without)
    with filled(tmp_path / "old.db", sample_letters()) as catalogue:
        with catalogue.begin() as connection:
            assert "passages_index" not in sqlalchemy.inspect(connection).get_table_names()
        assert everything(catalogue) == expected
        file(catalogue, sample_letters())


def test_an_old_sqlite_searches_a_catalogue_that_has_the_index(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with filled(path, sample_letters()) as catalogue:
        expected = everything(catalogue)
    with open_catalogue(path) as catalogue:
        catalogue.engine.dispose()
        event.listen(catalogue.engine, "connect", lambda connection, _: connection.set_authorizer(forbid))
        assert everything(catalogue) == expected


def test_a_catalogue_that_nobody_can_write_is_searched(tmp_path: Path) -> None:
    filled(tmp_path / "archive.db", [letter("a", "Radweg")]).close()
    tmp_path.chmod(0o500)
    try:
        with open_catalogue(tmp_path / "archive.db") as catalogue:
            assert search(catalogue, "Radweg").total == 1
    finally:
        tmp_path.chmod(0o700)


def test_postgresql_has_the_index(postgres: postgresql.Server) -> None:
    with (
        filled(postgres.new_database(), [letter("a", "Radweg")]) as catalogue,
        catalogue.begin() as connection,
    ):
        assert "passages_index" in [
            each["name"] for each in sqlalchemy.inspect(connection).get_indexes("passages")
        ]
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        condition = search_index.candidates(connection, ["radweg"])
        query = (
            select(passages.c.id).where(condition).compile(connection, compile_kwargs={"literal_binds": True})
        )
        plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {query}").scalars())
        assert "passages_index" in plan


def test_postgresql_without_the_right_to_extensions_has_a_catalogue_all_the_same(
    postgres: postgresql.Server,
) -> None:
    with filled(postgres.new_database(), sample_letters()) as catalogue:
        expected = everything(catalogue)
    url = postgres.new_database()
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE clerk LOGIN PASSWORD '{postgresql.PASSWORD}'")
        connection.exec_driver_sql("GRANT CREATE ON SCHEMA public TO clerk")
    engine.dispose()
    with filled(url.replace(f"//{postgresql.USER}:", "//clerk:"), sample_letters()) as catalogue:
        with catalogue.begin() as connection:
            names = [each["name"] for each in sqlalchemy.inspect(connection).get_indexes("passages")]
            assert "passages_index" not in names
        assert everything(catalogue) == expected
