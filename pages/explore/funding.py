"""Förderung: what one and what all can have received at most, what is known of it, and of whom nothing is."""

import streamlit as st

from ek_data.analysis import funding
from ek_data.charts import build
from ek_data.dataset.filters import number_from
from ek_data.ui import link, title
from ek_data.ui.components import paging, pictures, words
from ek_data.ui.context import current, stop
from ek_data.ui.explore import funding as shown

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
n = int(((amounts["year"] == year) & amounts["amount"].notna()).sum()) if year else 0
paid = data.result(build.funding, year, lang, paging.rows_of_page(n, "funding"))
title.of(paid, context)
shown.tiles(context)
if years:
    words.heading(paid.title)
    st.segmented_control(lang("Year"), years, required=True, key=YEAR, persist_state="session")
    paging.pager(n, "funding")
    pictures.body(paid, context)
table, reports = st.columns([3, 2], gap="large")
with table:
    shown.years(context)
    shown.unknown(context)
with reports:
    shown.basis(context)
if not years:
    st.caption(
        lang(
            "Amounts appear here as soon as key facts state them of a municipality and a year, or the column “Funding "
            "(euros)” of the table “Measures” holds them."
        )
    )
