import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from ek_data.geo.boundaries import Boundaries, load
from ek_data.geo.boundary_watch import NOTHING
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.maps.model import CORNERS, MARK, LegendEntry, Map, Shape, canvas, draw, marked, path, with_room
from ek_data.maps.svg import svg
from ek_data.palette import COHORTS, MUTED

SVG = "{http://www.w3.org/2000/svg}"
ALZEY_WORMS, ALZEY, ASBACH, TRIER = "073310000000", "073310003003", "071385001000", "072110000000"
BLUE, ORANGE = "#1f7fbf", "#d05a00"
LEGEND = (LegendEntry("Staffel 2024", BLUE, "A"), LegendEntry("Staffel 2025", ORANGE, "B"))


@pytest.fixture(scope="module")
def boundaries() -> Boundaries:
    return load(Path(__file__).parent.parent.parent / "data" / "grenzen.topojson")


def mark(ars: str, name: str, kind: str, **given: Any) -> dict[str, Any]:
    return {"ars": ars, "name": name, "kind": kind, "colour": BLUE, "symbol": "A", "text": f"{name}: 2024"} | given


MARKS = pd.DataFrame(
    [
        mark(ALZEY, "Alzey", "free_town"),  # inside the Landkreis that comes after it
        mark(ASBACH, "VG Asbach", "association", colour=pd.NA, symbol=pd.NA, text=pd.NA),  # value not known
        mark(ALZEY_WORMS, "LK Alzey-Worms", "district", colour=ORANGE),
        mark("073395007046", "Uelversheim", "member_municipality"),  # no boundary: dissolved into its association
    ]
)


def drawing(boundaries: Boundaries, marks: pd.DataFrame = MARKS) -> Map:
    return draw(boundaries, marks, GERMAN, LEGEND)


def shape(drawn: Map, ars: str) -> Shape:
    return next(shape for shape in drawn.shapes if shape.ars == ars)


def parsed(drawn: Map, title: str = "Karte", description: str = "Drei Kommunen") -> ElementTree.Element:
    return ElementTree.fromstring(svg(drawn, title, description))


def test_districts_are_drawn_first_so_that_their_towns_can_be_seen_and_clicked(boundaries: Boundaries) -> None:
    assert [shape.name for shape in drawing(boundaries).shapes] == ["LK Alzey-Worms", "VG Asbach", "Alzey"]


def test_only_districts_are_hatched(boundaries: Boundaries) -> None:
    assert [shape.fill.hatched for shape in drawing(boundaries).shapes] == [True, False, False]


def test_district_as_frame_column_may_be_a_category(boundaries: Boundaries) -> None:
    marks = MARKS.astype({"kind": "category", "colour": "string", "text": "string"})
    assert drawing(boundaries, marks).shapes == drawing(boundaries).shapes


def test_unknown_value_says_so(boundaries: Boundaries) -> None:
    drawn = drawing(boundaries)
    asbach = shape(drawn, ASBACH)
    assert (asbach.text, asbach.symbol, asbach.fill.colour) == ("VG Asbach: keine Angabe", "?", None)
    assert shape(draw(boundaries, MARKS, ENGLISH), ASBACH).text == "VG Asbach: not known"


def test_legend_explains_what_the_map_adds(boundaries: Boundaries) -> None:
    everything = drawing(boundaries).legend
    plain = drawing(boundaries, MARKS[:1]).legend
    assert [entry.symbol for entry in everything] == ["A", "B", "?", ""]
    assert everything[3].label == "Landkreis"
    assert plain == LEGEND


def test_municipalities_without_boundary_are_named(boundaries: Boundaries) -> None:
    assert drawing(boundaries).without_boundary == ("Uelversheim",)


def test_without_any_boundaries_the_map_is_empty_and_names_all() -> None:
    drawn = drawing(NOTHING)
    assert (drawn.shapes, drawn.without_boundary) == ((), tuple(MARKS["name"]))
    parsed(drawn)


