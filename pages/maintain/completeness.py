"""Vollständigkeit: what is known of each municipality, how old it is, and what to ask for."""

import streamlit as st

from ek_data.analysis.completeness import board
from ek_data.ui import components, title
from ek_data.ui.context import current, stop
from ek_data.ui.maintain import completeness

context = current()
lang = context.lang

if context.anonymous:
    title.name(lang("Completeness"))
    st.info(lang("Completeness is hidden while no names are shown: without names nobody can be asked."))
    stop()

if title.nothing_left("participants", context):
    stop()
title.finding(context.data.result(completeness.finding, lang), context)
if context.data.result(board).empty:
    stop()

components.heading(lang("In how many municipalities"))
components.table(context.data.result(completeness.counts, lang), lang, name=lang("In how many municipalities"))

components.heading(lang("Completeness by municipality and area"))
completeness.board(context)

components.heading(lang("What to ask one municipality for"))
completeness.one(context)
