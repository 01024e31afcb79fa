"""Maßnahmen: who does what, since when."""

import streamlit as st

from ek_data import figures, illustrations
from ek_data.i18n import N_
from ek_data.searching import places
from ek_data.tables import MEASURES
from ek_data.ui import peers, show
from ek_data.ui.page import here

page = here()
_, data = page._, page.data

left, right = st.columns([3, 2], gap="large")
with left:
    show.picture(data.result(illustrations.measures_by_status, _), page)
    peers.by_category(page)
with right:
    show.picture(data.result(illustrations.measures_by_category, _), page)

rows = show.page_of_rows(data.result(illustrations.number_of_members), "progress")
show.picture(data.result(illustrations.progress_matrix, _, rows), page)

show.heading(_(N_("Stated for a cohort as a whole")))
st.markdown(_(N_("The source names no municipality. These statements are in no other figure.")))
show.rows(
    data.result(figures.cohort_statements),
    MEASURES,
    page,
    name="cohort_statements",
    columns=("title", "category", "cohort", "status", "status_on", "started_on"),
    empty=_(N_("No measure is stated for a cohort only.")),
)

rows = show.page_of_rows(data.result(illustrations.timeline_length, _), "timeline")
show.picture(data.result(illustrations.measure_timeline, _, rows), page)

show.heading(_(N_("All measures")))
st.markdown(data.result(figures.measures_sentence, _))
sought = st.text_input(
    _(N_("Search in title, category and municipality")), key="measure_search", persist_state="session"
)
show.rows(
    data.measures,
    MEASURES,
    page,
    places=data.result(places, tuple(sought.casefold().split()), _),
    name="all_measures",
    empty=_(N_("Nothing fits the search.")),
)
