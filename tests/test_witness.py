"""What an information system says of a file, beside what the letter says itself."""

import datetime as dt
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from letters import LETTER, city, codes
from ratsdok.archive.rows import letter_of, rows_of
from ratsdok.letter import DOUBTFUL_BELOW, Evidence, Finding, Letter, json_schema
from ratsdok.pipeline import Witness, parse, parse_all, parse_with_views

TITLE = "BK_SR_A0412/16_2017_05_12_Zwischenbericht"
PUBLISHED = dt.date(2017, 5, 15)
WITNESS = Witness(TITLE, PUBLISHED, "A0412/16")
UNDATED = LETTER.replace("1 2. MAI 2017", "")
UNNUMBERED = LETTER.replace("A0412/16", "A#4?2/16")
SECOND = LETTER.replace("A0412/16", "A0433/16").replace("1 2. MAI 2017", "")
KINDLESS = LETTER.replace("folgender Zwischenstand", "folgende Information")


def heard(text: str, witness: Witness = WITNESS) -> Letter:
    return parse(text.encode(), witness=witness)


def about(letter: Letter, code: str) -> list[Finding]:
    return [finding for finding in letter.findings if finding.code == code]


# --- the letter says the same ---


def test_agreement_makes_values_surer_and_is_told_in_the_evidence() -> None:
    alone, letter = parse(LETTER.encode()), heard(LETTER)
    for path in ("date", "report", "resolutions.0.paper"):
        before, after = alone.evidence[path], letter.evidence[path]
        assert before.confidence < after.confidence < 1
        assert after == before.model_copy(
            update={"confidence": after.confidence, "witnesses": after.witnesses}
        )
    assert letter.evidence["date"].witnesses == (f"OParl File.name: {TITLE}",)
    assert letter.evidence["resolutions.0.paper"].witnesses == (
        "OParl Paper.reference: A0412/16",
        f"OParl File.name: {TITLE}",
    )
    assert letter.findings == alone.findings
    assert letter.model_copy(update={"evidence": {}}) == alone.model_copy(update={"evidence": {}})


def test_a_witness_who_knows_nothing_changes_nothing() -> None:
    alone = parse(LETTER.encode())
    for witness in (
        Witness(),
        Witness("", None, ""),
        Witness("Anlage 1"),
        Witness(None, PUBLISHED, "siehe oben"),
    ):
        assert heard(LETTER, witness).to_json() == alone.to_json()


def test_a_title_that_no_text_may_hold_enters_a_record_all_the_same() -> None:
    letter = heard(UNDATED, Witness("\udc80 2017_05_12\n" + "x" * 5000))
    assert letter.date == dt.date(2017, 5, 12)
    assert Letter.from_json(letter.to_json()) == letter


def test_evidence_without_witnesses_is_written_as_before() -> None:
    alone = json.loads(parse(LETTER.encode()).to_json())
    assert all("witnesses" not in entry for entry in alone["evidence"].values())
    record = json.loads(heard(LETTER).to_json())
    assert record["evidence"]["date"]["witnesses"] == [f"OParl File.name: {TITLE}"]
    Draft202012Validator(json_schema()).validate(record)
    assert Letter.from_json(json.dumps(record)) == heard(LETTER)


def test_for_a_letter_on_two_resolutions_one_of_the_papers_is_enough() -> None:
    letter = heard(LETTER.replace("zu A0412/16", "zu A0433/16 (Sitzungsnummer: SR/031/2016) und\nA0412/16"))
    assert [each.paper for each in letter.resolutions] == ["A0433/16", "A0412/16"]
    assert [bool(letter.evidence[f"resolutions.{at}.paper"].witnesses) for at in (0, 1)] == [False, True]
    assert not about(letter, "witness-contradicts")


def test_a_title_of_one_kind_may_stand_for_a_letter_of_both() -> None:
    both = "folgende abschließende Information (Punkt 1) und folgender Zwischenstand (Punkt 2)"
    letter = heard(LETTER.replace("folgender Zwischenstand", both))
    assert letter.report == "mixed"
    assert not letter.evidence["report"].witnesses
    assert not about(letter, "witness-contradicts")


