"""Folders full of letters, each a document of its own, and what a catalogue makes of them."""

from __future__ import annotations

import io
import itertools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ratsdok.archive.catalogue import Where, open_catalogue
from ratsdok.conversion.run import convert
from ratsdok.exporting import Selection, export

SAMPLES = Path(__file__).parents[1] / "samples"


def folder_of_letters(folder: Path, number: int) -> Path:
    """Fill a folder with copies of the sample letters; a remark behind its end tells each from the others."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = itertools.cycle(sorted(SAMPLES.glob("*.pdf")))
    for at, sample in zip(range(number), samples, strict=False):
        (folder / f"{at:05}-{sample.name}").write_bytes(sample.read_bytes() + b"%% %d\n" % at)
    return folder


def lines(where: Where) -> list[str]:
    """Return the lines of a catalogue's export as JSONL: all records, with their evidence."""
    stream = io.BytesIO()
    export(where, "jsonl", stream, Selection(confidential=True, others=True))
    return stream.getvalue().decode().splitlines()


def converted(folder: Path, where: Path | str) -> Counter[str]:
    conversion = convert(folder, where, workers=2)
    assert [outcome.error for outcome in conversion if outcome.error] == []
    return conversion.tally


def undisturbed(folder: Path, tmp_path: Path) -> Sequence[str]:
    """Return what a run gives that nobody disturbs."""
    where = tmp_path / "undisturbed.db"
    converted(folder, where)
    return lines(where)


def is_sound(path: Path) -> None:
    """Check that the database is whole, and that no row belongs to nothing."""
    with open_catalogue(path) as catalogue, catalogue.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
