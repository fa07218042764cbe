"""People's names leave an export: surely where somebody signed, in running text as far as can be told."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from catalogues import SAMPLES, filled, sample_letters
from exports import EVERYTHING, FORMATS, doubt, exported, letter
from ratsdok.exporting import Format, privacy
from ratsdok.exporting.data_frames import frames
from ratsdok.exporting.privacy import without_names, without_persons
from ratsdok.letter import Letter
from ratsdok.pipeline import parse


def strings_of(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)


def readable(data: bytes, to: Format) -> str:
    """Return everything that an export says, unpacked."""
    if to == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "".join(package.read(name).decode() for name in package.namelist())
    if to == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return strings_of(parquet.read_table(io.BytesIO(data)).to_pylist())
    return data.decode().replace("\r\n ", "")  # iCalendar folds its lines


@pytest.mark.parametrize(("text", "expected"), privacy.EXAMPLES.items())
def test_names_in_running_text(text: str, expected: str) -> None:
    assert without_names(text) == expected


@pytest.mark.parametrize(
    "text", ["Dr.  ", "Herr Dr. rer. ", "A. ", "Frau von der ", "Prof.", "S", "St-", "Eva\n"]
)
def test_no_text_takes_long(text: str) -> None:
    people = privacy._named(signed().signed_by)
    started = time.monotonic()
    for long in (text * 1000, text + "\n" * 20_000, f"Herr {text * 1000}"):
        without_names(long, people)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("to", FORMATS)
def test_no_export_names_anybody(to: Format, tmp_path: Path) -> None:
    read = [parse(SAMPLES / "gleisdreieck.pdf"), parse(SAMPLES / "trinkbrunnen.pdf")]  # with evidence
    several = {each.document.sha256: each for each in [*sample_letters(), *read]}.values()
    people = {who.name for each in several for who in (*each.signed_by, *each.acknowledged_by)}
    families = {name.split()[-1] for name in people}
    assert len(families) > 8
    with filled(tmp_path / "archive.db", list(several)) as catalogue:
        told = readable(exported(catalogue, to, EVERYTHING, persons=False), to)
        assert [name for name in families if name in told] == []
        if to not in ("ics",):
            assert families & {name for name in families if name in readable(exported(catalogue, to), to)}


def signed(**values: Any) -> Letter:
    people = {
        "signed_by": [
            {"name": "Dr. Eva Maria Grün-Blau", "role": "Beigeordnete", "on_behalf_of": "Otto Rot"}
        ],
        "acknowledged_by": [{"name": "Ida Stein"}],
    }
    return letter(**{"name": "BK_Stein", **people, **values})


def test_who_signed_goes_with_evidence_and_findings() -> None:
    findings = [
        {"code": "a", "severity": "info", "message": "Unterschrift?", "path": "signed_by.0.name"},
        {"code": "b", "severity": "info", "message": "Von Ida Stein.", "path": None},
    ]
    cleaned = without_persons(signed(findings=findings, evidence=doubt("signed_by.0.name", "date")))
    assert (cleaned.signed_by, cleaned.acknowledged_by) == ((), ())
    assert [*cleaned.evidence] == ["date"]
    assert [each.message for each in cleaned.findings] == ["Von [Name]."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frau Grün-Blau berichtet.", "Frau [Name] berichtet."),
        ("mit Eva Maria Grün-Blau", "mit [Name]"),
        ("Grün-Blau, Eva Maria", "[Name]"),
        ("i. V. Rot", "i. V. [Name]"),
        ("GRÜN-BLAU", "[Name]"),
        ("Grün-Blaus Bericht", "[Name] Bericht"),
        ("Ida\nStein", "[Name]"),
        ("Eva Maria Grün-\nBlau, von I. St-\n  ein", "[Name], von I. [Name]"),
        # What only looks like a name of theirs stays.
        ("am Steinweg, am Stein-Platz und in Eva", "am Steinweg, am Stein-Platz und in Eva"),
        ("Rotes Haus", "Rotes Haus"),
    ],
)
def test_names_of_those_who_signed_go_everywhere(text: str, expected: str) -> None:
    cleaned = without_persons(
        signed(
            recipients=[text],
            salutation=text,
            lead_in=text,
            points=[{"label": None, "text": text}],
            statements=[{"text": text, "status": "unknown"}],
            attachments=[text],
            next_check={"date": "2016-06-30", "precision": "day", "raw": text},
            evidence={
                "date": {
                    "raw": text,
                    "page": 1,
                    "span": (0, 1),
                    "confidence": 1,
                    "rule": "stamp",
                    "readings": [text],
                }
            },
        )
    )
    found = [
        cleaned.recipients[0], cleaned.salutation, cleaned.lead_in, cleaned.points[0].text,
        cleaned.statements[0].text, cleaned.attachments[0], cleaned.next_check and cleaned.next_check.raw,
        cleaned.evidence["date"].raw, cleaned.evidence["date"].readings[0],
    ]  # fmt: skip
    assert set(found) == {expected}


def test_a_name_in_a_file_name_goes() -> None:
    assert without_persons(signed()).document.name == "BK_[Name].pdf"


def test_an_office_in_a_persons_place_does_not_take_the_word_from_the_text() -> None:
    text = "Der Oberbürgermeister wird beauftragt."
    office = signed(
        signed_by=[
            {"name": "Dirk Grau", "on_behalf_of": "des Oberbürgermeisters"},
            {"name": "Oberbürgermeister"},
        ],
        points=[{"label": None, "text": text}],
    )
    assert without_persons(office).points[0].text == text


def test_tables_have_no_columns_for_people(tmp_path: Path) -> None:
    with filled(tmp_path / "archive.db", [signed(evidence=doubt("signed_by.0.name", "date"))]) as catalogue:
        named, nameless = (
            exported(catalogue, "csv", persons=persons, plain=True).decode().splitlines()[0].split(",")
            for persons in (True, False)
        )
        assert set(named) - set(nameless) == {"signed_by", "acknowledged_by"}
        assert "signed" not in exported(catalogue, "csv", persons=False, plain=True).decode()
        assert len(frames(catalogue, persons=False).people) == 0
        assert len(frames(catalogue).people) == 2
