"""Events as a list: what was last, what comes next, and each in one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme import of_programme, overdue, planned
from ek_data.figures.qualified import Quantity, Row, as_told
from ek_data.i18n import Language
from ek_data.tables import EVENTS
from ek_data.tables.events import AttendanceUnit, EventStatus


def recent(dataset: Dataset, n: int = 4) -> pd.DataFrame:
    """Return the `n` latest events of the programme that were held and whose date is known, newest first.

    Columns: those of the table of events.
    """
    events = of_programme(dataset.events)
    held = events[(events["status"] == EventStatus.HELD) & events["starts_on"].notna()]
    return held.sort_values("starts_on", ascending=False, kind="stable").head(n)


def coming(dataset: Dataset, today: dt.date, n: int = 4) -> pd.DataFrame:
    """Return the next `n` announced events of the programme that are not over on the day `today`, soonest first.

    Columns: those of the table of events.
    """
    events = of_programme(dataset.events)
    ahead = events["starts_on"].notna() & planned(events, EVENTS) & ~overdue(events, EVENTS, today)
    return events[ahead].sort_values("starts_on", kind="stable").head(n)


def unconfirmed(dataset: Dataset, today: dt.date) -> pd.DataFrame:
    """Return the events of the programme that are overdue `today`, newest first: no source says they were held.

    Columns: those of the table of events.
    """
    events = of_programme(dataset.events)
    over = events[overdue(events, EVENTS, today)]
    return over.sort_values("starts_on", ascending=False, kind="stable")


def recent_lines(dataset: Dataset, lang: Language, n: int = 4) -> list[str]:
    """Return what was last, in words; ``data.result(agenda.recent_lines, _)`` makes them once."""
    return lines(recent(dataset, n), (dataset.unfiltered or dataset).names_by_ars, lang)


def coming_lines(dataset: Dataset, today: dt.date, lang: Language, n: int = 4) -> list[str]:
    """Return what comes next, in words, in the same way."""
    return lines(coming(dataset, today, n), (dataset.unfiltered or dataset).names_by_ars, lang)


def lines(events: pd.DataFrame, names: Mapping[str, str] | pd.Series, lang: Language) -> list[str]:
    """Return each of `events` in one line: date, type, title, host or place, attendance if known."""
    return [_line(event, names, lang) for event in events.to_dict("records")]


def when(event: Row, lang: Language) -> str:
    """Return the date of one event as precisely as it is known."""
    if pd.isna(event["starts_on"]):
        return lang("date not known")
    return lang.date(event["starts_on"], str(event["starts_on_precision"]))


def who_came(event: Row, lang: Language) -> str:
    """Return the attendance of one event in words: "rund 75 Personen", "keine Angabe"."""
    if pd.isna(event["attendance"]):
        return lang("not known")
    qualifier = as_told(pd.Series([event["attendance_qualifier"]])).iloc[0]
    unit = AttendanceUnit.PEOPLE if pd.isna(event["attendance_unit"]) else str(event["attendance_unit"])
    number = Quantity(int(event["attendance"]), qualifier).words(lang)
    return f"{number} {lang.of(EVENTS['attendance_unit'].option(unit).words)}"


def brief(event: Row, lang: Language) -> str:
    """Return the date of one event in short, as precisely as it is known."""
    if pd.isna(event["starts_on"]):
        return lang("date not known")
    return lang.brief_date(event["starts_on"], str(event["starts_on_precision"]))


def what(event: Row, names: Mapping[str, str] | pd.Series, lang: Language) -> str:
    """Return one event without its date: type, title, host or place, attendance if known."""
    type_ = lang.of(EVENTS["type"].option(str(event["type"])).words)
    title = str(event["title"])
    parts = [title if type_.casefold() in title.casefold() else f"{type_}: {title}"]
    if pd.notna(event["municipality"]):
        parts.append(str(names.get(event["municipality"], event["municipality"])))
    elif pd.notna(event["place"]):
        parts.append(str(event["place"]))
    if pd.notna(event["attendance"]):
        parts.append(who_came(event, lang))
    return ", ".join(parts)


def _line(event: Row, names: Mapping[str, str] | pd.Series, lang: Language) -> str:
    return f"{when(event, lang)} · {what(event, names, lang)}"