def test_map_without_marks_is_the_empty_state(boundaries: Boundaries) -> None:
    drawn = drawing(boundaries, MARKS[:0])
    assert (drawn.shapes, drawn.without_boundary) == ((), ())
    assert parsed(drawn).findtext(f"{SVG}title") == "Karte"


def test_map_lies_upright_on_the_canvas(boundaries: Boundaries) -> None:
    drawn = canvas(boundaries)
    west_south = drawn.dot(6.11, 48.97)
    assert west_south[0] < drawn.width / 10
    assert west_south[1] > drawn.height * 9 / 10
    state = [dot for ring in drawn.land for dot in ring]
    wide, high = (max(places) - min(places) for places in zip(*state, strict=True))
    assert wide / high == pytest.approx(0.78, abs=0.01)  # of the state itself, in any fair projection


def test_canvas_is_made_once_for_the_same_boundaries(boundaries: Boundaries) -> None:
    assert canvas(boundaries) is canvas(boundaries)


def test_path_is_relative_and_compact() -> None:
    square = ((10, 10), (20, 10), (20, 5), (10, 10))
    assert path([square], closed=True) == "M10 10l10 0 0-5z"
    assert path([square], closed=False) == "M10 10l10 0 0-5-10 5"


def test_every_path_stays_on_the_canvas(boundaries: Boundaries) -> None:
    drawn = canvas(boundaries)
    dots = [dot for rings in drawn.outlines.values() for ring in rings for dot in ring]
    assert min(x for x, _ in dots) > 0 < min(y for _, y in dots)
    assert max(x for x, _ in dots) < drawn.width
    assert max(y for _, y in dots) < drawn.height


def test_image_describes_itself_to_a_screen_reader(boundaries: Boundaries) -> None:
    image = parsed(drawing(boundaries), "Wer macht mit?", "Drei Kommunen, davon ein Landkreis")
    title, description = image.find(f"{SVG}title"), image.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert image.get("role") == "img"
    assert image.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text, description.text) == ("Wer macht mit?", "Drei Kommunen, davon ein Landkreis")


def test_image_shows_attribution_and_legend(boundaries: Boundaries) -> None:
    words = [text.text for text in parsed(drawing(boundaries)).iter(f"{SVG}text")]
    assert "© GeoBasis-DE / BKG 2017 (Daten verändert)" in words
    assert {"Staffel 2024", "Staffel 2025", "keine Angabe"} <= set(words)


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><image href="x"/>', "a & b", "line\x0bfeed\x00"])
def test_words_of_the_data_cannot_become_markup(boundaries: Boundaries, evil: str) -> None:
    marks = pd.DataFrame([mark(TRIER, evil, "independent_city", text=evil, symbol=evil)])
    drawn = draw(boundaries, marks, GERMAN, (LegendEntry(evil, BLUE, evil),))
    image = parsed(drawn, evil, evil)
    readable = re.sub(r"[\x00\x0b]", "", evil)
    assert image.findtext(f"{SVG}title") == readable
    assert not {element.tag.removeprefix(SVG) for element in image.iter()} & {"script", "image"}


def test_two_images_in_one_page_do_not_share_ids(boundaries: Boundaries) -> None:
    first, second = (parsed(drawing(boundaries), title) for title in ("Eins", "Zwei"))
    ids = [{element.get("id") for element in image.iter()} - {None} for image in (first, second)]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])


def test_colours_follow_the_theme_and_stay_light_for_programs_that_know_none(boundaries: Boundaries) -> None:
    marks = pd.DataFrame([mark(TRIER, "Trier", "independent_city", colour=COHORTS[0][0])])
    area = next(
        path for path in parsed(drawing(boundaries, marks)).iter(f"{SVG}path") if path.find(f"{SVG}title") is not None
    )
    assert area.get("fill") == "#0072b2"
    assert "fill:light-dark(#0072b2, #56b4e9)" in area.attrib["style"]


