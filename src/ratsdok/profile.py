"""A city's letters as data: loading and checking a profile.

The built-in profiles lie in `profiles/`; a user's own file replaces them (`profile="path/to/city.toml"`).
What each table means is documented in docs/profiles.md.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ratsdok.errors import ProfileError

FIELD = re.compile(r"\{(\w+)(:\d(?:-\d)?)?\}")
"""A field of a number's form: {number:4} is four digits, {number:4-5} four or five, {kind} a code."""

BUILT_IN = Path(__file__).parent / "profiles"


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Numbers(_Table):
    """The forms that a kind of number takes, such as `{kind}{number:4}/{year:2}`."""

    forms: tuple[str, ...] = Field(min_length=1)


class Phrases(_Table):
    """Set phrases of the printed form."""

    letterhead: tuple[str, ...]
    reference: str
    salutation: str
    opening_end: str
    next_check: tuple[str, ...]
    closing: str
    acknowledgement: str
    confidential: str
    file_reference_label: str
    date_label: str
    address_start: tuple[str, ...]
    address: tuple[str, ...]
    address_with_name: tuple[str, ...]
    attachments: tuple[str, ...]
    resolution_heading: tuple[str, ...]
    department_start: tuple[str, ...]
    deputy: tuple[str, ...]


class ReportWords(_Table):
    """Words of the opening sentence that tell what kind of report follows."""

    interim: tuple[str, ...]
    final: tuple[str, ...]


class _Dated(_Table):
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max

    def existed(self, day: dt.date) -> bool:
        """Tell whether it was there on a day."""
        return self.since <= day <= self.until


class Department(_Dated):
    """A name that a sending unit had, and when."""

    name: str


class Officer(_Dated):
    """Someone who signs or takes note, and when."""

    __hash__ = object.__hash__  # by identity, as the profile

    name: str
    mayor: bool = False
    heads: tuple[str, ...] = Field(
        default=(), description="fields of the departments headed, as in their names"
    )


class Offices(_Table):
    """What offices are called under a signature."""

    sender: tuple[str, ...]
    mayor: tuple[str, ...]


class Profile(_Table):
    """A city's letters."""

    name: str = Field(pattern=r"^[a-z0-9-]+$")
    city: str
    paper: Numbers
    meeting: Numbers
    codes: dict[str, dict[str, str]]
    phrases: Phrases
    report: ReportWords
    departments: tuple[Department, ...] = ()
    offices: Offices
    officers: tuple[Officer, ...] = ()

    __hash__ = object.__hash__  # by identity: profiles are loaded once and key caches

    @model_validator(mode="after")
    def _forms_have_codes(self) -> Profile:
        """Check that every form can be read, and that the codes it asks for are there."""
        faults = [
            fault for form in (*self.paper.forms, *self.meeting.forms) for fault in self._faults_of(form)
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _faults_of(self, form: str) -> Iterator[str]:
        if re.search(r"[{}]", FIELD.sub("", form)):
            yield f"the form {form!r} has a brace too many, or a field that is none"
        for name, digits in FIELD.findall(form):
            if not digits and not self.codes.get(name):
                yield f"the form {form!r} asks for codes of {name!r}, and there is no [codes.{name}]"


def load_profile(profile: str | os.PathLike[str] | Profile = "dresden") -> Profile:
    """Load a profile by its built-in name or from a file.

    Raises:
        ProfileError: there is no such profile, or it does not hold what a profile must; lists every fault.
    """
    if isinstance(profile, Profile):
        return profile
    text = os.fspath(profile)
    path = Path(text) if text.endswith(".toml") else BUILT_IN / f"{text}.toml"
    return _load(path.absolute())


@lru_cache(maxsize=16)
def _load(path: Path) -> Profile:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        known = ", ".join(sorted(file.stem for file in BUILT_IN.glob("*.toml")))
        raise ProfileError(f"there is no profile {path.name!r} (built in: {known})") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"the profile cannot be read: {error}", source=path.name) from None
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ProfileError(f"the profile is not valid: {faults}", source=path.name) from None
