import json
from itertools import pairwise
from math import acos, cos, radians, sin
from pathlib import Path
from typing import Any

import pytest

from ek_data.errors import Damaged, Fault, Missing, Unreadable
from ek_data.geo.boundaries import Boundaries, distance_km, label_point, load, locate
from ek_data.geo.formats import Polyline
from ek_data.geo.sphere import area_km2
from ek_data.i18n import GERMAN
from ek_data.tables import MUNICIPALITIES

SHIPPED = Path(__file__).parent.parent.parent / "data" / "grenzen.topojson"
ALZEY_WORMS, ALZEY = "073310000000", "073310003003"
SQUARE = [[[7.0, 50.0], [7.0, 50.1], [7.1, 50.1], [7.1, 50.0], [7.0, 50.0]]]
OFFICIAL_KM2 = {  # Gemeindeverzeichnis GV100AD as of 31 August 2025
    "073400000000": 953.59,  # Landkreis Südwestpfalz
    "073310000000": 588.07,  # Landkreis Alzey-Worms
    "073320025025": 39.95,  # Haßloch
    "073310003003": 35.22,  # Stadt Alzey
    "073395007000": 145.56,  # VG Rhein-Selz
    "071385001000": 108.12,  # VG Asbach
    "071435002000": 173.87,  # VG Hachenburg
    "071355002000": 140.60,  # VG Kaisersesch
    "073355010000": 123.01,  # VG Otterbach-Otterberg
    "071325010000": 228.99,  # VG Altenkirchen-Flammersfeld, merged in 2020
    "071325006000": 42.27,  # VG Hamm (Sieg)
    "071335009000": 134.44,  # VG Kirner Land, of the town of Kirn and an association
    "073395006000": 73.02,  # VG Nieder-Olm
    "071385005000": 95.71,  # VG Puderbach
    "072335006000": 455.29,  # VG Gerolstein, of three associations
}


@pytest.fixture(scope="module")
def boundaries() -> Boundaries:
    return load(SHIPPED)


def contains(ring: Polyline, longitude: float, latitude: float) -> bool:
    """Count how often a ray to the east crosses the ring."""
    crossings = [
        x + (latitude - y) / (below - y) * (beside - x)
        for (x, y), (beside, below) in pairwise(ring)
        if (y < latitude) != (below < latitude)
    ]
    return sum(crossing > longitude for crossing in crossings) % 2 == 1


def geojson(folder: Path, *features: tuple[dict[str, Any], Any], name: str = "grenzen_neu.geojson", **top: Any) -> Path:
    entries = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": coordinates}}
        for properties, coordinates in features
    ]
    file = folder / name
    file.write_text(json.dumps({"type": "FeatureCollection", "features": entries, **top}), encoding="utf-8")
    return file


@pytest.mark.parametrize("ars", OFFICIAL_KM2)
def test_area_of_the_polygon_is_within_one_percent_of_the_official_one(boundaries: Boundaries, ars: str) -> None:
    assert area_km2(boundaries.areas[ars].polygons) == pytest.approx(OFFICIAL_KM2[ars], rel=0.01)


def test_shipped_file_has_every_unit_once(boundaries: Boundaries) -> None:
    kinds = [area.kind for area in boundaries.areas.values()]
    counted = {code: kinds.count(code) for code in MUNICIPALITIES["kind"].codes}
    assert counted == {
        "district": 24,
        "independent_city": 12,
        "association": 129,
        "free_municipality": 8,
        "free_town": 21,
        "member_municipality": 0,  # Ortsgemeinden are dissolved into their Verbandsgemeinden
    }


def test_units_of_a_district_fill_it(boundaries: Boundaries) -> None:
    units = [area.area_km2 for area in boundaries.areas.values() if area.district == ALZEY_WORMS != area.ars]
    assert sum(units) == pytest.approx(boundaries.areas[ALZEY_WORMS].area_km2, abs=0.5)


def test_shipped_file_names_its_source(boundaries: Boundaries) -> None:
    assert boundaries.attribution == "© GeoBasis-DE / BKG 2017 (Daten verändert)"


def test_district_around_a_town_keeps_its_hole(boundaries: Boundaries) -> None:
    outer, *holes = boundaries.areas["073400000000"].polygons[0]
    pirmasens = boundaries.areas["073170000000"]
    assert contains(outer, pirmasens.longitude, pirmasens.latitude)
    assert any(contains(hole, pirmasens.longitude, pirmasens.latitude) for hole in holes)


