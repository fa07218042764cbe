"""How resolutions order and reports tell."""

import pytest

from ratsdok.parsing.cues import first_sentence, orders, plainly_tells, starts_report, tells


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Oberbürgermeister wird beauftragt, Hecken zu pflanzen.",
        "Der Stadtrat beschließt die Heckensatzung.",
        "Der Stadtrat beschliesst die Heckensatzung.",
        "Der Stadtrat nimmt den Heckenbericht zur Kenntnis.",
        "Der Ausschuss stimmt der Heckenplanung zu.",
        "Dem Ausschuss ist jährlich zu berichten.",
        "Die Hecken sind vorzustellen.",
        "Die Hecken sollen bis 2018 gepflanzt werden.",
    ],
)
def test_a_resolution_orders(sentence: str) -> None:
    assert orders(sentence)
    assert not tells(sentence)
    assert not plainly_tells(sentence)


@pytest.mark.parametrize(
    ("sentence", "plainly"),
    [
        ("Die Hecken wurden im April gepflanzt.", True),
        ("Derzeit wird die Pflege ausgeschrieben.", True),
        ("Der Entwurf befindet sich in Arbeit.", True),
        ("Ein Gutachten liegt nunmehr vor.", True),
        # a resolution may say this too, though it seldom does
        ("Die Hecken haben den Winter überstanden und sind bereits grün.", False),
        ("Die Satzung ist in Kraft.", False),
    ],
)
def test_a_report_tells(sentence: str, plainly: bool) -> None:
    assert tells(sentence)
    assert plainly_tells(sentence) is plainly
    assert not orders(sentence)


@pytest.mark.parametrize("sentence", ["Hecken am Krähenwinkel", ""])
def test_words_that_neither_order_nor_tell(sentence: str) -> None:
    assert not orders(sentence)
    assert not tells(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Der Beschlusspunkt wurde umgesetzt.", True),
        ("Die Punkte 1 und 2 sind erledigt.", True),
        ("Siehe Antwort in der Beschlusskontrolle vom 5. Mai 2016.", True),
        ("Kein neuer Sachstand.", True),
        ("Seit der letzten Beschlusskontrolle gibt es nichts Neues.", True),
        ("Mit der Beschlusskontrolle vom 5. Mai 2016 wurde berichtet.", True),
        ("Der Beschluss ist umgesetzt.", True),
        # what a resolution may begin with
        ("Der Stadtrat beschließt:", False),
        ("Der Beschluss vom 5. Mai 2016 ist aufzuheben.", False),
        ("Die Hecken wurden gepflanzt.", False),
        ("", False),
    ],
)
def test_what_only_a_report_begins_with(sentence: str, expected: bool) -> None:
    assert starts_report(sentence) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Hecken wachsen. Sie blühen.", "Die Hecken wachsen."),
        # an abbreviation does not end a sentence
        ("Der Verein Hecken e. V. pflegt sie. Gut.", "Der Verein Hecken e. V. pflegt sie."),
        ("Die Vorlage mit Nr. 4 liegt vor. Gut.", "Die Vorlage mit Nr. 4 liegt vor."),
        ("Es wachsen ca. 40 Hecken dort. Gut.", "Es wachsen ca. 40 Hecken dort."),
        # a closing mark behind it
        ("Die Hecken sind zu pflegen.“ Gut.", "Die Hecken sind zu pflegen."),
        ("Die Hecken", "Die Hecken"),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, expected: str) -> None:
    assert first_sentence(text) == expected
