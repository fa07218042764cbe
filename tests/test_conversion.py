"""Archives are converted once, and what has changed again."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from archives_of_letters import folder_of_letters, lines
from ratsdok.archive.catalogue import open_catalogue
from ratsdok.archive.tables import documents, places, runs
from ratsdok.conversion.outcome import Outcome
from ratsdok.conversion.run import convert
from ratsdok.errors import CatalogueBusyError, DamagedFileError, NoDocumentsError, NotAFileError
from ratsdok.pipeline import parse_all

SAMPLES = Path(__file__).parents[1] / "samples"
LETTER = SAMPLES / "uferradweg.pdf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of_letters(tmp_path / "letters", 8)


def aged(folder: Path) -> None:
    """Let files look as if nobody had touched them lately."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - 3600, time.time() - 3600))


def run(source: Path, where: str, **options: object) -> Counter[str]:
    conversion = convert(source, where, workers=2, **options)  # type: ignore[arg-type]
    for _ in conversion:
        pass
    return conversion.tally


def tally(**numbers: int) -> Counter[str]:
    return Counter(numbers)


def test_a_catalogue_holds_the_records_that_parsing_gives(folder: Path, where: str) -> None:
    assert run(folder, where) == tally(converted=8, letters=8)
    parsed = [letter for path in folder.iterdir() for letter in parse_all(path)]
    assert sorted(lines(where)) == sorted(letter.to_json(indent=None) for letter in parsed)


