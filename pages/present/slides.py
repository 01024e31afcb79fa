"""Präsentation: the same figures on the projector, in PowerPoint, as one file and on every phone."""

import streamlit as st

from ek_data.slides.options import left_out_in_words
from ek_data.ui import title
from ek_data.ui.components import words
from ek_data.ui.context import current
from ek_data.ui.present import choose, offer

context = current()
lang = context.lang

head = st.container()
chosen, given = st.columns([5, 6], gap="large")
with chosen:
    words.heading(lang("Slides"))
    choice = choose.choose(context)
with head:
    left_out = left_out_in_words(choice, lang).rstrip(".") if choice.number and choice.left_out else ""
    ready = lang.plural("{n} slide, ready to be shown", "{n} slides, ready to be shown", choice.number)
    title.finding(ready if choice.number else lang("No slide yet"), context, counted=left_out)
with given:
    words.heading(lang("Present and download"))
    if choice.number:
        offer.preview(context, choice)
        offer.offers(context, choice)
    else:
        offer.nothing(choice, lang)
    offer.saved(context, choice)
