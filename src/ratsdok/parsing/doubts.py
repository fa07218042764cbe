"""What contradicts a letter's own date.

A stamp can read cleanly and be wrong: an OCR program that sees `2019` for `2016` sees it clearly. The letter
itself knows better: the meeting it reports on lies before it, the next check after it, and its department
had its name only for some years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ratsdok.letter import CheckDate
from ratsdok.profile import Profile

# A next check further than this before the letter's date speaks against the stamp's year; nearer, it is the
# next check that may be a slip of the pen.
_YEAR = dt.timedelta(days=366)


def contradiction(
    date: dt.date,
    *,
    meeting_year: int | None,
    next_check: CheckDate | None,
    previous_checks: Sequence[str],
    department: str | None,
    profile: Profile,
) -> str | None:
    """Tell in German what a letter's date contradicts, or return None."""
    if meeting_year and date.year < meeting_year:
        return f"die Sitzung war erst {meeting_year}"
    if next_check and date - next_check.date > _YEAR:
        return f"die nächste Beschlusskontrolle war schon für {german(next_check.date)} angekündigt"
    later = [check for check in previous_checks if dt.date.fromisoformat(f"{check}-01"[:10]) > date]
    if later:
        return f"eine frühere Beschlusskontrolle trägt das Datum {later[0]}"
    known = [each for each in profile.departments if each.name == department]
    if known and not any(each.existed(date) for each in known):
        return f"„{department}“ hieß damals anders"
    return None


def german(date: dt.date) -> str:
    """Return a date as offices type it: 30.09.2019."""
    return f"{date:%d.%m.%Y}"
