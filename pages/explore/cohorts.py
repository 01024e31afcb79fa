"""Staffelvergleich: how the cohorts stand at the same time in the programme."""

import streamlit as st

from ek_data import charts, cohorts
from ek_data.i18n import N_
from ek_data.tables import MEASURES
from ek_data.text import markdown
from ek_data.ui import show
from ek_data.ui.page import here

page = here()
_ = page._

st.info(markdown(cohorts.caution(page.data, _)), icon=":material/info:")

category = st.selectbox(
    _(N_("Measures counted in the curve")),
    [None, *MEASURES["category"].codes],
    format_func=lambda code: _(N_("any category")) if code is None else _.of(MEASURES["category"].option(code).words),
    key="curve_category",
    persist_state="session",
)
measured = page.data.measures
show.picture(charts.adoption_curve(cohorts.adoption_curve(page.data, category), _).sourced(measured), page)
show.picture(charts.first_implemented(cohorts.first_implemented(page.data), _).sourced(measured), page)

left, right = st.columns(2, gap="large")
with left:
    show.picture(
        charts.measures_per_municipality(cohorts.measures_per_municipality(page.data), _).sourced(measured), page
    )
with right:
    show.picture(
        charts.conference_attendance(cohorts.conference_attendance(page.data), _).sourced(page.data.events), page
    )

show.picture(charts.adoption_matrix(cohorts.adoption_matrix(page.data), _).sourced(measured), page)
