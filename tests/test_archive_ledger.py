"""What a run enters into a catalogue stands there once, whole, and as it was."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from catalogues import file, filled, sample_letters
from ratsdok.archive.catalogue import Catalogue, open_catalogue
from ratsdok.archive.ledger import Filing, Ledger, Reading
from ratsdok.archive.lock import only_run
from ratsdok.archive.selection import Selection, select_letters
from ratsdok.archive.tables import documents, metadata, places
from ratsdok.errors import CatalogueBusyError, DamagedFileError, NotAFileError
from ratsdok.pipeline import parse

SAMPLES = Path(__file__).parents[1] / "samples"
EVERYTHING = Selection(confidential=True, others=True)


def counts(catalogue: Catalogue) -> dict[str, int]:
    with catalogue.begin() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
            if table.name not in ("catalogue", "runs")
        }


def enter(catalogue: Catalogue, *filings: Filing) -> None:
    with only_run(catalogue) as lock:
        ledger = Ledger(catalogue, lock, "dresden")
        ledger.begin_run(["test"], {})
        ledger.enter(filings, Counter())


def unread(place: str, sha256: str | None) -> Filing:
    return Filing(place, sha256, None, Reading("x.pdf", "o", 0.0, {}, error=DamagedFileError("broken")))


def test_letters_come_back_as_they_were_entered(where: str) -> None:
    letters = [parse(SAMPLES / "gleisdreieck.pdf"), parse(SAMPLES / "uferradweg.pdf"), *sample_letters()[:3]]
    with filled(where, letters) as catalogue:
        found = {letter.document.sha256: letter for letter in select_letters(catalogue, EVERYTHING)}
    assert found == {letter.document.sha256: letter for letter in letters}
    assert [*found[letters[0].document.sha256].evidence] == [*letters[0].evidence]


def test_entering_twice_is_entering_once(where: str) -> None:
    with filled(where, sample_letters()) as catalogue:
        once = counts(catalogue)
        file(catalogue, sample_letters())
        assert counts(catalogue) == once
        assert once["documents"] == once["places"] == len(sample_letters())


def test_what_lay_at_a_place_goes_when_something_else_lies_there(where: str) -> None:
    with open_catalogue(where, create=True) as catalogue:
        enter(catalogue, unread("/a", "1"), unread("/b", "2"))
        enter(catalogue, unread("/a", "3"))
        with catalogue.begin() as connection:
            assert set(connection.scalars(select(documents.c.sha256))) == {"2", "3"}


def test_a_document_stays_as_long_as_it_lies_anywhere(where: str) -> None:
    with open_catalogue(where, create=True) as catalogue:
        enter(catalogue, unread("/a", "1"), Filing("/copy", "1", None))
        enter(catalogue, unread("/a", "2"))
        with catalogue.begin() as connection:
            assert set(connection.scalars(select(documents.c.sha256))) == {"1", "2"}


def test_two_documents_may_change_places(where: str) -> None:
    with open_catalogue(where, create=True) as catalogue:
        enter(catalogue, unread("/a", "1"), unread("/b", "2"))
        enter(catalogue, Filing("/a", "2", None), Filing("/b", "1", None))
        with catalogue.begin() as connection:
            assert set(connection.scalars(select(documents.c.sha256))) == {"1", "2"}
            found = {tuple(row) for row in connection.execute(select(places.c.place, places.c.sha256))}
        assert found == {("/a", "2"), ("/b", "1")}


def test_what_could_not_be_read_goes_when_it_can_be(where: str) -> None:
    with open_catalogue(where, create=True) as catalogue:
        lost = Filing("/a", None, None, Reading("a", "o", 0, {}, error=NotAFileError("away", source="a")))
        enter(catalogue, lost)
        enter(catalogue, lost)
        assert counts(catalogue)["documents"] == 1
        enter(catalogue, unread("/a", "1"))
        assert counts(catalogue) | {"documents": 1, "places": 1} == counts(catalogue)


def test_a_failure_is_known_again_with_its_reason(where: str) -> None:
    with open_catalogue(where, create=True) as catalogue:
        enter(catalogue, unread("/a", "1"))
        with only_run(catalogue) as lock:
            ledger = Ledger(catalogue, lock, "dresden")
            assert {name: each.sha256 for name, each in ledger.known_places(["/a", "/b"]).items()} == {
                "/a": "1"
            }
            known = ledger.known_documents(["1", "2"])
    assert set(known) == {"1"}
    document = known["1"]
    assert type(document.error) is DamagedFileError
    assert "broken" in str(document.error)
    assert document.is_current("o")
    assert not document.is_current("other options")


def test_only_one_run_at_a_time(where: str) -> None:
    with open_catalogue(where, create=True) as catalogue, open_catalogue(where) as other:
        with only_run(catalogue), pytest.raises(CatalogueBusyError, match="another run"), only_run(other):
            pass
        with only_run(other):
            pass
