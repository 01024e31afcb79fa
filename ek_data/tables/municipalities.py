"""The table of the municipalities: who takes part, since when and in which cohort."""

from __future__ import annotations

from enum import StrEnum

from ek_data.geo.regional_key import OWN_BEGINS
from ek_data.i18n import N_, Words
from ek_data.programme.lazy_lists import Listed
from ek_data.programme.options import Option
from ek_data.programme.roles import Role
from ek_data.tables.shared_columns import HAPPENED, NOTE, certainty, cohort, source, sources
from ek_data.tables.types import Between, Column, RegionalKey, RegionalKeys, RowRule, Table, Type, in_future
from ek_data.tables.units import DEGREES, INHABITANTS, SQUARE_KILOMETRES


class Membership(StrEnum):
    """Whether a municipality takes part."""

    ACTIVE = "active"
    COMPLETED = "completed"
    LEFT = "left"


MEMBERSHIP = (
    Option(Membership.ACTIVE, Words("nimmt teil", "taking part"), ("aktiv", "teilnehmend"), roles=(Role.TAKES_PART,)),
    Option(Membership.COMPLETED, Words("abgeschlossen", "completed"), ("beendet",), roles=(Role.TAKES_PART,)),
    Option(Membership.LEFT, Words("ausgeschieden", "left"), ("nicht mehr dabei",)),
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
    row=(Words("Kommune", "municipality"), Words("Kommunen", "municipalities")),
    called_by=("name",),
    on_screen=("name", "kind", "district", "cohort", "status", "population"),
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
            rules=(RegionalKey(),),
            spellings=("ARS", "Amtlicher Regionalschlüssel", "RS", "Schlüssel"),
        ),
        Column(
            name="name",
            type=Type.TEXT,
            label=Words("Kommune", "Municipality"),
            description=Words(
                "Voller Name mit Art, zum Beispiel „{example}“.",
                "Full name with its kind, for example “{example}”.",
            ),
            required=True,
            spellings=("Name", "Name der Kommune"),
        ),
        Column(
            name="kind",
            type=Type.CHOICE,
            label=Words("Art", "Kind"),
            description=Words("Art der Kommune.", "Kind of municipality."),
            options=Listed("kinds"),
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
        Column(
            name="areas",
            type=Type.TEXT,
            label=Words("Gebiete", "Areas"),
            description=Words(
                "Regionalschlüssel der Gebiete eines Zusammenschlusses, der selbst keinen hat; sonst leer.",
                "Regional keys of the areas of several together that have none of their own; else empty.",
            ),
            rules=(RegionalKeys(),),
            rare=True,
        ),
        cohort(
            Words("Jahr, in dem die Kommune begonnen hat.", "Year in which the municipality started."),
            required=True,
        ),
        certainty("cohort_certainty", Words("Beleg der Staffel", "Certainty of the cohort")),
        source("cohort_source_url", Words("Quelle der Staffel", "Source of the cohort")),
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
                "Tag der Auszeichnung ({award}) als {programme}.",
                "Day of the award ({award}) as {programme}.",
            ),
            rules=HAPPENED,
            spellings=("Zertifiziert am", "{award} am"),
        ),
        certainty("certified_certainty", Words("Beleg der Auszeichnung", "Certainty of the certification")),
        source("certified_source_url", Words("Quelle der Auszeichnung", "Source of the certification")),
        Column(
            name="population",
            type=Type.INTEGER,
            label=Words("Einwohnerzahl", "Population"),
            description=Words(
                "Zahl der Einwohnerinnen und Einwohner zum angegebenen Stand.",
                "Number of inhabitants at the date given.",
            ),
            unit=INHABITANTS,
            rules=(Between(1, 5_000_000),),
            sized_by="kind",
            steady=True,
            spellings=("Einwohner", "Bevölkerung", "EW"),
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
            unit=SQUARE_KILOMETRES,
            rules=(Between(0.1, 20_000),),
            spellings=("Fläche", "Flaeche", "Fläche in km²"),
        ),
        Column(
            name="latitude",
            type=Type.DECIMAL,
            label=Words("Breite", "Latitude"),
            description=Words("Geografische Breite des Sitzes in Grad.", "Latitude of the seat in degrees."),
            unit=DEGREES,
            tells_who=True,
            rules=(Between(-90, 90),),
            spellings=("Breitengrad", "lat"),
        ),
        Column(
            name="longitude",
            type=Type.DECIMAL,
            label=Words("Länge", "Longitude"),
            description=Words("Geografische Länge des Sitzes in Grad.", "Longitude of the seat in degrees."),
            unit=DEGREES,
            tells_who=True,
            rules=(Between(-180, 180),),
            spellings=("Längengrad", "lon"),
        ),
        NOTE,
        *sources(),
        certainty(required=True),
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
                & ((rows["status"] != Membership.ACTIVE) | (rows["joined_on"].dt.year != rows["cohort"]).fillna(True))
            ),
        ),
        RowRule(
            "areas",
            N_("Areas are listed only for who has a code in place of a regional key."),
            lambda rows: rows["areas"].notna() & ~rows["ars"].str.startswith(OWN_BEGINS).fillna(False),
        ),
        RowRule(
            "left_on",
            N_("A date of leaving goes with the status “left” only."),
            lambda rows: rows["left_on"].notna() & (rows["status"] != Membership.LEFT),
        ),
        RowRule(
            "certified_on",
            N_("The award lies before the municipality's cohort."),
            lambda rows: (rows["certified_on"].dt.year < rows["cohort"]).fillna(False),
            severity="warning",
        ),
    ),
)
