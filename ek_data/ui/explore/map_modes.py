"""Choosing what the map shows: an indicator or a category, in the programme or beyond it; the link carries it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ek_data.analysis import peers
from ek_data.analysis.places import beyond_programme
from ek_data.maps import indicators
from ek_data.tables import MEASURES
from ek_data.ui import link
from ek_data.ui.context import Context

MODE, CATEGORY, BEYOND = "map_mode", "map_category", "map_beyond"
MODE_IN_LINK, BEYOND_IN_LINK = "ansicht", "bezug"
USUAL, ALL = next(iter(indicators.INDICATORS)), "alle"


def asked(context: Context) -> tuple[str, bool]:
    """Return what the map shall show, and whether measures beyond the programme count as well."""
    link.take(MODE, MODE_IN_LINK, _mode)
    link.take(BEYOND, BEYOND_IN_LINK, lambda values: list(values[-1:]) == [ALL])
    mode = st.session_state.setdefault(MODE, USUAL)
    beyond = bool(st.session_state.get(BEYOND)) and _may_go_beyond(mode, context) > 0
    link.say(MODE_IN_LINK, [mode] if mode != USUAL else [])
    link.say(BEYOND_IN_LINK, [ALL] if beyond else [])
    return mode, beyond


def _mode(values: Sequence[str]) -> str:
    last = "".join(values[-1:])
    return last if last in indicators.INDICATORS or indicators.category_of(last) else USUAL


def _may_go_beyond(mode: str, context: Context) -> int:
    """Return how many measures beyond the programme there are in what the map shows."""
    category = indicators.category_of(mode)
    if not category and mode not in indicators.OF_MEASURES:
        return 0
    return context.data.result(beyond_programme, category)


def choose(mode: str, context: Context) -> None:
    """Draw the choice: a button for each indicator, a list of the categories, and what lies beyond the programme."""
    lang = context.lang
    category = indicators.category_of(mode)
    st.session_state["map_pill"] = None if category else mode
    st.session_state[CATEGORY] = category
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="map-modes"):
        st.pills(
            lang("Show by"),
            list(indicators.INDICATORS),
            format_func=lambda code: indicators.name_of(code, lang),
            key="map_pill",
            label_visibility="collapsed",
            on_change=_by_indicator,
            width="content",
        )
        st.selectbox(
            lang("Category"),
            context.whole.result(peers.known_categories),
            format_func=MEASURES["category"].words(lang).__getitem__,
            key=CATEGORY,
            index=None,
            placeholder=lang("Choose a category"),
            label_visibility="collapsed",
            on_change=_by_category,
            width=230,
        )
        if n := _may_go_beyond(mode, context):
            label = lang.plural("beyond the programme ({n} measure)", "beyond the programme ({n} measures)", n)
            st.toggle(label, key=BEYOND, persist_state="session")


def _by_indicator() -> None:
    st.session_state[MODE] = st.session_state["map_pill"] or st.session_state[MODE]


def _by_category() -> None:
    chosen = st.session_state[CATEGORY]
    st.session_state[MODE] = f"{indicators.CATEGORY}{chosen}" if chosen else USUAL
