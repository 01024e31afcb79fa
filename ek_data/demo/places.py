"""Invented municipalities on real areas, so that the map has something to show."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from ek_data.demo.chance import (
    AS_OF,
    CERTAINTY,
    DAY,
    NEVER,
    Days,
    Mask,
    Rng,
    between,
    days,
    drawn,
    new_year,
    partial,
    some,
)
from ek_data.geo import boundaries
from ek_data.settings import SHIPPED

STEMS = (
    "Muster", "Beispiel", "Probe", "Modell", "Fantasie", "Demo",
    "Platzhalter", "Entwurfs", "Übungs", "Märchen", "Vorlagen", "Erdachten",
)  # fmt: skip
ENDINGS = (
    "bach", "berg", "burg", "dorf", "heim", "hausen", "au", "brunn", "brücken", "eck", "feld", "fels",
    "furt", "garten", "grund", "hain", "hof", "hügel", "kirchen", "mühle", "münde", "quell", "ried", "rode",
    "see", "stadt", "stein", "tal", "wald", "weiher", "weiler", "werth", "wies", "winkel", "zell", "born",
)  # fmt: skip
BEFORE = (
    "", "Ober", "Nieder", "Neu", "Alt", "Groß", "Klein",
    "Mittel", "Hinter", "Vorder", "Hohen", "Tiefen", "Unter", "Außer",
)  # fmt: skip
BESIDE = (
    "", " am Musterbach", " an der Beispielach", " im Modelltal",
    " vor dem Probewald", " bei Fantasieburg", " am Demosee", " auf der Übungshöhe",
)  # fmt: skip
PLAIN = [stem + ending for stem, ending in product(STEMS, ENDINGS)]
DISTRICTS = 36  # Landkreise and kreisfreie Städte, which need a name of their own
MOST_NAMES = len(PLAIN) * len(BEFORE) * len(BESIDE) - DISTRICTS


def names(rng: np.random.Generator, size: int) -> pd.Series:
    """Return `size` different names, the plain ones first."""
    plain = pd.Series(rng.permutation(PLAIN), dtype="string")
    numbers = np.arange(size)
    rounds = numbers // len(plain)
    before = pd.Series(BEFORE, dtype="string").take(rounds % len(BEFORE)).reset_index(drop=True)
    beside = pd.Series(BESIDE, dtype="string").take(rounds // len(BEFORE)).reset_index(drop=True)
    stems = plain.take(numbers % len(plain)).reset_index(drop=True)
    return before + stems.where(before == "", stems.str.lower()) + beside


SOURCE = "https://example.org/beispieldaten"
FIRST_COHORT, MOST_COHORTS = 2024, 7
MUNICIPALITIES_PER_COHORT = 20  # from 40 on there are more than two cohorts
LEFT = 0.07
MEMBER_SPREAD = 0.03  # degrees around the middle of the association
TITLES = {
    "district": "Landkreis",
    "independent_city": "Stadt",
    "association": "Verbandsgemeinde",
    "free_municipality": "Gemeinde",
    "free_town": "Stadt",
    "member_municipality": "Ortsgemeinde",
}
INHABITANTS = {
    "district": 130_000,
    "independent_city": 90_000,
    "association": 18_000,
    "free_municipality": 9_000,
    "free_town": 14_000,
    "member_municipality": 600,
}


def municipalities(rng: Rng, size: int) -> pd.DataFrame:
    """Return the typed-to-be rows of `size` municipalities: place, name, cohort, membership.

    Columns: those of the table of municipalities that are known.
    """
    rows = _units(rng, size)
    rows = rows.join(_named(rng, rows))
    rows = rows.join(_membership(rng, size))
    about = rows["kind"].map(INHABITANTS).to_numpy() * rng.lognormal(0, 0.35, size)
    return rows.assign(
        population=about.astype(int), population_on=pd.Timestamp(2025, 12, 31), population_on_precision="day"
    )


def starts(rows: pd.DataFrame) -> Days:
    """Return the day from which a municipality takes part."""
    return days(rows["joined_on"].fillna(pd.Series(new_year(rows["cohort"]), index=rows.index)))


def ends(rows: pd.DataFrame) -> Days:
    """Return the last day on which something may have happened in the programme."""
    left = np.where(rows["status"] == "left", days(rows["left_on"].fillna(pd.Timestamp(AS_OF))), AS_OF)
    end: Days = np.maximum(left.astype("datetime64[D]"), np.minimum(starts(rows), AS_OF))
    return end


def _units(rng: Rng, size: int) -> pd.DataFrame:
    areas = boundaries.load(SHIPPED / boundaries.SHIPPED).areas.values()
    columns = ["ars", "kind", "longitude", "latitude", "area_km2"]
    real = pd.DataFrame([[getattr(area, name) for name in columns] for area in areas], columns=columns)
    ordered = _mixed(real.sort_values("ars").sample(frac=1, random_state=rng, ignore_index=True))
    invented = _members(rng, ordered[ordered["kind"] == "association"], max(0, size - len(ordered)))
    return pd.concat([ordered.head(size), invented], ignore_index=True)


def _mixed(units: pd.DataFrame) -> pd.DataFrame:
    """Return the units, 14 like those of the programme first: two districts, a town in one of them, one free
    municipality, and associations that lie in neither district."""
    district = units["ars"].str[:5]
    town = units.index[units["kind"] == "free_town"][0]
    of_kind = {kind: units.index[units["kind"] == kind] for kind in TITLES}
    around = next(place for place in of_kind["district"] if district[place] == district[town])
    other = next(place for place in of_kind["district"] if place != around)
    apart = ~district.isin([district[around], district[other]])
    free = next(place for place in of_kind["free_municipality"] if apart[place])
    associations = [place for place in of_kind["association"] if apart[place]][:10]
    first = [associations[0], around, town, associations[1], other, free, *associations[2:]]
    return pd.concat([units.loc[first], units.drop(first)], ignore_index=True)


def _members(rng: Rng, associations: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return municipalities inside the associations, with keys that no real one has."""
    numbers = np.arange(size)
    around = associations.iloc[numbers % len(associations)].reset_index(drop=True)
    running = pd.Series(numbers // len(associations) + 501).astype("string")  # real ones are numbered up to about 300
    return around.assign(
        ars=around["ars"].str[:9] + running.str.zfill(3),
        kind="member_municipality",
        longitude=around["longitude"] + rng.uniform(-MEMBER_SPREAD, MEMBER_SPREAD, size),
        latitude=around["latitude"] + rng.uniform(-MEMBER_SPREAD, MEMBER_SPREAD, size),
        area_km2=rng.lognormal(2, 0.4, size),
    ).round({"longitude": 4, "latitude": 4, "area_km2": 2})


def _named(rng: Rng, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the names, and for all of one Landkreis the same invented Landkreis."""
    invented = names(rng, len(rows) + DISTRICTS)
    codes = rows["ars"].str[:5]
    of_code = dict(zip(codes.unique(), invented, strict=False))
    district = codes.map(of_code)
    own = invented[DISTRICTS:].reset_index(drop=True).mask(rows["kind"] == "district", district)
    lies_in_one = rows["kind"] != "independent_city"
    return pd.DataFrame({"name": rows["kind"].map(TITLES) + " " + own, "district": district.where(lies_in_one)})


def _membership(rng: Rng, size: int) -> pd.DataFrame:
    cohorts = min(MOST_COHORTS, max(2, size // MUNICIPALITIES_PER_COHORT))
    cohort = pd.Series(rng.permutation(np.arange(size) % cohorts) + FIRST_COHORT)
    year = cohort.to_numpy()
    start = new_year(cohort)
    left = _first_of(rng, year <= 2025, max(1, round(LEFT * size)) if size > 1 else 0)
    certified = ~left & (year <= 2025) & some(rng, size, 0.75)
    completed = certified & (year == 2024) & some(rng, size, 0.6)
    joined = np.where((year <= 2026) & some(rng, size, 0.7), start + rng.integers(0, 110, size) * DAY, NEVER)
    gone = np.where(left & some(rng, size, 0.85), between(rng, start + 200 * DAY, np.full(size, AS_OF)), NEVER)
    ceremony = np.where(year == 2024, 600, 490) + rng.integers(0, 55, size)  # the second comes sooner, before AS_OF
    award = np.where(certified, start + ceremony * DAY, NEVER)
    certainty = np.full(size, None, dtype=object)
    certainty[certified] = drawn(rng, CERTAINTY, int(certified.sum()))
    return pd.DataFrame(
        {
            "cohort": cohort,
            "cohort_certainty": drawn(rng, CERTAINTY, size),
            "cohort_source_url": SOURCE,
            "status": np.select([left, completed], ["left", "completed"], "active"),
            **partial(rng, "joined_on", joined),
            **partial(rng, "left_on", gone),
            **partial(rng, "certified_on", award),
            "certified_certainty": certainty,
            "certified_source_url": pd.Series([SOURCE] * size).where(certified),
        }
    )


def _first_of(rng: Rng, allowed: Mask, count: int) -> Mask:
    """Return a mask with `count` random rows among the allowed."""
    chosen = np.zeros(len(allowed), dtype=bool)
    chosen[rng.permutation(np.flatnonzero(allowed))[:count]] = True
    return chosen
