"""Resolutions that are open, or how one came to where it stands, as a person reads it, in German."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ratsdok.cli.drawing import drawn
from ratsdok.history.account import Account, Missing, Promise
from ratsdok.history.chain import Course, History, State
from ratsdok.history.departments import short_department
from ratsdok.letter import REPORTS

_FAINT = "bright_black"
_DOUBT = "yellow"
_STATES = {State.OVERDUE: "red", State.OPEN: "cyan", State.SETTLED: "green"}
_LONGEST_SUBJECT = 70
_LONGEST_POINT = 90
_DAY = "{0:%d.%m.%Y}"


def overview(found: Iterable[History], day: dt.date, *, width: int = 100, colour: bool = False) -> str:
    """Return a table of resolutions, the longest overdue first, and how many there are.

    Args:
        found: their histories.
        day: on which they stand so.
        width: columns to fit into.
        colour: in the colours of a terminal (ANSI).
    """
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("Vorlage", no_wrap=True)
    table.add_column("Stand", no_wrap=True)
    table.add_column("Zugesagt", no_wrap=True)
    table.add_column("Tage\nüber", justify="right")
    table.add_column("Letztes\nSchreiben", no_wrap=True)
    table.add_column("Offene\nPunkte", justify="right")
    table.add_column("Geschäftsbereich · Gegenstand", overflow="fold")
    number, unsure = Counter[State](), 0
    for each in sorted(found, key=lambda each: (-each.days_overdue, _due(each), each.profile, each.paper)):
        table.add_row(*_row(each))
        number[each.state] += 1
        unsure += each.state_is_doubtful
    told = ", ".join(f"{number[state]} {state.german}" for state in State if number[state]) or "nichts offen"
    note = f"; {unsure} unsicher (?)" if unsure else ""
    parts: list[RenderableType] = [_rule(f"Stand {day:%d.%m.%Y}: {told}{note}")]
    return drawn([*parts, table] if number else parts, width, colour)


def timeline(history: History, *, width: int = 100, colour: bool = False) -> str:
    """Return a resolution's letters and points, one after the other.

    Args:
        history: the resolution's.
        width: columns to wrap at.
        colour: in the colours of a terminal (ANSI).
    """
    parts = [_heading(history), _letters(history), *_points(history), _notices(history)]
    return drawn([_rule(f"{history.paper} · Stand {history.as_of:%d.%m.%Y}"), *parts], width, colour)


def _due(history: History) -> dt.date:
    return history.due.date if history.due else dt.date.max


def _row(history: History) -> Iterator[Text]:
    newest = history.newest
    yield Text(_plain(history.paper), "bold")
    yield _state(history)
    yield (
        _marked(history.due.german, newest.check_is_doubtful) if history.due else Text("ohne Termin", _FAINT)
    )
    yield Text(str(history.days_overdue or ""))
    yield _date(newest)
    yield Text(str(sum(not course.is_settled for course in history.points)))
    department = short_department(history.department) if history.department else "nicht lesbar"
    subject = textwrap.shorten(_plain(history.subject or ""), _LONGEST_SUBJECT, placeholder=" …")
    yield Text(f"{_plain(department)} · ", _FAINT) + Text(subject)


def _heading(history: History) -> Table:
    block = Table.grid(padding=(0, 2, 0, 0))
    if history.subject:
        block.add_row(Text(_plain(history.subject)))
    told = [history.committee, history.meeting, history.department]
    block.add_row(Text(" · ".join(_plain(each) for each in told if each), _FAINT))
    state = _state(history)
    if history.due:
        state += Text(f", nächste Kontrolle zugesagt: {history.due.german}")
    if history.days_overdue:
        state += Text(f", {_days(history.days_overdue)} überfällig")
    block.add_row(state)
    return block


def _letters(history: History) -> RenderableType:
    block = Table.grid(padding=(0, 2, 0, 0))
    missing = list(history.missing)
    for at, letter in enumerate(history.letters):
        written = letter.date or letter.about or dt.date.min
        while missing and missing[0].date < written:
            block.add_row(*_missing(missing.pop(0)))
        kind = REPORTS.get(letter.report or "", "Bericht")
        names = ", ".join(_plain(document.name) for document in letter.documents)
        block.add_row(Text(str(at + 1)), _date(letter), Text(kind), Text(names, _FAINT))
        if letter.promise:
            block.add_row("", "", Text("↳ zugesagt", _FAINT), _promise(letter.promise))
    for each in missing:
        block.add_row(*_missing(each))
    return Padding(block, (1, 0, 1, 0))


def _missing(missing: Missing) -> Iterator[Text]:
    day = f"{missing.date:%m/%Y}" if missing.is_month else _DAY.format(missing.date)
    yield from (Text("–", _FAINT), Text(day), Text("genannt, liegt nicht vor", _DOUBT), Text())


def _promise(promise: Promise) -> Text:
    text = Text(promise.check.german)
    if promise.delay is None:
        return text
    late = promise.delay
    came = "pünktlich" if late == 0 else f"{_days(abs(late))} {'zu spät' if late > 0 else 'vorher'}"
    return text + _marked(f", Bericht {came}", promise.is_doubtful)


def _points(history: History) -> Iterator[RenderableType]:
    for course in history.courses:
        name = f"Punkt {course.label}" if course.label else "Beschluss"
        text = textwrap.shorten(_plain(course.newest_quotation.text), _LONGEST_POINT, placeholder=" …")
        yield Text.assemble((f"{_plain(name)} ", "bold"), (text, _FAINT))
        if not course.is_heading:
            yield Padding(_course(course, history), (0, 0, 0, 4))


def _course(course: Course, history: History) -> Text:
    if not course.changes:
        return Text("kein Bericht", _FAINT)
    steps = [
        _marked(change.after.german, change.is_doubtful)
        + Text(f" (Schreiben {change.letter + 1}{f', S. {change.page}' if change.page else ''})", _FAINT)
        for change in course.changes
    ]
    told = Text(" → ").join(steps)
    if history.state is not State.SETTLED and not course.is_settled and course.silent_letters:
        months = f" und {course.silent_months} Monaten" if course.silent_months is not None else ""
        letters = "1 Schreiben" if course.silent_letters == 1 else f"{course.silent_letters} Schreiben"
        told += Text(f" · seit {letters}{months} nichts Neues", _DOUBT)
    return told


def _notices(history: History) -> RenderableType:
    block = Table.grid(padding=(0, 1, 0, 0))
    for notice in history.notices:
        where = ", ".join(str(at + 1) for at in notice.letters)
        block.add_row(
            Text("!", _DOUBT), Text(_plain(notice.message)), Text(f"({where})" if where else "", _FAINT)
        )
    return Padding(block, (1, 0, 0, 0)) if history.notices else block


def _state(history: History) -> Text:
    return _marked(history.state.german, history.state_is_doubtful, _STATES[history.state])


def _date(letter: Account) -> Text:
    if letter.date is None:
        return Text("nicht lesbar", _FAINT)
    return _marked(_DAY.format(letter.date), letter.date_is_doubtful)


def _marked(text: str, is_doubtful: bool, style: str = "") -> Text:
    return Text(text, style) + (Text(" (?)", _DOUBT) if is_doubtful else Text())


def _days(number: int) -> str:
    return "1 Tag" if number == 1 else f"{number} Tage"


def _rule(title: str) -> Rule:
    return Rule(Text(_plain(title), "bold"), align="left", style=_FAINT)


def _plain(content: str) -> str:
    """Return a letter's text without characters that could command the terminal."""
    return "".join(char if char.isprintable() else " " for char in content)
