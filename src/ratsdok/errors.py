"""What can go wrong, as types.

Every error says in one line what is wrong and with which file, tells the remedy, and knows the exit code
that the command line ends with. Exit codes are part of the interface: they never change their meaning.
"""

from __future__ import annotations

from typing import ClassVar


class RatsdokError(Exception):
    """The root of everything ratsdok raises on purpose.

    Attributes:
        problem: what is wrong, without a full stop.
        remedy: what to do about it.
        source: name of the file it happened with, or None.
        exit_code: what the command line ends with when this is the (first) error.
    """

    exit_code: ClassVar[int] = 1
    remedy: str = ""

    def __init__(self, problem: str, *, source: str | None = None, remedy: str | None = None) -> None:
        self.problem = problem
        self.source = source
        if remedy is not None:
            self.remedy = remedy
        super().__init__(problem)

    def __str__(self) -> str:
        """Return the error as the one line that a person reads."""
        where = f"{self.source}: " if self.source else ""
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{where}{self.problem}{remedy}"


class NotAFileError(RatsdokError):
    """The path leads to nothing, to a folder, or to something that may not be read."""

    exit_code = 3
    remedy = "Check the path and the permissions"


class EmptyFileError(RatsdokError):
    """The file holds no bytes, or nothing but white space."""

    exit_code = 4
    remedy = "Fetch the file again from where it came"


class UnknownFormatError(RatsdokError):
    """The bytes are none of the formats that ratsdok reads, or not what the file's name says."""

    exit_code = 5
    remedy = "Give a PDF, a PNG, JPEG or TIFF picture, a DOCX or a plain text file, named as such"


class DamagedFileError(RatsdokError):
    """The file is of a known format, but truncated or broken."""

    exit_code = 6
    remedy = "Fetch the file again, or open and save it with another program"


class EncryptedFileError(RatsdokError):
    """The file is locked with a password that was not given, or a wrong one was given."""

    exit_code = 7
    remedy = "Give the password with --password (in Python: password=...)"


class NoTextError(RatsdokError):
    """The document has pages, but nothing to read on them."""

    exit_code = 8
    remedy = "A scan is read with --ocr auto; an empty or handwritten one holds nothing to read"


class TooLargeError(RatsdokError):
    """The file breaks a limit that protects the machine (pages, bytes, unpacked bytes)."""

    exit_code = 9
    remedy = "A letter has a few pages; split the file, or check where it comes from"


class ProfileError(RatsdokError):
    """A city profile does not exist, or does not hold what a profile must."""

    exit_code = 10
    remedy = "See docs/profiles.md for what a profile holds"


class ModelError(RatsdokError):
    """The trained status model is missing or does not fit this version."""

    exit_code = 11
    remedy = "Install ratsdok again, or make the model anew with `ratsdok train`"


class CorpusError(RatsdokError):
    """An annotated corpus is missing or not in the expected form."""

    exit_code = 12
    remedy = "A corpus is a folder with raw/ID.txt and gold/ID.json"


class OutputError(RatsdokError):
    """The result cannot be written to where it should go."""

    exit_code = 13
    remedy = "Check that the folder exists, is writable and has room"


class RecognitionError(RatsdokError):
    """The OCR engine failed on a page, or took too long: the letter is refused, never given with a hole."""

    exit_code = 14
    remedy = (
        "Look at that page; allow it more time with --ocr-seconds, or read only text layers with --ocr never"
    )


class EngineMissingError(RatsdokError):
    """The OCR engine or the model of its language is not installed."""

    exit_code = 15
    remedy = "`ratsdok doctor` tells what is missing and how to get it"


class OfficeMissingError(RatsdokError):
    """LibreOffice, which makes the PDF of a letter, is not installed."""

    exit_code = 16
    remedy = "Install LibreOffice Writer: `ratsdok doctor` tells how; or write the DOCX only, without --pdf"


