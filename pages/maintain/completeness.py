"""Vollständigkeit: what is known of each municipality, how old it is, and what to ask for."""

import streamlit as st

from ek_data.charts import build
from ek_data.ui import title
from ek_data.ui.components import paging, pictures, words
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
if title.nothing_left("participants", context):
    stop()
members = len(context.data.participants)
board = context.data.result(build.completeness, paging.rows_of_page(members, "completeness"), lang)
title.of(board, context)
if not members:
    stop()

paging.pager(members, "completeness")
pictures.body(board, context)

words.heading(lang("What to ask one municipality for"))
completeness.one(context)
