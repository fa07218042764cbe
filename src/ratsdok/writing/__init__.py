"""Letters written: a record to DOCX, and to PDF.

The parts, in the order in which a letter passes through them:

- drafting.py: what is still to be filled in, and the draft of the next letter
- faults.py: what keeps a record from being a letter
- blocks.py: a record to paragraphs of named styles, in the order of reading
- stationery.py: the built-in letter paper, its page and its styles
- document.py: paragraphs to a DOCX on letter paper, with the help of template.py (the paper's named styles),
  lists.py (numbered lists as Word counts them), controls.py (content controls), properties.py and xml.py
- office.py: DOCX to PDF, by LibreOffice
- target.py: where the letter goes

What the parts are called and how they are worded is the standard form's, in `ratsdok.form`.
"""

from __future__ import annotations

import os
from pathlib import Path

from ratsdok.errors import TemplateError
from ratsdok.letter import Letter
from ratsdok.profile import Profile, load_profile
from ratsdok.writing.blocks import sheet_of
from ratsdok.writing.document import put_on
from ratsdok.writing.drafting import Draft, next_letter
from ratsdok.writing.faults import check
from ratsdok.writing.properties import properties_of
from ratsdok.writing.stationery import LAYOUTS, Layout, paper
from ratsdok.writing.target import Target, put, refuse_existing

__all__ = ["LAYOUTS", "Draft", "Layout", "Target", "docx_of", "next_letter", "render"]


def render(
    letter: Letter | Draft,
    target: Target,
    *,
    style: Layout = "hausmitteilung",
    template: str | os.PathLike[str] | None = None,
    profile: str | os.PathLike[str] | Profile | None = None,
    replace: bool = False,
) -> None:
    """Write a record as a letter in the standard form.

    Reading the letter again gives the same record, `document`, `findings` and `evidence` aside.

    Args:
        letter: the record, or a draft with open places.
        target: the DOCX to write, a path or a file opened for writing bytes.
        style: where the parts of the head stand: `hausmitteilung` or `din5008`.
        template: a DOCX whose page and styles are taken instead of the built-in ones.
        profile: the city that sends it; by default the one that the record names.
        replace: whether a file that is there is replaced.

    Raises:
        RecordError: the record is another document's, or holds what no letter can show; every place is named.
        TemplateError: the template cannot be used; the styles that it lacks are named.
        ProfileError: there is no such profile.
        TargetExistsError: there is a file already, and it is not to be replaced.
        OutputError: the target cannot be written.
        ValueError: there is no such style.
    """
    refuse_existing(target, replace=replace)
    put(docx_of(letter, style=style, template=template, profile=profile), target, replace=replace)


def docx_of(
    letter: Letter | Draft,
    *,
    style: Layout = "hausmitteilung",
    template: str | os.PathLike[str] | None = None,
    profile: str | os.PathLike[str] | Profile | None = None,
) -> bytes:
    """Return a letter in the standard form as the bytes of a DOCX.

    Args and errors are those of `render`.
    """
    if style not in LAYOUTS:
        raise ValueError(f"style must be {' or '.join(LAYOUTS)}, not {style!r}")
    draft = letter if isinstance(letter, Draft) else Draft(letter)
    check(draft.letter)
    city = load_profile(draft.letter.document.profile if profile is None else profile).city
    sheet = sheet_of(draft, style, city)
    sheets_paper, name = (paper(style), style) if template is None else _template(template)
    return put_on(sheets_paper, sheet, properties_of(draft.letter, city), name=name)


def _template(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    name = os.fspath(path)
    try:
        return Path(path).read_bytes(), name
    except OSError as error:
        raise TemplateError(f"the template cannot be read ({error.strerror})", source=name) from error
