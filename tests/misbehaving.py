"""Places whose documents take down the process that reads them."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Misbehaving:
    """A document at the reading of which something happens.

    Attributes:
        what: `hangs`, `eats`, `dies`, `exits`, `vanishes`, `changes`.
        path: a letter, which is read where nothing worse happens.
    """

    what: str
    path: Path

    @property
    def name(self) -> str:
        return f"/misbehaving/{self.what}.pdf"

    @property
    def file(self) -> str:
        return f"{self.what}.pdf"

    def stamp(self) -> str | None:
        return None

    def read(self) -> bytes:
        if os.environ.get("RATSDOK_TEST_PARENT") != str(os.getpid()):  # in the parent all is well
            self._misbehave()
        return self.path.read_bytes() + self.what.encode()

    def _misbehave(self) -> None:
        if self.what == "hangs":
            time.sleep(3600)
        elif self.what == "eats":
            eaten = []
            while True:
                eaten.append(bytearray(50_000_000))
        elif self.what == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.what == "exits":
            os._exit(3)
        elif self.what == "vanishes":
            raise FileNotFoundError(self.name)
