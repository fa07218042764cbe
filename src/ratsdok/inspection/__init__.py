"""A record beside the pages it was read from, as one HTML file that needs nothing else.

    pictures.py  the pages' pictures, and places turned with them
    fields.py    a record as fields in German
    places.py    where those fields stand on the pages
    wording.py   what else is said in German
    sheet.html   the template; sheet.css and sheet.js go into it

The file loads nothing, and a browser that reads it is told so: its content security policy allows pictures
that the file itself holds, and the one style sheet and the one script whose checksums it names.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ratsdok.inspection.fields import Block, blocks_of
from ratsdok.inspection.pictures import PagePicture
from ratsdok.inspection.places import Places
from ratsdok.inspection.wording import (
    SEVERITIES,
    TEXT_SOURCES,
    certainty,
    counted,
    other_readings,
    page_named,
)
from ratsdok.letter import Letter

__all__ = ["PagePicture", "page_of"]

_HERE = Path(__file__).parent


class _Section(NamedTuple):
    """A letter of the file, as the page shows it."""

    number: int
    letter: Letter
    blocks: tuple[Block, ...]

    @property
    def tally(self) -> str:
        """How many values there are, how many are doubtful, and how many are missing."""
        fields = [field for block in self.blocks for field in block.fields]
        missing = sum(field.value is None for field in fields)
        doubtful = sum(field.is_doubtful for field in fields)
        found = counted(len(fields) - missing, "Angabe", "Angaben")
        return f"{found} gelesen, davon {doubtful} unsicher; {missing} nicht gefunden"


def page_of(letters: Sequence[Letter], pictures: Sequence[PagePicture]) -> str:
    """Return the HTML page on which a file's records can be compared with its pages.

    Args:
        letters: every letter of one file, at least one.
        pictures: the file's pages in order; none of a file that has no pages to show (DOCX, plain text).
    """
    sections = [_Section(number, letter, blocks_of(letter)) for number, letter in enumerate(letters, 1)]
    places = Places(pictures, [section.blocks for section in sections])
    style, script = ((_HERE / name).read_text("utf-8") for name in ("sheet.css", "sheet.js"))
    return (
        _environment()
        .get_template("sheet.html")
        .render(
            policy=_policy(style, script),
            style=style,
            script=script,
            document=letters[0].document,
            sections=sections,
            pictures=pictures,
            places=places,
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,  # what letters say stays text
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        certainty=certainty,
        id=lambda path: path.replace(".", "-"),
        other_readings=other_readings,
        page_named=page_named,
    )
    environment.globals |= {"severities": SEVERITIES, "text_sources": TEXT_SOURCES}
    return environment


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; img-src data:; style-src {_checksum(style)}; script-src {_checksum(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _checksum(text: str) -> str:
    """Return a text's checksum as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
