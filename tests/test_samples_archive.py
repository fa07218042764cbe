"""The sample archive: made anew it is the same, and its histories are what its letters were made to tell."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest
from samples.chain import load_chains
from samples.filing import ARCHIVE, TRUTH, Filed, filed
from samples.texts import prose
from samples.truth import AS_OF

from ratsdok import Selection, convert
from ratsdok.archive.catalogue import Catalogue, open_catalogue
from ratsdok.archive.history import histories
from ratsdok.history.chain import Course, History

ROOT = Path(__file__).parents[1]
DOCUMENTS = list(filed())
TOLD: list[dict[str, Any]] = json.loads((ARCHIVE / TRUTH).read_text("utf-8"))["resolutions"]
PAPERS = [told["paper"] for told in TOLD]
SHOWN = {each: told["paper"] for told in TOLD for each in told["shows"]}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    where = tmp_path_factory.mktemp("archive") / "archive.db"
    outcomes = list(convert(ARCHIVE, where, workers=2))
    assert [each.error for each in outcomes if each.error] == []
    assert len(outcomes) == len(DOCUMENTS)
    with open_catalogue(where) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(catalogue: Catalogue) -> dict[str, History]:
    return {each.paper: each for each in histories(catalogue, AS_OF, Selection(confidential=True))}


# --- how it is made ---


def test_making_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "samples.make", str(tmp_path)], cwd=ROOT, check=True)
    made = files(tmp_path / "archive")
    kept = files(ARCHIVE)
    scans = {str(each.path) for each in DOCUMENTS if each.scan}
    assert len(scans) == 4
    assert made == {path: data for path, data in kept.items() if path not in scans}
    assert set(kept) == {str(each.path) for each in DOCUMENTS} | {TRUTH}


@pytest.mark.parametrize("each", [each for each in DOCUMENTS if each.scan], ids=lambda each: each.path.name)
def test_its_scans_show_their_letters(each: Filed) -> None:
    # Other versions of the libraries give other pixels, but no other picture.
    made, kept = (pages(data) for data in (each.data(), (ARCHIVE / each.path).read_bytes()))
    assert len(made) == len(kept)
    assert all(np.abs(one - other).mean() < 3 for one, other in zip(made, kept, strict=True))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages(data: bytes) -> list[np.ndarray]:
    return [
        np.asarray(page.render(scale=1).to_pil().convert("L"), np.float32)
        for page in pdfium.PdfDocument(data)
    ]


def test_it_is_as_large_as_it_should_be_and_small() -> None:
    letters = [letter for chain in load_chains() for letter in chain.letters]
    years = {letter.date.year for letter in letters}
    assert len(PAPERS) == len(set(PAPERS)) == 12
    assert 38 <= len(letters) <= 44
    assert max(years) - min(years) == 8
    assert sum(len(data) for data in files(ARCHIVE).values()) < 4_000_000


def test_it_shows_what_happens_to_resolutions() -> None:
    assert set(SHOWN) >= {
        "standstill", "reopened", "late", "missing", "settled", "confidential", "scanned-twice", "only-final",
        "renumbered", "misread", "undated", "sub-points", "overdue", "open", "month-only", "doubtful",
    }  # fmt: skip


def test_letters_were_written_on_working_days_before_the_day_of_the_histories() -> None:
    days = [letter.date for chain in load_chains() for letter in chain.letters]
    assert all(day.weekday() < 5 and day < AS_OF for day in days)


def test_statuses_are_those_that_letters_report_one_after_the_other() -> None:
    for chain in load_chains():
        for point in chain.points:
            said = [
                saying.status
                for letter in chain.letters
                for saying in letter.says
                if (point.label in saying.on or not saying.on) and saying.status != "unchanged"
            ]
            changes = [now for at, now in enumerate(said) if at == 0 or now != said[at - 1]]
            assert changes == list(point.statuses), f"{chain.paper} {point.label}"


def test_nothing_is_told_twice_in_the_same_words_but_where_nothing_happens() -> None:
    told = [
        (chain.paper, prose(list(saying.text)))
        for chain in load_chains()
        for letter in chain.letters
        for saying in letter.says
        if saying.status != "unchanged" and chain.paper != SHOWN["standstill"]
    ]
    assert len(told) == len(set(told))


# --- what comes out ---


def test_all_resolutions_are_found_and_no_others(found: dict[str, History]) -> None:
    assert sorted(found) == sorted(PAPERS)


@pytest.mark.parametrize("told", TOLD, ids=PAPERS)
def test_letters_stand_in_their_order_each_once(told: dict[str, Any], found: dict[str, History]) -> None:
    letters = found[told["paper"]].letters
    assert [sorted(document.name for document in each.documents) for each in letters] == [
        sorted(each["documents"]) for each in told["letters"]
    ]
    assert [each.date and each.date.isoformat() for each in letters] == [
        each["date"] for each in told["letters"]
    ]
    assert [each.report for each in letters] == [each["report"] for each in told["letters"]]


@pytest.mark.parametrize("told", TOLD, ids=PAPERS)
def test_promises_are_measured_against_what_came(told: dict[str, Any], found: dict[str, History]) -> None:
    promises = [each.promise for each in found[told["paper"]].letters]
    assert [
        each and (each.check.date.isoformat(), each.days_late, each.days_late_named) for each in promises
    ] == [
        each["next_check"] and (each["next_check"], each["days_late"], each["days_late_named"])
        for each in told["letters"]
    ]


@pytest.mark.parametrize("told", TOLD, ids=PAPERS)
def test_states_and_missing_letters_are_told(told: dict[str, Any], found: dict[str, History]) -> None:
    history = found[told["paper"]]
    assert history.state == told["state"]
    assert history.state_is_doubtful == told["state_is_doubtful"]
    assert history.days_overdue == told["days_overdue"]
    assert [each.day for each in history.missing] == told["missing"]
    assert history.is_confidential == told["confidential"]
    assert history.subject == told["subject"]


@pytest.mark.parametrize("told", TOLD, ids=PAPERS)
def test_points_are_followed_through_all_letters(told: dict[str, Any], found: dict[str, History]) -> None:
    history = found[told["paper"]]
    assert sorted(map(str, (labels(each, len(history.letters)) for each in history.courses))) == sorted(
        str(each["labels"]) for each in told["points"]
    )
    assert len(history.courses) == len(told["points"])


@pytest.mark.parametrize(
    ("told", "point"),
    [(told, point) for told in TOLD for point in told["points"]],
    ids=[f"{told['paper']}-{point['labels']}" for told in TOLD for point in told["points"]],
)
def test_each_point_has_its_course(
    told: dict[str, Any], point: dict[str, Any], found: dict[str, History]
) -> None:
    history = found[told["paper"]]
    number = len(history.letters)
    courses = [each for each in history.courses if labels(each, number) == point["labels"]]
    assert len(courses) == 1
    course = courses[0]
    assert [change.after.value for change in course.changes] == point["statuses"]
    assert course.was_reopened == point["reopened"]
    assert course.silent_letters == point["silent_letters"]
    assert course.silent_months == point["silent_months"]


def labels(course: Course, letters: int) -> list[str | None]:
    """The point's number in each letter; empty for a point without a number, None where it is not quoted."""
    quoted = {each.letter: each.quoted for each in course.stations if each.quoted}
    return [(quoted[at].label or "") if at in quoted else None for at in range(letters)]


