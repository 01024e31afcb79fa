"""Vollständigkeit: what is known of each municipality, how old it is, and what to ask for."""

import streamlit as st

from ek_data.analysis.completeness import board
from ek_data.text import markdown
from ek_data.ui import components
from ek_data.ui.context import current
from ek_data.ui.maintain import completeness

context = current()
lang = context.lang

if context.anonymous:
    st.info(lang("Completeness is hidden while no names are shown: without names nobody can be asked."))
    st.stop()

st.markdown(markdown(context.data.result(completeness.finding, lang)))
if context.data.result(board).empty:
    st.stop()

components.heading(lang("In how many municipalities"))
components.table(context.data.result(completeness.counts, lang), lang, name=lang("In how many municipalities"))

components.heading(lang("Completeness by municipality and area"))
completeness.board(context)

components.heading(lang("What to ask one municipality for"))
completeness.one(context)
