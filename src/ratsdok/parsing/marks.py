"""The small marks that carry a letter's structure: quotation marks and the labels at a line's start.

OCR damages them more than words: opening marks become `,,` or `_^`, closing ones `''`, `.'^` or `„`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# What an opening mark at the start of a passage is read as.
_OPEN = r"(?:„|,,|,\^|;;|_\^|\.\.(?=[A-ZÄÖÜ])|»|“|\"|''(?=\w)|‚‚)"

# What a closing mark is read as. A run counts as one mark, unless a full stop divides it.
_CLOSE = re.compile(
    r"""[“”"«][\'’^]*        # the mark itself, with the specks that scans add
      | [\'’]{2}\^? | [\'’]\^
      | (?<=[.!?"\w])/[\'’]   # a full stop read as a stroke: is/'
      | (?<=["“”])/(?=\s*$)   # and what is left of that behind an inner mark: Band"/
      | (?<=\.),,            # at the end of a sentence
      | [*^](?=\s*$)
      | (?<=[.\w])\s?[\'’](?=\s*$)
      | (?<=[.:;,\w])\s?„(?=\s*$)   # the opening sign for the closing one, at a line's end
    """,
    re.VERBOSE,
)
_ANY_MARK = re.compile(r"[„“”\"«»'’^*]|,,")  # what every mark has: most lines hold none
_INNER_OPEN = re.compile(r"„|»|,,(?=\w)|(?<=[\s(])[\"“](?=\w)|^[\"“](?=\w)")

_NUMBER = r"(?P<number>\d{1,2}|[IlZ])"
_LABEL = re.compile(
    rf"""(?:
        (?P<decimal>\d{{1,2}}\.\d{{1,2}})\.?\)?(?=\s|$)
      | {_NUMBER}(?:\.\)|[.)]|[,:;](?=\s*{_OPEN}|\s[A-ZÄÖÜ]))(?:\s*(?P<sub>[a-z])\s?[.)]+)?(?=\s|$|[„"A-ZÄÖÜ])
      | {_NUMBER.replace("number", "joined")}\s?(?P<joined_sub>[a-z])\s?[.)]+(?=\s|$|[„"A-ZÄÖÜ])
      | (?P<letter>[a-z])\s?[.)]+(?=\s|$|[„"A-ZÄÖÜ])(?!\s?\w\.)   # not e. V., z. B.
      | (?P<large>[a-zCKOPSUVWXZ])\s?[.):;,]$  # c., alone: C differs in height only
      | (?P<roman>[Il]{{2,3}}|I?V|VI{{1,3}}|I?X)[.)](?=\s|$|[„"])
      | (?P<unread>[^\s„"\d]{{1,2}})[.)]\s*(?=„)                    # ?. „Der: whatever it was, a label
      | (?P<bare>\d{{1,2}})$
    )\s*""",
    re.VERBOSE,
)
# Behind an opening mark, whatever it was: „>. Der, „©. Der, „bD. Der.
_UNREAD = re.compile(
    r"(?P<copyright>©)[.)]\s*|(?P<smeared>[a-z])[A-Z][.)]\s+|(?P<unread>[^\s\w„\"]{1,2})[.)]\s+(?=[A-ZÄÖÜ])"
)
_DOTLESS = re.compile(r"(?P<dotless>\d{1,2})\s+(?=[A-ZÄÖÜ][a-zäöüß])")  # „1 Der: behind a mark only
# Numerals by their value.
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# Marks and the specks they leave, at a line's end behind its last sentence.
SPECKS = "\"”“„'’^* "
_OPENING = re.compile(rf"{_OPEN}\s*")
_MISREAD_NUMBER = {"I": "1", "l": "1", "Z": "2"}

# A number before one of these is an ordinal, not a label: *4. Quartal 2021*, *1. Februar*, *2. BA*.
_ORDINAL = re.compile(
    r"(?:Januar|Februar|März|April|Ma[il]|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|(?:Halb|Viertel|Schul|Haushalts)?[Jj]ahr|Quarta[li]|Etage|Lesung|BA\b|Bauabschnitt|Stock|OG\b|Klasse|Änderung"
    r"|Fortschreibung|Nachtrag|Sitzung|Ausschuss|Rang|Preis|Mai)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at a line's start.

    Attributes:
        number: the digits, such as `2` or, for decimals, `1.1`; None for a letter alone.
        letter: the sub-point's letter, or None.
        bare: a number without full stop, alone on its line.
        unread: damaged beyond reading; the quotation mark behind it says that it is a label.
        roman: whether it was printed as a roman numeral above I, which alone would be a misread 1.
    """

    number: str | None
    letter: str | None = None
    bare: bool = False
    unread: bool = False
    roman: bool = False

    @property
    def is_decimal(self) -> bool:
        """Whether it counts like 1.1."""
        return bool(self.number and "." in self.number)


@dataclass(frozen=True, slots=True)
class Start:
    """What stands at a line's start.

    Attributes:
        label: the label, or None.
        opens: whether a quotation opens, before or after the label.
        text_at: where the words begin.
    """

    label: Label | None
    opens: bool
    text_at: int


def start_of(text: str) -> Start:
    """Read the marks at a line's start.

    >>> start_of("2. a) „ein Konzept zu erarbeiten")
    Start(label=Label(number='2', letter='a', ...), opens=True, text_at=7)
    """
    position, opens = 0, False
    found = _OPENING.match(text)
    if found:
        position, opens = found.end(), True
    label = None
    match = _LABEL.match(text, position)
    if opens and not match:
        match = _DOTLESS.match(text, position) or _UNREAD.match(text, position)
    if match and not _is_ordinal(match, text):
        label = _label(match)
        position = match.end()
        after = _OPENING.match(text, position)
        if after:
            position, opens = after.end(), True
    return Start(label, opens, position)


def _is_ordinal(match: re.Match[str], text: str) -> bool:
    return bool(match.groupdict().get("number") and _ORDINAL.match(text, match.end()))


def _label(match: re.Match[str]) -> Label:
    if match.lastgroup == "dotless":
        return Label(match["dotless"])
    if match.lastgroup == "copyright":
        return Label(None, "c")
    if match.lastgroup == "smeared":
        return Label(None, match["smeared"])
    if match.lastgroup == "unread":
        return Label(None, unread=True)
    if match.group("decimal"):
        return Label(match.group("decimal"))
    if match.group("letter") or match.group("large"):
        return Label(None, (match.group("letter") or match.group("large")).lower())
    if match.group("bare"):
        return Label(match.group("bare"), bare=True)
    if match.group("roman"):
        return Label(str(ROMAN.index(match["roman"].replace("l", "I"))), roman=True)
    number = match.group("number") or match.group("joined")
    return Label(_MISREAD_NUMBER.get(number, number), match.group("sub") or match.group("joined_sub"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark inside a line: +1 opens, -1 closes."""

    start: int
    end: int
    step: int


def quotation_marks(text: str, start: int = 0) -> list[Mark]:
    """Return the quotation marks of a line from `start` on, in order.

    >>> [mark.step for mark in quotation_marks('das „Blaue Band" sichern."')]
    [1, -1, -1]
    """
    if not _ANY_MARK.search(text, start):
        return []
    marks = [Mark(m.start(), m.end(), -1) for m in _CLOSE.finditer(text, start)]
    for match in _INNER_OPEN.finditer(text, start):
        clash = [mark for mark in marks if mark.start < match.end() and match.start() < mark.end]
        if not clash:
            marks.append(Mark(match.start(), match.end(), 1))
        elif match.group() in '"“' or clash[0].start > match.start():
            marks = [mark for mark in marks if mark not in clash]
            marks.append(Mark(match.start(), match.end(), 1))
    return sorted(marks, key=lambda mark: mark.start)
