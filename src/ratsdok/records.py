"""Records in JSON: read, or refused with every fault of theirs; and written as the lines of JSONL."""

from __future__ import annotations

import json
import os
from pathlib import Path

from pydantic import ValidationError

from ratsdok.errors import NotAFileError, RecordError
from ratsdok.letter import SCHEMA, Letter

_MAX_BYTES = 50 * 2**20
"""Of a record's file. The longest letter's takes 1 MB, with its evidence."""

# Unicode's own line ends may stand in JSON strings, but programs that split into lines trip over them.
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def json_line(letter: Letter, *, evidence: bool = True) -> str:
    """Return a record as a line of JSONL, with its line end.

    Args:
        letter: the record.
        evidence: False leaves the evidence out.
    """
    return letter.to_json(evidence=evidence, indent=None).translate(_LINE_ENDS) + "\n"


def load_record(path: str | os.PathLike[str]) -> Letter:
    """Read the record in a JSON file.

    Raises:
        NotAFileError: there is nothing to read.
        RecordError: it holds no record of a letter; every fault is listed with its path.
    """
    return read_record(_text(path), name=os.fspath(path))


def read_record(text: str | bytes, *, name: str = "record") -> Letter:
    """Read a record from JSON.

    Args:
        text: the JSON, in UTF-8.
        name: what to call it in an error.

    Raises:
        RecordError: it is no record of a letter; every fault is listed with its path.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"this is no JSON ({error})", source=name) from None
    if isinstance(data, list) and len(data) == 1:  # as `parse --all` gives it
        data = data[0]
    if not isinstance(data, dict):
        kind = "an array" if isinstance(data, list) else type(data).__name__
        raise RecordError(f"this is {kind}, not one record", source=name)
    if data.get("schema", SCHEMA) != SCHEMA:
        raise RecordError(f"the record's schema is {data['schema']!r}, not {SCHEMA!r}", source=name)
    try:
        return Letter.model_validate(data)
    except ValidationError as error:
        faults = tuple(f"{'.'.join(map(str, e['loc'])) or 'record'}: {e['msg']}" for e in error.errors())
        raise RecordError("this is no record of a letter", faults, source=name) from None


def _text(path: str | os.PathLike[str]) -> bytes:
    name = os.fspath(path)
    try:
        if Path(path).is_dir():
            raise NotAFileError("this is a folder", source=name, remedy="Name a record's JSON file")
        if Path(path).stat().st_size > _MAX_BYTES:
            raise RecordError(f"the file has more than {_MAX_BYTES // 2**20} MiB", source=name)
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotAFileError(f"the file cannot be read ({reason})", source=name) from error
