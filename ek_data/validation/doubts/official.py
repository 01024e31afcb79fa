"""Municipalities against the official boundaries: a key whose name, kind, district, size or place is another's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import ceil, floor
from typing import NamedTuple

import numpy as np
import pandas as pd

from ek_data.dataset.lookup import Known, kind_words
from ek_data.geo.boundaries import Area, extent
from ek_data.geo.regional_key import association, is_own, listed
from ek_data.geo.sphere import kilometres
from ek_data.i18n import N_
from ek_data.programme.roles import Role
from ek_data.spelling import closest, folded
from ek_data.tables import MUNICIPALITIES
from ek_data.validation.doubts.doubt import Doubt, known_of

OF_ANOTHER = N_(
    "“{value}” is the key of {there} in the boundaries; {name} has the key {other} there. Correct the key or the name."
)
NOT_SO_CALLED = N_("The key {key} is that of {there} in the boundaries. Please check name and key.")
NOWHERE = N_("“{value}” is not in the boundaries, so the map could not show it. Please check the key.")
ELSEWHERE = N_("“{value}” is not in the boundaries; {name} has the key {other} there. Please check the key.")
OTHER_KIND = N_("In the boundaries {name} is of another kind: {there}. Please check kind and key.")
OTHER_DISTRICT = N_("In the boundaries {name} lies in another district: {there}. Please check district and key.")
OTHER_AREA = N_("“{value}” is far from the {there} km² that {name} has in the boundaries. Please check the area.")
FAR_AWAY = N_("The place lies {there} km away from {name}. Please check latitude and longitude.")
OUTSIDE = N_("“{value}” lies outside of the boundaries, which reach from {low} to {high}.")
NOT_THERE = N_("{keys}: not in the boundaries, so the map could not show it. Please check the keys.")

KIND = MUNICIPALITIES["kind"]
COMPARED = ["ars", "name", "kind", "district"]
MEMBERS = KIND.having(Role.MEMBER)
TWICE, FARTHEST = 1.5, 40  # times the area; kilometres within which the seat of a large district lies


def doubts(rows: pd.DataFrame, known: Known) -> Iterator[Doubt]:
    """Yield where rows of municipalities differ from the boundaries and are not so in the data already."""
    if not known.areas:
        return
    there = _beside(rows, known.areas)
    as_before = pd.MultiIndex.from_frame(rows[COMPARED].astype("string")).isin(
        pd.MultiIndex.from_frame(known.municipalities[COMPARED].astype("string"))
    )
    yield from (each._replace(mask=each.mask & ~as_before) for each in _about_names(rows, there))
    yield from _about_sizes(rows, there)
    yield from _outside(rows, known.areas)
    missing = rows["areas"].map(lambda text: ", ".join(key for key in listed(text) if key not in known.areas))
    yield Doubt("areas", NOT_THERE, (missing != "").to_numpy(dtype=bool), {"keys": missing})


def _about_names(rows: pd.DataFrame, there: pd.DataFrame) -> Iterator[Doubt]:
    name, key = rows["name"].fillna(rows["ars"]), rows["ars"]
    found, misnamed = known_of(there["found"]), known_of(there["misnamed"])
    has_other, mistyped = known_of(there["other"].notna()), known_of(there["mistyped"])
    official = key.notna() & ~key.map(is_own, na_action="ignore").astype("boolean")
    unknown, sound = known_of(official) & ~found, found & ~misnamed
    values = {"name": name, "key": key, "other": there["other"], "there": there["called"]}
    yield Doubt("ars", OF_ANOTHER, misnamed & has_other & mistyped, values, "error", "other")
    yield Doubt("ars", OF_ANOTHER, misnamed & has_other & ~mistyped, values, "error")
    yield Doubt("name", NOT_SO_CALLED, misnamed & ~has_other, values)
    yield Doubt("ars", ELSEWHERE, unknown & has_other & mistyped, values, suggested="other")
    yield Doubt("ars", ELSEWHERE, unknown & has_other & ~mistyped, values)
    yield Doubt("ars", NOWHERE, unknown & ~has_other)
    yield Doubt("kind", OTHER_KIND, sound & known_of(there["other_kind"]), {"name": name, "there": there["kind"]})
    elsewhere = sound & known_of(there["other_district"])
    yield Doubt("district", OTHER_DISTRICT, elsewhere, {"name": name, "there": there["district"]})


def _about_sizes(rows: pd.DataFrame, there: pd.DataFrame) -> Iterator[Doubt]:
    sound, name = known_of(there["found"]) & ~known_of(there["misnamed"]), rows["name"].fillna(rows["ars"])
    ratio = rows["area_km2"].astype("Float64") / there["area"]
    official = there["area"].round().astype("Int64")
    yield Doubt(
        "area_km2",
        OTHER_AREA,
        sound & known_of((ratio > TWICE) | (ratio < 1 / TWICE)),
        {"name": name, "there": official},
    )
    away = _distance(rows, there).round().astype("Int64")
    yield Doubt("latitude", FAR_AWAY, sound & known_of(away > FARTHEST), {"name": name, "there": away})


def _outside(rows: pd.DataFrame, areas: Mapping[str, Area]) -> Iterator[Doubt]:
    """Yield coordinates that lie beyond all areas, most often because longitude and latitude are mixed up."""
    (west, south), (east, north) = extent(areas.values())
    for name, first, last in (("latitude", south, north), ("longitude", west, east)):
        low, high = floor(first * 10) / 10, ceil(last * 10) / 10
        yield Doubt(name, OUTSIDE, known_of(~rows[name].between(low, high)), {"low": low, "high": high}, "error")


def _distance(rows: pd.DataFrame, there: pd.DataFrame) -> pd.Series:
    places = zip(rows["longitude"], rows["latitude"], there["longitude"], there["latitude"], strict=True)
    far = [np.nan if pd.isna(list(place)).any() else kilometres(*place) for place in places]
    return pd.Series(far, index=rows.index, dtype="Float64")


class _There(NamedTuple):
    """What the boundaries say of the key of a row, and of its name where that is under an `other` key."""

    found: bool = False
    misnamed: bool = False
    other_kind: bool = False
    other_district: bool = False
    mistyped: bool = False
    other: str | None = None
    called: str | None = None
    kind: str | None = None
    district: str | None = None
    area: float | None = None
    longitude: float | None = None
    latitude: float | None = None


def _beside(rows: pd.DataFrame, areas: Mapping[str, Area]) -> pd.DataFrame:
    """Return for each row what the boundaries say of its key and its name."""
    named: dict[str, list[Area]] = defaultdict(list)
    for area in areas.values():
        named[_bare(area.name)].append(area)
    cells = rows[COMPARED].astype("string").astype(object).where(rows[COMPARED].notna(), None)
    texts = list(cells.itertuples(index=False, name=None))
    different = {row: _compared(*row, areas=areas, named=named) for row in set(texts)}
    told = [different[row] for row in texts]
    types = {"other": "string", "called": "string", "kind": "string", "district": "string"}
    numbers = dict.fromkeys(("area", "longitude", "latitude"), "Float64")
    return pd.DataFrame(told, columns=list(_There._fields), index=rows.index).astype({**types, **numbers})


def _compared(
    ars: str | None,
    name: str | None,
    kind: str | None,
    district: str | None,
    *,
    areas: Mapping[str, Area],
    named: Mapping[str, list[Area]],
) -> _There:
    area = areas.get(ars or "")
    if area is None and kind in MEMBERS and (around := areas.get(association(ars or ""))):
        lies = areas.get(around.district)  # members have no boundaries of their own: those of their association count
        return _There(True, other_district=_differ(district, lies), district=lies.name if lies else None)
    other = _elsewhere(name or "", kind, area, named)
    elsewhere = _There(
        other=other.ars if other else None,
        mistyped=other is not None and closest(ars or "", {other.ars: True}) is not None,
    )
    if area is None:
        return elsewhere
    lies = areas.get(area.district)
    words = KIND.option(area.kind).words.de if area.kind in KIND.codes else None
    return elsewhere._replace(
        found=True,
        misnamed=name is not None and not _agree(name, area.name),
        other_kind=None not in (kind, words) and kind != area.kind,
        other_district=_differ(district, lies),
        called=f"{area.name} ({words})" if words else area.name,
        kind=words,
        district=lies.name if lies else None,
        area=area.area_km2,
        longitude=area.longitude,
        latitude=area.latitude,
    )


def _elsewhere(name: str, kind: str | None, area: Area | None, named: Mapping[str, list[Area]]) -> Area | None:
    """Return the only other area that has a name, or the only one of the kind that has it."""
    same = [other for other in named.get(_bare(name), []) if other is not area]
    fitting = [other for other in same if other.kind == kind] or same
    return fitting[0] if len(fitting) == 1 else None


def _differ(district: str | None, area: Area | None) -> bool:
    return district is not None and area is not None and not _agree(district, area.name)


def _agree(name: str, official: str) -> bool:
    """Whether two names are the same but for the kind and what is added to a name, as in "Hamm (Sieg)"."""
    mine, other = _bare(name), _bare(official)
    shorter, longer = sorted((kind_words().sub("", name).strip(), official), key=len)
    return mine == other or longer.casefold().startswith((f"{shorter} ".casefold(), f"{shorter}(".casefold()))


def _bare(name: str) -> str:
    return folded(kind_words().sub("", name)).removesuffix("kreis")
