"""Words of the map: each participant has its name where there is room, and no words cover others."""

from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from ek_data.charts import build
from ek_data.geo.boundaries import Boundaries, load
from ek_data.i18n import GERMAN
from ek_data.maps.labels import Label, labels
from ek_data.maps.model import Map, Piece, draw, marked
from ek_data.palette import COHORTS
from ek_data.settings import SHIPPED
from tests.programme import ALZEY, ALZEY_WORMS, shipped

LARGE = 533  # pixels across: the page Karte on a screen of 1440


@cache
def areas() -> Boundaries:
    return load(SHIPPED / "grenzen.topojson")


@cache
def participants(indicator: str = "cohort") -> Map:
    drawn = build.municipality_map(shipped(), indicator, GERMAN, areas()).map
    assert drawn is not None
    return drawn


def mark(ars: str, name: str, kind: str, symbol: str = "’24") -> dict[str, str]:
    return {"ars": ars, "name": name, "kind": kind, "colour": COHORTS[0][0], "symbol": symbol, "text": name}


def placed(drawn: Map, pixels: int, symbol: int = 14, name: int = 12, first: str | None = None) -> tuple[Label, ...]:
    unit = drawn.canvas.width / pixels
    return labels(drawn, symbol * unit, name * unit, first)


def overlapping(found: tuple[Label, ...]) -> list[tuple[str, str]]:
    return [
        (one.name or one.symbol, other.name or other.symbol)
        for one, other in combinations(found, 2)
        if abs(one.x - other.x) * 2 < one.width + other.width and abs(one.y - other.y) * 2 < one.height + other.height
    ]


def test_every_participant_of_the_public_data_has_its_name_and_its_sign_and_none_overlap() -> None:
    found = placed(participants(), LARGE)
    everybody = sorted(shape.name for shape in participants().shapes)
    assert len(everybody) == 15  # 14 that take part and one that left
    assert sorted(label.name for label in found if label.name) == everybody
    assert {label.shape.name for label in found if label.symbol} == {*everybody} - {"Gerolstein"}
    assert overlapping(found) == []


@pytest.mark.parametrize("indicator", ["cohort", "implemented", "in_short"])
@pytest.mark.parametrize("pixels", [432, 480, LARGE])
def test_large_area_that_is_placed_last_has_its_name_all_the_same(indicator: str, pixels: int) -> None:
    drawn = participants(indicator)
    assert len([label for label in placed(drawn, pixels) if label.name]) == len(drawn.shapes)


def test_no_name_stands_on_a_district_where_another_order_leaves_it_room_beside_its_area() -> None:
    assert [label.name for label in placed(participants("implemented"), LARGE) if label.on_hatching] == []


def test_words_do_not_overlap_when_every_area_is_marked() -> None:
    drawn = draw(
        areas(), pd.DataFrame([mark(area.ars, area.name, area.kind, "A") for area in areas().areas.values()]), GERMAN
    )
    found = placed(drawn, LARGE)
    assert len([label for label in found if label.symbol]) > 100
    assert overlapping(found) == []


def test_sign_of_a_district_stands_on_the_district_and_that_of_the_town_in_it_behind_its_name() -> None:
    marks = [mark(ALZEY, "Stadt Alzey", "free_town"), mark(ALZEY_WORMS, "LK Alzey-Worms", "district")]
    found = placed(draw(areas(), pd.DataFrame(marks), GERMAN), LARGE)
    assert [(label.shape.ars, label.name, label.symbol) for label in found] == [
        (ALZEY_WORMS, "", "’24"),
        (ALZEY, "Stadt Alzey", "’24"),
        (ALZEY_WORMS, "LK Alzey-Worms", ""),
    ]
    left, right, top, bottom = bounds(found[0].shape.rings)
    assert left < found[0].x < right
    assert top < found[0].y < bottom
    left, right, top, bottom = bounds(found[1].shape.rings)
    assert not (left < found[0].x < right and top < found[0].y < bottom)


def bounds(rings: tuple[tuple[tuple[int, int], ...], ...]) -> tuple[int, int, int, int]:
    across, down = ([dot[axis] for ring in rings for dot in ring] for axis in (0, 1))
    return min(across), max(across), min(down), max(down)


def test_name_without_room_beside_its_area_stands_at_the_end_of_a_line() -> None:
    assert [label.name for label in placed(participants(), 450) if label.line] == ["Rhein-Selz"]


def test_name_without_any_room_is_left_to_hovering() -> None:
    found = placed(participants(), 200)
    assert 0 < len([label for label in found if label.name]) < 14
    assert overlapping(found) == []


def test_the_one_selected_is_named_before_all_others() -> None:
    names = [label.shape.ars for label in placed(participants(), LARGE, first=ALZEY_WORMS) if label.name]
    assert names[0] == ALZEY_WORMS


def test_circle_of_a_small_area_may_reach_over_the_edge_and_all_others_have_their_names() -> None:
    drawn = participants()
    high = drawn.canvas.height
    for edge in (0, high):
        moved = [replace(drawn.shapes[0], y=edge, pieces=(_at(drawn.shapes[0].pieces[0], edge),)), *drawn.shapes[1:]]
        circled = marked(replace(drawn, shapes=tuple(moved)), 40)
        down = np.array([dot for shape in circled.shapes for ring in shape.rings for dot in ring])[:, 1]
        assert down.min() < 0 or down.max() > high
        assert {label.shape.ars for label in placed(circled, 600)} >= {each.ars for each in drawn.shapes[1:]}


def _at(piece: Piece, y: int) -> Piece:
    """Return a tiny piece at a height."""
    x = piece.x
    return replace(piece, rings=(((x, y), (x + 1, y), (x, y + 1), (x, y)),), x=x, y=y)
