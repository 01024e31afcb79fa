"""The day it is: in Germany, wherever the server stands."""

from __future__ import annotations

import datetime as dt

import babel.dates

GERMANY = babel.dates.get_timezone("Europe/Berlin")


def today() -> dt.date:
    """Return today's date in Germany."""
    return dt.datetime.now(GERMANY).date()
