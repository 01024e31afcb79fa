"""Seit dem letzten Treffen: what is new, changed and finished since a meeting, a day or an earlier release."""

import streamlit as st

from ek_data.i18n import N_
from ek_data.ui import navigation, title
from ek_data.ui.context import current, stop
from ek_data.ui.explore import news

context = current()
lang = context.lang

above = st.container()
since = news.choose(context)
if since is None:
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

found = news.narrowed(news.found(context, since), since, context)
if news.nothing_left(found, since, context):
    with above:
        title.nothing_fits(N_("Nothing new fits these filters."), context)
    stop()
with above:
    title.finding(news.headline(found, since, context), context)
news.in_short(found, since, context)
left, right = st.columns([5, 3], gap="large")
with left:
    news.rows(found, context)
with right:
    news.where_new(found, context)
    news.minutes(found, since, context)
if not found.counts.empty:
    news.matrix(found, context)
st.page_link(navigation.page("datenstaende"), label=lang("All releases"))
