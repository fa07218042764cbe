"""The places on the pages that a record's values were read from: what is drawn over the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ratsdok.inspection.fields import Block, Field
from ratsdok.inspection.pictures import Corners, PagePicture
from ratsdok.letter import Evidence, Letter

_DIGIT = 4.2
_BADGE_HEIGHT = 7.5
"""Points. Less than a line of print, so that a badge covers no line but its own."""

_INDENT = 60.0
"""Points. What starts so near to the leftmost line has its badge in the margin, left of any label."""


@dataclass(slots=True)
class Place:
    """One place, and the fields that were read there; a statement and its status share theirs.

    Attributes:
        number: from 1, in the order of the fields.
        page: its page's number.
        boxes: one a line, in points from the top left corner of the upright page.
        badge: where its number stands, likewise.
        fields: each with the letter it belongs to, counted from 1.
    """

    number: int
    page: int
    boxes: tuple[Corners, ...]
    badge: Corners = (0.0, 0.0, 0.0, 0.0)
    fields: list[tuple[int, Field]] = field(default_factory=list)

    @property
    def first(self) -> tuple[int, Field]:
        """The field that a click on the place leads to."""
        return self.fields[0]

    @property
    def labels(self) -> str:
        """The names of its fields."""
        return ", ".join(dict.fromkeys(each.label for _, each in self.fields))

    @property
    def is_doubtful(self) -> bool:
        """Whether one of its fields is."""
        return any(each.is_doubtful for _, each in self.fields)

    @property
    def area(self) -> float:
        """In square points."""
        return sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in self.boxes)


class Places:
    """All places of a document.

    Args:
        pictures: of its pages.
        letters: the blocks of each letter.
    """

    def __init__(self, pictures: Sequence[PagePicture], letters: Sequence[Sequence[Block]]) -> None:
        self._places: dict[tuple[int, int, tuple[Corners, ...]], Place] = {}
        by_number = {picture.number: picture for picture in pictures}
        for letter_number, blocks in enumerate(letters, 1):
            for each in (each for block in blocks for each in block.fields):
                picture = by_number.get(each.evidence.page) if each.evidence else None
                if picture and each.evidence and each.evidence.boxes:
                    self._note(letter_number, each, picture, each.evidence.boxes)
        # Of all pages: on a last page a date may be the leftmost place, right of the words that announce it.
        leftmost = min((box[0] for place in self._places.values() for box in place.boxes), default=0.0)
        for picture in pictures:
            own = [place for place in self._places.values() if place.page == picture.number]
            _give_badges(own, leftmost)

    def _note(
        self, letter_number: int, noted: Field, picture: PagePicture, boxes: tuple[Corners, ...]
    ) -> None:
        key = (letter_number, picture.number, boxes)
        if key not in self._places:
            self._places[key] = Place(len(self._places) + 1, picture.number, picture.upright(boxes))
        self._places[key].fields.append((letter_number, noted))

    def of(self, letter_number: int, evidence: Evidence | None) -> Place | None:
        """Return the place of an evidence of a letter, where it has one."""
        return self._places.get((letter_number, evidence.page, evidence.boxes)) if evidence else None

    def of_path(self, letter_number: int, letter: Letter, path: str | None) -> Place | None:
        """Return the place of the value that a finding is about; of a value with parts, the first part's."""
        if path is None:
            return None
        paths = [own for own in letter.evidence if own == path or own.startswith(f"{path}.")]
        return self.of(letter_number, letter.evidence[min(paths)]) if paths else None

    def on(self, page: int) -> list[Place]:
        """Return the places on a page, the largest first: small ones are drawn over what holds them."""
        own = [place for place in self._places.values() if place.page == page]
        return sorted(own, key=lambda place: -place.area)


def _give_badges(places: Sequence[Place], leftmost: float) -> None:
    """Give the places of a page room for their numbers: in the left margin, or else above the first line.

    What stands beside a place is not known here: a label, or a box that may be ticked. Nothing may cover it.
    """
    taken: list[Corners] = []
    for place in places:
        x0, top, _, bottom = place.boxes[0]
        width = 4.0 + _DIGIT * len(str(place.number))
        left, above = max(0.0, leftmost - width - 1.5), (top + bottom - _BADGE_HEIGHT) / 2
        place.badge = (left, above, left + width, above + _BADGE_HEIGHT)
        if x0 - leftmost > _INDENT or any(_meet(place.badge, other) for other in taken):
            above = max(0.0, top - _BADGE_HEIGHT * 0.75)
            place.badge = (x0, above, x0 + width, above + _BADGE_HEIGHT)
        taken.append(place.badge)


def _meet(one: Corners, other: Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
