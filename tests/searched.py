"""Invented letters to be searched, as short as they can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ratsdok.letter import DocumentInfo, Letter, Point, Resolution, Statement, Status


def letter(
    name: str,
    subject: str | None = "Ein Gegenstand",
    *,
    points: Sequence[str] = (),
    statements: Sequence[str] = (),
    paper: str | None = "V0001/20",
    date: dt.date | None = dt.date(2020, 1, 1),
    confidential: bool | None = False,
) -> Letter:
    """Return a letter; its points are numbered, and each statement is on the point of its place."""
    labels = [str(at) for at in range(1, len(points) + 1)]
    document = DocumentInfo(
        name=f"{name}.pdf",
        sha256=name.encode().hex().rjust(64, "0"),
        media_type="application/pdf",
        pages=1,
        text_source="text-layer",
        profile="dresden",
    )
    return Letter(
        kind="beschlusskontrolle",
        document=document,
        resolutions=(Resolution(paper=paper, meeting="SR/005/2019", subject=subject),),
        date=date,
        confidential=confidential,
        points=tuple(Point(label=label, text=text) for label, text in zip(labels, points, strict=True)),
        statements=tuple(
            Statement(points=tuple(labels[at : at + 1]), text=text, status=Status.PLANNED)
            for at, text in enumerate(statements)
        ),
    )
