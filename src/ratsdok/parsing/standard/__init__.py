"""A letter in the standard form -> its record: every paragraph says itself what it is.

Such a letter was written by `ratsdok.writing`, as DOCX or as the tagged PDF of one, and perhaps gone over by
hand since. Each paragraph's words are read by the inverse of the rule that printed them (`ratsdok.form`);
words that somebody wrote another way are read as in any other letter.
"""

from __future__ import annotations

from collections.abc import Sequence

from ratsdok.form import wording
from ratsdok.form.styles import ALWAYS, Style
from ratsdok.letter import DocumentInfo, Letter
from ratsdok.page import Document
from ratsdok.parsing.findings import Doubt, findings_of
from ratsdok.parsing.standard.content import Content
from ratsdok.parsing.standard.end import End
from ratsdok.parsing.standard.head import Head
from ratsdok.parsing.standard.ledger import Ledger
from ratsdok.parsing.text import StyledText, Text
from ratsdok.profile import Profile

__all__ = ["compose_standard", "is_standard"]

_HEADINGS = {"H1": Style.SUBJECT, "H2": Style.REPORT_HEADING}  # a PDF calls headings by their level
_SILENT = frozenset(
    {
        Style.LETTERHEAD, Style.CITY, Style.RETURN_LINE, Style.ADDRESS_START, Style.PAGE_NUMBER, Style.MARK,
        Style.EARLIER,
    }
)  # fmt: skip
"""Parts that hold no value of the record, or one of an earlier letter."""


def is_standard(document: Document) -> bool:
    """Tell a letter in the standard form by the styles that every one has."""
    lines = (line for page in document.pages for line in page.lines)
    return {line.paragraph.style for line in lines if line.paragraph} >= ALWAYS


def compose_standard(
    text: Text, document: DocumentInfo, subject: str, profile: Profile, doubts: Sequence[Doubt]
) -> Letter:
    """Read every value of a letter in the standard form.

    Args:
        text: of the document.
        document: what the record says of the file.
        subject: what the file's properties say it is about.
        profile: the city.
        doubts: what reading remarked so far.
    """
    ledger = Ledger(text, doubts)
    head, content, end = Head(ledger, profile), Content(ledger), End(ledger, subject)
    takes = {**head.takes, **content.takes, **end.takes}
    for paragraph in text.paragraphs():
        style = _style_of(paragraph)
        if style in end.takes:
            content.close()
        if style in takes:
            takes[style](paragraph)
        elif style not in _SILENT and paragraph.text.strip() and not content.take_more(paragraph):
            ledger.remark_unassigned(paragraph)
    end.finish()
    content.judge(ledger.values.get("report"))
    letter = Letter(
        kind="beschlusskontrolle", document=document, evidence=ledger.book.entries, **ledger.record()
    )
    return letter.model_copy(update={"findings": findings_of(letter, ledger.doubts)})


def _style_of(paragraph: StyledText) -> str:
    style = _HEADINGS.get(paragraph.style, paragraph.style)
    if style == Style.REPORT_HEADING and paragraph.text.startswith(wording.RESOLUTION):
        return Style.RESOLUTION_HEADING  # in a PDF both are headings of the second level
    return style
