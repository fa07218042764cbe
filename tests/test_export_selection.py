"""Which letters an export holds; the same in both kinds of database."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from catalogues import filled, sample_letters
from exports import EVERYTHING, FORMATS, check, exported, letter
from ratsdok.archive.catalogue import Catalogue
from ratsdok.archive.excerpt import excerpt
from ratsdok.archive.tables import documents, letters
from ratsdok.exporting import Format, Selection, export
from ratsdok.letter import Status

JUNE = dt.date(2016, 6, 1)


def names(catalogue: Catalogue, **asked: Any) -> list[str]:
    lines = exported(catalogue, "jsonl", Selection(**asked)).decode().splitlines()
    return [json.loads(line)["document"]["name"].removesuffix(".pdf") for line in lines]


def checks(catalogue: Catalogue, **asked: Any) -> list[tuple[str | None, str]]:
    """Return the papers whose next checks are due, in order, and the letters that promise them."""
    with excerpt(catalogue, Selection(**asked)) as seen:
        return [
            (
                None if each.resolution is None else each.entry.letter.resolutions[each.resolution].paper,
                each.entry.letter.document.name.removesuffix(".pdf"),
            )
            for each in seen.next_checks()
        ]


def test_letters_come_by_date_and_the_undated_last(where: str) -> None:
    several = [letter("c"), letter("b", date="2016-05-02"), letter("a", date="2016-05-03")]
    with filled(where, several) as catalogue:
        assert names(catalogue) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"papers": ("a0203/15", "V0618/15")}, ["trinkbrunnen", "uferradweg"]),
        ({"since": dt.date(2021, 6, 2)}, ["personalbericht", "schottergaerten", "sommerkino"]),
        ({"until": dt.date(2015, 7, 16)}, ["einwohnerversammlung", "marktsatzung"]),
        ({"committees": ("jha",)}, ["jugendtreff", "personalbericht"]),
        ({"committees": ("Jugendhilfeausschuss",)}, ["jugendtreff", "personalbericht"]),
        ({"statuses": (Status.PLANNED,)}, ["jugendtreff", "trinkbrunnen", "uferradweg"]),
        ({"overdue_at": dt.date(2016, 7, 31)}, ["buergerhaus"]),
        ({"profile": "hafenfeld"}, []),
        ({"papers": ("V0471/15",)}, []),
        ({"papers": ("V0471/15",), "confidential": True}, ["grundstueck-kiesgrund"]),
    ],
)  # fmt: skip
def test_letters_are_selected(where: str, asked: dict[str, Any], expected: list[str]) -> None:
    with filled(where, sample_letters()) as catalogue:
        assert sorted(names(catalogue, **asked)) == expected


def test_what_is_left_out_unasked_is_told(where: str, tmp_path: Path) -> None:
    with filled(where, [*sample_letters(), letter("unread", confidential=None)]) as catalogue:
        told = export(catalogue, "csv", tmp_path / "all.csv").left_out
        assert (told.confidential, told.others, told.undated) == (1, 1, 0)
        assert told.undecided == 1
        since = export(catalogue, "csv", tmp_path / "since.csv", Selection(since=JUNE)).left_out
        assert since.undated == 2
        nothing = export(catalogue, "csv", tmp_path / "all.csv", EVERYTHING).left_out
        assert (nothing.confidential, nothing.others, nothing.undated) == (0, 0, 0)


def test_the_newest_letter_of_a_resolution_tells_its_next_check(where: str) -> None:
    several = [
        letter("first", "V1/16", date="2016-01-10", next_check=check("2016-06-30")),
        letter("second", "V1/16", date="2016-07-10", next_check=check("2017-01-31")),
        letter("other", "V2/16", date="2016-02-01", next_check=check("2016-09-30")),
        letter("last", "V3/16", date="2016-08-01"),
        letter("earlier", "V3/16", date="2016-03-01", next_check=check("2016-08-31")),
    ]
    with filled(where, several) as catalogue:
        assert checks(catalogue) == [("V2/16", "other"), ("V1/16", "second")]
        assert checks(catalogue, until=dt.date(2016, 7, 1)) == [
            ("V1/16", "first"), ("V3/16", "earlier"), ("V2/16", "other"),
        ]  # fmt: skip
        assert checks(catalogue, overdue_at=dt.date(2016, 9, 1)) == []
        assert checks(catalogue, overdue_at=dt.date(2016, 7, 5)) == [("V1/16", "first")]


def test_a_letter_on_two_resolutions_has_two_next_checks_unless_one_is_asked_for(where: str) -> None:
    two = letter("two", "V1/16", "V2/16", date="2016-01-10", next_check=check("2016-06-30"))
    newer = letter("newer", "V2/16", date="2016-02-10", next_check=check("2016-07-31"))
    with filled(where, [two, newer]) as catalogue:
        assert checks(catalogue) == [("V1/16", "two"), ("V2/16", "newer")]
        assert checks(catalogue, papers=("V1/16",)) == [("V1/16", "two")]
        # Newest of one of its resolutions only: of the other one it is not overdue.
        assert checks(catalogue, overdue_at=dt.date(2016, 12, 1)) == [("V1/16", "two"), ("V2/16", "newer")]


def test_a_letter_without_a_number_keeps_its_next_check(where: str) -> None:
    unread = letter("unread", resolutions=[{"paper": None}], next_check=check("2016-06-30"))
    nameless = letter("nameless", next_check=check("2016-07-31"))
    with filled(where, [unread, nameless]) as catalogue:
        assert checks(catalogue) == [(None, "unread"), (None, "nameless")]


CONFIDENTIAL = [
    letter("open", "V1/16", date="2016-01-10", next_check=check("2016-06-30"), recipients=["Rat"]),
    letter("secret", "V1/16", date="2016-07-10", next_check=check("2017-01-31"), confidential=True),
    letter("secret too", "V9/16", date="2016-05-10", next_check=check("2016-12-31"), confidential=True),
]


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("asked", [{}, {"overdue_at": dt.date(2016, 8, 1)}, {"since": dt.date(2016, 1, 1)}])
def test_an_export_tells_nothing_of_confidential_letters(
    where: str, to: Format, asked: dict[str, Any]
) -> None:
    """It is the very file that a catalogue gives which has never seen them."""
    with filled(where, CONFIDENTIAL) as catalogue:
        before = exported(catalogue, to, Selection(**asked))
        with_them = exported(catalogue, to, Selection(confidential=True, **asked))
        with catalogue.begin(writing=True) as connection:
            secret = letters.select().with_only_columns(letters.c.document).where(letters.c.confidential)
            connection.execute(delete(documents).where(documents.c.id.in_(secret)))
        assert exported(catalogue, to, Selection(**asked)) == before
    assert with_them != before


def test_an_unread_box_is_no_tick(where: str) -> None:
    with filled(
        where, [letter("unread", confidential=None), letter("open", confidential=False)]
    ) as catalogue:
        assert sorted(names(catalogue)) == ["open", "unread"]
