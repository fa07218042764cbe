"""The forms: how a Hausmitteilung and a Beschlussausfertigung stand on the page. Measures are in points."""

from __future__ import annotations

from samples.press import BOLD, GAP, LEFT, RIGHT, STAMP, TOP, Sheet
from samples.texts import (
    Annex,
    LetterText,
    NextCheckText,
    OtherText,
    Paragraph,
    PersonText,
    Piece,
    Table,
)

SENDER = 350.0
"""Where the head's right column begins."""

_VALUE = SENDER + 42
_SIGNED_RIGHT = 330.0
_SIGNATURE_ROOM = 46.0
_LABEL, _SUB_LABEL, _WIDE_LABEL = 20.0, 20.0, 36.0


def hausmitteilung(sheet: Sheet, letter: LetterText) -> None:
    """Set a whole Beschlusskontrolle letter."""
    _head(sheet, letter)
    _reference(sheet, letter)
    for piece in letter.body:
        _piece(sheet, piece, letter.closing_mark)
    _keep_end_together(sheet, letter)
    if letter.next_check:
        _next_check(sheet, letter.next_check)
    _closing(sheet, letter)
    if letter.annex:
        _annex(sheet, letter.annex)


def beschlussausfertigung(sheet: Sheet, copy: OtherText) -> None:
    """Set the council's own copy of a resolution."""
    sheet.write(LEFT, TOP, "LANDESHAUPTSTADT DRESDEN", BOLD, 13)
    sheet.write(LEFT, TOP - 26, "BESCHLUSSAUSFERTIGUNG", BOLD, 13)
    sheet.write(LEFT, TOP - 52, f"{copy.body_name} ({copy.meeting})")
    for y, label, value in ((86, "Sitzung am:", copy.held), (104, "Beschluss zu:", copy.paper)):
        sheet.write(LEFT, TOP - y, label)
        sheet.write(LEFT + 110, TOP - y, value)
    sheet.y = TOP - 134
    sheet.paragraph("Gegenstand:", bold=True)
    sheet.paragraph(copy.subject)
    sheet.space(GAP)
    sheet.paragraph("Beschluss:", bold=True)
    for piece in copy.points:
        _quoted(sheet, piece, "")
    sheet.space(30)
    sheet.paragraph(copy.place_and_date)
    sheet.space(40)
    sheet.paragraph(copy.chair)
    sheet.paragraph("Vorsitzende")


def _head(sheet: Sheet, letter: LetterText) -> None:
    sheet.write(LEFT, TOP, "Hausmitteilung", BOLD, 15)
    sheet.write(448, TOP, "Dresden.", BOLD, 19)
    sheet.bars(449, TOP - 10)
    top = TOP - 58
    sheet.box(LEFT, top - sheet.leading - 1, ticked=letter.confidential)
    sheet.write(LEFT + 14, top - sheet.leading, "vertraulich")
    y = top - 3 * sheet.leading
    for line in letter.address:
        sheet.write(LEFT, y, line)
        y -= sheet.leading
    sheet.write(SENDER, top, "Landeshauptstadt Dresden", BOLD)
    right = sheet.column(SENDER, top - sheet.leading, letter.department, RIGHT - SENDER - 15)
    sheet.write(SENDER, right, "GZ:")
    sheet.write(_VALUE, right, letter.printed_reference or letter.file_reference)
    sheet.write(SENDER, right - 2 * sheet.leading, "Datum:")
    _date(sheet, letter, right - 2 * sheet.leading)
    sheet.y = min(y, right - 2 * sheet.leading) - 30


def _date(sheet: Sheet, letter: LetterText, y: float) -> None:
    """Set the date; a stamp comes down a little beside the line, in its own type."""
    if letter.typed:
        sheet.write(_VALUE, y, letter.stamp)
    elif letter.stamp:
        sheet.write(_VALUE + 7, y + 2.4, letter.stamp, STAMP, 12)


def _reference(sheet: Sheet, letter: LetterText) -> None:
    named = [
        each.paper + (f" (Sitzungsnummer: {each.meeting})" if each.meeting else "")
        for each in letter.resolutions
    ]
    for number, name in enumerate(named, 1):
        words = name if number > 1 else f"{letter.reference} {name}"
        sheet.paragraph(words + " und" * (number < len(named)), bold=True)
        sheet.space(-GAP)
    sheet.space(2)
    sheet.paragraph(letter.resolutions[0].subject, bold=True)
    sheet.space(GAP)
    sheet.paragraph(letter.salutation)
    sheet.paragraph(letter.opening)


