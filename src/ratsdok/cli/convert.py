"""`ratsdok convert`: whole archives into a catalogue."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ratsdok.cli.convert_progress import follow
from ratsdok.cli.failures import exit_code, guarded
from ratsdok.cli.options import OcrMode, OcrModels, OcrSeconds, Password, Profile, ocr_of

_Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE...", help="Folders, files, zip archives, URLs.", show_default=False),
]
_Into = Annotated[
    str,
    typer.Option(
        "--into", metavar="ARCHIVE.db|URL", help="The catalogue: an SQLite file or postgresql://..."
    ),
]
_From = Annotated[
    Path | None,
    typer.Option("--from", metavar="LIST", help="A file of sources, one a line; - is standard input."),
]
_Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="Processes; as many as the machine has cores."),
]
_Seconds = Annotated[
    float, typer.Option("--seconds", metavar="SECONDS", min=0.1, help="How long a document may take.")
]
_Memory = Annotated[
    int, typer.Option("--memory", metavar="MIB", min=512, help="How much memory a process may have (Linux).")
]
_RetryFailed = Annotated[
    bool, typer.Option("--retry-failed", help="Convert documents again that failed before.")
]
_Redo = Annotated[bool, typer.Option("--redo", help="Convert all documents again.")]
_Engine = Annotated[
    str, typer.Option("--engine", metavar="processes|ray", help="Processes here, or a Ray cluster.")
]
_Address = Annotated[
    str | None,
    typer.Option("--address", metavar="HOST:PORT", help="Of the Ray cluster; else one is started."),
]


@guarded()
def convert(
    into: _Into,
    sources: _Sources = None,
    from_: _From = None,
    profile: Profile = "dresden",
    password: Password = None,
    ocr: OcrMode = "auto",
    ocr_seconds: OcrSeconds = 60.0,
    ocr_models: OcrModels = None,
    workers: _Workers = None,
    seconds: _Seconds = 600.0,
    memory: _Memory = 2048,
    retry_failed: _RetryFailed = False,
    redo: _Redo = False,
    engine: _Engine = "processes",
    address: _Address = None,
) -> None:
    """Convert documents into a catalogue; what is done and unchanged is not done again."""
    from ratsdok.conversion.run import convert as run  # noqa: PLC0415 - takes time that --help should not
    from ratsdok.conversion.sources import read_list  # noqa: PLC0415

    if engine not in ("processes", "ray"):
        raise typer.BadParameter(f"{engine!r} is none of them", param_hint="--engine")
    if address and engine != "ray":
        raise typer.BadParameter("it is of a Ray cluster: --engine ray", param_hint="--address")
    named = [*(sources or ()), *(read_list(from_) if from_ else ())]
    conversion = run(
        named,
        into,
        profile=profile,
        password=password,
        ocr=ocr_of(ocr, ocr_seconds, ocr_models),
        workers=workers,
        seconds=seconds,
        memory=memory,
        retry_failed=retry_failed,
        redo=redo,
        engine=engine,  # type: ignore[arg-type]  # checked above
        address=address,
    )
    with _ended_by_sigterm():
        codes = follow(conversion)
    raise typer.Exit(exit_code(codes))


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let the signal that services are ended with do what Ctrl-C does."""

    def interrupt(signal_: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
