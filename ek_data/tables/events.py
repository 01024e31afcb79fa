"""The table of the events: meetings, trainings, ceremonies and whatever else, and who came."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from ek_data.i18n import N_, Words
from ek_data.programme.current import current
from ek_data.programme.fixed_lists import EventStatus
from ek_data.programme.lazy_lists import Listed
from ek_data.programme.options import Option
from ek_data.tables.shared_choices import QUALIFIERS, Relation
from ek_data.tables.shared_columns import NOTE, RELATION, certainty, cohort, sources
from ek_data.tables.types import AtLeast, Column, RowRule, Table, Type, in_future


class AttendanceUnit(StrEnum):
    """What the attendance of an event counts."""

    PEOPLE = "people"
    ASSOCIATIONS = "associations"


PEOPLE_WORDS = ("Menschen", "Leute", "Besuchende", "Besucherinnen und Besucher", "Besucherinnen", "Besucher")
ATTENDANCE_UNITS = (
    Option(AttendanceUnit.PEOPLE, Words("Personen", "people"), ("Gäste", "Teilnehmende", "Pers.", *PEOPLE_WORDS)),
    Option(AttendanceUnit.ASSOCIATIONS, Words("Vereine", "associations"), ("Vereinsvertretungen",)),
)

FORMATS = (
    Option("in_person", Words("in Präsenz", "in person"), ("Präsenz", "vor Ort")),
    Option("online", Words("online", "online"), ("digital",)),
    Option("hybrid", Words("hybrid", "hybrid")),
)

EVENTS = Table(
    name="events",
    file="veranstaltungen.csv",
    label=Words("Veranstaltungen", "Events"),
    description=Words(
        "Eine Zeile je Veranstaltung, etwa ein Treffen, eine Fortbildung oder eine Feier.",
        "One row for each event, such as a meeting, a training or a ceremony.",
    ),
    key=("event_id",),
    row=(Words("Veranstaltung", "event"), Words("Veranstaltungen", "events")),
    called_by=("event_id", "title", "municipality"),
    on_screen=("title", "starts_on", "municipality", "status", "attendance", "attendance_qualifier"),
    anonymous="type",
    dated_by=("starts_on",),
    same_in=("type", "municipality", "starts_on", "cohort", "title"),
    only_once=("type", "municipality", "starts_on"),
    columns=(
        Column(
            name="event_id",
            type=Type.KEY,
            label=Words("Veranstaltungs-Nr.", "Event no."),
            description=Words("Eindeutige Nummer der Veranstaltung.", "Unique number of the event."),
            required=True,
            spellings=("Veranstaltungsnummer", "Veranstaltung-Nr.", "Nr.", "ID"),
        ),
        Column(
            name="type",
            type=Type.CHOICE,
            label=Words("Veranstaltungsart", "Type"),
            description=Words("{about_event_types}", "{about_event_types}"),
            options=Listed("event_types"),
            required=True,
            spellings=("Art", "Art der Veranstaltung", "Typ"),
        ),
        Column(
            name="title",
            type=Type.TEXT,
            label=Words("Bezeichnung", "Title"),
            description=Words("Name der Veranstaltung.", "Name of the event."),
            required=True,
            spellings=("Titel", "Veranstaltung"),
        ),
        Column(
            name="starts_on",
            type=Type.DATE,
            label=Words("Datum", "Date"),
            description=Words("Tag, Monat oder Jahr, wie genau bekannt.", "Day, month or year, as precise as known."),
            spellings=("Termin", "Beginn"),
        ),
        Column(
            name="place",
            type=Type.TEXT,
            label=Words("Ort", "Place"),
            description=Words("Ort der Veranstaltung.", "Place of the event."),
            spellings=("Veranstaltungsort",),
        ),
        Column(
            name="municipality",
            type=Type.ARS,
            label=Words("Kommune", "Municipality"),
            description=Words(
                "Ausrichtende Kommune, Name oder Regionalschlüssel. Leer: {held_by} ausgerichtet.",
                "Hosting municipality, name or regional key. Empty: held {held_by}.",
            ),
            refers_to="municipalities",
            spellings=("Ausrichtende Kommune", "Gemeinde"),
            blank=Words("{host}", "{host}"),
        ),
        cohort(Words("Staffel, für die die Veranstaltung ist.", "Cohort the event is for.")),
        Column(
            name="status",
            type=Type.CHOICE,
            label=Words("Status", "Status"),
            description=Words("Angekündigt, durchgeführt oder abgesagt.", "Announced, held or cancelled."),
            options=Listed("event_statuses"),
            required=True,
        ),
        Column(
            name="attendance",
            type=Type.INTEGER,
            label=Words("Teilnehmende", "Attendance"),
            description=Words(
                "Zahl der Teilnehmenden. Leer, wenn unbekannt; nie 0 eintragen, wenn keine Angabe vorliegt.",
                "Number of people attending. Empty if unknown; never enter 0 for “not known”.",
            ),
            rules=(AtLeast(0),),
            qualifier="attendance_qualifier",
            counted="attendance_unit",
            sized_by="type",
            counts_people=True,
            spellings=(
                "Teilnehmer",
                "Teilnehmerinnen",
                "Teilnehmerinnen und Teilnehmer",
                "Teilnehmerzahl",
                "Anzahl Teilnehmende",
                "TN",
            ),
        ),
        Column(
            name="attendance_qualifier",
            type=Type.CHOICE,
            label=Words("Genauigkeit", "Qualifier"),
            description=Words(
                "Wie die Zahl gemeint ist: genau, rund, mindestens, über oder bis zu.",
                "How the number is meant: exactly, about, at least, more than or up to.",
            ),
            options=QUALIFIERS,
            spellings=("Angabe",),
        ),
        Column(
            name="attendance_unit",
            type=Type.CHOICE,
            label=Words("Gezählt werden", "Unit"),
            description=Words("Personen oder Vereine.", "People or associations."),
            options=ATTENDANCE_UNITS,
            spellings=("Einheit",),
        ),
        Column(
            name="format",
            type=Type.CHOICE,
            label=Words("Format", "Format"),
            description=Words("In Präsenz, online oder hybrid.", "In person, online or hybrid."),
            options=FORMATS,
        ),
        RELATION,
        NOTE,
        *sources(),
        certainty(required=True),
    ),
    rules=(
        RowRule(
            "starts_on",
            N_("“{value}” lies in the future, but the event is marked as held. Correct the date or the status."),
            lambda rows: (rows["status"] == EventStatus.HELD) & in_future(rows["starts_on"]),
        ),
        RowRule(
            "starts_on",
            N_("The event took place before the programme began and yet counts for the programme."),
            lambda rows: (
                (rows["relation"] == Relation.PROGRAMME)
                & (rows["starts_on"] < pd.Timestamp(current().cohorts.first, 1, 1))
            ),
        ),
        RowRule(
            "attendance_qualifier",
            N_("The attendance lacks a statement of how exact it is."),
            lambda rows: rows["attendance"].notna() & rows["attendance_qualifier"].isna(),
            severity="warning",
        ),
        RowRule(
            "attendance",
            N_("The event has not been held, and yet it has an attendance."),
            lambda rows: rows["attendance"].notna() & (rows["status"] != EventStatus.HELD),
            severity="warning",
        ),
    ),
)
