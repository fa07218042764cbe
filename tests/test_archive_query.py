"""A query finds what a German expects, word by word; tried on texts, without a catalogue."""

from __future__ import annotations

import pytest

from ratsdok.archive.folding import folded
from ratsdok.archive.query import LONGEST, MOST_TERMS, QueryError, query_of


def grade(query: str, text: str) -> int:
    """How well a text fits all words of a query; 0 if one does not occur."""
    return min(term.grade(folded(text)) for term in query_of(query).wanted)


def said(sentence: str) -> list[tuple[str, str]]:
    """The pairs of a table whose lines are `query: text, text, ...`."""
    lines = (line.partition(":") for line in sentence.strip().splitlines())
    return [(query.strip(), text.strip()) for query, _, texts in lines for text in texts.split(",")]


@pytest.mark.parametrize(
    ("query", "text"),
    said("""
        strasse: Straße, STRASSE, Straßen
        Bürger: Buerger, BÜRGER, Bürgern, Bürgermeister, Seniorenbürger
        Buerger: Bürger
        café: Cafe, CAFÉ
        Verkehr: Radverkehr, Verkehrskonzept, Straßenverkehrsamt
        Radverkehr: Radverkehrskonzept, Radverkehrsanlagen, Rad-Verkehr
        Radwege: Radweg, Radwegen, Radweges, Uferradweg, Radwegbau
        Radweg: Radwege, Radwegekonzept
        Schulen: Schule, Grundschule, Grundschulen
        Schule: Schulen, Grundschulen
        Häuser: Haus, Hauses, Häusern, Gasthäuser
        Haus: Häuser, Häusern, Rathaus, Rathäuser
        Gärten: Garten, Vorgarten, Schottergärten
        Vorgarten: Vorgärten
        Plätze: Platz, Spielplatz, Spielplätzen
        Amt: Ämter, Jugendämter
        Rat: Räte, Stadtrat
        Mütter: Mutter
        Mangel: Mängel
        Anträge: Antrag, Änderungsantrag, Antragsteller
        Ausschüsse: Ausschuss, Finanzausschusses
        Kindern: Kind, Kinder, Kindergarten
        Mitteln: Mittel, Haushaltsmittel
        Ergebnisse: Ergebnis
        Bürgerinnen: Bürgerin, Bürger*innen, Bürger:innen
        öffentliche: öffentlicher, öffentlichem, öffentlich
        neue: neuer, neuem, neu
        Kitas: Kita
        Maßnahme: Massnahmen
        Busspur: Bus-Spur, Bus Spur, Busspuren, Bus-Spuren
        Bus-Spur: Busspur, Bus Spur, Bus-Spuren
        Bus Spur: Busspur, Bus-Spur, die Spur für den Bus
        Stadtentwicklung: Stadtentwick lung, Stadt-Entwicklung
        Albert-Einstein-Straße: Albert Einstein Straße, Albert-Einstein-Strasse
        B170: B 170, B-170
        Tempo-30-Zone: Tempo 30 Zonen
        V2738/14: Vorlage V2738/14, V 2738/14
        2738: V2738/14
        38400: 38.400 Euro
        B 170: die B170, an der B-170
        3.12.2013: am 03.12.2013
        EU: die EU-Mittel
        Umbau der Schule: Umbau zweier Grundschulen
        "alte seilerei": Bibliothek „Alte Seilerei“
    """),
)
def test_it_finds(query: str, text: str) -> None:
    assert grade(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    said("""
        schön: schon
        Förderung: Forderung
        Forderung: Förderung
        Schulen: Schulden, Schüler
        Schule: Schüler
        Träger: Antrag, Vertrag, tragen
        Bürger: Hamburg
        Rat: Geräte
        Orte: sofort, Wort
        EU: neu, Europa
        30: 1300, 30.000
        2738: 12738
        Radverkehr Leuben: Radverkehr
        B 170: Plan B mit 170 Euro
        "alte Seilerei": die Seilerei in der alte, alten Seilerei
        "Rat": Stadtrat, Rates
    """),
)
def test_it_does_not_find(query: str, text: str) -> None:
    assert not grade(query, text)


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("Radweg", "Radweg", "Radwege"),  # the word itself before another form
        ("Verkehr", "Verkehrs", "Radverkehr"),  # a whole word before a part
        ("schöne", "schön", "schon"),  # as it is spelled
        ("Haus", "Rathaus", "Häuser"),
        ("Häuser", "Gasthäuser", "Haus"),
        ("Lage", "Lage", "Lager"),
    ],
)
def test_it_finds_this_before_that(query: str, better: str, worse: str) -> None:
    assert grade(query, better) > grade(query, worse) > 0


def test_small_words_are_not_asked_for_beside_others() -> None:
    assert len(query_of("Umbau der Schule").wanted) == 2
    assert len(query_of('"der" Umbau').wanted) == 2
    assert len(query_of("der").wanted) == 1


def test_a_word_asked_twice_is_asked_once() -> None:
    assert len(query_of("Radweg radweg").wanted) == 1


def test_a_minus_belongs_to_what_follows() -> None:
    query = query_of('Radweg -Leuben -"Alte Seilerei" Geh-Weg -')
    assert (len(query.wanted), len(query.unwanted)) == (2, 2)


@pytest.mark.parametrize("query", ["", " ", "-", '"', '""', "„“", "…!?", "%_*", "\0", "()"])
def test_a_query_without_words_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="nothing to search for"):
        query_of(query)


@pytest.mark.parametrize("query", ["a", "ä -Leuben", "a b", '"5"'])
def test_a_single_letter_is_too_little(query: str) -> None:
    with pytest.raises(QueryError, match="single letter"):
        query_of(query)


def test_only_what_to_leave_out_is_no_query() -> None:
    with pytest.raises(QueryError, match="only what to leave out"):
        query_of("-Leuben")


def test_a_query_that_nobody_types_is_refused() -> None:
    with pytest.raises(QueryError, match="more than"):
        query_of("x" * (LONGEST + 1))
    with pytest.raises(QueryError, match="more than"):
        query_of(" ".join(f"Wort{number}" for number in range(MOST_TERMS + 1)))
    assert query_of("x" * LONGEST)


@pytest.mark.parametrize(
    "query", ["Radverkehrskonzept", "Häuser", "EU", "b a 2738/14", "Bus-Spur", "Rat", '"a b"']
)
def test_whatever_fits_holds_a_root(query: str) -> None:
    for term in query_of(query).wanted:
        assert all(any(root in piece for root in term.roots) for piece in term.pieces)
        assert all(len(root) >= 3 for root in term.roots)
