"""Which points a report covers."""

import pytest

from letters import city, rows
from ratsdok.parsing.body import BodyReader
from ratsdok.parsing.mending import mend
from ratsdok.parsing.statements import Content, content_of
from ratsdok.parsing.text import prose


def read(body: str, *papers: str) -> Content:
    return content_of(mend(BodyReader(city(), papers).read(rows(body))), papers)


def covered(body: str, *papers: str) -> list[tuple[tuple[str, ...], str]]:
    return [(each.labels, prose(each.rows)) for each in read(body, *papers).statements]


QUOTED = "„1. Hecken sind zu pflanzen.\n2. Zäune sind zu streichen.\n3. Wege sind zu fegen.“\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # one report after the whole quotation covers no point in particular
        (f"{QUOTED}So geschah es.", [((), "So geschah es.")]),
        # the points that the heading names
        (
            f"{QUOTED}Zu 1. und 2.:\nSie sind grün.\nZu Punkt 3:\nSie sind rein.",
            [(("1", "2"), "Sie sind grün."), (("3",), "Sie sind rein.")],
        ),
        # the points that the first sentence names
        (
            f"{QUOTED}Die Punkte 1 und 2 wurden erfüllt.\nDer Punkt 3 wird bearbeitet.",
            [(("1", "2"), "Die Punkte 1 und 2 wurden erfüllt."), (("3",), "Der Punkt 3 wird bearbeitet.")],
        ),
        # a point that was not quoted is none
        (f"{QUOTED}Der Punkt 7 der Satzung gilt.", [((), "Der Punkt 7 der Satzung gilt.")]),
        # where they alternate, the points quoted since the last report
        (
            "1. „Hecken.“\nGrün.\n2. „Zäune.“\nBunt.\n",
            [(("1",), "Grün."), (("2",), "Bunt.")],
        ),
        (
            "1. „Hecken.“\n2. „Zäune.“\nBunt.\n3. „Wege.“\nRein.",
            [(("1", "2"), "Bunt."), (("3",), "Rein.")],
        ),
        # a lone sub-point stands for itself
        (
            "1. „Hecken.“\nGrün.\n2. a) „Zäune.“\nBunt.\nb) „Tore.“\nZu.",
            [(("1",), "Grün."), (("2.a",), "Bunt."), (("2.b",), "Zu.")],
        ),
        # a block answered at once is answered for its parent
        (
            "1. „Zu pflegen sind\na) Hecken,\nb) Büsche.“\nGrün.\n2. „Zäune.“\nBunt.",
            [(("1",), "Grün."), (("2",), "Bunt.")],
        ),
        # a closing note speaks of the whole
        (
            f"{QUOTED}Zu Punkt 1:\nGrün.\nHinweis:\nAlles wird gut.",
            [(("1",), "Grün."), ((), "Alles wird gut.")],
        ),
        # a parent without words stands for its sub-points
        (
            "„1.\na) Hecken sind zu pflanzen.\nb) Büsche sind zu pflanzen.“\nZu Punkt 1:\nGrün.",
            [(("1.a", "1.b"), "Grün.")],
        ),
        ("", []),
    ],
)
def test_what_a_report_covers(body: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    assert covered(body) == expected


@pytest.mark.parametrize(
    ("body", "lead_in", "points"),
    [
        (
            "„Der Oberbürgermeister wird beauftragt,\n1. Hecken zu pflanzen.“\nGrün.",
            "Der Oberbürgermeister wird beauftragt,",
            [(("1",), "Hecken zu pflanzen.", "label")],
        ),
        # an unnumbered resolution is one point
        ("„Hecken sind zu pflanzen.“\nGrün.", "", [((), "Hecken sind zu pflanzen.", "quotation")]),
        # a mark at the label makes it surer
        ("1. „Hecken.“\nGrün.", "", [(("1",), "Hecken.", "quoted-label")]),
        # a parent without words of its own is not listed
        ("„1.\na) Hecken.“\nGrün.", "", [(("1.a",), "Hecken.", "label")]),
        ("Grün.", "", []),
    ],
)
def test_lead_in_and_points(body: str, lead_in: str, points: list[tuple[tuple[str, ...], str, str]]) -> None:
    content = read(body)
    assert prose(content.lead_in) == lead_in
    assert [(each.labels, prose(each.rows), each.rule) for each in content.points] == points


def test_labels_of_the_second_resolution_carry_its_number() -> None:
    body = (
        "Beschluss zu A0412/16:\n1. „Hecken.“\nGrün.\n"
        "Beschluss zu A0433/16:\n1. „Zäune.“\nBunt.\n2. „Tore.“\nZu."
    )
    content = read(body, "A0412/16", "A0433/16")
    labels = [("1",), ("A0433/16 1",), ("A0433/16 2",)]
    assert [each.labels for each in content.points] == labels
    assert [each.labels for each in content.statements] == labels


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        (f"{QUOTED}So geschah es.", ["whole"]),
        (f"{QUOTED}Zu Punkt 1:\nGrün.", ["heading"]),
        (f"{QUOTED}Der Punkt 1 ist erfüllt.", ["mention"]),
        ("1. „Hecken.“\nGrün.\n2. „Zäune.“\nBunt.", ["alternating", "alternating"]),
    ],
)
def test_each_statement_says_what_decided_on_its_points(body: str, rules: list[str]) -> None:
    assert [each.rule for each in read(body).statements] == rules
