"""Attendance of the conferences: how many people came, as far as it is told, and how exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import in_programme, of_programme, overdue, planned
from ek_data.figures.figure import Figure, count, in_both
from ek_data.figures.key_facts import conference_ceiling
from ek_data.figures.qualified import Exactness, Quantity, exactness, exactness_words, total
from ek_data.i18n import GERMAN, Language, Words
from ek_data.programme.fixed_lists import EventStatus, Qualifier
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, MEASURES
from ek_data.tables.events import AttendanceUnit
from ek_data.tables.measures import DONE
from ek_data.tables.units import PEOPLE
from ek_data.text import as_sentence

MOST_NAMED = 5

ATTENDANCE_LABEL = Words("Teilnehmende ({conferences})", "Attendance ({conferences})")
ATTENDANCE_COUNTED = Words(
    "Summe der Personen, die durchgeführte {conferences} des Programms besucht haben, soweit angegeben. Wer mehrere "
    "besucht hat, zählt mehrfach. Die Genauigkeit der Summe folgt aus der ihrer Teile.",
    "Sum of the people who came to {conferences} of the programme that were held, as far as stated. Who came to "
    "several counts several times. How exact the sum is follows from its parts.",
)
MAXIMUM_LABEL = Words("Meiste Teilnehmende ({conference})", "Most people attending ({conference})")
MAXIMUM_COUNTED = Words(
    "Größte angegebene Zahl von Personen, die eine Veranstaltung besucht haben: durchgeführte {conferences} des "
    "Programms.",
    "Largest stated number of people who came to one event: {conferences} of the programme that were held.",
)
KNOWN_LABEL = Words("{conferences} mit Angabe der Teilnehmenden", "{conferences} with a stated attendance")
KNOWN_COUNTED = Words(
    "Durchgeführte {conferences} des Programms, für die eine Zahl von Personen angegeben ist.",
    "{conferences} of the programme that were held and for which a number of people is stated.",
)
MISSING_LABEL = Words("{conferences} ohne Angabe der Teilnehmenden", "{conferences} without a stated attendance")
MISSING_COUNTED = Words(
    "Durchgeführte {conferences} des Programms, für die keine Zahl von Personen angegeben ist.",
    "{conferences} of the programme that were held and for which no number of people is stated.",
)
ROUNDED_LABEL = Words("{conferences} mit gerundeter Angabe", "{conferences} with a rounded attendance")
ROUNDED_COUNTED = Words(
    "{conferences} mit Angabe, deren Zahl mit „rund“ angegeben ist.",
    "{conferences} with a stated attendance whose number is given as “about”.",
)
FURTHER_COUNTED = Words(
    "Kommunen, für die {conferences} als Maßnahme des Programms umgesetzt sind, aber ohne Veranstaltung; eine Staffel "
    "zählt mit, wenn von ihr sonst keine solche Veranstaltung bekannt ist. Es gab mindestens so viele weitere.",
    "Municipalities for which {conferences} are implemented as a measure of the programme, but without an event; a "
    "cohort counts where no other such event of it is known. There were at least as many more.",
)


def has_conferences() -> bool:
    """Return whether the programme has a type of event whose attendance is a headline figure.

    Where it has none, no figure, sentence or question is about it.
    """
    return bool(EVENTS["type"].having(Role.CONFERENCE))


def conferences_of_programme(dataset: Dataset) -> pd.DataFrame:
    """Return the conferences of the programme, whatever their status.

    Columns: those of the table of events.
    """
    events = dataset.events
    return events[in_programme(events) & events["type"].isin(EVENTS["type"].having(Role.CONFERENCE))]


def attendance(dataset: Dataset) -> Iterator[Figure]:
    """The people at the conferences held: sum, maximum, and how many conferences tell it, roughly or not at all."""
    if not has_conferences():
        return
    held = held_conferences(dataset)
    people = people_attending(held)
    known, unknown = held[people.notna()], held[people.isna()]
    sum_of = total(people, held["attendance_qualifier"])
    largest = known[people[people.notna()] == people.max()] if len(known) else known
    largest_of = total(largest["attendance"].head(1), largest["attendance_qualifier"].head(1))
    rounded = known[exactness(known["attendance_qualifier"]) == Exactness.ABOUT]
    told = in_both(lambda lang: f"{lang.of(ATTENDANCE_COUNTED)} {as_sentence(attendance_sentence(dataset, lang))}")
    for name, label, quantity, rows, counted in (
        ("attendance", ATTENDANCE_LABEL, sum_of, known, told),
        ("attendance_max", MAXIMUM_LABEL, largest_of, largest, MAXIMUM_COUNTED),
    ):
        figure = count(dataset, name, label, rows, counted, "events")
        yield replace(
            figure,
            value=quantity.value,
            unit=PEOPLE.words,
            qualifier=quantity.qualifier,
            rounded=quantity.rounded,
            missing=len(unknown),
            column="attendance",
            remarks=_remarks(dataset, quantity),
        )
    yield count(dataset, "attendance_known", KNOWN_LABEL, known, KNOWN_COUNTED, "events")
    yield count(dataset, "attendance_missing", MISSING_LABEL, unknown, MISSING_COUNTED, "events")
    yield count(dataset, "attendance_rounded", ROUNDED_LABEL, rounded, ROUNDED_COUNTED, "events")


def _remarks(dataset: Dataset, quantity: Quantity) -> tuple[Words, ...]:
    """What else is known of the attendance: conferences without a figure, and a larger one that no event tells."""
    apart = [partial(conferences_as_measures, dataset)]
    ceiling = conference_ceiling(dataset, GERMAN)
    if ceiling and quantity.value is not None and ceiling.value > quantity.value:
        apart.append(partial(_larger, dataset))
    return tuple(words for said in apart if (words := in_both(said)).de)


def _larger(dataset: Dataset, lang: Language) -> str:
    ceiling = conference_ceiling(dataset, lang)
    return lang("Reported for no event by name: {statement}.", statement=ceiling.statement) if ceiling else ""


def attendance_by_type(dataset: Dataset) -> pd.DataFrame:
    """Return how many people came to the events of the programme held, for each type whose attendance counts.

    Columns: type, conference (whether it is in the headline figure), held, known (of how many a number of people is
    stated), people and qualifier (their sum, <NA> where none is stated). A type of which none was held has no row.
    """
    types, rows, found = EVENTS["type"], of_programme(dataset.events), []
    rows = rows[rows["status"] == EventStatus.HELD]
    for code in dict.fromkeys([*types.having(Role.CONFERENCE), *types.having(Role.ATTENDED)]):
        of_type = rows[rows["type"] == code]
        people = people_attending(of_type)
        summed, conference = total(people, of_type["attendance_qualifier"]), code in types.having(Role.CONFERENCE)
        found.append((code, conference, len(of_type), int(people.notna().sum()), summed.value, summed.qualifier))
    columns = ["type", "conference", "held", "known", "people", "qualifier"]
    typed = {"type": "string", "people": "Int64", "qualifier": "string"}
    return pd.DataFrame([row for row in found if row[2]], columns=columns).astype(typed)


def further_conferences(dataset: Dataset) -> pd.DataFrame:
    """Return the measures that tell of a conference of which no event does: at most one of each municipality.

    A statement on a cohort as a whole tells of one only where no other conference of the cohort is known. The measures
    are those of the whole data set, because a filter of categories does not make a conference undone.

    Columns: those of the table of measures.
    """
    whole = dataset.unfiltered or dataset
    held = held_conferences(whole)
    cohorts = whole.municipalities.set_index("ars")["cohort"]
    measures = whole.measures[in_programme(whole.measures) & whole.measures["status"].isin(DONE)]
    measures = measures[measures["category"].isin(MEASURES["category"].having(Role.CONFERENCE)) & has_conferences()]
    named, stated = measures[measures["municipality"].notna()], measures[measures["municipality"].isna()]
    told = {*held["cohort"].dropna(), *pd.concat([held, named])["municipality"].map(cohorts).dropna()}
    further = pd.concat(
        [
            named[~named["municipality"].isin(held["municipality"])].drop_duplicates("municipality"),
            stated[~stated["cohort"].isin(told)].drop_duplicates("cohort"),
        ]
    )
    shown = dataset.municipalities
    return further[
        further["municipality"].isin(shown["ars"])
        | (further["municipality"].isna() & further["cohort"].isin(shown["cohort"]))
    ]


def conferences_as_measures(dataset: Dataset, lang: Language) -> str:
    """Return of which conferences no more is known than that there were some, because only a measure tells of them."""
    rows = dataset.result(further_conferences)
    if rows.empty:
        return ""
    names = (dataset.unfiltered or dataset).names_by_ars
    whose = [
        lang("cohort {cohort}", cohort=cohort) if pd.isna(ars) else names[ars]
        for ars, cohort in zip(rows["municipality"], rows["cohort"], strict=True)
    ]
    return lang.plural(
        "Known from a measure only, without date and attendance: at least {n} {conference} ({whose}).",
        "Known from measures only, without date and attendance: at least {n} {conferences} ({whose}).",
        len(rows),
        whose=lang.listing(lang.some(whose, MOST_NAMED)),
    )


def known_conferences(dataset: Dataset) -> pd.DataFrame:
    """Return the conferences held, and after them those that only a measure tells of: without number, date and people.

    Columns: those of the table of events.
    """
    further = dataset.result(further_conferences)
    further = further[["municipality", "cohort", "title", "relation", "note", "source_url", "certainty"]]
    held, types = held_conferences(dataset), EVENTS["type"].having(Role.CONFERENCE)
    if further.empty:
        return held
    return pd.concat([held, EVENTS.typed(further.assign(type=types[0], status=EventStatus.HELD))])


def held_conferences(dataset: Dataset) -> pd.DataFrame:
    """Return the conferences of the programme that were held.

    Columns: those of the table of events.
    """
    rows = conferences_of_programme(dataset)
    return rows[rows["status"] == EventStatus.HELD]


def people_attending(events: pd.DataFrame) -> pd.Series:
    """Return the attendance where it counts people, else <NA>. Without a unit it does, as the column declares."""
    return events["attendance"].where(
        events["attendance_unit"].isna() | (events["attendance_unit"] == AttendanceUnit.PEOPLE)
    )


def attendance_sentence(dataset: Dataset, lang: Language) -> str:
    """Return attendance with all its reservations: "Kongresse: rund 135 Teilnehmende bei 2 …; 1 ohne Angabe"."""
    return _of_conferences((_attending(dataset, lang), attendance_reservations(dataset, lang)), lang)


def attendance_finding(dataset: Dataset, lang: Language) -> str:
    """Return attendance in one short sentence: "Kongresse: rund 135 Teilnehmende bei 2 von mindestens 3 …"."""
    return as_sentence(_of_conferences((_attending(dataset, lang), attendance_in_short(dataset, lang)), lang))


def _of_conferences(parts: Iterable[str], lang: Language) -> str:
    """Return what is said behind the programme's word for conferences, where neither gender nor case matter."""
    if not has_conferences():
        return ""
    return lang("{conferences}: {said}", said=" ".join(filter(None, parts)))


