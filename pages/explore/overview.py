"""Übersicht: how far the programme is, where, and what is open."""

import streamlit as st

from ek_data.charts import build
from ek_data.figures import overview
from ek_data.ui import title
from ek_data.ui.components import figures, pictures
from ek_data.ui.context import current, stop
from ek_data.ui.explore import maps
from ek_data.ui.explore.overview import ask, changed, mind, reported
from ek_data.ui.maintain import completeness

context = current()
lang, numbers = context.lang, context.figures

if title.nothing_left("participants", context):
    stop()
title.finding(overview.finding(numbers, lang), context, counted=overview.counted(numbers, lang))

if context.anonymous:  # in place of the map there is a sentence
    what, where = st.container(), st.container()
else:
    where, what = st.columns([2, 3], gap="medium")
with where:
    maps.small(context)
with what:
    figures.tiles(context.data.result(overview.tiles, lang), context)
    ask(context)
pictures.made(lambda data: data.result(build.programme_timeline, lang), context)
with st.grid(3, min_column_width=260, gap="small", key="behind"):
    reported(context)
    mind(context)
    completeness.summary(context)
    changed(context)
