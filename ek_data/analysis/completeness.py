"""Completeness: what is known of each municipality, how old it is, and what is missing: municipalities × data areas.

An area asks for columns of one table, as `ek_data.tables` declares them. It is known where every cell asked for is
filled, missing where none is, else partly known. Where an area has no rows to ask about (no conference was held, so
none can lack an attendance) nothing is due, unless a row is what it asks for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from ek_data.analysis.programme_time import programme_month
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of
from ek_data.dataset.programme_rows import named_measures, of_programme, overdue
from ek_data.figures.attendance import has_conferences
from ek_data.i18n import N_
from ek_data.programme.fixed_lists import EventStatus
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES, PARTICIPATIONS, TABLES
from ek_data.tables.shared_choices import Certainty
from ek_data.tables.types import Table

STATES = ("known", "partly", "missing", "not_due")
ASKED_OF_MEASURES = (
    *MEASURES.key,
    "municipality",
    "title",
    "status",
    "status_on",
    "status_on_precision",
    "started_on",
    "started_on_precision",
    "funding_eur",
    "certainty",
    "source_url",
)
STARTED = MEASURES["status"].having(Role.STARTED)

RowsOf = Callable[[Dataset], pd.DataFrame]


@dataclass(frozen=True)
class DataArea:
    """What is asked of each municipality in one table.

    `rows` gives the rows to ask about, with the municipality as ``ars``; a cell that cannot count as known is empty in
    them. `none` says that nothing of it is known. `demanded` says that having no row at all is a gap. `dated` is the
    column whose newest date tells how old the knowledge is. `due` restricts a column to some of the rows. `asks` are
    the questions for a column, of one row and of several, and without a column the one for any row.
    `known_elsewhere` says that the municipality is never asked, because whoever keeps the data knows it. An area
    `of_conferences` is one where the programme has conferences.
    """

    code: str
    label: str
    none: str
    table: Table
    rows: RowsOf
    columns: tuple[str, ...] = ()
    demanded: bool = False
    dated: str | None = None
    due: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = field(default_factory=dict)
    asks: Mapping[str | None, tuple[str, str]] = field(default_factory=dict)
    known_elsewhere: bool = False
    of_conferences: bool = False

    def asked(self, dataset: Dataset) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Return the rows to ask about, which of their cells are due, and which of these are not known."""
        rows = self.rows(dataset).reset_index(drop=True)
        due = pd.DataFrame(
            {name: self.due[name](rows) if name in self.due else True for name in self.columns},
            index=rows.index,
            dtype=bool,
        )
        return rows, due, due & rows[list(self.columns)].isna()


def _sourced(values: pd.Series) -> pd.Series:
    """Return a certainty that counts as known: what is derived is not."""
    return values.where(values == Certainty.SOURCED)


def _participants(dataset: Dataset) -> pd.DataFrame:
    rows = dataset.participants
    return rows.assign(title=None, cohort_certainty=_sourced(rows["cohort_certainty"]))


def _measures(dataset: Dataset) -> pd.DataFrame:
    rows = named_measures(dataset, ASKED_OF_MEASURES)
    known = rows.assign(ars=rows["municipality"], certainty=_sourced(rows["certainty"]))
    return _status_known(known, MEASURES, dataset)


def _started_measures(dataset: Dataset) -> pd.DataFrame:
    rows = _measures(dataset)
    return rows[rows["status"].isin(STARTED)]


def _events(dataset: Dataset) -> pd.DataFrame:
    rows = of_programme(dataset.events).assign(ars=lambda rows: rows["municipality"])
    return _status_known(rows, EVENTS, dataset)


def _status_known(rows: pd.DataFrame, table: Table, dataset: Dataset) -> pd.DataFrame:
    """Return rows in which the status of a plan that is overdue does not count as known."""
    return rows.assign(status=rows["status"].mask(overdue(rows, table, dataset.as_of)))


def _held_conferences(dataset: Dataset) -> pd.DataFrame:
    rows = _events(dataset)
    return rows[(rows["type"].isin(EVENTS["type"].having(Role.CONFERENCE))) & (rows["status"] == EventStatus.HELD)]


def _participations(dataset: Dataset) -> pd.DataFrame:
    return dataset.participations


def _once(question: str) -> tuple[str, str]:
    """Return a question that is the same for one row and for several."""
    return question, question


