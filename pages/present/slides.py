"""Präsentation: the same figures on the projector, in PowerPoint, as one file and on every phone."""

import streamlit as st

from ek_data.i18n import N_
from ek_data.ui import components
from ek_data.ui.page import here
from ek_data.ui.present import choose, offer

page = here()
_ = page._

chosen, given = st.columns([5, 4], gap="large")
with chosen:
    components.heading(_(N_("Slides")))
    choice = choose.choose(page)
with given:
    components.heading(_(N_("Present and download")))
    if choice.number:
        offer.offers(page, choice)
    else:
        offer.nothing(choice, _)
    offer.saved(page, choice)

if choice.number:
    components.heading(_(N_("Preview")))
    offer.preview(page, choice)