def test_district_is_a_pale_hatching_in_an_outline_and_the_town_on_it_solid_with_a_rim(boundaries: Boundaries) -> None:
    marks = MARKS.assign(colour=COHORTS[1][0])
    groups = [
        group
        for group in parsed(drawing(boundaries, marks)).iter(f"{SVG}g")
        if group.find(f".//{SVG}title") is not None
    ]
    district, _association, town = ([dict(path.attrib) for path in group] for group in groups)
    assert [(path["stroke"], path["fill"][:5]) for path in district] == [(COHORTS[1][0], "url(#")]
    assert [(path["stroke"], path["fill"]) for path in town] == [("#ffffff", "none"), ("#14212b", COHORTS[1][0])]


def test_area_without_a_value_is_white_in_a_dashed_outline_and_an_empty_one_in_that_of_its_colour(
    boundaries: Boundaries,
) -> None:
    marks = pd.DataFrame(
        [
            mark(ASBACH, "VG Asbach", "association", colour=pd.NA, symbol=pd.NA),
            mark(TRIER, "Trier", "independent_city", strength=0.0),
        ]
    )
    areas = [
        path for path in parsed(drawing(boundaries, marks)).iter(f"{SVG}path") if path.find(f"{SVG}title") is not None
    ]
    drawn = [(path.get("fill"), path.get("stroke"), path.get("stroke-dasharray") is not None) for path in areas]
    assert drawn == [("#ffffff", BLUE, False), ("#ffffff", MUTED, True)]


def test_cohort_stands_behind_the_name_in_its_colour(boundaries: Boundaries) -> None:
    marks = pd.DataFrame([mark(TRIER, "Trier", "independent_city", sign="’24", sign_colour=COHORTS[0][0])])
    found = [(text.text, text.get("fill")) for text in parsed(drawing(boundaries, marks)).iter(f"{SVG}tspan")]
    assert ("’24", COHORTS[0][0]) in found


def test_map_is_cut_to_a_place_and_its_neighbours_in_its_own_proportions(boundaries: Boundaries) -> None:
    drawn = drawing(boundaries)
    x, y, width, height = drawn.around({ALZEY, ALZEY_WORMS})
    assert width / height == pytest.approx(drawn.canvas.width / drawn.canvas.height, rel=0.01)
    assert width < drawn.canvas.width / 2
    dots = [dot for ring in shape(drawn, ALZEY_WORMS).rings for dot in ring]
    assert all(x < right < x + width and y < down < y + height for right, down in dots)
    assert drawn.around(()) == (0, 0, drawn.canvas.width, drawn.canvas.height)


FLENSBURG, CONSTANCE, VILLAGE = "010010000000", "083350000000", "083350043043"


def square(west: float, south: float, size: float) -> list[list[list[float]]]:
    east, north = west + size, south + size
    return [[[west, south], [west, north], [east, north], [east, south], [west, south]]]


@pytest.fixture(scope="module")
def far_apart(tmp_path_factory: pytest.TempPathFactory) -> Boundaries:
    """Two districts at the ends of Germany, in one of them a place of two kilometres."""
    outlines = {FLENSBURG: square(9.3, 54.6, 0.4), CONSTANCE: square(9.0, 47.6, 0.4), VILLAGE: square(9.1, 47.7, 0.02)}
    features = [
        {"type": "Feature", "properties": {"ARS": ars}, "geometry": {"type": "Polygon", "coordinates": outline}}
        for ars, outline in outlines.items()
    ]
    file = tmp_path_factory.mktemp("germany") / "grenzen.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return load(file)


def test_scale_follows_from_the_size_of_the_land(boundaries: Boundaries, far_apart: Boundaries) -> None:
    one, germany = canvas(boundaries), canvas(far_apart)
    assert (one.units_per_km, germany.units_per_km) == (50, 13)
    assert germany.height == pytest.approx(one.height, rel=0.05)


