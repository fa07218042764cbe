"""What the entries of a feed say in German; what is uncertain says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ratsdok.exporting.cells import german_day
from ratsdok.form.days import spelled_check, spelled_previous
from ratsdok.history.account import Account
from ratsdok.history.chain import Change, Course, History, Station
from ratsdok.letter import REPORTS, CheckDate, Status
from ratsdok.reporting.german import UNREAD, days

UNSURE = "unsicher gelesen"
UNNUMBERED = "Vorlage nicht lesbar"
LETTER = "Schreiben"
"""What a letter is called that does not say what kind of report it is, or not legibly."""

_LONGEST_SUBJECT = 120  # characters, in a title
_LONGEST_POINT = 160  # as in calendars; more is read in the letter
_ORDER = "Welches der Schreiben das ältere ist, ist nicht gewiss: Ein Datum war nicht sicher zu lesen"
_TOLD_OTHERWISE = {"undated-letter", "later-letters", "reopened", "long-gap"}


class Wording:
    """Says what is new.

    Args:
        history: of the resolution.
        at: place of the letter.
        several_cities: there are others in the feed, so that each is named.
    """

    def __init__(self, history: History, at: int, several_cities: bool) -> None:
        self._history = history
        self._at = at
        self._letter = history.letters[at]
        self._city = f" ({history.profile})" if several_cities else ""

    def letter_title(self) -> str:
        """Return the title of a new letter."""
        subject = self._subject()
        told = f": {shortened(subject, _LONGEST_SUBJECT)}" if subject else ""
        secret = " (vertraulich)" if self._letter.confidential else ""
        return f"{self._paper()}: {self._named()}{secret}{told}"

    def letter_summary(self) -> str:
        """Return what is most important of a letter."""
        check, delay = self._check(), self._delay()
        parts = [
            self._named(),
            self._tally(),
            f"Nächste Kontrolle: {check}" if check else None,
            f"Zugesagt war: {delay}" if delay else None,
        ]
        return " ".join(f"{part}." for part in parts if part)

    def letter_facts(self) -> Iterator[tuple[str, str]]:
        """Yield what is told of a letter, each with its title."""
        letter = self._letter
        yield "Gegenstand", self._sure(self._subject() or UNREAD, f"resolutions.{letter.resolution}.subject")
        if letter.report:
            yield "Art", self._sure(REPORTS[letter.report], "report")
        else:
            yield "Art", "Ob es ein Zwischen- oder Abschlussbericht ist, war nicht lesbar"
        yield "Datum", self._date()
        yield "Geschäftsbereich", self._sure(letter.department or UNREAD, "department")
        if self._history.committee:
            yield "Gremium", self._history.committee
        yield "Nächste Kontrolle", self._check() or "nicht genannt"
        delay = self._delay()
        if delay:
            yield "Zugesagter Termin", delay
        yield from self._secrecy()
        yield from self._notices()
        yield "Datei", ", ".join(document.name for document in letter.documents)

    def points(self) -> Iterator[str]:
        """Yield how each point stands by what the letter says of it, and how it stood before."""
        for course, station in self._stations():
            label = station.quoted.label if station.quoted else course.label
            change = next((each for each in course.changes if each.letter == self._at), None)
            told = _standing(station)
            if change and change.before:
                told += f" ({_before(change)})"
            if station.status is Status.UNKNOWN and len(station.sayings) > 1:
                told += ", die Aussagen widersprechen sich"
            yield f"{_point(label)}: {told}" + (f" – {UNSURE}" if station.is_doubtful else "")

    def change_title(self, label: str | None, course: Course, change: Change) -> str:
        """Return the title of a change of status."""
        doubts = [UNSURE] if change.is_doubtful else []
        if change.reopens and self._is_order_doubtful(course, change):
            doubts.append("Reihenfolge der Schreiben unsicher")
        told = f"{self._paper()}, {_point(label)}: {_changed(change)}"
        return " – ".join([told, ", ".join(doubts)] if doubts else [told])

    def change_summary(self, label: str | None, course: Course, change: Change) -> str:
        """Return what changed, and what says so."""
        doubt = f" ({UNSURE})" if change.is_doubtful else ""
        order = f" {_ORDER}." if self._is_order_doubtful(course, change) else ""
        return f"{_point(label)}: {_changed(change)}{doubt}. {self._named()}.{order}"

    def change_facts(self, label: str | None, course: Course, change: Change) -> Iterator[tuple[str, str]]:
        """Yield what is told of a change of status, each with its title."""
        yield "Gegenstand", self._subject() or UNREAD
        quoted = (each.quoted for each in course.stations if each.letter == self._at)
        text = (next(quoted, None) or course.newest_quotation).text
        if text:
            yield _point(label), shortened(text, _LONGEST_POINT)
        yield "Neuer Stand", change.after.german + (f" ({UNSURE})" if change.is_doubtful else "")
        yield "Bisher", self._until_now(course, change)
        if change.reopens:
            yield "Hinweis", "Der Punkt galt als erledigt und ist wieder offen"
        if self._is_order_doubtful(course, change):
            yield "Hinweis", _ORDER
        yield LETTER, self._named()
        if self._letter.date is None:
            yield "Datum", self._date()
        yield from self._secrecy()
        page = f", Seite {change.page}" if change.page else ""
        yield "Fundstelle", f"{self._letter.document.name}{page}"

    def _until_now(self, course: Course, change: Change) -> str:
        if change.before is None:
            return "kein Bericht"
        return f"{change.before.german}, {LETTER} {_dated(self._former(course, change))}"

    def _former(self, course: Course, change: Change) -> Account:
        """Return the letter that said the status until now."""
        return self._history.letters[course.changes[course.changes.index(change) - 1].letter]

    def _is_order_doubtful(self, course: Course, change: Change) -> bool:
        """Tell whether it may be the other way round: a date is uncertain. A final report comes last."""
        if change.before is None or self._letter.report == "final":
            return False
        return self._letter.date_is_doubtful or self._former(course, change).date_is_doubtful

    def _paper(self) -> str:
        path = f"resolutions.{self._letter.resolution}.paper"
        return self._sure(self._history.paper, path) + self._city if self._history.paper else UNNUMBERED

    def _subject(self) -> str | None:
        return self._letter.subject or self._history.subject

    def _named(self) -> str:
        """Return what kind of letter it is, and from when."""
        letter = self._letter
        kind = self._sure(REPORTS[letter.report], "report") if letter.report else LETTER
        return f"{kind} {_dated(letter)}"

    def _date(self) -> str:
        letter = self._letter
        if letter.date:
            return self._sure(german_day(letter.date), "date")
        if letter.entered is None:
            return UNREAD
        return f"{UNREAD}; der Eintrag trägt den Tag der Erfassung, {german_day(letter.entered)}"

    def _check(self) -> str | None:
        check = self._letter.check
        if check is None:
            return None
        return spelled_check(check) + (f" ({UNSURE})" if self._letter.check_is_doubtful else "")

    def _delay(self) -> str | None:
        """Return how the letter came against the promise of the one before; None if nothing was promised."""
        promise = self._history.letters[self._at - 1].promise if self._at else None
        if promise is None:
            return None
        if promise.days_late is None:
            came = "wann dieses Schreiben kam, ist nicht lesbar"
        else:
            came = f"das Schreiben kam {_against(promise.check, promise.days_late)}"
            came += " (unsicher)" if promise.is_doubtful else ""
        if promise.named:
            day = next(each.day for each in self._history.missing if each.date == promise.named)
            came = f"eine Kontrolle vom {spelled_previous(day)} wird genannt, liegt aber nicht vor; {came}"
        return f"{spelled_check(promise.check)}; {came}"

    def _tally(self) -> str | None:
        """Return how many points stand how."""
        stations = [station for _, station in self._stations()]
        if not stations:
            return None
        counts = Counter(_standing(each) for each in stations)
        if len(stations) == 1:
            told = f"Stand: {next(iter(counts))}"
        else:
            told = "Punkte: " + ", ".join(f"{count} {name}" for name, count in counts.most_common())
        unsure = sum(each.is_doubtful for each in stations)
        if not unsure:
            return told
        return f"{told} ({UNSURE if len(stations) == 1 else f'{unsure} davon {UNSURE}'})"

    def _stations(self) -> list[tuple[Course, Station]]:
        """Return the points that the letter has something on, in its order."""
        found = [
            (course, station)
            for course in self._history.points
            for station in course.stations
            if station.letter == self._at
        ]
        return sorted(found, key=lambda each: (each[1].place is None, each[1].place or 0))

    def _secrecy(self) -> Iterator[tuple[str, str]]:
        if self._letter.confidential:
            yield "Vertraulich", self._sure("ja", "confidential")
        elif self._letter.confidential is None:
            yield "Vertraulich", "nicht erkennbar"

    def _notices(self) -> Iterator[tuple[str, str]]:
        """Yield what is odd since this letter; what is told otherwise is not told twice."""
        for notice in self._history.notices:
            if notice.code not in _TOLD_OTHERWISE and self._at == max(notice.letters, default=-1):
                yield "Hinweis", notice.message.removesuffix(".")

    def _sure(self, text: str, path: str) -> str:
        """Return a text, marked if the value that it rests on is to be looked up in the letter."""
        doubtful = any(each == path or each.startswith(f"{path}.") for each in self._letter.doubts)
        return f"{text} ({UNSURE})" if doubtful else text


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many characters, and a mark where there is more."""
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"


def _dated(letter: Account) -> str:
    if letter.date is None:
        return "ohne lesbares Datum"
    return f"vom {german_day(letter.date)}" + (f" ({UNSURE})" if letter.date_is_doubtful else "")


def _point(label: str | None) -> str:
    return f"Punkt {label}" if label else "Beschluss"


def _standing(station: Station) -> str:
    return station.status.german if station.status else "kein Bericht"


def _changed(change: Change) -> str:
    after = change.after.german
    if change.before is None:
        return f"erstmals berichtet, {after}"
    return f"wieder offen, {after} ({_before(change)})" if change.reopens else f"{after} ({_before(change)})"


def _before(change: Change) -> str:
    before = change.before.german if change.before else "kein Bericht"
    return f"galt als {before}" if change.reopens else f"bisher {before}"


def _against(check: CheckDate, late: int) -> str:
    """Return when a letter came against the day it was promised for."""
    if check.precision != "day":
        return f"{days(late)} nach Ablauf" if late > 0 else "rechtzeitig"
    if late > 0:
        return f"{days(late)} später"
    return f"{days(-late)} früher" if late < 0 else "an diesem Tag"
