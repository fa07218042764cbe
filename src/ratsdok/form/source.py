"""What a letter cannot show, in the properties of its file: how the source spelled the next check.

A standard letter prints *30. Juni 2016* where its source had `30.06.2016`. The property that says what the
file is about keeps that spelling; a reader takes it from there only where it says the same as what is
printed, so the letter itself always decides.
"""

from __future__ import annotations

from ratsdok.form.days import printed_check
from ratsdok.letter import CheckDate, Letter

_SOURCE = "nächste Beschlusskontrolle im Ausgangsbrief: "
_HERE = ", hier: "


def about(letter: Letter) -> str:
    """Return what a letter's file is about: its subject, and the source's spelling where it is another."""
    subject = next((each.subject for each in letter.resolutions if each.subject), "")
    check = letter.next_check
    if check is None or check.raw == printed_check(check):
        return subject
    return f"{subject} ({_SOURCE}{check.raw}{_HERE}{printed_check(check)})".lstrip()


def with_source(check: CheckDate, subject: str) -> CheckDate:
    """Return a next check as the source letter spelled it, if the file says so of the very words printed."""
    _, _, words = subject.rpartition(_SOURCE)
    raw, said, printed = words.removesuffix(")").rpartition(_HERE)
    return check.model_copy(update={"raw": raw}) if said and printed == check.raw else check
