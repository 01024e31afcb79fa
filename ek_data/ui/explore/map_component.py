"""The interactive map: inline SVG with own JavaScript, no library, no frame, no request to anywhere."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import streamlit as st

from ek_data.cache import KeptWith
from ek_data.charts.drawers.svg_elements import icon
from ek_data.i18n import Language
from ek_data.maps.labels import Label, labels
from ek_data.maps.model import GROUND, STRIPE, Fill, LegendEntry, Map, Shape, marked
from ek_data.maps.municipality_list import Card, ListedGroup, Listing
from ek_data.palette import Look, either
from ek_data.tables import MUNICIPALITIES
from ek_data.ui.components import change_links
from ek_data.ui.context import OWN
from ek_data.ui.explore.profile import ADDRESS, KEY
from ek_data.updates.draft import Draft

ENCODED = KeptWith(8)  # the map as the browser gets it, because a hundred readers get the same
SYMBOL, NAME, ICON = 14, 12, 13  # pixels
DOT = 5  # pixels: the radius of what is too small to be seen
FOLDED = 40  # municipalities; more are folded by cohort and can be searched
ZOOMS = (0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.4, 2, 4, 8)
"""Steps between which the words of the map keep their places, from a phone to the closest view."""
HERE = Path(__file__).parent
_component = st.components.v2.component(
    "municipality_map",
    css=(HERE / "map.css").read_text(encoding="utf-8"),
    js="\n".join((HERE / name).read_text(encoding="utf-8") for name in ("map.js", "map_list.js")),
)


def show_map(
    drawn: Map,
    *,
    mine: str,
    lang: Language,
    key: str,
    height: int,
    selected: str | None = None,
    near: Collection[str] = (),
) -> str | None:
    """Show the map with its legend, and return the ARS of the municipality whose profile is wanted just now, else None.

    `mine` is the one that the reader calls their own, which is marked. `height` in pixels is the most it takes; in a
    narrow column it is lower. At first it shows the part around those that are `near` the one selected, if there are
    any. The answer comes once, for the run after the click or key press. While nothing changes, Streamlit sends the map
    only once.
    """
    asked = (lang.code, height, selected, tuple(near))
    data = ENCODED.result(drawn, asked, lambda: _encoded(_data(drawn, height, lang, selected, near)))
    opened: str | None = _shown(key, data, mine, lang).opened
    return opened


def show_with_list(
    drawn: Map | None,
    listing: Listing,
    *,
    mine: str,
    lang: Language,
    key: str,
    height: int,
    start: tuple[str, int] | None,
    draft: Draft | None,
) -> tuple[str | None, str | None]:
    """Show the map, the list beside it and the card of the one chosen, as one: what is touched is marked in both.

    `mine` is the one that the reader calls their own, marked as well. `start` is the ARS that the link chose, with a
    number that tells its choices apart. The card leads those who may change the data, and so have a `draft`, to the
    drawer of the municipality, and says whether the draft has it. Returned are the ARS chosen just now, empty where the
    card was closed, and the one whose profile is wanted; None where nothing happened. Without a map there is the list
    alone.
    """
    data = ENCODED.result(
        listing, (lang.code, height, start), lambda: _encoded(_with_list(drawn, listing, height, start, lang))
    )
    answer = _shown(key, data, mine, lang, draft)
    return answer.chosen, answer.opened


def _with_list(
    drawn: Map | None, listing: Listing, height: int, start: tuple[str, int] | None, lang: Language
) -> dict[str, Any]:
    icons: dict[str, str] = {}
    listed = {
        "search": lang("Find a municipality"),
        "none": lang("No municipality is called so."),
        "more": lang("Show more ({n})", n="{n}"),
        "language": lang.code,
        "folded": sum(len(group.rows) for group in listing.groups) > FOLDED,
        "key": [[_icon(look, icons), words] for look, words in listing.key],
        "groups": [_group(group, icons) for group in listing.groups],
    }
    cards = {ars: _card(card, icons) for ars, card in listing.cards.items()}
    words = {"open": lang("Open the profile"), "close": lang("Close"), "profile": f"{ADDRESS}?{KEY}="}
    mapped = _data(drawn, height, lang) if drawn else {}
    return {**mapped, "list": listed, "cards": cards or None, "icons": icons, "words": words, "selected": start or []}


def _icon(look: Look, icons: dict[str, str]) -> str:
    """Return the key of a symbol, which is sent once."""
    key = f"{look.symbol} {look.colour}"
    icons.setdefault(key, icon(look, ICON))
    return key


def _group(group: ListedGroup, icons: dict[str, str]) -> dict[str, Any]:
    rows = [
        {
            "ars": row.ars,
            "name": row.name,
            "said": row.said,
            "icons": [
                [_icon(each.look, icons) if each.look else None, each.said, each.text] for each in row.told.icons
            ],
            "lead": row.told.lead,
            "rest": row.told.rest,
        }
        for row in group.rows
    ]
    return {"name": group.name, "colour": either(group.colour), "end": group.end, "rows": rows}


def _card(card: Card, icons: dict[str, str]) -> dict[str, Any]:
    return {
        "title": card.title,
        "cohort": card.cohort,
        "colour": either(card.colour),
        "where": card.where,
        "lines": [[_icon(look, icons) if look else None, words] for look, words in card.lines],
    }


def _shown(key: str, data: bytes, mine: str, lang: Language, draft: Draft | None = None) -> Any:
    return _component(
        key=key,
        data=_for_reader(data, mine, draft, lang),
        on_opened_change=lambda: None,
        on_chosen_change=lambda: None,
    )


def _for_reader(data: bytes, mine: str, draft: Draft | None, lang: Language) -> bytes:
    """Return what all get alike, behind a line with what is the reader's own."""
    own: dict[str, Any] = {"ars": mine, "sign": OWN, "said": lang("my municipality")}
    if draft is not None:
        own |= {"change": lang("Change"), "link": f"{change_links.LINK}{MUNICIPALITIES.name}/"}
        own["drafted"] = [edit.key for edit in draft.edits if edit.table == MUNICIPALITIES.name]
        own["inDraft"] = lang(change_links.IN_DRAFT)
    return _encoded(own) + b"\n" + data


