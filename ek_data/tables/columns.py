"""Columns that stand in several tables: cohort, source, certainty, relation and note."""

from __future__ import annotations

from ek_data.i18n import Words
from ek_data.palette import Look, look_in_a_row
from ek_data.tables.shared_choices import CERTAINTIES, RELATIONS
from ek_data.tables.types import Column, NotAfterToday, Rule, Type, YearBetween

SOURCE = Words("Quelle", "Source")
ADDRESS_OF_SOURCE = Words("Internetadresse der Quelle.", "Web address of the source.")

CERTAINTY = Words("Beleg", "Certainty")

FIRST_COHORT, LAST_COHORT = 2024, 2050
COHORT_YEARS: tuple[Rule, ...] = (YearBetween(FIRST_COHORT, LAST_COHORT),)

HAPPENED: tuple[Rule, ...] = (NotAfterToday(),)


def cohort_look(year: int) -> Look:
    """Return how the cohort of a year is drawn."""
    return look_in_a_row(year - FIRST_COHORT)


NOTE = Column(
    name="note",
    type=Type.TEXT,
    label=Words("Hinweis", "Note"),
    description=Words(
        "Erläuterung zur Zeile. Keine Namen oder Kontaktdaten von Personen.",
        "Explanation of the row. No names or contact details of people.",
    ),
    spellings=("Bemerkung", "Anmerkung", "Hinweise"),
)

RELATION = Column(
    name="relation",
    type=Type.CHOICE,
    label=Words("Bezug", "Relation"),
    description=Words(
        "Nur Zeilen mit dem Bezug „Programm“ zählen in den Programmzahlen.",
        "Only rows related to the programme count in its figures.",
    ),
    options=RELATIONS,
    required=True,
    spellings=("Programmbezug",),
)


def cohort(description: Words, *, required: bool = False) -> Column:
    return Column(
        name="cohort",
        type=Type.YEAR,
        label=Words("Staffel", "Cohort"),
        description=description,
        required=required,
        rules=COHORT_YEARS,
        spellings=("Kohorte", "Startjahr", "Jahrgang"),
    )


def source(
    name: str = "source_url",
    label: Words = SOURCE,
    *,
    description: Words = ADDRESS_OF_SOURCE,
    required: bool = False,
    spellings: tuple[str, ...] = (),
) -> Column:
    return Column(
        name=name,
        type=Type.URL,
        label=label,
        description=description,
        required=required,
        spellings=spellings,
    )


def certainty(name: str = "certainty", label: Words = CERTAINTY, *, required: bool = False) -> Column:
    return Column(
        name=name,
        type=Type.CHOICE,
        label=label,
        description=Words(
            "belegt: steht so in der Quelle. abgeleitet: aus mehreren Angaben erschlossen, siehe Hinweis.",
            "sourced: the source says so. derived: inferred from several statements, see the note.",
        ),
        options=CERTAINTIES,
        required=required,
        spellings=("Belegt", "Sicherheit"),
    )
