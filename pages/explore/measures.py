"""Maßnahmen: who does what, since when."""

import streamlit as st

from ek_data import charts, cohorts, figures, programme_time
from ek_data.i18n import N_
from ek_data.searching import search
from ek_data.tables import MEASURES
from ek_data.ui import show
from ek_data.ui.page import here

page = here()
_ = page._
named = figures.named_measures(page.data)
members = programme_time.members(page.data)
counts = cohorts.status_by_category(page.data)
programme = figures.programme(page.data.measures)

left, right = st.columns(2, gap="large")
with left:
    show.picture(charts.measures_by_status(counts, _).sourced(programme), page)
with right:
    show.picture(charts.measures_by_category(counts, _).sourced(programme), page)

rows = show.page_of_rows(len(members), "progress")
show.picture(charts.progress_matrix(cohorts.progress_matrix(page.data), members, _, rows).sourced(named), page)

show.heading(_(N_("Stated for a cohort as a whole")))
st.markdown(_(N_("The source names no municipality. These statements are in no other figure.")))
show.rows(
    figures.cohort_statements(page.data),
    MEASURES,
    page,
    name="cohort_statements",
    without=("municipality", "relation"),
    empty=_(N_("No measure is stated for a cohort only.")),
)

timed = named.assign(name=named["municipality"].map(page.whole.names))
rows = show.page_of_rows(len(timed), "timeline")
show.picture(charts.measure_timeline(timed, _, rows).sourced(named), page)

show.heading(_(N_("All measures")))
sought = st.text_input(
    _(N_("Search in title, category and municipality")), key="measure_search", persist_state="session"
)
show.rows(
    search(page.data.measures, sought, page.whole.names, _),
    MEASURES,
    page,
    name="all_measures",
    empty=_(N_("Nothing fits the search.")),
)
