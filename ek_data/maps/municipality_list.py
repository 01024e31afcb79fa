"""The list beside the map: each municipality by cohort with what the map shows of it, and what its card says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from ek_data.analysis.participants import conferences_at, measures_at
from ek_data.dataset.dataset import Dataset
from ek_data.figures.event_words import when, who_came
from ek_data.figures.qualified import Row as Cells
from ek_data.i18n import N_, Language
from ek_data.maps.indicators import (
    IMPLEMENTED,
    OF_MEASURES,
    PLANNED,
    category_of,
    outside,
    place_names,
    shown,
)
from ek_data.maps.model import UNKNOWN_SYMBOL
from ek_data.palette import INK, STATUS, Look
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.shared_choices import RELATIONS, Certainty
from ek_data.tables.shared_columns import cohort_look
from ek_data.text import as_heading

MOST_SQUARES = 7  # beside a name; where somebody has more, everybody has numbers
CROWD = 400  # municipalities; beyond that a row has numbers only, and no card
HELD, ANNOUNCED = Look(STATUS, "square"), Look(STATUS, "square-open")
PROVED, INFERRED = Look(INK, "square"), Look(INK, "square-dashed")


@dataclass(frozen=True)
class Icon:
    """A mark of a row: a symbol with what it stands for, or words alone; `text` stands beside it."""

    look: Look | None
    said: str
    text: str = ""


@dataclass(frozen=True)
class Told:
    """What a row tells: marks, the words that count here, and the rest."""

    icons: tuple[Icon, ...] = ()
    lead: str = ""
    rest: str = ""


@dataclass(frozen=True)
class Card:
    """What is told of one municipality: where it lies, and lines of facts with or without a symbol."""

    title: str
    cohort: str
    colour: str
    where: str
    lines: tuple[tuple[Look | None, str], ...]


@dataclass(frozen=True)
class ListedRow:
    """One municipality in the list; `said` is what the map says of it, for a screen reader."""

    ars: str
    name: str
    said: str
    told: Told


@dataclass(frozen=True)
class ListedGroup:
    """The municipalities of one cohort by name, or those that left; `end` says how many of them have it."""

    name: str
    colour: str
    end: str
    rows: tuple[ListedRow, ...]


@dataclass(frozen=True, eq=False)
class Listing:
    """The whole list, and the cards of those in it, by ARS."""

    groups: tuple[ListedGroup, ...]
    key: tuple[tuple[Look, str], ...]
    cards: Mapping[str, Card]


def listing(dataset: Dataset, indicator: str, lang: Language, beyond: bool = False) -> Listing:
    """Return the list that goes with the map of an indicator."""
    marks = shown(dataset, indicator, lang, beyond).marks.set_index("ars")
    known = marks["colour"].notna()
    rows = dataset.participants.assign(place=place_names(dataset.participants["ars"].map(dataset.names)))
    rows = rows.sort_values("place", key=lambda names: names.str.casefold(), kind="stable")
    told, key = _told(dataset, indicator, beyond, lang)
    nothing = Told((Icon(None, lang("no report"), UNKNOWN_SYMBOL),), rest=lang("no report"))
    groups = [
        ListedGroup(
            lang("Cohort not known") if pd.isna(cohort) else lang("Cohort {cohort}", cohort=cohort),
            INK if pd.isna(cohort) else cohort_look(int(str(cohort))).colour,
            _end(indicator, int((known & (marks["strength"] > 0))[part["ars"]].sum()), len(part), lang),
            tuple(
                ListedRow(ars, place, said, told.get(ars, nothing))
                for ars, place, said in zip(part["ars"], part["place"], marks["said"][part["ars"]], strict=True)
            ),
        )
        for cohort, part in rows.groupby("cohort", dropna=False)
    ]
    return Listing((*groups, *_outside(dataset, lang)), key, _cards(dataset, lang) if len(rows) <= CROWD else {})


ENDS = {
    IMPLEMENTED: N_("{some} of {n} with an implemented measure"),
    PLANNED: N_("{some} of {n} with a planned measure"),
    "plaque": N_("{some} of {n} with the {award}"),
    "conference": N_("{conference}: {some} of {n}"),
}


def _end(indicator: str, some: int, n: int, lang: Language) -> str:
    message = N_("{some} of {n} have it or work on it") if category_of(indicator) else ENDS.get(indicator)
    if message is None:
        return MUNICIPALITIES.counted(n, lang)
    return lang(message, some=lang.number(some), n=lang.number(n))


def _outside(dataset: Dataset, lang: Language) -> list[ListedGroup]:
    """Return those that take part no more or not yet, one group for each reason."""
    (rows, why), groups = outside(dataset, lang), []
    for word, part in rows.groupby(why, sort=False):
        names = place_names(part["ars"].map(dataset.names))
        told = [
            ListedRow(
                ars, name, str(word), Told(rest="" if pd.isna(cohort) else lang("cohort {cohort}", cohort=cohort))
            )
            for ars, name, cohort in zip(part["ars"], names, part["cohort"], strict=True)
        ]
        groups.append(ListedGroup(as_heading(str(word)), INK, MUNICIPALITIES.counted(len(part), lang), tuple(told)))
    return groups


Many = tuple[dict[str, Told], tuple[tuple[Look, str], ...]]


def _told(dataset: Dataset, indicator: str, beyond: bool, lang: Language) -> Many:
    """Return what each row tells, by ARS, and what the symbols mean. Of whom nothing is known there is nothing."""
    category = category_of(indicator)
    if category or indicator in OF_MEASURES:
        rows = dataset.result(measures_at, beyond)
        rows = rows[rows["category"] == category] if category else rows
        return _measures(rows, indicator, lang)
    ways: dict[str, Callable[[Dataset, Language], Many]] = {
        "plaque": _plaque,
        "conference": _conferences,
        "people": _people,
    }
    return ways.get(indicator, _place)(dataset, lang)


def _measures(rows: pd.DataFrame, indicator: str, lang: Language) -> Many:
    options = MEASURES["status"]
    looks, words = options.looks, options.words(lang)
    present = [code for code in options.furthest_first if (rows["status"] == code).any()]
    key = tuple((looks[code], words[code]) for code in present)
    groups = rows.groupby("ars", sort=False)
    if rows["ars"].nunique() > CROWD:
        counts = rows.groupby(["ars", "status"], observed=True).size().unstack(fill_value=0)
        return {
            str(ars): Told(_numbers({code: row[code] for code in present}, lang))
            for ars, row in zip(counts.index, counts.to_dict("records"), strict=True)
        }, key
    numbers = len(rows) > 0 and int(groups.size().max()) > MOST_SQUARES
    tell = partial(_measures_of, indicator=indicator, numbers=numbers, lang=lang)
    return {str(ars): tell(part.to_dict("records")) for ars, part in groups}, key


def _numbers(counts: Mapping[str, int], lang: Language) -> tuple[Icon, ...]:
    options = MEASURES["status"]
    words = options.words(lang)
    return tuple(
        Icon(options.looks[code], f"{lang.number(n)} {words[code]}", lang.number(n)) for code, n in counts.items() if n
    )


def _measures_of(rows: Sequence[Cells], *, indicator: str, numbers: bool, lang: Language) -> Told:
    """Return the measures of one municipality: what is there in bold, or where plans are shown, these."""
    by_status: dict[str, int] = {}
    for row in rows:
        by_status[row["status"]] = by_status.get(row["status"], 0) + 1
    squares = tuple(Icon(_look(row), f"{row['title']}: {_status(row, lang)}") for row in rows)
    icons = _numbers(by_status, lang) if numbers else squares
    wanted = indicator != PLANNED
    named = {
        True: [row for row in rows if row["done"] == wanted],
        False: [row for row in rows if row["done"] != wanted],
    }
    lead, rest = (_listed(named[which], category_of(indicator) is not None, lang) for which in (True, False))
    if indicator == IMPLEMENTED and not lead:
        rest = lang("{planned}, nothing implemented reported", planned=rest)
    return Told(icons, lead, rest)


def _look(row: Cells) -> Look:
    look = MEASURES["status"].looks[str(row["status"])]
    return look if row["ours"] else look._replace(colour=INK)


def _status(row: Cells, lang: Language) -> str:
    relation = "" if row["ours"] else f" ({_relation(row, lang)})"
    return lang.of(MEASURES["status"].option(str(row["status"])).words) + relation


def _relation(row: Cells, lang: Language) -> str:
    return lang.of(next(option.words for option in RELATIONS if option.code == row["relation"]))


def _listed(rows: Sequence[Cells], titles: bool, lang: Language) -> str:
    """Return the measures by name: their title, else their category, each once, with what is to be known of it."""
    words = MEASURES["category"].words(lang)
    said = []
    for row in rows:
        name = str(row["title"]) if titles else words[str(row["category"])]
        remarks = [*([lang("overdue")] if row["overdue"] else []), *([] if row["ours"] else [_relation(row, lang)])]
        said.append(f"{name} ({', '.join(remarks)})" if remarks else name)
    return ", ".join(dict.fromkeys(said))


def _plaque(dataset: Dataset, lang: Language) -> Many:
    rows = dataset.participants[dataset.participants["certified_on"].notna()]
    words = MUNICIPALITIES["certified_certainty"].words(lang)
    told = {}
    for row in rows.to_dict("records"):
        derived = row["certified_certainty"] == Certainty.DERIVED
        date = lang.date(row["certified_on"], str(row["certified_on_precision"]))
        word = words[Certainty.DERIVED if derived else Certainty.SOURCED]
        told[str(row["ars"])] = Told((Icon(INFERRED if derived else PROVED, word),), date, word if derived else "")
    return told, ((PROVED, words[Certainty.SOURCED]), (INFERRED, words[Certainty.DERIVED]))


def _conferences(dataset: Dataset, lang: Language) -> Many:
    told: dict[str, Told] = {}
    for ars, part in dataset.result(conferences_at).groupby("ars", sort=False):
        rows = part.to_dict("records")
        icons = tuple(Icon(HELD if row["done"] else ANNOUNCED, _conference(row, lang)) for row in rows)
        held, ahead = ([_conference(row, lang) for row in rows if row["done"] == done] for done in (True, False))
        told[str(ars)] = Told(icons[:MOST_SQUARES], "; ".join(held), "; ".join(ahead))
    return told, ((HELD, lang("held")), (ANNOUNCED, lang("announced, no proof")))


def _conference(row: Cells, lang: Language) -> str:
    """Return day and people of a conference, as far as they are known: "29. März 2025, rund 60 Personen"."""
    remark = f" ({lang('overdue')})" if row["overdue"] else ""
    people: list[str] = [] if pd.isna(row["attendance"]) else [who_came(row, lang)]
    return ", ".join((when(row, lang) + remark, *people))


def _people(dataset: Dataset, lang: Language) -> Many:
    rows = dataset.participants[dataset.participants["population"].notna()]
    told = {}
    for row in rows.to_dict("records"):
        number = lang.number(int(row["population"]))
        day = row["population_on"]
        told[str(row["ars"])] = Told(
            (Icon(None, lang("{n} people", n=number), number),),
            rest="" if pd.isna(day) else lang.date(day, str(row["population_on_precision"])),
        )
    return told, ()


def _place(dataset: Dataset, lang: Language) -> Many:
    """Return kind and district of each, and whether its cohort is derived."""
    words = MUNICIPALITIES["kind"].words(lang)
    told = {}
    for row in dataset.participants.to_dict("records"):
        derived = lang("cohort derived") if row["cohort_certainty"] == Certainty.DERIVED else ""
        where = "" if pd.isna(row["district"]) else str(row["district"])
        rest = " · ".join(filter(None, (where, derived)))
        told[str(row["ars"])] = Told(lead=words[str(row["kind"])], rest=rest)
    return told, ()


def _cards(dataset: Dataset, lang: Language) -> dict[str, Card]:
    """Return the card of each municipality, with those that take part no more."""
    rows = dataset.result(measures_at)
    present: dict[str, dict[str, int]] = {}
    counts = rows.groupby(["ars", "status"], observed=True).size().reset_index(name="n")
    for ars, status, n in zip(counts["ars"], counts["status"], counts["n"], strict=True):
        present.setdefault(ars, {})[status] = int(n)
    rows, why = outside(dataset, lang)
    apart = dict(zip(rows["ars"], why, strict=True))
    return {
        str(row["ars"]): _card(row, dataset, present.get(str(row["ars"]), {}), apart.get(row["ars"], ""), lang)
        for row in dataset.municipalities.to_dict("records")
    }


def _card(row: Cells, dataset: Dataset, counts: Mapping[str, int], apart: str, lang: Language) -> Card:
    """Return the card of a municipality; `apart` says in a word why it does not count, if it does not."""
    lines: list[tuple[Look | None, str]] = []
    if pd.notna(row["population"]):
        lines.append((None, lang("{n} people", n=lang.number(int(row["population"])))))
    if apart:
        lines.append((None, apart))
    else:
        lines += [(None, _plaque_line(row, lang)), *_measure_lines(counts, lang)]
    cohort = row["cohort"]
    return Card(
        dataset.names_by_ars[row["ars"]],
        "" if pd.isna(cohort) else lang("Cohort {cohort}", cohort=cohort),
        INK if pd.isna(cohort) else cohort_look(int(cohort)).colour,
        "" if pd.isna(row["district"]) else str(row["district"]),
        tuple(lines),
    )


def _plaque_line(row: Cells, lang: Language) -> str:
    if pd.isna(row["certified_on"]):
        return lang("no {award} known")
    date = lang.date(row["certified_on"], str(row["certified_on_precision"]))
    words = MUNICIPALITIES["certified_certainty"].words(lang)
    derived = f" ({words[Certainty.DERIVED]})" if row["certified_certainty"] == Certainty.DERIVED else ""
    return lang("{award}: {date}", date=date) + derived


def _measure_lines(counts: Mapping[str, int], lang: Language) -> list[tuple[Look | None, str]]:
    if not counts:
        return [(None, lang("measures: no report"))]
    options = MEASURES["status"]
    return [
        (options.looks[code], f"{lang.number(counts[code])} {lang.of(options.option(code).words)}")
        for code in options.furthest_first
        if counts.get(code)
    ]
