"""Errors: one line that says what is wrong, where, and what to do."""

import pytest

from ratsdok import errors
from ratsdok.errors import CorpusError, NoTextError, ProfileError, RatsdokError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, RatsdokError)]

# Scripts rely on these: an exit code never changes its meaning.
EXIT_CODES = {
    "RatsdokError": 1,
    "NotAFileError": 3,
    "EmptyFileError": 4,
    "UnknownFormatError": 5,
    "DamagedFileError": 6,
    "EncryptedFileError": 7,
    "NoTextError": 8,
    "TooLargeError": 9,
    "ProfileError": 10,
    "ModelError": 11,
    "CorpusError": 12,
    "OutputError": 13,
    "RecognitionError": 14,
    "EngineMissingError": 15,
    "TemplateError": 18,
    "RecordError": 19,
    "TargetExistsError": 21,
    "OfficeMissingError": 16,
    "ConversionError": 17,
    "NoDocumentsError": 23,
    "UnsafeMemberError": 24,
    "TimeLimitError": 25,
    "MemoryLimitError": 26,
    "WorkerDiedError": 27,
    "CatalogueError": 28,
    "CatalogueVersionError": 29,
    "CatalogueBusyError": 30,
    "CatalogueUnreachableError": 31,
    "ExtraMissingError": 32,
    "ClusterError": 33,
    "NoSuchResolutionError": 34,
}


def test_exit_codes_keep_their_meaning() -> None:
    found = {kind.__name__: kind.exit_code for kind in KINDS}
    assert {name: found[name] for name in EXIT_CODES} == EXIT_CODES
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("kind", KINDS[1:], ids=lambda kind: kind.__name__)
def test_every_kind_tells_a_remedy_and_when_it_is_raised(kind: type[RatsdokError]) -> None:
    assert kind.remedy
    assert not kind.remedy.endswith(".")
    assert kind.__doc__


@pytest.mark.parametrize(
    ("error", "line"),
    [
        # where, what, and what to do
        (
            NoTextError("no text on 3 pages", source="hecken.pdf"),
            "hecken.pdf: no text on 3 pages. "
            "A scan is read with --ocr auto; an empty or handwritten one holds nothing to read",
        ),
        # without a file
        (
            CorpusError("no corpus"),
            "no corpus. A corpus is a folder with raw/ID.txt and gold/ID.json",
        ),
        # a remedy of its own
        (ProfileError("bad", source="x.toml", remedy="Mend it"), "x.toml: bad. Mend it"),
        # none at all
        (ProfileError("bad", remedy=""), "bad"),
        (RatsdokError("bad"), "bad"),
    ],
)
def test_an_error_is_one_line(error: RatsdokError, line: str) -> None:
    assert str(error) == line


def test_a_remedy_of_its_own_stays_with_the_one_error() -> None:
    assert ProfileError("bad", remedy="Mend it").remedy != ProfileError("bad").remedy
