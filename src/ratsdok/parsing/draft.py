"""A record in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ratsdok.letter import Resolution
from ratsdok.parsing.evidence import EvidenceBook
from ratsdok.parsing.findings import Doubt
from ratsdok.parsing.second_look import SecondLook
from ratsdok.parsing.text import Text
from ratsdok.parsing.zones import Zones
from ratsdok.profile import Profile


@dataclass(slots=True)
class Draft:
    """A record in the making.

    Attributes:
        zones: the letter's parts.
        text: the document's text.
        profile: the city.
        look: settles what the first reading left in doubt.
        book: the evidence so far.
        doubts: what reading saw and the record will not show.
        values: the record's fields so far.
        meeting_year: the year of the meeting that the letter reports on, for what its date must not precede.
    """

    zones: Zones
    text: Text
    profile: Profile
    look: SecondLook
    book: EvidenceBook
    doubts: list[Doubt] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    meeting_year: int | None = None

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """The resolutions read so far."""
        resolutions: tuple[Resolution, ...] = self.values.get("resolutions", ())
        return resolutions
