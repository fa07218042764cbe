"""What a run enters into a catalogue: batch by batch, each whole or not at all."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import count
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, and_, delete, exists, func, select, update

from ratsdok import errors
from ratsdok.archive.catalogue import Catalogue
from ratsdok.archive.insertion import insert
from ratsdok.archive.lock import RunLock
from ratsdok.archive.rows import Row, Rows
from ratsdok.archive.search_index import index_passages
from ratsdok.archive.tables import documents, letters, metadata, passages, places, runs
from ratsdok.errors import CatalogueUnreachableError, RatsdokError

PATIENCE = 120.0
"""Seconds that a run waits for a database that is restarted."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0  # seconds between two tries
_PER_LETTER = ("resolutions", "points", "statements", "people", "findings", "evidence", "passages")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a document.

    Attributes:
        name: of its file, without folders.
        options: checksum of what the records depend on.
        seconds: that it took.
        info: columns of `documents` that the records tell.
        letters: rows of each letter.
        error: why there are none.
    """

    name: str
    options: str
    seconds: float
    info: Mapping[str, Any]
    letters: Sequence[Rows] = ()
    error: RatsdokError | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """What is to be entered of one place.

    Attributes:
        place: its full name.
        sha256: of the document that lies there; None if it could not be read.
        stamp: of the place when it was read.
        reading: what came of it; None where that stands in the catalogue already.
    """

    place: str
    sha256: str | None
    stamp: str | None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What a catalogue knows of a document.

    Attributes:
        options: checksum of what the records depend on.
        version: of ratsdok that read it.
        error: why it has no letters; None if it was converted.
    """

    options: str
    version: str
    error: RatsdokError | None

    def is_current(self, options: str) -> bool:
        """Tell whether this version with these options would read the same."""
        return self.options == options and self.version == _version()


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """What a catalogue knows of a place.

    Attributes:
        sha256: of what lay there; None if it could not be read.
        stamp: of that time.
    """

    sha256: str | None
    stamp: str | None


