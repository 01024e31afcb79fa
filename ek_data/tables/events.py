"""The table of the events: meetings, conferences, trainings and ceremonies, and who came."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from ek_data.i18n import N_, Words
from ek_data.palette import INK, Look
from ek_data.tables.columns import FIRST_COHORT, NOTE, RELATION, certainty, cohort, sources
from ek_data.tables.roles import Role
from ek_data.tables.shared_choices import QUALIFIERS, Relation
from ek_data.tables.types import AtLeast, Column, Option, RowRule, Table, Type, in_future

EVENT_TYPES = (
    Option(
        "conference",
        Words("Vereinekonferenz", "Associations' conference"),
        ("Vereinskonferenz", "Ehrenamtskonferenz"),
        plural=Words("Vereinekonferenzen", "Associations' conferences"),
        roles=(Role.CONFERENCE,),
        usual=(5, 2_000),
        meaning=Words(
            "Eine Veranstaltung, zu der eine Kommune ihre Vereine einlädt. Vereinskonferenzen und Ehrenamtskonferenzen "
            "zählen dazu.",
            "An event to which a municipality invites its associations. Vereinskonferenzen and Ehrenamtskonferenzen "
            "count as well.",
        ),
    ),
    Option(
        "network_meeting",
        Words("Netzwerktreffen", "Network meeting"),
        plural=Words("Netzwerktreffen", "Network meetings"),
        roles=(Role.MEETING, Role.NETWORK_MEETING),
        usual=(2, 500),
        meaning=Words(
            "Ein Treffen, bei dem sich die Teams mehrerer Kommunen austauschen.",
            "A meeting at which the teams of several municipalities exchange their experience.",
        ),
    ),
    Option(
        "working_meeting",
        Words("Arbeitstreffen", "Working meeting"),
        plural=Words("Arbeitstreffen", "Working meetings"),
        roles=(Role.MEETING, Role.WORKING_MEETING),
        usual=(2, 500),
        meaning=Words(
            "Ein Treffen der Teams einer Staffel mit der Leitstelle.",
            "A meeting of the teams of a cohort with the Leitstelle.",
        ),
    ),
    Option(
        "kickoff",
        Words("Auftakttreffen", "Kick-off meeting"),
        plural=Words("Auftakttreffen", "Kick-off meetings"),
        roles=(Role.MEETING, Role.KICKOFF),
        usual=(2, 1_000),
    ),
    Option(
        "online_training",
        Words("Online-Fortbildung", "Online training"),
        plural=Words("Online-Fortbildungen", "Online trainings"),
        roles=(Role.TRAINING,),
        usual=(1, 2_000),
    ),
    Option(
        "closing",
        Words("Abschlussfeier", "Closing ceremony"),
        ("Abschlussveranstaltung", "Festveranstaltung"),
        plural=Words("Abschlussfeiern", "Closing ceremonies"),
        roles=(Role.MEETING,),
        usual=(5, 2_000),
    ),
    Option(
        "launch",
        Words("Auftaktveranstaltung", "Launch event"),
        plural=Words("Auftaktveranstaltungen", "Launch events"),
        usual=(5, 5_000),
    ),
    Option("opening", Words("Einweihung", "Opening"), plural=Words("Einweihungen", "Openings"), usual=(5, 5_000)),
    Option(
        "volunteers_day",
        Words("Freiwilligentag", "Volunteers' day"),
        ("Freiwilligen-Mitmach-Tag",),
        plural=Words("Freiwilligentage", "Volunteers' days"),
        usual=(5, 20_000),
    ),
    Option(
        "state_volunteering_day",
        Words("Ehrenamtstag", "State volunteering day"),
        plural=Words("Ehrenamtstage", "State volunteering days"),
        usual=(10, 100_000),
    ),
    Option(
        "reception",
        Words("Ehrenamtsabend", "Volunteers' reception"),
        plural=Words("Ehrenamtsabende", "Volunteers' receptions"),
        usual=(5, 3_000),
    ),
    Option(
        "project_workshop",
        Words("Projektewerkstatt", "Project workshop"),
        plural=Words("Projektewerkstätten", "Project workshops"),
        usual=(2, 500),
    ),
    Option("award", Words("Ehrung", "Award ceremony"), plural=Words("Ehrungen", "Award ceremonies"), usual=(2, 3_000)),
    Option(
        "action_day",
        Words("Aktionstag", "Day of action"),
        plural=Words("Aktionstage", "Days of action"),
        usual=(2, 20_000),
    ),
    Option(
        "training",
        Words("Fortbildung", "Training"),
        plural=Words("Fortbildungen", "Trainings"),
        roles=(Role.TRAINING,),
        usual=(1, 2_000),
    ),
)


class EventStatus(StrEnum):
    """Whether an event is to come, was held or was called off."""

    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"


EVENT_STATUS = (
    Option(
        EventStatus.ANNOUNCED,
        Words("angekündigt", "announced"),
        ("geplant",),
        rank=1,
        roles=(Role.ANNOUNCED,),
        look=Look(INK, "circle-open"),
    ),
    Option(EventStatus.HELD, Words("durchgeführt", "held"), ("stattgefunden",), rank=2, look=Look(INK, "circle")),
    Option(
        EventStatus.CANCELLED, Words("abgesagt", "cancelled"), ("ausgefallen",), rank=0, look=Look(INK, "x-thin-open")
    ),
)


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
        "Eine Zeile je Treffen, Konferenz, Fortbildung oder Feier.",
        "One row for each meeting, conference, training or ceremony.",
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
            description=Words(
                "Vereinskonferenz und Ehrenamtskonferenz gelten als Vereinekonferenz.",
                "Vereinskonferenz and Ehrenamtskonferenz count as Vereinekonferenz.",
            ),
            options=EVENT_TYPES,
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
                "Ausrichtende Kommune, Name oder Regionalschlüssel. Leer: vom Land oder von anderen ausgerichtet.",
                "Hosting municipality, name or regional key. Empty: held by the Land or by others.",
            ),
            refers_to="municipalities",
            spellings=("Ausrichtende Kommune", "Gemeinde"),
            blank=Words("Land oder andere", "the Land or others"),
        ),
        cohort(Words("Staffel, für die die Veranstaltung ist.", "Cohort the event is for.")),
        Column(
            name="status",
            type=Type.CHOICE,
            label=Words("Status", "Status"),
            description=Words("Angekündigt, durchgeführt oder abgesagt.", "Announced, held or cancelled."),
            options=EVENT_STATUS,
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
                (rows["relation"] == Relation.PROGRAMME) & (rows["starts_on"] < pd.Timestamp(FIRST_COHORT, 1, 1))
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
