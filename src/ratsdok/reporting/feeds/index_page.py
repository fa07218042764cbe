"""The page that names a folder's feed and calendars, for those who want to subscribe to them."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import BinaryIO

from ratsdok.exporting.cells import printable
from ratsdok.reporting.feeds import atom
from ratsdok.reporting.feeds.calendars import Calendar
from ratsdok.reporting.feeds.news import News
from ratsdok.reporting.german import counted, long_day

FILE = "index.html"


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to subscribe to.

    Attributes:
        as_of: the day that all is of.
        base_url: of the folder on the web, as far as it is told.
        news: the newest first.
        everything: all next checks.
        departments: the same by department.
        committees: the same by committee.
    """

    as_of: dt.date
    base_url: str | None
    news: Sequence[News]
    everything: Calendar
    departments: Sequence[Calendar]
    committees: Sequence[Calendar]


_TITLE = "Beschlusskontrollen: Neuigkeiten und Termine"

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font: 100%/1.5 "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; background: #fff; color: #1b2430; }
h1, h2, h3, p, li { overflow-wrap: anywhere; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.25; color: #17466e; }
h2 { margin: 2rem 0 .5rem; padding-top: 1rem; border-top: 1px solid #cbd2da; font-size: 1.25rem; }
h3 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
p { margin: .5rem 0; }
ul { margin: .25rem 0; padding-left: 1.25rem; }
li { margin: .35rem 0; }
a { color: #17466e; }
a:focus-visible { outline: 3px solid #b3261e; outline-offset: 2px; }
.day, .count, .address { color: #515c6b; }
.address { display: block; font-size: .85rem; }
@media print { body { max-width: none; padding: 0; } }
"""

_PAGE = """<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="alternate" type="application/atom+xml" title="{feed_title}" href="{feed}">
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p class="day">Stand: {day}</p>
<h2>Neuigkeiten</h2>
<p>{news}</p>
<p>Wer diese Adresse in einem Feedreader einträgt, erfährt von jedem neuen Schreiben der Verwaltung und davon,
wenn ein Beschlusspunkt einen anderen Stand hat als zuvor.</p>
<h2>Termine der nächsten Kontrollen</h2>
<p>{everything}</p>
<p>Ein Kalenderprogramm, das eine dieser Adressen als Internetkalender abonniert, erhält neue und verschobene
Termine von selbst. Wer die Datei nur öffnet oder importiert, behält den heutigen Stand.</p>
{lists}
<h2>Wie verlässlich die Angaben sind</h2>
<p>Die Angaben wurden maschinell aus den Schreiben gelesen. Was dabei unsicher war, ist mit
„unsicher gelesen“ gekennzeichnet; maßgeblich ist das Schreiben selbst. Ist nur ein Monat, ein Quartal oder
ein Jahr zugesagt, steht der Termin am letzten Tag dieser Zeit.</p>
</main>
</body>
</html>
"""


def write(offer: Offer, stream: BinaryIO) -> None:
    """Write the page; it loads nothing, and its content security policy lets it load nothing."""
    page = _PAGE.format(
        policy=_policy(),
        title=_TITLE,
        feed_title=escape(atom.TITLE),
        feed=atom.FILE,
        style=_STYLE,
        day=long_day(offer.as_of),
        news=_link(
            offer,
            atom.FILE,
            "Neue Schreiben und Änderungen des Standes",
            f"Atom-Feed, {counted(len(offer.news), 'Eintrag', 'Einträge')}",
        ),
        everything=_calendar(offer, offer.everything),
        lists="\n".join(
            line
            for title, calendars in (
                ("Nach Geschäftsbereich", offer.departments),
                ("Nach Gremium, das den Beschluss gefasst hat", offer.committees),
            )
            for line in _list(offer, title, calendars)
        ),
    )
    stream.write(printable(page).encode())


def _list(offer: Offer, title: str, calendars: Sequence[Calendar]) -> Iterator[str]:
    if calendars:
        yield f"<h3>{title}</h3>"
        yield "<ul>"
        yield from (f"<li>{_calendar(offer, each)}</li>" for each in calendars)
        yield "</ul>"


def _calendar(offer: Offer, calendar: Calendar) -> str:
    count = counted(len(calendar.events), "Termin", "Termine")
    return _link(offer, calendar.file, calendar.title or "Alle Termine", count)


def _link(offer: Offer, file: str, text: str, told: str) -> str:
    """Return a link to a file of the folder, with its whole address to be copied where that is known."""
    link = f'<a href="{file}">{escape(text)}</a> <span class="count">({told})</span>'
    if offer.base_url is None:
        return link
    return f'{link} <span class="address">{escape(atom.address(offer.base_url, file))}</span>'


def _policy() -> str:
    checksum = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{checksum}'; base-uri 'none'; "
        "form-action 'none'"
    )
