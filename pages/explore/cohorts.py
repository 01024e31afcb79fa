"""Staffelvergleich: how the cohorts stand at the same time in the programme."""

import streamlit as st

from ek_data import cohorts, illustrations
from ek_data.i18n import N_
from ek_data.tables import MEASURES
from ek_data.text import markdown
from ek_data.ui import show
from ek_data.ui.page import here

page = here()
_, data = page._, page.data

st.info(markdown(data.result(cohorts.caution, _)), icon=":material/info:")

category = st.selectbox(
    _(N_("Measures counted in the curve")),
    [None, *MEASURES["category"].codes],
    format_func=lambda code: _(N_("any category")) if code is None else _.of(MEASURES["category"].option(code).words),
    key="curve_category",
    persist_state="session",
)
show.picture(data.result(illustrations.adoption_curve, _, category), page)
rows = show.page_of_rows(data.result(illustrations.number_compared), "first")
show.picture(data.result(illustrations.first_implemented, _, rows), page)

left, right = st.columns(2, gap="large")
with left:
    show.picture(data.result(illustrations.measures_per_municipality, _), page)
with right:
    show.picture(data.result(illustrations.conference_attendance, _), page)

show.picture(data.result(illustrations.adoption_matrix, _), page)
