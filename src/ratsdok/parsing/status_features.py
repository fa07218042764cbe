"""What the trained model is shown of a statement: cues, the rules' verdict, and hashed small words.

No word of a letter reaches the model as it stands. Words with a capital are left out, because German writes
its nouns and names with one: what remains is how a statement is worded, not what it is about.
"""

from __future__ import annotations

import re
from zlib import crc32

from ratsdok.parsing.status_rules import Reading, Rule

_SMALL_WORD = re.compile(r"(?<![\w-])[a-zäöüß]{3,}(?![\w-])")
_BUCKETS = 2048
# What is done and what comes of it; the middle mostly tells of the subject.
_FIRST, _LAST = 30, 50


def cue_features(reading: Reading, rule: Rule) -> list[str]:
    """Return the features that the rules give: report, verdict, senses, and where they stand."""
    report = f"report={reading.report}"
    features = [report, f"rule={rule.name}", f"verdict={rule.status}", f"verdict={rule.status}+{report}"]
    features += [f"says={sense}" for sense in sorted(reading.all)]
    features += [f"ends={sense}" for sense in sorted(reading.last)]
    features += [f"says={sense}+{report}" for sense in sorted(reading.all)]
    if reading.brief:
        features.append("brief")
    return features


def word_features(text: str, report: str | None) -> list[str]:
    """Return the statement's small words as numbers of buckets, and the kind of report it stands in."""
    words = _SMALL_WORD.findall(text)
    if len(words) > _FIRST + _LAST:
        words = words[:_FIRST] + words[-_LAST:]
    return [f"report={report}", *(f"{crc32(word.encode()) % _BUCKETS:x}" for word in words)]
