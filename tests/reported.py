"""Invented histories for the tests of the page, and the page that is written of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ratsdok.archive.selection import LeftOut, Selection
from ratsdok.history.account import Account, Document, Quoted, Saying
from ratsdok.history.chain import History
from ratsdok.history.compose import history_of
from ratsdok.letter import CheckDate, Status
from ratsdok.reporting.brief import Brief
from ratsdok.reporting.page import document as page

AS_OF = dt.date(2023, 12, 31)


def account(date: str | None, check: str | None = None, **values: Any) -> Account:
    """Return a letter on a resolution.

    Args:
        date: its own, such as 2023-01-31.
        check: the day of the next check that it promises.
        values: of the account; besides `name` of its file, `places`, `said`: pairs of a status and a text.
    """
    name = values.pop("name", f"brief-{date}.pdf")
    said: Sequence[tuple[Status, str]] = values.pop("said", ((Status.IN_PROGRESS, f"Stand vom {date}."),))
    places = values.pop("places", (f"/archiv/{name}",))
    day = dt.date.fromisoformat(date) if date else None
    given = {
        "about": day,
        "report": "interim",
        "department": "Geschäftsbereich Parks und Plätze",
        "committee": "SR",
        "committee_name": "Stadtrat",
        "meeting": "SR/012/2021",
        "subject": "Bänke im Uferpark",
        "points": tuple(
            Quoted(str(at), f"Es wird Aufgabe {at} erfüllt.", 1) for at in range(1, len(said) + 1)
        ),
        **values,
    }
    return Account(
        (Document(name, hashlib.sha256(name.encode()).hexdigest(), 0, places),),
        date=day,
        entered=dt.date(2023, 12, 1),
        sayings=tuple(Saying((str(at),), text, status, 2) for at, (status, text) in enumerate(said, 1)),
        check=CheckDate(date=dt.date.fromisoformat(check), precision="day", raw=check) if check else None,
        **given,
    )


def history(paper: str, *accounts: Account, profile: str = "dresden", as_of: dt.date = AS_OF) -> History:
    """Return the history of a resolution."""
    found = history_of(accounts, as_of, profile=profile, paper=paper)
    assert found
    return found


def overdue(paper: str = "V0001/21", **values: Any) -> History:
    """Return a resolution whose check is overdue: promised for 30 June 2023."""
    subject = values.get("subject", "Bänke im Uferpark")
    first = account("2022-01-10", "2022-06-30", subject=subject)
    return history(paper, first, account("2022-09-01", "2023-06-30", **values))


def waiting(paper: str = "V0002/22", **values: Any) -> History:
    """Return a resolution whose check is still ahead; its letter doubts that."""
    given = {
        "meeting": "JHA/003/2022",
        "committee": "JHA",
        "committee_name": "Jugendhilfeausschuss",
        **values,
    }
    doubts = frozenset({"next_check.date"})
    return history(paper, account("2023-10-01", "2024-03-31", doubts=doubts, **given))


def settled(paper: str = "V0003/20", **values: Any) -> History:
    """Return a resolution with a final report."""
    said = ((Status.IMPLEMENTED, "Alles ist getan."),)
    given = {"meeting": "SR/002/2020", "said": said, "report": "final", **values}
    first = account("2021-01-10", "2021-06-30", **{**given, "report": "interim"})
    return history(paper, first, account("2021-06-20", name="schluss.pdf", **given))


def many(number: int) -> list[History]:
    """Return so many resolutions of all kinds, with subjects that differ."""
    kinds = (overdue, waiting, settled)
    things = ("Bänke", "Öfen", "Straßen", "Zäune", "Ämter")
    return [
        kinds[at % 3](f"V{at:04}/2{at % 4}", subject=f"{things[at % 5]} im Ortsteil {at}")
        for at in range(number)
    ]


def written(*histories: History, confidential: bool = False, as_of: dt.date = AS_OF) -> str:
    """Return the page on some resolutions."""
    stream = io.BytesIO()
    brief = Brief(as_of, Selection(confidential=confidential), LeftOut(0, 0, 0, 0))
    assert page.write(iter(histories), brief, stream) == len(histories)
    return stream.getvalue().decode("utf-8")


def saved(folder: Path, *histories: History) -> Path:
    """Write the page on some resolutions into a folder."""
    file = folder / "report.html"
    file.write_text(written(*histories), "utf-8")
    return file


def data_in(html: str) -> Any:
    """Return what the page's list is made of."""
    found = re.search(r'<script type="application/json" id="daten">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def text_of(html: str) -> str:
    """Return a page's text without markup, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


_EVIL = "Mauern </script><script>alert(1)</script><img src=x onerror=alert(1)> \u2028\"'&amp;"

EVERYTHING = history(
    "V9999/21",
    account(
        "2021-05-10",
        "2021-11-30",
        name="eins.pdf",
        said=((Status.PLANNED, "Geplant."), (Status.PLANNED, _EVIL)),
    ),
    account(
        "2022-06-01",
        "2022-12-31",
        name=f"{_EVIL}.pdf",
        subject=_EVIL,
        department=_EVIL,
        previous_checks=("2021-12-15", "2022-02"),
        doubts=frozenset({"date", "next_check.date", "report", "department", "resolutions.0.paper"}),
        said=((Status.IMPLEMENTED, "Gebaut."), (Status.IN_PROGRESS, _EVIL)),
    ),
    account(
        "2022-12-20",
        "2023-06-30",
        name="drei.pdf",
        places=("https://rat.example/drei.pdf",),
        subject=_EVIL,
        confidential=True,
        said=((Status.DEFERRED, "Es ruht."), (Status.UNCHANGED, "Nichts Neues.")),
    ),
    account(
        "2022-12-20", "2023-06-30", name="vier.pdf", subject=_EVIL, said=((Status.DEFERRED, "Es ruht."),) * 2
    ),
)
"""A resolution with all that a part can show, and markup in its texts: reopened, missing letters, doubts."""
