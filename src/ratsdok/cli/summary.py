"""A record as a summary that a person likes to read, in German, and an overview of many."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ratsdok.cli.drawing import drawn
from ratsdok.cli.standing import Standing, counts, standings
from ratsdok.letter import Letter, Person, Status

_LINES_OF_POINT = 2
_LINES_OF_REPORT = 3
_NARROWEST = 20
"""Columns that a point's text keeps, however narrow the terminal."""

_FAINT = "bright_black"
_COLOURS = {
    Status.IMPLEMENTED: "green",
    Status.IN_PROGRESS: "cyan",
    Status.PLANNED: "blue",
    Status.DEFERRED: "magenta",
    Status.NOT_IMPLEMENTED: "red",
    Status.UNCHANGED: "yellow",
    Status.UNKNOWN: _FAINT,
    None: _FAINT,
}
_SEVERITIES = {"info": ("·", _FAINT), "warning": ("!", "yellow"), "error": ("✗", "red")}
_DATE = "{0:%d.%m.%Y}"
_OTHER = "keine Beschlusskontrolle"


def summary(letter: Letter, *, width: int = 100, colour: bool = False, evidence: bool = True) -> str:
    """Return a letter as a summary.

    Args:
        letter: the record.
        width: columns to wrap at.
        colour: show statuses in the colours of a terminal (ANSI).
        evidence: mark uncertain values with their confidence.
    """
    letter = letter if evidence else letter.model_copy(update={"evidence": {}})
    blocks = [_heading(letter), _points(letter, width), _foot(letter), _findings(letter)]
    parts: list[RenderableType] = [_rule(letter.document.name)]
    for number, block in enumerate(block for block in blocks if block.row_count):
        parts.append(Padding(block, (min(number, 1), 0, 0, 0)))  # a blank line between blocks
    return drawn(parts, width, colour)


def overview(letters: Iterable[Letter], *, width: int = 100, colour: bool = False) -> str:
    """Return a table with a row for each letter.

    Args:
        letters: the records.
        width: columns to fit into.
        colour: as in `summary`.
    """
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("Datei", overflow="fold")
    table.add_column("Vorlage", no_wrap=True)
    table.add_column("Datum", no_wrap=True)
    table.add_column("Stand der Punkte", overflow="fold")
    table.add_column("Nächste\nKontrolle", no_wrap=True)
    table.add_column("Hin-\nweise", justify="right")
    for letter in letters:
        table.add_row(*_overview_cells(letter))
    return drawn([_rule("Überblick"), table], width, colour)


def _overview_cells(letter: Letter) -> Iterator[Text]:
    yield _text(letter.document.name)
    yield Text("\n").join(_text(resolution.paper or "?") for resolution in letter.resolutions)
    yield Text(_DATE.format(letter.date) if letter.date else "")
    yield (
        _text(_OTHER, _FAINT)
        if letter.kind == "other"
        else Text(", ").join(
            Text(f"{number} {_german(status)}", _COLOURS[status]) for status, number in counts(letter)
        )
    )
    yield Text(letter.next_check.german if letter.next_check else "")
    yield Text(str(len(letter.findings) or ""))


def _heading(letter: Letter) -> Table:
    """Return which resolution the letter is about, and what the letter is."""
    block = Table.grid()
    if letter.kind == "other":
        block.add_row(Text(_OTHER, _FAINT))
        return block
    for index, resolution in enumerate(letter.resolutions):
        numbers = [(resolution.paper, "paper"), (resolution.meeting, "meeting")]
        marked = [
            _value(letter, f"resolutions.{index}.{key}", number, "bold") for number, key in numbers if number
        ]
        block.add_row(Text(" · ").join(marked))
    subjects = dict.fromkeys(resolution.subject for resolution in letter.resolutions if resolution.subject)
    for subject in subjects:
        block.add_row(_value(letter, "resolutions.0.subject", subject))
    block.add_row(Text(" · ").join(_origin(letter)))
    return block


