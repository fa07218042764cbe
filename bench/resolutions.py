"""Invented letters in any number, as records: resolutions whose points move from planned to done."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ratsdok.archive.catalogue import open_catalogue
from ratsdok.archive.ledger import Filing, Ledger, Reading
from ratsdok.archive.lock import only_run
from ratsdok.archive.rows import rows_of
from ratsdok.letter import CheckDate, DocumentInfo, Evidence, Letter, Point, Resolution, Statement, Status
from ratsdok.profile import load_profile

LETTERS_EACH = 6
"""Letters of each resolution."""

_THINGS = (
    "Radweg Schulhof Spielplatz Brunnen Gehweg Turnhalle Bibliothek Solardach Baumreihe Haltestelle".split()
)
_PLACES = (
    "Mühlgraben Lindenplatz Auenweg Kiesgrund Sonnenhang Birkenhof Weinberg Elbufer Marktplatz Steg".split()
)
_DEEDS = (
    "zu planen zu bauen zu sanieren zu erweitern zu prüfen auszuschreiben zu begrünen zu beleuchten".split()
)
_OFFICES = "Licht und Wege|Schulen und Bäder|Parks und Plätze|Häuser und Höfe|Bücher und Bühnen".split("|")
_PROGRESS = (Status.PLANNED, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.UNCHANGED, Status.IMPLEMENTED)
_TOLD = "Die Arbeiten am {place} haben Stand {at} erreicht, die Kosten betragen {sum} Euro. Ein Beirat hilft."
_BATCH = 500


def letters_of(number: int) -> Iterator[Letter]:
    """Yield the letters of a resolution.

    Args:
        number: of the resolution; the same number gives the same letters.
    """
    chance = random.Random(number)
    year = 2014 + number % 8
    paper = f"V{number % 10000:04}/{year % 100}" if number < 10000 else f"A{number % 10000:04}/{year % 100}"
    demands = [
        f"Die Verwaltung wird beauftragt, {chance.choice(_THINGS)} und {chance.choice(_THINGS)} am "
        f"{chance.choice(_PLACES)} bis {chance.randrange(2016, 2030)} {' '.join(chance.sample(_DEEDS, 2))}."
        for _ in range(chance.randrange(1, 7))
    ]
    date = dt.date(year, 1, 10) + dt.timedelta(days=chance.randrange(300))
    for at in range(LETTERS_EACH):
        due = date + dt.timedelta(days=182)
        yield _letter(chance, number, at, paper, demands, date, due)
        date = due + dt.timedelta(days=chance.randrange(-20, 200))


def _letter(
    chance: random.Random, number: int, at: int, paper: str, demands: list[str], date: dt.date, due: dt.date
) -> Letter:
    is_final = at == LETTERS_EACH - 1 and number % 3 == 0
    labels = [str(each) for each in range(1, len(demands) + 1)]
    statements = tuple(
        Statement(
            points=(label,),
            text=_TOLD.format(place=chance.choice(_PLACES), at=at, sum=chance.randrange(10_000, 900_000)),
            status=Status.IMPLEMENTED if is_final else chance.choice(_PROGRESS[: at + 1]),
        )
        for label in labels
    )
    name = f"BK_{number:05}_{at}.pdf"
    document = DocumentInfo(
        name=name,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        media_type="application/pdf",
        pages=2,
        text_source="ocr",
        profile="dresden",
    )
    return Letter(
        kind="beschlusskontrolle",
        document=document,
        resolutions=(
            Resolution(paper=paper, meeting=f"SR/{number % 90:03}/{date.year}", subject=demands[0][31:90]),
        ),
        date=date if chance.random() < 0.8 else None,
        department=f"Geschäftsbereich {_OFFICES[number % len(_OFFICES)]}",
        report="final" if is_final else "interim",
        confidential=False,
        points=tuple(
            Point(label=label, text=_garbled(chance, text))
            for label, text in zip(labels, demands, strict=True)
        ),
        statements=statements,
        next_check=None if is_final else CheckDate(date=due, precision="day", raw=f"{due:%d.%m.%Y}"),
        evidence=_evidence(chance, len(labels)),
    )


def _garbled(chance: random.Random, text: str) -> str:
    """Return a text as a scan might be read: a letter in a hundred is another one."""
    return "".join(chance.choice("aeinrst") if chance.random() < 0.01 else each for each in text)


def _evidence(chance: random.Random, points: int) -> dict[str, Evidence]:
    paths = ["resolutions.0.paper", "date", "report", "next_check.date", "department"]
    paths += [f"{part}.{at}" for part in ("points", "statements") for at in range(points)]
    paths += [f"statements.{at}.status" for at in range(points)]
    return {
        path: Evidence(
            raw="-", page=1, span=(0, 1), rule="invented", confidence=chance.choice((0.99, 0.99, 0.7))
        )
        for path in paths
    }


def fill(path: Path, resolutions: int) -> None:
    """Make a catalogue of so many resolutions' letters."""
    profile = load_profile("dresden")
    every = (letter for number in range(resolutions) for letter in letters_of(number))
    with open_catalogue(path, create=True) as catalogue, only_run(catalogue) as lock:
        ledger = Ledger(catalogue, lock, profile.name)
        ledger.begin_run(["invented"], {})
        while some := list(islice(every, _BATCH)):
            filings = [
                Filing(
                    f"/archive/{letter.document.name}",
                    letter.document.sha256,
                    None,
                    Reading(
                        letter.document.name,
                        "invented",
                        0.1,
                        letter.document.model_dump(),
                        (rows_of(letter, profile),),
                    ),
                )
                for letter in some
            ]
            ledger.enter(filings, Counter())
        ledger.end_run()
