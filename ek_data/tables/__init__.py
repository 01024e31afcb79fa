"""THE declaration: the five tables, their columns, allowed values and rules.

Checks, headers, the data dictionary, templates, axis titles, exports and ``datapackage.json`` all follow from it.
"""

from __future__ import annotations

import pandas as pd

from ek_data.i18n import N_, Words
from ek_data.tables.types import (
    AtLeast,
    Between,
    Column,
    Matches,
    NotAfterToday,
    Option,
    RowRule,
    Rule,
    Table,
    Type,
    YearBetween,
    in_future,
)

INHABITANTS = Words("Einwohnerinnen und Einwohner", "inhabitants")
PEOPLE = Words("Personen", "people")
SOURCE = Words("Quelle", "Source")
CERTAINTY = Words("Beleg", "Certainty")

KINDS = (
    Option("district", Words("Landkreis", "district"), ("LK", "Kreis"), Words("Landkreise", "districts")),
    Option(
        "independent_city",
        Words("kreisfreie Stadt", "independent city"),
        plural=Words("kreisfreie Städte", "independent cities"),
    ),
    Option(
        "association",
        Words("Verbandsgemeinde", "association of municipalities"),
        ("VG",),
        Words("Verbandsgemeinden", "associations of municipalities"),
    ),
    Option(
        "free_municipality",
        Words("verbandsfreie Gemeinde", "free municipality"),
        plural=Words("verbandsfreie Gemeinden", "free municipalities"),
    ),
    Option(
        "free_town",
        Words("verbandsfreie Stadt", "free town"),
        ("große kreisangehörige Stadt",),
        Words("verbandsfreie Städte", "free towns"),
    ),
    Option(
        "member_municipality",
        Words("verbandsangehörige Gemeinde", "member municipality"),
        ("Ortsgemeinde",),
        Words("verbandsangehörige Gemeinden", "member municipalities"),
    ),
)

MEMBERSHIP = (
    Option("active", Words("nimmt teil", "taking part"), ("aktiv", "teilnehmend")),
    Option("completed", Words("abgeschlossen", "completed"), ("beendet",)),
    Option("left", Words("ausgeschieden", "left"), ("nicht mehr dabei",)),
)

CERTAINTIES = (
    Option("sourced", Words("belegt", "sourced")),
    Option("derived", Words("abgeleitet", "derived"), ("geschätzt", "angenommen")),
)

RELATIONS = (
    Option("programme", Words("Programm", "programme"), ("im Programm",)),
    Option("adjacent", Words("angrenzend", "adjacent"), ("neben dem Programm",)),
    Option("predates", Words("vor dem Programm", "before the programme"), ("predates_programme",)),
)

