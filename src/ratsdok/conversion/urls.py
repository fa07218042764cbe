"""URLs as text: their links, the files they name, and what of them may be told."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ratsdok.conversion.places import printable

HTTP = ("http", "https")
_AT_IS_NO_USER = frozenset({"abfs", "abfss", "wasb", "wasbs", "github", "file", "local", "memory", "zip"})
"""Protocols in which what stands before an @ is a container, a commit, or part of a file's name."""

_PARAMETER = re.compile(r"([?&;])([^?&;=/]+)=([^?&;]*)")
_SECRET = re.compile(
    r"x-(amz|goog)-|token|secret|passw|pwd|auth(?!or)|credential|session|signature"
    r"|access.?key|access.?id|api.?key|jwt|^(sig|sid|key|pass|expires)$",
    re.IGNORECASE,
)


def file_of(url: str) -> str:
    """Return the last part of a URL's path."""
    protocol, _, path = links_of(url)[0].partition("://")
    if protocol in HTTP:
        path = unquote(re.split("[?#;]", path)[0])
    return path.rpartition("/")[2]


def links_of(url: str) -> tuple[str, list[str]]:
    """Divide a chain, such as `zip://letter.pdf::https://...`; `zip` alone stands for all that is in it."""
    first, *others = url.split("::")
    return first if "://" in first else f"{first}://", others


def public_name(url: str) -> str:
    """Return a URL without user, password and what else looks like a secret.

    Queries are kept, since many councils' systems tell documents apart by them.
    """
    return printable("::".join(map(_public, url.split("::"))))


def _public(link: str) -> str:
    protocol, found, rest = link.partition("://")
    if found and protocol not in _AT_IS_NO_USER:
        server, slash, path = rest.partition("/")
        rest = server.rpartition("@")[2] + slash + path
    if protocol in HTTP:
        rest = _PARAMETER.sub(_without_secret, rest.partition("#")[0])
    return protocol + found + rest


def _without_secret(parameter: re.Match[str]) -> str:
    mark, key, value = parameter.groups()
    return f"{mark}{key}={'***' if _SECRET.search(key) else value}"
