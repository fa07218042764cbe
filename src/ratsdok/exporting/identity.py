"""Identifiers that stay the same from export to export, made of what tells a thing from others."""

from __future__ import annotations

import base64
import uuid

_NAMESPACE = uuid.UUID("07422e5b-b311-4995-9e0a-d84467db1755")
"""Made once at random. With another one every calendar would show every event twice."""


def identity(kind: str, *parts: str) -> uuid.UUID:
    """Return the identifier of what these parts name.

    Args:
        kind: of thing: paper, file, meeting...
        parts: what tells it from others of its kind, such as city and number.
    """
    return uuid.uuid5(_NAMESPACE, "\n".join((kind, *parts)))


def by_checksum(sha256: str) -> str:
    """Return the URI of a file by its contents (RFC 6920, *Naming Things with Hashes*).

    >>> by_checksum("00" * 32)
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
