"""The table of the key facts: what a source states for the programme or a cohort as a whole."""

from __future__ import annotations

from enum import StrEnum

from ek_data.i18n import Words
from ek_data.tables.columns import HAPPENED, NOTE, certainty, cohort, sources
from ek_data.tables.roles import Role
from ek_data.tables.shared_choices import QUALIFIERS
from ek_data.tables.types import Column, Option, Table, Type


class Metric(StrEnum):
    """What a key fact states."""

    MUNICIPALITIES_STARTED = "municipalities_started"
    MUNICIPALITIES_IN_COHORT = "municipalities_in_cohort"
    MUNICIPALITIES_TOTAL = "municipalities_total"
    JOINT_MEETINGS = "joint_meetings"
    IN_PERSON_MEETINGS = "in_person_meetings"
    ONLINE_TRAININGS = "online_trainings"
    DURATION = "duration"
    ACCOMPANIMENT = "accompaniment"
    FUNDING_PER_YEAR = "funding_per_year"
    MINIMUM_TEAM = "minimum_team"
    CONFERENCE_ATTENDANCE = "conference_attendance"
    CONFERENCES_PER_YEAR = "conferences_per_year"
    PERIOD_END = "period_end"
    VOLUNTEERS_STATE = "volunteers_state"
    VOLUNTEERING_RATE = "volunteering_rate"
    ASSOCIATIONS_STATE = "associations_state"
    OTHER = "other"


METRICS = (
    Option(Metric.MUNICIPALITIES_STARTED, Words("Kommunen beim Start", "Municipalities at the start")),
    Option(Metric.MUNICIPALITIES_IN_COHORT, Words("Kommunen der Staffel", "Municipalities in the cohort")),
    Option(Metric.MUNICIPALITIES_TOTAL, Words("Teilnehmende Kommunen insgesamt", "Participating municipalities")),
    Option(Metric.JOINT_MEETINGS, Words("Gemeinsame Arbeitstreffen", "Joint working meetings")),
    Option(Metric.IN_PERSON_MEETINGS, Words("Ganztägige Arbeitstreffen in Präsenz", "Full-day meetings in person")),
    Option(Metric.ONLINE_TRAININGS, Words("Online-Fortbildungen der Leitstelle", "Online trainings")),
    Option(Metric.DURATION, Words("Projektlaufzeit", "Duration of the project"), roles=(Role.TERM,)),
    Option(
        Metric.ACCOMPANIMENT,
        Words("Fachliche Begleitung des Teams", "Professional accompaniment of the team"),
        roles=(Role.TERM,),
    ),
    Option(Metric.FUNDING_PER_YEAR, Words("Zuwendung je Kommune und Jahr", "Funding per municipality and year")),
    Option(Metric.MINIMUM_TEAM, Words("Mindestgröße des kommunalen Teams", "Minimum size of the municipal team")),
    Option(Metric.CONFERENCE_ATTENDANCE, Words("Teilnehmende je Vereinekonferenz", "Attendance per conference")),
    Option(
        Metric.CONFERENCES_PER_YEAR,
        Words("Vereinekonferenzen je Kommune und Jahr", "Conferences per municipality and year"),
    ),
    Option(Metric.PERIOD_END, Words("Ende des Projektzeitraums", "End of the project period"), roles=(Role.TERM,)),
    Option(
        Metric.VOLUNTEERS_STATE,
        Words("Ehrenamtlich Engagierte im Land", "Volunteers in the state"),
        roles=(Role.SURROUNDINGS,),
    ),
    Option(
        Metric.VOLUNTEERING_RATE,
        Words("Engagementquote im Land", "Share of volunteers in the state"),
        roles=(Role.SURROUNDINGS,),
    ),
    Option(
        Metric.ASSOCIATIONS_STATE, Words("Vereine im Land", "Associations in the state"), roles=(Role.SURROUNDINGS,)
    ),
    Option(Metric.OTHER, Words("Sonstige Angabe", "Other")),
)

KEY_FACTS = Table(
    name="key_facts",
    file="eckdaten.csv",
    label=Words("Eckdaten", "Key facts"),
    description=Words(
        "Was für das Programm oder eine Staffel als Ganzes berichtet ist. Wird neben den berechneten Zahlen gezeigt, "
        "nie mit ihnen vermischt.",
        "What is reported for the programme or a cohort as a whole. Shown beside the computed figures, never mixed "
        "into them.",
    ),
    key=("fact_id",),
    row=(Words("Angabe der Eckdaten", "key fact"), Words("Angaben der Eckdaten", "key facts")),
    called_by=("fact_id", "title"),
    on_screen=("title", "value", "unit", "qualifier", "as_of", "cohort"),
    columns=(
        Column(
            name="fact_id",
            type=Type.KEY,
            label=Words("Angaben-Nr.", "Fact no."),
            description=Words("Eindeutige Nummer der Angabe.", "Unique number of the fact."),
            required=True,
            spellings=("Angabennummer", "Angabe-Nr.", "Nr.", "ID"),
        ),
        Column(
            name="metric",
            type=Type.CHOICE,
            label=Words("Kennzahl", "Metric"),
            description=Words("Was angegeben ist.", "What is stated."),
            options=METRICS,
            required=True,
        ),
        Column(
            name="title",
            type=Type.TEXT,
            label=Words("Angabe", "Statement"),
            description=Words("Die Angabe in Worten.", "The statement in words."),
            tells_who=False,  # it is about the programme or a cohort
            required=True,
            spellings=("Bezeichnung",),
        ),
        Column(
            name="value",
            type=Type.DECIMAL,
            label=Words("Wert", "Value"),
            description=Words(
                "Der Wert; leer, wenn die Quelle keine Zahl nennt.", "The value; empty if none is given."
            ),
            qualifier="qualifier",
        ),
        Column(
            name="unit",
            type=Type.TEXT,
            label=Words("Einheit", "Unit"),
            description=Words("Einheit des Wertes.", "Unit of the value."),
            tells_who=False,
        ),
        Column(
            name="qualifier",
            type=Type.CHOICE,
            label=Words("Genauigkeit", "Qualifier"),
            description=Words("Wie der Wert gemeint ist.", "How the value is meant."),
            options=QUALIFIERS,
        ),
        Column(
            name="as_of",
            type=Type.DATE,
            label=Words("Stand", "As of"),
            description=Words("Datum, bis zu dem die Angabe gilt.", "Date up to which the statement holds."),
            rules=HAPPENED,
        ),
        cohort(Words("Staffel, für die die Angabe gilt; leer: alle.", "Cohort it is about; empty: all.")),
        NOTE,
        *sources(required=True),
        certainty(required=True),
    ),
)
