"""Steckbrief: one municipality on one page."""

import streamlit as st

from ek_data.analysis import profile
from ek_data.charts import build
from ek_data.tables import EVENTS, MEASURES
from ek_data.text import markdown
from ek_data.ui import cached, title
from ek_data.ui.components import pictures, tables, words
from ek_data.ui.context import current, stop
from ek_data.ui.explore import maps, peers
from ek_data.ui.explore.profile import choose, neighbours
from ek_data.ui.present import printing

context = current()
lang, data = context.lang, context.whole

ars = choose(context)
if ars is None:
    title.name(lang("Profile"))
    st.info(lang("No municipality is in the data yet. It appears here as soon as the table “Kommunen” has a row."))
    stop()

name = profile.municipality(data, ars)["name"]
title.finding(name, context)
printing.sheet(context, ars)
facts, place = st.columns([3, 2], gap="large")
with facts:
    tables.table(data.result(profile.facts, ars, lang), lang, name="facts", title=name)
    for reservation in data.result(profile.reservations, ars, lang):
        st.markdown(f":material/info: {markdown(reservation)}")
    neighbours(data.result(profile.neighbours, ars, cached.areas()), context)
with place:
    maps.one(context, ars)

words.heading(lang("Measures"))
tables.rows(
    data.result(profile.measures_of, ars),
    MEASURES,
    context,
    columns=("title", "category", "status", "status_on", "started_on"),
    name="profile_measures",
    empty=lang("No measure of this municipality is known. It appears here as soon as the table “Maßnahmen” has a row."),
)
with st.container(key=f"{printing.SCREEN_ONLY}-peers"):
    peers.for_one(context, ars)

words.heading(lang("Events"))
tables.rows(
    data.result(profile.events_of, ars),
    EVENTS,
    context,
    name="profile_events",
    empty=lang("No event of this municipality is known. It appears here as soon as it hosts one or a source names it."),
)
standing = data.result(build.standing, ars, lang)
if standing is None:
    words.heading(lang("In comparison"))
    st.markdown(lang("There is no other participant of this kind to compare with."))
else:
    pictures.picture(standing, context)
