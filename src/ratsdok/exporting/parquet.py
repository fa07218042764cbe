"""Parquet: a row a letter, what it has several of nested in it."""

from __future__ import annotations

from typing import Any, BinaryIO

from ratsdok.archive.excerpt import Entry
from ratsdok.errors import ExtraMissingError
from ratsdok.exporting.material import Material, in_groups
from ratsdok.letter import SCHEMA, Evidence

FORM = "ratsdok/parquet/1"
"""Name and version of the columns: some may be added, none is renamed or changes its type."""

_AT_A_TIME = 200  # letters that are Python objects; with their evidence they take 40 MB
_ROWS = 2000
"""Letters of a row group, as Arrow's arrays some 10 MB."""


def write(material: Material, stream: BinaryIO) -> int:
    """Write the letters in groups of rows, and return how many there are.

    Raises:
        ExtraMissingError: pyarrow is not installed.
    """
    pa = arrow()
    import pyarrow.parquet as pq  # noqa: PLC0415 - takes time that other formats should not

    form, count = schema(), 0
    with pq.ParquetWriter(stream, form, compression="zstd") as writer:
        tables: list[Any] = []
        for entries in in_groups(material.letters(evidence=True), _AT_A_TIME):
            tables.append(pa.Table.from_pylist([_row(entry) for entry in entries], schema=form))
            count += len(entries)
            if count % _ROWS == 0:
                writer.write_table(pa.concat_tables(tables), row_group_size=_ROWS)
                tables.clear()
        if tables:
            writer.write_table(pa.concat_tables(tables))
    return count


def arrow() -> Any:
    """Import pyarrow.

    Raises:
        ExtraMissingError: it is not installed.
    """
    try:
        import pyarrow  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as error:
        raise ExtraMissingError("Parquet needs the library pyarrow", extra="parquet") from error
    return pyarrow


def schema() -> Any:
    """Return the columns of the file as a `pyarrow.Schema`."""
    pa = arrow()
    text, texts, day = pa.string(), pa.list_(pa.string()), pa.date32()

    def several(**parts: Any) -> Any:
        return pa.list_(pa.struct(parts))

    people = several(name=text, role=text, on_behalf_of=text)
    columns = {
        "schema": text,
        "kind": text,
        "document": pa.struct(
            {
                "name": text,
                "sha256": text,
                "media_type": text,
                "pages": pa.int32(),
                "text_source": text,
                "profile": text,
            }
        ),
        "resolutions": several(paper=text, meeting=text, subject=text, committee=text, committee_name=text),
        "date": day,
        "file_reference": text,
        "department": text,
        "recipients": texts,
        "confidential": pa.bool_(),
        "salutation": text,
        "report": text,
        "lead_in": text,
        "points": several(label=text, text=text),
        "statements": several(points=texts, text=text, status=text),
        "next_check": pa.struct({"date": day, "precision": text, "raw": text}),
        "signed_by": people,
        "acknowledged_by": people,
        "attachments": texts,
        "papers_mentioned": texts,
        "previous_checks": texts,
        "findings": several(code=text, severity=text, message=text, path=text),
        "doubtful": texts,
        "evidence": several(
            path=text,
            raw=text,
            page=pa.int32(),
            boxes=pa.list_(pa.list_(pa.float64())),
            start=pa.int64(),
            end=pa.int64(),
            confidence=pa.float64(),
            rule=text,
            readings=texts,
            witnesses=texts,
        ),
    }
    return pa.schema(list(columns.items()), metadata={"ratsdok": SCHEMA, "form": FORM})


def _row(entry: Entry) -> dict[str, Any]:
    """Return a letter as its row; a value is named and made as in the record."""
    letter = entry.letter
    row = letter.model_dump(exclude={"evidence"})
    for resolution, (code, name) in zip(row["resolutions"], entry.committees, strict=True):
        resolution |= {"committee": code, "committee_name": name}
    proofs = [_proof(path, each) for path, each in letter.evidence.items()]
    return row | {"doubtful": sorted(entry.doubtful), "evidence": proofs}


def _proof(path: str, evidence: Evidence) -> dict[str, Any]:
    start, end = evidence.span
    return {
        "path": path,
        "witnesses": (),
        **evidence.model_dump(exclude={"span"}),
        "start": start,
        "end": end,
    }
