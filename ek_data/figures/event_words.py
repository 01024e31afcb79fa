"""Events in words: how many were held, what is open about them, and each in one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import held, in_programme, of_programme, overdue
from ek_data.figures.qualified import Quantity, Row, as_told
from ek_data.i18n import N_, Language
from ek_data.programme.fixed_lists import EventStatus
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS
from ek_data.tables.events import AttendanceUnit

KINDS: dict[str, str] = {
    Role.MEETING: N_("Meetings"),
    Role.CONFERENCE: N_("{conferences}"),
    Role.TRAINING: N_("Trainings"),
    "": N_("Other events"),
}
"""The kinds of events, in the order in which they are shown."""


def unconfirmed(dataset: Dataset, day: dt.date) -> pd.DataFrame:
    """Return the events of the programme that are overdue on a `day`, newest first: no source says they were held.

    Columns: those of the table of events.
    """
    events = of_programme(dataset.events)
    over = events[overdue(events, EVENTS, day)]
    return over.sort_values("starts_on", ascending=False, kind="stable")


def kinds(events: pd.DataFrame) -> pd.Series:
    """Return of each event the role that its type plays: a meeting, a conference, a training; "" for any other."""
    roles = {code: str(role) for role in Role if role in KINDS for code in EVENTS["type"].having(role)}
    return events["type"].astype("string").map(roles).astype("string").fillna("")


def kind_words(events: pd.DataFrame, kind: str, lang: Language) -> str:
    """Return the word for the events of one kind: that of their type where they are all of one."""
    types = events["type"].astype("string").unique()
    return lang.of(EVENTS["type"].option(str(types[0])).several) if len(types) == 1 else lang(KINDS[kind])


def held_finding(dataset: Dataset, lang: Language) -> str:
    """Return how many events were held as far as the data tell, and of how many it is known how many people came."""
    rows = held(dataset.events)
    if rows.empty:
        return lang("No event of the programme is known to have been held.")
    known = int(rows["attendance"].notna().sum())
    said = lang.plural("{n} event is reported as held", "{n} events are reported as held", len(rows))
    if known == len(rows):
        return lang("{said}; how many came is known of each.", said=said)
    if not known:
        return lang("{said}; how many came is known of none.", said=said)
    return lang("{said}; how many came is known of {n} only.", said=said, n=lang.number(known))


def events_counted(dataset: Dataset, lang: Language) -> str:
    """Return what the page counts: "Veranstaltungen des Programms · n = 13, davon 1 überfällig"."""
    events = of_programme(dataset.events)
    said = lang("Events of the programme · n = {n}", n=lang.number(len(events)))
    late = int(overdue(events, EVENTS, dataset.as_of).sum())
    return lang.plural("{said}, {n} of them overdue", "{said}, {n} of them overdue", late, said=said) if late else said


def without_attendance(dataset: Dataset, lang: Language) -> str:
    """Return of how many events held, beside the conferences, nobody says how many came, by kind."""
    rows = held(dataset.events)
    rows = rows[rows["attendance"].isna()]
    rows = rows.assign(kind=kinds(rows))
    rows = rows[rows["kind"] != Role.CONFERENCE]
    if rows.empty:
        return ""
    parts = [_counted(part, str(kind), lang) for kind, part in rows.groupby("kind")]
    return lang("No number is known: {parts}.", parts=", ".join(parts))


def _counted(events: pd.DataFrame, kind: str, lang: Language) -> str:
    if len(events) == 1:
        return EVENTS["type"].option(str(events["type"].iloc[0])).counted(1, lang)
    return f"{lang.number(len(events))} {kind_words(events, kind, lang)}"


def undated(dataset: Dataset) -> pd.DataFrame:
    """Return the events held of which no date is known: type, cohort, n, keys of the events, by how many there are."""
    rows = held(dataset.events)
    rows = rows[rows["starts_on"].isna()]
    groups = rows.groupby(["type", "cohort"], observed=True, dropna=False, sort=False)["event_id"]
    found = groups.agg(n="size", events=list).reset_index()
    return found.sort_values("n", kind="stable", ascending=False)


def lines(events: pd.DataFrame, names: Mapping[str, str] | pd.Series, lang: Language) -> list[str]:
    """Return each of `events` in one line: date, type, title, host or place, attendance if known."""
    return [_line(event, names, lang) for event in events.to_dict("records")]


def lines_with_status(events: pd.DataFrame, names: Mapping[str, str] | pd.Series, lang: Language) -> list[str]:
    """Return each of `events` as a line of the list by months, and in it what is not plain.

    That is how an event stands that was not held, or that it is outside the programme; that it has no date, says the
    heading. `events` tell in the column `overdue` which are.
    """
    outside = ~in_programme(events)
    return [
        " · ".join(filter(None, (_dated(event, names, lang), _reserved(event, apart, lang))))
        for event, apart in zip(events.to_dict("records"), outside, strict=True)
    ]


def _dated(event: Row, names: Mapping[str, str] | pd.Series, lang: Language) -> str:
    return what(event, names, lang) if pd.isna(event["starts_on"]) else _line(event, names, lang)


def _reserved(event: Row, outside: bool, lang: Language) -> str:
    parts = [] if event["status"] == EventStatus.HELD else [status(event, lang)]
    parts += [lang.of(EVENTS["relation"].option(str(event["relation"])).words)] if outside else []
    return ", ".join(parts)


def status(event: Row, lang: Language) -> str:
    """Return the status of one event, and whether it is `overdue`: "angekündigt, überfällig"."""
    said = lang.of(EVENTS["status"].option(str(event["status"])).words)
    return f"{said}, {lang('overdue')}" if event["overdue"] else said


def when(event: Row, lang: Language) -> str:
    """Return the date of one event as precisely as it is known."""
    if pd.isna(event["starts_on"]):
        return lang("undated")
    return lang.date(event["starts_on"], str(event["starts_on_precision"]))


def who_came(event: Row, lang: Language) -> str:
    """Return the attendance of one event in words: "rund 75 Personen", "keine Angabe"."""
    if pd.isna(event["attendance"]):
        return lang("not known")
    unit = AttendanceUnit.PEOPLE if pd.isna(event["attendance_unit"]) else str(event["attendance_unit"])
    return f"{number_that_came(event).words(lang)} {lang.of(EVENTS['attendance_unit'].option(unit).words)}"


def people_in_short(event: Row, lang: Language) -> str:
    """Return the attendance of one event where people are spoken of: "rund 75", "40 Vereine", "?"."""
    if pd.isna(event["attendance"]):
        return "?"
    of_people = pd.isna(event["attendance_unit"]) or event["attendance_unit"] == AttendanceUnit.PEOPLE
    return number_that_came(event).words(lang) if of_people else who_came(event, lang)


def number_that_came(event: Row) -> Quantity:
    """Return the attendance of one event that has one, as exactly as it is told."""
    return Quantity(int(event["attendance"]), as_told(pd.Series([event["attendance_qualifier"]])).iloc[0])


def brief(event: Row, lang: Language) -> str:
    """Return the date of one event in short, as precisely as it is known."""
    if pd.isna(event["starts_on"]):
        return lang("undated")
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
