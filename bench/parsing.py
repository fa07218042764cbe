"""How fast does a letter become a record? Two-page sample letters against pdfplumber's `extract_text`.

    python -m bench.parsing [FILE.pdf ...]

Both read the same bytes in the same run, warm, on one core: first all rounds of the one, then all of the
other, as a process that reads an archive would. What counts is their ratio, which hardly depends on the
machine. Of each the fastest round is taken: what makes a round slower is something else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import ratsdok
from bench.reading import milliseconds, plumbed

SAMPLES = Path(__file__).parents[1] / "samples"
PAGES = 2
ROUNDS = 10


class Timing(NamedTuple):
    """The fastest rounds of one letter.

    Attributes:
        name: its file.
        record: milliseconds until its record is there.
        plumber: milliseconds of pdfplumber's `extract_text` of its pages.
    """

    name: str
    record: float
    plumber: float

    @property
    def ratio(self) -> float:
        """How many records are made while pdfplumber extracts the text once."""
        return self.plumber / self.record


def timings(paths: Iterable[Path] = ()) -> Iterator[Timing]:
    """Measure every letter of two pages, without paths those among the samples."""
    for path in paths or sorted(SAMPLES.glob("*.pdf")):
        data = path.read_bytes()
        if ratsdok.parse(data).document.pages == PAGES:
            yield timing(path.name, data)


def timing(name: str, data: bytes) -> Timing:
    """Measure one letter."""
    record = min(milliseconds(lambda: ratsdok.parse(data), 1) for _ in range(ROUNDS))
    plumber = min(milliseconds(lambda: plumbed(data), 1) for _ in range(ROUNDS))
    return Timing(name, record, plumber)


def figures() -> Iterator[tuple[str, str]]:
    """Yield the medians over all letters, and their least and greatest ratio."""
    measured = list(timings())
    record = median(timing.record for timing in measured)
    plumber = median(timing.plumber for timing in measured)
    ratios = sorted(timing.ratio for timing in measured)
    yield f"letter of two pages to its record, warm (median of {len(measured)} samples)", f"{record:.1f} ms"
    yield "pdfplumber's `extract_text` of the same pages", f"{plumber:.1f} ms"
    yield (
        "the second divided by the first, letter by letter",
        f"{median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f})",
    )


if __name__ == "__main__":
    print(f"{'letter':28}{'record':>8}{'pdfplumber':>12}{'ratio':>8}")
    for one in timings([Path(name) for name in sys.argv[1:]]):
        print(f"{one.name:28}{one.record:8.1f}{one.plumber:12.1f}{one.ratio:8.1f}")
