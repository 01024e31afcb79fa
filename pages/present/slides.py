"""Präsentation: one's own story of slides, for the projector, as PowerPoint, as one file and as minutes."""

import streamlit as st

from ek_data.settings import Settings
from ek_data.slides.options import left_out_in_words
from ek_data.slides.saved import saved_here
from ek_data.ui import slide_story, title
from ek_data.ui.context import current
from ek_data.ui.present import editing, outputs, previews, saving

context = current()
lang = context.lang

saved = saved_here(Settings.of_environment())
saving.follow_link(saved, lang)
saved = saving.keep(saved, lang)
saving.write_link(saved)

choice = slide_story.shown(context)
shown = previews.shown(context, choice)
saved_as = saving.name() if saving.is_saved(saved) else ""
counted = lang("All figures computed") if shown else ""
if choice.left_out:
    counted = left_out_in_words(choice, lang).rstrip(".")
with st.container(horizontal=True, gap="small", key="story"):
    with st.container(width="stretch", key="story-heading"):
        title.finding(editing.heading(shown, choice, lang), context, counted=counted)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content", key="story-outputs"):
        saving.draw(saved, lang)
        if shown:
            outputs.draw(context, choice, saved_as)
editing.draw(unsaved=bool(choice.words) and not saved_as)
if shown:
    outputs.links(context, choice, saved_as)
