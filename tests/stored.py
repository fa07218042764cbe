"""Files and archives for the tests of sources, a clock, and what is found in them."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from ratsdok.conversion.sources import Found, Refused, Sources
from ratsdok.conversion.work import Place
from ratsdok.errors import RatsdokError

SECONDS = 10**9
CENTRAL = b"PK\x01\x02"
"""The beginning of an entry in a zip archive's directory."""

Members = Sequence[tuple[str | zipfile.ZipInfo, bytes]]


def fill(folder: Path, *names: str) -> Path:
    """Make files, each holding its own name."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def zipped(members: Members, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make an archive, as careless as its maker."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content, packing)
    return file.getvalue()


def later(monkeypatch: pytest.MonkeyPatch, seconds: int = 3) -> None:
    """Let the clock go ahead, so that files just written are no longer young."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + seconds * SECONDS)


def places_in(*sources: str | Path) -> list[Place]:
    """Return where the documents lie; they must have been counted right."""
    documents = Sources(sources)
    found = [each.place for each in documents if isinstance(each, Found)]
    assert documents.count() == len(found)
    return found


def names_in(*sources: str | Path) -> list[str]:
    return [place.name for place in places_in(*sources)]


def refused_in(*sources: str | Path) -> dict[str, RatsdokError]:
    """Return what is refused, by name; the errors must say their name, in one line."""
    errors = {each.name: each.error for each in Sources(sources) if isinstance(each, Refused)}
    assert all(error.source == name and "\n" not in str(error) for name, error in errors.items())
    return errors


def error_of_reading(source: str | Path) -> RatsdokError:
    """Return why the only document in a source cannot be read."""
    (place,) = places_in(source)
    with pytest.raises(RatsdokError) as told:
        place.read()
    assert told.value.source == place.name
    return told.value
