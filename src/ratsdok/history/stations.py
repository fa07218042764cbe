"""What one letter after the other has on a point, and where its status changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ratsdok.history.account import Account, Saying
from ratsdok.history.chain import SETTLING, SILENT, Change, Station
from ratsdok.history.matching import REWORDED_BELOW, likeness, normal
from ratsdok.letter import Status, upwards

_REPEATED = 0.93
"""Likeness from which a statement repeats an earlier one; recognition garbles less."""

_DOUBTFUL_MATCH = 0.75
"""Likeness below which it is doubtful whether two texts are the same point."""


class _Heard(NamedTuple):
    """What was said before: as a normal text, its digits alone, and the status."""

    text: str
    digits: str
    status: Status


def stations_of(quoted: Mapping[int, tuple[int, float]], letters: Sequence[Account]) -> tuple[Station, ...]:
    """Return what each letter has on a point.

    Args:
        quoted: place of a letter -> place of the point in it, and how alike it is to the point before.
        letters: of the chain.
    """
    stations: list[Station] = []
    heard: list[_Heard] = []
    for at, letter in enumerate(letters):
        station = _station(at, letter, quoted.get(at), stations, heard)
        if station:
            stations.append(station)
            heard += [_heard(letter.sayings[each]) for each in station.sayings]
    return tuple(stations)


def changes_at(stations: Sequence[Station], letters: Sequence[Account]) -> tuple[Change, ...]:
    """Return where a status changes; what is silent on it leaves it as it was."""
    changes: list[Change] = []
    for station in stations:
        before = changes[-1].after if changes else None
        after = station.status
        if after is None or after == before or (before is not None and after in SILENT):
            continue
        pages = [letters[station.letter].sayings[each].page for each in station.sayings]
        changes.append(
            Change(
                station.letter,
                before,
                after,
                page=pages[0] if pages else None,
                is_doubtful=station.is_doubtful or after is Status.UNKNOWN,
                reopens=before in SETTLING and after not in SETTLING,
            )
        )
    return tuple(changes)


def _station(
    at: int,
    letter: Account,
    quotation: tuple[int, float] | None,
    former: Sequence[Station],
    heard: Sequence[_Heard],
) -> Station | None:
    """Return what a letter has on a point; None if it neither quotes it nor says anything of it."""
    label = _label_before(former)
    if quotation is None:
        said = () if letter.points else tuple(_said_on(letter, label))
        point = None
    else:
        point = letter.points[quotation[0]]
        said = tuple(_said_on(letter, point.label))
    if not said and quotation is None:
        return None
    sayings = [letter.sayings[each] for each in said]
    likeness_before = quotation[1] if quotation else 1.0
    return Station(
        at,
        quoted=point,
        place=quotation[0] if quotation else None,
        sayings=said,
        status=_status(sayings),
        is_doubtful=_is_doubtful(sayings, likeness_before) or (point is None and label is not None),
        is_news=any(_is_news(each, heard) for each in sayings),
        relabelled=bool(former) and point is not None and label != point.label,
        reworded=likeness_before < REWORDED_BELOW,
    )


def _label_before(former: Sequence[Station]) -> str | None:
    return next((each.quoted.label for each in reversed(former) if each.quoted), None)


def _said_on(letter: Account, label: str | None) -> Iterator[int]:
    """Yield the places of the statements on a point: by its own label, else its parent's, else on all."""
    for name in upwards(label):
        on_it = [
            at
            for at, each in enumerate(letter.sayings)
            if (not each.points if name is None else name in each.points)
        ]
        if on_it:
            yield from on_it
            return


def _status(sayings: Sequence[Saying]) -> Status | None:
    said = {each.status for each in sayings}
    if not said:
        return None
    return said.pop() if len(said) == 1 else Status.UNKNOWN  # they contradict each other


def _is_doubtful(sayings: Sequence[Saying], alike: float) -> bool:
    return bool(sayings) and (alike < _DOUBTFUL_MATCH or any(each.is_doubtful for each in sayings))


def _heard(saying: Saying) -> _Heard:
    text = normal(saying.text)
    return _Heard(text, "".join(filter(str.isdigit, text)), saying.status)


def _is_news(saying: Saying, heard: Sequence[_Heard]) -> bool:
    """Tell whether a statement says something new: the same words with another year do."""
    if saying.status is Status.UNCHANGED:
        return False
    new = _heard(saying)
    return not any(
        new.status is each.status and new.digits == each.digits and likeness(new.text, each.text) >= _REPEATED
        for each in heard
    )
