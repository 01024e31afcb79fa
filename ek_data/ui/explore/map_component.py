"""The interactive map: inline SVG with own JavaScript, no library, no frame, no request to anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import streamlit as st

from ek_data.cache import KeptWith
from ek_data.i18n import Language
from ek_data.maps.model import LegendEntry, Map, Shape

ENCODED = KeptWith(8)  # the map as the browser gets it, because a hundred readers get the same
HERE = Path(__file__).parent
_component = st.components.v2.component(
    "municipality_map",
    css=(HERE / "map.css").read_text(encoding="utf-8"),
    js=(HERE / "map.js").read_text(encoding="utf-8"),
)


def show_map(drawn: Map, *, lang: Language, key: str, height: int, selected: str | None = None) -> str | None:
    """Show the map with its legend, and return the ARS of the municipality chosen just now, else None.

    `height` in pixels is the most it takes; in a narrow column it is lower. The answer comes once, for the run
    after the click or key press. While nothing changes, Streamlit sends the map only once.
    """
    data = ENCODED.result(
        drawn, (lang.code, height, selected), lambda: json.dumps(_data(drawn, height, selected, lang)).encode()
    )
    answer = _component(key=key, data=data, on_opened_change=lambda: None)
    opened: str | None = answer.opened
    return opened


def _data(drawn: Map, height: int, selected: str | None, lang: Language) -> dict[str, Any]:
    paths = drawn.canvas.paths
    return {
        "title": lang("Map of the municipalities in Rheinland-Pfalz"),
        "help": lang(
            "Click or press Enter to open a profile. Arrow keys go from one municipality to the next; "
            "Ctrl and the mouse wheel, or two fingers, zoom."
        ),
        "tools": [lang("Enlarge the map"), lang("Reduce the map"), lang("Show the whole state")],
        "width": drawn.canvas.width,
        "height": drawn.canvas.height,
        "maximum": height,
        "land": paths["land"],
        "associations": paths["association_lines"],
        "districts": paths["district_lines"],
        "shapes": [_shape(shape) for shape in drawn.shapes],
        "legend": [_entry(entry) for entry in drawn.legend],
        "attribution": drawn.attribution,
        "selected": selected,
    }


def _shape(shape: Shape) -> dict[str, Any]:
    return {
        "ars": shape.ars,
        "name": shape.name,
        "text": shape.text,
        "symbol": shape.symbol,
        "colour": shape.fill.colour,
        "hatched": shape.fill.hatched,
        "path": shape.path,
        "x": shape.x,
        "y": shape.y,
    }


def _entry(entry: LegendEntry) -> dict[str, Any]:
    return {"label": entry.label, "symbol": entry.symbol, "colour": entry.colour, "hatched": entry.hatched}