AREAS = (
    DataArea(
        "basics",
        N_("Basic data"),
        N_("no basic statement"),
        MUNICIPALITIES,
        _participants,
        ("kind", "district", "cohort", "cohort_certainty", "joined_on", "status", "source_url"),
        known_elsewhere=True,
    ),
    DataArea(
        "population",
        N_("Population and area"),
        N_("no population"),
        MUNICIPALITIES,
        _participants,
        ("population", "population_on", "area_km2"),
        dated="population_on",
        known_elsewhere=True,
    ),
    DataArea(
        "measures",
        N_("Measures"),
        N_("no measure"),
        MEASURES,
        _measures,
        ("status", "status_on", "started_on"),
        demanded=True,
        dated="status_on",
        due={"started_on": lambda rows: rows["status"].isin(STARTED)},
        asks={
            None: _once(N_("Which measures of the programme are there, and how far are they?")),
            "status": (N_("What became of {title}?"), N_("What became of these {n} measures?")),
            "status_on": (
                N_("As of when is what we know of {title}?"),
                N_("As of when is what we know of {n} measures?"),
            ),
            "started_on": (
                N_("Since when has {title} been there?"),
                N_("Since when have these {n} measures been there?"),
            ),
        },
    ),
    DataArea(
        "funding",
        N_("Funding"),
        N_("no amount of the funding"),
        MEASURES,
        _started_measures,
        ("funding_eur",),
        asks={"funding_eur": _once(N_("How much funding was paid?"))},
        known_elsewhere=True,
    ),
    DataArea(
        "evidence",
        N_("Evidence"),
        N_("no evidence of a measure"),
        MEASURES,
        _measures,
        ("certainty", "source_url"),
        asks={
            "certainty": (
                N_("Is it right what we concluded of {title}?"),
                N_("Is it right what we concluded of {n} measures?"),
            ),
            "source_url": (N_("Where can one read of {title}?"), N_("Where can one read of these {n} measures?")),
        },
    ),
    DataArea(
        "events",
        N_("Own events"),
        N_("no event of its own"),
        EVENTS,
        _events,
        ("starts_on", "status"),
        demanded=True,
        dated="starts_on",
        asks={
            None: _once(N_("Which events of your own were there in the programme, and when?")),
            "starts_on": (N_("When was {title}?"), N_("When were these {n} events?")),
            "status": (N_("Did the event take place {when}?"), N_("Did these {n} events take place?")),
        },
    ),
    DataArea(
        "attendance",
        N_("Number of people"),
        N_("no number of people ({conference})"),
        EVENTS,
        _held_conferences,
        ("attendance", "attendance_qualifier"),
        dated="starts_on",
        due={"attendance_qualifier": lambda rows: rows["attendance"].notna()},
        asks={
            "attendance": (
                N_("How many people came to {title}?"),
                N_("How many people came to these {n} events?"),
            ),
            "attendance_qualifier": _once(N_("Is the number of people exact or rounded?")),
        },
        of_conferences=True,
    ),
    DataArea(
        "participations",
        N_("Participation in meetings"),
        N_("no participation in a meeting"),
        PARTICIPATIONS,
        _participations,
        demanded=True,
        asks={None: _once(N_("Which meetings were attended?"))},
        known_elsewhere=True,
    ),
)
BY_CODE = {area.code: area for area in AREAS}


def areas() -> list[DataArea]:
    """Return the areas that are asked about in the programme."""
    return [area for area in AREAS if has_conferences() or not area.of_conferences]


