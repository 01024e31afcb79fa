"""Förderung: what was paid to whom in which year, as far as the data say."""

import streamlit as st

from ek_data import figures, funding, illustrations
from ek_data.i18n import N_
from ek_data.ui import show
from ek_data.ui.page import here

page = here()
_, data = page._, page.data

years = funding.years(data)
year = None
if years:
    if st.session_state.get("funding_year") not in years:
        st.session_state["funding_year"] = years[0]
    year = st.segmented_control(_(N_("Year")), years, required=True, key="funding_year", persist_state="session")
amounts = data.result(funding.funding)
rows = show.page_of_rows(int((amounts["year"] == year).sum()) if year else 0, "funding")
show.picture(data.result(illustrations.funding, _, year, rows), page)
if not years:
    st.markdown(
        _(N_("Amounts appear here as soon as the column “Funding (euros)” of the table “Measures” holds them."))
    )

show.heading(_(N_("What is reported of the funding")))
show.statements(page.whole.key_facts, page, metrics=(funding.PER_YEAR,))
show.remarks([remark for remark in data.result(figures.contradictions) if remark.code == "funding"], page)
