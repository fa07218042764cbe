"""The whole way of a letter: Path -> Page -> Text -> Letter."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import BinaryIO

from ratsdok.letter import DocumentInfo, Letter
from ratsdok.page import Document
from ratsdok.parsing.compose import compose, letter_values
from ratsdok.parsing.profile import Profile, load_profile
from ratsdok.parsing.text import Row, Text
from ratsdok.parsing.zones import find_zones, letter_starts
from ratsdok.reading import read

Source = str | os.PathLike[str] | bytes | BinaryIO


def parse(source: Source, *, profile: str | os.PathLike[str] | Profile = "dresden", password: str | None = None) -> Letter:
    """Read the (first) letter of a file."""
    return parse_all(source, profile=profile, password=password)[0]


def parse_all(
    source: Source, *, profile: str | os.PathLike[str] | Profile = "dresden", password: str | None = None
) -> list[Letter]:
    """Read all letters of a file."""
    city = load_profile(profile)
    document = read(source, password=password)
    text = Text(document.pages)
    starts = letter_starts(text.rows, city)
    letters = []
    for index, start in enumerate(starts or [1]):
        end = starts[index + 1] if index + 1 < len(starts) else 1 << 30
        first = 0 if index == 0 else start
        rows = [row for row in text.rows if first <= row.page < end]
        letters.append(_letter(document, text, rows, city))
    return letters


def _letter(document: Document, text: Text, rows: Sequence[Row], profile: Profile) -> Letter:
    sources = {page.source for page in document.pages}
    info = DocumentInfo(
        name=document.name, sha256=document.sha256, media_type=document.media_type, pages=len(document.pages),
        text_source=sources.pop() if len(sources) == 1 else "mixed", profile=profile.name,
    )
    zones = find_zones(rows, profile)
    if zones is None:
        return Letter(kind="other", document=info)
    return Letter(kind="beschlusskontrolle", document=info, **letter_values(compose(zones, text, profile)))
