"""docs/history.md tells what histories notice, and what their record holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

from accounts import account, history
from ratsdok.history import notices
from ratsdok.history.record import record_of
from ratsdok.letter import Status

ROOT = Path(__file__).parents[1]


def test_every_code_is_listed_and_no_other() -> None:
    source = Path(notices.__file__).read_text("utf-8")
    told = set(re.findall(r'Notice\(\s*"([a-z-]+)"', source))
    listed = set(
        re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs/history.md").read_text("utf-8"), re.MULTILINE)
    )
    assert told == listed
    assert len(told) > 10


def test_a_history_is_told_in_what_json_can_hold() -> None:
    letter = account("2015-01-01", ["Laternen"], {"1": (Status.PLANNED, "Bald.")}, due="2015-07")
    found = json.loads(json.dumps(record_of(history(letter))))
    assert found["schema"] == "ratsdok/history/1"
    assert found["letters"][0]["check"] == {"date": "2015-07-31", "precision": "month", "raw": "2015-07"}
    assert found["letters"][0]["points"] == [{"label": "1", "text": "Laternen", "page": 1}]
    assert found["courses"][0]["stations"][0]["quoted"]["label"] == "1"
    assert (found["courses"][0]["last"], found["as_of"]) == ("planned", "2022-01-01")
