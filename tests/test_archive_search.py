"""Letters are found by what stands in them, the same ones in the same order in every database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from catalogues import file, filled, sample_letters
from ratsdok.archive.catalogue import Catalogue
from ratsdok.archive.folding import folded
from ratsdok.archive.query import MOST_TERMS, QueryError, Term, query_of
from ratsdok.archive.search import Found, search
from ratsdok.archive.selection import Selection
from ratsdok.letter import Letter
from searched import letter

QUERIES = [
    "Radverkehr", "Weg", "Schule", "Häuser", "Straße", "Stadt Leuben", "-Leuben Stadt", "Rat", "der", "GB",
    '"Alte Seilerei"', '"Stadtrat beschließt"', "Mittel Euro -Schule", "V0618/15", "291/16", "161",
    "Bus-Spur", "Beschluss Umsetzung Bericht", "Ahornring 12", "Kinder Jugend", "öffentliche Toiletten",
]  # fmt: skip
ODD_QUERIES_FOR_A_WAY = [
    "Weg*", "Weg%", "Weg_", '"Weg', "(Weg", "Weg)", "{Weg}", "^Weg", "Weg + Rad", "Weg';--", "Weg\0", "\\Weg",
    "'Weg'", ":Weg", "Weg:*", "Weg & Rad | !", "% Weg %()", "😀 Weg", "‐Weg", "Weg -", "Rad:Weg",
]  # fmt: skip
ODD_QUERIES_FOR_NOTHING = [
    "Weg OR", "Weg AND Rad", "NOT Weg", "NEAR(Weg Rad)", "folded:Weg", "Ж Weg", "--Weg Rad", "W%g", "W_g",
    "We*", "%eg g%", "Weg\0Rad", "%s %(xy)s", "$1 Weg", "00", "Weg OR 1=1",
]  # fmt: skip
ODD_QUERIES = [*ODD_QUERIES_FOR_A_WAY, *ODD_QUERIES_FOR_NOTHING]


def names(found: Found) -> list[str]:
    return [hit.name.removesuffix(".pdf") for hit in found.hits]


def fits(term: Term, letter: Letter) -> bool:
    """Whether a term is in a letter, found out without a database; numbers of papers aside."""
    texts = [each.subject or "" for each in letter.resolutions]
    texts += [point.text for point in letter.points] + [each.text for each in letter.statements]
    return any(term.grade(folded(text)) for text in texts)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with filled(tmp_path_factory.mktemp("samples") / "archive.db", sample_letters()) as catalogue:
        yield catalogue


@pytest.mark.parametrize("query", [query for query in QUERIES if not query[-2:].isdecimal()])
def test_the_database_finds_what_comparing_all_letters_finds(samples: Catalogue, query: str) -> None:
    asked = query_of(query)
    wanted = {
        letter.document.name
        for letter in sample_letters()
        if all(fits(term, letter) for term in asked.wanted)
        and not any(fits(term, letter) for term in asked.unwanted)
    }
    found = search(samples, query, limit=100)
    assert {hit.name for hit in found.hits} == wanted
    assert found.total == len(wanted)


def test_all_databases_find_the_same_in_the_same_order(samples: Catalogue, where: str) -> None:
    with filled(where, [*reversed(sample_letters())]) as catalogue:
        for query in [*QUERIES, *ODD_QUERIES]:
            expected, found = search(samples, query), search(catalogue, query)
            assert names(found) == names(expected), query
            assert [hit.score for hit in found.hits] == [hit.score for hit in expected.hits], query
            assert [hit.matches for hit in found.hits] == [hit.matches for hit in expected.hits], query


def test_whatever_is_typed_is_just_text(where: str) -> None:
    with filled(where, [letter("weg", "Der Rad-Weg, das Rad")]) as catalogue:
        found = {query: search(catalogue, query).total for query in ODD_QUERIES}
    assert found == dict.fromkeys(ODD_QUERIES_FOR_A_WAY, 1) | dict.fromkeys(ODD_QUERIES_FOR_NOTHING, 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=some.text(max_size=40))
def test_no_query_breaks_the_database(samples: Catalogue, query: str) -> None:
    with suppress(QueryError):
        assert search(samples, query).total >= 0


def test_the_longest_query_is_answered(where: str) -> None:
    with filled(where, [letter("a")]) as catalogue:
        words = [f"Grundstücksverkehr{chr(97 + number)}" for number in range(MOST_TERMS)]
        assert search(catalogue, " ".join(words)).total == 0


def test_all_words_must_be_in_one_letter(where: str) -> None:
    letters = [
        letter("beide", "Radweg", points=["An der Schule"]),
        letter("einer", "Radweg"),
        letter("anderer", "Schule"),
    ]
    with filled(where, letters) as catalogue:
        assert names(search(catalogue, "Radweg Schule")) == ["beide"]
        assert names(search(catalogue, "Radweg -Schule")) == ["einer"]
        assert names(search(catalogue, "Radweg Schule Turnhalle")) == []


def test_words_in_one_passage_come_before_words_in_several(where: str) -> None:
    letters = [
        letter("getrennt", "Radweg", points=["An der Schule"]),
        letter("beisammen", statements=["Der Radweg an der Schule"]),
    ]
    with filled(where, letters) as catalogue:
        assert names(search(catalogue, "Radweg Schule")) == ["beisammen", "getrennt"]


def test_the_word_itself_comes_before_others_and_the_subject_before_the_rest(where: str) -> None:
    letters = [
        letter("umlaut", "Wälder"),
        letter("teil", "Stadtwaldes"),
        letter("form", "Waldes"),
        letter("bericht", statements=["Der Wald"]),
        letter("punkt", points=["Der Wald"]),
        letter("gegenstand", "Der Wald"),
    ]
    with filled(where, letters) as catalogue:
        assert names(search(catalogue, "wald")) == [
            "gegenstand",
            "punkt",
            "bericht",
            "form",
            "teil",
            "umlaut",
        ]


def test_among_equals_the_newer_letter_comes_first_and_the_undated_last(where: str) -> None:
    letters = [
        letter("ohne", "Wald", date=None),
        letter("alt", "Wald", date=dt.date(2015, 5, 1)),
        letter("neu", "Wald", date=dt.date(2021, 5, 1)),
    ]
    with filled(where, letters) as catalogue:
        assert names(search(catalogue, "Wald")) == ["neu", "alt", "ohne"]


@pytest.mark.parametrize("query", ["V2738/14", "v 2738/14", "2738/14", "2738", "V2738", '"2738"'])
def test_a_letter_is_found_by_the_number_of_its_paper(where: str, query: str) -> None:
    others = [letter("a", paper="V12738/14"), letter("b", paper="V2739/14"), letter("c", paper=None)]
    with filled(where, [letter("d", paper="V2738/14"), *others]) as catalogue:
        assert names(search(catalogue, query)) == ["d"]


def test_numbers_may_lack_their_zeros_and_district_papers_have_their_own_form(where: str) -> None:
    letters = [
        letter("a", paper="A0126/15"),
        letter("b", paper="V-Leu0031/20"),
        letter("c", paper="V1296-02/16"),
    ]
    with filled(where, letters) as catalogue:
        assert names(search(catalogue, "A126/15")) == ["a"]
        assert names(search(catalogue, "v-leu0031/20")) == ["b"]
        assert names(search(catalogue, "V1296-02/16")) == ["c"]
        assert names(search(catalogue, "15")) == []  # a year is no number of a paper


def test_the_paper_itself_comes_before_letters_that_name_it(where: str) -> None:
    letters = [letter("nennt", "Wie V2738/14", date=dt.date(2022, 1, 1)), letter("ist", paper="V2738/14")]
    with filled(where, letters) as catalogue:
        found = search(catalogue, "V2738/14")
    assert names(found) == ["ist", "nennt"]
    assert found.hits[0].matches == ()


def test_a_number_and_a_word_find_the_letter_that_has_both(where: str) -> None:
    letters = [letter("a", "Radweg", paper="V2738/14"), letter("b", "Wald", paper="V2738/14")]
    with filled(where, letters) as catalogue:
        assert names(search(catalogue, "2738 Radweg")) == ["a"]
        assert names(search(catalogue, "Radweg -2738")) == []


def test_no_more_letters_than_asked_for_but_all_are_counted(where: str) -> None:
    with filled(where, [letter(f"n{number}", "Wald") for number in range(5)]) as catalogue:
        found = search(catalogue, "Wald", limit=2)
    assert (len(found.hits), found.total) == (2, 5)


def test_a_hit_tells_which_letter_it_is_and_where_the_words_stand(where: str) -> None:
    one = letter(
        "brief",
        "Radwege in Leuben",
        points=["Kein Wort davon.", "Die RADWEGE sind zu bauen."],
        statements=["", "Der Radweg ist gebaut."],
        confidential=True,
    )
    with filled(where, [one]) as catalogue:
        (hit,) = search(catalogue, "Radweg").hits
    assert (hit.papers, hit.subject, hit.date) == (("V0001/20",), "Radwege in Leuben", dt.date(2020, 1, 1))
    assert (hit.name, hit.places, hit.confidential) == ("brief.pdf", ("/archive/brief.pdf",), True)
    assert hit.sha256 == one.document.sha256
    assert [(match.part, match.label) for match in hit.matches] == [
        ("statement", "2"),
        ("subject", None),
        ("point", "2"),
    ]
    assert [match.text[slice(*match.spans[0])] for match in hit.matches] == ["Radweg", "Radwege", "RADWEGE"]


def test_a_subject_that_two_resolutions_share_is_shown_once(samples: Catalogue) -> None:
    (hit,) = search(samples, "Trinkbrunnen Parkanlagen").hits
    assert len(hit.papers) == 2
    assert [match.part for match in hit.matches].count("subject") == 1


def test_a_selection_narrows_the_search(where: str) -> None:
    letters = [
        letter("alt", "Wald", date=dt.date(2015, 5, 1)),
        letter("neu", "Wald", date=dt.date(2021, 5, 1)),
        letter("geheim", "Wald", confidential=True),
    ]
    with filled(where, letters) as catalogue:
        assert search(catalogue, "Wald").total == 3
        assert names(search(catalogue, "Wald", selection=Selection())) == ["neu", "alt"]
        since = Selection(since=dt.date(2020, 1, 1), confidential=True)
        assert names(search(catalogue, "Wald", selection=since)) == ["neu", "geheim"]


def test_what_was_read_anew_is_found_as_it_is_now(where: str) -> None:
    with filled(where, [letter("brief", "Der Radweg")]) as catalogue:
        file(catalogue, [letter("brief", "Die Turnhalle")])
        assert search(catalogue, "Radweg").total == 0
        assert names(search(catalogue, "Turnhalle")) == ["brief"]
