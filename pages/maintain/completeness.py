"""Vollständigkeit: what is known of each municipality, how old it is, and what to ask for."""

import streamlit as st

from ek_data.analysis.completeness import board
from ek_data.text import markdown
from ek_data.ui import components
from ek_data.ui.maintain import completeness
from ek_data.ui.page import here

page = here()
lang = page.lang

if page.anonymous:
    st.info(lang("Completeness is hidden while no names are shown: without names nobody can be asked."))
    st.stop()

st.markdown(markdown(page.data.result(completeness.finding, lang)))
if page.data.result(board).empty:
    st.stop()

components.heading(lang("In how many municipalities"))
components.table(page.data.result(completeness.counts, lang), lang, name=lang("In how many municipalities"))

components.heading(lang("Completeness by municipality and area"))
completeness.board(page)

components.heading(lang("What to ask one municipality for"))
completeness.one(page)
