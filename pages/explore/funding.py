"""Förderung: what was paid to whom in which year, as far as the data say."""

import streamlit as st

from ek_data.analysis import funding
from ek_data.charts import build
from ek_data.figures import contradictions
from ek_data.tables.key_facts import Metric
from ek_data.ui import components
from ek_data.ui.context import current

context = current()
lang, data = context.lang, context.data

years = funding.years(data)
year = None
if years:
    if st.session_state.get("funding_year") not in years:
        st.session_state["funding_year"] = years[0]
    year = st.segmented_control(lang("Year"), years, required=True, key="funding_year", persist_state="session")
amounts = data.result(funding.funding)
rows = components.page_of_rows(int((amounts["year"] == year).sum()) if year else 0, "funding")
components.picture(data.result(build.funding, year, lang, rows), context)
if not years:
    st.markdown(lang("Amounts appear here as soon as the column “Funding (euros)” of the table “Measures” holds them."))

components.heading(lang("What is reported of the funding"))
components.statements(context.whole.key_facts, context, metrics=(Metric.FUNDING_PER_YEAR,))
components.remarks(
    [remark for remark in data.result(contradictions.contradictions) if remark.code == "funding"], context
)
