"""Boundaries of municipalities: polygons by ARS, read from the shipped file or from one a user has put beside it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import dist
from pathlib import Path
from threading import Lock

from ek_data.errors import Damaged, Fault, Missing, Unreadable
from ek_data.geo.formats import Document, Feature, Line, Polygon, parsed
from ek_data.geo.projection import plane
from ek_data.i18n import N_

SHIPPED = "grenzen.topojson"
LAND = "07"
KEYS = ("ars", "rs", "ags", "id")
NAMES = ("name", "gen")
GERMANY = ((5.0, 47.0), (16.0, 56.0))  # west and south, east and north, in degrees
LAST_INDEPENDENT_CITY = 20  # in Rheinland-Pfalz the two digits of a kreisfreie Stadt are 11 to 20, of a Landkreis more
BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
OLDER = N_("{reason} The map shows the boundaries that were read before.")
NONE = N_("{reason} The map shows no boundaries until the file is mended.")

Stamp = tuple[str, int, int]


@dataclass(frozen=True)
class Area:
    """One area. `district` is the ARS of its Landkreis (of itself for a Landkreis or a kreisfreie Stadt), `kind` a
    code of `ek_data.tables.KINDS`; the label point lies inside, in degrees (WGS84)."""

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
    """All areas by ARS (12 digits), the lines between them, the outline of the state, and whom to name.

    Compared and hashed by identity, so that what is drawn from it can be kept.
    """

    areas: Mapping[str, Area]
    association_lines: tuple[Line, ...]
    district_lines: tuple[Line, ...]
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


def load(path: Path) -> Boundaries:
    """Read TopoJSON, or GeoJSON in longitude and latitude whose features carry ARS, RS, AGS or an id.

    Raises Missing, Damaged, or Unreadable for coordinates that are not degrees and for files without any area of
    Rheinland-Pfalz. Who has to be named is read from `attribution` in the file (in `meta` for TopoJSON); a file that
    does not say so is named itself.
    """
    try:
        document = parsed(json.loads(path.read_bytes()))
        _refuse_unusable([feature for feature in document.features if _ars(feature)], path.name)
        return _boundaries(_areas(document.features), document, path.name)
    except OSError as fault:
        raise Missing(N_("The boundary file {file} is not there or cannot be opened."), file=path.name) from fault
    except BROKEN as fault:
        raise Damaged(
            N_("The boundary file {file} is damaged, or it is neither TopoJSON nor GeoJSON."), file=path.name
        ) from fault


def _refuse_unusable(features: Collection[Feature], file: str) -> None:
    if not features:
        raise Unreadable(
            N_("The boundary file {file} has no area of Rheinland-Pfalz with a key in ARS, RS, AGS or id."), file=file
        )
    if not all(_in_germany(feature) for feature in features):
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


def _areas(features: Iterable[Feature]) -> dict[str, Area]:
    """Return the areas of Rheinland-Pfalz by ARS. One that a file gives in several pieces is put together."""
    areas: dict[str, Area] = {}
    for feature in features:
        ars = _ars(feature)
        if ars is None:
            continue
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


def _ars(feature: Feature) -> str | None:
    """Return the 12 digits of a feature, or None for what is no area of Rheinland-Pfalz (other Länder, the whole)."""
    key = _property(feature, KEYS) or feature.key
    if re.fullmatch(r"7\d{3,10}", key):  # a number has lost its zero; no Land of Germany begins with 7
        key = "0" + key
    return twelve_digits(key) if re.fullmatch(LAND + r"(\d{3}|\d{6,7}|\d{10})", key) else None


def twelve_digits(key: str) -> str:
    """Return the ARS (12 digits) of a key of 5 (Landkreis), 8 (AGS), 9 (association or free municipality) or 12.

    An AGS does not say to which association a municipality belongs, so it is taken for a free one.
    """
    if len(key) == 8:
        return f"{key[:5]}0{key[5:]}{key[5:]}"
    free = len(key) == 9 and key[5] == "0"
    return key + key[6:] if free else key.ljust(12, "0")


def _kind(ars: str, feature: Feature) -> str:
    if declared := feature.properties.get("kind"):
        return str(declared)
    if ars[5:] == "0000000":
        return "independent_city" if int(ars[3:5]) <= LAST_INDEPENDENT_CITY else "district"
    if ars[5] == "5":
        return "association" if ars[9:] == "000" else "member_municipality"
    return "free_town" if _property(feature, ("bez",)).startswith("Stadt") else "free_municipality"


def _area(ars: str, feature: Feature) -> Area:
    given = feature.properties
    if "longitude" in given:
        longitude, latitude = float(given["longitude"]), float(given["latitude"])
    else:
        longitude, latitude = _inner_point(max((part[0] for part in feature.polygons), key=_size))
    return Area(
        ars=ars,
        name=_property(feature, NAMES) or ars,
        kind=_kind(ars, feature),
        district=ars[:5].ljust(12, "0"),
        polygons=feature.polygons,
        longitude=longitude,
        latitude=latitude,
        area_km2=float(given["area_km2"]) if "area_km2" in given else area_km2(feature.polygons),
    )


def _size(ring: Line) -> float:
    """Return twice the area a ring encloses, in the unit of its coordinates squared."""
    return abs(sum(x * below - beside * y for (x, y), (beside, below) in pairwise(ring)))


def area_km2(polygons: Iterable[Polygon]) -> float:
    """Return the area of polygons in degrees, holes left out."""
    rings = [[_size(tuple(plane(*point) for point in ring)) for ring in part] for part in polygons]
    return sum(outer - sum(holes) for outer, *holes in rings) / 2


def _inner_point(ring: Line) -> tuple[float, float]:
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


def _boundaries(areas: Mapping[str, Area], document: Document, file: str) -> Boundaries:
    within, between = _shared_lines(document) if document.lines else _own_lines(areas.values())
    outer = [area for area in areas.values() if not _lies_inside_another(area, areas)]
    land = next((f.polygons for f in document.features if f.key == LAND), None)
    return Boundaries(
        areas=areas,
        association_lines=within,
        district_lines=between,
        land=land or tuple(part for area in outer for part in area.polygons),
        attribution=str(document.about.get("attribution") or file),
        as_of=str(document.about.get("as_of") or ""),
    )


def _lies_inside_another(area: Area, areas: Mapping[str, Area]) -> bool:
    containers = {area.district, area.ars[:9] + "000"} - {area.ars}
    return not containers.isdisjoint(areas)


def _shared_lines(document: Document) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines inside districts and those between them: what only one district borders on both sides."""
    sides: dict[int, list[str]] = defaultdict(list)
    for feature, ars in _units(document):
        for arc in feature.arcs:
            sides[arc].append(ars[:5])
    inner = {arc for arc, districts in sides.items() if len(districts) > 1 and len(set(districts)) == 1}
    within = tuple(document.lines[arc] for arc in sorted(inner))
    return within, tuple(document.lines[arc] for arc in sorted(sides.keys() - inner))


