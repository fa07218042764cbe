"""Links from a report to documents, wherever they lie."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import quote

_URL = re.compile(r"https?://", re.IGNORECASE)
_OTHER_URL = re.compile(r"[a-z][a-z0-9+.-]+::?//|[^/\\]+::", re.IGNORECASE)
"""What no browser opens: s3://bucket/letter.pdf, or chains such as zip://letter.pdf::https://..."""
_MEMBER = re.compile(r"(.+?\.zip)!/.+", re.IGNORECASE | re.DOTALL)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_IN_URL = "!#$%&'()*+,/:;=?@[]~"  # what a URL holds stays as it is; only what cannot be in one is written out
_LOST = "\ufffd"


def link_of(places: Iterable[str], page: int | None = None, folder: Path | None = None) -> str | None:
    """Return a link to a document; None if it lies where no browser can go.

    A place on the web comes before one on a disk. Of a member of a zip archive it is a link to the archive.

    Args:
        places: where copies of it lie: paths or URLs.
        page: of the document, from 1, at which a PDF is to be opened.
        folder: from which a path is to lead: then report and documents can be moved, or published, together,
            and the report does not tell where they lie. None for paths in full.
    """
    links = [link for link in (_link(place, folder) for place in places) if link]
    link = next((each for each in links if _URL.match(each)), links[0] if links else None)
    if link and page and "#" not in link and link.lower().endswith(".pdf"):
        return f"{link}#page={page}"
    return link


def is_packed(place: str) -> bool:
    """Tell whether a place is inside a zip archive."""
    return bool(_MEMBER.fullmatch(place))


def _link(place: str, folder: Path | None) -> str | None:
    if _LOST in place:
        return None  # bytes of its name are lost: it would lead nowhere
    member = _MEMBER.fullmatch(place)
    place = member[1] if member else place
    if _URL.match(place):
        return quote(place, safe=_IN_URL)
    if _OTHER_URL.match(place):
        return None
    if _DRIVE.match(place):
        return f"file:///{place[:2]}{quote(place[2:].replace(chr(92), '/'))}"
    if place.startswith("\\\\"):
        return f"file:{quote(place.replace(chr(92), '/'))}"
    if place.startswith("/") and folder and not place.startswith("//"):
        return _relative(os.path.relpath(place, folder))
    if place.startswith("/"):
        return f"file://{quote(place)}"
    return _relative(place)


def _relative(place: str) -> str:
    return f"./{quote(str(PurePosixPath(place)))}"  # never a scheme: javascript: is a folder's name here
