"""The municipality that readers call their own: their browser keeps it, and its name is marked on every page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ek_data.about.privacy import OWN_MUNICIPALITY
from ek_data.i18n import Language
from ek_data.text import markdown
from ek_data.ui import navigation
from ek_data.ui.context import OWN, Context

CHOSEN = "my-municipality"  # in the session: what was chosen in it, "" for none any more
_component = st.components.v2.component("mine", js=Path(__file__).with_name("mine.js").read_text(encoding="utf-8"))


def kept() -> str:
    """Return the key that was chosen in this session, else the one that the browser kept from an earlier visit."""
    chosen: str | None = st.session_state.get(CHOSEN)
    answer = _component(key="mine", data={"place": OWN_MUNICIPALITY, "chosen": chosen}, on_kept_change=lambda: None)
    found: str = answer.kept or ""
    return found if chosen is None else chosen


def choice(context: Context, ars: str) -> None:
    """Offer to call a municipality one's own, or no longer; without names there is none."""
    if context.anonymous:
        return
    lang, own = context.lang, context.mine == ars
    label = lang("No longer my municipality") if own else lang("This is my municipality")
    icon = ":material/star:" if own else ":material/star_border:"
    st.button(label, on_click=_choose, args=("" if own else ars,), key="mine-choice", icon=icon)


def link(ars: str, called: str, lang: Language) -> None:
    """Lead to the municipality that the reader calls their own, if it is in the data under the name `called`."""
    if called:
        label = lang("{mark} {name}, my municipality", mark=OWN, name=called)
        st.page_link(navigation.page("steckbrief"), label=markdown(label), query_params={"kommune": ars})


def _choose(ars: str) -> None:
    st.session_state[CHOSEN] = ars
