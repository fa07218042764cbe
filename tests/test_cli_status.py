"""`ratsdok status` shows what is open, or how one resolution came to where it stands."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from calling import call
from catalogues import filled
from ratsdok.letter import CheckDate, Letter, Statement, Status
from searched import letter

POINTS = ["Am Mühlgraben sind Laternen aufzustellen.", "Die Brücke wird gestrichen."]


def report(
    name: str, year: int, due: int | None, *said: Status, paper: str = "V0815/14", **changes: object
) -> Letter:
    statements = tuple(
        Statement(points=(str(at),), text=f"Bericht {year} zu Punkt {at}.", status=status)
        for at, status in enumerate(said, 1)
    )
    check = CheckDate(date=dt.date(due, 6, 30), precision="day", raw="30. Juni") if due else None
    plain = letter(name, "Laternen am Mühlgraben", points=POINTS, paper=paper, date=dt.date(year, 1, 10))
    told = {"statements": statements, "next_check": check, "department": "Geschäftsbereich Licht und Wege"}
    return plain.model_copy(update={"report": "interim" if due else "final", **told, **changes})


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    letters = [
        report("eins", 2015, 2015, Status.PLANNED, Status.IMPLEMENTED),
        report("zwei", 2017, 2018, Status.IN_PROGRESS, Status.IN_PROGRESS, previous_checks=("2016-02-01",)),
        report("fertig", 2016, None, Status.IMPLEMENTED, paper="A0001/14"),
        report("frist", 2019, 2030, Status.PLANNED, paper="V0002/18"),
        report("geheim", 2019, 2019, Status.PLANNED, paper="V0003/18", confidential=True),
    ]
    filled(tmp_path / "archive.db", letters).close()
    return tmp_path / "archive.db"


def test_open_and_overdue_resolutions_are_listed_the_longest_overdue_first(archive: Path) -> None:
    code, out, err = call("status", archive, "--as-of", "2020-01-01")
    assert code == 0
    assert out.startswith("Stand 01.01.2020: 1 überfällig, 1 offen ─")
    overdue, waiting = (line.split() for line in out.splitlines() if line.startswith("V0"))
    assert overdue[:6] == ["V0815/14", "überfällig", "30.06.2018", "550", "10.01.2017", "2"]
    assert waiting[:2] == ["V0002/18", "offen"]
    assert "A0001/14" not in out
    assert err == "1 confidential letter left out (--include-confidential)\n"


def test_settled_ones_are_listed_where_they_are_asked_for(archive: Path) -> None:
    out = call("status", archive, "--all", "--as-of", "01.01.2020")[1]
    assert "1 überfällig, 1 offen, 1 erledigt" in out
    assert "A0001/14" in out


def test_confidential_letters_are_listed_where_they_are_asked_for(archive: Path) -> None:
    _, out, err = call("status", archive, "--include-confidential")
    assert "V0003/18" in out
    assert err == ""


def test_a_resolution_is_told_as_a_timeline(archive: Path) -> None:
    code, out, _ = call("status", archive, "V0815/14", "--as-of", "2020-01-01")
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "überfällig, nächste Kontrolle zugesagt: 30.06.2018, 550 Tage überfällig" in lines
    assert lines.index("1 10.01.2015 Zwischenbericht eins.pdf") < lines.index(
        "– 01.02.2016 genannt, liegt nicht vor"
    )
    assert "↳ zugesagt 30.06.2015, Bericht 216 Tage zu spät" in lines
    assert "geplant (Schreiben 1) → in Umsetzung (Schreiben 2)" in lines
    assert "! Punkt 2 galt als umgesetzt und ist wieder offen (in Umsetzung). (2)" in lines


def test_a_resolution_that_is_not_there_is_an_error(archive: Path) -> None:
    code, out, err = call("status", archive, "V9999/14")
    assert (code, out) == (34, "")
    assert err.startswith(f"{archive}: no letter on V9999/14")


def test_histories_are_written_for_programs(archive: Path) -> None:
    out = call("status", archive, "--format", "json", "--all", "--as-of", "2020-01-01")[1]
    found = [json.loads(line) for line in out.splitlines()]
    assert [each["paper"] for each in found] == ["A0001/14", "V0002/18", "V0815/14"]
    last = found[2]
    assert (last["schema"], last["state"], last["days_overdue"]) == ("ratsdok/history/1", "overdue", 550)
    assert last["letters"][0]["promise"]["days_late_named"] == 216
    assert last["letters"][0]["documents"][0]["places"] == ["/archive/eins.pdf"]
    assert last["courses"][0]["changes"][1]["before"] == "planned"
    assert last["missing"] == [{"day": "2016-02-01", "named_by": [1]}]


def test_a_committee_is_asked_for(archive: Path) -> None:
    assert "nichts offen" in call("status", archive, "--committee", "FA")[1]
    assert "V0815/14" in call("status", archive, "--committee", "Stadtrat")[1]
