"""Filters in a link: neutral codes that mean the same in both languages, on every page and for every export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ek_data.dataset.dataset import Selection
from ek_data.tables import MEASURES, MUNICIPALITIES

Since = dt.date | int  # a day, or the number of an earlier release

PERIOD = "zeitraum"
DIGITS = 9  # no year and no release has more
MOST_VALUES, LONGEST_NAME = 50, 200  # of one filter, because anybody may ask the public address for them


def selection_from(query: Mapping[str, Sequence[str]]) -> Selection:
    """Return the filters of a link, in the form of `urllib.parse.parse_qs`; what cannot be is passed over."""
    first, last = period_from(query)
    return Selection(
        cohorts=tuple(year for text in _values(query, "staffel") if (year := number_from(text)) is not None),
        kinds=tuple(code for code in _values(query, "art") if code in MUNICIPALITIES["kind"].codes),
        districts=tuple(name for name in _values(query, "kreis") if len(name) <= LONGEST_NAME),
        categories=tuple(code for code in _values(query, "kategorie") if code in MEASURES["category"].codes),
        first_year=first,
        last_year=last,
    )


def _values(query: Mapping[str, Sequence[str]], key: str) -> list[str]:
    """Return the first distinct values of a filter."""
    return list(dict.fromkeys(query.get(key) or []))[:MOST_VALUES]


def selection_into(selection: Selection) -> dict[str, list[str]]:
    """Return the values of each key of the link; a filter that restricts nothing has none."""
    first, last = selection.first_year, selection.last_year
    return {
        "staffel": [str(year) for year in selection.cohorts],
        "art": list(selection.kinds),
        "kreis": list(selection.districts),
        "kategorie": list(selection.categories),
        PERIOD: [f"{first or ''}-{last or ''}"] if first or last else [],
    }


def period_from(query: Mapping[str, Sequence[str]]) -> tuple[int | None, int | None]:
    """Return the first and last year of "2024-2025", "2024-" or "-2025"; None where there is none."""
    text = (query.get(PERIOD) or [""])[-1]
    first, _dash, last = text.partition("-")
    return number_from(first), number_from(last)


def number_from(text: str) -> int | None:
    """Return a short number of plain digits, else None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None


def since_from(text: str) -> Since | None:
    """Return a day written as 2025-04-08 or the number of a release, else None."""
    number = number_from(text)
    if number is not None:
        return number
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
