"""Folders to subscribe to, made of invented letters, and what is read back from them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import icalendar

from catalogues import filled
from exports import letter
from ratsdok.letter import Letter
from ratsdok.reporting.feeds.folder import Feeds, write_feeds

DAY = dt.date(2020, 1, 1)
ATOM = "{http://www.w3.org/2005/Atom}"
TEXTS = {
    "1": "Die Laternen am Ufer werden erneuert.",
    "2": "Der Spielplatz erhält einen Brunnen.",
    "3": "Die Hecken werden im Herbst geschnitten.",
}


def report(name: str, date: str | None = None, *, paper: str | None = "V0815/16", **values: Any) -> Letter:
    """Return a letter on a resolution of one to three points.

    Args:
        name: of its file.
        date: of it; None: unread.
        paper: the resolution's number.
        values: statuses by label; besides, what the record has.
    """
    statuses: Mapping[str, str | None] = values.pop("statuses", {"1": "planned"})
    given = {
        "date": date,
        "report": "interim",
        "confidential": False,
        "department": "Geschäftsbereich Licht und Wege",
        "resolutions": [{"paper": paper, "meeting": "SR/012/2016", "subject": "Ein helles Ufer"}],
        "points": [{"label": label, "text": TEXTS[label]} for label in statuses],
        "statements": [
            {"points": [label], "text": f"{name}: zu Punkt {label} ist zu berichten.", "status": status}
            for label, status in statuses.items()
            if status
        ],
    }
    return letter(name, **(given | values))


def subscribed(folder: Path, *letters: Letter, **wishes: Any) -> Path:
    """Write what there is to subscribe to in these letters, and return the folder in which it is."""
    with filled(folder / "archive.db", letters) as catalogue:
        write_feeds(catalogue, folder / "abo", **({"as_of": DAY} | wishes))
    return folder / "abo"


def again(folder: Path, **wishes: Any) -> Feeds:
    """Write the same once more."""
    return write_feeds(folder.parent / "archive.db", folder, **({"as_of": DAY} | wishes))


def feed_of(folder: Path) -> ET.Element:
    return ET.fromstring((folder / "neuigkeiten.atom").read_bytes())


def entries(folder: Path) -> list[ET.Element]:
    return feed_of(folder).findall(f"{ATOM}entry")


def titles(folder: Path) -> list[str]:
    return [text(entry, "title") for entry in entries(folder)]


def entry_titled(folder: Path, beginning: str) -> ET.Element:
    """Return the one entry whose title begins so."""
    (found,) = [each for each in entries(folder) if text(each, "title").startswith(beginning)]
    return found


def ids(folder: Path) -> dict[str, str]:
    """Return the identifiers of entries by their titles."""
    return {text(entry, "title"): text(entry, "id") for entry in entries(folder)}


def text(element: ET.Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    assert found.text
    return found.text


def facts(entry: ET.Element) -> list[tuple[str, str]]:
    """Return what an entry tells, as title and detail."""
    content = ET.fromstring(f"<div>{text(entry, 'content')}</div>")
    names, details = content.findall("dl/dt"), content.findall("dl/dd")
    return [(name.text or "", detail.text or "") for name, detail in zip(names, details, strict=True)]


def points(entry: ET.Element) -> list[str]:
    """Return how points stand by an entry."""
    return [
        each.text or "" for each in ET.fromstring(f"<div>{text(entry, 'content')}</div>").findall("ul/li")
    ]


def categories(entry: ET.Element, kind: str) -> list[str]:
    every = entry.findall(f"{ATOM}category")
    return [each.attrib["term"] for each in every if each.attrib["scheme"] == f"ratsdok:{kind}"]


def papers(calendar: Path) -> list[str]:
    """Return the papers of a calendar's events, in their order."""
    events = icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
    return [
        re.sub(r"^Beschlusskontrolle | \(unsicher gelesen\)$", "", str(each["summary"])) for each in events
    ]


def name_of(calendar: Path) -> str:
    return str(icalendar.Calendar.from_ical(calendar.read_bytes())["x-wr-calname"])
