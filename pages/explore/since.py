"""Seit dem letzten Treffen: what is new, changed and finished since a meeting, a day or an earlier release."""

import streamlit as st

from ek_data.i18n import N_
from ek_data.ui import navigation, title
from ek_data.ui.context import current, stop
from ek_data.ui.explore import news, since_when

context = current()
lang = context.lang

above = st.container()
with st.container(horizontal=True, vertical_alignment="center", key="since"):
    day = since_when.choose(context)
    switch = st.container(width="content", key="only-programme")
if day is None:
    with above:
        title.finding(lang("News"), context)
    st.info(
        lang(
            "Please choose a day. What is new since then appears here: measures, events and municipalities, in "
            "sentences, as a list and on the map."
        ),
        icon=":material/info:",
    )
    stop()

with switch:
    found = news.narrowed(news.found(context, day), context)
if news.nothing_left(found, day, context):
    with above:
        title.nothing_fits(N_("Nothing new fits these filters."), context)
    stop()
with above:
    title.finding(
        news.headline(found, day, context),
        context,
        counted=news.counted(day, lang),
        notes=news.notes(found, day, context),
    )
left, right = st.columns([922, 390], gap="large")
with left:
    news.reports(found, day, context)
with right:
    news.beside(found, day, context)
st.page_link(navigation.page("datenstaende"), label=lang("All releases"))
