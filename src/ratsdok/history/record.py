"""A history as data for other programs: what JSON can hold, under names that stay (docs/history.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from ratsdok.history.chain import Course, History

SCHEMA = "ratsdok/history/1"

_TOLD_BESIDES: dict[type, tuple[str, ...]] = {
    History: ("meeting", "committee", "department", "days_overdue", "state_is_doubtful"),
    Course: ("label", "first", "last", "is_settled", "is_doubtful", "was_reopened"),
}
"""What follows from the fields, and is told beside them."""


def record_of(history: History) -> dict[str, Any]:
    """Return a history as dicts, lists, texts, numbers and truth values; days in ISO 8601."""
    return {"schema": SCHEMA, **_plain(history)}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_dataclass(value):
        names = [field.name for field in fields(value)] + list(_TOLD_BESIDES.get(type(value), ()))
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(each) for name, each in value._asdict().items()}
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
