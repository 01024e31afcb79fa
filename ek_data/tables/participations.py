"""The table of the participations: which municipality came to which event."""

from __future__ import annotations

from ek_data.i18n import Words
from ek_data.tables.shared_columns import NOTE, certainty, sources
from ek_data.tables.types import AtLeast, Column, Table, Type
from ek_data.tables.units import PEOPLE

PARTICIPATIONS = Table(
    name="participations",
    file="teilnahmen.csv",
    label=Words("Teilnahmen", "Participations"),
    description=Words(
        "Eine Zeile je Kommune, die nach einer Quelle an einer Veranstaltung teilgenommen hat.",
        "One row for each municipality that took part in an event according to a source.",
    ),
    key=("event_id", "ars"),
    row=(Words("Teilnahme", "participation"), Words("Teilnahmen", "participations")),
    called_by=("event_id", "ars"),
    on_screen=("event_id", "ars", "people"),
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
            usual=(1, 500),
            counts_people=True,
            spellings=("Anzahl Personen",),
        ),
        NOTE,
        *sources(),
        certainty(required=True),
    ),
)
