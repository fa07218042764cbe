"""Random records, as hypothesis strategies: whatever the contract allows, likely or not.

`records()` holds what letters hold: prose, numbers, dates, names. `wild_records()` holds any characters in
every text that a letter can print at all.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from ratsdok.form.days import spelled_check
from ratsdok.form.wording import is_place
from ratsdok.letter import CheckDate, DocumentInfo, Letter, Person, Point, Resolution, Statement, Status

_WORDS = """
    der die das und oder mit auf bis zum zur Stadtrat Oberbürgermeister Oberbürgermeisterin beauftragt wird
    werden  Fußweg Straßenbahn Nord-Süd-Verbindung Kultur- Jugend- Fachförderrichtlinie Größe Maßnahme
    Öffentlichkeit  Beschluss Beschlusspunkt Punkt Zu Zum Anlage Anlagen Datum GZ vertraulich Kenntnisnahme
    Hausmitteilung  Haushalt 2015/2016 1. 2. 3.500 10.100.35.1.0.06 50 % 3,50 € § 4 Abs. (vgl. Seite 31) z.
    B. e. V. u. a.  Schüler/-innen einem/-r Stadträtinnen/Stadträte
    https://www.dresden.example/vorlagen/liste?nr=17 und/oder /  „Konzept“ ‚Quartier‘ »Neu« "Alt" – — … ; :
    ! ? a) b) 1.1 II. V2738/14 A0103/15 SR/005/2014 30. September 2019  31.10.2016 06/2017 IV. Quartal 2017
    Sachstand: umgesetzt Beschlusskontrolle vom 3. November 2014  nächste Beschlusskontrolle: Mit
    freundlichen Grüßen Sehr geehrte Damen Herren [Bericht eintragen]
    Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung
""".split()
_NAMES = (
    "Annegret Bärbel Çelik Dr. Freifrau Großmann-Öztürk Ilse Jörg Müller Prof. Thea Weiß von Łukasz".split()
)
_SIGNS = ["", "", "", ".", ",", ":", "“", ")", "?"]


def prose(longest: int = 60) -> st.SearchStrategy[str]:
    """Return words of letters in any order, most of them in no order at all.

    Args:
        longest: how many words at most.
    """
    word = st.builds(lambda word, sign: word + sign, st.sampled_from(_WORDS), st.sampled_from(_SIGNS))
    return st.lists(word, min_size=1, max_size=longest).map(" ".join).filter(_is_filled_in)


def wild(longest: int = 80) -> st.SearchStrategy[str]:
    """Return any characters but those that no letter can print (see `ratsdok.writing.faults`)."""
    characters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
    return st.text(characters | st.sampled_from(" \n\t"), max_size=longest).filter(_is_filled_in)


def _is_filled_in(text: str) -> bool:
    """Tell what is no invitation to fill in a place: as a value, that is refused."""
    return not is_place(text)


_YEARS = st.integers(2005, 2030)
_DISTRICTS = st.sampled_from(["Pro", "Leu", "SW", "Neu"])
_PAPERS = st.one_of(
    st.builds("{}{:04}/{:02}".format, st.sampled_from("VA"), st.integers(1, 9999), st.integers(5, 30)),
    st.builds("V-{}{:04}/{:02}".format, _DISTRICTS, st.integers(1, 9999), st.integers(5, 30)),
    st.builds("V{:04}-01/{:02}".format, st.integers(1, 9999), st.integers(5, 30)),
)
_MEETINGS = st.one_of(
    st.builds("{}/{:03}/{}".format, st.sampled_from(["SR", "SB", "JHA"]), st.integers(1, 120), _YEARS),
    st.builds("SBR {}/{:03}/{}".format, _DISTRICTS, st.integers(1, 120), _YEARS),
)
_DAYS = st.dates(dt.date(2005, 1, 1), dt.date(2030, 12, 31))


@st.composite
def _checks(draw: st.DrawFn) -> CheckDate:
    """Draw a next check: of an imprecise date the last day, its words in one of an office's ways."""
    precision = draw(st.sampled_from(["day", "month", "quarter", "half-year", "year"]))
    day = draw(_DAYS)
    step = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}.get(precision)
    if step:
        month = (day.month + step - 1) // step * step
        day = dt.date(day.year, month, calendar.monthrange(day.year, month)[1])
    check = CheckDate.model_validate({"date": day, "precision": precision, "raw": ""})
    numbers = {"day": f"{day:%d.%m.%Y}", "month": f"{day:%m/%Y}", "year": f"{day.year}"}
    spelling = draw(st.sampled_from([spelled_check(check), numbers.get(precision, spelled_check(check))]))
    before = draw(st.sampled_from(["", "", "gemeinsam mit BK zu A0564/12, ", "spätestens "]))
    return check.model_copy(update={"raw": before + spelling})


