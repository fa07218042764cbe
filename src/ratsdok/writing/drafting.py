"""A letter that is still to be finished, and the draft of the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ratsdok.letter import Letter


@dataclass(frozen=True, slots=True)
class Draft:
    """A record with open places.

    Attributes:
        letter: what is known; at the open places its values stand for nothing.
        places: paths of the values that are still to be filled in, such as `statements.0.text`.
        earlier: for statements, by their index, what was reported before, in lines.
    """

    letter: Letter
    places: frozenset[str] = frozenset()
    earlier: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
