"""OParl 1.1: what the specification asks of papers, files, consultations, meetings and organizations."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogues import SAMPLES, filled, sample_letters
from exports import EVERYTHING, check, exported, letter
from ratsdok.exporting.identity import by_checksum
from ratsdok.letter import Letter
from ratsdok.pipeline import parse

# OParl 1.1's properties with their types; ! is compulsory, [] a list, a type's name an embedded object.
COMMON = "id:uri! type:text! license:text keyword:text[] created:time! modified:time! web:uri deleted:bool"
PROPERTIES = {
    "Paper": """
        body:uri name:text reference:text date:date paperType:text relatedPaper:uri[]
        superordinatedPaper:uri[] subordinatedPaper:uri[] mainFile:File auxiliaryFile:File[]
        originatorPerson:uri[] underDirectionOf:uri[] originatorOrganization:uri[]
        consultation:Consultation[]""",
    "File": """
        fileName:text name:text mimeType:text date:date size:int sha1Checksum:text sha512Checksum:text
        text:text accessUrl:uri! downloadUrl:uri externalServiceUrl:uri masterFile:uri derivativeFile:uri[]
        fileLicense:uri meeting:uri[] agendaItem:uri[] paper:uri[]""",
    "Consultation": "paper:uri agendaItem:uri meeting:uri organization:uri[] authoritative:bool role:text",
    "Meeting": """
        name:text meetingState:text cancelled:bool start:time end:time organization:uri[]
        participant:uri[]""",
    "Organization": """
        body:uri name:text shortName:text organizationType:text classification:text startDate:date""",
}
URI = re.compile(r"(?:https?://|urn:uuid:|ni:///sha-256;)[\w./:;%-]+")


def objects(tmp_path: Path, *several: Letter, **wishes: Any) -> dict[str, Any]:
    with filled(tmp_path / "archive.db", several) as catalogue:
        data = exported(catalogue, "oparl", EVERYTHING, **wishes)
    assert not data.startswith(b"\xef\xbb\xbf")
    found: dict[str, Any] = json.loads(data)
    return found


def faults(thing: Any, kind: str, path: str = "") -> Iterator[str]:
    """Yield what the specification does not allow in an object."""
    types = dict(each.split(":") for each in f"{COMMON} {PROPERTIES[kind]}".split())
    yield from (
        f"{path}/{name}: missing" for name, type_ in types.items() if "!" in type_ and name not in thing
    )
    if thing.get("type") != f"https://schema.oparl.org/1.1/{kind}":
        yield f"{path}/type: {thing.get('type')}"
    for name, value in thing.items():
        if value in (None, [], ""):
            yield f"{path}/{name}: empty"
        if name.startswith("ratsdok:"):
            continue
        if name not in types:
            yield f"{path}/{name}: not of {kind}"
            continue
        type_ = types[name].rstrip("!")
        if type_.endswith("[]") != isinstance(value, list):
            yield f"{path}/{name}: a list or not?"
        for at, each in enumerate(value if isinstance(value, list) else [value]):
            yield from value_faults(each, type_.removesuffix("[]"), f"{path}/{name}/{at}")


def value_faults(value: Any, type_: str, path: str) -> Iterator[str]:
    if type_ in PROPERTIES:
        yield from faults(value, type_, path)
    elif type_ in ("int", "bool"):
        if type(value).__name__ != type_:
            yield f"{path}: {value!r} is no {type_}"
    elif not isinstance(value, str):
        yield f"{path}: {value!r} is no text"
    elif type_ == "uri" and not URI.fullmatch(value):
        yield f"{path}: {value!r} is no URI"
    elif type_ == "date":
        dt.date.fromisoformat(value)
    elif type_ == "time" and dt.datetime.fromisoformat(value).tzinfo is None:
        yield f"{path}: {value!r} has no time zone"


@pytest.mark.parametrize("wishes", [{}, {"base_url": "https://ris.example/oparl/"}, {"persons": False}])
def test_objects_are_what_the_specification_asks_for(wishes: dict[str, Any], tmp_path: Path) -> None:
    several = {
        each.document.sha256: each for each in [*sample_letters(), parse(SAMPLES / "gleisdreieck.pdf")]
    }
    page = objects(tmp_path, *several.values(), letter("nameless"), **wishes)
    assert [fault for paper in page["data"] for fault in faults(paper, "Paper")] == []
    assert [fault for each in page["ratsdok:meeting"] for fault in faults(each, "Meeting")] == []
    assert [fault for each in page["ratsdok:organization"] for fault in faults(each, "Organization")] == []
    assert page["pagination"]["totalElements"] == len(page["data"]) == 22
    assert page["links"] == {}
    assert page["ratsdok:schema"] == "ratsdok/oparl/1"


def test_every_reference_can_be_resolved(tmp_path: Path) -> None:
    page = objects(tmp_path, *sample_letters())
    consultations = [each for paper in page["data"] for each in paper.get("consultation", ())]
    meetings = {each["id"]: each for each in page["ratsdok:meeting"]}
    organizations = {each["id"]: each for each in page["ratsdok:organization"]}
    assert {each["meeting"] for each in consultations} == meetings.keys()
    named = [*consultations, *meetings.values()]
    assert {uri for each in named for uri in each["organization"]} == organizations.keys()
    ids = [
        each["id"] for each in [*page["data"], *consultations, *meetings.values(), *organizations.values()]
    ]
    assert len(ids) == len(set(ids))


def test_a_paper_has_all_letters_on_it_the_newest_first(tmp_path: Path) -> None:
    page = objects(
        tmp_path,
        letter("first", "V1/16", date="2016-01-10", next_check=check("2016-06-30")),
        letter("second", "V1/16", "V2/16", date="2016-07-10", next_check=check("2017-01-31")),
        letter("undated", "V3/16", date=None),
    )
    papers = {paper["reference"]: paper for paper in page["data"]}
    assert [each["fileName"] for each in papers["V1/16"]["auxiliaryFile"]] == ["second.pdf", "first.pdf"]
    assert papers["V1/16"]["ratsdok:nextCheck"]["date"] == "2017-01-31"
    assert papers["V1/16"]["auxiliaryFile"][0] == papers["V2/16"]["auxiliaryFile"][0]
    assert (
        papers["V1/16"]["auxiliaryFile"][0]["name"] == "Beschlusskontrolle zu V1/16 und V2/16 vom 10.07.2016"
    )
    assert "date" not in papers["V3/16"]["auxiliaryFile"][0]


def test_what_oparl_lacks_stands_under_our_prefix(tmp_path: Path) -> None:
    read = parse(SAMPLES / "trinkbrunnen.pdf")
    (file,) = objects(tmp_path, read)["data"][0]["auxiliaryFile"]
    assert [each["label"] for each in file["ratsdok:points"]] == [each.label for each in read.points]
    assert file["ratsdok:statements"][0] == read.statements[0].model_dump(mode="json")
    assert file["ratsdok:nextCheck"]["precision"] == "half-year"
    assert file["ratsdok:sha256"] == read.document.sha256
    assert file["ratsdok:signedBy"][0]["name"] == "Thea Grünschläger"
    assert file["ratsdok:evidence"].keys() == read.evidence.keys()


def test_people_and_evidence_can_be_left_out(tmp_path: Path) -> None:
    read = parse(SAMPLES / "trinkbrunnen.pdf")
    (file,) = objects(tmp_path, read, persons=False, evidence=False)["data"][0]["auxiliaryFile"]
    assert (
        not {"ratsdok:signedBy", "ratsdok:acknowledgedBy", "ratsdok:evidence", "ratsdok:doubtful"}
        & file.keys()
    )


def test_identifiers_stay_the_same(tmp_path: Path) -> None:
    """They are in other people's databases: another value would be another paper."""
    one = objects(tmp_path, letter("a", "V1/16", date="2016-02-01"))["data"][0]
    assert one["id"] == "urn:uuid:9616b9d0-8028-5b64-9bf9-18227e9c1420"
    assert uuid.UUID(one["auxiliaryFile"][0]["id"]).version == 5
    again = objects(tmp_path, letter("b", "V1/16", date="2017-02-01"))["data"][0]
    assert again["id"] == one["id"]
    assert len(again["auxiliaryFile"]) == 2
    based = objects(tmp_path, base_url="https://ris.example/oparl/")["data"][0]
    assert based["id"] == one["id"].replace("urn:uuid:", "https://ris.example/oparl/paper/")


def test_a_file_can_be_found_by_its_checksum(tmp_path: Path) -> None:
    read = letter("a", "V1/16")
    (file,) = objects(tmp_path, read)["data"][0]["auxiliaryFile"]
    assert file["accessUrl"] == by_checksum(read.document.sha256)
    # The example of RFC 6920, section 8.1.
    digest = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert by_checksum(digest) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    (file,) = objects(tmp_path, base_url="https://ris.example")["data"][0]["auxiliaryFile"]
    assert file["accessUrl"] == f"https://ris.example/document/{read.document.sha256}"
