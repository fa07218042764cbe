"""Before a letter goes out: what is missing, what contradicts itself, what differs from the letter before."""

from __future__ import annotations

from collections.abc import Sequence

from ratsdok.letter import Finding, Letter
from ratsdok.linting.checks import remarks_on
from ratsdok.linting.earlier import differences
from ratsdok.parsing.findings import DERIVED, findings_of

__all__ = ["lint"]

_OF_OPEN_PLACES = ("text-missing", "status-missing")
"""What follows from places that are still to be filled in, and would only say so again."""

_GRAVEST_FIRST = ("error", "warning", "info")


def lint(letter: Letter, earlier: Sequence[Letter] = ()) -> tuple[Finding, ...]:
    """Return what is to be remarked on a letter before it goes out, the gravest first.

    These are the findings of its reading, those that its values show (made anew, since a record may have been
    changed), what an office must not forget, and where its resolution differs from earlier letters.

    Args:
        letter: the record; of a DOCX or PDF, what parsing it gives.
        earlier: records of earlier letters on the same resolution.
    """
    seen = [finding for finding in letter.findings if finding.code not in DERIVED]
    found = [*seen, *findings_of(letter, []), *remarks_on(letter), *differences(letter, earlier)]
    if any(finding.code == "place-unfilled" for finding in seen):
        found = [finding for finding in found if finding.code not in _OF_OPEN_PLACES]
    unique = {(finding.code, finding.path, finding.message): finding for finding in found}
    return tuple(sorted(unique.values(), key=lambda finding: _GRAVEST_FIRST.index(finding.severity)))
