"""Offices: which department writes, who heads it, under which file reference, and who takes note."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import NamedTuple

from samples.texts import PersonText


class Office(NamedTuple):
    """A department of the administration while it had its name.

    Attributes:
        department: as the letterhead names it.
        head: who signs for it.
        role: the head's office.
        number: of the Geschäftsbereich, as file references begin with it.
        sections: file numbers of the offices below it.
        since: its first day.
        until: its last day.
        style: how a deputy's stamp addresses the head.
    """

    department: str
    head: str
    role: str
    number: int
    sections: tuple[str, ...]
    since: dt.date = dt.date(2000, 1, 1)
    until: dt.date = dt.date(2099, 12, 31)
    style: str = "Herr"


_MAYOR = PersonText(name="Dr. Johanna Weißhaupt", role="Oberbürgermeisterin")
_SECOND_MAYOR = PersonText(name="Ulrich Grünewald-Böhme", role="Erster Bürgermeister")
_DISTRICT_HEAD = "Björn Mühlstädt"

OFFICES = (
    Office(
        "Beigeordneter für Stadtentwicklung", "Konrad Weißflog", "Beigeordneter für Stadtentwicklung",
        6, ("66 01", "61.2", "65"), until=dt.date(2015, 8, 31),
    ),
    Office(
        "Beigeordneter für Stadtentwicklung, Bau und Verkehr", "Konrad Weißflog",
        "Beigeordneter für Stadtentwicklung, Bau und Verkehr",
        6, ("66.23", "61 00 39", "65.1"), dt.date(2015, 9, 1), dt.date(2016, 9, 30),
    ),
    Office(
        "Geschäftsbereich Stadtentwicklung, Bau, Verkehr und Liegenschaften", "Konrad Weißflog",
        "Beigeordneter für Stadtentwicklung, Bau, Verkehr und Liegenschaften",
        6, ("66.4", "61 00 39", "66.63", "23.1"), dt.date(2016, 10, 1),
    ),
    Office(
        "Geschäftsbereich Finanzen und Liegenschaften", "Matthias Kößling-Rühl",
        "Beigeordneter für Finanzen und Liegenschaften", 2, ("23", "23.2", "20.1"),
        until=dt.date(2017, 6, 30),
    ),
    Office(
        "Geschäftsbereich Wirtschaft", "Ulrich Grünewald-Böhme", "Beigeordneter für Wirtschaft",
        7, ("80.40", "80"), until=dt.date(2015, 12, 31),
    ),
    Office(
        "Geschäftsbereich Arbeit, Soziales, Gesundheit und Wohnen", "Dr. Reinhild Oßwald",
        "Beigeordnete für Arbeit, Soziales, Gesundheit und Wohnen",
        5, ("51.0", "50", "53.2", "55"), dt.date(2015, 9, 1), style="Frau",
    ),
    Office(
        "Geschäftsbereich Bildung und Jugend", "Dr. Hannelore Überfeldt",
        "Beigeordnete für Bildung und Jugend", 2, ("40.2", "51", "40.2-1", "52"), dt.date(2016, 10, 1),
        style="Frau",
    ),
    Office(
        "Geschäftsbereich Kultur und Tourismus", "Friederike Ahlbäumer",
        "Beigeordnete für Kultur und Tourismus", 4, ("43", "41", "42.1"), dt.date(2015, 9, 1), style="Frau",
    ),
    Office(
        "Geschäftsbereich Ordnung und Sicherheit", "Albrecht Süßenguth",
        "Beigeordneter für Ordnung und Sicherheit", 3, ("32.1", "37", "33"),
    ),
    Office(
        "Geschäftsbereich Umwelt und Kommunalwirtschaft", "Thea Grünschläger",
        "Beigeordnete für Umwelt und Kommunalwirtschaft", 7, ("67.21", "86", "67"), dt.date(2015, 9, 1),
        style="Frau",
    ),
    Office(
        "Geschäftsbereich Personal und Recht", "Dr. Volkmar Jäckel", "Beigeordneter für Personal und Recht",
        1, ("10.2", "30"), dt.date(2015, 9, 1), dt.date(2017, 12, 31),
    ),
)  # fmt: skip


def office_on(draw: Random, day: dt.date) -> Office:
    """Return a department that existed on a day."""
    return draw.choice([office for office in OFFICES if office.since <= day <= office.until])


def district_office(name: str, *, locality: bool) -> Office:
    """Return the office of a Stadtbezirk, or of a locality (Ortschaft)."""
    if locality:
        department, role = "Geschäftsbereich Ordnung und Sicherheit", "Verwaltungsstellenleiter"
    else:
        department, role = f"Geschäftsbereich Ordnung und Sicherheit, StBA {name}", "Stadtbezirksamtsleiter"
    return Office(department, _DISTRICT_HEAD, role, 3, ("94", "96", "95.1"))


def file_reference(draw: Random, office: Office) -> tuple[str, str]:
    """Return a Geschäftszeichen, tidy and as printed."""
    number, section = office.number, draw.choice(office.sections)
    tidy, printed = draw.choice(
        (
            (f"(GB {number}) {section}", f"(GB {number}) {section}"),
            (f"(GB {number}) {section}", f"(GB{number}) {section}"),
            (f"(GB {number}) {section}", f"(GB{number}){section}"),
            (f"GB {number} ({section})", f"GB {number} ({section})"),
            (f"GB {number} {section}", f"GB {number} {section}"),
        )
    )
    return tidy, printed


def signing(draw: Random, office: Office, day: dt.date) -> list[PersonText]:
    """Return who signs: the head, sometimes with a deputy's stamp below."""
    people = [PersonText(name=office.head, role=office.role)]
    same = (office.head, _SECOND_MAYOR.name)
    others = [other for other in OFFICES if other.since <= day <= other.until and other.head not in same]
    if draw.random() < 0.06 and others and office.head != _DISTRICT_HEAD:
        deputy = draw.choice(others)
        people.append(
            PersonText(name=deputy.head, role=deputy.role, on_behalf_of=office.head, style=deputy.style)
        )
    return people


def taking_note(draw: Random, office: Office) -> list[PersonText]:
    """Return who takes note of a department's letter."""
    if office.head == _DISTRICT_HEAD:
        return [_SECOND_MAYOR]
    if draw.random() < 0.25 and office.head != _SECOND_MAYOR.name:
        return [_MAYOR, _SECOND_MAYOR]
    return [_MAYOR]
