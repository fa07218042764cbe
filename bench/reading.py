"""How fast is reading? A letter of two pages against pdfplumber's `extract_text` on the same file.

    python bench/reading.py [FILE.pdf ...]

Without files a letter is made for the purpose. Prints milliseconds for each file: the first reading, which
imports the library, then the median of warm ones.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import pdfplumber
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ratsdok.reading import read

ROUNDS = 30
PLUMBER_ROUNDS = 3

SENTENCE = "Die Verwaltung berichtet dem Rat über den Stand der Umsetzung des Beschlusses zum Radweg"


def invented_letter() -> bytes:
    """Return a PDF of two pages in two columns and running text, with 2,900 characters."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for page, lines in enumerate((22, 10)):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, 770, "An alle Fraktionen")
        canvas.drawString(350, 770, "Geschäftsbereich Bau und Verkehr")
        for line in range(lines):
            canvas.drawString(70, 700 - 14 * line, SENTENCE)
        canvas.drawString(290, 40, f"- {page + 1} -")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def milliseconds(action: Callable[[], object], rounds: int) -> float:
    """Return the median duration of an action."""
    durations = []
    for _ in range(rounds):
        start = perf_counter()
        action()
        durations.append(perf_counter() - start)
    return median(durations) * 1000


def plumbed(data: bytes) -> list[str]:
    """Return the text of every page as pdfplumber reads it."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_text() for page in document.pages]


def main(paths: list[str]) -> None:
    """Print a line a file."""
    files = {path: Path(path).read_bytes() for path in paths} or {"invented letter": invented_letter()}
    print(f"{'file':40} {'pages':>5} {'first':>8} {'warm':>8} {'pdfplumber':>10}  ms")
    for name, data in files.items():
        first = milliseconds(lambda data=data: read(data), 1)  # type: ignore[misc]
        warm = milliseconds(lambda data=data: read(data), ROUNDS)  # type: ignore[misc]
        slow = milliseconds(lambda data=data: plumbed(data), PLUMBER_ROUNDS)  # type: ignore[misc]
        print(f"{name[-40:]:40} {len(read(data).pages):5} {first:8.1f} {warm:8.1f} {slow:10.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
