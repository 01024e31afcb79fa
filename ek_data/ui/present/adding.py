"""Adding slides: own text, a picture of any page, a profile, and three whole stories to begin with."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ek_data.analysis import profile
from ek_data.charts.named import NAMED
from ek_data.dataset.filters import since_from
from ek_data.i18n import N_, Language
from ek_data.slides.options import PROFILE, PROFILES, SLIDES, Choice, OwnWords, name_of, slide_of
from ek_data.ui import slide_story
from ek_data.ui.context import Context
from ek_data.ui.explore import since_when

QUESTIONS = N_("What we want to settle today")
WAY = "way-through-the-programme"
BOARD = ("title", "headline", "curve", "matrix", "closing")


def offer(context: Context) -> None:
    """Draw the ways to add a slide, and the way back for what was removed."""
    lang, there = context.lang, slide_story.told().slides
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="adding"):
        st.markdown(f"**{lang('Add')}**", width="content")
        st.button(lang("Slide of text"), on_click=slide_story.add_text, key="add-text")
        _list(
            N_("Picture of a page"), "picture", {code: name_of(code, lang) for code in pictures(context, there)}, lang
        )
        names = context.whole.result(profile.names)
        profiles = {f"{PROFILE}-{ars}": name for ars, name in names.items() if f"{PROFILE}-{ars}" not in there}
        _list(N_("Profile"), "profile", profiles, lang)
        if slide_story.can_undo():
            st.button(lang("Undo"), type="tertiary", on_click=slide_story.undo, key="undo-removal")
        if there:
            with st.container(key="sorter-keys"):
                st.caption(lang("drag, or Alt and arrow keys"), text_alignment="right")


def pictures(context: Context, there: tuple[str, ...]) -> list[str]:
    """Return the slides that are not there yet: the ready ones first, then the pictures of all pages."""
    named = [slide_of(name) for name, picture in NAMED.items() if not picture.of_one]
    codes = dict.fromkeys([*(code for code in SLIDES if code != PROFILES), *named])
    possible = Choice(tuple(codes), since=1, anonymous=context.anonymous).shown
    return [code for code in possible if code not in there]


def _list(label: str, name: str, options: Mapping[str, str], lang: Language) -> None:
    """Draw a list behind a button, to choose what is added at once."""
    key = f"add-{name}"

    def add() -> None:
        if st.session_state[key]:
            slide_story.add(st.session_state[key])
        st.session_state[key] = ""

    with st.popover(lang(label), key=f"adding-{name}"):
        st.selectbox(
            lang(label),
            ["", *options],
            format_func=lambda code: options.get(code) or lang("Please choose"),
            key=key,
            on_change=add,
        )


def proposals(context: Context) -> None:
    """Draw three stories to begin with, where there is no slide yet."""
    lang = context.lang
    st.markdown(lang("Begin with a proposal, or add the slides one by one."))
    with st.container(horizontal=True, gap="small", key="proposals"):
        st.button(lang("For a meeting of the network"), on_click=_meeting, args=(context,), type="primary")
        st.button(lang("For a committee"), on_click=slide_story.put, args=(Choice(BOARD),))
        names = context.whole.result(profile.names)
        with st.popover(lang("About one municipality"), key="proposal-municipality"):
            st.selectbox(
                lang("Municipality"),
                ["", *names],
                format_func=lambda ars: names.get(ars) or lang("Please choose"),
                key="proposal",
                on_change=_about,
            )


def _meeting(context: Context) -> None:
    since = next((since_from(code) for code in since_when.moments(context)), None)
    slide_story.put(Choice.of(since=since))
    slide_story.add_text(OwnWords(context.lang(QUESTIONS)))


def _about() -> None:
    ars = st.session_state["proposal"]
    if ars:
        slide_story.put(Choice(("title", f"{PROFILE}-{ars}", slide_of(WAY, ars), "closing")))
