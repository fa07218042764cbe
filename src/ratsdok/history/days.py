"""How long something takes, as people count it."""

from __future__ import annotations

import datetime as dt


def whole_months(since: dt.date, until: dt.date) -> int:
    """Return the whole months between two days; 0 if the second is the earlier one."""
    months = 12 * (until.year - since.year) + until.month - since.month
    return max(months - (until.day < since.day), 0)