CATEGORIES = (
    Option("hauptamtliche_stelle", Words("Hauptamtliche Stelle", "Paid post"), ("Hauptamtliche Stellen",)),
    Option(
        "ansprechperson_verwaltung",
        Words("Ansprechperson in der Verwaltung", "Contact in the administration"),
    ),
    Option("anlaufstelle", Words("Anlaufstelle", "Contact point")),
    Option("freiwilligenagentur", Words("Freiwilligenagentur", "Volunteer agency")),
    Option("kommunales_team", Words("Kommunales Team", "Municipal team")),
    Option(
        "ehrenamtsbeauftragter",
        Words("Ehrenamtsbeauftragte", "Volunteering officer"),
        ("Ehrenamtsbeauftragter",),
    ),
    Option("engagementstrategie", Words("Engagementstrategie", "Volunteering strategy")),
    Option("kooperation", Words("Kooperation", "Cooperation")),
    Option("vereinsdatenbank", Words("Vereinsdatenbank", "Association database"), ("Vereinsdatenbanken",)),
    Option(
        "ehrenamtsportal",
        Words("Ehrenamtsportal", "Volunteering portal"),
        ("Ehrenamtsplattform", "Freiwilligenplattform"),
    ),
    Option("ehrenamtsboerse", Words("Ehrenamtsbörse", "Volunteering exchange"), ("Matching-Börse",)),
    Option("newsletter", Words("Newsletter", "Newsletter"), ("Vereinsnewsletter",)),
    Option("padlet", Words("Padlet", "Padlet"), ("Padlets",)),
    Option(
        "ehrenamtskampagne",
        Words("Ehrenamtskampagne", "Volunteering campaign"),
        ("Kampagne", "Ehrenamtskampagnen"),
    ),
    Option(
        "vereinekonferenz",
        Words("Vereinekonferenz", "Associations' conference"),
        ("Vereinskonferenz", "Ehrenamtskonferenz", "Vereinekonferenzen"),
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

PROGRESS = (
    Option("planned", Words("geplant", "planned")),
    Option("in_preparation", Words("in Vorbereitung", "in preparation")),
    Option("implemented", Words("umgesetzt", "implemented"), ("eingeführt",)),
    Option("ended", Words("beendet", "ended")),
)

EVENT_TYPES = (
    Option(
        "conference",
        Words("Vereinekonferenz", "Associations' conference"),
        ("Vereinskonferenz", "Ehrenamtskonferenz"),
    ),
    Option("network_meeting", Words("Netzwerktreffen", "Network meeting")),
    Option("working_meeting", Words("Arbeitstreffen", "Working meeting")),
    Option("kickoff", Words("Auftakttreffen", "Kick-off meeting")),
    Option("online_training", Words("Online-Fortbildung", "Online training")),
    Option(
        "closing",
        Words("Abschlussfeier", "Closing ceremony"),
        ("Abschlussveranstaltung", "Festveranstaltung"),
    ),
    Option("launch", Words("Auftaktveranstaltung", "Launch event")),
    Option("opening", Words("Einweihung", "Opening")),
    Option("volunteers_day", Words("Freiwilligentag", "Volunteers' day"), ("Freiwilligen-Mitmach-Tag",)),
    Option("state_volunteering_day", Words("Ehrenamtstag", "State volunteering day")),
    Option("reception", Words("Ehrenamtsabend", "Volunteers' reception")),
    Option("project_workshop", Words("Projektewerkstatt", "Project workshop")),
    Option("award", Words("Ehrung", "Award ceremony")),
    Option("action_day", Words("Aktionstag", "Day of action")),
    Option("training", Words("Fortbildung", "Training")),
)

EVENT_STATUS = (
    Option("announced", Words("angekündigt", "announced"), ("geplant",)),
    Option("held", Words("durchgeführt", "held"), ("stattgefunden",)),
    Option("cancelled", Words("abgesagt", "cancelled"), ("ausgefallen",)),
)

QUALIFIERS = (
    Option("exact", Words("genau", "exactly"), ("exakt",)),
    Option("about", Words("rund", "about"), ("ca.", "circa", "etwa", "ungefähr")),
    Option("at_least", Words("mindestens", "at least"), ("ab",)),
    Option("more_than", Words("über", "more than"), ("mehr als",)),
    Option("at_most", Words("bis zu", "up to"), ("höchstens", "maximal", "max.")),
)

ATTENDANCE_UNITS = (
    Option("people", Words("Personen", "people"), ("Gäste", "Teilnehmende")),
    Option("associations", Words("Vereine", "associations"), ("Vereinsvertretungen",)),
)

FORMATS = (
    Option("in_person", Words("in Präsenz", "in person"), ("Präsenz", "vor Ort")),
    Option("online", Words("online", "online"), ("digital",)),
    Option("hybrid", Words("hybrid", "hybrid")),
)

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

ARS_FORM = Matches(r"07\d{10}", N_("the regional key (ARS) with 12 digits, for Rheinland-Pfalz beginning with 07"))
COHORT_YEARS: tuple[Rule, ...] = (YearBetween(2024, 2050),)
HAPPENED: tuple[Rule, ...] = (NotAfterToday(),)
DONE = ("implemented", "ended")
"""The states of a measure that has begun."""


def _cohort(description: Words, *, required: bool = False) -> Column:
    return Column(
        name="cohort",
        type=Type.YEAR,
        label=Words("Staffel", "Cohort"),
        description=description,
        required=required,
        rules=COHORT_YEARS,
        spellings=("Kohorte", "Startjahr", "Jahrgang"),
    )


def _source(name: str = "source_url", label: Words = SOURCE, *, required: bool = False) -> Column:
    return Column(
        name=name,
        type=Type.URL,
        label=label,
        description=Words("Internetadresse der Quelle.", "Web address of the source."),
        required=required,
        spellings=("Link", "URL") if name == "source_url" else (),
    )


def _certainty(name: str = "certainty", label: Words = CERTAINTY, *, required: bool = False) -> Column:
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

MUNICIPALITIES = Table(
    name="municipalities",
    file="kommunen.csv",
    label=Words("Kommunen", "Municipalities"),
    description=Words(
        "Eine Zeile je Kommune, die am Programm teilnimmt oder teilgenommen hat.",
        "One row for each municipality that takes or took part in the programme.",
    ),
    key=("ars",),
    columns=(
        Column(
            name="ars",
            type=Type.ARS,
            label=Words("Regionalschlüssel", "Regional key (ARS)"),
            description=Words(
                "Amtlicher Regionalschlüssel, 12 Ziffern. Ein Landkreis hat 5 Ziffern und sieben Nullen, eine "
                "Verbandsgemeinde 9 Ziffern und drei Nullen.",
                "Official regional key, 12 digits. A district has 5 digits and seven zeros, an association 9 digits "
                "and three zeros.",
            ),
            required=True,
            rules=(ARS_FORM,),
            spellings=("ARS", "Amtlicher Regionalschlüssel", "RS", "Schlüssel"),
        ),
        Column(
            name="name",
            type=Type.TEXT,
            label=Words("Kommune", "Municipality"),
            description=Words(
                "Voller Name mit Art, zum Beispiel „Verbandsgemeinde Asbach“.",
                "Full name with its kind, for example “Verbandsgemeinde Asbach”.",
            ),
            required=True,
            spellings=("Name", "Name der Kommune"),
        ),
        Column(
            name="kind",
            type=Type.CHOICE,
            label=Words("Art", "Kind"),
            description=Words("Art der Kommune.", "Kind of municipality."),
            options=KINDS,
            required=True,
            spellings=("Kommunaltyp", "Art der Kommune", "Typ"),
        ),
        Column(
            name="district",
            type=Type.TEXT,
            label=Words("Landkreis", "District"),
            description=Words(
                "Landkreis, in dem die Kommune liegt; bei einem Landkreis sein eigener Name.",
                "District in which the municipality lies; for a district its own name.",
            ),
            spellings=("Kreis",),
        ),
        _cohort(
            Words("Jahr, in dem die Kommune begonnen hat.", "Year in which the municipality started."),
            required=True,
        ),
        _certainty("cohort_certainty", Words("Beleg der Staffel", "Certainty of the cohort")),
        _source("cohort_source_url", Words("Quelle der Staffel", "Source of the cohort")),
        Column(
            name="joined_on",
            type=Type.DATE,
            label=Words("Teilnahme seit", "Participating since"),
            description=Words(
                "Tag des Beginns, wenn er bekannt ist; sonst zählt der 1. Januar des Jahres der Staffel.",
                "Day of joining if it is known; otherwise 1 January of the cohort's year counts.",
            ),
            spellings=("Beginn", "Joined on", "Beitritt", "Dabei seit"),
        ),
        Column(
            name="status",
            type=Type.CHOICE,
            label=Words("Teilnahme", "Status"),
            description=Words(
                "„nimmt teil“ und „abgeschlossen“ zählen als teilnehmend, „ausgeschieden“ nicht.",
                "“taking part” and “completed” count as participants, “left” does not.",
            ),
            options=MEMBERSHIP,
            required=True,
            spellings=("Status", "Teilnahmestatus"),
        ),
        Column(
            name="left_on",
            type=Type.DATE,
            label=Words("Ausgeschieden am", "Left on"),
            description=Words("Tag des Ausscheidens, wenn er bekannt ist.", "Day of leaving, if known."),
            rules=HAPPENED,
        ),
        Column(
            name="certified_on",
            type=Type.DATE,
            label=Words("Ausgezeichnet am", "Certified on"),
            description=Words(
                "Tag der Auszeichnung (Plakette) als Engagierte Kommune.",
                "Day of the award (plaque) as Engagierte Kommune.",
            ),
            rules=HAPPENED,
            spellings=("Zertifiziert am", "Plakette am"),
        ),
        _certainty("certified_certainty", Words("Beleg der Auszeichnung", "Certainty of the certification")),
        _source("certified_source_url", Words("Quelle der Auszeichnung", "Source of the certification")),
        Column(
            name="population",
            type=Type.INTEGER,
            label=Words("Einwohner", "Population"),
            description=Words(
                "Zahl der Einwohnerinnen und Einwohner zum angegebenen Stand.",
                "Number of inhabitants at the date given.",
            ),
            unit=INHABITANTS,
            rules=(Between(1, 5_000_000),),
            spellings=("Einwohnerzahl", "Bevölkerung", "EW"),
        ),
        Column(
            name="population_on",
            type=Type.DATE,
            label=Words("Stand der Einwohnerzahl", "Population as of"),
            description=Words("Stichtag der Einwohnerzahl.", "Reference date of the population."),
            rules=HAPPENED,
            spellings=("Einwohner Stand", "Stichtag"),
        ),
        Column(
            name="area_km2",
            type=Type.DECIMAL,
            label=Words("Fläche (km²)", "Area (km²)"),
            description=Words("Fläche in Quadratkilometern.", "Area in square kilometres."),
            unit=Words("km²", "km²"),
            rules=(Between(0.1, 20_000),),
            spellings=("Fläche", "Flaeche", "Fläche in km²"),
        ),
        Column(
            name="latitude",
            type=Type.DECIMAL,
            label=Words("Breite", "Latitude"),
            description=Words("Geografische Breite des Sitzes in Grad.", "Latitude of the seat in degrees."),
            unit=Words("Grad", "degrees"),
            rules=(Between(48.9, 51.0),),
            spellings=("Breitengrad", "lat"),
        ),
        Column(
            name="longitude",
            type=Type.DECIMAL,
            label=Words("Länge", "Longitude"),
            description=Words("Geografische Länge des Sitzes in Grad.", "Longitude of the seat in degrees."),
            unit=Words("Grad", "degrees"),
            rules=(Between(6.0, 8.6),),
            spellings=("Längengrad", "lon"),
        ),
        NOTE,
        _source(),
        _certainty(required=True),
    ),
    rules=(
        RowRule(
            "joined_on",
            N_(
                "“{value}” lies in the future. That is right only for who will take part, and in the year of the "
                "cohort. Correct the date, the cohort or the status."
            ),
            lambda rows: (
                in_future(rows["joined_on"])
                & ((rows["status"] != "active") | (rows["joined_on"].dt.year != rows["cohort"]).fillna(True))
            ),
        ),
        RowRule(
            "left_on",
            N_("A date of leaving goes with the status “left” only."),
            lambda rows: rows["left_on"].notna() & (rows["status"] != "left"),
        ),
        RowRule(
            "certified_on",
            N_("The award lies before the municipality's cohort."),
            lambda rows: (rows["certified_on"].dt.year < rows["cohort"]).fillna(False),
            severity="warning",
        ),
    ),
)

MEASURES = Table(
    name="measures",
    file="massnahmen.csv",
    label=Words("Maßnahmen", "Measures"),
    description=Words(
        "Eine Zeile je Maßnahme einer Kommune oder, ohne Kommune, je Angabe zu einer ganzen Staffel.",
        "One row for each measure of a municipality or, without one, for each statement on a whole cohort.",
    ),
    key=("measure_id",),
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
        _cohort(
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
            spellings=("Erreichte Personen",),
        ),
        Column(
            name="funding_eur",
            type=Type.DECIMAL,
            label=Words("Förderung (Euro)", "Funding (euros)"),
            description=Words("Gezahlte Zuwendung in Euro, wenn bekannt.", "Funding paid in euros, if known."),
            unit=Words("Euro", "euros"),
            rules=(AtLeast(0),),
            spellings=("Förderung", "Förderung (€)", "Zuwendung", "Foerderung"),
        ),
        NOTE,
        _source(),
        _certainty(required=True),
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

EVENTS = Table(
    name="events",
    file="veranstaltungen.csv",
    label=Words("Veranstaltungen", "Events"),
    description=Words(
        "Eine Zeile je Treffen, Konferenz, Fortbildung oder Feier.",
        "One row for each meeting, conference, training or ceremony.",
    ),
    key=("event_id",),
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
        _cohort(Words("Staffel, für die die Veranstaltung ist.", "Cohort the event is for.")),
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
            spellings=("Teilnehmer", "Teilnehmerzahl", "Anzahl Teilnehmende", "TN"),
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
        _source(),
        _source("further_source_url", Words("Weitere Quelle", "Further source")),
        _certainty(required=True),
    ),
    rules=(
        RowRule(
            "starts_on",
            N_("“{value}” lies in the future, but the event is marked as held. Correct the date or the status."),
            lambda rows: (rows["status"] == "held") & in_future(rows["starts_on"]),
        ),
        RowRule(
            "starts_on",
            N_("The event took place before the programme began in 2024 and yet counts for the programme."),
            lambda rows: (rows["relation"] == "programme") & (rows["starts_on"] < pd.Timestamp(2024, 1, 1)),
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
            lambda rows: rows["attendance"].notna() & (rows["status"] != "held"),
            severity="warning",
        ),
    ),
)

PARTICIPATIONS = Table(
    name="participations",
    file="teilnahmen.csv",
    label=Words("Teilnahmen", "Participations"),
    description=Words(
        "Eine Zeile je Kommune, die nach einer Quelle an einer Veranstaltung teilgenommen hat.",
        "One row for each municipality that took part in an event according to a source.",
    ),
    key=("event_id", "ars"),
    columns=(
        Column(
            name="event_id",
            type=Type.KEY,
            label=Words("Veranstaltungs-Nr.", "Event no."),
            description=Words("Nummer der Veranstaltung.", "Number of the event."),
            required=True,
            refers_to="events",
            spellings=("Veranstaltungsnummer", "Veranstaltung-Nr."),
        ),
        Column(
            name="ars",
            type=Type.ARS,
            label=Words("Kommune", "Municipality"),
            description=Words("Name oder Regionalschlüssel der Kommune.", "Name or regional key of the municipality."),
            required=True,
            refers_to="municipalities",
            spellings=("Regionalschlüssel", "ARS", "Gemeinde"),
        ),
        Column(
            name="people",
            type=Type.INTEGER,
            label=Words("Personen", "People"),
            description=Words(
                "Zahl der Personen aus der Kommune; leer, wenn unbekannt.",
                "Number of people from the municipality; empty if unknown.",
            ),
            unit=PEOPLE,
            rules=(AtLeast(0),),
            spellings=("Anzahl Personen",),
        ),
        NOTE,
        _source(),
        _certainty(required=True),
    ),
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
        _cohort(Words("Staffel, für die die Angabe gilt; leer: alle.", "Cohort it is about; empty: all.")),
        NOTE,
        _source(required=True),
        _certainty(required=True),
    ),
)

TABLES = (MUNICIPALITIES, MEASURES, EVENTS, PARTICIPATIONS, KEY_FACTS)
BY_NAME = {table.name: table for table in TABLES}
