"""Reports under headings: one quotation first, then a report for each point or each group of points."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby, pairwise
from random import Random
from typing import NamedTuple

from samples.texts import Paragraph, Piece

_GROUP_REPORTS = {
    "implemented": (
        "Die Beschlusspunkte wurden umgesetzt.",
        "Die Punkte wurden vollständig umgesetzt. Der Abschluss wurde den zuständigen Gremien mitgeteilt.",
    ),
    "in_progress": (
        "Die Punkte werden laufend umgesetzt. Die Abstimmungen mit den Beteiligten dauern gegenwärtig an.",
        "Die Punkte befinden sich in der Umsetzung. Derzeit werden die Unterlagen erarbeitet.",
    ),
}


class Grouped(NamedTuple):
    """Points that are quoted together.

    Attributes:
        points: without labels.
        lead_in: words before the first point; empty for none.
        unmarked: the quotation has no quotation marks.
    """

    points: list[Piece]
    lead_in: str = ""
    unmarked: bool = False

    def quoted(self) -> list[Piece]:
        """Return the quotation, its points numbered from one."""
        pieces = []
        if self.lead_in:
            pieces.append(Piece(lead_in=self.lead_in, marks="none" if self.unmarked else "open"))
        for number, point in enumerate(self.points, 1):
            opens, closes = number == 1 and not self.lead_in, number == len(self.points)
            marks = "both" if opens and closes else "open" if opens else "close" if closes else "none"
            marks = "none" if self.unmarked else marks
            pieces.append(
                Piece.model_validate(
                    {"point": str(number), "label": f"{number}.", "marks": marks, "text": point.text}
                )
            )
        return pieces


def headed(draw: Random, answered: list[tuple[Piece, Piece]], lead_in: str) -> list[Piece]:
    """Return a quotation followed by reports under headings.

    Neighbouring points of one status may share a report of a sentence or two.

    Args:
        draw: decides.
        answered: points, each with the report on it.
        lead_in: words before the first point; empty for none.
    """
    named = draw.random() < 0.3
    pieces = [Piece(heading="Beschluss:")] if named else []
    unmarked = named and draw.random() < 0.5
    pieces += Grouped([point for point, _ in answered], lead_in, unmarked=unmarked).quoted()
    heading, run_in = draw.choice(_HEADINGS)
    numbered = list(enumerate((report for _, report in answered), 1))
    for status, run in groupby(numbered, key=lambda each: each[1].status):
        group = list(run)
        if len(group) > 1 and status in _GROUP_REPORTS and draw.random() < 0.6:
            words = draw.choice(_GROUP_REPORTS[status])
            labels = [number for number, _ in group]
            if all(words not in piece.report for piece in pieces):
                pieces.append(_report(heading(labels), [words], labels, status, run_in=run_in))
                continue
        for number, report in group:
            pieces.append(_report(heading([number]), report.report, [number], status, run_in=run_in))
    return pieces


def points_named(labels: list[str]) -> str:
    """Return labels as an opening sentence lists them: 1-3, or 1, 4."""
    numbers = [int(label) for label in labels]
    if len(numbers) > 2 and all(after - before == 1 for before, after in pairwise(numbers)):
        return f"{numbers[0]}-{numbers[-1]}"
    return ", ".join(labels)


def _report(heading: str, report: list[Paragraph], labels: list[int], status: str, *, run_in: bool) -> Piece:
    covers = [str(label) for label in labels]
    run_in = run_in and isinstance(report[0], str)
    return Piece(heading=heading, run_in=run_in, report=report, covers=covers, status=status)


def _resolution_points(labels: list[int]) -> str:
    if len(labels) == 1:
        return f"Zu Beschlusspunkt {labels[0]}:"
    if len(labels) == 2:
        return f"Zu den Beschlusspunkten {labels[0]} und {labels[1]}:"
    return f"Zu den Beschlusspunkten {labels[0]} bis {labels[-1]}:"


def _short(word: str, end: str) -> Callable[[list[int]], str]:
    def heading(labels: list[int]) -> str:
        if len(labels) == 1:
            return f"{word} {labels[0]}.{end}"
        if len(labels) == 2:
            return f"{word} {labels[0]}. und {labels[1]}.{end}"
        return f"{word} {labels[0]}.-{labels[-1]}.{end}"

    return heading


def _bk(labels: list[int]) -> str:
    if len(labels) == 1:
        return f"BK zu {labels[0]}:"
    return f"BK zu {labels[0]} {'und' if len(labels) == 2 else 'bis'} {labels[-1]}:"


_HEADINGS: tuple[tuple[Callable[[list[int]], str], bool], ...] = (
    (_resolution_points, False),
    (_resolution_points, False),
    (_short("zu", ":"), False),
    (_short("Zu", ":"), False),
    (_bk, False),
    (_short("zu", ""), True),
)
