"""The switch that replaces the names of the municipalities by letters, for discussions in the round."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ek_data.i18n import N_, Language
from ek_data.slides.options import ANONYMOUS, YES
from ek_data.ui import navigation


def switch(lang: Language) -> bool:
    """Draw the switch and return whether names are hidden. The link carries it as ``?anonym=1``."""
    st.session_state.setdefault(ANONYMOUS, st.query_params.get(ANONYMOUS) == YES)
    chosen = st.toggle(
        lang("Show without names"),
        key=ANONYMOUS,
        help=lang("Letters take the place of the municipalities' names on every page, slide and download."),
        persist_state="session",
    )
    if chosen:
        st.query_params[ANONYMOUS] = YES
    else:
        st.query_params.pop(ANONYMOUS, None)
    return bool(chosen)


def notice(lang: Language) -> None:
    """Say above every page what is hidden, and what is not."""
    said = N_(
        "Shown without names: letters stand for the municipalities; titles, places, notes and sources are hidden. "
        "The figures are the real ones, so whoever knows them can recognise a municipality."
    )
    st.info(lang(said), icon=":material/visibility_off:")


def withholds(page: StreamlitPage, lang: Language) -> bool:
    """Return whether the page cannot be shown without names, and say so if it cannot."""
    if not navigation.names_municipalities(page):
        return False
    st.markdown(lang("This page shows names and places. It appears again when “Show without names” is switched off."))
    return True
