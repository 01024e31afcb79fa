"""Seit dem letzten Treffen: what is new, changed and finished since a meeting, a day or an earlier release."""

import streamlit as st

from ek_data.ui import navigation
from ek_data.ui.context import current
from ek_data.ui.explore import news

context = current()
lang = context.lang

since = news.choose(context)
if since is None:
    st.info(
        lang(
            "Please choose a day. What is new since then appears here: measures, events and municipalities, in "
            "sentences and on map, matrix and curve."
        ),
        icon=":material/info:",
    )
    st.stop()

found = news.found(context, since)
news.sentences(found, since, context)
if not found.empty:
    news.pictures(found, since, context)
    news.rows(found, context)
st.page_link(navigation.page("datenstaende"), label=lang("All releases"))
