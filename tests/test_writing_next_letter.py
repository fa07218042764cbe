"""The draft of the next letter: its points, dates and people, written, read, and any records."""

import datetime as dt
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples.records import records

import ratsdok
from drafts import RESOLUTION, check, labels_in, letter, outline
from ratsdok.errors import RecordError
from ratsdok.form.days import read_day
from ratsdok.letter import CheckDate, Letter, Person, Point, Resolution, Status
from ratsdok.writing import docx_of
from ratsdok.writing.drafting import next_letter


# Points of the letters, the oldest first -> of the draft.
@pytest.mark.parametrize(
    ("quoted", "drafted"),
    [
        (["1 2", "2"], "1 2"),
        (["1 2 10", "1.a 3", "1.b 4"], "1 1.a 1.b 2 3 4 10"),
        (["2 10 100", "9 1"], "1 2 9 10 100"),
        (["I II IX X", "V IV"], "I II IV V IX X"),
        (["1.2 1.10", "1.9"], "1.2 1.9 1.10"),
        (["1 2 A4/30_1 A4/30_2", "3 A4/30_1.a B9/30_1"], "1 2 3 A4/30_1 A4/30_1.a A4/30_2 B9/30_1"),
        (["3 2 1", "4"], "3 2 1 4"),  # as the letter has them
        (["", "1"], "1"),
        (["", ""], ""),
    ],
)
def test_points_are_those_of_all_letters(quoted: list[str], drafted: str) -> None:
    letters = [letter(f"203{year}-03-01", each) for year, each in enumerate(quoted)]
    known = {point for each in letters for point in each.points}
    points = next_letter(*letters).letter.points
    assert [point.label for point in points] == list(labels_in(drafted, " "))
    assert set(points) == known


def test_the_words_are_those_of_the_fullest_quotation_and_of_the_newest() -> None:
    def quoting(date: str, *labels: str | None) -> Letter:
        points = tuple(Point(label=label, text=f"{label} {date}") for label in labels)
        return letter(date, lead_in=f"Einleitung {date}").model_copy(update={"points": points})

    first, second = quoting("2030-03-01", "1", "2"), quoting("2031-03-01", "2", "3")
    third, unnumbered = quoting("2032-03-01", "3"), quoting("2033-03-01", None)
    draft = next_letter(first, second, third).letter
    assert draft.lead_in == "Einleitung 2031-03-01"
    assert [point.text for point in draft.points] == ["1 2030-03-01", "2 2031-03-01", "3 2031-03-01"]
    # a resolution without numbers lacks none
    draft = next_letter(third, unnumbered).letter
    assert (draft.lead_in, draft.points) == ("Einleitung 2033-03-01", unnumbered.points)


# The newest letter, its date and its promised check -> the check that is proposed.
@pytest.mark.parametrize(
    ("date", "promised", "proposed"),
    [
        ("2030-03-28", "2030-09-30", "2031-03-31"),
        ("2030-04-04", "2030-09-30", "2031-03-31"),
        ("2030-03-01", "2030-05-31", "2030-08-31"),
        ("2030-08-20", "2031-08-15", "2032-08-31"),
        ("2030-08-31", "2031-02-28", "2031-08-31"),
        ("2031-08-31", None, "2032-02-29"),  # half a year, in a leap year
        (None, "2030-06-30", "2030-12-31"),
        ("2030-03-01", "2030-03-05", "2030-09-30"),  # no interval
        ("2030-03-01", "2003-09-30", "2004-03-31"),  # misread
        (None, None, None),
        (None, "9999-12-31", None),  # the calendar's end
    ],
)
def test_the_next_check_is_proposed(date: str | None, promised: str | None, proposed: str | None) -> None:
    before = letter(None, "1"), letter("2019-01-01", "1", next_check=check("2019-02-28"))
    newest = letter(date, "1", "1~", next_check=check(promised) if promised else None)
    draft = next_letter(*(before if date else []), newest)
    found = draft.letter.next_check
    assert (found.date.isoformat() if found else None) == proposed
    assert draft.proposed == ({"next_check"} if proposed else set())
    assert found is None or (found.precision, read_day(found.raw)) == ("day", found.date)


def test_nothing_is_proposed_where_all_is_settled() -> None:
    draft = next_letter(letter("2030-03-01", "1", "1+", next_check=check("2030-09-30")))
    assert draft.letter.next_check is None
    assert not draft.proposed
    assert draft.places == {"date"}