class Ledger:
    """A run's entries in a catalogue.

    Args:
        catalogue: an open one.
        lock: the right to write into it.
        profile: name of the city profile of all documents of this run.
        patience: seconds to wait for a database that has gone away.
    """

    def __init__(
        self, catalogue: Catalogue, lock: RunLock, profile: str, *, patience: float = PATIENCE
    ) -> None:
        self._catalogue = catalogue
        self._lock = lock
        self._profile = profile
        self._patience = patience
        with catalogue.begin() as connection:
            self._ids = {
                table: _next_ids(connection, table) for table in (runs, documents, letters, passages)
            }
        self.run = next(self._ids[runs])

    def begin_run(self, sources: Sequence[str], options: Mapping[str, Any]) -> None:
        """Enter that a run begins."""
        row = {
            "id": self.run,
            "started": dt.datetime.now(dt.UTC),
            "version": _version(),
            "sources": "\n".join(sources),
            "options": json.dumps(options, ensure_ascii=False),
        }
        self._enter(lambda connection: connection.execute(runs.insert(), row))

    def end_run(self) -> None:
        """Enter that a run has come to its end."""
        now = update(runs).where(runs.c.id == self.run).values(ended=dt.datetime.now(dt.UTC))
        self._enter(lambda connection: connection.execute(now))

    def known_places(self, names: Sequence[str]) -> dict[str, KnownPlace]:
        """Return what is known of places."""
        query = select(places).where(places.c.place.in_(names))
        with self._catalogue.begin() as connection:
            return {row.place: KnownPlace(row.sha256, row.stamp) for row in connection.execute(query)}

    def known_documents(self, checksums: Sequence[str]) -> dict[str, Known]:
        """Return what is known of documents."""
        query = select(documents).where(documents.c.sha256.in_(checksums))
        with self._catalogue.begin() as connection:
            rows = connection.execute(query).mappings()
            return {row["sha256"]: Known(row["options"], row["version"], _error_in(row)) for row in rows}

    def enter(self, filings: Sequence[Filing], tally: Counter[str]) -> None:
        """Enter what was found out, all of it or nothing.

        What stood there of the same places and documents goes, so that entering twice is entering once.

        Args:
            filings: what was found out since the last call.
            tally: of the whole run so far: how many were converted, unchanged, failed.
        """

        def enter(connection: Connection) -> None:
            self._remove_former(connection, filings)
            self._add(connection, filings)
            counts = {name: tally[name] for name in ("converted", "unchanged", "failed")}
            connection.execute(update(runs).where(runs.c.id == self.run).values(counts))

        self._enter(enter)

    def _enter(self, change: Callable[[Connection], object]) -> None:
        """Make a change, again and again while a server is away: it may be restarted in the middle.

        Whether a change whose connection broke was made, nobody knows; so changes can be made twice.
        """
        last = time.monotonic() + self._patience
        pause = _FIRST_PAUSE
        while True:
            try:
                self._lock.ensure()
                with self._catalogue.begin(writing=True) as connection:
                    change(connection)
                return
            except CatalogueUnreachableError:
                if time.monotonic() + pause > last:
                    raise
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _remove_former(self, connection: Connection, filings: Sequence[Filing]) -> None:
        """Remove what stood there of these places and documents; a document that lies elsewhere too stays."""
        lies_there = {filing.place: filing.sha256 for filing in filings}
        former = connection.execute(select(places).where(places.c.place.in_(lies_there))).mappings().all()
        connection.execute(delete(places).where(places.c.place.in_(lies_there)))
        read_anew = [filing.sha256 for filing in filings if filing.reading and filing.sha256]
        unread = {row["document"] for row in former if row["document"] is not None}
        other = {row["sha256"] for row in former if row["sha256"] not in (None, lies_there[row["place"]])}
        elsewhere = exists().where(places.c.sha256 == documents.c.sha256)
        for condition, wanted in (
            (documents.c.sha256.in_(read_anew), read_anew),
            (documents.c.id.in_(unread), unread),
            (and_(documents.c.sha256.in_(other - set(lies_there.values())), ~elsewhere), other),
        ):
            if wanted:
                connection.execute(delete(documents).where(condition))

    def _add(self, connection: Connection, filings: Sequence[Filing]) -> None:
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for filing in filings:
            place = {"place": filing.place, "sha256": filing.sha256, "stamp": filing.stamp, "run": self.run}
            document = None
            if filing.reading:
                document = next(self._ids[documents])
                rows["documents"].append(self._document(document, filing.sha256, filing.reading))
                for number, letter in enumerate(filing.reading.letters):
                    self._add_letter(rows, document, number, letter)
            rows["places"].append(place | {"document": None if filing.sha256 else document})
        for table in metadata.sorted_tables:
            if rows[table.name]:
                insert(connection, table, rows[table.name])
        if rows["passages"]:
            index_passages(connection, rows["passages"][0]["id"])

    def _document(self, document: int, sha256: str | None, reading: Reading) -> Row:
        error = reading.error
        info = {name: reading.info.get(name) for name in ("media_type", "pages", "text_source")}
        return info | {
            "id": document,
            "sha256": sha256,
            "name": reading.name,
            "state": "failed" if error else "converted",
            "error": type(error).__name__ if error else None,
            "error_code": error.exit_code if error else None,
            "problem": error.problem if error else None,
            "remedy": error.remedy if error else None,
            "profile": self._profile,
            "version": _version(),
            "options": reading.options,
            "seconds": round(reading.seconds, 3),
            "run": self.run,
        }

    def _add_letter(self, rows: dict[str, list[Row]], document: int, number: int, letter: Rows) -> None:
        own = next(self._ids[letters])
        (head,) = letter["letters"]
        rows["letters"].append(head | {"id": own, "document": document, "number": number})
        for table in _PER_LETTER:
            rows[table].extend(row | {"letter": own} for row in letter[table])
        for row in rows["passages"][len(rows["passages"]) - len(letter["passages"]) :]:
            row["id"] = next(self._ids[passages])


@cache
def _version() -> str:
    return version("ratsdok")  # read from the disk


def _next_ids(connection: Connection, table: Table) -> Iterator[int]:
    """Yield numbers for new rows; only one run at a time gives any."""
    return count((connection.scalar(select(func.max(table.c.id))) or 0) + 1)


def _error_in(row: RowMapping) -> RatsdokError | None:
    if row["state"] != "failed":
        return None
    kind = getattr(errors, row["error"], RatsdokError)
    error: RatsdokError = kind(row["problem"], source=row["name"], remedy=row["remedy"])
    return error
