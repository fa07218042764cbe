"""A process that recognises: how it is started, and how it ends with all that it has started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from ratsdok.errors import RecognitionError


def started(command: Sequence[str], complaints: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start a process that is spoken to by its standard input and output.

    No other child inherits its pipes: however this process ends, the other one's input ends with it. It leads
    a session: an interrupt from the keyboard is for this process, which then ends the other.

    Args:
        command: the program and its arguments.
        complaints: where its standard error goes, as `subprocess` names it.

    Raises:
        RecognitionError: it cannot be started.
    """
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            # One thread: Tesseract's own do not pay, and pages are shared out among processes.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            start_new_session=True,
        )
    except OSError as error:
        raise RecognitionError(f"the OCR engine cannot be started ({error})") from error


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process, and all that it has started.

    A script around the program would leave that behind, with the pipes open that somebody waits at.
    """
    if sys.platform != "win32":
        with suppress(OSError):  # all of them have ended by themselves
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