# Dates of the letters, and the checks they name -> the earlier checks.
@pytest.mark.parametrize(
    ("letters", "checks"),
    [
        ([("2030-03-01", []), ("2029-03-01", [])], ["2029-03-01", "2030-03-01"]),
        (
            [("2030-03-01", ["2029-03-01"]), ("2029-03-01", ["2028-01"])],
            ["2028-01", "2029-03-01", "2030-03-01"],
        ),
        ([("2030-03-01", ["2029-03", "2030-03"]), (None, ["2029-03-05"])], ["2029-03-05", "2030-03-01"]),
        ([(None, []), (None, [])], []),
    ],
)
def test_earlier_checks(letters: list[tuple[str | None, list[str]]], checks: list[str]) -> None:
    draft = next_letter(*[letter(date, "1", previous_checks=tuple(found)) for date, found in letters])
    assert draft.letter.previous_checks == tuple(checks)


def office(date: str | None, number: int, **others: Any) -> Letter:
    """Make a record whose every value tells its number."""
    return letter(
        date,
        "1",
        "1~",
        file_reference=f"(GB 9) {number}",
        department=f"Geschäftsbereich {number}",
        recipients=(f"Fraktion {number}",),
        confidential=bool(number % 2),
        salutation=f"Guten Tag {number},",
        signed_by=(Person(name=f"Wilma Zaunkönig {number}", role="Beigeordnete"),),
        acknowledged_by=(Person(name=f"Balduin Specht {number}"),),
        attachments=("Lageplan",),
        papers_mentioned=("A0002/30",),
        **others,
    )


CARRIED = """
    resolutions department file_reference recipients confidential salutation signed_by acknowledged_by
""".split()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_letter_decides_in_any_order(order: tuple[int, ...]) -> None:
    letters = [office(None, 1), office("2030-03-01", 2), office("2031-03-01", 3)]
    draft = next_letter(*(letters[number] for number in order))
    assert draft == next_letter(*letters)
    assert [getattr(draft.letter, name) for name in CARRIED] == [
        getattr(letters[2], name) for name in CARRIED
    ]
    assert draft.letter.date is None
    assert (draft.letter.attachments, draft.letter.papers_mentioned) == ((), ())
    assert (draft.letter.findings, draft.letter.evidence) == ((), {})
    assert draft.letter.document == letters[2].document.model_copy(
        update={"name": "Entwurf zu brief-2031-03-01.pdf", "pages": 1}
    )


def test_letters_without_a_date_are_in_the_order_in_which_they_are_given() -> None:
    first, second = office(None, 1), office(None, 2)
    assert next_letter(first, second).letter.department == "Geschäftsbereich 2"
    assert next_letter(second, first).letter.department == "Geschäftsbereich 1"


def test_what_the_newest_lacks_is_not_taken_from_older_ones() -> None:
    newest = letter("2031-03-01", "1")
    assert next_letter(office("2030-03-01", 1), newest).letter.signed_by == ()


OTHER = Resolution(paper="A0004/30", meeting="SR/010/2030", subject="Enten am Weiher")


# Resolutions of the letters, the oldest first -> of the draft.
@pytest.mark.parametrize(
    ("named", "drafted"),
    [
        ([[RESOLUTION], [Resolution(paper=None)]], [RESOLUTION]),
        (
            [[RESOLUTION], [Resolution(paper="V0815/30", subject="Weiher")]],
            [RESOLUTION.model_copy(update={"subject": "Weiher"})],
        ),
        ([[RESOLUTION], []], [RESOLUTION]),
        (
            [[Resolution(paper=None, subject="Bänke")], [Resolution(paper="V0815/30")]],
            [Resolution(paper="V0815/30", subject="Bänke")],
        ),
        (
            [
                [Resolution(paper="V0815/30", meeting="SR/009/2030")],
                [Resolution(paper=None, subject="Bänke am Weiher")],
                [Resolution(paper="V0815/30")],
            ],
            [RESOLUTION],
        ),
        # a second one
        ([[RESOLUTION, OTHER], [RESOLUTION, Resolution(paper="A0004/30")]], [RESOLUTION, OTHER]),
        (
            [[RESOLUTION, OTHER], [RESOLUTION, Resolution(paper="A0005/30")]],
            [RESOLUTION, Resolution(paper="A0005/30")],
        ),
        ([[RESOLUTION], [Resolution(paper="V0815/30"), OTHER]], [RESOLUTION, OTHER]),
        ([[], []], []),
    ],
)
def test_what_older_letters_tell_of_the_resolutions(
    named: list[list[Resolution]], drafted: list[Resolution]
) -> None:
    letters = [letter(f"203{year}-03-01", resolutions=tuple(each)) for year, each in enumerate(named)]
    assert next_letter(*letters).letter.resolutions == tuple(drafted)


