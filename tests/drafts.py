"""Earlier letters and drafts as compact strings, for the tests of the next letter."""

import datetime as dt
from typing import Any

from ratsdok.letter import CheckDate, DocumentInfo, Letter, Point, Resolution, Statement, Status
from ratsdok.writing.drafting import Draft

RESOLUTION = Resolution(paper="V0815/30", meeting="SR/009/2030", subject="Bänke am Weiher")
SIGNS = {
    "+": Status.IMPLEMENTED,
    "-": Status.NOT_IMPLEMENTED,
    "~": Status.IN_PROGRESS,
    "=": Status.UNCHANGED,
    "?": Status.UNKNOWN,
}


def letter(date: str | None, points: str = "", said: str = "", *, name: str = "", **others: Any) -> Letter:
    """Make a record.

    Args:
        date: its own.
        points: labels, with a low line for the blank behind a paper's number.
        said: statements, each its points' labels and a sign for its status: `1,2+`; `~` is on the whole.
        name: of the file.
        others: further values.
    """
    document = DocumentInfo(
        name=name or f"brief-{date}.pdf",
        sha256="0" * 64,
        media_type="application/pdf",
        pages=3,
        text_source="ocr",
        profile="dresden",
    )
    statements = [
        Statement(points=labels_in(each[:-1], ","), text=f"Bericht {each}, {date}.", status=SIGNS[each[-1]])
        for each in said.split()
    ]
    return Letter(
        kind="beschlusskontrolle",
        document=document,
        date=dt.date.fromisoformat(date) if date else None,
        statements=tuple(statements),
        **{
            "resolutions": (RESOLUTION,),
            "points": tuple(Point(label=each, text=f"Punkt  „{each}“ .") for each in labels_in(points, " ")),
            **others,
        },
    )


def labels_in(text: str, between: str) -> tuple[str, ...]:
    return tuple(label.replace("_", " ") for label in text.split(between) if label)


def outline(draft: Draft) -> str:
    """Return a draft's statements as `letter` takes them; the sign `!` is one that is to be filled in."""
    signs = {status: sign for sign, status in SIGNS.items()}
    shown = []
    for number, each in enumerate(draft.letter.statements):
        places = [part for part in ("status", "text") if f"statements.{number}.{part}" in draft.places]
        is_open = places == ["status", "text"]
        assert is_open == bool(places) == (number in draft.earlier) == (each.text == "")
        shown.append(",".join(each.points).replace(" ", "_") + ("!" if is_open else signs[each.status]))
    assert len(draft.places) == 1 + 2 * len(draft.earlier)
    assert draft.letter.report == ("interim" if draft.earlier else "final")
    return " ".join(shown)


def check(date: str) -> CheckDate:
    return CheckDate(date=dt.date.fromisoformat(date), precision="day", raw=date)
