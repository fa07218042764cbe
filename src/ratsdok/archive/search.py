"""Letters found by words in their subjects, points and statements, the best first.

In a letter all words must occur. Letters are put in order by their best passage: how many of the words it
holds, how well these fit (the word itself, another form, part of a word, another umlaut), whether it is the
paper's number, a subject, a point or a statement. Among equals the newer letter comes first.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)

from ratsdok.archive.catalogue import Catalogue
from ratsdok.archive.query import EXACT, Term, query_of
from ratsdok.archive.search_index import candidates, holds, prefer_index
from ratsdok.archive.selection import Selection, conditions
from ratsdok.archive.snippets import WIDTH, Span, marks_in, snippet
from ratsdok.archive.tables import documents, letters, passages, places, points, resolutions, statements

Part = Literal["subject", "point", "statement"]

_WEIGHTS: dict[str, int] = {"subject": 3, "point": 2, "statement": 1}
_WEIGHT_OF_PAPER = 4
_WIDTH_OF_SUBJECT = 400  # characters; only a subject that was misread is longer
_PER_WORD, _PER_GRADE = 1000, 10  # so that a word more counts more than all grades, these more than the part


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that holds what is sought.

    Attributes:
        part: what of the letter it is.
        label: the point's, or those that a statement covers, with commas; None where there is none.
        text: cut to what is around what was sought.
        spans: where in that text it stands.
    """

    part: Part
    label: str | None
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A letter that was found.

    Attributes:
        letter: its id in the catalogue.
        papers: numbers of the resolutions it is on, as far as they can be read.
        subject: of the first of these.
        date: its own; None where it cannot be read.
        name: of its document, without folders.
        places: where that document lies.
        sha256: checksum of that document.
        confidential: whether the box before *vertraulich* is ticked; None where that cannot be read.
        matches: its passages that hold what is sought, the best first; none where only the paper does.
        score: by which letters are put in order.
    """

    letter: int
    papers: tuple[str, ...]
    subject: str | None
    date: dt.date | None
    name: str
    places: tuple[str, ...]
    sha256: str | None
    confidential: bool | None
    matches: tuple[Match, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        hits: the best letters, as many as were asked for.
        total: how many letters there are.
    """

    hits: tuple[Hit, ...]
    total: int


def search(catalogue: Catalogue, query: str, *, limit: int = 20, selection: Selection | None = None) -> Found:
    """Search the letters of a catalogue.

    Args:
        catalogue: an open one.
        query: words; in quotation marks as they stand, with a minus before they must not occur.
        limit: how many letters to return, at least one.
        selection: among which letters; None is all, the confidential too.

    Raises:
        QueryError: there is nothing to search for in the query, or too much.
    """
    asked = query_of(query)
    with catalogue.begin() as connection:
        prefer_index(connection)
        scored = _scored(connection, asked.wanted)
        best = (
            select(letters.c.id, letters.c.date, letters.c.confidential, documents.c.name, documents.c.sha256)
            .add_columns(scored.c.score, func.count().over().label("total"))
            .join(scored, scored.c.letter == letters.c.id)
            .join(documents, documents.c.id == letters.c.document)
            .where(*(conditions(selection) if selection else ()))
            .order_by(scored.c.score.desc(), letters.c.about.is_(None), letters.c.about.desc())
            .order_by(documents.c.sha256, letters.c.number)
            .limit(limit)
        )
        if asked.unwanted:
            best = best.where(letters.c.id.not_in(select(_graded(connection, asked.unwanted).c.letter)))
        rows = connection.execute(best).all()
        return Found(_hits(connection, rows, asked.wanted), rows[0].total if rows else 0)


def _scored(connection: Connection, terms: Sequence[Term]) -> Subquery:
    """Return the query for the letters in which all terms occur, with the score of their best passage."""
    all_of = terms if len(terms) > 1 else ()
    graded = _graded(connection, terms, (_is_promising(connection, term) for term in all_of))
    grades = [graded.c[f"grade{at}"] for at in range(len(terms))]
    words = sum((case((grade > 0, 1), else_=0) for grade in grades), literal(0))
    score = words * _PER_WORD + sum(grades, literal(0)) * _PER_GRADE + graded.c.weight
    return (
        select(graded.c.letter, func.max(score).label("score"))
        .group_by(graded.c.letter)
        .having(and_(*(func.max(grade) > 0 for grade in grades)))
        .subquery("scored")
    )


def _is_promising(connection: Connection, term: Term) -> ColumnElement[bool]:
    """Return a condition on passages: their letter may hold a term."""
    holding = select(passages.c.letter).where(candidates(connection, term.roots)).correlate(None)
    if not term.paper:
        return passages.c.letter.in_(holding)
    on_paper = select(resolutions.c.letter).where(_is_paper(connection, term))
    return passages.c.letter.in_(holding) | passages.c.letter.in_(on_paper)