def test_label_of_a_district_does_not_cover_its_own_participating_town(boundaries: Boundaries) -> None:
    point = label_point(boundaries, ALZEY_WORMS, {ALZEY_WORMS, ALZEY})
    assert not contains(boundaries.areas[ALZEY].polygons[0][0], *point)
    assert contains(boundaries.areas[ALZEY_WORMS].polygons[0][0], *point)


def test_label_of_a_district_without_participating_towns_is_its_own(boundaries: Boundaries) -> None:
    area = boundaries.areas[ALZEY_WORMS]
    assert label_point(boundaries, ALZEY_WORMS, {ALZEY_WORMS}) == (area.longitude, area.latitude)


def test_distance_is_as_the_crow_flies(boundaries: Boundaries) -> None:
    mainz, trier = boundaries.areas["073150000000"], boundaries.areas["072110000000"]
    north, south = radians(mainz.latitude), radians(trier.latitude)
    angle = sin(north) * sin(south) + cos(north) * cos(south) * cos(radians(mainz.longitude - trier.longitude))
    assert distance_km(mainz, trier) == pytest.approx(6371 * acos(angle), rel=0.001)  # the great circle
    assert distance_km(mainz, mainz) == 0


@pytest.mark.parametrize(
    "properties",
    [
        {"ARS": "071385001000", "GEN": "Asbach"},
        {"RS": "071385001", "GEN": "Asbach"},
        {"ars": 71385001000, "name": "Asbach"},  # a number: the leading zero is gone
        {"id": "071385001", "Name": "Asbach"},
    ],
)
def test_geojson_of_a_user_is_read_by_its_key(tmp_path: Path, properties: dict[str, Any]) -> None:
    own = load(geojson(tmp_path, (properties, SQUARE), attribution="© Vermessungsamt"))
    area = own.areas["071385001000"]
    assert (area.name, area.kind, area.district) == ("Asbach", "", "071380000000")  # the key does not say the kind
    assert area.area_km2 == pytest.approx(7.15 * 11.12, rel=0.01)  # a tenth of a degree each way at 50° N
    assert (area.longitude, area.latitude) == pytest.approx((7.05, 50.05))
    assert own.attribution == "© Vermessungsamt"


def test_file_that_names_no_source_is_named_itself(tmp_path: Path) -> None:
    assert load(geojson(tmp_path, ({"ARS": "071385001000"}, SQUARE))).attribution == "grenzen_neu.geojson"


def test_pieces_of_one_area_are_put_together(tmp_path: Path) -> None:
    island = [[[7.2, 50.0], [7.2, 50.05], [7.25, 50.05], [7.2, 50.0]]]
    own = load(geojson(tmp_path, ({"AGS": "07331003"}, SQUARE), ({"AGS": "07331003"}, island)))
    assert len(own.areas[ALZEY].polygons) == 2
    assert own.areas[ALZEY].longitude == pytest.approx(7.05)  # the label stays in the larger piece


def test_areas_of_other_laender_are_left_out(tmp_path: Path) -> None:
    file = geojson(
        tmp_path, ({"ARS": "071385001000"}, SQUARE), ({"ARS": "064110000000"}, SQUARE), ({"ARS": "06"}, SQUARE)
    )
    assert list(load(file, ("07",)).areas) == ["071385001000"]
    assert list(load(file).areas) == ["071385001000", "064110000000"]
    with pytest.raises(Unreadable, match="with 01, 02") as raised:
        load(file, ("01", "02"))
    assert "mit 01, 02 beginnt" in raised.value.sentence(GERMAN)


def topojson(folder: Path, *units: tuple[str, list[int]]) -> Path:
    """Write areas side by side, of which only the upright lines at 7.1, 7.2, 7.3 and 7.4 degrees are looked at."""
    uprights = [[[x, 50.0], [x, 50.1]] for x in (7.1, 7.2, 7.3, 7.4)]
    placed = {"longitude": 7.2, "latitude": 50.05, "area_km2": 1}
    geometries = [{"type": "Polygon", "id": key, "arcs": [arcs], "properties": placed} for key, arcs in units]
    file = folder / "grenzen_neu.topojson"
    objects = {"units": {"type": "GeometryCollection", "geometries": geometries}}
    file.write_text(json.dumps({"type": "Topology", "arcs": uprights, "objects": objects}), encoding="utf-8")
    return file