class ConversionError(RatsdokError):
    """LibreOffice made no PDF of a DOCX: it failed, or took too long."""

    exit_code = 17
    remedy = "Open the DOCX in LibreOffice to see what is wrong with it, or write it only, without --pdf"


class TemplateError(RatsdokError):
    """A user's template is no DOCX, or lacks styles that a letter needs."""

    exit_code = 18
    remedy = "Begin with `ratsdok letter --write-template FILE.docx`, and change only how its styles look"


class RecordError(RatsdokError):
    """A record is not in the form of the contract, or holds what no letter can show.

    Attributes:
        faults: all of them, each as its path and what is wrong there.
    """

    exit_code = 19
    remedy = "`ratsdok schema` prints what a record must be"

    def __init__(
        self,
        problem: str,
        faults: tuple[str, ...] = (),
        *,
        source: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.faults = faults
        told = f"{problem}: {'; '.join(faults)}" if faults else problem
        super().__init__(told, source=source, remedy=remedy)


class TargetExistsError(OutputError):
    """There is a file already where the result should go."""

    exit_code = 21
    remedy = "Name another file, or replace it with --force (in Python: replace=True)"


class NoDocumentsError(RatsdokError):
    """The sources of a conversion hold nothing to convert."""

    exit_code = 23
    remedy = "Name folders, files, zip archives, or a list of them with --from"


class UnsafeMemberError(RatsdokError):
    """A file in a zip archive has a path that leads out of it."""

    exit_code = 24
    remedy = "Nothing was written there; check where the archive comes from"


class TimeLimitError(RatsdokError):
    """A document took longer than a conversion allows for each."""

    exit_code = 25
    remedy = "Allow more time with --seconds, and try again with --retry-failed"


class MemoryLimitError(RatsdokError):
    """A document needed more memory than a conversion allows for each."""

    exit_code = 26
    remedy = "Allow more memory with --memory, and try again with --retry-failed"


class WorkerDiedError(RatsdokError):
    """The process that read a document died."""

    exit_code = 27
    remedy = "Try again with --retry-failed; if it dies again, the file breaks a library: please report it"


class CatalogueError(RatsdokError):
    """A catalogue is none, or is damaged."""

    exit_code = 28
    remedy = "Make it anew with `ratsdok convert SOURCE... --into NEW.db`"


class CatalogueVersionError(CatalogueError):
    """A catalogue has the form of another version of ratsdok."""

    exit_code = 29


class CatalogueBusyError(CatalogueError):
    """Another run is writing into the catalogue."""

    exit_code = 30
    remedy = "Wait until it has ended; what it has done is then not done again"


class CatalogueUnreachableError(CatalogueError):
    """The database of a catalogue does not answer, or refuses the connection."""

    exit_code = 31
    remedy = "Check that the database runs, its name, the user and the password"


class ExtraMissingError(RatsdokError):
    """A library that only some need is not installed."""

    exit_code = 32
    remedy = "Install it with pip"

    def __init__(
        self, problem: str, *, extra: str | None = None, source: str | None = None, remedy: str | None = None
    ) -> None:
        """Say what is missing, and how to get it.

        Args:
            problem: what needs which library.
            extra: of ratsdok's, which brings the library.
            source: the file or URL that needs it.
            remedy: if there is no such extra.
        """
        by_extra = f"Install it: pip install 'ratsdok[{extra}]', or in a checkout pip install '.[{extra}]'"
        super().__init__(problem, source=source, remedy=by_extra if extra else remedy)


class ClusterError(RatsdokError):
    """No Ray cluster can be started or reached."""

    exit_code = 33
    remedy = "Check the address, and that every machine has the same versions of Python, Ray and ratsdok"


class NoSuchResolutionError(RatsdokError):
    """A catalogue has no letter on the resolution that is asked for."""

    exit_code = 34
    remedy = (
        "See which ones there are with `ratsdok status ARCHIVE.db --all`; a number is written as in letters"
    )
