"""Maßnahmen: who does what, since when."""

import streamlit as st

from ek_data import charts, cohorts, figures
from ek_data.i18n import N_
from ek_data.searching import search
from ek_data.tables import MEASURES
from ek_data.ui import show
from ek_data.ui.page import here

page = here()
_ = page._
named = figures.named_measures(page.data)

show.picture(charts.measures_by_status(named, _), page)
show.picture(charts.measures_by_category(named, _), page)

matrix = cohorts.progress_matrix(page.data)
shown = show.page_of_rows(matrix["ars"].nunique(), "progress", page)
show.picture(charts.progress_matrix(matrix, _, shown).sourced(named), page)

show.heading(_(N_("Stated for a cohort as a whole")))
st.markdown(_(N_("The source names no municipality. These statements are in no other figure.")))
show.rows(
    figures.cohort_statements(page.data).drop(columns=["municipality", "relation"]),
    MEASURES,
    page,
    empty=_(N_("No measure is stated for a cohort only.")),
)

timeline = show.page_of_rows(len(named), "timeline", page)
show.picture(charts.measure_timeline(named.assign(name=named["municipality"].map(page.whole.names)), _, timeline), page)

show.heading(_(N_("All measures")))
sought = st.text_input(
    _(N_("Search in title, category and municipality")), key="measure_search", persist_state="session"
)
show.rows(
    search(page.data.measures, sought, page.whole.names, _), MEASURES, page, empty=_(N_("Nothing fits the search."))
)
