"""Catalogues filled with letters, without converting anything."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ratsdok.archive.catalogue import Catalogue, Where, open_catalogue
from ratsdok.archive.ledger import Filing, Ledger, Reading
from ratsdok.archive.lock import only_run
from ratsdok.archive.rows import rows_of
from ratsdok.letter import Letter
from ratsdok.profile import load_profile

SAMPLES = Path(__file__).parents[1] / "samples"


def sample_letters() -> list[Letter]:
    """The gold records of all sample letters, without evidence."""
    return [Letter.from_json(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.json"))]


def filled(where: Where, letters: Sequence[Letter]) -> Catalogue:
    """Make a catalogue that holds letters, a document each, and leave it open."""
    catalogue = open_catalogue(where, create=True)
    file(catalogue, letters)
    return catalogue


def file(catalogue: Catalogue, letters: Sequence[Letter]) -> None:
    """Enter letters into a catalogue as a run would."""
    filings = [_filing(letter) for letter in letters]
    with only_run(catalogue) as lock:
        ledger = Ledger(catalogue, lock, "dresden")
        ledger.begin_run(["test"], {})
        ledger.enter(filings, Counter(converted=len(filings)))
        ledger.end_run()


def _filing(letter: Letter) -> Filing:
    info = letter.document
    rows = rows_of(letter, load_profile(info.profile))
    reading = Reading(info.name, "options", 0.1, json.loads(info.model_dump_json()), (rows,))
    return Filing(f"/archive/{info.name}", info.sha256, None, reading)