def _encoded(data: dict[str, Any]) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode()


def _data(
    drawn: Map, height: int, lang: Language, selected: str | None = None, near: Collection[str] = ()
) -> dict[str, Any]:
    paths = drawn.canvas.paths
    return {
        "title": lang("Map of the municipalities {in_region}"),
        "help": lang(
            "Click or press Enter for more. Arrow keys go from one municipality to the next; "
            "Ctrl and the mouse wheel, or two fingers, zoom."
        ),
        "tools": [lang("Enlarge the map"), lang("Reduce the map"), lang("Show the whole state")],
        "width": drawn.canvas.width,
        "height": drawn.canvas.height,
        "maximum": height,
        "view": drawn.around({*near, selected} if selected and near else ()),
        "land": paths["land"],
        "inner-lines": paths["inner_lines"],
        "outer-lines": paths["outer_lines"],
        "dot": DOT,
        "shapes": [_shape(shape, DOT * drawn.canvas.height / height / min(ZOOMS)) for shape in drawn.shapes],
        "levels": [_level(drawn, height * zoom / drawn.canvas.height, selected) for zoom in ZOOMS],
        "legend": [_entry(entry) for entry in drawn.legend],
        "legendTitle": drawn.legend_title,
        "attribution": drawn.attribution,
        "selected": [selected] if selected else [],
    }


def _shape(shape: Shape, radius: float) -> dict[str, Any]:
    """Return what the browser draws; `radius` in units is the largest that a circle gets instead of an area."""
    small = any(piece.reach < radius for piece in shape.pieces)
    return {
        "ars": shape.ars,
        "name": shape.name,
        "sign": shape.sign,
        "signColour": either(shape.sign_colour),
        "text": shape.text,
        "symbol": shape.symbol,
        "path": shape.path,
        "pieces": [
            [piece.path, piece.x, piece.y, round(piece.reach)]
            for piece in sorted(shape.pieces, key=lambda piece: -piece.reach)
        ]
        if small
        else None,
        "x": shape.x,
        "y": shape.y,
        "district": shape.fill.hatched,
        **_fill(shape.fill),
    }


def _fill(fill: Fill) -> dict[str, Any]:
    """Return the colours as the browser paints them, none for what is empty."""
    return {
        "colour": None if fill.empty else fill.css(),
        "stripes": [fill.css(GROUND), fill.css(STRIPE)] if fill.striped else None,
        "edge": either(fill.edge) if fill.hatched or fill.empty else None,
        "unknown": fill.colour is None,
        "ink": fill.ink_css(),
    }


def _level(drawn: Map, scale: float, first: str | None) -> dict[str, Any]:
    """Return the words of the map where it is so many pixels to a unit or more, until the next level."""
    numbers = {shape.ars: number for number, shape in enumerate(drawn.shapes)}
    placed = labels(marked(drawn, DOT / scale), SYMBOL / scale, NAME / scale, first)
    return {"scale": 1 / scale, "labels": [_label(label, numbers[label.shape.ars]) for label in placed]}


def _label(label: Label, number: int) -> list[Any]:
    """Return the number of the area, whether name and symbol are written and on it, where, to which side, a line."""
    line = [round(value) for value in label.line or ()]
    kind = [int(bool(label.name)), int(bool(label.symbol)), int(label.on_fill)]
    return [number, *kind, round(label.near), round(label.y), label.side, line]


def _entry(entry: LegendEntry) -> dict[str, Any]:
    return {"label": entry.label, "symbol": entry.symbol, "brief": entry.brief, **_fill(entry.fill)}
