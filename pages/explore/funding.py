"""Förderung: what was paid to whom in which year, as far as the data say."""

import streamlit as st

from ek_data.analysis import funding
from ek_data.charts import build
from ek_data.dataset.filters import number_from
from ek_data.figures import contradictions
from ek_data.tables.key_facts import Metric
from ek_data.ui import link, title
from ek_data.ui.components import paging, pictures, words
from ek_data.ui.context import current, stop

YEAR, YEAR_IN_LINK = "funding_year", "jahr"

context = current()
lang, data = context.lang, context.data

years = funding.years(data)
if title.nothing_left("participants", context):
    stop()
link.take(YEAR, YEAR_IN_LINK, lambda asked: number_from("".join(asked[-1:])))
year = st.session_state.get(YEAR)
if year not in years:
    year = years[0] if years else None
st.session_state[YEAR] = year
link.say(YEAR_IN_LINK, [str(year)] if years and year != years[0] else [])

amounts = data.result(funding.funding)
n = int((amounts["year"] == year).sum()) if year else 0
paid = data.result(build.funding, year, lang, paging.rows_of_page(n, "funding"))
title.of(paid, context)
if years:
    st.segmented_control(lang("Year"), years, required=True, key=YEAR, persist_state="session")
paging.pager(n, "funding")
pictures.body(paid, context)
if not years and funding.years(context.whole):
    st.markdown(lang("Nothing fits these filters."))
elif not years:
    st.markdown(lang("Amounts appear here as soon as the column “Funding (euros)” of the table “Measures” holds them."))

words.heading(lang("What is reported of the funding"))
words.statements(context.whole.key_facts, context, metrics=(Metric.FUNDING_PER_YEAR,))
words.remarks([remark for remark in data.result(contradictions.contradictions) if remark.code == "funding"], context)
