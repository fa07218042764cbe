"""`ratsdok lint`: what is missing or contradictory in a letter before it goes out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ratsdok.cli.failures import describe, exit_code, guarded
from ratsdok.cli.options import Password, Profile
from ratsdok.cli.output import write

if TYPE_CHECKING:
    from ratsdok.letter import Finding, Letter

EXIT_REMARKS = 22
"""There are errors or warnings in a letter."""

_Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Records (JSON) or letters (DOCX, PDF and others).")
]
_Earlier = Annotated[
    list[Path] | None,
    typer.Option(
        "--earlier",
        metavar="FILE",
        help="An earlier record or letter of the resolution, whose text is compared; may be repeated.",
    ),
]
_AsJson = Annotated[bool, typer.Option("--json", help="Give the findings as JSON, a line a file.")]
_GERMAN: dict[Literal["error", "warning", "info"], str] = {
    "error": "Fehler",
    "warning": "Warnung",
    "info": "Hinweis",
}


@guarded()
def lint(
    files: _Files,
    earlier: _Earlier = None,
    as_json: _AsJson = False,
    profile: Profile = "dresden",
    password: Password = None,
) -> None:
    """Tell what is missing or contradictory in letters before they go out."""
    from ratsdok import linting  # noqa: PLC0415 - takes time that --help should not

    before = [_letter(path, profile, password) for path in earlier or []]
    failures: set[int] = set()
    chunks: list[str] = []
    for path in files:
        try:
            findings = linting.lint(_letter(path, profile, password), before)
        except Exception as error:  # one file that cannot be read is no reason to lose the others
            line, code = describe(error, source=str(path))
            typer.echo(line, err=True)
            failures.add(code)
            continue
        chunks += _json(path, findings) if as_json else _lines(path, findings)
        if any(finding.severity != "info" for finding in findings):
            failures.add(EXIT_REMARKS)
    write(chunks, None)
    raise typer.Exit(exit_code(failures))


def _letter(path: Path, profile: str, password: str | None) -> Letter:
    if path.suffix.lower() == ".json":
        from ratsdok.records import load_record  # noqa: PLC0415 - takes time that --help should not

        return load_record(path)
    from ratsdok.pipeline import parse  # noqa: PLC0415 - as above

    return parse(path, profile=profile, password=password)


def _lines(path: Path, findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        yield f"{path}: nichts zu bemerken\n"
    for finding in findings:
        where = f" [{finding.path}]" if finding.path else ""
        yield f"{path}: {_GERMAN[finding.severity]}: {finding.message}{where}\n"


def _json(path: Path, findings: tuple[Finding, ...]) -> Iterator[str]:
    found = [finding.model_dump(mode="json") for finding in findings]
    yield json.dumps({"file": str(path), "findings": found}, ensure_ascii=False) + "\n"
