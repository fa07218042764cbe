"""Bodies: resolutions and the reports on them, drawn whole from a letter or put together from several."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Literal, NamedTuple

from samples.aging import checks_in, moved, mover, renumbered, sources, spelled, years_to
from samples.headings import Grouped, headed, points_named
from samples.texts import LetterText, Piece, Table, prose

Report = Literal["interim", "final", "mixed"] | None

_OPENINGS: dict[Report, tuple[str, ...]] = {
    "interim": (
        "folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:",
        "folgender Zwischenstand kann zu oben genanntem Beschluss gegeben werden:",
        "folgender Zwischenstand kann zu genanntem Beschluss gegeben werden:",
        "folgende Zwischeninformation kann zu oben genanntem Beschluss gegeben werden:",
    ),
    "final": ("folgende abschließende Information kann zu oben genanntem Beschluss gegeben werden:",),
    None: (
        "folgende Information kann zu oben genanntem Beschluss gegeben werden:",
        "folgender aktueller Stand kann zu oben genanntem Beschluss gegeben werden:",
    ),
}
_LEAD_INS = (
    "Der Oberbürgermeister wird beauftragt,",
    "Die Oberbürgermeisterin wird beauftragt,",
    "Die Verwaltung wird beauftragt,",
)
_DONE = ("implemented", "not_implemented")


@dataclass
class Body:
    """What stands between a letter's subject and its next check, and what is true of it.

    Attributes:
        pieces: of the body.
        subject: of the resolution.
        report: what kind of report the opening sentence announces.
        opening: the opening sentence.
        papers: mentioned in it.
        checks: earlier checks mentioned in it.
        second_paper: of two resolutions the second one's paper; empty for one resolution.
        source: the letter that was drawn whole, or None.
    """

    pieces: list[Piece]
    subject: str
    report: Report
    opening: str
    papers: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    second_paper: str = ""
    source: LetterText | None = None


class Pair(NamedTuple):
    """A point and the report on it alone."""

    point: Piece
    report: Piece
    source: LetterText

    @property
    def hangs(self) -> bool:
        """Whether the point goes on in a lead-in's sentence."""
        return prose(self.point.text)[0].islower()


def body(draw: Random, day: dt.date, paper: str, *, single: bool) -> Body:
    """Return a body for a letter.

    Args:
        draw: decides.
        day: the letter's.
        paper: the number of the paper reported on.
        single: the letter may report on one resolution only.
    """
    if draw.random() < 0.35:
        return _whole(draw, day, paper, single=single)
    return _composed(draw, day)


@cache
def pairs() -> tuple[Pair, ...]:
    """Return the points of all letters that have a report of their own and no sub-points."""
    found = []
    for source in sources():
        points = {piece.point: piece for piece in source.body if piece.point}
        for piece in source.body:
            label = piece.covers[0] if len(piece.covers) == 1 else ""
            alone = label.isdigit() and not any(each.startswith(f"{label}.") for each in points)
            if alone and label in points and not _ends_in_table(points[label]):
                found.append(Pair(points[label], piece, source))
    return tuple(found)


@cache
def _reports_on_all() -> tuple[tuple[Piece, LetterText], ...]:
    return tuple(
        (piece, source)
        for source in sources()
        for piece in source.body
        if piece.report and not piece.covers and source.annex is None
    )


def _ends_in_table(point: Piece) -> bool:
    return isinstance(point.text[0], Table) or isinstance(point.text[-1], Table)


def _whole(draw: Random, day: dt.date, paper: str, *, single: bool) -> Body:
    source = draw.choice([each for each in sources() if not single or len(each.resolutions) == 1])
    years = years_to(source, day)
    old = [*source.papers_mentioned, *(each.paper for each in source.resolutions[1:])]
    named = renumbered(draw, old, years)
    rewrite = mover(years, {source.resolutions[0].paper: paper, **named})
    pieces = [moved(piece, rewrite) for piece in source.body]
    said = " ".join(prose([*piece.text, *piece.report]) for piece in source.body)
    keeps_opening = source.report == "mixed" or len(source.resolutions) > 1
    return Body(
        pieces=pieces,
        subject=rewrite(source.resolutions[0].subject),
        report=source.report,
        opening=source.opening if keeps_opening else draw.choice(_OPENINGS[source.report]),
        papers=[named[each] for each in source.papers_mentioned if each in said],
        checks=checks_in(source, said, years),
        second_paper=named[source.resolutions[1].paper] if len(source.resolutions) > 1 else "",
        source=source,
    )


