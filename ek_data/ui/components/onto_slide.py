"""Onto a slide: any picture of a page becomes one of the slides that this session puts together."""

from __future__ import annotations

import streamlit as st

from ek_data.charts.named import NAMED, code_of
from ek_data.charts.picture import Picture
from ek_data.i18n import Language
from ek_data.slides.options import slide_of
from ek_data.ui import navigation, slide_story
from ek_data.ui.context import Context

LENGTH = 12  # of the key of a municipality, at the end of the name of its picture


def link(picture: Picture, context: Context, mode: str = "") -> None:
    """Offer to put a picture on a slide; once it is on one, lead to it. `mode` is that of the map.

    A picture that cannot be asked for by its name has no such link.
    """
    lang, code = context.lang, _slide(picture, context, mode)
    if code is None:
        return
    slides = slide_story.told().slides
    if code in slides:
        label = lang("On slide {n} of the presentation", n=slides.index(code) + 1)
        st.page_link(navigation.page("praesentation"), label=label)
        return
    st.button(lang("Onto a slide"), key=f"slide-{picture.name}", type="tertiary", on_click=_add, args=(code, lang))


def _slide(picture: Picture, context: Context, mode: str) -> str | None:
    """Return the slide that shows a picture of a page; None where none does."""
    name = code_of(picture.name, context.lang)
    if name is None or (context.anonymous and NAMED[name].names):
        return None
    return slide_of(name, picture.name[-LENGTH:] if NAMED[name].of_one else mode)


def _add(code: str, lang: Language) -> None:
    slide_story.add(code)
    st.toast(lang("The picture is on a slide now, under “Presentation”."), icon=":material/check_circle:")
