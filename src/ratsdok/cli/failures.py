"""How a command ends when something goes wrong: one line on stderr and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from ratsdok.errors import RatsdokError

EXIT_BUG = 1
EXIT_SEVERAL = 20
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141
"""128 + the signal's number, as shells count: SIGINT is 2, SIGPIPE 13."""


def exit_code(codes: set[int]) -> int:
    """Return what a call ends with: the one code that its failures share, or `EXIT_SEVERAL`."""
    return EXIT_SEVERAL if len(codes) > 1 else next(iter(codes), 0)


def one_line(text: str) -> str:
    """Return a text fit for a line of a terminal: line breaks and control characters are written out."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def complain(line: str) -> None:
    """Print a line to stderr; a closed stderr is no reason to stop."""
    if sys.stderr is not None:
        typer.echo(one_line(line), err=True)


def describe(error: Exception, source: str | None = None) -> tuple[str, int]:
    """Return the line and the exit code of an error; print its traceback where RATSDOK_DEBUG is set.

    Args:
        error: what was raised.
        source: the file as it was named in the call, which tells more than the file's bare name.
    """
    if os.environ.get("RATSDOK_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, RatsdokError):
        error.source = source or error.source
        return str(error), error.exit_code
    where = f"{source}: " if source else ""
    problem = f"{where}this is a bug in ratsdok ({type(error).__name__}: {error})"
    return f"{problem}. Please report it with the output of the same call under RATSDOK_DEBUG=1", EXIT_BUG


@contextmanager
def guarded(say: Callable[[str], None] = complain) -> Iterator[None]:
    """Turn whatever a command raises into one line and an exit code; used as the command's decorator."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except KeyboardInterrupt:
        say("Interrupted")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        raise typer.Exit(EXIT_PIPE_CLOSED) from None
    except Exception as error:
        line, code = describe(error)
        say(line)
        raise typer.Exit(code) from None
