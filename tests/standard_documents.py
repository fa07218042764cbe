"""Letters that hold everything, or nothing, and the parts of a DOCX by name."""

from typing import Any

from ratsdok.writing import Draft
from standard_letters import found, letter, part, w

# Everything that a letter can hold, and every kind of open place.
WHOLE = letter(
    resolutions=[
        {"paper": "V0815/30", "meeting": "SR/009/2030", "subject": "Bänke am Weiher"},
        {"paper": "A0203/15", "subject": "Brunnen"},
    ],
    date="2031-02-14",
    file_reference="(GB 9) 12 34",
    department="Geschäftsbereich Licht und Wege",
    recipients=["den Vorsitzenden des Ausschusses für Licht", "Herrn Balduin Specht"],
    confidential=True,
    salutation="Sehr geehrter Herr Specht,",
    report="mixed",
    lead_in="Der Oberbürgermeister wird beauftragt,",
    points=[{"label": label, "text": f"Punkt {label}"} for label in ("1", "1.a", "3", "A0203/15 1", "X")],
    statements=[
        {"points": ["1", "1.a"], "text": "Das ist erledigt.", "status": "implemented"},
        {"points": ["A0203/15 1"], "text": "Das kommt noch.", "status": "planned"},
    ],
    next_check={"date": "2031-12-31", "precision": "day", "raw": "31.12.2031"},
    signed_by=[{"name": "Wilma Zaunkönig", "role": "Beigeordnete", "on_behalf_of": "Balduin Specht"}],
    acknowledged_by=[{"name": "Adele Rotkehlchen", "role": "Oberbürgermeisterin"}],
    attachments=["Lageplan", "Kostenübersicht"],
    papers_mentioned=["V0001/30", "V0002/30"],
    previous_checks=["2030-05", "2030-11-30"],
)
DRAFT = Draft(
    WHOLE,
    places=frozenset({"date", "statements.0.status", "statements.0.text", "statements.1.text"}),
    earlier={0: ("Bisher: in Umsetzung",)},
)
EMPTY = letter()


def local(element: Any) -> str:
    """Return an element's name within the main namespace, or in full."""
    return str(element.tag).removeprefix(w(""))


def paragraphs(package: bytes) -> list[tuple[str, Any]]:
    """Return the body's paragraphs, each with the name of its style."""
    names = styles(package)
    body = found(part(package), "/w:document/w:body//w:p")
    return [(names[found(each, "w:pPr/w:pStyle/@w:val")[0]], each) for each in body]


def styles(package: bytes) -> dict[str, str]:
    """Return the names of all styles by their ids."""
    each_style = found(part(package, "word/styles.xml"), "w:style")
    return {style.get(w("styleId")): found(style, "w:name/@w:val")[0] for style in each_style}


def text(element: Any) -> str:
    return "".join(found(element, ".//w:t/text()"))
