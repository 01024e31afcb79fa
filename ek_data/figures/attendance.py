"""Attendance of the associations' conferences: how many people came, as far as it is told, and how exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme import in_programme
from ek_data.figures.figure import Figure, count
from ek_data.figures.qualified import Exactness, exactness, exactness_words, total
from ek_data.i18n import Language, Words
from ek_data.tables import EVENTS, MEASURES
from ek_data.tables.events import AttendanceUnit, EventStatus
from ek_data.tables.measures import Progress
from ek_data.tables.roles import Role
from ek_data.tables.units import PEOPLE

ATTENDANCE_LABEL = Words("Teilnehmende der Vereinekonferenzen", "Attendance at the conferences")
ATTENDANCE_COUNTED = Words(
    "Summe der Personen bei den durchgeführten Vereinekonferenzen des Programms, soweit angegeben. Wer mehrere "
    "besucht hat, zählt mehrfach. Die Genauigkeit der Summe folgt aus der ihrer Teile.",
    "Sum of the people at the associations' conferences of the programme that were held, as far as stated. Who came to "
    "several counts several times. How exact the sum is follows from its parts.",
)
MAXIMUM_LABEL = Words("Größte Vereinekonferenz", "Largest conference")
MAXIMUM_COUNTED = Words(
    "Größte angegebene Zahl von Personen bei einer durchgeführten Vereinekonferenz des Programms.",
    "Largest stated number of people at an associations' conference of the programme that was held.",
)
KNOWN_LABEL = Words("Vereinekonferenzen mit Angabe der Teilnehmenden", "Conferences with a stated attendance")
KNOWN_COUNTED = Words(
    "Durchgeführte Vereinekonferenzen des Programms, für die eine Zahl von Personen angegeben ist.",
    "Associations' conferences of the programme that were held and for which a number of people is stated.",
)
MISSING_LABEL = Words("Vereinekonferenzen ohne Angabe der Teilnehmenden", "Conferences without a stated attendance")
MISSING_COUNTED = Words(
    "Durchgeführte Vereinekonferenzen des Programms, für die keine Zahl von Personen angegeben ist.",
    "Associations' conferences of the programme that were held and for which no number of people is stated.",
)
ROUNDED_LABEL = Words("Vereinekonferenzen mit gerundeter Angabe", "Conferences with a rounded attendance")
ROUNDED_COUNTED = Words(
    "Vereinekonferenzen mit Angabe, deren Zahl mit „rund“ angegeben ist.",
    "Conferences with a stated attendance whose number is given as “about”.",
)


def conferences_of_programme(dataset: Dataset) -> pd.DataFrame:
    """Return the associations' conferences of the programme, whatever their status.

    Columns: those of the table of events.
    """
    events = dataset.events
    return events[in_programme(events) & events["type"].isin(EVENTS["type"].having(Role.CONFERENCE))]


def attendance(dataset: Dataset) -> Iterator[Figure]:
    """The people at the conferences held: sum, maximum, and how many conferences tell it, roughly or not at all."""
    held = held_conferences(dataset)
    people = people_attending(held)
    known, unknown = held[people.notna()], held[people.isna()]
    sum_of = total(people, held["attendance_qualifier"])
    largest = known[people[people.notna()] == people.max()] if len(known) else known
    largest_of = total(largest["attendance"].head(1), largest["attendance_qualifier"].head(1))
    rounded = known[exactness(known["attendance_qualifier"]) == Exactness.ABOUT]
    for name, label, quantity, rows, counted in (
        ("attendance", ATTENDANCE_LABEL, sum_of, known, ATTENDANCE_COUNTED),
        ("attendance_max", MAXIMUM_LABEL, largest_of, largest, MAXIMUM_COUNTED),
    ):
        figure = count(dataset, name, label, rows, counted, "events")
        yield replace(
            figure,
            value=quantity.value,
            unit=PEOPLE.words,
            qualifier=quantity.qualifier,
            rounded=quantity.rounded,
            missing=len(unknown),
        )
    yield count(dataset, "attendance_known", KNOWN_LABEL, known, KNOWN_COUNTED, "events")
    yield count(dataset, "attendance_missing", MISSING_LABEL, unknown, MISSING_COUNTED, "events")
    yield count(dataset, "attendance_rounded", ROUNDED_LABEL, rounded, ROUNDED_COUNTED, "events")


def conferences_as_measures(dataset: Dataset, lang: Language) -> str:
    """Return in how many municipalities a conference is an implemented measure, if that is more than held one.

    Measures and events are reported apart: a source may say that conferences take place, and name none.
    """
    measures = dataset.measures
    rows = measures[in_programme(measures) & (measures["category"].isin(MEASURES["category"].having(Role.CONFERENCE)))]
    done = int(rows.loc[rows["status"] == Progress.IMPLEMENTED, "municipality"].dropna().nunique())
    if done <= held_conferences(dataset)["municipality"].dropna().nunique():
        return ""
    return lang(
        "As a measure, conferences are implemented in {n} municipalities, but not every one has an event named by "
        "a source.",
        n=lang.number(done),
    )


def held_conferences(dataset: Dataset) -> pd.DataFrame:
    """Return the associations' conferences of the programme that were held.

    Columns: those of the table of events.
    """
    rows = conferences_of_programme(dataset)
    return rows[rows["status"] == EventStatus.HELD]


def people_attending(events: pd.DataFrame) -> pd.Series:
    """Return the attendance where it counts people, else <NA>. Without a unit it does, as the column declares."""
    return events["attendance"].where(
        events["attendance_unit"].isna() | (events["attendance_unit"] == AttendanceUnit.PEOPLE)
    )


def attendance_sentence(dataset: Dataset, lang: Language) -> str:
    """Return attendance with all its reservations: "rund 135 Teilnehmende bei 2 Konferenzen …; 1 ohne Angabe"."""
    held = held_conferences(dataset)
    people = people_attending(held)
    reservations = attendance_reservations(dataset, lang)
    if not people.notna().any():
        return reservations
    quantity = total(people.dropna(), held["attendance_qualifier"][people.notna()]).words(lang)
    attending = lang.plural(
        "{quantity} person attending", "{quantity} people attending", int(people.sum()), quantity=quantity
    )
    return f"{attending} {reservations}"


def attendance_reservations(dataset: Dataset, lang: Language) -> str:
    """Return what stands behind the number of people: "bei 2 Konferenzen mit Angabe, beide gerundet; 1 ohne Angabe"."""
    held = held_conferences(dataset)
    people = people_attending(held)
    parts = [_conferences_known(held["attendance_qualifier"][people.notna()], len(held), lang)]
    if people.notna().any() and people.isna().any():
        parts.append(lang.plural("{n} without a figure", "{n} without a figure", int(people.isna().sum())))
    return "; ".join([*parts, *_announced(dataset, lang)])


def _announced(dataset: Dataset, lang: Language) -> Iterator[str]:
    """The conferences not held: those whose date has passed with no word of them, and those still to come."""
    conferences = conferences_of_programme(dataset)
    announced = conferences[conferences["status"] == EventStatus.ANNOUNCED]
    to_come = int((announced["starts_on"] > pd.Timestamp(dataset.as_of)).sum()) if dataset.as_of else 0
    if unheard := len(announced) - to_come:
        yield lang.plural(
            "{n} announced, whether it was held is not sourced",
            "{n} announced, whether they were held is not sourced",
            unheard,
        )
    if to_come:
        yield lang.plural("{n} announced for later", "{n} announced for later", to_come)


def _conferences_known(qualifiers: pd.Series, held: int, lang: Language) -> str:
    """Return of how many conferences the attendance is stated, and how exactly."""
    if not held:
        return lang("no conference held is known")
    if not len(qualifiers):
        return lang.plural(
            "attendance not known for {n} conference held", "attendance not known for {n} conferences held", held
        )
    at = lang.plural("at {n} conference with a figure", "at {n} conferences with a figure", len(qualifiers))
    said = ", ".join(filter(None, (at, exactness_words(qualifiers, lang))))
    if not {Exactness.LOWER, Exactness.UPPER} <= set(exactness(qualifiers)):
        return said
    return lang("{attendance} (minima and maxima added up: a rough indication only)", attendance=said)
