"""Reads German councils' Beschlusskontrolle letters into structured records.

The public face. Names are fetched on first use, so that `import ratsdok` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ratsdok.archive.history import histories
    from ratsdok.conversion.outcome import Outcome
    from ratsdok.conversion.run import convert
    from ratsdok.errors import (
        CatalogueBusyError,
        CatalogueError,
        CatalogueUnreachableError,
        CatalogueVersionError,
        ClusterError,
        ConversionError,
        CorpusError,
        DamagedFileError,
        EmptyFileError,
        EncryptedFileError,
        EngineMissingError,
        ExtraMissingError,
        MemoryLimitError,
        ModelError,
        NoDocumentsError,
        NoSuchResolutionError,
        NotAFileError,
        NoTextError,
        OfficeMissingError,
        OutputError,
        ProfileError,
        RatsdokError,
        RecognitionError,
        RecordError,
        TargetExistsError,
        TemplateError,
        TimeLimitError,
        TooLargeError,
        UnknownFormatError,
        UnsafeMemberError,
        WorkerDiedError,
    )
    from ratsdok.exporting import Selection, export, frames
    from ratsdok.history.chain import History
    from ratsdok.letter import Letter, json_schema
    from ratsdok.linting import lint
    from ratsdok.pipeline import Ocr, Witness, parse, parse_all
    from ratsdok.reporting import report
    from ratsdok.reporting.feeds.folder import write_feeds
    from ratsdok.writing import Draft, next_letter, render

    __version__: str

__all__ = [
    "CatalogueBusyError",
    "CatalogueError",
    "CatalogueUnreachableError",
    "CatalogueVersionError",
    "ClusterError",
    "ConversionError",
    "CorpusError",
    "DamagedFileError",
    "Draft",
    "EmptyFileError",
    "EncryptedFileError",
    "EngineMissingError",
    "ExtraMissingError",
    "History",
    "Letter",
    "MemoryLimitError",
    "ModelError",
    "NoDocumentsError",
    "NoSuchResolutionError",
    "NoTextError",
    "NotAFileError",
    "Ocr",
    "OfficeMissingError",
    "Outcome",
    "OutputError",
    "ProfileError",
    "RatsdokError",
    "RecognitionError",
    "RecordError",
    "Selection",
    "TargetExistsError",
    "TemplateError",
    "TimeLimitError",
    "TooLargeError",
    "UnknownFormatError",
    "UnsafeMemberError",
    "Witness",
    "WorkerDiedError",
    "__version__",
    "convert",
    "export",
    "frames",
    "histories",
    "json_schema",
    "lint",
    "next_letter",
    "parse",
    "parse_all",
    "render",
    "report",
    "write_feeds",
]

_ROOMS = {
    "Draft": "writing",
    "History": "history.chain",
    "Letter": "letter",
    "Ocr": "pipeline",
    "Outcome": "conversion.outcome",
    "Selection": "exporting",
    "Witness": "pipeline",
    "convert": "conversion.run",
    "export": "exporting",
    "frames": "exporting",
    "histories": "archive.history",
    "json_schema": "letter",
    "lint": "linting",
    "next_letter": "writing",
    "parse": "pipeline",
    "parse_all": "pipeline",
    "render": "writing",
    "report": "reporting",
    "write_feeds": "reporting.feeds.folder",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'ratsdok' has no attribute {name!r}")
    value = _version() if name == "__version__" else _fetch(name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _fetch(name: str) -> Any:
    return getattr(import_module(f"ratsdok.{_ROOMS.get(name, 'errors')}"), name)


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - reads the disk, and few ask

    return version("ratsdok")
