"""The table of the key facts: what a source states for the programme or a cohort as a whole."""

from __future__ import annotations

from ek_data.i18n import Words
from ek_data.tables.columns import HAPPENED, NOTE, certainty, cohort, source
from ek_data.tables.options import QUALIFIERS
from ek_data.tables.types import Column, Option, Table, Type

METRICS = (
    Option("municipalities_started", Words("Kommunen beim Start", "Municipalities at the start")),
    Option("municipalities_in_cohort", Words("Kommunen der Staffel", "Municipalities in the cohort")),
    Option("municipalities_total", Words("Teilnehmende Kommunen insgesamt", "Participating municipalities")),
    Option("joint_meetings", Words("Gemeinsame Arbeitstreffen", "Joint working meetings")),
    Option("in_person_meetings", Words("Ganztägige Arbeitstreffen in Präsenz", "Full-day meetings in person")),
    Option("online_trainings", Words("Online-Fortbildungen der Leitstelle", "Online trainings")),
    Option("duration", Words("Projektlaufzeit", "Duration of the project")),
    Option("accompaniment", Words("Fachliche Begleitung des Teams", "Professional accompaniment of the team")),
    Option("funding_per_year", Words("Zuwendung je Kommune und Jahr", "Funding per municipality and year")),
    Option("minimum_team", Words("Mindestgröße des kommunalen Teams", "Minimum size of the municipal team")),
    Option("conference_attendance", Words("Teilnehmende je Vereinekonferenz", "Attendance per conference")),
    Option(
        "conferences_per_year",
        Words("Vereinekonferenzen je Kommune und Jahr", "Conferences per municipality and year"),
    ),
    Option("period_end", Words("Ende des Projektzeitraums", "End of the project period")),
    Option("volunteers_state", Words("Ehrenamtlich Engagierte im Land", "Volunteers in the state")),
    Option("volunteering_rate", Words("Engagementquote im Land", "Share of volunteers in the state")),
    Option("associations_state", Words("Vereine im Land", "Associations in the state")),
    Option("other", Words("Sonstige Angabe", "Other")),
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
        ),
        Column(
            name="unit",
            type=Type.TEXT,
            label=Words("Einheit", "Unit"),
            description=Words("Einheit des Wertes.", "Unit of the value."),
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
        source(required=True),
        certainty(required=True),
    ),
)
