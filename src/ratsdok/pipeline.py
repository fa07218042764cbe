"""The whole way of a letter: Path -> Page -> Text -> Letter."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from ratsdok.letter import DocumentInfo, Letter
from ratsdok.page import Document
from ratsdok.parsing.compose import compose
from ratsdok.parsing.dates import find_dates
from ratsdok.parsing.findings import Doubt
from ratsdok.parsing.order import in_reading_order
from ratsdok.parsing.second_look import SecondLook
from ratsdok.parsing.standard import compose_standard, is_standard
from ratsdok.parsing.status import default_model
from ratsdok.parsing.text import Row, Text
from ratsdok.parsing.witness import Witness, hear
from ratsdok.parsing.zones import find_zones, letter_starts
from ratsdok.profile import Profile, load_profile
from ratsdok.reading import read, read_with_views
from ratsdok.reading.ocr.settings import Mode, Ocr

if TYPE_CHECKING:
    from ratsdok.reading.pictures import PageView

__all__ = ["Mode", "Ocr", "ProfileName", "Witness", "parse", "parse_all", "parse_with_views", "prepare"]

Source = str | os.PathLike[str] | bytes | BinaryIO
ProfileName = str | os.PathLike[str] | Profile


def parse(
    source: Source,
    *,
    name: str | None = None,
    profile: ProfileName = "dresden",
    password: str | None = None,
    ocr: Mode | Ocr = "auto",
    witness: Witness | None = None,
) -> Letter:
    """Read the letter of a file, the first one where it holds several.

    Args:
        source: a path, the file's bytes, or a binary file.
        name: the file's name, for the record and for errors; by default the path's.
        profile: the city whose letters these are: a built-in profile's name, a path to a file, or a profile.
        password: opens an encrypted PDF.
        ocr: how page images are to be recognised.
        witness: what an information system says of the file.

    Returns:
        The record; its `kind` is `other` where the file is no Beschlusskontrolle letter. A further letter in
        the file is a finding (`second-letter`).

    Raises:
        RatsdokError: the file cannot be read; the kinds are listed in `ratsdok.errors`.
    """
    first, *others = parse_all(
        source, name=name, profile=profile, password=password, ocr=ocr, witness=witness
    )
    if not others:
        return first
    pages = ", ".join(
        str(min(e.page for e in letter.evidence.values())) for letter in others if letter.evidence
    )
    doubt = Doubt(
        "second-letter", f"Die Datei enthält weitere Briefe (ab Seite {pages}); gelesen ist der erste."
    )
    return first.model_copy(update={"findings": (*first.findings, doubt.finding())})


def parse_all(
    source: Source,
    *,
    name: str | None = None,
    profile: ProfileName = "dresden",
    password: str | None = None,
    ocr: Mode | Ocr = "auto",
    witness: Witness | None = None,
) -> list[Letter]:
    """Read every letter of a file, in order; of another document its one record of kind `other`.

    Args and errors are those of `parse`.
    """
    city = load_profile(profile)
    letters = _letters(read(source, name=name, password=password, ocr=_settings(ocr)), city)
    return hear(letters, witness, city) if witness else letters


def parse_with_views(
    source: Source,
    *,
    name: str | None = None,
    profile: ProfileName = "dresden",
    password: str | None = None,
    ocr: Mode | Ocr = "auto",
    witness: Witness | None = None,
) -> tuple[list[Letter], list[PageView]]:
    """Read every letter of a file, and see what its pages look like: nothing of DOCX and plain text.

    Args and errors are those of `parse`.
    """
    city = load_profile(profile)
    document, views = read_with_views(source, name=name, password=password, ocr=_settings(ocr))
    letters = _letters(document, city)
    return hear(letters, witness, city) if witness else letters, views


def prepare() -> None:
    """Load what every letter needs, for whoever would rather wait now than at the first letter.

    Raises:
        ModelError: the status model is missing or does not fit this version.
    """
    import_module("ratsdok.reading.pdf")
    default_model()
    list(find_dates("1. Januar 2020"))


def _settings(ocr: Mode | Ocr) -> Ocr:
    return ocr if isinstance(ocr, Ocr) else Ocr(ocr)


def _letters(document: Document, city: Profile) -> list[Letter]:
    """Read the letters of a document; one in the standard form is read by its paragraphs."""
    if is_standard(document):
        info, text = _document_info(document, city), Text(document.pages)
        return [compose_standard(text, info, document.subject, city, _remarks(document))]
    text = Text([in_reading_order(page, city) for page in document.pages])
    starts = letter_starts(text.rows, city)
    edges = [0, *starts[1:], len(document.pages) + 1]
    return [
        _letter(
            document,
            SecondLook(text, document.eyes),
            [row for row in text.rows if first <= row.page < end],
            city,
        )
        for first, end in pairwise(edges)
    ]


def _letter(document: Document, look: SecondLook, rows: Sequence[Row], profile: Profile) -> Letter:
    info, doubts = _document_info(document, profile), _remarks(document)
    zones = find_zones(rows, profile)
    if zones is None:
        return Letter(kind="other", document=info, findings=tuple(doubt.finding() for doubt in doubts))
    return compose(zones, look, info, profile, doubts)


def _remarks(document: Document) -> list[Doubt]:
    return [Doubt(each.code, each.message, severity=each.severity) for each in document.remarks]


def _document_info(document: Document, profile: Profile) -> DocumentInfo:
    sources = {page.source for page in document.pages}
    return DocumentInfo(
        name=document.name,
        sha256=document.sha256,
        media_type=document.media_type,
        pages=len(document.pages),
        text_source=sources.pop() if len(sources) == 1 else "mixed",
        profile=profile.name,
    )
