"""The table of the key facts: what a source states for the programme, a cohort or one municipality."""

from __future__ import annotations

from ek_data.i18n import N_, Words
from ek_data.programme.lazy_lists import Listed, Playing
from ek_data.programme.roles import Role
from ek_data.tables.shared_choices import QUALIFIERS
from ek_data.tables.shared_columns import HAPPENED, NOTE, certainty, cohort, sources
from ek_data.tables.types import Column, RowRule, Table, Type
from ek_data.tables.units import EUROS

METRICS = Listed("metrics")
FUNDING, PHASES = Playing(METRICS, (Role.FUNDING,)), Playing(METRICS, (Role.PHASE,))

KEY_FACTS = Table(
    name="key_facts",
    file="eckdaten.csv",
    label=Words("Eckdaten", "Key facts"),
    description=Words(
        "Was für das Programm oder eine Staffel als Ganzes oder für eine einzelne Kommune berichtet ist. Wird neben "
        "den berechneten Zahlen gezeigt, nie mit ihnen vermischt.",
        "What is reported for the programme or a cohort as a whole or for a single municipality. Shown beside the "
        "computed figures, never mixed into them.",
    ),
    key=("fact_id",),
    row=(Words("Angabe der Eckdaten", "key fact"), Words("Angaben der Eckdaten", "key facts")),
    called_by=("fact_id", "title"),
    anonymous="metric",
    stands_beside=True,
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
            tells_who=False,  # unless the row is about one municipality, which hides its title
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
            description=Words(
                "Datum, bis zu dem die Angabe gilt; bei einer Zuwendung ihr Jahr, bei einer Phase ihr Beginn.",
                "Date up to which the statement holds; of a funding its year, of a phase its beginning.",
            ),
            rules=HAPPENED,
        ),
        Column(
            name="municipality",
            type=Type.ARS,
            label=Words("Kommune", "Municipality"),
            description=Words(
                "Kommune, für die allein die Angabe gilt, Name oder Regionalschlüssel; leer: nicht nur für eine.",
                "Municipality it is about alone, name or regional key; empty: not for one only.",
            ),
            refers_to="municipalities",
            spellings=("Gemeinde",),
            blank=Words("nicht nur eine", "not one only"),
            rare=True,
        ),
        cohort(Words("Staffel, für die die Angabe gilt; leer: alle.", "Cohort it is about; empty: all.")),
        NOTE,
        *sources(required=True),
        certainty(required=True),
    ),
    rules=(
        RowRule(
            "metric",
            N_(
                "What a municipality was paid in a year needs the municipality, the year as its date and the unit Euro."
            ),
            lambda rows: (
                rows["metric"].isin(FUNDING)
                & (rows["municipality"].isna() | rows["as_of"].isna() | ~rows["unit"].isin(EUROS.spellings))
            ),
            severity="warning",
        ),
        RowRule(
            "as_of",
            N_("A phase needs the date of its beginning: a day, a month or a year."),
            lambda rows: rows["metric"].isin(PHASES) & rows["as_of"].isna(),
            severity="warning",
        ),
    ),
)
