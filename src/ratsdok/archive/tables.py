"""The tables of a catalogue, as a person finds them who opens it with a database program.

A column is named like the field of the record that it holds. What a letter has several of has a table of its
own, with the letter and the place among its like (`number`, from 0) as the key.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

FORM = "ratsdok/catalogue/1"
"""Name and version of this form. A catalogue of another form is refused, never changed."""

metadata = MetaData()


def _letter_key() -> Column[int]:
    return Column("letter", ForeignKey("letters.id", ondelete="CASCADE"), primary_key=True)


catalogue = Table(
    "catalogue",
    metadata,
    Column("form", Text, primary_key=True, comment="which form these tables have"),
    Column("version", Text, nullable=False, comment="of ratsdok that made them"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("started", DateTime(timezone=True), nullable=False, comment="UTC"),
    Column("ended", DateTime(timezone=True), comment="UTC; null: it runs still, or was killed"),
    Column("version", Text, nullable=False, comment="of ratsdok"),
    Column("sources", Text, nullable=False, comment="as named in the call, a line each"),
    Column("options", Text, nullable=False, comment="JSON: what the records depend on, the password aside"),
    Column("converted", Integer, nullable=False, default=0),
    Column("unchanged", Integer, nullable=False, default=0),
    Column("failed", Integer, nullable=False, default=0),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Text, unique=True, comment="null: the file could not even be read"),
    Column("name", Text, nullable=False, comment="file name without folders"),
    Column("state", Text, nullable=False, comment="converted or failed"),
    Column("error", Text, comment="kind of error, such as DamagedFileError"),
    Column("error_code", Integer, comment="exit code of that error"),
    Column("problem", Text, comment="what is wrong with the file"),
    Column("remedy", Text, comment="what to do about it"),
    Column("media_type", Text),
    Column("pages", Integer),
    Column("text_source", Text),
    Column("profile", Text, nullable=False, comment="name of the city profile"),
    Column("version", Text, nullable=False, comment="of ratsdok that read it"),
    Column("options", Text, nullable=False, comment="checksum of all that the record depends on"),
    Column("seconds", Float, comment="that reading took"),
    Column("run", ForeignKey("runs.id"), nullable=False, index=True),
)

places = Table(
    "places",
    metadata,
    Column("place", Text, primary_key=True, comment="path or URL; in a zip archive ARCHIVE!/PATH"),
    Column("sha256", Text, index=True, comment="of what lay there; null: it could not be read"),
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), index=True, comment="if unreadable"),
    Column("stamp", Text, comment="size and times of the file; as long as they stay it is not read again"),
    Column("run", ForeignKey("runs.id"), nullable=False, comment="that last found it there"),
)

letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False, comment="among the letters of its document"),
    Column("kind", Text, nullable=False),
    Column("profile", Text, nullable=False, comment="the city: numbers of papers count within it"),
    Column("date", Date),
    Column("date_confidence", Float),
    Column("about", Date, comment="the date, or about when it was if unreadable; for the order of letters"),
    Column("file_reference", Text),
    Column("department", Text),
    Column("recipients", Text, comment="a line each"),
    Column("confidential", Boolean),
    Column("report", Text),
    Column("lead_in", Text),
    Column("next_check", Date),
    Column("next_check_precision", Text),
    Column("next_check_raw", Text),
    Column("next_check_confidence", Float),
    Column("attachments", Text, comment="a line each"),
    Column("papers_mentioned", Text, comment="a line each"),
    Column("previous_checks", Text, comment="a line each"),
    Column("doubtful", Text, nullable=False, comment="paths of values to be looked up in the letter"),
    Column("record", Text, nullable=False, comment="the whole record as JSON, but for its evidence"),
    Index("letters_by_date", "date"),
    Index("letters_by_next_check", "next_check"),
)

resolutions = Table(
    "resolutions",
    metadata,
    _letter_key(),
    Column("number", Integer, primary_key=True),
    Column("paper", Text, index=True),
    Column("paper_confidence", Float),
    Column("meeting", Text),
    Column("committee", Text, comment="the meeting's: SR of SR/005/2014"),
    Column("committee_name", Text, comment="as the city profile spells the code out"),
    Column("subject", Text),
)

points = Table(
    "points",
    metadata,
    _letter_key(),
    Column("number", Integer, primary_key=True),
    Column("label", Text),
    Column("text", Text, nullable=False),
    Column("status", Text, comment="what the letter reports on it; null: nothing"),
    Column("status_confidence", Float),
)

statements = Table(
    "statements",
    metadata,
    _letter_key(),
    Column("number", Integer, primary_key=True),
    Column("points", Text, comment="labels covered, with commas; null: the whole resolution"),
    Column("text", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("status_confidence", Float),
)

people = Table(
    "people",
    metadata,
    _letter_key(),
    Column("part", Text, primary_key=True, comment="signed or acknowledged"),
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("on_behalf_of", Text),
)

findings = Table(
    "findings",
    metadata,
    _letter_key(),
    Column("number", Integer, primary_key=True),
    Column("code", Text, nullable=False, index=True),
    Column("severity", Text, nullable=False),
    Column("message", Text, nullable=False, comment="in German"),
    Column("path", Text),
)

evidence = Table(
    "evidence",
    metadata,
    _letter_key(),
    Column("number", Integer, primary_key=True),
    Column("path", Text, nullable=False, comment="of the value in the record, such as points.2"),
    Column("raw", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("boxes", Text, nullable=False, comment="JSON: [x0, top, x1, bottom] in points, one a line"),
    Column("start", BigInteger, nullable=False, comment="of the span in the document's text"),
    Column("end", BigInteger, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rule", Text, nullable=False),
    Column("readings", Text, comment="JSON, of a second look"),
    Column("witnesses", Text, comment="JSON: what else says the same"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("letter", ForeignKey("letters.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("part", Text, nullable=False, comment="subject, point or statement"),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False, comment="as it stands in the letter"),
    Column("folded", Text, nullable=False, comment="as it is searched"),
)
