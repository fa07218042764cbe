"""What keeps a record from being a letter, all of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ratsdok.errors import RecordError
from ratsdok.letter import Letter

# Characters that XML 1.0 has no place for (2.2), and control characters that no printer shows.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def check(letter: Letter) -> None:
    """Check that a record can be written as a letter.

    Raises:
        RecordError: it is another document's, or its texts hold control characters; every place is named.
    """
    name = letter.document.name
    if letter.kind == "other":
        raise RecordError("the record is of another document than a Beschlusskontrolle letter", source=name)
    values = letter.model_dump(mode="python", exclude={"document", "findings", "evidence"})
    faults = tuple(_control_characters(values, ""))
    if faults:
        raise RecordError("the record holds control characters", faults, source=name)


def _control_characters(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, str):
        found = sorted({f"U+{ord(character):04X}" for character in _UNPRINTABLE.findall(value)})
        if found:
            yield f"{path}: {', '.join(found)}"
        return
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, each in items:
        yield from _control_characters(each, f"{path}.{key}" if path else str(key))
