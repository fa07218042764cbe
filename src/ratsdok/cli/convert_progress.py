"""What a person sees of a conversion: a bar with what is in hand, or lines for a log."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from ratsdok.cli.failures import complain, one_line
from ratsdok.cli.progress import is_shown

if TYPE_CHECKING:
    from ratsdok.conversion.run import Conversion

_SHOWN = 4
"""Documents in hand that are named; more would be read by nobody."""

_LOG_SECONDS = 30.0
"""Between two lines in a log that say how far it has come."""


class Screen(Protocol):
    """Where the progress is seen."""

    def say(self, line: str) -> None:
        """Print a line that stays."""

    def show(self, conversion: Conversion) -> None:
        """Show how far it has come."""


def follow(conversion: Conversion) -> set[int]:
    """Go through a conversion, telling how far it has come and what fails; return the failures' exit codes.

    A document that failed in an earlier run and was not tried again is counted, but not told once more.
    """
    codes: set[int] = set()
    started, known = time.monotonic(), 0
    with _screen(conversion) as screen:
        try:
            for outcome in conversion:
                if outcome.error:
                    codes.add(outcome.error.exit_code)
                    known += not outcome.is_new
                    if outcome.is_new:
                        outcome.error.source = outcome.place
                        screen.say(str(outcome.error))
                screen.show(conversion)
        except KeyboardInterrupt:
            conversion.close()
            screen.say("Stopped. What is done is in the catalogue; the same command goes on from there")
            raise
        finally:
            screen.show(conversion)
    _sum_up(conversion, time.monotonic() - started, known)
    return codes


def _sum_up(conversion: Conversion, seconds: float, known_failures: int) -> None:
    tally = conversion.tally
    failed = f"{tally['failed']} failed"
    if known_failures:
        failed += f", of these {known_failures} in an earlier run (try them again with --retry-failed)"
    complain(
        f"{tally['converted']} documents converted with {tally['letters']} letters, "
        f"{tally['unchanged']} unchanged, {failed}; {_duration(seconds)}"
    )
    if conversion.sources.skipped:
        complain(f"Other files, left alone: {conversion.sources.others()}")


@contextmanager
def _screen(conversion: Conversion) -> Iterator[Screen]:
    total = conversion.sources.count()
    if is_shown():
        with _terminal(total) as screen:
            yield screen
    else:
        yield _Log(total)


class _Log:
    """Lines on stderr, none more often than somebody would want to read them later."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._started = self._last = time.monotonic()

    def say(self, line: str) -> None:
        complain(line)

    def show(self, conversion: Conversion) -> None:
        now = time.monotonic()
        if now - self._last < _LOG_SECONDS:
            return
        self._last = now
        done = conversion.documents
        rate = done / (now - self._started)
        left = _duration(max(0, self._total - done) / rate) if rate else "unknown time"
        failed = conversion.tally["failed"]
        complain(f"{done} of {self._total} documents, {failed} failed, {rate:.1f} a second, {left} left")


@contextmanager
def _terminal(total: int) -> Iterator[Screen]:
    """Show a bar on a terminal."""
    from rich.console import Console, Group  # noqa: PLC0415 - only where somebody looks
    from rich.live import Live  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(stderr=True, highlight=False)
    numbers = TextColumn("{task.fields[rate]}  {task.fields[failed]}", markup=False)
    bar = Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), numbers, console=console)
    task = bar.add_task("", total=total, rate="", failed="")
    started = time.monotonic()

    class Terminal:
        """Redraws the bar and the names below it."""

        def say(self, line: str) -> None:
            console.print(one_line(line), markup=False, soft_wrap=True)

        def show(self, conversion: Conversion) -> None:
            rate = conversion.documents / max(time.monotonic() - started, 0.1)
            failed = conversion.tally["failed"]
            bar.update(
                task,
                completed=conversion.documents,
                rate=f"{rate:.1f}/s",
                failed=f"{failed} failed" if failed else "",
            )
            names = (one_line(PurePath(place).name) for place in conversion.in_hand(_SHOWN))
            lines = [Text(f"  {name}", style="dim", no_wrap=True, overflow="ellipsis") for name in names]
            live.update(Group(bar, *lines))

    with Live(bar, console=console, refresh_per_second=5, transient=True, redirect_stdout=False) as live:
        yield Terminal()


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{seconds:.1f} s"