def _origin(letter: Letter) -> Iterator[Text]:
    kind = _value(letter, "report", letter.report_german or "Bericht")
    date = _value(letter, "date", _DATE.format(letter.date)) if letter.date else None
    yield Text(" vom ").join([kind, date]) if date else kind + Text(" ohne lesbares Datum", _FAINT)
    if letter.department:
        yield _value(letter, "department", letter.department)
    if letter.file_reference:
        yield Text("GZ ") + _value(letter, "file_reference", letter.file_reference)
    if letter.confidential:
        yield Text("vertraulich", "red")


def _points(letter: Letter, width: int) -> Table:
    """Return each point with its status, and the reports below their points."""
    block = Table.grid(padding=(0, 2, 0, 0))
    rows = [(row, _text(row.label or ""), _status(letter, row)) for row in standings(letter)]
    used = max((label.cell_len for _, label, _ in rows), default=0)
    used += max((status.cell_len for _, _, status in rows), default=0)
    room = max(_NARROWEST, width - used - 4)  # 4: the gaps between the columns
    for row, label, status in rows:
        lines = _LINES_OF_REPORT if row.is_report else _LINES_OF_POINT
        text = _clipped(("» " if row.is_report else "") + _plain(row.text), room, lines)
        block.add_row(label, status, Text(text, _FAINT if row.is_report else ""))
    return block


def _status(letter: Letter, row: Standing) -> Text:
    if row.status is None:
        return Text(f"○ {_german(None)}", _COLOURS[None]) if row.is_open else Text()
    return Text(f"● {_german(row.status)}", _COLOURS[row.status]) + _doubt(
        letter, f"statements.{row.statement}.status"
    )


def _foot(letter: Letter) -> Table:
    """Return what comes next, and who signed."""
    block = Table.grid(padding=(0, 2, 0, 0))
    block.add_column(no_wrap=True, min_width=len("Nächste Kontrolle") + 2)
    if letter.next_check:
        date = _value(letter, "next_check.date", letter.next_check.german, "bold")
        block.add_row("Nächste Kontrolle", date)
    elif letter.report in ("interim", "mixed"):
        block.add_row("Nächste Kontrolle", Text("nicht genannt", _FAINT))
    for name, people in (("signed_by", letter.signed_by), ("acknowledged_by", letter.acknowledged_by)):
        title = "Unterzeichnet" if name == "signed_by" else "Kenntnisnahme"
        for index, person in enumerate(people):
            block.add_row("" if index else title, _person(person) + _doubt(letter, f"{name}.{index}.name"))
    for index, attachment in enumerate(letter.attachments):
        block.add_row("" if index else "Anlagen", _text(attachment))
    return block


def _findings(letter: Letter) -> Table:
    block = Table.grid(padding=(0, 1, 0, 0))
    for finding in letter.findings:
        mark, colour = _SEVERITIES[finding.severity]
        block.add_row(
            Text(mark, colour), _text(finding.message, colour) + _text(f" [{finding.code}]", _FAINT)
        )
    return block


def _rule(title: str) -> Rule:
    return Rule(_text(title, "bold"), align="left", style=_FAINT)


def _value(letter: Letter, path: str, value: str, style: str = "") -> Text:
    return _text(value, style) + _doubt(letter, path)


def _doubt(letter: Letter, path: str) -> Text:
    """Return a mark for an uncertain value: how sure it is."""
    evidence = letter.evidence.get(path)
    if evidence is None or not evidence.is_doubtful:
        return Text()
    return Text(f" ({evidence.confidence * 100:.0f} % sicher)", "yellow")


def _person(person: Person) -> Text:
    name = person.name if person.role is None else f"{person.name}, {person.role}"
    return _text(f"{name} (in Vertretung von {person.on_behalf_of})" if person.on_behalf_of else name)


def _german(status: Status | None) -> str:
    return status.german if status else "ohne Bericht"


def _text(content: str, style: str = "") -> Text:
    return Text(_plain(content), style)


def _plain(content: str) -> str:
    """Return a letter's text as one line; control characters could command the terminal."""
    return "".join(char if char.isprintable() else " " for char in content)


def _clipped(content: str, room: int, lines: int) -> str:
    """Return as much of a text as goes into some lines of so many columns."""
    return textwrap.fill(content, room, max_lines=lines, placeholder=" …", break_on_hyphens=False)