def _labels() -> st.SearchStrategy[list[str | None]]:
    """Return the labels of a resolution's points: none, numbers, letters below them, a second paper's."""
    letters = st.integers(0, 3).map(lambda count: "abcdef"[:count])
    numbered = st.lists(st.tuples(st.integers(1, 3), letters, st.booleans()), min_size=1, max_size=5)
    return st.one_of(
        st.just([None]),
        st.just([]),
        numbered.map(_numbered),
        st.tuples(numbered, numbered, _PAPERS).map(
            lambda drawn: _numbered(drawn[0]) + [f"{drawn[2]} {label}" for label in _numbered(drawn[1])]
        ),
        st.integers(1, 4).map(lambda count: [f"{roman}" for roman in ("I", "II", "III", "IV")[:count]]),
        st.integers(1, 4).map(lambda count: ["1", *(f"1.{number}" for number in range(1, count))]),
    )


def _numbered(drawn: list[tuple[int, str, bool]]) -> list[str | None]:
    """Count points up by steps, with letters below them; some parents have no words of their own."""
    labels: list[str | None] = []
    number = 0
    for step, letters, parent in drawn:
        number += step
        labels += [str(number)] if parent or not letters else []
        labels += [f"{number}.{letter}" for letter in letters]
    return labels


@st.composite
def _letters(draw: st.DrawFn, text: st.SearchStrategy[str], long: st.SearchStrategy[str]) -> Letter:
    """Draw a record.

    Args:
        draw: hypothesis's.
        text: of short values.
        long: of points and statements.
    """
    maybe = st.none() | text
    points = tuple(Point(label=label, text=draw(long)) for label in draw(_labels()))
    labels = [point.label for point in points if point.label]
    covered = st.lists(st.sampled_from(labels), unique=True, max_size=5) if labels else st.builds(list[str])
    statement = st.builds(
        Statement, points=covered.map(tuple), text=long, status=st.sampled_from(list(Status))
    )
    statements = draw(st.lists(statement, max_size=4))
    if draw(st.booleans()) and labels:  # as offices answer: every point, in order
        statements = [draw(statement).model_copy(update={"points": (label,)}) for label in labels]
    name = st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4).map(" ".join)
    person = st.builds(Person, name=name, role=maybe, on_behalf_of=st.none() | name)
    resolution = st.builds(
        Resolution, paper=st.none() | _PAPERS, meeting=st.none() | _MEETINGS, subject=maybe
    )
    previous = _DAYS.map(dt.date.isoformat) | _DAYS.map(lambda day: f"{day:%Y-%m}")
    return Letter(
        kind="beschlusskontrolle",
        document=DocumentInfo(
            name="zufall.docx",
            sha256=hashlib.sha256(b"").hexdigest(),
            media_type="text/plain",
            pages=1,
            text_source="text",
            profile="dresden",
        ),
        resolutions=tuple(draw(st.lists(resolution, max_size=3))),
        date=draw(st.none() | _DAYS),
        file_reference=draw(maybe),
        department=draw(maybe),
        recipients=tuple(draw(st.lists(text, max_size=3))),
        confidential=draw(st.none() | st.booleans()),
        salutation=draw(maybe),
        report=draw(st.sampled_from(["interim", "final", "mixed", None])),
        lead_in=draw(maybe),
        points=points,
        statements=tuple(statements),
        next_check=draw(st.none() | _checks()),
        signed_by=tuple(draw(st.lists(person, max_size=3))),
        acknowledged_by=tuple(draw(st.lists(person, max_size=3))),
        attachments=tuple(draw(st.lists(text, max_size=3))),
        papers_mentioned=tuple(draw(st.lists(_PAPERS, unique=True, max_size=3))),
        previous_checks=tuple(draw(st.lists(previous, unique=True, max_size=3))),
    )


def records() -> st.SearchStrategy[Letter]:
    """Return random records whose texts are words of letters."""
    return _letters(prose(8), prose())


def wild_records() -> st.SearchStrategy[Letter]:
    """Return random records whose texts are any characters."""
    return _letters(wild(20), wild())


def drawn(strategy: st.SearchStrategy[Letter], count: int, number: int) -> list[Letter]:
    """Return random records, the same for the same seed and versions of hypothesis and Python.

    Args:
        strategy: what to draw from.
        count: how many.
        number: the seed.
    """
    found: list[Letter] = []

    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(letter: Letter) -> None:
        found.append(letter)

    draw()
    return found[:count]
