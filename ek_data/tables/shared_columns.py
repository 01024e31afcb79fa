"""Columns that stand in several tables: cohort, certainty, relation, note, and how well a row is sourced."""

from __future__ import annotations

import pandas as pd

from ek_data.i18n import Words
from ek_data.palette import Look, look_in_a_row
from ek_data.programme.current import current
from ek_data.programme.options import Option
from ek_data.programme.roles import Role
from ek_data.tables.shared_choices import CERTAINTIES, RELATIONS
from ek_data.tables.types import Column, NotAfterToday, Rule, Type, YearOfCohort

SOURCE = Words("Quelle", "Source")
ADDRESS_OF_SOURCE = Words("Internetadresse der Quelle.", "Web address of the source.")

CERTAINTY = Words("Beleg", "Certainty")

COHORT_YEARS: tuple[Rule, ...] = (YearOfCohort(),)


def cohort_look(year: int) -> Look:
    """Return how the cohort of a year is drawn."""
    return look_in_a_row(year - current().cohorts.first)


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
    """Return the column of the year in which a cohort began."""
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
    """Return a column of the address of a source."""
    return Column(
        name=name,
        type=Type.URL,
        label=label,
        description=description,
        required=required,
        spellings=spellings,
    )


def certainty(name: str = "certainty", label: Words = CERTAINTY, *, required: bool = False) -> Column:
    """Return a column that says how sure its source is."""
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


HAPPENED: tuple[Rule, ...] = (NotAfterToday(),)
READ_AGAIN_AFTER = 12
"""After how many months a source should be read again, because pages of the web change and vanish."""

FURTHER_SOURCE = source(
    "further_source_url",
    Words("Zweite Quelle", "Second source"),
    description=Words(
        "Internetadresse einer zweiten Quelle, die dasselbe unabhängig von der ersten sagt oder sie ergänzt.",
        "Web address of a second source that says the same independently of the first, or adds to it.",
    ),
    spellings=("Weitere Quelle", "Further source", "Quelle 2", "2. Quelle"),
)

SOURCE_READ = Column(
    name="source_read_on",
    type=Type.DATE,
    label=Words("Quelle zuletzt gelesen", "Source last read"),
    description=Words(
        "Wann die Quelle zuletzt gelesen und die Zeile mit ihr verglichen wurde; auch Monat oder Jahr. Leer: nicht "
        "vermerkt.",
        "When the source was last read and the row compared with it; a month or year will do. Empty: not noted.",
    ),
    rules=HAPPENED,
    spellings=("Quelle gelesen am", "Zuletzt gelesen", "Abgerufen am"),
)

SOURCE_QUALITY = Column(
    name="source_quality",
    type=Type.CHOICE,
    label=Words("Güte der Quelle", "Quality of the source"),
    description=Words(
        "Ob man sich auf die Quelle verlassen kann, bei zweien auf die erste. Leer: nicht beurteilt.",
        "Whether the source can be relied on, of two the first. Empty: not judged.",
    ),
    options=(
        Option("reliable", Words("verlässlich", "reliable"), ("zuverlässig", "gut")),
        Option(
            "doubtful",
            Words("zweifelhaft", "doubtful"),
            ("fraglich", "unsicher", "schlecht"),
            roles=(Role.DOUBTFUL,),
            meaning=Words(
                "Eine Quelle, an der etwas nicht stimmt: Sie wirkt etwa automatisiert erstellt oder verwechselt Dinge. "
                "Der Hinweis der Zeile sagt, was.",
                "A source with which something is wrong: it seems machine-made, say, or mixes things up. The note of "
                "the row says what.",
            ),
        ),
    ),
    spellings=("Qualität der Quelle",),
)

DOUBTFUL = SOURCE_QUALITY.having(Role.DOUBTFUL)
BOTH_SOURCES = ("source_url", FURTHER_SOURCE.name)


def sources(*, required: bool = False) -> tuple[Column, ...]:
    """Return the columns of what a row rests on; `required` says whether it must name a source."""
    return source(required=required, spellings=("Link", "URL")), FURTHER_SOURCE, SOURCE_READ, SOURCE_QUALITY


def addresses(rows: pd.DataFrame) -> pd.Series:
    """Return the addresses of the first and the second sources of the rows, one below the other."""
    named = [rows[name] for name in BOTH_SOURCES if name in rows]
    return pd.concat(named).dropna() if named else pd.Series(dtype="string")


def has_two_sources(rows: pd.DataFrame) -> pd.Series:
    """Return which of the rows name two sources that are not the same."""
    first, second = (rows[name] for name in BOTH_SOURCES)
    return (first.notna() & second.notna() & (first != second)).fillna(False).astype(bool)


def rests_on_one_doubtful_source(rows: pd.DataFrame) -> pd.Series:
    """Return which of the rows rest on one doubtful source alone.

    The rows need the two columns of sources and that of the quality.
    """
    return rows[SOURCE_QUALITY.name].isin(DOUBTFUL) & ~has_two_sources(rows)
