"""One run at a time writes into a catalogue; the lock goes with its process, however that ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from ratsdok.archive.catalogue import RUNNING, Catalogue
from ratsdok.errors import CatalogueBusyError


class RunLock:
    """The right to write into a catalogue, while it is held."""

    def ensure(self) -> None:
        """Check that the right is still held, and get it again where the database was restarted.

        Raises:
            CatalogueBusyError: another run has it now.
            CatalogueUnreachableError: the database does not answer.
        """

    def release(self) -> None:
        """Give it up."""


@contextmanager
def only_run(catalogue: Catalogue) -> Iterator[RunLock]:
    """Hold the right to write into a catalogue.

    Raises:
        CatalogueBusyError: another run holds it.
    """
    lock = _FileLock(catalogue) if catalogue.path else _ServerLock(catalogue)
    lock.ensure()
    try:
        yield lock
    finally:
        lock.release()


class _FileLock(RunLock):
    """A lock on a file beside the catalogue, which the system lifts when the process ends."""

    def __init__(self, catalogue: Catalogue) -> None:
        assert catalogue.path
        path = catalogue.path.resolve()
        self._name = catalogue.name
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), blocking=False)

    def ensure(self) -> None:
        if not self._lock.is_locked:
            try:
                self._lock.acquire()
            except Timeout:
                raise _busy(self._name) from None

    def release(self) -> None:
        self._lock.release()


class _ServerLock(RunLock):
    """PostgreSQL's advisory lock, which the server lifts when the connection ends."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._connection: Connection | None = None

    def ensure(self) -> None:
        if self._connection is not None and self._is_alive(self._connection):
            return
        with self._catalogue.telling():
            connection = self._catalogue.engine.execution_options(isolation_level="AUTOCOMMIT").connect()
            if not connection.scalar(select(func.pg_try_advisory_lock(RUNNING))):
                connection.close()
                raise _busy(self._catalogue.name)
        self._connection = connection

    def _is_alive(self, connection: Connection) -> bool:
        try:
            connection.exec_driver_sql("SELECT 1")
        except DBAPIError:
            connection.invalidate()
            self._connection = None
            return False
        return True

    def release(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()  # back in the pool it would keep the lock
            self._connection = None


def _busy(name: str) -> CatalogueBusyError:
    return CatalogueBusyError("another run is writing into this catalogue", source=name)
