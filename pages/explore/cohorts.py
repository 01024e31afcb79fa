"""Staffelvergleich: how the cohorts stand at the same time in the programme."""

import streamlit as st

from ek_data.analysis import comparison
from ek_data.charts import build
from ek_data.tables import MEASURES
from ek_data.text import markdown
from ek_data.ui import components
from ek_data.ui.context import current
from ek_data.ui.explore.comparison import choose

context = current()
lang, data = context.lang, context.data

how = choose(context)
st.info(markdown(data.result(comparison.caution, lang, how)), icon=":material/info:")

category = st.selectbox(
    lang("Measures counted in the curve"),
    [None, *MEASURES["category"].codes],
    format_func=lambda code: lang("any category") if code is None else lang.of(MEASURES["category"].option(code).words),
    key="curve_category",
    persist_state="session",
)
components.picture(data.result(build.adoption_curve, category, lang, how), context)
if otherwise := data.result(comparison.otherwise, lang, category, how):
    st.markdown(markdown(otherwise))
rows = components.page_of_rows(data.result(build.number_compared, how.start), "first")
components.picture(data.result(build.first_implemented, lang, rows, how.start), context)

left, right = st.columns(2, gap="large")
with left:
    components.picture(data.result(build.measures_per_municipality, lang), context)
with right:
    components.picture(data.result(build.conference_attendance, lang), context)

components.picture(data.result(build.adoption_matrix, lang), context)
