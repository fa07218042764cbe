"""Headings over reports, and the lists of labels that they and sentences name.

*Zu den Beschlusspunkten 1 bis 3:*, *zu 1.-7.*, *Zu 2. und 3.:*, *BK zu 2 und 3:*, *Die Punkte 1, 3 und 5 …*
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ratsdok.parsing.marks import ROMAN

_ITEM = (
    r"(?:\d{1,2}(?:\.\d{1,2}(?!\d))?\s?[.)]{0,2}\s?(?:(?<![a-z])[a-z]\b[.)]{0,2})?"  # 2, 1.1, 8a, 2. a)
    r"|[a-z]\s?[.)]{1,2}|[IVX]{1,4}\b\.?)"  # a), III.
)
_JOINT = r"\s*(?:,\s?(?:und|sowie)?|und|u\.|sowie|bis|[-–—/&])\s*(?:zu\s+)?"
_LIST = rf"{_ITEM}(?:{_JOINT}{_ITEM})*"
_POINT = r"(?:\S{0,12}[Pp]unkte?[ns]?\b|Pkt\.|Ziffern?\b|Nummern?\b|Nr\.)"

_HEADING = re.compile(
    rf"""^\W{{0,2}}(?:(?:BK|Antwort|Bericht|Beantwortung|Stellungnahme|Sachstand)\s+)?
    (?:
        (?:[Zz][uü](?:\s+|(?=\d))|[Zz]u[mr]\s+(?={_POINT}))(?:den\s+|dem\s+)?(?P<word>{_POINT})?\s*(?P<labels>{_LIST})
      | (?P<only>{_POINT})\s+(?P<only_labels>{_LIST})(?=\s*:|\s*$)
    )
    (?P<end>\s*[:;.)=]*(?:\s[-–—])?)(?=\s|$)\s*""",
    re.VERBOSE,
)
_LONE_STROKE = re.compile(r"^(?P<zu>\W{0,2}[Zz][uü]\s?)[iıIl|](?=\.?\)?:)")  # Zu l.: is on point 1
# A sentence that names a point further on: … so dass der Beschlusspunkt 3 als erfüllt gelten kann.
_NAMED = re.compile(
    rf"\bBeschlusspunkte?n?\s+(?P<labels>{_LIST})(?![\w%])(?!\s*(?:zu|zur|der|des|aus|vom)\b)"
)
_MENTION = re.compile(
    rf"^\W?(?:Die|Der|Den|Dem|Beim?|Mit|Über|Z[uü]\w?\s+de[nm])?\s*{_POINT}\s+(?P<labels>{_LIST})(?![\w%])",
)
_PIECE = re.compile(
    r"(?P<roman>[IVX]{1,4}\b)?(?P<number>\d{1,2}(?:\.\d{1,2})?)?\s?[.)]{0,2}\s?(?P<letter>\b[a-z]\b|(?<=\d)[a-z]\b)?"
)
_RANGE = re.compile(r"bis|[-–—]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over a report.

    Attributes:
        labels: what it names, such as `("1", "2.a")`.
        text_at: where the words after it begin.
        certain: whether it says *Punkt* or ends with a colon; else it may be a mere *zu 3*.
    """

    labels: tuple[str, ...]
    text_at: int
    certain: bool


def heading_of(text: str) -> Heading | None:
    """Read a heading at a line's start.

    >>> heading_of("Zu den Beschlusspunkten 1 bis 3:").labels
    ('1', '2', '3')
    """
    match = _HEADING.match(_LONE_STROKE.sub(r"\g<zu>1", text))
    if not match:
        return None
    end, rest = match.group("end").strip(), text[match.end() :]
    labels = match.group("labels") or match.group("only_labels")
    certain = bool(match.group("word") or match.group("only") or set(":=") & set(end))
    marked = end or not rest or labels.rstrip().endswith((".", ")"))
    if not marked or (rest and not rest[0].isupper() and rest[0] not in '„"(2' and not certain):
        return None
    return Heading(expand(labels), match.end(), certain)


def mentioned(text: str) -> tuple[str, ...]:
    """Return the points that a sentence speaks of at its start.

    >>> mentioned("Die Punkte 1, 3 und 4 wurden erfüllt.")
    ('1', '3', '4')
    """
    match = _MENTION.match(text)
    return expand(match.group("labels")) if match else ()


def named_in(sentence: str) -> tuple[str, ...]:
    """Return the points that a sentence names anywhere, unless they are another resolution's.

    >>> named_in("Damit gilt der Beschlusspunkt 3 als erfüllt.")
    ('3',)
    """
    match = _NAMED.search(sentence)
    return expand(match.group("labels")) if match else ()


def expand(labels: str) -> tuple[str, ...]:
    """Return the single labels of a list with ranges.

    >>> expand("1.-3., 5 und 8a")
    ('1', '2', '3', '5', '8.a')
    """
    found: list[str] = []
    number, pending = "", False
    for part in re.split(r"(bis|[-–—])|,|und|sowie|u\.(?=\s)|/|&", labels):
        if part is None:
            continue
        if _RANGE.fullmatch(part):
            pending = True
            continue
        piece = _PIECE.match(part.replace("zu ", "").strip())
        if not piece or not piece.group():
            continue
        number = piece.group("number") or _arabic(piece.group("roman")) or number
        letter = piece.group("letter")
        label = f"{number}.{letter}" if letter and number else letter or number
        if pending and found:
            found += _between(found[-1], label)
        pending = False
        found.append(label)
    return tuple(dict.fromkeys(found))


def _arabic(numeral: str | None) -> str | None:
    """Return a roman numeral's value in digits."""
    return str(ROMAN.index(numeral)) if numeral in ROMAN else None


def _between(first: str, last: str) -> list[str]:
    """Return the labels that a range leaves unsaid."""
    if first.isdigit() and last.isdigit() and int(last) - int(first) < 60:
        return [str(number) for number in range(int(first) + 1, int(last))]
    if first[:-1] == last[:-1] and first[-1].isalpha() and last[-1].isalpha():
        return [first[:-1] + chr(code) for code in range(ord(first[-1]) + 1, ord(last[-1]))]
    return []
