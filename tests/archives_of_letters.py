"""Folders full of letters, each a document of its own, and what a catalogue makes of them."""

from __future__ import annotations

import itertools
from pathlib import Path

from ratsdok.archive.catalogue import Where, open_catalogue
from ratsdok.archive.selection import Selection, select_letters

SAMPLES = Path(__file__).parents[1] / "samples"


def folder_of_letters(folder: Path, number: int) -> Path:
    """Fill a folder with copies of the sample letters; a remark behind its end tells each from the others."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = itertools.cycle(sorted(SAMPLES.glob("*.pdf")))
    for at, sample in zip(range(number), samples, strict=False):
        (folder / f"{at:05}-{sample.name}").write_bytes(sample.read_bytes() + b"%% %d\n" % at)
    return folder


def lines(where: Where) -> list[str]:
    """Return all records of a catalogue, with their evidence, in the order of exports."""
    everything = Selection(confidential=True, others=True)
    with open_catalogue(where) as catalogue:
        return [letter.to_json(indent=None) for letter in select_letters(catalogue, everything)]
