"""`ratsdok parse`: letters -> records, as JSON or as a summary to read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratsdok.cli.ahead import at_once, done_ahead
from ratsdok.cli.failures import describe, exit_code, guarded
from ratsdok.cli.formats import Format, writer
from ratsdok.cli.options import OcrMode, OcrModels, OcrSeconds, Password, Profile, Workers, ocr_of, workers_of
from ratsdok.cli.output import write
from ratsdok.cli.progress import is_shown, steps
from ratsdok.errors import NotAFileError

if TYPE_CHECKING:
    from ratsdok.letter import Letter
    from ratsdok.pipeline import Ocr

_Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Letters: PDF, DOCX, PNG, JPEG, TIFF or plain text.")
]
_Format = Annotated[
    Format,
    typer.Option(
        "--format",
        help="json: an object, of several files an array; jsonl: a line a letter; text: a summary in German.",
    ),
]
_NoEvidence = Annotated[
    bool, typer.Option("--no-evidence", help="Leave out where each value comes from and how sure it is.")
]
_Out = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write to a file; it is replaced when all is done.")
]
_Every = Annotated[
    bool, typer.Option("--all", help="Give every letter of files that hold several; JSON is then an array.")
]


@dataclass(slots=True)
class Batch:
    """Files to read; one that fails does not stop the others.

    Attributes:
        files: as named in the call.
        read: gives the letters of a file.
        workers: files that are read at a time.
        failures: exit codes of the files that failed so far.
    """

    files: list[str]
    read: Callable[[str], list[Letter]]
    workers: int = 1
    failures: set[int] = field(default_factory=set)

    def letters(self) -> Generator[Letter, None, None]:
        """Give the letters in the order of the files; each file that fails is told in one line on stderr."""
        with done_ahead(self.read, self.files, self.workers) as results:
            for (file, say), result in zip(steps(self.files), results, strict=True):
                try:
                    letters = result()
                except Exception as error:  # a bug in one file's reading is no reason to lose the others
                    line, code = describe(error, source=file)
                    say(line)
                    self.failures.add(code)
                else:
                    yield from letters


@at_once()
@guarded()
def parse(
    files: _Files,
    format_: _Format = Format.JSON,
    no_evidence: _NoEvidence = False,
    out: _Out = None,
    profile: Profile = "dresden",
    password: Password = None,
    every: _Every = False,
    ocr: OcrMode = "auto",
    ocr_seconds: OcrSeconds = 60.0,
    ocr_models: OcrModels = None,
    workers: Workers = None,
) -> None:
    """Read letters and write their records."""
    at_a_time = workers_of(workers)
    settings = ocr_of(ocr, ocr_seconds, ocr_models, at_a_time if len(files) == 1 else 1)
    batch = Batch(files, _reader(profile, password, every, settings), at_a_time)
    on_terminal = out is None and sys.stdout is not None and sys.stdout.isatty()
    write_letters = writer(format_, single=len(files) == 1 and not every, on_terminal=on_terminal)
    with closing(batch.letters()) as letters:
        chunks = write_letters(letters, not no_evidence)
        if on_terminal and len(files) > 1 and is_shown():
            chunks = iter(list(chunks))  # the results come when the bar has gone
        write(chunks, out)
    raise typer.Exit(exit_code(batch.failures))


def _reader(profile: str, password: str | None, every: bool, ocr: Ocr) -> Callable[[str], list[Letter]]:
    """Return what reads a file; a faulty profile is told here, once, not for every file."""
    from ratsdok import pipeline  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.profile import load_profile  # noqa: PLC0415

    city = load_profile(profile)

    def read(file: str) -> list[Letter]:
        with suppress(OSError):  # what may not be looked at is told by reading
            if Path(file).is_dir():
                raise NotAFileError("this is a folder", remedy=f"Name its files: {Path(file) / '*.pdf'}")
        if every:
            return pipeline.parse_all(file, profile=city, password=password, ocr=ocr)
        return [pipeline.parse(file, profile=city, password=password, ocr=ocr)]

    return read
