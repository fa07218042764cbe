"""The named paragraph styles of a standard letter: one for each part.

The names are a contract. Offices change the looks of their letters by a template that has styles of these
names; a reader knows from them what a paragraph is, in DOCX and in tagged PDF alike. None is the German name
of a style that Word has itself (*Datum*, *Anrede*, *Unterschrift*), which it would take for its own.
"""

from __future__ import annotations

from enum import StrEnum


class Style(StrEnum):
    """A part of the letter, by the name of its paragraph style as Word shows it."""

    LETTERHEAD = "Briefkopf"
    CITY = "Stadt"
    RETURN_LINE = "Rücksendeangabe"
    CONFIDENTIAL = "Vertraulich"
    ADDRESS_START = "Anschriftbeginn"
    ADDRESS = "Anschrift"
    DEPARTMENT = "Absender"
    FILE_REFERENCE = "Geschäftszeichen"
    DATE = "Briefdatum"
    REFERENCE = "Bezugszeile"
    SUBJECT = "Betreff"
    SALUTATION = "Briefanrede"
    OPENING = "Einleitungssatz"
    RESOLUTION_HEADING = "Beschlussüberschrift"
    LEAD_IN = "Beschlusseinleitung"
    QUOTATION = "Beschlusstext"
    POINT = "Beschlusspunkt"
    SUB_POINT = "Beschlussunterpunkt"
    REPORT_HEADING = "Berichtsüberschrift"
    STATUS = "Sachstand"
    EARLIER = "Bisheriger Sachstand"
    REPORT = "Bericht"
    PREVIOUS_CHECKS = "Frühere Beschlusskontrollen"
    PAPERS = "Weitere Vorlagen"
    NEXT_CHECK = "Nächste Beschlusskontrolle"
    CLOSING = "Briefgruß"
    DEPUTY = "Vertretung"
    NAME = "Unterzeichnet"
    OFFICE = "Amtsbezeichnung"
    ACKNOWLEDGEMENT = "Kenntnisnahme"
    ATTACHMENTS = "Anlagenüberschrift"
    ATTACHMENT = "Anlage"
    PAGE_NUMBER = "Seitenangabe"
    MARK = "Falzmarke"


POINTS = (Style.POINT, Style.SUB_POINT)
"""Of a numbered list: the levels below the second look like the second."""

ALWAYS = frozenset({Style.OPENING, Style.CLOSING})
"""What every standard letter has, and no other document: by them one is known."""
