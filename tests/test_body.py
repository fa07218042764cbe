"""A letter's body: what is quoted of the resolution, and what is reported on it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters import city, rows
from ratsdok.parsing.body import BodyReader
from ratsdok.parsing.passages import Quoted
from ratsdok.parsing.text import prose

# A quotation is written as (label, words), a report as (labels of its heading or None, words).
Piece = tuple[str, str | tuple[str, ...] | None, str]


def read(body: str, *papers: str) -> list[Piece]:
    passages = BodyReader(city(), papers).read(rows(body))
    return [
        (
            "quoted" if isinstance(p, Quoted) else "reported",
            p.label if isinstance(p, Quoted) else p.labels,
            prose(p.rows),
        )
        for p in passages
    ]


def quoted(label: str | None, words: str) -> Piece:
    return "quoted", label, words


def reported(words: str, *labels: str) -> Piece:
    return "reported", labels or None, words


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # one quotation, one report
        (
            "„1. Hecken sind zu pflanzen.\n2. Zäune sind zu streichen.“\n\nBeides ist geschehen.",
            [
                quoted("1", "Hecken sind zu pflanzen."),
                quoted("2", "Zäune sind zu streichen."),
                reported("Beides ist geschehen."),
            ],
        ),
        # point by point
        (
            "1. „Hecken sind zu pflanzen.“\nSie wachsen.\n2. „Zäune sind zu streichen.“\nSie leuchten.",
            [
                quoted("1", "Hecken sind zu pflanzen."),
                reported("Sie wachsen."),
                quoted("2", "Zäune sind zu streichen."),
                reported("Sie leuchten."),
            ],
        ),
        # reports under headings
        (
            "„1. Hecken sind zu pflanzen.\n2. Zäune sind zu streichen.“\n"
            "Zu Punkt 1:\nSie wachsen.\nZu 2.: Sie leuchten.",
            [
                quoted("1", "Hecken sind zu pflanzen."),
                quoted("2", "Zäune sind zu streichen."),
                reported("Sie wachsen.", "1"),
                reported("Sie leuchten.", "2"),
            ],
        ),
        # words before the first label, and no numbers at all
        (
            "„Der Oberbürgermeister wird beauftragt,\n1. Hecken zu pflanzen.“\nSie wachsen.",
            [
                quoted(None, "Der Oberbürgermeister wird beauftragt,"),
                quoted("1", "Hecken zu pflanzen."),
                reported("Sie wachsen."),
            ],
        ),
        (
            "„Hecken sind zu pflanzen.“\n\nSie wachsen.",
            [quoted(None, "Hecken sind zu pflanzen."), reported("Sie wachsen.")],
        ),
        # sub-points
        (
            "„1. Zu pflanzen sind\na) Hecken,\nb) Büsche.“\nSie wachsen.",
            [
                quoted("1", "Zu pflanzen sind"),
                quoted("1.a", "Hecken,"),
                quoted("1.b", "Büsche."),
                reported("Sie wachsen."),
            ],
        ),
        # work steps of a report are no points
        (
            "1. „Hecken sind zu pflanzen.“\nEs folgen:\n1. Ausschreibung\n2. Vergabe\n3. Pflanzung",
            [
                quoted("1", "Hecken sind zu pflanzen."),
                reported("Es folgen: 1. Ausschreibung 2. Vergabe 3. Pflanzung"),
            ],
        ),
        # neither is a quarter at a line's start
        (
            "1. „Hecken sind zu pflanzen.“\nSie werden im\n2. Quartal 2018 gepflanzt.",
            [
                quoted("1", "Hecken sind zu pflanzen."),
                reported("Sie werden im 2. Quartal 2018 gepflanzt."),
            ],
        ),
        # a quotation inside the quotation
        (
            "1. „Der Platz „Am Zaun“ ist zu\nbepflanzen.“\nEr ist grün.",
            [quoted("1", "Der Platz „Am Zaun“ ist zu bepflanzen."), reported("Er ist grün.")],
        ),
        # the report follows on the closing mark's line
        (
            "1. „Hecken sind zu pflanzen.“ Sie wachsen.",
            [quoted("1", "Hecken sind zu pflanzen."), reported("Sie wachsen.")],
        ),
        # the label alone on its line
        (
            "1.\n„Hecken sind zu pflanzen.“\nSie wachsen.",
            [quoted("1", "Hecken sind zu pflanzen."), reported("Sie wachsen.")],
        ),
        # no closing mark, but words that only a report begins with
        (
            "1. „Hecken sind zu pflanzen.\nDer Beschlusspunkt wurde umgesetzt.",
            [quoted("1", "Hecken sind zu pflanzen."), reported("Der Beschlusspunkt wurde umgesetzt.")],
        ),
        # no quotation marks at all
        (
            "Der Oberbürgermeister wird beauftragt, Hecken zu pflanzen.",
            [quoted(None, "Der Oberbürgermeister wird beauftragt, Hecken zu pflanzen.")],
        ),
        # a heading over the resolution
        (
            "Beschluss:\n1. Hecken sind zu pflanzen.\nZu Punkt 1:\nSie wachsen.",
            [
                quoted(None, ""),
                quoted("1", "Hecken sind zu pflanzen."),
                reported("Sie wachsen.", "1"),
            ],
        ),
        # no marks at all: the heading that a report runs in to ends the quotation
        (
            "Beschluss:\n1. Hecken sind zu pflanzen.\n2. Zäune sind zu streichen.\n"
            "zu 1. Sie wachsen.\nzu 2. Sie leuchten.",
            [
                quoted(None, ""),
                quoted("1", "Hecken sind zu pflanzen."),
                quoted("2", "Zäune sind zu streichen."),
                reported("Sie wachsen.", "1"),
                reported("Sie leuchten.", "2"),
            ],
        ),
        # but not one of a point that was not quoted, inside a sentence, or in a quotation with marks
        (
            "Beschluss:\n1. Hecken sind zu pflanzen.\nzu 3. Sie wachsen.",
            [quoted(None, ""), quoted("1", "Hecken sind zu pflanzen. zu 3. Sie wachsen.")],
        ),
        (
            "Beschluss:\n1. Hecken sind\nzu 1. Mai zu pflanzen.",
            [quoted(None, ""), quoted("1", "Hecken sind zu 1. Mai zu pflanzen.")],
        ),
        (
            "„Der Stadtrat beschließt:\n1. Hecken sind zu pflanzen.\nzu 1. Sie wachsen.“",
            [
                quoted(None, "Der Stadtrat beschließt:"),
                quoted("1", "Hecken sind zu pflanzen. zu 1. Sie wachsen."),
            ],
        ),
        # a heading over each quotation
        (
            "Zu Punkt 1:\n„Hecken sind zu pflanzen.“\nSie wachsen.\nZu Punkt 2:\n„Zäune auch.“\nJa.",
            [
                quoted("1", "Hecken sind zu pflanzen."),
                reported("Sie wachsen."),
                quoted("2", "Zäune auch."),
                reported("Ja."),
            ],
        ),
        # no resolution
        ("Die Hecken wurden gepflanzt.", [reported("Die Hecken wurden gepflanzt.")]),
        ("", []),
    ],
)
def test_a_body_comes_apart(body: str, expected: list[Piece]) -> None:
    assert read(body) == expected


def test_two_resolutions_count_anew() -> None:
    body = (
        "Beschluss zu A0412/16:\n1. „Hecken sind zu pflanzen.“\nSie wachsen.\n"
        "Beschluss zu A0433/16:\n1. „Zäune sind zu streichen.“\nSie leuchten."
    )
    passages = BodyReader(city(), ["A0412/16", "A0433/16"]).read(rows(body))
    assert [(p.resolution, prose(p.rows)) for p in passages if p.rows] == [
        (0, "Hecken sind zu pflanzen."),
        (0, "Sie wachsen."),
        (1, "Zäune sind zu streichen."),
        (1, "Sie leuchten."),
    ]


def test_a_second_one_begins_where_the_numbers_start_again() -> None:
    body = "1. „Hecken sind zu pflanzen.“\nSie wachsen.\n1. „Zäune sind zu streichen.“\nSie leuchten."
    passages = BodyReader(city(), ["A0412/16", "A0433/16"]).read(rows(body))
    assert [p.resolution for p in passages] == [0, 0, 1, 1]


def test_a_lone_letter_may_head_a_quotation() -> None:
    assert read("Zu a):\n„Hecken sind zu pflanzen.“\nSie wachsen.\n1. „Zäune auch.“") == [
        quoted("a", "Hecken sind zu pflanzen."),
        reported("Sie wachsen."),
        quoted("1", "Zäune auch."),
    ]


def test_a_heading_behind_a_lead_in_names_its_points() -> None:
    assert read("„Der Stadtrat beschließt:“\nZu Punkt 1:\nSie wachsen.") == [
        quoted(None, "Der Stadtrat beschließt:"),
        reported("Sie wachsen.", "1"),
    ]


BODY_LINES = st.sampled_from(
    """1. „Hecken sind zu pflanzen.
2. Zäune sind zu streichen.“
a) Büsche
„b) Bäume.“
Zu Punkt 1:
zu 1.-3.
Zu a):
1.1 Weg
II. Steg
Beschluss:
Beschluss zu A0433/16:
Der Beschlusspunkt wurde umgesetzt.
„Der Stadtrat beschließt:
Sie wachsen.“ Und blühen.
3
- Hecke
"
und""".split("\n")
)


@given(st.lists(BODY_LINES, max_size=14))
@settings(deadline=None, max_examples=200)
def test_any_order_of_lines_is_read_in_order(lines: list[str]) -> None:
    passages = BodyReader(city(), ["A0412/16", "A0433/16"]).read(rows("\n".join(lines)))
    starts = [row.start for passage in passages for row in passage.rows]
    assert starts == sorted(starts)
