"""Numbers of papers and meetings: finding them, and repairing their OCR damage.

A number is repaired only by what its grammar (the forms of the city profile) leaves possible: in a digit's
place `O` can only be 0, and a code can only be one of the profile's codes. What has no single reading stays
unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ratsdok.parsing.lookalikes import DIGIT, digits, fold
from ratsdok.parsing.text import Row
from ratsdok.profile import Numbers, Profile

_FIELD = re.compile(r"\{(\w+)(?::(\d)(?:-(\d))?)?\}")
_DIGIT_LIKE = re.escape("".join(DIGIT))
_DIGIT_CLASS = f"[0-9{_DIGIT_LIKE}]"
# What printed characters between the fields are read as.
_LITERALS = {"/": "[/y]", "-": "[-–—]", " ": r"\s?"}
_AS_ONES = _LITERALS | {"/": "[/yl1I|]"}  # where a bold stroke may have been read as a one
_BREAKS = ("/", "-", "–")  # what a number may be divided at, at a line's end, besides its blank
_MOST_MISREAD = 0.5  # the share of misread digits above which a find is no number

# What stands before digits that are a number's, not a day's: *V2065/14, Juni 2016* names no 14th of June.
# Days may be joined too (*10./11. Mai*, *28. Mai/2. Juni*), but a number's part before the joint is longer
# than a day, and has digits behind its letters, or what looks like them.
_NUMBER_BEFORE = re.compile(
    rf"""(?: (?:[^\W\d_][\w/–-]*\d[\w–-]* | [A-ZÄÖÜ][-{_DIGIT_LIKE}]{{3,}} | \d{{3,}})
             (?:\s?[/\\|]\s?|[-–])                            # V2065/ V1411-01/ V2591-SR73- VOOOl/ 042/
        | (?<![\w/–-])(?:[^\W\d_][\w–-]*\d\w*|\d{{3,}})[,;:]   # V2065,
        | \w*[/\d]\w*[^\W\d_] | \b[A-ZÄÖÜ]{{1,2}}-?            # V2065y VOOOl/l A V-
    )\Z""",
    re.VERBOSE,
)
_TORN_BEFORE = re.compile(r"[^\W\d_]\w*\d{3}\s\Z")  # V2065 14: its stroke may be lost
_LONGEST_HEAD = 24  # of a number, before the digits that end it


@dataclass(frozen=True, slots=True)
class Reference:
    """A number found.

    Attributes:
        value: the number as it should be printed.
        start: where it starts in the text searched.
        end: where it ends.
        repaired: how many characters were read as others.
        known: whether all its codes are the profile's.
        year: the year it ends with, four digits; None where it holds none.
    """

    value: str
    start: int
    end: int
    repaired: int
    known: bool
    year: int | None


@dataclass(frozen=True, slots=True)
class _Part:
    name: str | None  # a field's name; None for literal characters
    text: str  # literal characters
    least: int  # digits at least; 0 for a code
    most: int


_Form = tuple[tuple[_Part, ...], re.Pattern[str]]


class Grammar:
    """The forms that a kind of number takes."""

    def __init__(self, numbers: Numbers, codes: Mapping[str, Mapping[str, str]]) -> None:
        self._codes = codes
        forms = [parts for form in numbers.forms for parts in _spelled_out(_parts(form))]
        self._forms = [(parts, re.compile(self._pattern(parts, _LITERALS))) for parts in forms]
        self._as_ones = [(parts, re.compile(self._pattern(parts, _AS_ONES))) for parts in forms]

    def _pattern(self, parts: Sequence[_Part], literals: Mapping[str, str]) -> str:
        pieces = []
        for part in parts:
            if part.name is None:
                pieces.append("".join(literals.get(c, re.escape(c)) for c in part.text))
            elif part.most:
                pieces.append(f"({_DIGIT_CLASS}{{{part.least},{part.most}}})")
            else:
                pieces.append(f"({self._code_pattern(part.name)})")
        behind = r"\w" if literals is _LITERALS else r"\w/"  # a stroke behind it is the number's own
        return rf"(?<![\w/]){''.join(pieces)}(?![{behind}])"

    def _code_pattern(self, name: str) -> str:
        """Return a pattern for a table's codes, and for what they may be read as."""
        if name == "kind":  # a single letter must be itself; V also comes as two strokes
            codes = sorted(self._codes[name], key=len, reverse=True)
            return "|".join([*map(re.escape, codes), r"\\/", "v"])
        longest = max(map(len, self._codes[name]))
        return rf"[A-Za-zÄÖÜ0-9]{{1,{longest}}}?"

    def find(self, text: str, *, misread: bool = False) -> Iterator[Reference]:
        """Yield the numbers in a text, in order, without overlaps; the least repaired known form wins.

        Args:
            text: where to look.
            misread: whether one letter of an unknown code may be another one's; so it is on scans, where most
                unknown codes are misread ones.
        """
        yield from self._found(self._forms, text, misread)

    def find_on_line(self, text: str, *, misread: bool = False) -> Iterator[Reference]:
        """Yield the numbers of a line that must hold one: without any, strokes may have been read as ones."""
        found = list(self.find(text, misread=misread))
        loose = () if found else self._found(self._as_ones, text, misread)
        yield from found or (replace(each, repaired=each.repaired + 1) for each in loose if each.known)

    def _found(self, forms: Sequence[_Form], text: str, misread: bool) -> Iterator[Reference]:
        found: list[Reference] = []
        for parts, pattern in forms:
            for match in pattern.finditer(text):
                reference = self._read(parts, match, misread=misread)
                if reference:
                    found.append(reference)
        end = 0
        for reference in sorted(found, key=lambda r: (r.start, -r.known, r.repaired, -r.end)):
            if reference.start >= end:
                end = reference.end
                yield reference

    def _read(self, parts: Sequence[_Part], match: re.Match[str], *, misread: bool) -> Reference | None:
        value, repaired, places, known, year = "", 0, 0, True, None
        for part, raw in zip(parts, _raw_of(parts, match), strict=True):
            if part.name is None:
                value += part.text
            elif part.most:
                read = digits(raw)
                if read is None:
                    return None
                repaired += sum(a != b for a, b in zip(raw, read, strict=True))
                places += len(read)
                value += read
                year = _year(read) if part.name == "year" else year
            else:
                code = self._code(part.name, raw) or (self._near(part.name, raw) if misread else None)
                if code is None and not raw[0].isupper():
                    return None  # a word before the number, or more of its digits
                known = known and code is not None
                repaired += code is not None and code != raw
                value += code or raw
        if repaired > places * _MOST_MISREAD + 1 or not any(c.isdigit() for c in match.group()):
            return None
        return Reference(value, match.start(), match.end(), repaired, known, year)

    def _code(self, name: str, raw: str) -> str | None:
        """Return the code that a text is or can only be, or None."""
        codes = self._codes[name]
        if raw in codes:
            return raw
        if name == "kind":
            return "V" if raw in ("\\/", "v") else None
        alike = [code for code in codes if fold(code) == fold(raw)]
        return alike[0] if len(alike) == 1 else None

    def _near(self, name: str, raw: str) -> str | None:
        """Return the only code that differs from a text in one letter; a code's case counts.

        An I at a code's end also goes down in the stroke behind it: `BI/` is read as `B/`.
        """
        if name == "kind":
            return None
        if f"{raw}I" in self._codes[name]:
            return f"{raw}I"
        near = [code for code in self._codes[name] if len(code) == len(raw) and _differ_in_one(code, raw)]
        return near[0] if len(near) == 1 else None


