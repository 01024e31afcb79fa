"""Karte: who takes part, and where."""

import streamlit as st

from ek_data.ui.context import current
from ek_data.ui.explore import maps

context = current()
lang = context.lang

indicator = st.segmented_control(
    lang("Show by"),
    list(maps.INDICATORS),
    default="cohort",
    required=True,
    format_func=lambda code: lang(maps.INDICATORS[code]),
    key="map_indicator",
    persist_state="session",
)
drawn, listed = st.columns([5, 3], gap="large")
with drawn:
    maps.large(context, indicator or "cohort")
with listed:
    maps.list_beside(context)