def _attending(dataset: Dataset, lang: Language) -> str:
    """Return how many people attended the conferences held; empty where nobody says."""
    held = held_conferences(dataset)
    people = people_attending(held)
    if not people.notna().any():
        return ""
    quantity = total(people.dropna(), held["attendance_qualifier"][people.notna()]).words(lang)
    return lang.plural(
        "{quantity} person attending", "{quantity} people attending", int(people.sum()), quantity=quantity
    )


def attendance_in_short(dataset: Dataset, lang: Language) -> str:
    """Return of how many conferences the number of people is: "bei 2 von mindestens 3 durchgeführten"."""
    held, further = held_conferences(dataset), len(dataset.result(further_conferences))
    known = int(people_attending(held).notna().sum())
    if not known:
        return attendance_reservations(dataset, lang)
    n = Quantity(len(held) + further, Qualifier.AT_LEAST if further else None)
    return lang("at {known} of {all} held", known=lang.number(known), all=n.words(lang))


def attendance_reservations(dataset: Dataset, lang: Language) -> str:
    """Return what stands behind the number of people: "bei 2 mit Angabe, beide gerundet; 1 ohne Angabe"."""
    held, further = held_conferences(dataset), len(dataset.result(further_conferences))
    people = people_attending(held)
    parts = [_conferences_known(held["attendance_qualifier"][people.notna()], len(held), lang)]
    unknown = int(people.isna().sum()) if people.notna().any() else 0
    if further:
        parts.append(lang.plural("at least {n} without a figure", "at least {n} without a figure", unknown + further))
    elif unknown:
        parts.append(lang.plural("{n} without a figure", "{n} without a figure", unknown))
    return "; ".join([*parts, *_announced(dataset, lang)])


def _announced(dataset: Dataset, lang: Language) -> Iterator[str]:
    """The conferences not held: those that are overdue, and the others that are announced."""
    conferences = conferences_of_programme(dataset)
    late = int(overdue(conferences, EVENTS, dataset.as_of).sum())
    ahead = int(planned(conferences, EVENTS).sum()) - late
    if late:
        yield lang.plural(
            "{n} announced is overdue, whether it was held is not sourced",
            "{n} announced are overdue, whether they were held is not sourced",
            late,
        )
    if ahead:
        yield lang.plural("{n} announced", "{n} announced", ahead)


def _conferences_known(qualifiers: pd.Series, held: int, lang: Language) -> str:
    """Return of how many conferences the attendance is stated, and how exactly."""
    if not held:
        return lang("none known to have been held")
    if not len(qualifiers):
        return lang.plural("{n} held, attendance not known", "{n} held, attendance not known", held)
    at = lang.plural("at {n} with a figure", "at {n} with a figure", len(qualifiers))
    said = ", ".join(filter(None, (at, exactness_words(qualifiers, lang))))
    if not {Exactness.LOWER, Exactness.UPPER} <= set(exactness(qualifiers)):
        return said
    return lang("{attendance} (maxima are not in the sum)", attendance=said)