def test_outcomes_tell_what_became_of_each_document(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").write_bytes(LETTER.read_bytes()[:2000])
    outcomes = {Path(each.place).name: each for each in convert(folder, tmp_path / "a.db", workers=1)}
    assert len(outcomes) == 9
    broken = outcomes.pop("broken.pdf")
    assert (broken.state, broken.is_new, broken.letters) == ("failed", True, ())
    assert isinstance(broken.error, DamagedFileError)
    for outcome in outcomes.values():
        assert outcome.state == "converted"
        assert [letter.document.sha256 for letter in outcome.letters] == [outcome.sha256]
        assert outcome.letters == tuple(parse_all(outcome.place))


def test_what_is_done_is_not_done_again(folder: Path, where: str) -> None:
    run(folder, where)
    before = lines(where)
    assert run(folder, where) == tally(unchanged=8, letters=0)
    assert lines(where) == before


def test_a_place_that_looks_the_same_is_not_even_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = str(tmp_path / "archive.db")
    monkeypatch.setattr("ratsdok.conversion.places._RACY", 0)
    run(folder, where)
    monkeypatch.setattr("ratsdok.conversion.triage._checksum", lambda place: pytest.fail(place.name))
    assert run(folder, where) == tally(unchanged=8, letters=0)


def test_what_has_changed_is_done_again_and_takes_the_place_of_what_was_there(
    folder: Path, where: str
) -> None:
    run(folder, where)
    first = sorted(folder.iterdir())[0]
    first.write_bytes(LETTER.read_bytes() + b"%% another one\n")
    assert run(folder, where) == tally(converted=1, unchanged=7, letters=1)
    assert len(lines(where)) == 8


def test_a_document_that_was_moved_is_known(folder: Path, where: str) -> None:
    run(folder, where)
    moved = folder.rename(folder.with_name("moved"))
    assert run(moved, where) == tally(unchanged=8, letters=0)
    assert len(lines(where)) == 8


def test_a_document_that_lies_in_two_places_is_converted_once(folder: Path, where: str) -> None:
    shutil.copytree(folder, folder / "copies")
    assert run(folder, where) == tally(converted=8, unchanged=8, letters=8)
    assert run(folder, where) == tally(unchanged=16, letters=0)
    with open_catalogue(where) as catalogue, catalogue.begin() as connection:
        assert len(connection.execute(select(places)).all()) == 16


def test_other_options_are_other_records(folder: Path, where: str) -> None:
    run(folder, where)
    assert run(folder, where, ocr="never") == tally(converted=8, letters=8)
    assert run(folder, where, ocr="never", password="secret") == tally(unchanged=8, letters=0)
    assert len(lines(where)) == 8


def test_another_version_reads_again(folder: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, where)
    monkeypatch.setattr("ratsdok.archive.ledger._version", lambda: "99.0")
    assert run(folder, where) == tally(converted=8, letters=8)


def test_failures_stay_until_they_are_retried(folder: Path, where: str) -> None:
    broken = folder / "broken.pdf"
    broken.write_bytes(LETTER.read_bytes()[:2000])
    assert run(folder, where) == tally(converted=8, failed=1, letters=8)
    (known,) = [each for each in convert(folder, where, workers=1) if each.error]
    assert (known.state, known.is_new) == ("failed", False)
    assert isinstance(known.error, DamagedFileError)
    assert run(folder, where, retry_failed=True) == tally(unchanged=8, failed=1, letters=0)
    broken.write_bytes(LETTER.read_bytes())
    assert run(folder, where) == tally(converted=1, unchanged=8, letters=1)
    with open_catalogue(where) as catalogue, catalogue.begin() as connection:
        assert set(connection.scalars(select(documents.c.state))) == {"converted"}


def test_a_failed_document_in_two_places_failed_twice_but_was_tried_once(folder: Path, where: str) -> None:
    for name in ("broken.pdf", "copy.pdf"):
        (folder / name).write_bytes(LETTER.read_bytes()[:2000])
    failed = [each for each in convert(folder, where, workers=2) if each.error]
    assert sorted(each.is_new for each in failed) == [False, True]


def test_redo_converts_all_of_them_again(folder: Path, where: str) -> None:
    run(folder, where)
    before = lines(where)
    assert run(folder, where, redo=True) == tally(converted=8, letters=8)
    assert lines(where) == before


def test_a_run_tells_how_it_went(folder: Path, where: str) -> None:
    run(folder, where, password="geheim")
    with open_catalogue(where) as catalogue, catalogue.begin() as connection:
        row = connection.execute(select(runs)).one()
    assert (row.converted, row.unchanged, row.failed) == (8, 0, 0)
    assert row.ended >= row.started
    assert row.sources == str(folder)
    assert "geheim" not in row.options


def test_two_runs_at_once_are_refused(folder: Path, where: str) -> None:
    first = convert(folder, where, workers=1)
    assert isinstance(next(first), Outcome)
    with pytest.raises(CatalogueBusyError, match="another run"):
        next(convert(folder, where, workers=1))
    first.close()
    assert sum(run(folder, where)[state] for state in ("converted", "unchanged")) == 8


def test_what_is_done_when_a_run_is_closed_is_in_the_catalogue(folder: Path, where: str) -> None:
    conversion = convert(folder, where, workers=1)
    told = next(conversion)
    conversion.close()
    assert any(str(told.sha256) in line for line in lines(where))


def test_nothing_named(tmp_path: Path) -> None:
    with pytest.raises(NoDocumentsError, match="nothing to convert"):
        convert([], tmp_path / "a.db")


def test_a_folder_without_documents_tells_what_is_there_instead(tmp_path: Path) -> None:
    (tmp_path / "page.html").touch()
    with pytest.raises(NoDocumentsError, match=r"no documents \(but other files: 1 \.html\)"):
        next(convert(tmp_path, tmp_path / "a.db"))


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotAFileError, match="nowhere"):
        convert(tmp_path / "nowhere", tmp_path / "a.db")


@pytest.mark.parametrize("wrong", [{"workers": -1}, {"seconds": 0}, {"memory": 3}])
def test_numbers_that_make_no_sense(wrong: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least"):
        convert(SAMPLES, tmp_path / "a.db", **wrong)  # type: ignore[arg-type]


def test_no_catalogue_is_made_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(NoDocumentsError):
        next(convert(tmp_path, tmp_path / "a.db"))
    assert list(tmp_path.iterdir()) == []