def test_a_catalogue_keeps_witnesses() -> None:
    letter = heard(UNDATED)
    (record,) = rows_of(letter, city())["letters"]
    proofs = rows_of(letter, city())["evidence"]
    assert letter_of(record["record"], proofs) == letter
    assert {proof["path"] for proof in proofs if proof["witnesses"]} == {"report", "resolutions.0.paper"}


# --- the letter is silent ---


def test_a_date_that_cannot_be_read_is_taken_from_the_title() -> None:
    letter = heard(UNDATED)
    assert letter.date == dt.date(2017, 5, 12)
    assert letter.evidence["date"] == Evidence(
        raw=TITLE, page=1, span=(0, 0), confidence=letter.evidence["date"].confidence, rule="oparl-name"
    )
    assert not letter.evidence["date"].is_doubtful
    (finding,) = about(letter, "value-from-witness")
    assert (finding.path, finding.severity) == ("date", "info")
    assert "12.05.2017" in finding.message


def test_a_title_with_the_day_of_publication_is_less_sure() -> None:
    day = heard(UNDATED, Witness(TITLE, dt.date(2017, 5, 12))).evidence["date"]
    assert day.rule == "oparl-name-same-day"
    assert day.confidence < heard(UNDATED).evidence["date"].confidence


def test_what_was_remarked_on_the_stamp_stays() -> None:
    letter = heard(LETTER.replace("1 2. MAI 2017", "1 ?. MAI 2Q"))
    assert letter.date == dt.date(2017, 5, 12)
    assert codes(letter) == ["date-unreadable", "value-from-witness"]


@pytest.mark.parametrize(
    "witness",
    [
        Witness("BK_A0412/16_Zwischenbericht", PUBLISHED),  # the day of publication is not the letter's
        Witness(TITLE, dt.date(2017, 5, 11)),  # published before it was written
        Witness(TITLE, dt.date(2017, 7, 12)),  # two months on the way
        Witness(TITLE, dt.date(2018, 5, 15)),  # a slip of the year
    ],
)
def test_a_day_of_publication_is_no_date_but_a_bound_for_the_title_s(witness: Witness) -> None:
    letter = heard(UNDATED, witness)
    assert letter.date is None
    assert "date" not in letter.evidence


def test_without_a_day_of_publication_the_title_is_believed() -> None:
    assert heard(UNDATED, Witness(TITLE)).date == dt.date(2017, 5, 12)


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("BK_A0412/16_2015_05_12", "Sitzung"),  # before the meeting
        ("BK_A0412/16_2018_09_12", "nächste Beschlusskontrolle"),  # after the next check
    ],
)
def test_a_title_s_date_that_the_letter_contradicts_is_not_taken(title: str, why: str) -> None:
    letter = heard(UNDATED, Witness(title))
    assert letter.date is None
    (finding,) = about(letter, "witness-contradicts")
    assert finding.path == "date"
    assert why in finding.message
    assert "next-check-before-letter" not in codes(letter)


@pytest.mark.parametrize(
    ("witness", "paper", "rule"),
    [
        (WITNESS, "A0412/16", "oparl-paper"),
        (Witness(None, None, "A0412/16"), "A0412/16", "oparl-paper"),
        (Witness(TITLE), "A0412/16", "oparl-name"),
        (Witness("BK_A0412/16_falsch (von A0433/16)", None, "A0412/16"), "A0412/16", "oparl-paper"),
        (Witness("BK_A0412/16_falsch (von A0433/16)"), None, None),  # which of them?
        (Witness(TITLE, None, "A0433/16"), None, None),  # they contradict each other
        (Witness("BK_A0412/17"), None, None),  # younger than the meeting
    ],
)
def test_a_number_that_cannot_be_read_is_taken_from_the_system(
    witness: Witness, paper: str | None, rule: str | None
) -> None:
    letter = heard(UNNUMBERED, witness)
    assert letter.resolutions[0].paper == paper
    entry = letter.evidence.get("resolutions.0.paper")
    assert (entry.rule if entry else None) == rule
    assert ("number-missing" in codes(letter)) == (paper is None)
    assert [finding.path for finding in about(letter, "value-from-witness")].count("resolutions.0.paper") == (
        paper is not None
    )
    assert letter.resolutions[0].meeting == "SR/031/2016"


