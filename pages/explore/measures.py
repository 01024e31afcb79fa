"""Maßnahmen: who does what, since when."""

import streamlit as st

from ek_data.charts import build
from ek_data.dataset.search import places
from ek_data.figures import headline
from ek_data.i18n import N_
from ek_data.tables import MEASURES
from ek_data.ui import link, title
from ek_data.ui.components import pictures, tables, words
from ek_data.ui.context import current, stop
from ek_data.ui.explore import peers

SEARCH, SEARCH_IN_LINK, LONGEST_SEARCH = "measure_search", "suche", 100

context = current()
lang, data = context.lang, context.data

if title.nothing_left("measures", context):
    stop()
by_status = data.result(build.measures_by_status, lang)
if pictures.left_out(lambda data: data.result(build.measures_by_status, lang), context):
    title.nothing_fits(N_("No measure of the programme with a named municipality fits these filters."), context)
else:
    title.of(by_status, context)

left, right = st.columns([3, 2], gap="large")
with left:
    pictures.body(by_status, context)
    peers.by_category(context)
with right:
    pictures.made(lambda data: data.result(build.measures_by_category, lang), context)

pictures.paged(
    data.result(build.number_of_members),
    "progress",
    lambda data, rows: data.result(build.progress_matrix, rows, lang),
    context,
)

words.heading(lang("Stated for a cohort as a whole"))
st.markdown(lang("The source names no municipality. These statements are in no other figure."))
tables.rows(
    data.result(headline.cohort_statements),
    MEASURES,
    context,
    name="cohort_statements",
    columns=("title", "category", "cohort", "status", "status_on", "started_on"),
    empty=lang("No measure is stated for a cohort only."),
)

pictures.paged(
    data.result(build.timeline_length, lang),
    "timeline",
    lambda data, rows: data.result(build.measure_timeline, rows, lang),
    context,
)

words.heading(lang("All measures"))
st.markdown(data.result(headline.measures_sentence, lang))
link.take(SEARCH, SEARCH_IN_LINK, lambda asked: "".join(asked[-1:])[:LONGEST_SEARCH])
sought = st.text_input(
    lang("Search in title, category and municipality"), key=SEARCH, persist_state="session", max_chars=LONGEST_SEARCH
)
link.say(SEARCH_IN_LINK, [sought] if sought else [])
tables.rows(
    data.measures,
    MEASURES,
    context,
    places=data.result(places, tuple(sought.casefold().split()), lang),
    name="all_measures",
    empty=lang("Nothing fits the search."),
)