def upright(line: Polyline) -> float:
    return line[0][0]


def test_lines_are_told_apart_by_what_they_part(tmp_path: Path) -> None:
    municipalities = ("071310001001", [0, 0]), ("071310002002", [0, 1]), ("071320003003", [1, 2])
    inner, outer = load(topojson(tmp_path, *municipalities)).lines
    assert ([upright(line) for line in inner], [upright(line) for line in outer]) == ([7.1], [7.2, 7.3])


def test_of_several_laender_these_are_parted_strongly_and_their_districts_faintly(tmp_path: Path) -> None:
    districts = ("07131", [0, 1]), ("07132", [1, 2]), ("06411", [2, 3])
    inside = ("071310001001", [0, 0]), ("071310002002", [0, 1])
    inner, outer = load(topojson(tmp_path, *districts, *inside)).lines
    assert ([upright(line) for line in inner], [upright(line) for line in outer]) == ([7.2], [7.1, 7.3, 7.4])


def test_place_inside_a_district_that_is_drawn_as_well_is_outlined_faintly(tmp_path: Path) -> None:
    inner, outer = load(topojson(tmp_path, ("07131", [0, 2]), ("071310001001", [1]))).lines
    assert ([upright(line) for line in inner], [upright(line) for line in outer]) == ([7.2], [7.1, 7.3])


UTM_SQUARE = [[[385000.0, 5600000.0], [385000.0, 5610000.0], [395000.0, 5610000.0], [385000.0, 5600000.0]]]
IN_UTM = {"type": "Polygon", "coordinates": UTM_SQUARE}
WITHOUT_ARCS = {"districts": {"geometries": [{"type": "Polygon", "arcs": [[4]], "id": "07138"}]}}
BROKEN = {
    "cut off": ('{"type": "Topology", "arcs": [[[1, 2', Damaged, "beschädigt"),
    "no JSON": ("Kommune;Wert", Damaged, "beschädigt"),
    "other JSON": ('["Asbach"]', Damaged, "beschädigt"),
    "arc that is not there": (
        json.dumps({"type": "Topology", "arcs": [], "objects": WITHOUT_ARCS}),
        Damaged,
        "beschädigt",
    ),
    "nothing in it": (json.dumps({"type": "FeatureCollection", "features": []}), Unreadable, "kein Gebiet"),
    "UTM coordinates": (
        json.dumps({"type": "FeatureCollection", "features": [{"id": "071385001", "geometry": IN_UTM}]}),
        Unreadable,
        "EPSG:4326",
    ),
}


@pytest.mark.parametrize(("content", "fault", "words"), BROKEN.values(), ids=BROKEN)
def test_unusable_file_is_refused_with_a_german_sentence(
    tmp_path: Path, content: str, fault: type[Fault], words: str
) -> None:
    file = tmp_path / "grenzen_2026.geojson"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(fault) as raised:
        load(file)
    sentence = raised.value.sentence(GERMAN)
    assert words in sentence
    assert "Die Grenzdatei grenzen_2026.geojson" in sentence or "in der Grenzdatei grenzen_2026.geojson" in sentence


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Missing) as raised:
        load(tmp_path / "grenzen.topojson")
    assert raised.value.sentence(GERMAN) == "Die Grenzdatei grenzen.topojson fehlt oder lässt sich nicht öffnen."


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        (["grenzen.topojson"], "grenzen.topojson"),
        ([], "grenzen.topojson"),  # reading it then says that it is missing
        (["grenzen.topojson", "grenzen_2026.topojson"], "grenzen_2026.topojson"),
        (["grenzen.topojson", "grenzen.geojson"], "grenzen.geojson"),
        (["grenzen.topojson", "grenzen_9.geojson", "grenzen_10.geojson"], "grenzen_10.geojson"),  # 9 before 10
        (["grenzen.topojson", "Grenzen 2027.GeoJSON", "grenzen 2026.topojson"], "Grenzen 2027.GeoJSON"),
        (["grenzen.topojson", "grenzen_2026.zip", "kommunen.csv"], "grenzen.topojson"),  # cannot be read as it is
    ],
)
def test_file_of_the_user_wins_over_the_shipped_one(tmp_path: Path, files: list[str], chosen: str) -> None:
    for name in files:
        (tmp_path / name).touch()
    assert locate(tmp_path).name == chosen
