"""What all converting processes have in common, loaded once in the process that they are copies of (Linux).

Importing this module loads the libraries and the status model. So a process that takes the place of another
is there at once, and all of them share that memory.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

from ratsdok.errors import RatsdokError

os.environ.setdefault("OMP_NUM_THREADS", "1")  # copies of a process have none of its threads
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from ratsdok.pipeline import prepare

with suppress(RatsdokError):  # what is missing is told of each document
    prepare()

gc.freeze()  # what is loaded stays for ever: collecting garbage among it would only unshare its memory