def _composed(draw: Random, day: dt.date) -> Body:
    hanging = draw.random() < 0.35
    kind: Report = draw.choices(("interim", "final", "mixed", None), weights=(60, 24, 8, 8))[0]
    chosen = _chosen(draw, kind, hanging=hanging)
    new = Body([], "", kind, "")
    answered = [(_taken(new, draw, day, pair.point, pair), _taken(new, draw, day, pair.report, pair))
                for pair in chosen]  # fmt: skip
    donor = draw.choice(sources())
    new.subject = mover(years_to(donor, day), {})(donor.resolutions[0].subject)
    lead_in = draw.choice(_LEAD_INS) if hanging else ""
    how = draw.choices(("alternating", "headed", "at once"), weights=(45, 43, 12))[0]
    if how == "at once" and kind != "mixed":
        new.pieces = _at_once(new, draw, day, [point for point, _ in answered], lead_in)
    elif how == "headed" or len(answered) == 1:  # one point and a report without heading: on it, or on all?
        new.pieces = headed(draw, answered, lead_in)
    else:
        new.pieces = _alternating(draw, answered, lead_in)
    new.opening = _opening(draw, new)
    _forget_unsaid(new)
    return new


def _forget_unsaid(new: Body) -> None:
    """Leave out what only reports mentioned that did not get into the body."""
    said = " ".join(prose([*piece.text, *piece.report]) for piece in new.pieces)
    new.papers = list(dict.fromkeys(paper for paper in new.papers if paper in said))
    new.checks = list(dict.fromkeys(check for check in new.checks if spelled(check) in said))


def _chosen(draw: Random, kind: Report, *, hanging: bool) -> list[Pair]:
    fitting = [pair for pair in pairs() if pair.hangs == hanging]
    done = [pair for pair in fitting if pair.report.status in _DONE]
    open_ = [pair for pair in fitting if pair.report.status not in _DONE]
    if kind == "final":
        return draw.sample(done, draw.randint(1, min(4, len(done))))
    first = draw.sample(open_, 1 if kind == "mixed" else draw.randint(1, 2))
    rest = [pair for pair in (done if kind == "mixed" else fitting) if pair not in first]
    chosen = [*first, *draw.sample(rest, draw.randint(1, min(4, len(rest))))]
    draw.shuffle(chosen)
    return chosen


def _taken(new: Body, draw: Random, day: dt.date, piece: Piece, pair: Pair) -> Piece:
    """Move a piece into the new body's year, and note what it mentions."""
    source, said = pair.source, prose([*piece.text, *piece.report])
    years = years_to(source, day)
    papers = renumbered(draw, [each for each in source.papers_mentioned if each in said], years)
    new.papers += papers.values()
    new.checks += checks_in(source, said, years)
    return moved(piece, mover(years, papers))


def _alternating(draw: Random, answered: list[tuple[Piece, Piece]], lead_in: str) -> list[Piece]:
    pieces: list[Piece] = []
    mark_first, dot = draw.random() < 0.4 and not lead_in, draw.choices((".", ".)"), weights=(9, 1))[0]
    step = 2 if draw.random() < 0.15 and not lead_in else 1
    first = 2 if step == 2 else 1
    if lead_in:
        pieces.append(Piece(lead_in=lead_in, marks="open"))
    for number, (point, report) in enumerate(answered):
        label = str(first + step * number)
        marks = "close" if lead_in and number == 0 else "both"
        quoted = {"point": label, "label": f"{label}{dot}", "marks": marks, "mark_first": mark_first}
        pieces.append(Piece.model_validate(quoted | {"text": point.text}))
        pieces.append(Piece(report=report.report, covers=[label], status=report.status))
    return pieces


def _at_once(new: Body, draw: Random, day: dt.date, points: list[Piece], lead_in: str) -> list[Piece]:
    """Quote all points and report on them together; sometimes there is but one, without a number."""
    done = new.report == "final"
    fitting = [each for each in _reports_on_all() if (each[0].status in _DONE) == done]
    report, source = draw.choice(fitting)
    whole = _taken(new, draw, day, report, Pair(report, report, source))
    if len(points) == 1 or draw.random() < 0.4:
        words = [paragraph for paragraph in points[0].text if isinstance(paragraph, str)]
        if lead_in:
            words[0] = f"{lead_in} {words[0]}"
        quoted = [Piece(point="", marks="both", text=list(words))]
    else:
        quoted = Grouped(points, lead_in).quoted()
    return [*quoted, Piece(report=whole.report, status=whole.status)]


def _opening(draw: Random, new: Body) -> str:
    if new.report != "mixed":
        return draw.choice(_OPENINGS[new.report])
    done = [label for piece in new.pieces if piece.status in _DONE for label in piece.covers]
    left = [label for piece in new.pieces if piece.status not in ("", *_DONE) for label in piece.covers]
    return (
        f"folgende abschließende Information (Punkt {points_named(done)}) und folgender Zwischenstand "
        f"(Punkt {points_named(left)}) kann zu oben genanntem Beschluss gegeben werden:"
    )
