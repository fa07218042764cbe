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

_LOOKED_UP_TOGETHER = 250
"""Places asked for in one query; PostgreSQL and SQLite take thousands."""


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
            known = self._ledger.known_places(names)
            for name, each in zip(names, some, strict=True):
                try:
                    if isinstance(each, Refused):
                        raise each.error
                    yield self._step(each, known.get(name))
                except RatsdokError as error:
                    yield _unread(name, error)

    def _step(self, found: Found, known: KnownPlace | None) -> Step:
        """Decide by checksums; a document whose place looks the same as before is not even read for that.

        The first place where a document is met decides on its name and its witness, in this run as in the
        next one, or documents that lie in two places would be converted again and again.
        """
        stamp = found.place.stamp()
        looks_the_same = known is not None and known.stamp == stamp is not None and not self._redo
        if known and known.sha256 and looks_the_same:
            sha256, document = known.sha256, known.document
        else:
            sha256 = _checksum(found.place)
            document = self._ledger.known_document(sha256)
        filing = Filing(found.place.name, sha256, stamp)
        is_repeated = bytes.fromhex(sha256) in self._met
        self._met.add(bytes.fromhex(sha256))
        if is_repeated:
            return Step(filing, error=document.error if document else None, is_repeated=True)
        options = self._settings.checksum(found.witness)
        if document and self._stands(document, options):
            return Step(filing, options, error=document.error)
        return Step(filing, options, Work(found.place, sha256, found.witness))

    def _stands(self, document: Known, options: str) -> bool:
        if self._redo or (document.error and self._retry_failed):
            return False
        return document.is_current(options)


def _checksum(place: Place) -> str:
    return hashlib.sha256(place.read()).hexdigest()


def _unread(name: str, error: RatsdokError) -> Step:
    """Return the step for what cannot be read: there is nothing to recognise it by but its place."""
    file = name.replace("\\", "/").rpartition("/")[2] or name
    return Step(Filing(name, None, None, Reading(file, "", 0.0, {}, error=error)), error=error)
