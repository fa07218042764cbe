"""`ratsdok parse`: letters -> records, as JSON or as a summary to read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ratsdok.cli.failures import describe, exit_code, guarded
from ratsdok.cli.formats import Format, writer
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
_Profile = Annotated[
    str, typer.Option(metavar="NAME|FILE", help="City profile: a built-in one, or your own TOML file.")
]
_Password = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        envvar="RATSDOK_PASSWORD",
        help="Opens encrypted PDFs; others cannot see the variable.",
    ),
]
_Ocr = Annotated[
    str,
    typer.Option(
        "--ocr",
        metavar="auto|always|never",
        help="auto recognises pages without text or with a bad text layer; always all of them; never none.",
    ),
]
_OcrSeconds = Annotated[
    float, typer.Option("--ocr-seconds", metavar="SECONDS", help="How long recognising one page may take.")
]
_OcrModels = Annotated[
    Path | None, typer.Option("--ocr-models", metavar="FOLDER", help="Where deu.traineddata lies.")
]
_Every = Annotated[
    bool, typer.Option("--all", help="Give every letter of files that hold several; JSON is then an array.")
]


@dataclass(slots=True)
class Batch:
    """Files to read, one after the other; one that fails does not stop the others.

    Attributes:
        files: as named in the call.
        read: gives the letters of a file.
        failures: exit codes of the files that failed so far.
    """

    files: list[str]
    read: Callable[[str], list[Letter]]
    failures: set[int] = field(default_factory=set)

    def letters(self) -> Iterator[Letter]:
        """Read the letters; each file that fails is told in one line on stderr."""
        for file, say in steps(self.files):
            try:
                letters = self.read(file)
            except Exception as error:  # a bug in one file's reading is no reason to lose the others
                line, code = describe(error, source=file)
                say(line)
                self.failures.add(code)
            else:
                yield from letters


@guarded()
def parse(
    files: _Files,
    format_: _Format = Format.JSON,
    no_evidence: _NoEvidence = False,
    out: _Out = None,
    profile: _Profile = "dresden",
    password: _Password = None,
    every: _Every = False,
    ocr: _Ocr = "auto",
    ocr_seconds: _OcrSeconds = 60.0,
    ocr_models: _OcrModels = None,
) -> None:
    """Read letters and write their records."""
    settings = _settings(ocr, ocr_seconds, ocr_models)
    batch = Batch(files, _reader(profile, password, every, settings))
    on_terminal = out is None and sys.stdout is not None and sys.stdout.isatty()
    write_letters = writer(format_, single=len(files) == 1 and not every, on_terminal=on_terminal)
    chunks = write_letters(batch.letters(), not no_evidence)
    if on_terminal and len(files) > 1 and is_shown():
        chunks = iter(list(chunks))  # the results come when the bar has gone
    write(chunks, out)
    raise typer.Exit(exit_code(batch.failures))


def _settings(mode: str, seconds: float, models: Path | None) -> Ocr:
    """Return how pages are to be recognised; what cannot be is a usage error."""
    from ratsdok.pipeline import Ocr  # noqa: PLC0415 - takes time that --help should not

    try:
        return Ocr(mode, models=models, seconds=seconds)  # type: ignore[arg-type]  # checked by Ocr itself
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--ocr") from error


def _reader(profile: str, password: str | None, every: bool, ocr: Ocr) -> Callable[[str], list[Letter]]:
    """Return what reads a file; a faulty profile is told here, once, not for every file."""
    from ratsdok import pipeline  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.parsing.profile import load_profile  # noqa: PLC0415

    city = load_profile(profile)

    def read(file: str) -> list[Letter]:
        with suppress(OSError):  # what may not be looked at is told by reading
            if Path(file).is_dir():
                raise NotAFileError("this is a folder", remedy=f"Name its files: {Path(file) / '*.pdf'}")
        if every:
            return pipeline.parse_all(file, profile=city, password=password, ocr=ocr)
        return [pipeline.parse(file, profile=city, password=password, ocr=ocr)]

    return read
