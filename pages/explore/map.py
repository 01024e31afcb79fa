"""Karte: who takes part, and where."""

import streamlit as st

from ek_data.ui import link, title
from ek_data.ui.context import current, stop
from ek_data.ui.explore import maps

MODE, MODE_IN_LINK, USUAL = "map_indicator", "ansicht", "cohort"

context = current()
lang = context.lang

link.take(MODE, MODE_IN_LINK, lambda asked: asked[-1] if asked and asked[-1] in maps.INDICATORS else USUAL)
indicator = st.session_state.setdefault(MODE, USUAL)
link.say(MODE_IN_LINK, [indicator] if indicator != USUAL else [])

if title.nothing_left("participants", context):
    stop()
title.of(maps.behind(indicator, context), context)
st.segmented_control(
    lang("Show by"),
    list(maps.INDICATORS),
    required=True,
    format_func=lambda code: lang(maps.INDICATORS[code]),
    key=MODE,
    label_visibility="collapsed",
    persist_state="session",
)
drawn, listed = st.columns([5, 3], gap="large")
with drawn:
    maps.large(context, indicator)
with listed:
    maps.list_beside(context)
