"""The annotated corpus of scanned letters: what is printed (`raw`) and what is true of it (`gold`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from samples.proof import Print
from samples.texts import LetterText, Piece, prose

_FEWEST_WORDS = 5


class Anchors(NamedTuple):
    """A passage by its first and last words, verbatim."""

    first: str
    last: str


def annotated(letter: LetterText, printed: Print, name: str, level: str) -> dict[str, Any]:
    """Return a letter's annotation.

    Args:
        letter: its content.
        printed: the print, whose text holds the anchors.
        name: the letter's, without ending.
        level: of the scan.
    """
    anchors = Passages(printed)
    placed = [(piece, anchors.of(piece)) for piece in letter.body if piece.point is not None or piece.report]
    check = letter.next_check
    return {
        "id": name,
        "kind": "beschlusskontrolle",
        "paper": letter.resolutions[0].paper,
        "meeting": letter.resolutions[0].meeting,
        "subject": letter.resolutions[0].subject,
        "date": letter.date.isoformat() if letter.date else None,
        "date_raw": letter.stamp or None,
        "file_reference": letter.file_reference,
        "department": letter.department,
        "report": letter.report,
        "points": [
            {"label": piece.point or None, "from": at.first, "to": at.last}
            for piece, at in placed if piece.point is not None
        ],
        "statements": [
            {"points": piece.covers, "from": at.first, "to": at.last, "status": piece.status}
            for piece, at in placed if piece.report
        ],
        "next_check": check and {
            "raw": check.raw, "date": check.date.isoformat(), "precision": check.precision
        },
        "signed_by": [{"name": each.name, "role": each.role} for each in letter.signed_by],
        "acknowledged_by": [{"name": each.name, "role": each.role} for each in letter.acknowledged_by],
        "papers_mentioned": letter.papers_mentioned,
        "previous_checks": letter.previous_checks,
        "confidential": letter.confidential,
        "level": level,
        "notes": "",
    }  # fmt: skip


class Passages:
    """Where in a printed text the points and reports stand; asked in the order of the letter.

    Only letters and digits are compared: the press adds hyphens, quotation marks and line ends, and page
    marks stand between the lines.
    """

    def __init__(self, printed: Print) -> None:
        self.text = printed.text()
        marks = {line.text for page in printed.pages for line in page if line.page_mark}
        self._places = list(_counting(self.text, marks))
        self._bare = "".join(self.text[place].lower() for place in self._places)
        self._after = 0
        self._after_point = 0

    def of(self, piece: Piece) -> Anchors:
        """Return the anchors of the next point or report.

        Raises:
            ValueError: the text does not hold it.
        """
        wanted = _bare(prose(piece.report or piece.text))
        found = self._bare.find(wanted, self._after)
        if found < 0:
            raise ValueError(f"not printed: {wanted[:60]}")
        self._after = found + len(wanted)
        start, end = self._places[found], self._places[self._after - 1] + 1
        while end < len(self.text) and self.text[end] in ".,:;)":
            end += 1
        # Statements are looked for from the text's start, points from the point before.
        since = 0 if piece.report else self._after_point
        if not piece.report:
            self._after_point = start
        return self._shortest(start, end, since)

    def _shortest(self, start: int, end: int, since: int) -> Anchors:
        """Return the fewest words that find the passage, from a place on, and its end from its start."""
        passage = self.text[start:end]
        firsts = [part for part in _growing(passage) if self.text.find(part, since) == start]
        lasts = [
            passage[-len(part) :]
            for part in map(_reversed, _growing(_reversed(passage)))
            if self.text.find(part, start) + len(part) == end
        ]
        if not firsts or not lasts:
            raise ValueError(f"stands elsewhere too: {passage[:60]}")
        return Anchors(firsts[0], lasts[0])


def _growing(passage: str) -> Iterator[str]:
    """Yield the passage's beginnings that end with a word, from the fewest words to the whole."""
    ends = [at for at, character in enumerate(passage) if character.isspace()]
    yield from (passage[:at] for at in ends[_FEWEST_WORDS - 1 :] if not passage[at - 1].isspace())
    yield passage


def _reversed(text: str) -> str:
    return text[::-1]


def _bare(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _counting(text: str, marks: set[str]) -> Iterator[int]:
    """Yield the places of letters and digits, leaving out lines that are page marks."""
    start = 0
    for line in text.split("\n"):
        if line.strip("\f") not in marks:
            yield from (start + at for at, character in enumerate(line) if character.isalnum())
        start += len(line) + 1
