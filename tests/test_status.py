"""What a statement says of its points: cues, rules, and the trained pipeline. All sentences are invented."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratsdok import model_files
from ratsdok.errors import ModelError
from ratsdok.letter import Status
from ratsdok.parsing import status
from ratsdok.parsing.status import Judgement, StatementText, calibrated, classify, judge, load_model
from ratsdok.parsing.status.cues import Cue, cues
from ratsdok.parsing.status.features import aspect_features, word_features
from ratsdok.parsing.status.rules import RULES, decide, read
from ratsdok.parsing.status.wording import fold, senses_of, sentences

RULE = {rule.name: rule for rule in RULES}


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: f"{cue.sense}: {cue.phrases[0][:40]}")
def test_every_cue_is_found_in_its_example(cue: Cue) -> None:
    assert cue.sense in senses_of(cue.example)


@pytest.mark.parametrize(
    ("sentence", "sense", "holds"),
    [
        # a lost hyphen leaves a blank in the word
        ("Der Beschlusspunkt wurde umge setzt.", "fulfilled", True),
        # small L read as capital i
        ("Der BeschIuss ist erfüIIt.", "fulfilled", True),
        # dots lost, blank lost
        ("Derzeitwird die Satzung überarbeitet.", "ongoing", True),
        ("Der Beschlusspunkt wurde erfullt.", "fulfilled", True),
        # negation and weakening between the words turn the sense
        ("Der Beschlusspunkt wurde nicht umgesetzt.", "fulfilled", False),
        ("Der Beschlusspunkt wurde teilweise umgesetzt.", "fulfilled", False),
        ("Der Beschlusspunkt ist noch nicht erfüllt.", "open", True),
        # a cue does not reach into a clause that only names the question
        ("Der Beschlusspunkt ist so gefasst, dass er 2030 umgesetzt sein kann.", "fulfilled", False),
        # a short word stands alone: no "ist" in "Leistung"
        ("Leistung erfolgt.", "done", False),
        # no "Aussetzung" in "Voraussetzung"
        ("Das ist die Voraussetzung.", "postponed", False),
    ],
)
def test_cues_stand_damage_but_not_negation(sentence: str, sense: str, holds: bool) -> None:
    assert (sense in senses_of(sentence)) is holds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das ist fertig. Der Rest folgt.", 2),
        # neither an ordinal number nor an abbreviation ends a sentence
        ("Am 3. Mai wurde gem. Abs. 2 entschieden.", 1),
        ("Die Kosten betragen rund 4 Mio. Euro bzw. Anteile.", 1),
        ("Das war 2021. Danach kam nichts.", 2),
        ("", 1),
    ],
)
def test_sentences(text: str, expected: int) -> None:
    assert len(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "report", "rule", "verdict"),
    [
        ("Darüber wurde am 3. Mai abschließend berichtet.", "interim", "closed-before", Status.IMPLEMENTED),
        # it is the reporting that is dispensed with
        (
            "Eine weitere Beschlusskontrolle ist entbehrlich.",
            "final",
            "closed-before",
            Status.IMPLEMENTED,
        ),
        ("Der Bau ist nicht vor 2031 möglich.", "interim", "not-before", Status.DEFERRED),
        ("Der Beschluss ist erfüllt. Ein Rest läuft noch.", "interim", "fulfilled", Status.IMPLEMENTED),
        ("Siehe Antwort vom 4. Mai 2020.", "interim", "see-before", Status.UNCHANGED),
        # the same words in a final report close the matter
        ("Siehe Antwort vom 4. Mai 2020.", "final", "see-before-final", Status.IMPLEMENTED),
        ("Seit Mai gibt es keinen neuen Sachstand.", "interim", "nothing-new", Status.UNCHANGED),
        ("Die Übersicht erhalten Sie als Anlage.", "interim", "annex-only", Status.UNKNOWN),
        (
            "Mit dem Bau wurde noch nicht begonnen. Er ist für Mai vorgesehen.",
            "interim",
            "not-begun",
            Status.PLANNED,
        ),
        ("Das Vorhaben ist rechtlich nicht umsetzbar.", "final", "refused", Status.NOT_IMPLEMENTED),
        # a note after the report is beside the point
        (
            "Eine Satzung ist nicht mehr erforderlich. Hinweis: Im Mai wurde berichtet.",
            "final",
            "refused",
            Status.NOT_IMPLEMENTED,
        ),
    ],
)
def test_rules(text: str, report: str | None, rule: str, verdict: Status) -> None:
    found = decide(read(text, report))
    assert found is not None
    assert (found.name, found.status) == (rule, verdict)


@pytest.mark.parametrize(
    "text",
    [
        # what is annexed to a deed done does not hide the deed
        "Der Vertrag wurde geschlossen. Er ist als Anlage beigefügt.",
        # impossible only as long as something is missing
        "Derzeit ist der Weg nicht realisierbar.",
        # what was put off is not given up
        "Der Markt wurde abgesagt. Die Mittel wurden nicht ausgezahlt.",
        "Der Weg wurde gebaut.",
    ],
)
def test_events_are_left_to_the_model(text: str) -> None:
    assert decide(read(text, "interim")) is None


@pytest.mark.parametrize(
    ("text", "report", "expected"),
    [
        ("Der Weg wurde im Mai gebaut und der Schule übergeben.", "final", Status.IMPLEMENTED),
        # done, but another part runs or is to come
        ("Der Vertrag wurde bestätigt und wird nunmehr beraten.", "interim", Status.IN_PROGRESS),
        ("Zwei Brunnen wurden errichtet, drei weitere werden 2031 gebaut.", "interim", Status.IN_PROGRESS),
        ("Derzeit wird ein Konzept erarbeitet.", "interim", Status.IN_PROGRESS),
        ("Der Bau ist für Mai geplant.", "interim", Status.PLANNED),
        ("Die Planung wurde bis auf Weiteres ausgesetzt.", "interim", Status.DEFERRED),
    ],
)
def test_events_add_up(text: str, report: str | None, expected: Status) -> None:
    (reading,) = classify([StatementText(text, report)])
    assert reading.status is expected


@given(st.text(alphabet="lIiaäouüß 1!.", max_size=40))
def test_look_alikes_fold_to_the_same(text: str) -> None:
    assert fold(text.replace("l", "I").replace("ä", "a")) == fold(text)


@given(st.text(max_size=300), st.sampled_from(["interim", "final", "mixed", None]))
def test_any_text_gets_a_status(text: str, report: str | None) -> None:
    (reading,) = classify([StatementText(text, report)])
    assert reading.status in Status
    assert 0 < reading.confidence < 1


def test_classify_keeps_order_and_number() -> None:
    texts = ["Der Beschluss ist erfüllt.", "Kein neuer Sachstand.", "Der Bau ist für Mai geplant."]
    found = [reading.status for reading in classify([StatementText(text, "interim") for text in texts])]
    assert found == [Status.IMPLEMENTED, Status.UNCHANGED, Status.PLANNED]
    assert classify([]) == []


@pytest.mark.parametrize(
    ("rule", "shares", "expected"),
    [
        # a rule outweighs a dissenting model
        ("refused", {"implemented": 0.9, "not_implemented": 0.1}, ("not_implemented", "refused", "rule")),
        ("fulfilled", {"implemented": 0.9, "planned": 0.1}, ("implemented", "rules+model", "rule")),
        # without a rule the model decides
        (None, {"in_progress": 0.4, "planned": 0.6}, ("planned", "model", "model")),
    ],
)
def test_judgement(rule: str | None, shares: dict[str, float], expected: object) -> None:
    judgement = judge(RULE[rule] if rule else None, shares)
    assert (judgement.status.value, judgement.rule, judgement.source) == expected


def test_confidence_is_that_of_the_highest_step_reached() -> None:
    steps = {"model": [{"share": 0.0, "confidence": 0.5}, {"share": 0.8, "confidence": 0.9}]}
    found = [calibrated(Judgement(Status.PLANNED, "", "model", share), steps) for share in (0.1, 0.8, 1.0)]
    assert found == [0.5, 0.9, 0.9]


def test_words_of_a_letter_are_not_among_the_features() -> None:
    features = word_features("Frau Musterfrau hat den Lindenanger feierlich eröffnet. Frau Musterfrau.")
    assert not [
        word for word in ("musterfrau", "lindenanger", "feierlich") if word in "".join(features).lower()
    ]
    # each word once, however often it stands
    assert len(features) == len({"Frau", "Musterfrau", "hat", "den", "Lindenanger", "feierlich", "eröffnet"})


def test_deed_done_and_deed_to_come_are_seen_together() -> None:
    features = aspect_features(read("Der Weg wurde gebaut. Die Brücke soll 2031 folgen.", "interim"))
    assert {"pair done+to-come", "closing=to-come", "done=True open=True+report=interim"} <= set(features)


def test_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no trained model"):
        load_model(tmp_path)


def test_model_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text(json.dumps({"ratsdok": {"version": "ratsdok/status/0"}}))
    with pytest.raises(ModelError, match="of version ratsdok/status/0"):
        load_model(tmp_path)


@pytest.mark.parametrize("damaged", ["meta.json", "config.cfg", "textcat/model"])
def test_damaged_model_is_told(tmp_path: Path, damaged: str) -> None:
    folder = tmp_path / "status"
    shutil.copytree(model_files.models_folder() / "status", folder)
    (folder / damaged).write_bytes(b"\x00{")
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(folder)


def test_model_is_loaded_once_for_all_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        models = list(pool.map(lambda _: status.default_model(), range(16)))
    assert len({id(model) for model in models}) == 1


def test_spacy_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, ratsdok.parsing.status; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
