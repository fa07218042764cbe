"""A catalogue's letters as data frames of pandas or polars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any, Literal, NamedTuple

from ratsdok.archive.catalogue import Catalogue, Where, open_catalogue
from ratsdok.archive.excerpt import Entry, excerpt
from ratsdok.archive.selection import Selection
from ratsdok.errors import ExtraMissingError
from ratsdok.exporting.material import Material, Wishes, in_groups
from ratsdok.exporting.standing import status_of
from ratsdok.letter import Letter

Library = Literal["pandas", "polars"]
Row = dict[str, Any]

ALL = Selection()

_AT_A_TIME = 200  # letters whose rows are Python objects


class Frames(NamedTuple):
    """Data frames; each has `letter`, the row of `letters` that it is about, counted from 0.

    Attributes:
        letters: a row a letter, in the order of exports.
        resolutions: what the letters report on.
        points: of the resolutions, with what was reported on them.
        statements: what the administration reports.
        people: who signed (`part` is signed) and took note (acknowledged).
        findings: what a careful clerk would remark.
    """

    letters: Any
    resolutions: Any
    points: Any
    statements: Any
    people: Any
    findings: Any


def frames(
    catalogue: Where | Catalogue,
    library: Library = "pandas",
    selection: Selection = ALL,
    *,
    persons: bool = True,
) -> Frames:
    """Return a catalogue's letters as data frames, all of them in memory.

    Args:
        catalogue: its path or URL, or an open one.
        library: pandas or polars.
        selection: which letters; confidential ones are left out unless it asks for them.
        persons: False takes out people's names, as far as they can be told; `people` is then empty.

    Raises:
        ValueError: there is no such library.
        ExtraMissingError: it is not installed.
        CatalogueError: this is no catalogue, or it is damaged; see `open_catalogue` for more.
    """
    if library not in _MAKERS:
        raise ValueError(f"library is {library!r}, not one of {', '.join(_MAKERS)}")
    try:
        import pyarrow as arrow  # noqa: PLC0415 - an extra, and slow to import

        make = _MAKERS[library]()
    except ModuleNotFoundError as error:
        problem = f"data frames of {library} need the library {error.name}"
        raise ExtraMissingError(problem, extra=library) from error
    forms = {name: arrow.schema(columns) for name, columns in _columns(arrow).items()}
    tables: dict[str, list[Any]] = {name: [form.empty_table()] for name, form in forms.items()}
    with ExitStack() as stack:
        if not isinstance(catalogue, Catalogue):
            catalogue = stack.enter_context(open_catalogue(catalogue))
        seen = stack.enter_context(excerpt(catalogue, selection))
        letters = Material(seen, Wishes(persons=persons)).letters(evidence=True)
        for at, group in enumerate(in_groups(letters, _AT_A_TIME)):
            for name, rows in _rows(group, at * _AT_A_TIME).items():
                tables[name].append(arrow.Table.from_pylist(rows, schema=forms[name]))
    return Frames(*(make(arrow.concat_tables(tables.pop(name))) for name in Frames._fields))


def _rows(entries: Sequence[Entry], first: int) -> dict[str, list[Row]]:
    """Return the rows of all frames for some letters, of which the first has this number."""
    rows: dict[str, list[Row]] = {name: [] for name in Frames._fields}
    for at, entry in enumerate(entries, first):
        rows["letters"].append({"letter": at, **_letter(entry)})
        for name, several in _PARTS.items():
            rows[name].extend(
                {"letter": at, "number": number, **row} for number, row in enumerate(several(entry))
            )
    return rows


def _pandas() -> Callable[[Any], Any]:
    """Return what makes a pandas frame of an Arrow table, with types that know missing values."""
    import pandas  # noqa: PLC0415 - an extra, and slow to import

    types: dict[str, Any] = {
        "string": pandas.StringDtype(),
        "bool": pandas.BooleanDtype(),
        "int32": pandas.Int32Dtype(),
        "double": pandas.Float64Dtype(),
    }
    return lambda table: table.to_pandas(types_mapper=lambda kind: types.get(str(kind)), date_as_object=False)


def _polars() -> Callable[[Any], Any]:
    """Return what makes a polars frame of an Arrow table."""
    import polars  # noqa: PLC0415 - an extra, and slow to import

    return polars.from_arrow


_MAKERS: dict[str, Callable[[], Callable[[Any], Any]]] = {"pandas": _pandas, "polars": _polars}


def _columns(arrow: Any) -> dict[str, list[tuple[str, Any]]]:
    """Return names and types of all columns."""
    text, texts, day = arrow.string(), arrow.list_(arrow.string()), arrow.date32()
    count, share = arrow.int32(), arrow.float64()
    letters = {
        "letter": count, "sha256": text, "document": text, "media_type": text, "pages": count,
        "text_source": text, "profile": text, "kind": text, "date": day, "date_confidence": share,
        "file_reference": text, "department": text, "recipients": texts, "confidential": arrow.bool_(),
        "report": text, "lead_in": text, "next_check": day, "next_check_precision": text,
        "next_check_raw": text, "next_check_confidence": share, "attachments": texts,
        "papers_mentioned": texts, "previous_checks": texts, "doubtful": texts,
    }  # fmt: skip
    key = {"letter": count, "number": count}
    parts = {
        "resolutions": {
            "paper": text, "paper_confidence": share, "meeting": text, "committee": text,
            "committee_name": text, "subject": text,
        },
        "points": {"label": text, "text": text, "status": text, "status_confidence": share},
        "statements": {"points": texts, "text": text, "status": text, "status_confidence": share},
        "people": {"part": text, "name": text, "role": text, "on_behalf_of": text},
        "findings": {"code": text, "severity": text, "message": text, "path": text},
    }  # fmt: skip
    return {"letters": [*letters.items()]} | {
        name: [*key.items(), *columns.items()] for name, columns in parts.items()
    }


def _letter(entry: Entry) -> Row:
    letter = entry.letter
    document, check = letter.document, letter.next_check
    return letter.model_dump(exclude={"document", "next_check", "evidence"}) | {
        **document.model_dump(exclude={"name"}),
        "document": document.name,
        "date_confidence": _confidence(letter, "date"),
        "next_check": check.date if check else None,
        "next_check_precision": check.precision if check else None,
        "next_check_raw": check.raw if check else None,
        "next_check_confidence": _confidence(letter, "next_check.date"),
        "doubtful": sorted(entry.doubtful),
    }


def _resolutions(entry: Entry) -> Iterator[Row]:
    for at, (each, committee) in enumerate(zip(entry.letter.resolutions, entry.committees, strict=True)):
        yield {
            **each.model_dump(),
            "paper_confidence": _confidence(entry.letter, f"resolutions.{at}.paper"),
            "committee": committee.code,
            "committee_name": committee.name,
        }


def _points(entry: Entry) -> Iterator[Row]:
    letter = entry.letter
    for point in letter.points:
        told = letter.statements_on(point.label)
        sure = [_confidence(letter, f"statements.{at}.status") for at in told]
        yield {
            **point.model_dump(),
            "status": status_of(letter, point),
            "status_confidence": min((each for each in sure if each is not None), default=None),
        }


def _statements(entry: Entry) -> Iterator[Row]:
    for at, each in enumerate(entry.letter.statements):
        yield {
            **each.model_dump(),
            "status_confidence": _confidence(entry.letter, f"statements.{at}.status"),
        }


def _people(entry: Entry) -> Iterator[Row]:
    for part, persons in (("signed", entry.letter.signed_by), ("acknowledged", entry.letter.acknowledged_by)):
        yield from ({"part": part, "number": at, **each.model_dump()} for at, each in enumerate(persons))


def _findings(entry: Entry) -> Iterator[Row]:
    return (each.model_dump() for each in entry.letter.findings)


def _confidence(letter: Letter, path: str) -> float | None:
    entry = letter.evidence.get(path)
    return entry.confidence if entry else None


_PARTS: dict[str, Callable[[Entry], Iterator[Row]]] = {
    "resolutions": _resolutions,
    "points": _points,
    "statements": _statements,
    "people": _people,
    "findings": _findings,
}
