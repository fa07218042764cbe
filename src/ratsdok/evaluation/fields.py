"""The fields of a record that an annotation speaks of, and the comparison of a record with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ratsdok.evaluation.comparing import EXACT, Field, Sameness, Value, Verdict, squeeze
from ratsdok.evaluation.corpus import AnnotatedLetter
from ratsdok.letter import Letter, Person, Statement

_TITLE = re.compile(r"\b(?:dr|prof|med|herr|frau)\b\.?")


def _unspaced(text: str) -> str:
    return text.replace(" ", "")


def _name(text: str) -> str:
    return squeeze(_TITLE.sub(" ", text.lower()))


# A passage may rightly begin or end a word earlier; to know which one a status was told of, less will do.
_SAME_PASSAGE = Sameness(squeeze, 0.9)
_THAT_PASSAGE = Sameness(squeeze, 0.8)
_SAME_NAME = Sameness(_name, 0.85)


def _one(path: str, value: object | None) -> list[Value]:
    return [] if value is None else [Value(str(value), path=path)]


def _scalar(
    name: str, path: str, found: Callable[[Letter], object | None], sameness: Sameness = EXACT
) -> Field:
    """Return a field that an annotation holds under its own name."""
    return Field(
        name, lambda letter: _one(path, found(letter)), lambda a: _one("", getattr(a.gold, name)), sameness
    )


def _of_resolution(name: str, sameness: Sameness = EXACT) -> Field:
    """Return a field of the first resolution, the only one annotated."""
    return _scalar(
        name,
        f"resolutions.0.{name}",
        lambda letter: getattr(letter.resolutions[0], name) if letter.resolutions else None,
        sameness,
    )


def _of_next_check(name: str, part: str) -> Field:
    return Field(
        name,
        lambda letter: _one(f"next_check.{part}", getattr(letter.next_check, part, None)),
        lambda annotated: _one("", getattr(annotated.gold.next_check, part, None)),
    )


def _people(name: str) -> Field:
    def found(letter: Letter) -> Iterator[Value]:
        people: Sequence[Person] = getattr(letter, name)
        return (Value(person.name, path=f"{name}.{i}.name") for i, person in enumerate(people))

    def wanted(annotated: AnnotatedLetter) -> Iterator[Value]:
        return (Value(person.name) for person in getattr(annotated.gold, name))

    return Field(name, found, wanted, _SAME_NAME)


def _mentions(name: str) -> Field:
    return Field(
        name,
        lambda letter: (Value(text, path=f"{name}.{i}") for i, text in enumerate(getattr(letter, name))),
        lambda annotated: (Value(text) for text in getattr(annotated.gold, name)),
    )


def _points(source: Letter | AnnotatedLetter) -> Iterator[Value]:
    for index, point in enumerate(source.points):
        yield Value(point.text, (point.label,), f"points.{index}")


def _statements(source: Letter | AnnotatedLetter) -> Iterator[Value]:
    for index, statement in enumerate(source.statements):
        yield Value(statement.text, tuple(sorted(statement.points)), f"statements.{index}")


FIELDS = (
    _of_resolution("paper"),
    _of_resolution("meeting", Sameness(_unspaced)),
    _of_resolution("subject", Sameness(squeeze, 0.95)),
    _scalar("date", "date", lambda letter: letter.date),
    _scalar("report", "report", lambda letter: letter.report),
    _scalar("file_reference", "file_reference", lambda letter: letter.file_reference, Sameness(squeeze)),
    _scalar("department", "department", lambda letter: letter.department, Sameness(squeeze, 0.9)),
    _of_next_check("next_check", "date"),
    _of_next_check("next_check_precision", "precision"),
    Field("points", _points, _points, _SAME_PASSAGE),
    Field("statements", _statements, _statements, _SAME_PASSAGE),
    _people("signed_by"),
    _people("acknowledged_by"),
    _mentions("papers_mentioned"),
    _mentions("previous_checks"),
)


def compare(letter: Letter | None, annotated: AnnotatedLetter) -> list[Verdict]:
    """Return a verdict on every value that a record holds or should hold.

    Args:
        letter: the record; None where there is none, which misses everything.
        annotated: what is right.
    """
    kind = Value(letter.kind, path="kind") if letter else None
    verdicts = [
        Verdict("kind", Value(annotated.gold.kind), kind, bool(kind and kind.text == annotated.gold.kind))
    ]
    if annotated.is_letter:
        for field in FIELDS:
            verdicts += (_pardoned(v, annotated) for v in field.compare(letter, annotated))
        verdicts += _statuses(letter, annotated)
    return verdicts


def _pardoned(verdict: Verdict, annotated: AnnotatedLetter) -> Verdict:
    """Take a date for right that nobody could annotate with certainty, but the information system knows."""
    if verdict.field == "date" and verdict.wanted is None and verdict.found:
        return verdict._replace(right=verdict.found.text == annotated.known_date)
    return verdict


def _statuses(letter: Letter | None, annotated: AnnotatedLetter) -> Iterator[Verdict]:
    found = list(enumerate(letter.statements)) if letter else []
    for wanted in annotated.statements:
        hit = next(((i, s) for i, s in found if _THAT_PASSAGE.holds(s.text, wanted.text)), None)
        told = Value(hit[1].status.value, path=f"statements.{hit[0]}.status") if hit else None
        right = hit is not None and hit[1].status == wanted.status
        yield Verdict("status", Value(wanted.status.value), told, right)


def judge(letter: Letter, annotated: AnnotatedLetter) -> dict[str, bool]:
    """Tell of each value with evidence whether it is right.

    Left out is what the annotation does not speak of: salutation, recipients, attachments, lead-in, roles,
    *vertraulich*, all resolutions but the first, and a document that is no letter.
    """
    if not annotated.is_letter:
        return {}
    rights = {
        verdict.found.path: verdict.right
        for field in FIELDS
        for verdict in (_pardoned(v, annotated) for v in field.compare(letter, annotated))
        if verdict.found
    }
    for index, statement in enumerate(letter.statements):
        rights[f"statements.{index}.status"] = _tells_right(statement, annotated.statements)
    return {path: right for path, right in rights.items() if path in letter.evidence}


def _tells_right(found: Statement, annotated: Sequence[Statement]) -> bool:
    """Whether a status is that of the annotated statement; one told of no annotated statement is wrong.

    Statements may be alike in words (*Siehe Antwort zu Punkt 1*): those on the same points go first.
    """
    alike = [statement for statement in annotated if _THAT_PASSAGE.holds(found.text, statement.text)]
    alike.sort(key=lambda statement: set(statement.points) != set(found.points))
    return bool(alike) and alike[0].status == found.status
