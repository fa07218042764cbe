"""The page on which a record is compared with its letter: what it says, and where its boxes lie."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from calling import SAMPLES
from inspecting import Parsed, evidence, letter, picture, text_of
from ratsdok import inspection, parse_all
from ratsdok.inspection import page_of
from ratsdok.inspection.fields import blocks_of
from ratsdok.inspection.wording import certainty
from ratsdok.letter import (
    CheckDate,
    DocumentInfo,
    Finding,
    Letter,
    Person,
    Point,
    Resolution,
    Statement,
    Status,
)

EVIL = "<script>alert(1)</script>\"'&"


def sample_pages() -> Iterator[tuple[list[Letter], str]]:
    for file in sorted(SAMPLES.glob("*.pdf")):
        letters = parse_all(file)
        yield letters, page_of(letters, [picture(page) for page in range(1, letters[0].document.pages + 1)])


def test_every_evidence_is_linked_with_its_place() -> None:
    linked = 0
    for letters, html in sample_pages():
        page = Parsed(html)
        for number, one in enumerate(letters, 1):
            for path, own in one.evidence.items():
                field = page.by_id(f"feld-{number}-{path.replace('.', '-')}")
                place = page.by_id(field.attributes["data-place"])
                assert place.attributes["data-page"] == str(own.page), path
                assert page.by_id(place.attributes["href"].removeprefix("#"))
                linked += 1
    assert linked > 400


def test_links_lead_somewhere_and_names_are_given_once() -> None:
    for _, html in sample_pages():
        elements = Parsed(html).all
        names = [element.attributes["id"] for element in elements if "id" in element.attributes]
        targets = {element.attributes["href"] for element in elements if element.tag == "a"}
        assert len(set(names)) == len(names)
        assert targets <= {f"#{name}" for name in names}


def test_what_the_letter_says_stays_text() -> None:
    evil = letter(
        resolutions=[Resolution(paper=EVIL, subject=EVIL)],
        department=EVIL,
        points=[Point(label=EVIL, text=EVIL)],
        statements=[Statement(points=(EVIL,), text=EVIL, status=Status.PLANNED)],
        signed_by=[Person(name=EVIL, role=EVIL)],
        findings=[Finding(code=EVIL, severity="info", message=EVIL, path=EVIL)],
        evidence={"department": evidence(raw=EVIL), "points.0": evidence(box=(1, 1, 9, 9))},
    )
    html = page_of([evil.model_copy(update={"document": _named(evil, EVIL)})], [picture()])
    assert html.count("<script") == 1
    assert "alert(1)</script>" not in html
    page = Parsed(html)
    assert EVIL in page.by_id("feld-1-resolutions-0-subject").text
    assert f"{EVIL}: Feld zeigen" in page.by_id("ort-2").attributes["aria-label"]
    assert {element.tag for element in page.all} == {element.tag for element in Parsed(PLAIN).all}


def _named(one: Letter, name: str) -> DocumentInfo:
    return one.document.model_copy(update={"name": name})


PLAIN = page_of(
    [
        letter(
            points=[Point(label="1", text="a")],
            statements=[Statement(text="b", status=Status.PLANNED)],
            findings=[Finding(code="c", severity="info", message="m", path="department")],
            department="d",
            evidence={"department": evidence()},
        )
    ],
    [picture()],
)


def test_the_policy_names_the_style_and_the_script_that_are_there_and_nothing_else() -> None:
    (policy,) = (
        element.attributes["content"] for element in Parsed(PLAIN).all if "http-equiv" in element.attributes
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", PLAIN, re.DOTALL)
        checksum = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules.pop(rule) == f"'sha256-{checksum}'"
    nothing = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
    assert rules == nothing | {"img-src": "data:"}
    assert "style=" not in PLAIN
    assert not re.search(r"\bon\w+=", re.sub(r"<script>.*</script>", "", PLAIN, flags=re.DOTALL))
    assert "http://" not in PLAIN
    assert "https://" not in PLAIN


def test_values_are_said_in_german() -> None:
    html = page_of(
        [
            letter(
                date=dt.date(2030, 1, 2),
                report="mixed",
                confidential=True,
                points=[Point(label="1", text="Es wird gebaut."), Point(label="1.a", text="Aus Holz.")],
                statements=[
                    Statement(text="Alles ruht.", status=Status.DEFERRED),
                    Statement(points=("1",), text="Gebaut.", status=Status.IMPLEMENTED),
                ],
                next_check=CheckDate(date=dt.date(2031, 6, 30), precision="half-year", raw="Sommer"),
                previous_checks=["2029-05-06", "2028-04"],
            )
        ],
        [],
    )
    assert text_of(html, "date") == "Datum 02.01.2030"
    assert text_of(html, "report").endswith("Zwischen- und Abschlussbericht")
    assert text_of(html, "confidential") == "Vertraulich ja"
    assert text_of(html, "next_check.date").endswith("1. Halbjahr 2031")
    assert text_of(html, "previous_checks.0").endswith("06.05.2029")
    assert text_of(html, "previous_checks.1").endswith("04/2028")
    assert text_of(html, "statements.0") == "Bericht zum ganzen Beschluss Alles ruht."
    assert text_of(html, "statements.1.status") == "Stand zu Punkt 1 umgesetzt"


def test_reports_stand_below_the_last_point_they_cover() -> None:
    points = [Point(label=label, text="t") for label in ("1", "1.a", "10", "2")]
    reports = [Statement(points=own, text="t", status=Status.PLANNED) for own in (("2",), ("1",), (), ("9",))]
    (body,) = (
        block
        for block in blocks_of(letter(points=points, statements=reports))
        if "Beschlusspunkte" in block.title
    )
    assert [field.path for field in body.fields if not field.path.endswith("status")] == [
        "points.0", "points.1", "statements.1", "points.2", "points.3", "statements.0",
        "statements.2", "statements.3",
    ]  # fmt: skip


def test_what_is_missing_says_so() -> None:
    html = page_of([letter()], [picture()])
    missing = [element.text.split("\n")[1] for element in Parsed(html).of_class("missing")]
    assert missing == [
        "Vorlage", "Sitzung", "Gegenstand", "Datum", "Geschäftszeichen", "Geschäftsbereich", "Empfänger",
        "Vertraulich", "Anrede", "Art des Berichts", "Beschlusspunkte", "Bericht",
        "Nächste Beschlusskontrolle", "Unterzeichnet von", "Kenntnis genommen",
        "Anlage", "Erwähnte Vorlage", "Frühere Beschlusskontrolle",
    ]  # fmt: skip
    assert html.count("nicht gefunden</dd>") == len(missing)
    assert "0 Angaben gelesen, davon 0 unsicher; 18 nicht gefunden" in html


def test_doubtful_values_are_marked_in_words() -> None:
    html = page_of([letter(department="Amt", evidence={"department": evidence(confidence=0.6)})], [picture()])
    assert "⚠ unsicher, 60 %" in text_of(html, "department")
    assert "doubtful" in Parsed(html).by_id("ort-1").classes
    assert "(unsicher)" in Parsed(html).by_id("ort-1").attributes["aria-label"]


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "sehr sicher, 100 %"),
        (0.998, "sehr sicher, 99 %"),
        (0.8, "sicher, 80 %"),
        (0.799, "unsicher, 79 %"),
        (0.5, "unsicher, 50 %"),
        (0.2, "sehr unsicher, 20 %"),
    ],
)
def test_certainty_in_words(confidence: float, words: str) -> None:
    assert certainty(evidence(confidence=confidence)) == words


def test_a_finding_leads_to_its_place() -> None:
    findings = [
        Finding(code="a", severity="warning", message="Amt?", path="department"),
        Finding(code="b", severity="error", message="Wer?", path="signed_by"),
        Finding(code="c", severity="info", message="Nichts.", path="date"),
    ]
    own = {"department": evidence(), "signed_by.0.name": evidence(box=(1, 1, 9, 9))}
    html = page_of(
        [letter(department="Amt", signed_by=[Person(name="X")], findings=findings, evidence=own)], [picture()]
    )
    shown = Parsed(html).of_class("finding")
    assert [element.attributes.get("data-place") for element in shown] == ["ort-1", "ort-2", None]
    assert [element.text.split()[0] for element in shown] == ["Warnung:", "Fehler:", "Hinweis:"]


def test_a_finding_about_a_page_leads_to_it() -> None:
    messages = (
        "Seite 2 ist leer und wurde übergangen.",
        "Auf Seite 12 ist nichts.",
        "Kein Bericht gefunden.",
    )
    findings = [Finding(code="c", severity="info", message=message) for message in messages]
    html = page_of([letter(findings=findings)], [picture(), picture(2)])
    (link,) = Parsed(html).of_class("turn")
    assert (link.attributes["href"], link.text) == ("#seite-2", "Seite 2 zeigen")
    assert Parsed(html).by_id("seite-2").tag == "figure"


def test_what_a_second_look_read_is_shown_once_each() -> None:
    own = evidence(raw="1O.1.3O").model_copy(update={"readings": ("10.1.30", "10.1.30", EVIL)})
    html = page_of([letter(date=dt.date(2030, 1, 10), evidence={"date": own})], [picture()])
    assert f"Noch einmal gelesen: „10.1.30“, „{EVIL}“ Regel" in text_of(html, "date")


def test_several_letters_have_a_section_each() -> None:
    one, two = (
        letter(resolutions=[Resolution(paper=paper)], evidence={"resolutions.0.paper": evidence(box=box)})
        for paper, box in (("V1/30", (1, 1, 9, 9)), ("V2/30", (1, 20, 9, 29)))
    )
    html = page_of([one, two], [picture()])
    assert [f"Brief {number} von 2" in html for number in (1, 2)] == [True, True]
    assert "V1/30" in text_of(html, "resolutions.0.paper", 1)
    assert "V2/30" in text_of(html, "resolutions.0.paper", 2)
    assert Parsed(html).by_id("ort-2").attributes["href"] == "#feld-2-resolutions-0-paper"


def test_another_document_says_so_and_shows_its_pages() -> None:
    html = page_of([letter(kind="other")], [picture(), picture(2)])
    assert "Keine Beschlusskontrolle" in html
    assert len(Parsed(html).of_class("sheet")) == 2
    assert Parsed(html).of_class("field") == []


def test_without_pictures_the_characters_stand_below_each_value() -> None:
    html = page_of([letter(department="Amt", evidence={"department": evidence(box=None, raw="A m t")})], [])
    assert "hat keine Seitenbilder" in html
    assert "„A m t“ Regel: regel" in text_of(html, "department")
    assert [element.tag for element in Parsed(html).all if element.tag in ("svg", "figure")] == []
    assert all("open" in element.attributes for element in Parsed(html).all if element.tag == "details")


def test_style_and_script_end_only_where_the_page_ends_them() -> None:
    for name in ("sheet.css", "sheet.js"):
        assert "</" not in Path(inspection.__file__).with_name(name).read_text("utf-8")
