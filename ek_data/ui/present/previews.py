"""Slides as pictures of themselves: computed once for a release, with own words put over them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ek_data.cache import KeptWith
from ek_data.dataset.dataset import Dataset
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import Language
from ek_data.slides.deck import Deck, deck, worded
from ek_data.slides.html import preview
from ek_data.slides.options import Choice
from ek_data.ui import cached
from ek_data.ui.context import Context

STILLS = KeptWith(8)  # kept with the computed slide, for all who have put the same words over it
FRAME = """
.still { font-family: var(--st-font, inherit); color-scheme: light; text-rendering: geometricPrecision; }
.still { outline: 1px solid light-dark(#c3ccd3, #47545e); }
.still .number { visibility: hidden; }
"""
_component = st.components.v2.component(
    "slide",
    html='<div class="still"></div>',
    css=preview.style() + FRAME,
    js="""export default function ({ parentElement, data }) {
      const root = parentElement.querySelector(".still");
      const drawn = new TextDecoder().decode(data);
      if (root.drawn === drawn) return;
      root.drawn = drawn;
      root.innerHTML = drawn;
    }""",
)


def made(context: Context, choice: Choice, address: str = "") -> Deck:
    """Return the presentation that is chosen, from the data in force."""
    earlier = None if choice.compared is None else cached.dataset(context.version, choice.compared)
    return context.whole.result(_deck, cached.areas(), choice, address, earlier, context.lang)


def _deck(
    data: Dataset, boundaries: Boundaries, choice: Choice, address: str, earlier: Dataset | None, lang: Language
) -> Deck:
    return deck(data, boundaries, choice, lang, address=address, earlier=earlier)


def computed(context: Context, choice: Choice, code: str) -> Deck:
    """Return a presentation of one slide of the story without own words; of none where there is nothing to show."""
    return made(context, replace(choice, slides=(code,), words=()))


def shown(context: Context, choice: Choice) -> list[str]:
    """Return the slides of the story for which the data have something to show."""
    return [code for code in choice.shown if computed(context, choice, code).slides]


def drawn(context: Context, choice: Choice, code: str) -> str:
    """Return one slide of the story with its own words as HTML, empty where there is nothing to show."""
    alone, own = computed(context, choice, code), choice.own(code)
    if not alone.slides:
        return ""
    slides = tuple(worded(slide, own) for slide in alone.slides)
    return STILLS.result(alone, own, lambda: preview.still(replace(alone, slides=slides), 1, 1))


def show(picture: str) -> None:
    """Show a slide as wide as the place it stands in."""
    _component(key="slide", data=picture.encode())
