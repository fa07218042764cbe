"""How fast is a letter written, and does reading it give its record again?

    python -m bench.letters [--records N] [--seed S] [--readme]

Times are of the sample letters, warm, on one core. The records of the round trip are random
(`samples.records`): words of letters in no order, with numbers, dates, quotation marks and labels among them.
Every value of a record counts as a field, texts of points and statements among them, so does the length of
each list. The PDFs are LibreOffice's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from samples.records import drawn, records

import ratsdok
from bench.reading import milliseconds
from bench.readme import README, table, with_block
from ratsdok.writing import LAYOUTS, docx_of
from ratsdok.writing.office import convert_all

SAMPLES = Path(__file__).parents[1] / "samples"
RECORDS = 500
SEED = 2026
_ASIDE = {"document", "findings", "evidence"}
_ROUNDS = 20
_SECONDS = 900.0  # for all PDFs


def fields_of(letter: ratsdok.Letter) -> dict[str, Any]:
    """Return every value of a record by its path, and the length of each list."""
    return dict(_leaves(letter.model_dump(mode="json", exclude=_ASIDE), ""))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        yield path, len(value)
        value = dict(enumerate(value))
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, f"{path}.{key}".lstrip("."))
    else:
        yield path, value


def agreeing(first: ratsdok.Letter, second: ratsdok.Letter) -> tuple[int, int]:
    """Return how many fields of two records are the same, and how many there are."""
    mine, other = fields_of(first), fields_of(second)
    paths = mine.keys() | other.keys()
    return sum(path in mine and path in other and mine[path] == other[path] for path in paths), len(paths)


def sample_letters() -> list[ratsdok.Letter]:
    """Return the records of the sample letters."""
    found = [ratsdok.Letter.from_json(path.read_bytes()) for path in sorted(SAMPLES.glob("*.json"))]
    return [letter for letter in found if letter.kind == "beschlusskontrolle"]


def share(letters: Sequence[ratsdok.Letter], files: Sequence[bytes], name: str) -> tuple[float, int]:
    """Return the share of fields that come back from files, and how many letters do not come back whole."""
    right = fields = broken = 0
    for letter, file in zip(letters, files, strict=True):
        same, all_ = agreeing(letter, ratsdok.parse(file, name=name))
        right, fields, broken = right + same, fields + all_, broken + (same < all_)
    return right / fields, broken


def figures(count: int = RECORDS, number: int = SEED) -> Iterator[tuple[str, str]]:
    """Yield what writing takes, and what comes back."""
    samples = sample_letters()
    written = [docx_of(letter, style=style) for letter in samples for style in LAYOUTS]
    times = [
        min(milliseconds(lambda: docx_of(letter, style=style), 1) for _ in range(_ROUNDS))  # noqa: B023
        for letter in samples
        for style in LAYOUTS
    ]
    what = f"median of {len(samples)} samples in both styles; the slowest"
    yield f"record to DOCX, warm ({what})", f"{median(times):.1f} ms; {max(times):.1f} ms"
    alone = milliseconds(lambda: convert_all(written[:1]), 1)
    together = milliseconds(lambda: convert_all(written, seconds=_SECONDS), 1) / len(written)
    yield "DOCX to PDF, one alone; each of many at once", f"{alone:.0f} ms; {together:.0f} ms"
    random = drawn(records(), count, number)
    files = [docx_of(letter, style=LAYOUTS[index % 2]) for index, letter in enumerate(random)]
    twice = [letter for letter in samples for _ in LAYOUTS]
    for kind, named, of_samples, of_random in (
        ("DOCX", "letter.docx", written, files),
        ("PDF", "letter.pdf", convert_all(written, seconds=_SECONDS), convert_all(files, seconds=_SECONDS)),
    ):
        for what, letters, made in (("samples", twice, of_samples), ("random records", random, of_random)):
            same, broken = share(letters, made, named)
            yield (
                f"fields that come back from the {kind} of {len(letters)} {what}",
                f"{same:.4f} ({broken} letters not whole)",
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the writing of letters.")
    parser.add_argument("--records", type=int, default=RECORDS, metavar="N", help="random records")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S", help="of the random records")
    parser.add_argument("--readme", action="store_true", help="put the table into README")
    options = parser.parse_args()
    made_table = table(("what", "figure"), figures(options.records, options.seed))
    if options.readme:
        README.write_text(with_block(README.read_text("utf-8"), "letters", made_table), "utf-8")
    sys.stdout.write(made_table)
