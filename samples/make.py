"""Write all sample letters and their records: `python -m samples.make [FOLDER]`.

The letters of the sample archive go into `FOLDER/archive`, but for its scans: those are made with the others
(`python -m samples.scans --samples`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from samples.filing import make_archive
from samples.form import beschlussausfertigung, hausmitteilung
from samples.press import Sheet
from samples.record import as_json, record_of
from samples.texts import LETTERS, LetterText, OtherText, load


def printed(content: LetterText | OtherText) -> tuple[bytes, int]:
    """Return a content's PDF and its number of pages; pages are counted on a first run for their marks."""
    pages = _run(content, total=1).page
    sheet = _run(content, total=pages)
    return sheet.finish(), pages


def make(folder: Path) -> list[str]:
    """Write a PDF and a JSON file for every content file into the folder; return their names."""
    made = []
    for path in sorted(LETTERS.glob("*.toml")):
        content = load(path)
        pdf, pages = printed(content)
        name = f"{path.stem}.pdf"
        (folder / name).write_bytes(pdf)
        record = as_json(record_of(content, name, pdf, pages))
        (folder / f"{path.stem}.json").write_text(record, "utf-8", newline="\n")
        made += [name, f"{path.stem}.json"]
    return made


def _run(content: LetterText | OtherText, total: int) -> Sheet:
    if isinstance(content, OtherText):
        sheet = Sheet(total=total)
        beschlussausfertigung(sheet, content)
        return sheet
    sheet = Sheet(
        total=total,
        marks=content.page_marks,
        divide_last_word=content.word_over_page,
        size=content.size,
    )
    hausmitteilung(sheet, content)
    return sheet


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    made = [*make(target), *make_archive(target / "archive")]
    print(f"{len(made)} files written to {target}")  # the command's only word
