"""Präsentation: the same figures on the projector, in PowerPoint, as one file and on every phone."""

import streamlit as st

from ek_data.ui import components
from ek_data.ui.page import here
from ek_data.ui.present import choose, offer

page = here()
lang = page.lang

chosen, given = st.columns([5, 4], gap="large")
with chosen:
    components.heading(lang("Slides"))
    choice = choose.choose(page)
with given:
    components.heading(lang("Present and download"))
    if choice.number:
        offer.offers(page, choice)
    else:
        offer.nothing(choice, lang)
    offer.saved(page, choice)

if choice.number:
    components.heading(lang("Preview"))
    offer.preview(page, choice)