def notices(history: History) -> set[str]:
    return {each.code for each in history.notices}


def test_a_letter_that_was_scanned_twice_is_one_and_both_documents_are_named(
    found: dict[str, History],
) -> None:
    history = found[SHOWN["scanned-twice"]]
    assert [len(each.documents) for each in history.letters] == [1, 2, 1]
    assert len({document.sha256 for document in history.letters[1].documents}) == 2
    assert "same-letter-twice" in notices(history)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("missing", "missing-letter"),
        ("reopened", "reopened"),
        ("only-final", "only-final"),
        ("undated", "undated-letter"),
    ],
)
def test_what_is_odd_is_remarked_there_and_nowhere_else(
    what: str, code: str, found: dict[str, History]
) -> None:
    assert [paper for paper, history in found.items() if code in notices(history)] == [SHOWN[what]]


def test_where_no_date_can_be_read_nothing_is_reckoned(found: dict[str, History]) -> None:
    first, second, _ = found[SHOWN["undated"]].letters
    assert second.date_is_doubtful
    assert first.promise is not None
    assert first.promise.delay is None
    assert first.promise.is_doubtful


def test_a_month_stands_for_its_last_day(found: dict[str, History]) -> None:
    due = found[SHOWN["month-only"]].due
    assert due is not None
    assert (due.date, due.precision, due.raw) == (dt.date(2026, 7, 31), "month", "Juli 2026")


def test_what_is_confidential_is_shown_only_to_those_who_ask(catalogue: Catalogue) -> None:
    shown = [each.paper for each in histories(catalogue, AS_OF)]
    assert set(PAPERS) - set(shown) == {SHOWN["confidential"]}


def test_the_demo_reports_on_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "samples.demo", str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    assert "Stand 23.11.2026: 3 überfällig, 3 offen" in said
    assert "the letters of 11 resolutions" in said
    assert "3 confidential" in said
    page = (tmp_path / "bericht.html").read_text("utf-8")
    assert "Geschützter Radfahrstreifen" in page
    assert SHOWN["confidential"] not in page
