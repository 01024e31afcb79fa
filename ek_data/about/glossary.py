"""The terms of the programme and of this dashboard, in both languages, for people who read them for the first time.

Where the declaration of the tables explains a term already, its words are used. What the programme is and does is
worded after the facts listed in ``data/QUELLEN.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ek_data.i18n import Language, Words
from ek_data.programme.current import current, per_programme
from ek_data.tables import EVENTS, KEY_FACTS, MEASURES, MUNICIPALITIES
from ek_data.tables.shared_columns import CERTAINTY
from ek_data.text import anchor


class Term(NamedTuple):
    """A term and what it means here."""

    name: Words
    meaning: Words


def _of_the_programme() -> Iterator[Term]:
    """Yield the terms that the programme explains itself."""
    for column in (MUNICIPALITIES["kind"], MEASURES["category"], EVENTS["type"]):
        yield from (Term(option.words, option.meaning) for option in column.options if option.meaning)
    called = current().programme
    yield Term(called.name, called.meaning)
    if called.office and called.office_meaning:
        yield Term(called.office, called.office_meaning)


TERMS = (
    Term(
        Words("Staffel", "Cohort"),
        Words(
            "Die Kommunen, die im selben Jahr begonnen haben; sie heißt nach diesem Jahr.",
            "The municipalities that started in the same year; it is called by that year.",
        ),
    ),
    Term(
        Words("Programmmonat", "Programme month"),
        Words(
            "Volle Monate ab dem 1. Januar des Jahres der Staffel oder, wenn so gewählt, ab ihrem ersten "
            "durchgeführten Auftakttreffen; ab dem Tag des Beginns, wo er von einer Kommune bekannt ist. So lassen "
            "sich Staffeln zur gleichen Zeit im Programm vergleichen, auch wenn eine später begonnen hat.",
            "Whole months from 1 January of the cohort's year or, if so chosen, from its first kick-off meeting held; "
            "from the day of joining where it is known of a municipality. So cohorts can be compared at the same time "
            "in the programme although one started later.",
        ),
    ),
    Term(
        Words("Gemeinsames Fenster", "Common window"),
        Words(
            "Die Programmmonate, die beide verglichenen Staffeln erreicht haben. Nur dort ist ein Vergleich fair.",
            "The programme months that both cohorts compared have reached. A comparison is fair only there.",
        ),
    ),
    Term(
        Words("Maßnahme", "Measure"),
        Words("{measure_meaning}", "{measure_meaning}"),
    ),
    Term(
        MEASURES["status"].label,
        Words(
            "{about_statuses} Maßgeblich ist, was die Quelle sagt.",
            "{about_statuses} What counts is what the source says.",
        ),
    ),
    Term(
        MEASURES["relation"].label,
        Words(
            "Programm: gehört zum Programm und zählt. Angrenzend: dient demselben Ziel, gehört aber nicht zum "
            "Programm. Vor dem Programm: gab es schon vorher. Die beiden letzten zählen in keiner Kennzahl.",
            "Programme: part of the programme and counted. Adjacent: serves the same end but is no part of the "
            "programme. Before the programme: was there already. The last two count in no figure.",
        ),
    ),
    Term(
        CERTAINTY,
        Words(
            "Belegt: Eine Quelle sagt es. Abgeleitet: aus mehreren Angaben erschlossen; der Hinweis erklärt, wie.",
            "Sourced: a source says so. Derived: inferred from several statements; the note explains how.",
        ),
    ),
    Term(
        Words("Genauigkeit", "Qualifier"),
        Words(
            "Wie eine Zahl in der Quelle steht: genau, rund, mindestens, über oder bis zu. Summen bleiben so "
            "ungenau wie ihre ungenaueste Zahl.",
            "How the source words a number: exactly, about, at least, more than or up to. Sums stay as inexact as "
            "their least exact number.",
        ),
    ),
    Term(
        Words("keine Angabe", "not known"),
        Words(
            "Keine Quelle sagt etwas dazu. Das ist weder null noch nein.",
            "No source says anything about it. That is neither zero nor no.",
        ),
    ),
    Term(KEY_FACTS.label, KEY_FACTS.description),
    Term(
        Words("Stand", "As of"),
        Words(
            "Der letzte Tag, über den die Daten etwas sagen; Ankündigungen zählen nicht.",
            "The last day about which the data say anything; announcements do not count.",
        ),
    ),
    Term(
        Words("Datenstand", "Release"),
        Words(
            "Eine veröffentlichte Fassung aller fünf Tabellen mit Nummer, Zeit, Name und Vermerk. Jeder Datenstand "
            "bleibt erhalten und lässt sich wiederherstellen.",
            "A published version of all five tables with number, time, name and note. Each release is kept and can be "
            "brought back.",
        ),
    ),
    Term(MUNICIPALITIES["ars"].label, MUNICIPALITIES["ars"].description),
    Term(
        Words("Median", "Median"),
        Words(
            "Der mittlere Wert: Die Hälfte der Kommunen liegt darunter, die Hälfte darüber.",
            "The middle value: half of the municipalities lie below it, half above.",
        ),
    ),
    Term(
        Words("Steckbrief", "Profile"),
        Words(
            "Eine Kommune auf einer Seite; passt gedruckt auf ein Blatt A4 und lässt sich als Folie mitnehmen.",
            "One municipality on one page; printed it fits on a sheet of A4, and it can be taken along as a slide.",
        ),
    ),
    Term(
        Words("Anonymisiert", "Without names"),
        Words(
            "Buchstaben stehen für die Namen der Kommunen, auf allen Seiten und Folien gleich.",
            "Letters stand for the names of the municipalities, the same on all pages and slides.",
        ),
    ),
)


class Explained(NamedTuple):
    """A term with its meaning in one language, cut where another term stands: text, and the anchor of that term."""

    name: str
    meaning: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        return anchor(self.name)

    @property
    def letter(self) -> str:
        """The capital letter under which it stands."""
        return self.name[0].upper()

    def holds(self, wanted: str) -> bool:
        """Return whether term or meaning holds what is looked for."""
        said = self.name + " " + "".join(text for text, _anchor in self.meaning)
        return wanted.casefold() in said.casefold()


@per_programme
def explained(lang: Language) -> tuple[Explained, ...]:
    """Return the terms in the order of the alphabet; each meaning leads to the other terms that it uses."""
    said = sorted(
        ((lang.of(term.name), lang.of(term.meaning)) for term in (*_of_the_programme(), *TERMS)),
        key=lambda row: row[0].casefold(),
    )
    names = sorted((name for name, _meaning in said), key=len, reverse=True)
    used = re.compile(rf"\b({'|'.join(map(re.escape, names))})(?:n|s|en|es)?\b")
    return tuple(Explained(name, tuple(_cut(meaning, name, used))) for name, meaning in said)


def _cut(meaning: str, own: str, used: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield a meaning in pieces, each other term that it uses led to once."""
    led, end = {own}, 0
    for match in used.finditer(meaning):
        if match[1] not in led:
            led.add(match[1])
            yield meaning[end : match.start()], ""
            yield match[0], anchor(match[1])
            end = match.end()
    yield meaning[end:], ""
