"""What the title of a file tells, as clerks type it: *BK_SR_A0412/16_2017_05_12_Zwischenbericht*."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from ratsdok.parsing.opening import announced
from ratsdok.parsing.references import paper_grammar
from ratsdok.profile import Profile

_LONGEST = 300  # characters; what is longer is no title

_DATE = re.compile(
    r"""(?<!\d)(?: (?P<year>(?:19|20)\d\d)(?P<a>[_.-])(?P<month>\d\d?)(?P=a)(?P<day>\d\d?)     # 2017_05_12
                 | (?P<day_first>\d\d?)(?P<b>[_.-])(?P<then_month>\d\d?)(?P=b)(?P<then_year>(?:19|20)\d\d)
        )(?!\d)""",
    re.VERBOSE,
)
# What stands for a number's stroke where file names may hold none: A0412-16, V2412_16, V1412-01_16.
_OTHER_STROKE = re.compile(r"(?<!\d)(\d{3,5}(?:-\d\d)?)[ -](\d\d(?:\d\d)?)(?![\d/])")
_SUSPENDED = re.compile(r"\b(Zwischen|Abschluss|Schluss|End)-(?=[\s/&+,])")  # Zwischen- und Abschlussbericht


def tidied(title: str) -> str:
    """Return a title on one line, no longer than titles are, without characters that no text may hold."""
    short = title[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(each if each.isprintable() else " " for each in short).split())


def papers_in_title(title: str, profile: Profile) -> tuple[str, ...]:
    """Return the numbers of papers in a title, as they should be printed, in order."""
    plain = _OTHER_STROKE.sub(r"\1/\2", _DATE.sub(" ", title).replace("_", " "))
    found = [each.value for each in paper_grammar(profile).find(plain) if each.known]
    return tuple(dict.fromkeys(found))


def day_in_title(title: str) -> dt.date | None:
    """Return the date in a title; None where there is none, or more than one."""
    days = {_as_day(match) for match in _DATE.finditer(title)}
    return days.pop() if len(days) == 1 else None


def _as_day(match: re.Match[str]) -> dt.date | None:
    year, month, day = match["year"], match["month"], match["day"]
    if not year:
        year, month, day = match["then_year"], match["then_month"], match["day_first"]
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def report_in_title(title: str, profile: Profile) -> Literal["interim", "final", "mixed"] | None:
    """Return the kind of report that a title names, by the words that the city has for it."""
    return announced(_SUSPENDED.sub(r"\1bericht ", title.replace("_", " ")), profile)
