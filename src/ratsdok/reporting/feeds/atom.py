"""News as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape
from typing import BinaryIO
from urllib.parse import quote
from uuid import UUID
from xml.etree import ElementTree as ET

from ratsdok.exporting.cells import german_day, printable
from ratsdok.reporting.feeds.news import News

FILE = "neuigkeiten.atom"
TITLE = "Beschlusskontrollen – Neuigkeiten"

_NAMESPACE = "http://www.w3.org/2005/Atom"
_AUTHOR = "Beschlusskontrollen"
_SCHEME = "ratsdok:"
"""What the schemes of categories begin with, as do our properties in OParl."""
_IN_IRI = "!#$%&'()*+,/:;=?@[]~"


def write(
    news: Sequence[News], stream: BinaryIO, *, identifier: UUID, as_of: dt.date, base_url: str | None = None
) -> int:
    """Write a feed and return how many entries it has.

    Args:
        news: the newest first.
        stream: where to.
        identifier: of the feed.
        as_of: the day that it is of.
        base_url: of the folder in which it lies; None: it has no links to itself.
    """
    feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "de"})
    _add(feed, "id", identifier.urn)
    _add(feed, "title", TITLE)
    _add(feed, "subtitle", f"Neue Schreiben und Änderungen des Standes bis zum {german_day(as_of)}")
    _add(feed, "updated", _moment(max((each.day for each in news), default=as_of)))
    _add(_add(feed, "author"), "name", _AUTHOR)
    _add(feed, "generator", "ratsdok")
    if base_url:
        _add(feed, "link", rel="self", type="application/atom+xml", href=_iri(address(base_url, FILE)))
        _add(feed, "link", rel="alternate", type="text/html", href=_iri(base_url))
    for each in news:
        _add_entry(feed, each, base_url)
    ET.indent(feed)
    stream.write(ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")
    return len(news)


def address(base_url: str, name: str) -> str:
    """Return the URL of a file of a folder."""
    return f"{base_url.rstrip('/')}/{name}"


def _add_entry(feed: ET.Element, news: News, base_url: str | None) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", news.id.urn)
    _add(entry, "title", _one_line(news.title))
    _add(entry, "published", _moment(news.day))
    _add(entry, "updated", _moment(news.day))
    if base_url:
        _add(entry, "link", rel="alternate", type="text/html", href=_iri(base_url))
    if news.document:
        _add(entry, "link", rel="related", href=_iri(news.document), title=_one_line(news.document_name))
    for topic in news.topics:
        label = {"label": _one_line(topic.label)} if topic.label else {}
        _add(entry, "category", scheme=f"{_SCHEME}{topic.kind}", term=_one_line(topic.term), **label)
    _add(entry, "summary", printable(news.summary))
    # Without a link to a page an entry must have a content.
    _add(entry, "content", printable("".join(_html(news))), type="html")


def _html(news: News) -> Iterator[str]:
    """Yield an entry's text as readers show it; what letters say stays text."""
    yield "<dl>"
    yield from (f"<dt>{escape(title)}</dt><dd>{escape(told)}</dd>" for title, told in news.facts)
    yield "</dl>"
    if news.points:
        yield "<ul>"
        yield from (f"<li>{escape(point)}</li>" for point in news.points)
        yield "</ul>"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text
    return element


def _moment(day: dt.date) -> str:
    """Return the beginning of a day: letters do not tell more."""
    return f"{day.isoformat()}T00:00:00Z"


def _iri(url: str) -> str:
    """Return a URL with what may not stand in one written out."""
    return quote(printable(url), safe=_IN_IRI)


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
