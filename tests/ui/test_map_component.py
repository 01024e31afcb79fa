from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ek_data.geo.boundaries import load
from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.maps.model import Map, draw
from ek_data.maps.municipality_list import listing
from ek_data.ui.explore import map_component
from ek_data.updates.draft import Draft, Edit
from tests.maps.test_indicators import DATASET

ASBACH = {
    "ars": "071385001000",
    "name": "VG Asbach",
    "kind": "association",
    "colour": "#1f7fbf",
    "symbol": "A",
    "text": "VG Asbach: Staffel 2024",
}


def one_municipality(lang: Language) -> Map:
    boundaries = load(Path(map_component.__file__).parents[3] / "data" / "grenzen.topojson")
    return draw(boundaries, pd.DataFrame([ASBACH]), lang)


def page() -> None:
    import streamlit as st

    from ek_data.i18n import GERMAN
    from ek_data.ui.explore.map_component import show_map
    from tests.ui.test_map_component import one_municipality

    st.text(repr(show_map(one_municipality(GERMAN), mine="", lang=GERMAN, key="map", height=400)))


def sent(lang: Language) -> dict[str, Any]:
    return map_component._data(one_municipality(lang), 400, lang)


def test_nothing_is_chosen_before_a_click() -> None:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    assert app.text[0].value == "None"


def test_area_has_a_name_a_text_and_a_path_for_the_browser() -> None:
    (shape,) = sent(GERMAN)["shapes"]
    assert {key: shape[key] for key in ("ars", "name", "symbol", "text")} == {
        key: ASBACH[key] for key in ("ars", "name", "symbol", "text")
    }
    assert shape["path"].startswith("M")


@pytest.mark.parametrize("key", ["title", "help", "tools"])
def test_words_of_the_map_follow_the_language(key: str) -> None:
    assert sent(GERMAN)[key] != sent(ENGLISH)[key]


def test_words_have_a_place_for_every_zoom_and_none_is_placed_in_the_browser() -> None:
    levels = sent(GERMAN)["levels"]
    assert len(levels) == len(map_component.ZOOMS)
    assert {tuple(label[:3]) for level in levels for label in level["labels"]} == {(0, 0, 1), (0, 1, 0), (0, 1, 1)}
    assert [level["scale"] for level in levels] == sorted((level["scale"] for level in levels), reverse=True)


def test_browser_gets_what_it_needs_to_draw_small_areas_as_circles_of_one_size() -> None:
    small, large = (map_component._data(one_municipality(GERMAN), high, GERMAN) for high in (200, 800))
    ((path, x, y, reach),) = small["shapes"][0]["pieces"]
    assert (path, x, y) == tuple(small["shapes"][0][key] for key in ("path", "x", "y"))
    assert reach < small["dot"] * small["levels"][0]["scale"]
    assert large["shapes"][0]["pieces"] is None


def test_first_message_is_small() -> None:
    assert len(json.dumps(sent(GERMAN))) < 125_000  # bytes; an unchanged map is not sent again


def test_map_and_list_are_sent_as_one_and_the_one_chosen_by_hand_is_no_part_of_it() -> None:
    listed = listing(DATASET, "implemented", GERMAN)
    data = map_component._with_list(one_municipality(GERMAN), listed, 400, None, GERMAN)
    assert [row["ars"] for group in data["list"]["groups"] for row in group["rows"]] == list(
        dict.fromkeys(row.ars for group in listed.groups for row in group.rows)
    )
    assert {
        icon for group in data["list"]["groups"] for row in group["rows"] for icon, *_ in row["icons"] if icon
    } <= set(data["icons"])
    assert (data["selected"], set(data["cards"])) == ([], {*DATASET.municipalities["ars"]})


def test_what_is_the_readers_own_stands_before_what_everybody_gets_alike() -> None:
    own, *rest = map_component._for_reader(b'{"shapes":[]}', "071315001000", None, GERMAN).split(b"\n")
    assert json.loads(own) == {"ars": "071315001000", "sign": "★", "said": "meine Kommune"}
    assert rest == [b'{"shapes":[]}']
    draft = Draft((Edit("municipalities", ASBACH["ars"], 1, {"population": "1"}), Edit("events", "E08", 1, None)))
    editors = json.loads(map_component._for_reader(b"{}", "", draft, GERMAN).split(b"\n")[0])
    assert (editors["change"], editors["drafted"]) == ("Ändern", [ASBACH["ars"]])


def test_list_stands_alone_where_no_place_may_be_told() -> None:
    data = map_component._with_list(None, listing(DATASET, "cohort", GERMAN), 400, None, GERMAN)
    assert "shapes" not in data
    assert data["list"]["groups"]


@pytest.mark.parametrize("file", ["map.js", "map_list.js"])
def test_script_never_writes_html(file: str) -> None:
    script = (Path(map_component.__file__).parent / file).read_text(encoding="utf-8")
    assert not {
        way for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(") if way in script
    }