def test_the_kind_of_report_is_told_but_not_taken() -> None:
    letter = heard(KINDLESS)
    assert letter.report is None
    (finding,) = about(letter, "report-kind-elsewhere")
    assert "Zwischenbericht" in finding.message
    assert "report-kind-missing" in codes(letter)


# --- the letter says otherwise ---


@pytest.mark.parametrize(
    ("witness", "path", "parts"),
    [
        (
            Witness("BK_A0412/16_2017_05_11", PUBLISHED, "A0412/16"),
            "date",
            ["12.05.2017", "11.05.2017", "BK_A0412/16_2017_05_11"],
        ),
        (Witness(None, dt.date(2017, 5, 10), "A0412/16"), "date", ["12.05.2017", "10.05.2017"]),
        (
            Witness("BK_A0412/16_Abschlussbericht"),
            "report",
            ["Zwischenbericht", "Abschlussbericht (Name der Datei"],
        ),
        (Witness("BK_A0413/16"), "resolutions.0.paper", ["A0412/16", "A0413/16"]),
        (Witness(None, None, "V0413/16"), "resolutions.0.paper", ["A0412/16", "V0413/16"]),
    ],
)
def test_who_contradicts_the_letter_makes_it_doubtful_and_is_told(
    witness: Witness, path: str, parts: list[str]
) -> None:
    alone, letter = parse(LETTER.encode()), heard(LETTER, witness)
    (finding,) = about(letter, "witness-contradicts")
    assert (finding.path, finding.severity) == (path, "warning")
    assert [part for part in parts if part not in finding.message] == []
    assert letter.evidence[path].confidence < min(DOUBTFUL_BELOW, alone.evidence[path].confidence)
    assert not letter.evidence[path].witnesses
    unheard: dict[str, Any] = {"evidence": {}, "findings": ()}
    assert letter.model_copy(update=unheard) == alone.model_copy(update=unheard)


def test_a_day_of_publication_one_day_early_may_be_another_time_zone_s() -> None:
    assert heard(LETTER, Witness(None, dt.date(2017, 5, 11))).findings == ()


def test_a_slip_in_the_title_does_no_harm_where_the_paper_agrees() -> None:
    letter = heard(LETTER, Witness("BK_A0412/17_2017_05_12_Zwischenbericht", PUBLISHED, "A0412/16"))
    assert letter.findings == ()
    assert letter.evidence["resolutions.0.paper"].witnesses == ("OParl Paper.reference: A0412/16",)


def test_who_names_another_paper_may_speak_of_another_file() -> None:
    letter = heard(UNDATED, Witness("BK_A0413/16_2017_05_12_Abschlussbericht", PUBLISHED, "A0413/16"))
    assert letter.date is None
    assert codes(letter) == ["witness-contradicts"]


# --- other documents, several letters ---


def test_another_document_stays_what_it_is() -> None:
    text = "Protokoll\n\nAm 12. Mai 2017 wurde über Hecken gesprochen.\n".encode()
    assert parse_all(text, witness=WITNESS) == parse_all(text)


@pytest.mark.parametrize(
    ("texts", "witness", "dated"),
    [
        ([UNDATED, SECOND], WITNESS, [True, False]),
        ([UNDATED, SECOND], Witness("BK_A0433/16_2017_05_12", PUBLISHED, "A0433/16"), [False, True]),
        ([UNDATED, SECOND], Witness("BK_2017_05_12"), [True, False]),  # no paper: the first
    ],
)
def test_of_several_letters_the_one_on_the_same_paper_is_meant(
    texts: list[str], witness: Witness, dated: list[bool]
) -> None:
    letters = parse_all("\f".join(texts).encode(), witness=witness)
    assert [letter.date is not None for letter in letters] == dated


def test_of_several_letters_on_one_paper_the_one_of_the_same_date_is_meant() -> None:
    earlier = LETTER.replace("1 2. MAI 2017", "1 2. JAN. 2017")
    first, second = parse_all(f"{earlier}\f{LETTER}".encode(), witness=WITNESS)
    assert not first.evidence["date"].witnesses
    assert second.evidence["date"].witnesses


def test_who_shows_pages_hears_the_same() -> None:
    letters, _ = parse_with_views(UNDATED.encode(), witness=WITNESS)
    assert letters == [heard(UNDATED)]
