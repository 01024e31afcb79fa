"""The headline figures: each with its value, how it is counted, the rows behind it and what is missing.

Counts are counts of rows in the data: what no source tells is in no count. Only measures and events of the programme
itself (`relation` programme) count; participants are the municipalities that take part or have completed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import are_among
from ek_data.dataset.programme_rows import cohort_statements, in_programme, named_measures, of_programme, overdue
from ek_data.dataset.regions import outermost
from ek_data.figures.attendance import (
    FURTHER_COUNTED,
    attendance,
    conferences_as_measures,
    conferences_of_programme,
    further_conferences,
    has_conferences,
)
from ek_data.figures.contradictions import Remark, contradictions, doubt
from ek_data.figures.figure import Figure, added_up, count, in_both
from ek_data.i18n import N_, Language, Words
from ek_data.programme.fixed_lists import EventStatus
from ek_data.programme.options import Option
from ek_data.programme.roles import Role
from ek_data.tables import BY_NAME, EVENTS, MEASURES, MUNICIPALITIES
from ek_data.tables.measures import DONE
from ek_data.tables.municipalities import Membership
from ek_data.tables.shared_columns import rests_on_one_doubtful_source

MEETINGS = {f"{role}s": role for role in (Role.NETWORK_MEETING, Role.WORKING_MEETING)}
"""The families of figures about meetings, with the role of their events."""


def without_remarks(dataset: Dataset) -> Iterator[Figure]:
    """Return all headline figures in the order in which they are told, as far as they are counted."""
    families = (
        participants,
        left,
        population,
        area,
        implementing,
        measures,
        measures_done,
        measures_by_status,
        measures_by_category,
        plans_overdue,
        conferences,
        attendance,
        meetings,
        trainings,
        certified,
    )
    return (figure for family in families for figure in family(dataset))


def headline(dataset: Dataset) -> dict[str, Figure]:
    """Return all headline figures by name, in their order, with the remarks that matter."""
    remarks = contradictions(dataset)
    doubtful = {name: rows.index[rests_on_one_doubtful_source(rows)] for name, rows in dataset.tables.items()}
    return {figure.name: _with_remarks(figure, remarks, doubtful[figure.table]) for figure in without_remarks(dataset)}


def participants(dataset: Dataset) -> Iterator[Figure]:
    """The number of participants: in total, of each cohort and of each kind."""
    rows = dataset.participants
    counted = Words(
        "Kommunen mit der Teilnahme „nimmt teil“ oder „abgeschlossen“; ausgeschiedene zählen nicht, "
        "auch nicht die einer Staffel, die erst nach dem Stand der Daten beginnt.",
        "Municipalities that are taking part or have completed the programme; those that left do not count, "
        "nor do those of a cohort that begins after the date of the data.",
    )
    yield count(dataset, "participants", Words("Teilnehmende Kommunen", "Participating municipalities"), rows, counted)
    for cohort, members in rows.groupby("cohort"):
        yield count(
            dataset,
            "participants",
            Words(f"Staffel {cohort}", f"Cohort {cohort}"),
            members,
            counted,
            by="cohort",
            code=cohort,
        )
    for kind, members in rows.groupby("kind", observed=True):
        yield count(
            dataset,
            "participants",
            MUNICIPALITIES["kind"].option(str(kind)).words,
            members,
            counted,
            by="kind",
            code=kind,
        )


def left(dataset: Dataset) -> Iterator[Figure]:
    """The number of municipalities that took part and left."""
    rows = dataset.municipalities[dataset.municipalities["status"] == Membership.LEFT]
    counted = Words("Kommunen mit der Teilnahme „ausgeschieden“.", "Municipalities that left the programme.")
    yield count(dataset, "left", Words("Ausgeschiedene Kommunen", "Municipalities that left"), rows, counted)


def population(dataset: Dataset) -> Iterator[Figure]:
    """The inhabitants of the participants, those of nested participants once and twice."""
    once = dataset.participants[outermost(dataset.participants)]
    yield added_up(
        dataset,
        "population_unique",
        Words("Einwohnerinnen und Einwohner", "Inhabitants"),
        once["population"],
        Words(
            "Summe über die teilnehmenden Kommunen; liegt eine in einer anderen, zählt nur die größere.",
            "Sum over the participating municipalities; where one lies inside another, only the larger counts.",
        ),
    )
    yield added_up(
        dataset,
        "population_sum",
        Words("Einwohnerinnen und Einwohner, alle addiert", "Inhabitants, all added up"),
        dataset.participants["population"],
        Words(
            "Summe über alle teilnehmenden Kommunen; wer in zwei von ihnen wohnt, zählt doppelt.",
            "Sum over all participating municipalities; who lives in two of them counts twice.",
        ),
    )


def area(dataset: Dataset) -> Iterator[Figure]:
    """The area of the participants, that of nested participants once and twice."""
    once = dataset.participants[outermost(dataset.participants)]
    yield added_up(
        dataset,
        "area_unique",
        Words("Fläche", "Area"),
        once["area_km2"],
        Words(
            "Summe über die teilnehmenden Kommunen; liegt eine in einer anderen, zählt nur die größere.",
            "Sum over the participating municipalities; where one lies inside another, only the larger counts.",
        ),
    )
    yield added_up(
        dataset,
        "area_sum",
        Words("Fläche, alle addiert", "Area, all added up"),
        dataset.participants["area_km2"],
        Words(
            "Summe über alle teilnehmenden Kommunen; was in zweien liegt, zählt doppelt.",
            "Sum over all participating municipalities; what lies in two of them counts twice.",
        ),
    )


def measures_sentence(dataset: Dataset, lang: Language) -> str:
    """Return how many rows the table of measures has and which of them count: "59 Zeilen, davon 21 …"."""
    of_programme = in_programme(dataset.measures)
    named = dataset.measures["municipality"].notna()
    counted = {
        N_("{n} of the programme with a named municipality"): of_programme & named,
        N_("{n} for a cohort as a whole"): of_programme & ~named,
        N_("{n} adjacent or from before the programme, in no figure"): ~of_programme,
    }
    return _rows_sentence(counted, lang)


def events_sentence(dataset: Dataset, lang: Language) -> str:
    """Return how many rows the table of events has and which of them count: "32 Zeilen: 20 des Programms, …"."""
    of_programme = in_programme(dataset.events)
    counted = {
        N_("{n} of the programme"): of_programme,
        N_("{n} adjacent or from before the programme, in no figure"): ~of_programme,
    }
    return _rows_sentence(counted, lang)


def _rows_sentence(counted: Mapping[str, pd.Series], lang: Language) -> str:
    """Return in one sentence how many rows fall under each message; the masks of `counted` divide all rows."""
    numbers = {message: int(rows.sum()) for message, rows in counted.items()}
    parts = [lang(message, n=lang.number(n)) for message, n in numbers.items() if n]
    total = sum(numbers.values())
    return lang.plural("{n} row: {parts}.", "{n} rows: {parts}.", total, parts=", ".join(parts)) if parts else ""


def _named(dataset: Dataset) -> pd.DataFrame:
    """Status and category of the measures that count: whole rows are copied only where they are shown."""
    return named_measures(dataset, ["status", "category"])


def measures(dataset: Dataset) -> Iterator[Figure]:
    """The measures of named municipalities and, apart from them, those stated for a cohort only."""
    yield count(
        dataset,
        "measures",
        Words("Maßnahmen", "Measures"),
        dataset.result(_named),
        Words(
            "Maßnahmen des Programms, bei denen eine Kommune genannt ist, in jedem Status.",
            "Measures of the programme with a named municipality, whatever their status.",
        ),
        "measures",
    )
    yield count(
        dataset,
        "measures_cohort_level",
        Words("Maßnahmen ohne genannte Kommune", "Measures without a named municipality"),
        cohort_statements(dataset),
        Words(
            "Angaben, die nur für eine Staffel als Ganzes gemacht sind; in keiner anderen Zahl enthalten.",
            "Statements made for a cohort as a whole only; contained in no other figure.",
        ),
        "measures",
    )


def implementing(dataset: Dataset) -> Iterator[Figure]:
    """The participants of which a source reports at least one measure that is, or was, there."""
    done = named_measures(dataset, ["municipality", "status"])
    doing = done.loc[done["status"].isin(DONE), "municipality"]
    rows = dataset.participants[are_among(dataset.participants["ars"], doing)]
    counted = Words(
        "Teilnehmende Kommunen mit mindestens einer Maßnahme des Programms, die umgesetzt ist oder war. Die Zahl ist "
        "eine Untergrenze: Wo keine Quelle etwas meldet, kann trotzdem etwas umgesetzt sein.",
        "Participating municipalities with at least one measure of the programme that is or was implemented. A lower "
        "bound: where no source reports anything, something may be implemented all the same.",
    )
    label = Words("Kommunen mit Umsetzung", "Municipalities that implement")
    yield count(dataset, "implementing", label, rows, counted)


def measures_done(dataset: Dataset) -> Iterator[Figure]:
    """The measures of named municipalities that are, or were, there."""
    rows = dataset.result(_named)
    counted = Words(
        "Maßnahmen des Programms, bei denen eine Kommune genannt ist und die umgesetzt sind oder waren.",
        "Measures of the programme with a named municipality that are or were implemented.",
    )
    label = Words("Umgesetzte Maßnahmen", "Measures implemented")
    yield count(dataset, "measures_done", label, rows[rows["status"].isin(DONE)], counted, "measures")


def measures_by_status(dataset: Dataset) -> Iterator[Figure]:
    """The measures of named municipalities in each status, also where there are none."""
    counted = Words(
        "Maßnahmen des Programms mit diesem Status, bei denen eine Kommune genannt ist.",
        "Measures of the programme in this status with a named municipality.",
    )
    rows = dataset.result(_named)
    for option in MEASURES["status"].options:
        of_status = rows[rows["status"] == option.code]
        yield count(
            dataset, "measures", _measures_label(option), of_status, counted, "measures", by="status", code=option.code
        )


def measures_by_category(dataset: Dataset) -> Iterator[Figure]:
    """The measures of named municipalities in each category that occurs."""
    counted = Words(
        "Maßnahmen des Programms dieser Kategorie, bei denen eine Kommune genannt ist, in jedem Status.",
        "Measures of the programme in this category with a named municipality, whatever their status.",
    )
    for category, rows in dataset.result(_named).groupby("category", observed=True):
        words = MEASURES["category"].option(str(category)).words
        yield count(dataset, "measures", words, rows, counted, "measures", by="category", code=category)


def plans_overdue(dataset: Dataset) -> Iterator[Figure]:
    """The measures of named municipalities and the events that are plans still, although their date is over."""
    dates = ["status", date := MEASURES.dated_by[0], f"{date}_precision"]
    named, events = named_measures(dataset, dates), of_programme(dataset.events)
    for name, label, rows, table in (
        ("overdue_measures", Words("Maßnahmen, überfällig", "Measures, overdue"), named, MEASURES),
        ("overdue_events", Words("Veranstaltungen, überfällig", "Events, overdue"), events, EVENTS),
    ):
        yield count(dataset, name, label, rows[overdue(rows, table, dataset.as_of)], OVERDUE_COUNTED, table.name)


OVERDUE_COUNTED = Words(
    "Zeilen des Programms, die noch als Plan gemeldet sind, obwohl ihr Termin vor dem Stand der Daten liegt. Ein "
    "Termin mit Monat oder Jahr ist mit dessen Ende vorbei. Was daraus wurde, sagt keine Quelle.",
    "Rows of the programme that are still reported as plans although their date lies before the day up to which "
    "the data speak. A date of a month or year is over with it. What became of them, no source says.",
)


def conferences(dataset: Dataset) -> Iterator[Figure]:
    """The conferences of the programme, held and announced."""
    if not has_conferences():
        return
    rows = conferences_of_programme(dataset)
    held = count(
        dataset,
        "conferences_held",
        Words("{conferences}, durchgeführt", "{conferences} held"),
        rows[rows["status"] == EventStatus.HELD],
        Words(
            "{conferences} des Programms, deren Durchführung belegt ist.",
            "{conferences} of the programme that were held according to a source.",
        ),
        "events",
    )
    more = in_both(partial(conferences_as_measures, dataset))
    yield replace(held, remarks=(more,)) if more.de else held
    yield count(
        dataset,
        "conferences_as_measures",
        Words("{conferences}, nur als Maßnahme gemeldet", "{conferences}, known as a measure only"),
        dataset.result(further_conferences),
        FURTHER_COUNTED,
        "measures",
    )
    yield count(
        dataset,
        "conferences_announced",
        Words("{conferences}, nur angekündigt", "{conferences}, only announced"),
        rows[rows["status"] == EventStatus.ANNOUNCED],
        Words(
            "{conferences} des Programms, die angekündigt sind und deren Durchführung keine Quelle belegt.",
            "{conferences} of the programme that are announced and of which no source says they were held.",
        ),
        "events",
    )


def meetings(dataset: Dataset) -> Iterator[Figure]:
    """The network and working meetings held, of each cohort; those held for no single cohort apart."""
    held = of_programme(dataset.events)
    held = held[held["status"] == EventStatus.HELD]
    for family, role in MEETINGS.items():
        types = EVENTS["type"].having(role)
        if not types:
            continue
        label = EVENTS["type"].option(types[0]).several
        of_type = held[held["type"].isin(types)]
        for cohort in _cohorts(dataset):
            of_cohort = of_type[of_type["cohort"] == cohort]
            words = Words(f"{label.de}, Staffel {cohort}", f"{label.en}, cohort {cohort}")
            counted = count(dataset, family, words, of_cohort, MEETINGS_COUNTED, "events", by="cohort", code=cohort)
            yield _known(replace(counted, remarks=_undated(of_cohort, held[held["cohort"] == cohort])))
        joint = of_type[of_type["cohort"].isna()]
        if len(joint):
            words = Words(f"{label.de}, alle Staffeln", f"{label.en}, all cohorts")
            yield count(dataset, family, words, joint, MEETINGS_COUNTED, "events", by="cohort", code="joint")


def _known(figure: Figure) -> Figure:
    """Return a count of what is reported one by one; where nothing is, it is not known rather than none."""
    return figure if figure.value else replace(figure, value=None)


def _undated(rows: pd.DataFrame, held: pd.DataFrame) -> tuple[Words, ...]:
    """Return the remark on meetings without a date, which may be one and the same as another that the cohort `held`."""
    undated = int(rows["starts_on"].isna().sum())
    meetings = held["type"].isin(EVENTS["type"].having(Role.MEETING))
    if not undated or meetings.sum() == 1:
        return ()
    return (in_both(partial(_may_be_another, undated)),)


def _may_be_another(undated: int, lang: Language) -> str:
    return lang.plural(
        "For {n} of these meetings no date is known; it may be the same as another meeting of the cohort.",
        "For {n} of these meetings no date is known; they may be the same as other meetings of the cohort.",
        undated,
    )


MEETINGS_COUNTED = Words(
    "Durchgeführte Treffen des Programms, die einzeln in den Daten stehen; berichtet sind zum Teil mehr.",
    "Meetings of the programme that were held and are in the data one by one; reports partly count more.",
)


def trainings(dataset: Dataset) -> Iterator[Figure]:
    """The trainings of the programme that were held."""
    held = of_programme(dataset.events)
    rows = held[(held["status"] == EventStatus.HELD) & held["type"].isin(EVENTS["type"].having(Role.TRAINING))]
    counted = Words(
        "Durchgeführte Fortbildungen des Programms, online und in Präsenz.",
        "Trainings of the programme that were held, online and in person.",
    )
    yield _known(count(dataset, "trainings", Words("Fortbildungen", "Trainings"), rows, counted, "events"))


def certified(dataset: Dataset) -> Iterator[Figure]:
    """The participants that were awarded the {award}."""
    rows = dataset.participants[dataset.participants["certified_on"].notna()]
    counted = Words(
        "Teilnehmende Kommunen mit einem Datum der Auszeichnung, auch wenn sie abgeleitet ist.",
        "Participating municipalities with a date of the award, also where it is derived.",
    )
    yield count(dataset, "certified", Words("Ausgezeichnete Kommunen", "Certified municipalities"), rows, counted)


def _cohorts(dataset: Dataset) -> list[int]:
    return sorted(dataset.municipalities["cohort"].dropna().unique().tolist())


def _measures_label(status: Option) -> Words:
    return Words(f"Maßnahmen, {status.words.de}", f"Measures, {status.words.en}")


def _with_remarks(figure: Figure, remarks: list[Remark], doubtful: pd.Index) -> Figure:
    """Return the figure with what matters for it; `doubtful` are the rows that rest on one doubtful source alone."""
    said = [remark.sentence for remark in remarks if figure.name in remark.figures]
    if len(doubtful) and (n := int(figure.index.isin(doubtful).sum())):
        said.append(doubt(BY_NAME[figure.table], n))
    return replace(figure, remarks=(*figure.remarks, *said))
