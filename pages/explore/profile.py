"""Steckbrief: one municipality on one page, or two side by side."""

import streamlit as st

from ek_data.analysis import profile, two_municipalities
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.ui import mine, title
from ek_data.ui.context import current, stop
from ek_data.ui.editing import drawer
from ek_data.ui.explore import profile_sections as sections
from ek_data.ui.explore.profile import as_title, choose_other
from ek_data.ui.present import printing

context = current()
lang, data = context.lang, context.whole

sections.dress()
with st.container(horizontal=True, vertical_alignment="center", gap="small", key="profile-row"):
    ars = as_title(context)
    if ars is not None:
        mine.choice(context, ars)
        printing.sheet(context, ars)
        drawer.button(ars, MUNICIPALITIES, context)
        with st.container(key=f"{printing.SCREEN_ONLY}-other", width=300):
            other = choose_other(context, ars)
if ars is None:
    title.name(lang("Profile"))
    st.info(lang("No municipality is in the data yet. It appears here as soon as the table “Kommunen” has a row."))
    stop()

if other is not None:
    title.finding(
        data.result(two_municipalities.finding, ars, other, lang), context, counted=lang("Measures of the programme")
    )
    sections.side_by_side(context, ars, other)
    stop()

title.finding(
    data.result(profile.finding, ars, lang),
    context,
    counted=" · ".join(data.result(profile.facts_in_short, ars, lang)),
    notes=data.result(profile.reservations, ars, lang),
)
known, around = st.columns([5, 3], gap="large")
with known:
    if data.result(profile.programme_measures_of, ars).empty:
        sections.open_questions(context, ars)
    sections.measures(context, ars)
    drawer.new_of(ars, MEASURES, context)
    sections.way(context, ars)
    sections.others(context, ars)
    if len(data.result(profile.programme_measures_of, ars)):
        sections.open_questions(context, ars)
with around:
    sections.neighbours(context, ars)
    sections.comparison(context, ars)
sections.rows(context, ars)