def _differ_in_one(code: str, raw: str) -> bool:
    return sum(a != b for a, b in zip(code, raw, strict=True)) == 1


def _parts(form: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    end = 0
    for match in _FIELD.finditer(form):
        if match.start() > end:
            parts.append(_Part(None, form[end : match.start()], 0, 0))
        least = int(match.group(2) or 0)
        parts.append(_Part(match.group(1), "", least, int(match.group(3) or least)))
        end = match.end()
    if end < len(form):
        parts.append(_Part(None, form[end:], 0, 0))
    return tuple(parts)


def _spelled_out(parts: tuple[_Part, ...]) -> list[tuple[_Part, ...]]:
    """Return a form for each number of digits: where digits end and a code begins must not depend on luck."""
    ranges = [i for i, part in enumerate(parts) if part.least != part.most]
    if not ranges:
        return [parts]
    at = ranges[0]
    counts = range(parts[at].least, parts[at].most + 1)
    fixed = [(*parts[:at], replace(parts[at], least=n, most=n), *parts[at + 1 :]) for n in counts]
    return [form for one in fixed for form in _spelled_out(one)]


def _raw_of(parts: Sequence[_Part], match: re.Match[str]) -> Iterator[str]:
    groups = iter(match.groups())
    for part in parts:
        yield part.text if part.name is None else next(groups)


def _year(read: str) -> int:
    return int(read) if len(read) == 4 else 2000 + int(read)


@lru_cache(maxsize=16)
def paper_grammar(profile: Profile) -> Grammar:
    """Return the grammar of a city's paper numbers."""
    return Grammar(profile.paper, profile.codes)


@lru_cache(maxsize=16)
def meeting_grammar(profile: Profile) -> Grammar:
    """Return the grammar of a city's meeting numbers."""
    return Grammar(profile.meeting, profile.codes)


@dataclass(frozen=True, slots=True)
class Found:
    """A number in the rows of the text.

    Attributes:
        reference: the number; its place counts in the rows joined.
        text: its characters as found, on one line.
        start: where it starts in the document's text.
        end: where it ends in the document's text.
    """

    reference: Reference
    text: str
    start: int
    end: int


def resolutions_in(rows: Sequence[Row], profile: Profile) -> list[tuple[Found | None, Found | None]]:
    """Return a reference line's papers, each with its meeting: the next that follows, else the last."""
    papers = _found(rows, paper_grammar(profile))
    meetings = _found(rows, meeting_grammar(profile))
    if not papers:
        return [(None, meetings[0] if meetings else None)]
    ends = [paper.start for paper in papers[1:]] + [rows[-1].end + 1]
    return [
        (
            paper,
            next((m for m in meetings if paper.start < m.start < end), meetings[-1] if meetings else None),
        )
        for paper, end in zip(papers, ends, strict=True)
    ]


def is_inside_number(text: str, at: int, *, torn: bool = False) -> bool:
    """Tell whether the digits at a place can only be the end of a number, whatever form it has.

    Args:
        text: where they stand.
        at: where they begin.
        torn: whether a number may have lost the stroke before them.
    """
    first = max(0, at - _LONGEST_HEAD)
    if torn and _TORN_BEFORE.search(text, first, at):
        return True
    return _NUMBER_BEFORE.search(text, first, at) is not None


def goes_over(first: Row, second: Row, profile: Profile) -> bool:
    """Tell whether a number begins in a row and ends in the next."""
    return any(
        found.start < first.end and found.end > second.start
        for grammar in (paper_grammar(profile), meeting_grammar(profile))
        for found in _found((first, second), grammar)
    )


def _found(rows: Sequence[Row], grammar: Grammar) -> list[Found]:
    """Find numbers in rows, those over a line's end too: it breaks at a number's blank, hyphen or stroke."""
    text = ""
    origins: list[int] = []
    for row in rows:
        if text and not text.endswith(_BREAKS) and not row.text.startswith(_BREAKS):
            text += " "
            origins.append(row.start - 1)
        text += row.text
        origins.extend(range(row.start, row.end))
    return [
        Found(found, text[found.start : found.end], origins[found.start], origins[found.end - 1] + 1)
        for found in grammar.find_on_line(text)
    ]
