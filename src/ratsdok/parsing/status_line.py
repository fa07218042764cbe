"""The line that says the status in a standard letter: *Sachstand: in Umsetzung*."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

from ratsdok.form.wording import STATUS
from ratsdok.letter import Status
from ratsdok.parsing.lookalikes import fold
from ratsdok.parsing.statements import Reading
from ratsdok.parsing.text import Row

STATUS_LINE = 0.97
"""Confidence of a status that a line names: a little less than of one in a paragraph that says what it is."""

_ALIKE = 0.85  # of a label that is read from a scan
_LABEL = re.compile(r"(?P<word>\w+)\s?[:;]\s*(?P<label>.+)")


class StatusLine(NamedTuple):
    """A status, and the line that names it."""

    status: Status
    row: Row


def take_status(reading: Reading) -> StatusLine | None:
    """Take the line that names the status off the beginning of a report, if there is one."""
    match = _LABEL.fullmatch(reading.rows[0].text) if len(reading.rows) > 1 else None
    if match is None or Indel.normalized_similarity(fold(match["word"]), fold(STATUS.strip(": "))) < _ALIKE:
        return None
    labels = {fold(status.german): status for status in Status}
    best = process.extractOne(fold(match["label"]), list(labels), scorer=Indel.normalized_similarity)
    if best is None or best[1] < _ALIKE:
        return None
    return StatusLine(labels[best[0]], reading.rows.pop(0))
