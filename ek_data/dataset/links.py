"""Filters in a link: neutral codes that mean the same in both languages, on every page and for every export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ek_data.dataset.filters import FILTERS, Selection, number_from

Since = dt.date | int  # a day, or the number of an earlier release

PERIOD = "zeitraum"
MOST_VALUES = 50  # of one filter, because anybody may ask the public address for them


def selection_from(query: Mapping[str, Sequence[str]]) -> Selection:
    """Return the filters of a link, in the form of `urllib.parse.parse_qs`; what cannot be is passed over."""
    first, last = period_from(query)
    chosen = {filter_.name: map(filter_.read, _values(query, filter_.key)) for filter_ in FILTERS}
    known = {name: tuple(value for value in values if value is not None) for name, values in chosen.items()}
    return Selection.of(first, last, **known)


def _values(query: Mapping[str, Sequence[str]], key: str) -> list[str]:
    """Return the first distinct values of a filter."""
    return list(dict.fromkeys(query.get(key) or []))[:MOST_VALUES]


def selection_into(selection: Selection) -> dict[str, list[str]]:
    """Return the values of each key of the link; a filter that restricts nothing has none."""
    first, last = selection.first_year, selection.last_year
    chosen = {filter_.key: [str(value) for value in selection.values(filter_)] for filter_ in FILTERS}
    return chosen | {PERIOD: [f"{first or ''}-{last or ''}"] if first or last else []}


def period_from(query: Mapping[str, Sequence[str]]) -> tuple[int | None, int | None]:
    """Return the first and last year of "2024-2025", "2024-" or "-2025"; None where there is none."""
    text = (query.get(PERIOD) or [""])[-1]
    first, _dash, last = text.partition("-")
    return number_from(first), number_from(last)


def since_from(text: str) -> Since | None:
    """Return a day written as 2025-04-08 or the number of a release, else None."""
    number = number_from(text)
    if number is not None:
        return number
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
