"""The table of the measures: what a municipality does, and how far it has got."""

from __future__ import annotations

from enum import StrEnum

from ek_data.i18n import N_, Words
from ek_data.palette import STATUS, Look
from ek_data.tables.columns import HAPPENED, NOTE, RELATION, certainty, cohort, sources
from ek_data.tables.roles import Role
from ek_data.tables.types import AtLeast, Column, Option, RowRule, Table, Type, in_future
from ek_data.tables.units import EUROS, PEOPLE

CATEGORIES = (
    Option(
        "hauptamtliche_stelle",
        Words("Hauptamtliche Stelle", "Paid post"),
        ("Hauptamtliche Stellen",),
        meaning=Words(
            "Eine bezahlte Stelle in der Verwaltung für die Unterstützung des Ehrenamts.",
            "A paid post in the administration for the support of volunteering.",
        ),
    ),
    Option(
        "ansprechperson_verwaltung",
        Words("Ansprechperson in der Verwaltung", "Contact in the administration"),
    ),
    Option("anlaufstelle", Words("Anlaufstelle", "Contact point")),
    Option("freiwilligenagentur", Words("Freiwilligenagentur", "Volunteer agency")),
    Option(
        "kommunales_team",
        Words("Kommunales Team", "Municipal team"),
        meaning=Words(
            "Die Gruppe, die in einer Kommune gemeinsam am Programm arbeitet.",
            "The group that works on the programme together in a municipality.",
        ),
    ),
    Option(
        "ehrenamtsbeauftragter",
        Words("Ehrenamtsbeauftragte", "Volunteering officer"),
        ("Ehrenamtsbeauftragter",),
        meaning=Words(
            "Wer in einer Kommune für Fragen des Ehrenamts benannt ist.",
            "Whoever is named in a municipality for questions of volunteering.",
        ),
    ),
    Option("engagementstrategie", Words("Engagementstrategie", "Volunteering strategy")),
    Option("kooperation", Words("Kooperation", "Cooperation")),
    Option(
        "vereinsdatenbank",
        Words("Vereinsdatenbank", "Association database"),
        ("Vereinsdatenbanken",),
        meaning=Words(
            "Ein Verzeichnis der Vereine einer Kommune, meist im Internet.",
            "A list of the associations of a municipality, mostly on the web.",
        ),
    ),
    Option(
        "ehrenamtsportal",
        Words("Ehrenamtsportal", "Volunteering portal"),
        ("Ehrenamtsplattform", "Freiwilligenplattform"),
    ),
    Option("ehrenamtsboerse", Words("Ehrenamtsbörse", "Volunteering exchange"), ("Matching-Börse",)),
    Option("newsletter", Words("Newsletter", "Newsletter"), ("Vereinsnewsletter",)),
    Option(
        "padlet",
        Words("Padlet", "Padlet"),
        ("Padlets",),
        meaning=Words(
            "Eine gemeinsame Pinnwand im Internet, auf der Vereine und Verwaltung Hinweise und Termine sammeln.",
            "A shared pinboard on the web, on which associations and administration collect hints and dates.",
        ),
    ),
    Option(
        "ehrenamtskampagne",
        Words("Ehrenamtskampagne", "Volunteering campaign"),
        ("Kampagne", "Ehrenamtskampagnen"),
    ),
    Option(
        "vereinekonferenz",
        Words("Vereinekonferenz", "Associations' conference"),
        ("Vereinskonferenz", "Ehrenamtskonferenz", "Vereinekonferenzen"),
        roles=(Role.CONFERENCE,),
    ),
    Option("fortbildung", Words("Fortbildung", "Training"), ("Schulung",)),
    Option("juleica", Words("Juleica-Ausbildung", "Youth leader training"), ("Jugendleitercard",)),
    Option("engagement_tag", Words("Engagement-Tag", "Volunteering day"), ("Engagement-Tage",)),
    Option("freiwilligentag", Words("Freiwilligentag", "Volunteers' day"), ("Freiwilligen-Mitmach-Tag",)),
    Option("aktionstag", Words("Aktionstag", "Day of action")),
    Option("vereinsfoerderung", Words("Vereinsförderung", "Funding for associations")),
    Option("anerkennung", Words("Anerkennung", "Recognition")),
    Option("ehrenamtskarte", Words("Ehrenamtskarte", "Volunteer card")),
    Option("ehrenamtspreis", Words("Ehrenamtspreis", "Volunteering award")),
    Option("inklusionspreis", Words("Inklusionspreis", "Inclusion award")),
    Option("demokratieprojekt", Words("Demokratieprojekt", "Democracy project")),
    Option("projektgruppen", Words("Projektgruppen", "Project groups")),
    Option("buergerbus", Words("Bürgerbus", "Citizens' bus")),
    Option("sonstiges", Words("Sonstiges", "Other")),
)


class Progress(StrEnum):
    """How far a measure has got."""

    PLANNED = "planned"
    IN_PREPARATION = "in_preparation"
    IMPLEMENTED = "implemented"
    ENDED = "ended"


PROGRESS = (
    Option(
        Progress.PLANNED,
        Words("geplant", "planned"),
        rank=1,
        roles=(Role.PLANNED,),
        look=Look(STATUS, "square-open"),
    ),
    Option(
        Progress.IN_PREPARATION,
        Words("in Vorbereitung", "in preparation"),
        rank=2,
        roles=(Role.UNDERWAY, Role.STARTED),
        look=Look(STATUS, "square-half"),
    ),
    Option(
        Progress.IMPLEMENTED,
        Words("umgesetzt", "implemented"),
        ("eingeführt",),
        rank=3,
        roles=(Role.STARTED, Role.DONE),
        look=Look(STATUS, "square"),
    ),
    Option(
        Progress.ENDED,
        Words("beendet", "ended"),
        rank=0,  # because what is alive goes before what is over
        roles=(Role.STARTED, Role.DONE),
        look=Look(STATUS, "square-x-open"),
    ),
)


DONE = tuple(option.code for option in PROGRESS if Role.DONE in option.roles)

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
            options=CATEGORIES,
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
            options=PROGRESS,
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
            lambda rows: rows["status"].isin(DONE) & in_future(rows["started_on"]),
        ),
    ),
)
