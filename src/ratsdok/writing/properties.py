"""Properties of the document: title, author, subject, language and keywords."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from docx.document import Document as DocxDocument

from ratsdok.form.source import about
from ratsdok.form.wording import reference_line
from ratsdok.letter import Letter
from ratsdok.writing.stationery import LANGUAGE

KIND = "Beschlusskontrolle"


class Properties(NamedTuple):
    """What programs and archives show of a document without opening it."""

    title: str
    author: str
    subject: str
    keywords: str


def properties_of(letter: Letter, city: str) -> Properties:
    """Return the properties of a letter; its author is the office that sends it."""
    references = [reference_line(each.paper, each.meeting) for each in letter.resolutions]
    title = "; ".join(references) or KIND
    papers = [each.paper for each in letter.resolutions if each.paper]
    return Properties(title, letter.department or city, about(letter), "; ".join([KIND, *papers]))


def set_properties(document: DocxDocument, properties: Properties) -> None:
    """Set the properties of a document that is made now."""
    core = document.core_properties
    for name, value in zip(("title", "creator", "subject", "keywords"), properties, strict=True):
        # Not by the attributes, which python-docx limits to 255 characters and the format does not.
        getattr(core._element, f"get_or_add_{name}")().text = value
    core.language = LANGUAGE
    core.comments = core.last_modified_by = ""
    core.revision = 1
    core.created = core.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
