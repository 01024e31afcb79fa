"""Boundaries of municipalities: polygons by ARS, read from the shipped file or from one a user has put beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from ek_data.errors import Damaged, Missing, Unreadable
from ek_data.geo.border_lines import FileArea, Lines, lines_of
from ek_data.geo.formats import BoundaryFile, Feature, Point, Polygon, Polyline, parsed
from ek_data.geo.regional_key import LAENDER, OF_LAND, association, beginnings, district, readings, twelve_digits
from ek_data.geo.sphere import area_km2, enclosed, kilometres
from ek_data.i18n import N_

SHIPPED = "grenzen.topojson"
KEYS = ("ars", "rs", "ags", "id")
NAMES = ("name", "gen")
GERMANY = ((5.0, 47.0), (16.0, 56.0))  # west and south, east and north, in degrees: what a file must lie within
BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Area:
    """One area. `district` is the ARS of its Landkreis (of itself for a Landkreis or a kreisfreie Stadt), `kind` what
    the file says, empty if it does not; the label point lies inside, in degrees (WGS84)."""

    ars: str
    name: str
    kind: str
    district: str
    polygons: tuple[Polygon, ...]
    longitude: float
    latitude: float
    area_km2: float


@dataclass(frozen=True, eq=False)
class Boundaries:
    """All areas by ARS (12 digits), the lines between them, the outline of all, and whom to name.

    Compared and hashed by identity, so that what is drawn from it can be kept.
    """

    areas: Mapping[str, Area]
    lines: Lines
    land: tuple[Polygon, ...]
    attribution: str
    as_of: str


def locate(folder: Path) -> Path:
    """Return the boundary file to use.

    To use a newer one, put it beside the shipped `grenzen.topojson` under a name that begins with "grenzen", such as
    ``grenzen_2026.topojson`` or ``Grenzen neu.geojson``: it then wins, and nothing has to be deleted or set. Of
    several the last one by name wins, as a file manager sorts them (2 before 10, capitals and small letters alike),
    because the name is what people see and choose, while the date of a file changes when it is copied.
    """
    candidates = [
        file
        for file in folder.glob("*")
        if file.name.casefold().startswith("grenzen") and file.suffix.casefold() in (".topojson", ".geojson")
    ]
    own = [file for file in candidates if file.name != SHIPPED]
    return max(own, key=_natural, default=folder / SHIPPED)


def _natural(file: Path) -> list[tuple[bool, int, str]]:
    parts = re.findall(r"\d+|\D+", file.name.casefold())
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def load(path: Path, laender: Collection[str] = LAENDER) -> Boundaries:
    """Read TopoJSON, or GeoJSON in longitude and latitude whose features carry ARS, RS, AGS or an id.

    Areas of other Länder than `laender` are left out. Raises Missing, Damaged, or Unreadable for coordinates that are
    not degrees and for files without any area of these Länder. Who has to be named is read from `attribution` in the
    file (in `meta` for TopoJSON); a file that does not say so is named itself.
    """
    try:
        document = parsed(json.loads(path.read_bytes()))
        keyed = [(key, feature) for feature in document.features if (key := _key(feature, laender))]
        units = [FileArea(twelve_digits(key), feature) for key, feature in keyed if len(key) > OF_LAND]
        _refuse_unusable(units, path.name, laender)
        return _boundaries(units, [feature for key, feature in keyed if len(key) == OF_LAND], document, path.name)
    except OSError as fault:
        raise Missing(N_("The boundary file {file} is not there or cannot be opened."), file=path.name) from fault
    except BROKEN as fault:
        raise Damaged(
            N_("The boundary file {file} is damaged, or it is neither TopoJSON nor GeoJSON."), file=path.name
        ) from fault


def _refuse_unusable(units: Collection[FileArea], file: str, laender: Collection[str]) -> None:
    if not units:
        raise Unreadable(
            N_(
                "The boundary file {file} has no area whose key in ARS, RS, AGS or id is that of a municipality or "
                "district and begins with {laender}."
            ),
            file=file,
            laender=beginnings(laender),
        )
    if not all(_in_germany(feature) for _ars, feature in units):
        raise Unreadable(
            N_(
                "The coordinates in the boundary file {file} are not longitude and latitude in degrees (WGS84). "
                "Please export it again in EPSG:4326; UTM coordinates (EPSG:25832) cannot be used."
            ),
            file=file,
        )


def _in_germany(feature: Feature) -> bool:
    (west, south), (east, north) = GERMANY
    return all(west < x < east and south < y < north for part in feature.polygons for ring in part for x, y in ring)


def _areas(units: Iterable[FileArea]) -> dict[str, Area]:
    """Return the areas by ARS. One that a file gives in several pieces is put together."""
    areas: dict[str, Area] = {}
    for ars, feature in units:
        piece = _area(ars, feature)
        known = areas.get(ars)
        areas[ars] = piece if known is None else _together(known, piece)
    return areas


def _together(area: Area, piece: Area) -> Area:
    larger = max(area, piece, key=lambda part: part.area_km2)
    return replace(larger, polygons=area.polygons + piece.polygons, area_km2=area.area_km2 + piece.area_km2)


def _property(feature: Feature, names: Iterable[str]) -> str:
    values = {name.casefold(): value for name, value in feature.properties.items() if value not in (None, "")}
    return str(next((values[name] for name in names if name in values), ""))


def _key(feature: Feature, laender: Collection[str]) -> str | None:
    """Return the key of a feature, that of a whole Land among them, or None for what is no area of these Länder."""
    key = _property(feature, KEYS) or feature.key
    return key if key in laender else next(iter(readings(key, laender)), None)


def _area(ars: str, feature: Feature) -> Area:
    given = feature.properties
    if "longitude" in given:
        longitude, latitude = float(given["longitude"]), float(given["latitude"])
    else:
        longitude, latitude = _inner_point(max((part[0] for part in feature.polygons), key=enclosed))
    return Area(
        ars=ars,
        name=_property(feature, NAMES) or ars,
        kind=str(given.get("kind") or ""),
        district=district(ars),
        polygons=feature.polygons,
        longitude=longitude,
        latitude=latitude,
        area_km2=float(given["area_km2"]) if "area_km2" in given else area_km2(feature.polygons),
    )


def _inner_point(ring: Polyline) -> tuple[float, float]:
    """Return the middle of the longest stretch inside `ring` at half its height: near the middle, never outside."""
    latitudes = [y for _, y in ring]
    middle = (min(latitudes) + max(latitudes)) / 2
    crossings = sorted(
        x + (middle - y) / (below - y) * (beside - x)
        for (x, y), (beside, below) in pairwise(ring)
        if (y < middle) != (below < middle)
    )
    inside = zip(crossings[::2], crossings[1::2], strict=True)
    west, east = max(inside, key=lambda stretch: stretch[1] - stretch[0], default=(ring[0][0], ring[0][0]))
    return (west + east) / 2, middle


def _boundaries(units: Sequence[FileArea], whole: Iterable[Feature], document: BoundaryFile, file: str) -> Boundaries:
    areas = _areas(units)
    outer = [area for area in areas.values() if not _lies_inside_another(area, areas)]
    return Boundaries(
        areas=areas,
        lines=lines_of(units, document.lines),
        land=tuple(part for each in (list(whole) or outer) for part in each.polygons),
        attribution=str(document.about.get("attribution") or file),
        as_of=str(document.about.get("as_of") or ""),
    )


def _lies_inside_another(area: Area, areas: Mapping[str, Area]) -> bool:
    containers = {area.district, association(area.ars)} - {area.ars}
    return not containers.isdisjoint(areas)


def distance_km(a: Area, b: Area) -> float:
    """Return the distance between two label points as the crow flies."""
    return kilometres(a.longitude, a.latitude, b.longitude, b.latitude)


def extent(areas: Iterable[Area]) -> tuple[Point, Point]:
    """Return the south-western and the north-eastern corner of all areas, in degrees."""
    points = [point for area in areas for part in area.polygons for point in part[0]]
    longitudes, latitudes = zip(*points, strict=True)
    return (min(longitudes), min(latitudes)), (max(longitudes), max(latitudes))


def label_point(boundaries: Boundaries, ars: str, present: Collection[str]) -> tuple[float, float]:
    """Return where to label an area, in degrees.

    A Landkreis in which others of `present` lie is labelled inside its largest unit that is not among them, so that
    Alzey-Worms does not cover the town of Alzey.
    """
    area = boundaries.areas[ars]
    inside = [unit for unit in boundaries.areas.values() if unit.district == ars != unit.ars]
    free = [unit for unit in inside if unit.ars not in present]
    if free and len(free) < len(inside):
        area = max(free, key=lambda unit: unit.area_km2)
    return area.longitude, area.latitude
