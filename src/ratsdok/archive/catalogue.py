"""A catalogue: where it is, whether it is one, and what its database says when something goes wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, event, func, inspect, make_url, select
from sqlalchemy import create_engine as connect
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from ratsdok.archive.search_index import create_search_index
from ratsdok.archive.tables import FORM, catalogue, metadata
from ratsdok.archive.views import create_views
from ratsdok.errors import (
    CatalogueBusyError,
    CatalogueError,
    CatalogueUnreachableError,
    CatalogueVersionError,
    ExtraMissingError,
    NotAFileError,
    OutputError,
    RatsdokError,
)

Where = str | os.PathLike[str]
"""A path of an SQLite file, or the URL of a database."""

_MAGIC = b"SQLite format 3\0"
MAKING, RUNNING = 0x7261740001, 0x7261740002
"""Keys of PostgreSQL's advisory locks: tables are being made, a run is going on."""
_PATIENCE = 30  # seconds that a reader waits for a writer, and a connection for a server


# What an error of SQLite or PostgreSQL means, by words in it.
_SIGNS: dict[type[RatsdokError], tuple[str, ...]] = {
    OutputError: ("is full", "No space left", "readonly", "read-only", "permission denied for", "disk I/O"),
    NotAFileError: ("unable to open",),
    CatalogueBusyError: ("is locked",),
    CatalogueError: ("malformed", "not a database"),
}


class Catalogue:
    """An open catalogue.

    Attributes:
        engine: of its database.
        name: how errors speak of it: a path, or a URL without its password.
        path: of its file; None where it is on a server.
    """

    def __init__(self, engine: Engine, name: str, path: Path | None) -> None:
        self.engine = engine
        self.name = name
        self.path = path

    @contextmanager
    def begin(self, *, writing: bool = False) -> Iterator[Connection]:
        """Give a connection in a transaction, which is committed at the end or, after an error, undone.

        Args:
            writing: keep other writers out from the beginning; readers are welcome.

        Raises:
            CatalogueUnreachableError: the database has gone.
            OutputError: there is no room, or it may not be written.
            CatalogueError: the file is damaged.
        """
        with self.telling(), self.engine.execution_options(writing=writing).begin() as connection:
            yield connection

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Turn what the database raises into errors of ours; see `begin`."""
        try:
            yield
        except DBAPIError as error:
            raise self._told(error) from None  # it quotes the statement, with all its values

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is SQLite."""
        return self.engine.dialect.name == "sqlite"

    def _told(self, error: DBAPIError) -> Exception:
        """Return what a database's error means, without the statement and without a password."""
        reason = " ".join(str(error.orig).split()).replace(self.engine.url.password or "\0", "***")
        told = [kind for kind, signs in _SIGNS.items() if any(sign in reason for sign in signs)]
        if told:
            return told[0](f"the database says: {reason}", source=self.name)
        if self.path is None and (error.connection_invalidated or isinstance(error, OperationalError)):
            return CatalogueUnreachableError(f"the database does not answer ({reason})", source=self.name)
        return CatalogueError(f"the database says: {reason}", source=self.name, remedy="")

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_catalogue(where: Where, *, create: bool = False) -> Catalogue:
    """Open a catalogue.

    Args:
        where: the path of an SQLite file, or a URL such as postgresql://user@host/database.
        create: make its tables where there are none yet.

    Raises:
        NotAFileError: there is no such file.
        CatalogueError: this is no catalogue.
        CatalogueVersionError: it has the form of another version.
        CatalogueUnreachableError: the database cannot be reached.
        ExtraMissingError: the driver of the database is not installed.
    """
    url, path = _address(os.fspath(where))
    if path:
        _check_file(path, create=create)
    found = Catalogue(
        _engine(url, path), url.render_as_string(hide_password=True) if not path else str(where), path
    )
    try:
        _check_form(found, create=create)
    except BaseException:
        found.close()
        raise
    return found


def _address(where: str) -> tuple[URL, Path | None]:
    """Return the URL of a database, and its path if it is a file."""
    if "://" not in where:
        path = Path(where)
        return URL.create("sqlite", database=str(path.absolute())), path
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise CatalogueUnreachableError("this is no URL of a database") from None  # it may hold a password
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return url, Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _check_file(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise NotAFileError(
                "this is a folder", source=str(path), remedy="Name a file, such as archive.db"
            )
        if not path.exists():
            if not create:
                raise NotAFileError(
                    "there is no catalogue", source=str(path), remedy="Make one with `ratsdok convert --into`"
                )
            if not path.absolute().parent.is_dir():
                raise OutputError("the folder does not exist", source=str(path))
            return
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise NotAFileError(f"the catalogue cannot be read ({error.strerror})", source=str(path)) from error
    if head and head != _MAGIC:
        raise CatalogueError("this is no catalogue, and no SQLite file", source=str(path))


def _engine(url: URL, path: Path | None) -> Engine:
    try:
        if path is None:
            engine = connect(url, pool_pre_ping=True, connect_args={"connect_timeout": _PATIENCE})
            event.listen(engine, "begin", _begin_postgresql)
            return engine
        if path.exists() and not os.access(path.absolute().parent, os.W_OK):
            # Readers of a write-ahead log write beside the file. Where nobody can, nobody does.
            url = url.set(database=f"file:{path.absolute()}", query={"immutable": "1", "uri": "true"})
        engine = connect(url, connect_args={"timeout": _PATIENCE})
    except ModuleNotFoundError as error:
        raise ExtraMissingError(
            f"the driver of this database is not installed ({error.name})", extra="postgres"
        ) from None
    except NoSuchModuleError:
        raise CatalogueUnreachableError(
            f"{url.drivername} is no database that can hold a catalogue",
            remedy="Name an SQLite file, or a URL that begins with postgresql://",
        ) from None
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let a letter's rows go with the letter, and leave it to us when transactions begin.

    Python's module begins them before changes of rows only: of tables that are made, some would stay.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """Let whoever reads see one state of the catalogue, as SQLite does."""
    if not connection.get_execution_options().get("writing"):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _check_form(found: Catalogue, *, create: bool) -> None:
    """Check that the tables are of this form; make them where there are none."""
    with found.begin() as connection:
        if _has_form(found, connection):
            return
        if not create:
            raise CatalogueError("this database is no catalogue", source=found.name)
    if found.is_sqlite:
        with (
            found.engine.connect() as connection
        ):  # kept in the file from now on: readers do not wait for writers
            connection.connection.cursor().execute("PRAGMA journal_mode=WAL")
    with found.begin(writing=True) as connection:
        if not found.is_sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(MAKING)))
        if not _has_form(found, connection):  # somebody else may have made them meanwhile
            metadata.create_all(connection)
            create_views(connection)
            create_search_index(connection)
            connection.execute(catalogue.insert().values(form=FORM, version=version("ratsdok")))


def _has_form(found: Catalogue, connection: Connection) -> bool:
    """Tell whether the tables of this form are there.

    Raises:
        CatalogueVersionError: those of another form are.
        CatalogueError: tables of something else are.
    """
    tables = set(inspect(connection).get_table_names())
    ours = tables & metadata.tables.keys()
    if catalogue.name in ours:
        form = connection.execute(select(catalogue.c.form)).scalar()
        if form != FORM:
            raise CatalogueVersionError(f"the catalogue's form is {form}, not {FORM}", source=found.name)
        return True
    if ours or (tables and found.is_sqlite):
        raise CatalogueError("this database is no catalogue", source=found.name)
    return False