def test_what_is_too_small_to_be_seen_is_a_circle_above_all_others_and_the_legend_says_so(
    far_apart: Boundaries,
) -> None:
    places = (VILLAGE, "free_town"), (CONSTANCE, "district"), (FLENSBURG, "independent_city")
    drawn = draw(far_apart, pd.DataFrame([mark(ars, ars, kind) for ars, kind in places]), GERMAN, LEGEND)
    seen = marked(drawn, MARK * drawn.canvas.height)
    assert [shape.ars for shape in seen.shapes] == [CONSTANCE, FLENSBURG, VILLAGE]
    assert [shape(seen, ars).rings == shape(drawn, ars).rings for ars, _kind in places] == [False, True, True]
    across = [x for ring in shape(seen, VILLAGE).rings for x, _y in ring]
    assert max(across) - min(across) == pytest.approx(2 * MARK * drawn.canvas.height, abs=2)
    assert [entry.label for entry in drawn.legend][-1] == "zu klein für diesen Maßstab"


def test_nothing_is_a_circle_that_can_be_seen(boundaries: Boundaries) -> None:
    drawn = drawing(boundaries)
    assert marked(drawn, MARK * drawn.canvas.height) is drawn


def test_circle_stays_with_its_map_where_that_gets_room(far_apart: Boundaries) -> None:
    drawn = draw(far_apart, pd.DataFrame([mark(VILLAGE, "Dorf", "free_town")]), GERMAN)
    wide = with_room(drawn, 1.6)
    by = (wide.canvas.width - drawn.canvas.width) // 2
    (before,), (after,) = drawn.shapes, wide.shapes
    assert (after.x - before.x, after.pieces[0].x - before.pieces[0].x) == (by, by)
    assert after.rings[0][0] == (before.rings[0][0][0] + by, before.rings[0][0][1])


def test_cooperation_is_one_shape_of_all_its_areas_and_is_labelled_in_the_largest(boundaries: Boundaries) -> None:
    joint = mark("x-region", "Region", "free_town", areas=f"{ASBACH}, {TRIER}; 999999999999")
    drawn = draw(boundaries, pd.DataFrame([mark(ALZEY, "Alzey", "free_town"), joint]), GERMAN)
    region, asbach, trier = (
        shape(drawn, "x-region"),
        canvas(boundaries).outlines[ASBACH],
        canvas(boundaries).outlines[TRIER],
    )
    assert region.rings == (*asbach, *trier)
    largest = max(region.pieces, key=lambda piece: piece.reach)
    assert (region.x, region.y) == (largest.x, largest.y)
    assert (len(drawn.shapes), drawn.without_boundary) == (2, ())


def test_cooperation_without_any_boundary_is_named_below(boundaries: Boundaries) -> None:
    joint = mark("x-region", "Region", "free_town", areas="999999999999")
    assert draw(boundaries, pd.DataFrame([joint, mark(ALZEY, "Alzey", "free_town")]), GERMAN).without_boundary == (
        "Region",
    )


def test_circles_of_a_cooperation_meet_neither_each_other_nor_its_large_areas(far_apart: Boundaries) -> None:
    beside, alone = (f"{VILLAGE}, {CONSTANCE}", VILLAGE)
    drawn = draw(
        far_apart,
        pd.DataFrame(
            [mark("x-a", "A", "free_town", areas=beside), mark("x-b", "B", "free_town", areas=f"{alone}, {alone}")]
        ),
        GERMAN,
    )
    seen = marked(drawn, MARK * drawn.canvas.height)
    outlines = canvas(far_apart).outlines
    assert set(shape(seen, "x-a").rings) == {*outlines[VILLAGE], *outlines[CONSTANCE]}
    assert [len(ring) for ring in shape(seen, "x-b").rings] == [CORNERS + 1]
    assert marked(seen, MARK * drawn.canvas.height).shapes == seen.shapes
