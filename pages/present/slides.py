"""Präsentation: the same figures on the projector, in PowerPoint, as one file and on every phone."""

import streamlit as st

from ek_data.ui.components import words
from ek_data.ui.context import current
from ek_data.ui.present import choose, offer

context = current()
lang = context.lang

chosen, given = st.columns([5, 4], gap="large")
with chosen:
    words.heading(lang("Slides"))
    choice = choose.choose(context)
with given:
    words.heading(lang("Present and download"))
    if choice.number:
        offer.offers(context, choice)
    else:
        offer.nothing(choice, lang)
    offer.saved(context, choice)

if choice.number:
    words.heading(lang("Preview"))
    offer.preview(context, choice)
