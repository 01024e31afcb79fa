"""Editing the story: sorter and panel beside each other, drawn anew without the page around them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ek_data.i18n import Language
from ek_data.slides.options import Choice
from ek_data.ui import slide_story
from ek_data.ui.context import current
from ek_data.ui.present import adding, slide_panel, sorter

DRAWN, START = "story_drawn", "story_start"


def heading(shown: Sequence[str], choice: Choice, lang: Language) -> str:
    """Return how many slides are `shown`, and how many of them hold somebody's own words."""
    own = sum(code in dict(choice.words) for code in shown)
    if not choice.slides:
        return lang("No slide yet")
    slides = lang.plural("{n} slide", "{n} slides", len(shown))
    return lang("{slides}, {own} of them with own words", slides=slides, own=lang.number(own)) if own else slides


def draw(*, unsaved: bool) -> None:
    """Draw the story. Choosing a slide draws only this anew; what changes the story draws the whole page anew."""
    st.session_state[DRAWN], st.session_state[START] = slide_story.told(), slide_story.chosen()
    _draw(unsaved)


@st.fragment
def _draw(unsaved: bool) -> None:
    if slide_story.told() != st.session_state[DRAWN]:
        st.rerun()
    context = current()
    choice = slide_story.shown(context)
    if not choice.slides:
        adding.proposals(context)
        adding.offer(context)
        return
    slides, beside = st.columns([900, 422], gap="large")
    with slides:
        sorter.show(context, choice, chosen=st.session_state[START], unsaved=unsaved)
        adding.offer(context)
    with beside:
        slide_panel.show(context, choice, slide_story.chosen())
