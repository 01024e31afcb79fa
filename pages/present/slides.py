"""Präsentation: the same figures on the projector, in PowerPoint, as one file and on every phone."""

import streamlit as st

from ek_data.i18n import N_
from ek_data.ui import presenting, show, slides
from ek_data.ui.page import here

page = here()
_ = page._

chosen, given = st.columns([5, 4], gap="large")
with chosen:
    show.heading(_(N_("Slides")))
    choice = slides.choose(page)
with given:
    show.heading(_(N_("Present and download")))
    if choice.number:
        presenting.offers(page, choice)
    else:
        presenting.nothing(choice, _)
    presenting.saved(page, choice)

if choice.number:
    show.heading(_(N_("Preview")))
    presenting.preview(page, choice)
