"""Variations: any number of invented letters, each from a seed, put together from those in `letters/`.

Whatever a letter says of days is plausible: the meeting lies before it, the next check after it, and its
department existed. Every number, name and text is invented or drawn from an invented letter.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any, Literal

from samples.aging import mover, years_to
from samples.bodies import Body, Report, body
from samples.days import dated, next_check, working_day
from samples.offices import Office, district_office, file_reference, office_on, signing, taking_note
from samples.references import Numbered, numbered, other_paper
from samples.texts import Annex, LetterText, NextCheckText, ResolutionText

_CHECKED: dict[Report, float] = {"interim": 0.88, "mixed": 0.85, None: 0.5, "final": 0.0}
_ATTACHED = ("Übersicht der Maßnahmen", "Lageplan", "Kostenübersicht", "Fotodokumentation")


def vary(seed: int) -> LetterText:
    """Return the invented letter of a seed, the same on every machine."""
    draw = Random(seed)
    day = working_day(draw)
    number = numbered(draw, day)
    office = _office(draw, number, day)
    new = body(draw, day, number.paper, single=bool(number.district))
    tidy, printed = file_reference(draw, office)
    date = dated(draw, day)
    check = _next_check(draw, new, day)
    return LetterText.model_validate(
        {
            "tags": ["variation"],
            "department": office.department,
            "file_reference": tidy,
            "printed_reference": printed,
            "date": day if date.words else None,
            "stamp": date.words,
            "typed": date.typed,
            "address": number.address,
            "confidential": draw.random() < 0.4,
            "reference": number.reference,
            "resolutions": _resolutions(draw, number, new),
            "salutation": number.salutation,
            "opening": new.opening,
            "report": new.report,
            "closing_mark": draw.choice(("“", "“", "“", '"')),
            "body": new.pieces,
            "next_check": check,
            "signed_by": signing(draw, office, day),
            "acknowledged_by": taking_note(draw, office),
            "page_marks": draw.choice(_page_marks()),
            "size": draw.choice((10.0, 10.5, 11.0, 11.0, 11.5, 12.0)),
            "papers_mentioned": new.papers,
            "previous_checks": new.checks,
            **_attached(draw, new, day),
        }
    )


def _page_marks() -> tuple[Literal["none", "dashes", "counted"], ...]:
    return ("dashes", "dashes", "counted", "none")


def _office(draw: Random, number: Numbered, day: dt.date) -> Office:
    if number.district:
        return district_office(number.district, locality=number.locality)
    return office_on(draw, day)


def _resolutions(draw: Random, number: Numbered, new: Body) -> list[ResolutionText]:
    unnamed = draw.random() < 0.07 and not new.second_paper
    first = ResolutionText(
        paper=number.paper, meeting=None if unnamed else number.meeting, subject=new.subject
    )
    if not new.second_paper:
        return [first]
    second = f"SR/{draw.randint(1, 78):03}/{number.meeting[-4:]}"
    return [first, ResolutionText(paper=new.second_paper, meeting=second, subject=new.subject)]


def _next_check(draw: Random, new: Body, day: dt.date) -> NextCheckText | None:
    if draw.random() >= _CHECKED[new.report]:
        return None
    joint = other_paper(draw, day.year) if draw.random() < 0.06 else ""
    if joint:
        new.papers.append(joint)
    return next_check(draw, day, joint)


def _attached(draw: Random, new: Body, day: dt.date) -> dict[str, Any]:
    """Return what stands below the signatures: the annex of a letter drawn whole, or a list now and then."""
    if new.source and new.source.annex:
        rewrite = mover(years_to(new.source, day), {})
        annex = new.source.annex
        said = [
            each if isinstance(each, str) else each.model_copy(
                update={"rows": [[rewrite(cell) for cell in row] for row in each.rows]}
            )
            for each in annex.paragraphs
        ]  # fmt: skip
        return {"attachments_heading": "Anlage", "annex": Annex(title=rewrite(annex.title), paragraphs=said)}
    if draw.random() < 0.15:
        names = draw.sample(_ATTACHED, draw.randint(1, 2))
        return {"attachments_heading": "Anlagen" if len(names) > 1 else "Anlage", "attachments": names}
    return {}
