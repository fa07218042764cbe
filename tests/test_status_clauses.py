"""What verbs say: clauses, their forms, and the aspects of a sentence. All sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok.parsing.status.clauses import aspects_of, clauses


@pytest.mark.parametrize(
    ("sentence", "forms"),
    [
        ("Der Vertrag wurde im Mai geschlossen.", ["past_passive:deed"]),
        # two participles share one finite verb
        ("Die Halle wurde gebaut und übergeben.", ["past_passive:deed", "past_passive:deed"]),
        # the finite verb changes in the same clause
        ("Er wurde bestätigt und wird nun beraten.", ["past_passive:deed", "present_passive:deed"]),
        # a participle torn by a line's end
        ("Der Bericht wurde vorge legt.", ["past_passive:deed"]),
        ("Die Satzung ist verabschiedet worden.", ["perfect:deed"]),
        ("Die Mittel sollen angemeldet werden.", ["intent:begin"]),
        ("Die Abnahme erfolgte im Mai.", ["preterite:deed"]),
        # looks like a participle, but is a strong past
        ("Der Verein erhielt einen Bescheid.", ["preterite:deed"]),
        # a participle before a noun is an attribute
        ("Der geänderte Vertrag gilt.", ["bare:deed"]),
        ("Die Kosten sind zu klären.", ["must:deed"]),
        # the finite verb waits beyond a relative clause
        ("Das Amt hat den Antrag, der vorliegt, bewilligt.", ["perfect:deed"]),
        # clerks leave the auxiliary out
        ("Mit der Beschlussfassung umgesetzt.", ["perfect:deed"]),
        # "zu" inside a separable verb
        ("Ein Verfahren ist durchzuführen.", ["must:deed"]),
        # here "zu" belongs to the prefix
        ("Ein Gutachter ist hinzugezogen.", ["perfect:deed"]),
    ],
)
def test_forms(sentence: str, forms: list[str]) -> None:
    assert [form for clause in clauses(sentence) for form in clause.forms] == forms


@pytest.mark.parametrize(
    ("sentence", "aspects"),
    [
        ("Der Weg wurde gebaut.", {"done"}),
        ("Ein Gutachten wurde beauftragt.", {"begun"}),
        ("Bisher wurden drei Wege gebaut.", {"part"}),
        ("Der Vertrag ist noch nicht beurkundet.", {"open"}),
        # not a part is missing: nothing is there yet
        ("Mit dem Bau wurde noch nicht begonnen.", {"not-begun"}),
        ("Die Förderung wurde nicht ausgezahlt.", {"not-done"}),
        ("Derzeit wird der Entwurf beraten.", {"runs"}),
        ("Der Entwurf wird im Oktober beraten.", {"to-come"}),
        ("Der Entwurf soll beraten werden.", {"to-come"}),
        ("Die Linie verkehrt seit Mai bis zur Endstelle.", {"since"}),
        # what one has been able to do for a while is no plan, though a date stands there
        ("Seit Mai 2031 können Anträge gestellt werden.", {"since"}),
        ("Die Karte ist seit Mai abrufbar.", {"since"}),
        # further ones are done, too
        ("Im Mai wurden weitere Bänke aufgestellt.", {"done"}),
        # "bis" with a date opens no condition; before something else it puts off
        ("Bis zum Mai wurden drei Verträge geschlossen.", {"done"}),
        ("Bis zur Besetzung nimmt das Amt die Aufgabe wahr.", {"if"}),
        ("Der Bau wurde vertagt.", {"held"}),
        ("Der Antrag wurde abgelehnt.", {"refused"}),
        # a condition reports nothing
        ("Sobald das Haus fertiggestellt ist, wird die Stelle im Mai besetzt.", {"if", "to-come"}),
    ],
)
def test_aspects(sentence: str, aspects: set[str]) -> None:
    assert aspects_of(sentence) == aspects


def test_cues_add_their_aspect() -> None:
    assert aspects_of("Das ist so.", frozenset({"waiting", "done"})) == {"so", "held"}


_ASPECTS = set(
    "done begun part held refused since so state points law bare can cannot to-come irreal runs passive if "
    "open not-so not-done not-begun not-bare not-present_passive not-intent not-must not-irreal".split()
)


@given(st.text(alphabet="wurde gebaut, ist. Zu 12–", max_size=60) | st.text(max_size=60))
def test_no_sentence_has_other_aspects(sentence: str) -> None:
    assert aspects_of(sentence) <= _ASPECTS
