"""What a search found, as a person reads it, in German."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from ratsdok.archive.search import Found, Hit, Match
from ratsdok.cli.drawing import drawn

_MOST_MATCHES = 3
_LONGEST_SUBJECT = 400
_FAINT = "bright_black"
_MARKED = "bold yellow"


def findings(found: Found, *, width: int = 100, colour: bool = False) -> str:
    """Return each letter with the passages that were sought, and how many letters there are.

    Args:
        found: the letters.
        width: columns to wrap at.
        colour: mark what was sought in the colours of a terminal (ANSI).
    """
    return drawn(_parts(found), width, colour)


def _parts(found: Found) -> Iterator[RenderableType]:
    for hit in found.hits:
        head, matches = _head(hit)
        yield head
        for line in _lines(hit, matches):
            yield Padding(line, (0, 0, 0, 4))
        yield ""
    yield _count(found)


def _head(hit: Hit) -> tuple[Text, list[Match]]:
    """Return the line about a letter, and the matches that do not stand in it."""
    matches = list(hit.matches)
    subject = next((match for match in matches if match.part == "subject"), None)
    if subject:
        matches.remove(subject)
    date = Text(f"{hit.date:%d.%m.%Y}") if hit.date else Text("ohne lesbares Datum", _FAINT)
    parts = [Text(_plain(", ".join(hit.papers)) or "ohne lesbare Nummer", "bold"), date]
    if hit.confidential:
        parts.append(Text("vertraulich", "red"))
    if subject:
        parts.append(_marked(subject))
    elif hit.subject:
        parts.append(Text(textwrap.shorten(_plain(hit.subject), _LONGEST_SUBJECT, placeholder=" …")))
    return Text(" · ").join(parts), matches


def _lines(hit: Hit, matches: list[Match]) -> Iterator[Text]:
    for match in matches[:_MOST_MATCHES]:
        yield Text.assemble((f"{_label(match)}: ", _FAINT), _marked(match))
    more = len(matches) - _MOST_MATCHES
    if more > 0:
        yield Text(f"und {more} weitere Stelle{'n' if more > 1 else ''}", _FAINT)
    yield Text(_plain(hit.name), _FAINT)


def _label(match: Match) -> str:
    label = _plain(match.label or "")
    if match.part == "subject":
        return "Gegenstand"
    if match.part == "point":
        return f"Punkt {label}" if label else "Beschluss"
    return f"Bericht zu {label}" if label else "Bericht"


def _marked(match: Match) -> Text:
    text = Text(_plain(match.text))
    for start, end in match.spans:
        text.stylize(_MARKED, start, end)
    return text


def _count(found: Found) -> Text:
    if not found.total:
        return Text("Nichts gefunden")
    letters = "1 Brief gefunden" if found.total == 1 else f"{_number(found.total)} Briefe gefunden"
    shown = f", {_number(len(found.hits))} gezeigt (--limit)" if len(found.hits) < found.total else ""
    return Text(letters + shown)


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _plain(content: Iterable[str]) -> str:
    """Return a letter's text as one line of as many characters; some could command the terminal."""
    return "".join(char if char.isprintable() else " " for char in content)