def _graded(
    connection: Connection, terms: Sequence[Term], only: Iterable[ColumnElement[bool]] = ()
) -> Subquery:
    """Return the query for what holds any of the terms: passages, and numbers of papers.

    Args:
        connection: to the database that is searched.
        terms: that are sought.
        only: conditions on passages; others are not looked at.
    """
    pieces = sorted({root for term in terms for root in term.roots})
    weight = case(*((passages.c.part == part, weight) for part, weight in _WEIGHTS.items()), else_=0)
    sources = [
        select(passages.c.letter, weight.label("weight"))
        .add_columns(*_numbered(_grade(connection, term) for term in terms))
        .where(candidates(connection, pieces), *only)
    ]
    if any(term.paper for term in terms):
        sources.append(
            select(resolutions.c.letter, literal(_WEIGHT_OF_PAPER))
            .add_columns(*_numbered(case((_is_paper(connection, term), EXACT), else_=0) for term in terms))
            .where(or_(*(_is_paper(connection, term) for term in terms)))
        )
    graded = union_all(*sources).offset(0).subquery("candidates")
    return select(graded).where(or_(*(column > 0 for column in list(graded.c)[2:]))).subquery("graded")


def _numbered(grades: Iterable[ColumnElement[int]]) -> list[ColumnElement[int]]:
    return [grade.label(f"grade{at}") for at, grade in enumerate(grades)]


def _grade(connection: Connection, term: Term) -> ColumnElement[int]:
    def any_of(pieces: Iterable[str]) -> ColumnElement[bool]:
        return or_(*(holds(connection, passages.c.folded, piece) for piece in pieces))

    hardly_any = not_(any_of(term.roots)), 0  # these are few, and most passages hold none of them
    return case(hardly_any, *((any_of(pieces), grade) for grade, pieces in term.grades), else_=0)


def _is_paper(connection: Connection, term: Term) -> ColumnElement[bool]:
    if not term.paper:
        return false()
    may_be = holds(connection, resolutions.c.paper, term.paper.digits)  # regular expressions take longer
    return and_(may_be, func.lower(resolutions.c.paper).regexp_match(term.paper.pattern))


def _hits(connection: Connection, rows: Sequence[Row[Any]], terms: Sequence[Term]) -> tuple[Hit, ...]:
    found = _matches(connection, [row.id for row in rows], terms)
    on: defaultdict[int, list[tuple[str | None, str | None]]] = defaultdict(list)
    for letter, paper, subject in connection.execute(
        select(resolutions.c.letter, resolutions.c.paper, resolutions.c.subject)
        .where(resolutions.c.letter.in_([row.id for row in rows]))
        .order_by(resolutions.c.letter, resolutions.c.number)
    ):
        on[letter].append((paper, subject))
    lies = _places(connection, [row.sha256 for row in rows])
    return tuple(
        Hit(
            letter=row.id,
            papers=tuple(paper for paper, _ in on[row.id] if paper),
            subject=next((subject for _, subject in on[row.id] if subject), None),
            date=row.date,
            name=row.name,
            places=tuple(lies[row.sha256]),
            sha256=row.sha256,
            confidential=row.confidential,
            matches=tuple(found[row.id]),
            score=row.score,
        )
        for row in rows
    )


def _places(connection: Connection, documents: Sequence[str]) -> defaultdict[str, list[str]]:
    query = select(places.c.sha256, places.c.place).where(places.c.sha256.in_(documents))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for sha256, place in connection.execute(query.order_by(places.c.place)):
        found[sha256].append(place)
    return found


def _matches(
    connection: Connection, ids: Sequence[int], terms: Sequence[Term]
) -> defaultdict[int, list[Match]]:
    """Return the passages of letters that hold any of the terms, the best first."""
    of_point = and_(passages.c.part == "point", points.c.number == passages.c.number)
    of_statement = and_(passages.c.part == "statement", statements.c.number == passages.c.number)
    query = (
        select(passages, points.c.label, statements.c.points)
        .outerjoin(points, and_(points.c.letter == passages.c.letter, of_point))
        .outerjoin(statements, and_(statements.c.letter == passages.c.letter, of_statement))
        .where(passages.c.letter.in_(ids))
    )
    rated = [(_score(row.folded, row.part, terms), row) for row in connection.execute(query)]
    sought = [term.marked for term in terms]
    found: defaultdict[int, list[Match]] = defaultdict(list)
    for score, row in sorted(rated, key=lambda each: (-each[0], each[1].id)):
        if score:
            width = _WIDTH_OF_SUBJECT if row.part == "subject" else WIDTH
            text, spans = snippet(row.text, marks_in(row.text, sought), width)
            match = Match(row.part, row.label if row.part == "point" else row.points, text, spans)
            if match not in found[row.letter]:  # a letter on two resolutions may have one subject twice
                found[row.letter].append(match)
    return found


def _score(folded: str, part: str, terms: Sequence[Term]) -> int:
    """Return how well a passage fits, as the database rates it; 0 is not at all."""
    grades = [grade for term in terms if (grade := term.grade(folded))]
    return len(grades) * _PER_WORD + sum(grades) * _PER_GRADE + _WEIGHTS[part] if grades else 0
