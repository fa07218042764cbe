"""Bodies whose marks were lost or torn off."""

import pytest

from letters import city, rows
from ratsdok.parsing.body import BodyReader
from ratsdok.parsing.mending import mend
from ratsdok.parsing.passages import Quoted
from ratsdok.parsing.text import prose


def read(body: str) -> list[tuple[str | None, str]]:
    """Return label and words of quotations, `-` and words of reports."""
    passages = mend(BodyReader(city(), ["A0412/16"]).read(rows(body)))
    return [(p.label if isinstance(p, Quoted) else "-", prose(p.rows)) for p in passages if p.rows]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # labels torn off and stacked before their texts
        (
            "„1.\n2.\n3.\nHecken sind zu pflanzen.\n"
            "Zäune sind zu streichen.\nWege sind zu fegen.“\nSo ist es.",
            [
                ("1", "Hecken sind zu pflanzen."),
                ("2", "Zäune sind zu streichen."),
                ("3", "Wege sind zu fegen."),
                ("-", "So ist es."),
            ],
        ),
        # their texts over several lines
        (
            "„1.\n2.\nHecken sind am\nKrähenwinkel zu pflanzen.\nZäune sind zu streichen.“\nSo ist es.",
            [
                ("1", "Hecken sind am Krähenwinkel zu pflanzen."),
                ("2", "Zäune sind zu streichen."),
                ("-", "So ist es."),
            ],
        ),
        # their texts begin with small letters, and a list stands inside one
        (
            "„1.\n2.\nHecken zu pflanzen.\nbis Mai zu regeln:\n- Zäune\n- Wege\nzu prüfen.“\nSo ist es.",
            [
                ("1", "Hecken zu pflanzen."),
                ("2", "bis Mai zu regeln: - Zäune - Wege zu prüfen."),
                ("-", "So ist es."),
            ],
        ),
        # no end to be found between them: nobody has the words twice
        (
            "„1.\n2.\nHecken und\nZäune und\nWege und Bänke.“\nSo ist es.",
            [("1", "Hecken und Zäune und Wege und Bänke."), ("-", "So ist es.")],
        ),
        # a label that slipped into the list of the point before it
        (
            "„1. Zu pflanzen sind:\n2.\n- Hecken\n- Büsche\nDer Stadtrat ist zu informieren.“\nSo ist es.",
            [
                ("1", "Zu pflanzen sind: - Hecken - Büsche"),
                ("2", "Der Stadtrat ist zu informieren."),
                ("-", "So ist es."),
            ],
        ),
        # the closing mark is gone: the next label's opening mark proves a report
        (
            "1. „Hecken sind zu pflanzen.\n\nDie Hecken wurden im April gepflanzt.\n2. „Zäune auch.“\nJa.",
            [
                ("1", "Hecken sind zu pflanzen."),
                ("-", "Die Hecken wurden im April gepflanzt."),
                ("2", "Zäune auch."),
                ("-", "Ja."),
            ],
        ),
        # an inner quotation's closing mark is gone
        (
            "1. „Der Platz „Am Zaun ist zu bepflanzen.“\nEr wurde im April bepflanzt.",
            [
                ("1", "Der Platz „Am Zaun ist zu bepflanzen."),
                ("-", "Er wurde im April bepflanzt."),
            ],
        ),
        # nothing is wrong, nothing is changed
        (
            "1. „Hecken sind zu pflanzen.“\nSie wachsen.",
            [("1", "Hecken sind zu pflanzen."), ("-", "Sie wachsen.")],
        ),
        # a quotation to the end, all of it ordering
        (
            "„Hecken sind zu pflanzen.\nZäune sind zu streichen.",
            [(None, "Hecken sind zu pflanzen. Zäune sind zu streichen.")],
        ),
        ("", []),
    ],
)
def test_lost_marks_are_made_good(body: str, expected: list[tuple[str | None, str]]) -> None:
    assert read(body) == expected