def _piece(sheet: Sheet, piece: Piece, mark: str) -> None:
    if piece.point is not None:
        _quoted(sheet, piece, mark)
    elif piece.lead_in:
        sheet.paragraph(("„" if piece.opens else "") + piece.lead_in)
    elif piece.report:
        _report(sheet, piece)
    else:
        sheet.paragraph(piece.heading)


def _quoted(sheet: Sheet, piece: Piece, mark: str) -> None:
    paragraphs = list(piece.text)
    label = piece.label
    if piece.mark_first and piece.opens:
        label = "„" + label
    elif piece.opens:
        paragraphs[0] = f"„{paragraphs[0]}"
    if piece.closes:
        paragraphs[-1] = f"{paragraphs[-1]}{mark}"
    indent, hang = _place(label)
    for number, paragraph in enumerate(paragraphs):
        _flow(sheet, paragraph, indent, "" if number else label, hang)


def _place(label: str) -> tuple[float, float]:
    """Return how far a label is indented and how far its text hangs."""
    if not label:
        return 0.0, 0.0
    if label.strip("„")[0].isalpha():
        return _LABEL, _SUB_LABEL + (6 if label.startswith("„") else 0)
    return 0.0, _LABEL if len(label) < 4 else _WIDE_LABEL if len(label) > 4 else _LABEL + 6


def _report(sheet: Sheet, piece: Piece) -> None:
    paragraphs = list(piece.report)
    if piece.heading and piece.run_in:
        paragraphs[0] = f"{piece.heading} {paragraphs[0]}"
    elif piece.heading:
        sheet.need(3 * sheet.leading)
        sheet.paragraph(piece.heading)
    for paragraph in paragraphs:
        _flow(sheet, paragraph, 0.0, "", 0.0)
    sheet.space(GAP / 2)


def _flow(sheet: Sheet, paragraph: Paragraph, indent: float, label: str, hang: float) -> None:
    """Set a paragraph, a list item (label, tab, text) or a table."""
    if isinstance(paragraph, Table):
        sheet.table(paragraph, indent + hang)
    elif "\t" in paragraph:
        bullet, text = paragraph.split("\t")
        sheet.paragraph(text, indent=indent + hang, label=bullet, hang=10 if len(bullet) == 1 else _LABEL)
    else:
        sheet.paragraph(paragraph, indent=indent, label=label, hang=hang)


def _keep_end_together(sheet: Sheet, letter: LetterText) -> None:
    """Go to the next page unless the next check, the closing and the signatures fit on this one."""
    rows = max(len(letter.signed_by), len(letter.acknowledged_by))
    lines = 2 + 2 * rows + (2 if letter.next_check else 0)
    sheet.need(lines * sheet.leading + rows * _SIGNATURE_ROOM)


def _next_check(sheet: Sheet, check: NextCheckText) -> None:
    sheet.space(GAP / 2)
    if check.own_line:
        sheet.paragraph(check.label)
        sheet.space(-GAP)
        sheet.paragraph(check.raw)
    else:
        sheet.paragraph(f"{check.label} {check.raw}")


def _closing(sheet: Sheet, letter: LetterText) -> None:
    sheet.space(GAP)
    sheet.write(LEFT, sheet.y, "Mit freundlichen Grüßen")
    y = sheet.y - 2 * sheet.leading
    if letter.acknowledged_by:
        sheet.write(_SIGNED_RIGHT, y, "Kenntnisnahme:")
    y -= _SIGNATURE_ROOM
    left = _people(sheet, letter.signed_by, LEFT, y, scribbled=letter.scribbled)
    right = _people(sheet, letter.acknowledged_by, _SIGNED_RIGHT, y, scribbled=letter.scribbled)
    sheet.y = min(left, right) - GAP
    if letter.attachments_heading:
        sheet.paragraph(letter.attachments_heading)
        sheet.space(-GAP)
        for attachment in letter.attachments:
            sheet.paragraph(attachment)
            sheet.space(-GAP)


def _people(sheet: Sheet, people: list[PersonText], x: float, y: float, *, scribbled: bool) -> float:
    """Set names with their offices one under the other; return where the next line goes."""
    for number, person in enumerate(people):
        deputy = f"in Vertretung {person.style} " if person.on_behalf_of else ""
        if number:
            y -= 4 if deputy else _SIGNATURE_ROOM - sheet.leading
        if scribbled and not deputy:
            sheet.scribble(x, y)
        sheet.write(x, y, deputy + person.name)
        y = sheet.column(x, y - sheet.leading, person.role or "", 205, divide=False)
    return y


def _annex(sheet: Sheet, annex: Annex) -> None:
    sheet.turn()
    sheet.paragraph(annex.title, bold=True)
    sheet.space(GAP)
    for paragraph in annex.paragraphs:
        _flow(sheet, paragraph, 0.0, "", 0.0)
