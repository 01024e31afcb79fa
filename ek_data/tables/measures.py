"""The table of the measures: what a municipality does, and how far it has got."""

from __future__ import annotations

from ek_data.i18n import N_, Words
from ek_data.programme.lazy_lists import Listed, Playing
from ek_data.programme.roles import Role
from ek_data.tables.shared_columns import HAPPENED, NOTE, RELATION, certainty, cohort, sources
from ek_data.tables.types import AtLeast, Column, RowRule, Table, Type, in_future
from ek_data.tables.units import EUROS, PEOPLE

STATUSES = Listed("statuses")
DONE, RUNNING = Playing(STATUSES, (Role.DONE,)), Playing(STATUSES, (Role.RUNNING,))

MEASURES = Table(
    name="measures",
    file="massnahmen.csv",
    label=Words("Maßnahmen", "Measures"),
    description=Words(
        "Eine Zeile je Maßnahme einer Kommune oder, ohne Kommune, je Angabe zu einer ganzen Staffel.",
        "One row for each measure of a municipality or, without one, for each statement on a whole cohort.",
    ),
    key=("measure_id",),
    row=(Words("Maßnahme", "measure"), Words("Maßnahmen", "measures")),
    called_by=("measure_id", "title", "municipality"),
    on_screen=("title", "category", "municipality", "status", "status_on", "started_on"),
    anonymous="category",
    dated_by=("started_on", "status_on"),
    same_in=("municipality", "cohort", "category", "title", "started_on"),
    columns=(
        Column(
            name="measure_id",
            type=Type.KEY,
            label=Words("Maßnahmen-Nr.", "Measure no."),
            description=Words("Eindeutige Nummer der Maßnahme.", "Unique number of the measure."),
            required=True,
            spellings=("Maßnahmennummer", "Maßnahme-Nr.", "Nr.", "ID"),
        ),
        Column(
            name="municipality",
            type=Type.ARS,
            label=Words("Kommune", "Municipality"),
            description=Words(
                "Name oder Regionalschlüssel der Kommune. Leer: Die Quelle nennt nur die Staffel.",
                "Name or regional key of the municipality. Empty: the source names the cohort only.",
            ),
            refers_to="municipalities",
            spellings=("Gemeinde", "Kommune (Name)", "ARS"),
            blank=Words("ganze Staffel", "whole cohort"),
        ),
        cohort(
            Words(
                "Staffel, für die die Angabe gilt; bei einer Kommune deren Staffel.",
                "Cohort the statement is about; with a municipality, its cohort.",
            )
        ),
        Column(
            name="category",
            type=Type.CHOICE,
            label=Words("Kategorie", "Category"),
            description=Words("Art der Maßnahme.", "Kind of measure."),
            options=Listed("categories"),
            required=True,
            spellings=("Maßnahmenart", "Art der Maßnahme"),
        ),
        Column(
            name="title",
            type=Type.TEXT,
            label=Words("Bezeichnung", "Title"),
            description=Words("Kurze Bezeichnung der Maßnahme.", "Short title of the measure."),
            required=True,
            spellings=("Titel", "Maßnahme"),
        ),
        Column(
            name="status",
            type=Type.CHOICE,
            label=Words("Status", "Status"),
            description=Words("Stand der Umsetzung.", "State of implementation."),
            options=STATUSES,
            required=True,
            spellings=("Umsetzungsstand", "Stand"),
        ),
        Column(
            name="status_on",
            type=Type.DATE,
            label=Words("Status vom", "Status as of"),
            description=Words(
                "Datum, zu dem der Status berichtet ist; auch Monat oder Jahr.",
                "Date for which the status is reported; a month or year will do.",
            ),
            rules=HAPPENED,
            spellings=("Stand vom", "Statusdatum"),
        ),
        Column(
            name="started_on",
            type=Type.DATE,
            label=Words("Beginn", "Start"),
            description=Words(
                "Beginn der Maßnahme, wenn er bekannt ist; auch Monat oder Jahr.",
                "Start of the measure, if known; a month or year will do.",
            ),
            spellings=("Started on", "Startdatum", "Beginn der Maßnahme"),
        ),
        RELATION,
        Column(
            name="reach",
            type=Type.INTEGER,
            label=Words("Reichweite", "Reach"),
            description=Words("Zahl der erreichten Personen, wenn bekannt.", "Number of people reached, if known."),
            unit=PEOPLE,
            rules=(AtLeast(0),),
            usual=(1, 500_000),
            counts_people=True,
            spellings=("Erreichte Personen",),
        ),
        Column(
            name="funding_eur",
            type=Type.DECIMAL,
            label=Words("Förderung (Euro)", "Funding (euros)"),
            description=Words("Gezahlte Zuwendung in Euro, wenn bekannt.", "Funding paid in euros, if known."),
            unit=EUROS,
            rules=(AtLeast(0),),
            usual=(1, 250_000),
            spellings=("Förderung", "Förderung (€)", "Zuwendung", "Foerderung"),
        ),
        NOTE,
        *sources(),
        certainty(required=True),
    ),
    rules=(
        RowRule(
            "cohort",
            N_("A measure needs a municipality or, where the source names none, a cohort."),
            lambda rows: rows["municipality"].isna() & rows["cohort"].isna(),
        ),
        RowRule(
            "started_on",
            N_("“{value}” lies in the future, but the measure is marked as begun. Correct the date or the status."),
            lambda rows: rows["status"].isin([*DONE, *RUNNING]) & in_future(rows["started_on"]),
        ),
    ),
)
