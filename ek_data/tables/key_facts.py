"""The table of the key facts: what a source states for the programme or a cohort as a whole."""

from __future__ import annotations

from ek_data.i18n import Words
from ek_data.programme.listed import Listed
from ek_data.tables.columns import HAPPENED, NOTE, certainty, cohort, sources
from ek_data.tables.shared_choices import QUALIFIERS
from ek_data.tables.types import Column, Table, Type

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
            options=Listed("metrics"),
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