def board(dataset: Dataset) -> pd.DataFrame:
    """Return one row for each participant and area, by name.

    Columns: ars, name, cohort, area, state, newest, newest_precision, months. `newest` is the newest date of the area,
    `months` how many whole months before the day up to which the data speak it lies; <NA> where there is none.
    """
    everybody = dataset.participants["ars"]
    names = dataset.names.reindex(everybody)
    ordered = names.sort_values(kind="stable").index
    parts = [_states(area, dataset, ordered) for area in areas()]
    cells = pd.concat(parts, ignore_index=True)
    place = pd.Series(range(len(ordered)), index=ordered)
    order = cells["ars"].map(place) * len(AREAS) + cells["area"].map(list(BY_CODE).index)
    cohorts = dataset.participants.set_index("ars")["cohort"]
    told = cells.assign(name=cells["ars"].map(names), cohort=cells["ars"].map(cohorts))
    return told.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def lacking(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Return for each area the columns of which no cell that is asked for is known."""
    found = {}
    for area in areas():
        _rows, due, unknown = area.asked(dataset)
        found[area.code] = tuple(
            name for name in area.columns if due[name].any() and (unknown[name] == due[name]).all()
        )
    return found


def _states(area: DataArea, dataset: Dataset, everybody: pd.Index) -> pd.DataFrame:
    rows, due, unknown = area.asked(dataset)
    counted = pd.DataFrame({"rows": 1, "due": due.sum(axis=1), "gaps": unknown.sum(axis=1)}).groupby(rows["ars"]).sum()
    counted = counted.reindex(everybody, fill_value=0)
    none, gaps = counted["rows"] == 0, counted["gaps"]
    without = "missing" if area.demanded else "not_due"
    cases = [none, ~none & (gaps == 0) & ((counted["due"] > 0) | (not area.columns)), gaps == 0, gaps < counted["due"]]
    newest = _newest(rows, area.dated, dataset.as_of).reindex(everybody)
    cells = pd.DataFrame(
        {
            "ars": everybody,
            "area": area.code,
            "state": np.select(cases, [without, "known", "not_due", "partly"], "missing"),
            "newest": newest["on"].to_numpy(),
            "newest_precision": newest["precision"].to_numpy(),
        }
    )
    return cells.assign(months=_months_before(cells["newest"], dataset))


def _newest(rows: pd.DataFrame, dated: str | None, as_of: dt.date | None) -> pd.DataFrame:
    """Return the newest date of each municipality with its precision, by ARS; what lies ahead is no report yet."""
    if dated is None:
        return pd.DataFrame({"on": pd.Series(dtype="datetime64[us]"), "precision": pd.Series(dtype="string")})
    told = rows[["ars", dated, f"{dated}_precision"]].set_axis(["ars", "on", "precision"], axis=1)
    told = told.assign(precision=told["precision"].astype("string").fillna("day")).dropna(subset="on")
    told = told[told["on"] <= pd.Timestamp(as_of)] if as_of else told
    return told.sort_values("on", kind="stable").groupby("ars").tail(1).set_index("ars")


def _months_before(dates: pd.Series, dataset: Dataset) -> pd.Series:
    if dataset.as_of is None:
        return pd.Series(pd.NA, index=dates.index, dtype="Int64")
    today = pd.Series(pd.Timestamp(dataset.as_of), index=dates.index)
    return programme_month(today, dates).clip(lower=0)


@dataclass(frozen=True)
class Gap:
    """What is missing: a column in `n` rows with these `titles`, or, without a column, any row of the area.

    Rows of the table of municipalities have no title. `overdue` says that it is the status of plans the date of which
    has passed; `days` are those dates with their precision. `keys` are those of the rows.
    """

    area: DataArea
    column: str | None
    keys: tuple[Key, ...] = ()
    n: int = 0
    titles: tuple[str, ...] = ()
    days: tuple[tuple[pd.Timestamp, str], ...] = ()

    @property
    def overdue(self) -> bool:
        return self.column == "status" and bool(self.area.table.dated_by)


def gaps(dataset: Dataset, ars: str) -> list[Gap]:
    """Return what is missing of one participant, in the order of the areas.

    Left out is what nobody has, which is no question to one alone.
    """
    own = of_one(dataset, ars)
    nobody = dataset.result(lacking) if len(dataset.participants) > 1 else {}
    found = [gap for area in areas() for gap in _gaps(area, own)]
    return [
        gap for gap in found if gap.area.table is not MUNICIPALITIES or gap.column not in nobody.get(gap.area.code, ())
    ]


def of_one(dataset: Dataset, ars: str) -> Dataset:
    """Return the rows of one municipality."""
    whose = {table.name: table.municipality for table in TABLES if table.municipality}
    own = {name: dataset.tables[name][dataset.tables[name][column] == ars] for name, column in whose.items()}
    return replace(dataset, tables={**dataset.tables, **own}, unfiltered=dataset.unfiltered or dataset)


def _gaps(area: DataArea, own: Dataset) -> list[Gap]:
    rows, _due, unknown = area.asked(own)
    if rows.empty:
        return [Gap(area, None)] if area.demanded else []
    return [_gap(area, name, rows[unknown[name]]) for name in area.columns if unknown[name].any()]


def _gap(area: DataArea, column: str, rows: pd.DataFrame) -> Gap:
    keys = tuple(keys_of(rows, area.table))
    gap = Gap(area, column, keys, len(rows), tuple(rows["title"].dropna()))
    if not gap.overdue:
        return gap
    date = area.table.dated_by[0]
    return replace(gap, days=tuple(zip(rows[date], rows[f"{date}_precision"].astype("string"), strict=True)))


def summary(cells: pd.DataFrame) -> pd.DataFrame:
    """Return for each area in how many municipalities it is in which state: area, and one column for each state."""
    counts = pd.crosstab(cells["area"], cells["state"])
    codes = [area.code for area in areas()]
    return counts.reindex(index=codes, columns=list(STATES), fill_value=0).rename_axis(columns=None)


def open_ones(cells: pd.DataFrame) -> list[str]:
    """Return the participants that can be asked for something: not all is known that is known to them alone."""
    asked = cells["area"].isin([area.code for area in AREAS if not area.known_elsewhere])
    gaps_left = cells[asked & cells["state"].isin(["missing", "partly"])]
    return list(gaps_left["ars"].unique())


def missing_of_each(cells: pd.DataFrame) -> pd.Series:
    """Return how many areas are missing altogether of each participant, by ARS in the order of the cells."""
    return (cells["state"] == "missing").groupby(cells["ars"], sort=False).sum()


def first_to_ask(dataset: Dataset) -> str | None:
    """Return the first participant by cohort and name with a plan that is overdue; None where there is none."""
    late = [
        rows.loc[overdue(rows, table, dataset.as_of), "municipality"]
        for table, rows in ((EVENTS, of_programme(dataset.events)), (MEASURES, of_programme(dataset.measures)))
    ]
    whose = dataset.participants[dataset.participants["ars"].isin(pd.concat(late))]
    ordered = whose.assign(name=whose["ars"].map(dataset.names)).sort_values(["cohort", "name"], kind="stable")
    return str(ordered["ars"].iloc[0]) if len(ordered) else None