def _units(document: Document) -> Iterator[tuple[Feature, str]]:
    """Yield what is no Landkreis; all features if there are only Landkreise."""
    keyed = [(feature, ars) for feature in document.features if (ars := _ars(feature))]
    units = [(feature, ars) for feature, ars in keyed if _kind(ars, feature) != "district"]
    return iter(units or keyed)


def _own_lines(areas: Iterable[Area]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    within: list[Line] = []
    between: list[Line] = []
    for area in areas:
        outer = area.kind in ("district", "independent_city")
        (between if outer else within).extend(ring for part in area.polygons for ring in part)
    return tuple(within), tuple(between)


def distance_km(a: Area, b: Area) -> float:
    """Return the distance between two label points as the crow flies."""
    return dist(plane(a.longitude, a.latitude), plane(b.longitude, b.latitude))


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


NOTHING = Boundaries({}, (), (), (), "", "")


class BoundaryWatch:
    """The boundary file of a folder, read anew whenever its name, date or size is another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._mark: Stamp | None = None
        self._held = NOTHING
        self.fault: Fault | None = None

    def current(self) -> Boundaries:
        """Return the newest sound boundaries; none at all if no file has been sound yet."""
        with self._lock:
            path = locate(self._folder)
            if (mark := _mark(path)) != self._mark:
                self._mark = mark
                self._take(path)
            return self._held

    def _take(self, path: Path) -> None:
        try:
            self._held, self.fault = load(path), None
        except Fault as fault:
            self._held = self._held if self._held.areas else self._shipped()
            self.fault = Fault(OLDER if self._held.areas else NONE, reason=fault)

    def _shipped(self) -> Boundaries:
        try:
            return load(self._folder / SHIPPED)
        except Fault:  # said already, or the same file
            return NOTHING


def _mark(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, -1
    return str(path), status.st_mtime_ns, status.st_size
