"""One municipality on one page: its facts, measures and events, its peers and its neighbours."""

from __future__ import annotations

import pandas as pd

from ek_data.analysis import funding
from ek_data.analysis.cohorts import measures_per_municipality
from ek_data.analysis.peers import distances
from ek_data.dataset.anonymise import coarse, is_other_key
from ek_data.dataset.dataset import Dataset
from ek_data.figures.contradictions import cohort_remark
from ek_data.figures.qualified import Quantity
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import Language
from ek_data.tables import MUNICIPALITIES
from ek_data.tables.municipalities import Membership
from ek_data.tables.roles import Role
from ek_data.tables.shared_choices import Qualifier
from ek_data.tables.types import Type

SHOWN = ("kind", "district", "cohort", "joined_on", "status", "left_on", "certified_on", "population", "area_km2")


def names(dataset: Dataset) -> dict[str, str]:
    """Return the full names of all municipalities by ARS, in the order of the names."""
    ordered = dataset.municipalities.sort_values("name")
    return dict(zip(ordered["ars"], ordered["name"], strict=True))


def municipality(dataset: Dataset, ars: str) -> pd.Series:
    """Return the row of one municipality."""
    rows = dataset.municipalities
    return rows[rows["ars"] == ars].iloc[0]


def facts(dataset: Dataset, ars: str, lang: Language) -> pd.DataFrame:
    """Return the facts of one municipality in words, one row each: feature, statement.

    Without names there is no key, and what it measures is rounded.
    """
    row = municipality(dataset, ars)
    shown = [name for name in SHOWN if name != "left_on" or row["status"] == Membership.LEFT]
    said = [(lang.of(MUNICIPALITIES[name].label), _said(row, name, lang)) for name in shown]
    said.append((lang("Funding in euros"), funding.of_municipality(dataset, ars, lang)))
    if not is_other_key(ars):
        said.append((lang.of(MUNICIPALITIES["ars"].label), ars))
    return pd.DataFrame(said, columns=[lang("Feature"), lang("Statement")], dtype="string")


def reservations(dataset: Dataset, ars: str, lang: Language) -> list[str]:
    """Return what to know about this row: a derived cohort, the note of the row."""
    row = municipality(dataset, ars)
    remark = cohort_remark(row, lang)
    if remark:
        return [remark]
    return [] if pd.isna(row["note"]) else [str(row["note"])]


def measures_of(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return the measures of one municipality, those of the programme first, then by status and title.

    Columns: those of the table of measures.
    """
    rows = dataset.measures[dataset.measures["municipality"] == ars]
    return rows.sort_values(["relation", "status", "title"], kind="stable")


def events_of(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return the events one municipality hosted or is known to have taken part in, newest first, undated last.

    Columns: those of the table of events.
    """
    took_part = dataset.participations.loc[dataset.participations["ars"] == ars, "event_id"]
    rows = dataset.events[(dataset.events["municipality"] == ars) | dataset.events["event_id"].isin(took_part)]
    return rows.sort_values("starts_on", ascending=False, kind="stable")


def peers(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return where one municipality stands among the participants of comparable kinds.

    One row for each metric: ``metric`` (code), ``own`` and ``values`` (those of all compared, itself included). Fewer
    than two known values give no row: there is nothing to compare.
    """
    counted = dataset.result(measures_per_municipality).set_index("ars")["implemented"]
    same = _compared(dataset, ars).set_index("ars")
    measured = same[["population", "area_km2"]].astype("Float64")
    if is_other_key(ars):
        measured = measured.map(coarse, na_action="ignore")
    metrics = {**dict(measured.items()), "implemented": counted.reindex(same.index)}
    rows = [
        {"metric": name, "own": values.get(ars, pd.NA), "values": values.dropna().astype(float).tolist()}
        for name, values in metrics.items()
    ]
    return pd.DataFrame([row for row in rows if len(row["values"]) > 1], columns=["metric", "own", "values"])


def _compared(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return the participants of the same kind; those with an administration inside a district stand together."""
    kind, local = municipality(dataset, ars)["kind"], MUNICIPALITIES["kind"].having(Role.LOCAL)
    kinds = local if kind in local else (kind,)
    return dataset.participants[dataset.participants["kind"].isin(kinds)]


def neighbours(dataset: Dataset, ars: str, boundaries: Boundaries, n: int = 4) -> pd.DataFrame:
    """Return the `n` nearest other participants: ``ars``, ``name``, ``cohort``, ``distance_km`` (middle to middle)."""
    others = dataset.participants[dataset.participants["ars"] != ars]
    found = others.assign(distance_km=others["ars"].map(distances(dataset, ars, boundaries)).astype("Float64"))
    nearest = found.dropna(subset="distance_km").nsmallest(n, "distance_km")
    return nearest[["ars", "name", "cohort", "distance_km"]]


def _said(row: pd.Series, name: str, lang: Language) -> str:
    column, value = MUNICIPALITIES[name], row[name]
    if pd.isna(value):
        return lang("not known")
    if column.type is Type.CHOICE:
        return lang.of(column.option(value).words)
    if column.type is Type.DATE:
        return lang.date(value, row[column.precision])
    if column.type in (Type.YEAR, Type.TEXT):
        return str(value)
    number = lang.number(value)
    if column.unit and is_other_key(str(row["ars"])):
        number = Quantity(coarse(value), Qualifier.ABOUT).words(lang)
    if name == "population" and pd.notna(row["population_on"]):
        as_of = lang.date(row["population_on"], row["population_on_precision"])
        return lang("{number} (as of {day})", number=number, day=as_of)
    return number


def peers_in_words(dataset: Dataset, ars: str, lang: Language) -> str:
    """Return what the municipalities compared are called: "Verbandsgemeinden und verbandsfreie Städte"."""
    kinds = set(_compared(dataset, ars)["kind"])
    return lang.listing(lang.of(option.several) for option in MUNICIPALITIES["kind"].options if option.code in kinds)