def test_what_is_refused() -> None:
    with pytest.raises(RecordError, match="no record"):
        next_letter()
    antrag = letter("2030-03-01", name="antrag.pdf").model_copy(update={"kind": "other"})
    with pytest.raises(RecordError, match=r"other documents: antrag\.pdf"):
        next_letter(letter("2030-03-01", "1"), antrag)
    named = {
        "a.pdf": [RESOLUTION],
        "b.pdf": [],
        "c.pdf": [Resolution(paper=None)],
        "d.pdf": [OTHER, RESOLUTION],
    }
    with pytest.raises(RecordError, match="different resolutions") as caught:
        next_letter(*[letter(None, name=name, resolutions=tuple(each)) for name, each in named.items()])
    assert caught.value.faults == ("a.pdf: V0815/30", "d.pdf: A0004/30")


# The draft as a letter, and read again.


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("1 2 3", ["1~ 2+ 3-"]),
        ("1 2 2.a 2.b", ["1~ 2.a~ 2.b~", "1= 2.a,2.b-"]),
        ("1 2", ["~", "+"]),
        ("", ["~"]),
        ("1 A4/30_1", ["1+"]),
    ],
)
def test_a_draft_can_be_written_and_read(points: str, said: list[str]) -> None:
    draft = next_letter(*[letter(f"203{year}-03-01", points, each) for year, each in enumerate(said)])
    read = ratsdok.parse(docx_of(draft), name="x.docx")
    unfilled = [finding for finding in read.findings if finding.code == "place-unfilled"]
    assert len(unfilled) == len(draft.places)
    assert read.points == draft.letter.points
    assert read.statements == draft.letter.statements
    assert (read.date, read.report) == (None, draft.letter.report)
    assert read.next_check == draft.letter.next_check
    assert read.previous_checks == draft.letter.previous_checks
    # and the letter after that says the same of what is settled
    again = next_letter(read)
    assert [each.status for each in again.letter.statements] == [each.status for each in read.statements]


LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(records())
@LAW
def test_any_record_has_a_next_letter(record: Letter) -> None:
    draft = next_letter(record)
    assert draft.letter.points == record.points
    assert outline(draft)
    assert Letter.from_json(draft.letter.to_json()) == draft.letter
    assert next_letter(record, record).letter.points == record.points


@given(records())
@LAW
def test_every_point_is_answered_once(record: Letter) -> None:
    statements = next_letter(record).letter.statements
    answered = [label for each in statements for label in each.points]
    assert len(set(answered)) == len(answered)
    points = {point.label for point in record.points if point.label}
    reported = {label for each in record.statements for label in each.points}
    introducing = {label for label in points if any(each.startswith(f"{label}.") for each in reported)}
    assert points - introducing <= set(answered) or [each.points for each in statements] == [()]
    if {each.status for each in record.statements} - {Status.IMPLEMENTED, Status.NOT_IMPLEMENTED}:
        assert next_letter(record).letter.report == "interim"


@given(st.lists(records(), min_size=1, max_size=3))
@LAW
def test_no_point_of_any_letter_is_lost(letters: list[Letter]) -> None:
    same = [each.model_copy(update={"resolutions": (RESOLUTION,)}) for each in letters]
    quoted = [[point.label for point in each.points] for each in same]
    draft = next_letter(*same)
    fullest = max(quoted, key=len)
    if None not in {label for each in quoted for label in each}:
        assert {point.label for point in draft.letter.points} == {label for each in quoted for label in each}
    assert len(draft.letter.points) >= len(fullest)
    assert set(draft.letter.points) <= {point for each in same for point in each.points}
    assert outline(draft)


@pytest.mark.parametrize(
    "undated",
    [
        letter(None, said="1+ 2+ 3+", previous_checks=("2030-03-01",)),
        letter(None, said="1+ 2+ 3+", previous_checks=("2030-03", "früher")),
        letter(
            None, said="1+ 2+ 3+", next_check=CheckDate(date=dt.date(2031, 3, 31), precision="day", raw="")
        ),
    ],
)
def test_an_undated_letter_is_as_old_as_the_rest_of_it_says(undated: Letter) -> None:
    assert next_letter(undated, letter("2030-03-01", said="1~ 2~ 3~")).letter.report == "final"
