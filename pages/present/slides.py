"""Präsentation: the same figures on the projector, in PowerPoint, as one file and on every phone."""

import streamlit as st

from ek_data.ui import components
from ek_data.ui.context import current
from ek_data.ui.present import choose, offer

context = current()
lang = context.lang

chosen, given = st.columns([5, 4], gap="large")
with chosen:
    components.heading(lang("Slides"))
    choice = choose.choose(context)
with given:
    components.heading(lang("Present and download"))
    if choice.number:
        offer.offers(context, choice)
    else:
        offer.nothing(choice, lang)
    offer.saved(context, choice)

if choice.number:
    components.heading(lang("Preview"))
    offer.preview(context, choice)
