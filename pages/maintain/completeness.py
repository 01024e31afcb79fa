"""Vollständigkeit: what is known of each municipality, how old it is, and what to ask for."""

import streamlit as st

from ek_data.ui import title
from ek_data.ui.components import pictures
from ek_data.ui.context import current, stop
from ek_data.ui.editing import drawer
from ek_data.ui.maintain import completeness

context = current()
lang = context.lang

if context.anonymous:
    title.name(lang("Completeness"))
    st.info(lang("Completeness is hidden while no names are shown: without names nobody can be asked."))
    stop()

if title.nothing_left("participants", context):
    stop()
board = completeness.board(context)
title.of(board, context)
if not len(context.data.participants):
    stop()

ars = completeness.chosen(context)
left, right = st.columns([892, 432], gap="medium")
with left, st.container(key="board"):
    completeness.narrow(context)
    clicked = pictures.body(board, context, chosen=ars)
if clicked and clicked != ars:
    completeness.choose(clicked)
    st.rerun()
with right:
    completeness.one(context, ars, drawer.enter)
