"""Which of the documents found have to be converted, and what became of the others in earlier runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ratsdok.archive.ledger import Filing, Known, KnownPlace, Ledger, Reading
from ratsdok.conversion.places import Found, Refused
from ratsdok.conversion.work import Place, Settings, Work
from ratsdok.errors import RatsdokError

_LOOKED_UP_TOGETHER = 25
"""Documents asked for in one query; the next work waits until the checksums of all of them are there."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done about a document.

    Attributes:
        filing: what is to be entered of it, but for its reading.
        options: checksum of what its record depends on.
        work: what is to be done; None if nothing.
        error: why it failed, now or earlier, if nothing is to be done.
        is_repeated: whether the same document was met in this run already.
    """

    filing: Filing
    options: str = ""
    work: Work | None = None
    error: RatsdokError | None = None
    is_repeated: bool = False


class Triage:
    """Sorts documents by what has to be done about them.

    Args:
        ledger: knows earlier runs.
        settings: what the records depend on.
        redo: convert all of them.
        retry_failed: convert those that failed.
    """

    def __init__(self, ledger: Ledger, settings: Settings, *, redo: bool, retry_failed: bool) -> None:
        self._ledger = ledger
        self._settings = settings
        self._redo = redo
        self._retry_failed = retry_failed
        self._met: set[bytes] = set()

    def steps(self, found: Iterable[Found | Refused]) -> Iterator[Step]:
        """Yield a step for each document, in order."""
        documents = iter(found)
        while some := list(islice(documents, _LOOKED_UP_TOGETHER)):
            names = [each.name if isinstance(each, Refused) else each.place.name for each in some]
            places = self._ledger.known_places(names)
            filings = [self._filing(each, places.get(name)) for name, each in zip(names, some, strict=True)]
            known = self._ledger.known_documents([filing.sha256 for filing in filings if filing.sha256])
            for each, filing in zip(some, filings, strict=True):
                if filing.sha256 is None or isinstance(each, Refused):
                    yield Step(filing, error=filing.reading.error if filing.reading else None)
                else:
                    yield self._step(each, filing, known.get(filing.sha256))

    def _filing(self, found: Found | Refused, known: KnownPlace | None) -> Filing:
        """Find out what lies at a place; one that looks the same as before is not read for that."""
        if isinstance(found, Refused):
            return _unread(found.name, found.error)
        try:
            stamp = found.place.stamp()
            looks_the_same = known is not None and known.stamp == stamp is not None and not self._redo
            sha256 = known.sha256 if known and looks_the_same else None
            return Filing(found.place.name, sha256 or _checksum(found.place), stamp)
        except RatsdokError as error:
            return _unread(found.place.name, error)

    def _step(self, found: Found, filing: Filing, document: Known | None) -> Step:
        """Decide by the checksum.

        The first place where a document is met decides on its name and its witness, in this run as in the
        next one, or documents that lie in two places would be converted again and again.
        """
        assert filing.sha256
        short = bytes.fromhex(filing.sha256)
        if short in self._met:
            return Step(filing, is_repeated=True)
        self._met.add(short)
        options = self._settings.checksum(found.witness)
        if document and self._stands(document, options):
            return Step(filing, options, error=document.error)
        return Step(filing, options, Work(found.place, filing.sha256, found.witness))

    def _stands(self, document: Known, options: str) -> bool:
        if self._redo or (document.error and self._retry_failed):
            return False
        return document.is_current(options)


def _checksum(place: Place) -> str:
    return hashlib.sha256(place.read()).hexdigest()


def _unread(name: str, error: RatsdokError) -> Filing:
    """Return what is entered of what cannot be read: there is nothing to recognise it by but its place."""
    file = name.replace("\\", "/").rpartition("/")[2] or name
    return Filing(name, None, None, Reading(file, "", 0.0, {}, error=error))
