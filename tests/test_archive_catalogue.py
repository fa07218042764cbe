"""A catalogue is opened, made, or refused with a reason."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select, update

import postgres as postgresql
from ratsdok.archive.catalogue import open_catalogue
from ratsdok.archive.tables import FORM, catalogue
from ratsdok.errors import (
    CatalogueError,
    CatalogueUnreachableError,
    CatalogueVersionError,
    NotAFileError,
    OutputError,
)

VIEWS = ["newest_letters", "open_points", "overdue_checks"]


def test_a_new_catalogue_has_its_tables_and_views(where: str) -> None:
    with open_catalogue(where, create=True) as made, made.begin() as connection:
        assert connection.scalar(select(catalogue.c.form)) == FORM
        for view in VIEWS:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {view}").scalar() == 0


def test_a_catalogue_is_opened_again(where: str) -> None:
    open_catalogue(where, create=True).close()
    open_catalogue(where).close()
    open_catalogue(where, create=True).close()


def test_a_catalogue_of_another_form_is_refused_and_tells_how_to_rebuild(where: str) -> None:
    with open_catalogue(where, create=True) as made, made.begin(writing=True) as connection:
        connection.execute(update(catalogue).values(form="ratsdok/catalogue/99"))
    with pytest.raises(CatalogueVersionError, match=r"ratsdok/catalogue/99.*ratsdok convert") as caught:
        open_catalogue(where, create=True)
    assert "geheim" not in str(caught.value)


def test_an_empty_database_is_no_catalogue_to_read(where: str, tmp_path: Path) -> None:
    if "://" not in where:
        sqlite3.connect(where).close()
        Path(where).touch()
    with pytest.raises(CatalogueError, match="no catalogue"):
        open_catalogue(where)


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "cooking.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(CatalogueError, match="no catalogue"):
        open_catalogue(path, create=True)
    assert path.read_bytes() == before


def test_somebody_elses_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(CatalogueError, match="no SQLite file"):
        open_catalogue(path, create=True)
    assert path.read_bytes() == b"%PDF-1.7"


def test_a_catalogue_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotAFileError, match=r"no catalogue.*ratsdok convert --into"):
        open_catalogue(tmp_path / "archive.db")
    assert not (tmp_path / "archive.db").exists()


def test_a_folder_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(NotAFileError, match="folder"):
        open_catalogue(tmp_path, create=True)


def test_a_catalogue_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder does not exist"):
        open_catalogue(tmp_path / "nowhere" / "archive.db", create=True)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ratsdok:geheim@127.0.0.1:9/archive",  # nobody listens there
        "postgresql://ratsdok:geheim@:x/y",
        "nosuchdatabase://ratsdok:geheim@127.0.0.1/archive",
    ],
)
def test_an_unreachable_database_is_told_without_its_password(url: str) -> None:
    with pytest.raises(CatalogueUnreachableError) as caught:
        open_catalogue(url)
    assert "geheim" not in str(caught.value)
    assert "geheim" not in repr(caught.value.__cause__)


def test_a_wrong_password_is_told_without_it(postgres: postgresql.Server) -> None:
    url = postgres.new_database().replace("geheim", "falsch")
    with pytest.raises(CatalogueUnreachableError, match="authentication failed") as caught:
        open_catalogue(url)
    assert "falsch" not in str(caught.value)


def test_a_catalogue_on_a_medium_that_nobody_can_write(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    open_catalogue(path, create=True).close()
    tmp_path.chmod(0o500)
    try:
        with open_catalogue(path) as opened, opened.begin() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM newest_letters").scalar() == 0
    finally:
        tmp_path.chmod(0o700)
