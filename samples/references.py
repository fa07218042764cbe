"""References: papers and the meetings that passed them, in every form, and who is written to."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import NamedTuple

_COMMITTEES = ("SB", "JHA", "WF", "SW", "KT", "UK", "FL", "FL/SE", "SO", "BI")
_DISTRICTS = {
    "Leu": "Leuben", "Pro": "Prohlis", "Neu": "Neustadt", "Co": "Cotta", "Pie": "Pieschen",
    "Alt": "Altstadt", "Bl": "Blasewitz", "Lo": "Loschwitz", "Pl": "Plauen", "Klo": "Klotzsche",
}  # fmt: skip
_LOCALITIES = {"SW": "Schönfeld-Weißig", "CB": "Cossebaude", "WX": "Weixdorf", "LB": "Langebrück"}
_DISTRICTS_SINCE = dt.date(2019, 3, 1)  # earlier, districts had Ortsbeiräte and wrote no such letters


class Numbered(NamedTuple):
    """What a letter reports on, and to whom.

    Attributes:
        paper: the paper's number.
        meeting: the meeting's number.
        reference: the words before the paper's number.
        address: lines of the address.
        salutation: how the addressees are greeted.
        district: the district's or locality's name; empty for the council's papers.
        locality: whether it is a locality.
    """

    paper: str
    meeting: str
    reference: str
    address: list[str]
    salutation: str
    district: str = ""
    locality: bool = False


def numbered(draw: Random, day: dt.date) -> Numbered:
    """Return a paper passed before a letter's day."""
    year = day.year - draw.choices((0, 1, 2), weights=(4, 5, 2))[0] if day.month > 3 else day.year - 1
    if day >= _DISTRICTS_SINCE and year >= 2019 and draw.random() < 0.3:
        return _of_district(draw, year)
    filed = year - draw.choice((0, 0, 1))
    kind = draw.choice("VA")
    supplement = f"-{draw.randint(1, 3):02}" if kind == "V" and draw.random() < 0.15 else ""
    committee = "SR" if draw.random() < 0.55 else draw.choice(_COMMITTEES)
    words = {"V": "Beschlusskontrolle zur Vorlage", "A": "Beschlusskontrolle zum Antrag"}[kind]
    people = "Fraktionen sowie Stadträtinnen/Stadträte" if day.year < 2020 else "Fraktionen sowie Mitglieder"
    return Numbered(
        paper=f"{kind}{draw.randint(3, 2950):04}{supplement}/{filed % 100:02}",
        meeting=f"{committee}/{draw.randint(1, 78):03}/{year}",
        reference=words if draw.random() < 0.2 else "Beschlusskontrolle zu",
        address=["An alle", people, "des Stadtrates der Landeshauptstadt Dresden"],
        salutation=_salutation(draw, day.year),
    )


def other_paper(draw: Random, year: int, kind: str = "") -> str:
    """Return the number of a paper mentioned in passing, of a year or the one before."""
    return f"{kind or draw.choice('VA')}{draw.randint(3, 2950):04}/{(year - draw.choice((0, 1))) % 100:02}"


def _of_district(draw: Random, year: int) -> Numbered:
    locality = draw.random() < 0.25
    code, name = draw.choice(sorted((_LOCALITIES if locality else _DISTRICTS).items()))
    board = "OSR" if locality else "SBR"
    digits = draw.choice((4, 4, 4, 5))
    short = draw.random() < 0.3
    if locality:
        lines = [
            f"die Ortsvorsteherin der Ortschaft {name}",
            "sowie die Mitglieder des Ortschaftsrates",
            name,
        ]
    else:
        lines = [
            draw.choice(("den Vorsitzenden sowie", "die Vorsitzende sowie")),
            f"die Mitglieder des Stadtbezirksbeirates {name}",
        ]
    return Numbered(
        paper=f"V-{code}{draw.randint(3, 420):0{digits}}/{year % 100:02}",
        meeting=f"{board} {code}/{draw.randint(1, 60):03}/{year % 100 if short else year:02}",
        reference=draw.choice(("Beschlusskontrolle zu", "Beschlusskontrolle zur Vorlage")),
        address=["An", *lines],
        salutation="Sehr geehrte Damen und Herren,",
        district=name,
        locality=locality,
    )


def _salutation(draw: Random, year: int) -> str:
    if year < 2020 or draw.random() < 0.4:
        return "Sehr geehrte Damen und Herren,"
    return draw.choice(
        (
            "Sehr geehrte Fraktionen sowie Mitglieder des Stadtrates,",
            "Sehr geehrte Fraktionen und Mitglieder des Stadtrates,",
        )
    )
