"""Seit dem letzten Treffen: what is new, changed and finished since a meeting, a day or an earlier release."""

import streamlit as st

from ek_data.ui import navigation
from ek_data.ui.explore import news
from ek_data.ui.page import here

page = here()
lang = page.lang

since = news.choose(page)
if since is None:
    st.info(
        lang(
            "Please choose a day. What is new since then appears here: measures, events and municipalities, in "
            "sentences and on map, matrix and curve."
        ),
        icon=":material/info:",
    )
    st.stop()

found = news.found(page, since)
news.sentences(found, since, page)
if not found.empty:
    news.pictures(found, since, page)
    news.rows(found, page)
st.page_link(navigation.page("datenstaende"), label=lang("All releases"))
